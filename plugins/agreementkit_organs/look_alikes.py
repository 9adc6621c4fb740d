"""First parts of words that only look like bodies of an agreement, by the last part they stand before.

«Ziel» before «Gruppe» names people, «Land» before «Kreis» a place; «Jugendhilfe» before «Ausschuss» names a body that a
statute makes. Words of three letters and less count only where they are the whole first part.
"""

from __future__ import annotations

__all__ = ["is_doubtful", "is_look_alike", "is_other_use", "needs_known_first_part"]

_NO_BODIES: dict[str, str] = {
    "kreis": """
        land personen teilnehmer teilnehmerinnen adressaten rechts wahl freundes förder um bekannten themen
        alt strom kunden nutzer nutzerinnen leser empfänger empfängerinnen mitarbeiter benutzer kirchen
        stuhl morgen gesellschafter personal stadt heimat bezirks halb interessenten berechtigten bewerber
        bieter familien kollegen verwandten grund amts ab teil vergleichs nachbar flächen begünstigten
        anwender täter mitglieder hilfe sing spiel regel
    """,
    "gruppe": """
        ziel alters entgelt personen fall berufs krabbel spiel selbsthilfe eltern kinder kita krippen
        fraktions besoldungs vergütungs bevölkerungs unter haupt betreuungs wohn jugend lern sport produkt
        nutzer interessen interessens schüler schülerinnen schul trainings gesprächs risiko kunden teil ober
        rand kleinst klein mutter kurs klassen maßnahme maßnahmen unternehmens konzern patienten funktions
        laufbahn waren lohn beitrags misch vergleichs theater musik instrumental sprach förder regel
        integrations vorschul kindergarten träger volks wähler einkommens leistungs indikatoren senioren
        mädchen jungen frauen männer ferien hort natur wald hilfe dienst einsatz bediensteten beschäftigten
        status anwender diagnose tages nachmittags freizeit stufen hausaufgaben bastel koch lese tanz
        still babys trauer
    """,
    "runde": """
        vor final end auswahl antrags förder bewerbungs vermittlungs feedback vorstellungs verhandlungs
        team amts abteilungs dienst kollegiums mitarbeiter
        tarif ausschreibungs vergabe frage abstimmungs mittags telefon stunden kaffee lauf
    """,
    "konferenz": """
        fall hilfeplan hilfe helfer klassen schul lehrer gesamt presse zeugnis erziehungs video telefon web
        fachschafts stufen jahrgangs teil dienst abteilungs minister kultusminister ministerpräsidenten
        amtschef bundes welt bischofs armuts
    """,
    "versammlung": """
        personal betriebs einwohner bürger mitglieder eltern klassen schul gesellschafter stadtverordneten
        gemeinde haupt vertreter kreis bezirks jahreshaupt delegierten gründungs wahl schüler dienst bundes
        stadt wohnungseigentümer jagdgenossen grundstücks an jugend frauen kirchen verkehrs info
        informations
    """,
    "gespräch": """
        beratungs erst vorstellungs eltern hilfeplan personal perspektiv fall dienst mitarbeiter
        mitarbeiterinnen rückkehr übergabe aufnahme bewerbungs entwicklungs lern einzel abschluss
        auswertungs vor nach telefon konflikt an zwischen vermittlungs klärungs anamnese ziel controlling
    """,
    "dialog": "ziel zielsteuerungs performance bürger beteiligungs ideen sozial steuerungs",
    "forum": "internet online diskussions web bürger eltern",
    "stab": "unter maß buch heer schlag",
    "team": "klein einsatz",
    "kommission": """
        wahl eu europäische prüfungs berufungs einigungs findungs auswahl härtefall enquete
        ständige monopol tarif kassen zulassungs provisions
    """,
    "arbeitsgemeinschaft": "bundes landes bedarfs wohn erben haus lebens arbeits religions schul",
    "ausschuss": """
        jugendhilfe sozial schul haupt finanz kreis stadt gemeinde rats verwaltungs bau umwelt kultur sport
        werk werks betriebs rechnungsprüfungs wahl petitions verkehrs wirtschafts personal ordnungs
        gesundheits länder bildungs ferien ältesten integrations jugend familien gleichstellungs vergabe
        haushalts innen rechts landes bundes samtgemeinde bezirks wirtschaftsprüfungs stadtentwicklungs
        feuerwehr liegenschafts unter zulassungs berufungs sonder krankenhaus kita kreistags magistrats
        rechnungs präsidial tarif
    """,
    "beirat": """
        ausländer migrations senioren behinderten eltern schuleltern gesamteltern landeseltern stadteltern
        jugend frauen inklusions orts naturschutz kreiseltern personal kinder seniorinnen stadtteil heim
        bewohner polizei kleingarten denkmal landes bundes
    """,
    "stammtisch": "eltern mütter väter frauen männer senioren sprach jugend familien",
    "werkstatt": """
        fahrrad kfz auto holz metall lehr ausbildungs lern schreiner tischler vertrags fach näh reparatur zukunfts druck
        haupt behinderten theater schreib kreativ lackier kinder jugend arbeits produktions selbsthilfe sommer
    """,
    "rat": """
        stadt gemeinde kreis land aufsichts betriebs personal eltern schüler schülerinnen bezirks orts ortschafts
        bundes verwaltungs stiftungs kirchen pfarr studierenden jugend senioren seniorinnen heim haus vor un
        ver studien schul ober regierungs medizinal hof amts bau forst magist samtgemeinde presse rundfunk europa
        sicherheits ältesten ehren kinder klassen migrations integrations ausländer behinderten frauen vater
        kommerzien geheim magistrats stifts markt familien bürger inklusions einwohner konzern gesamt
    """,
}
_KNOWN_FIRST_PARTS: dict[str, str] = {
    "rat": """
        lenkungs koordinierungs koordinations programm netzwerk kooperations sprecher sprecherinnen
        steuerungs experten sachverständigen präventions partnerschafts nutzer projekt fach transformations
        klima bildungs
    """,
    "team": """
        geschäftsführungs koordinierungs koordinations steuerungs lenkungs projekt leitungs kern netzwerk
        planungs führungs strategie entwicklungs projektleitungs organisations redaktions planer
        vorbereitungs
    """,
    "stab": "krisen koordinierungs koordinations lenkungs planungs führungs verwaltungs arbeits",
}
"""These last parts have so many other uses that only such a first part makes a body of them."""

_WEAK_ENDS = {
    "kreis": ("gesprächs", "erzähl", "eltern", "mütter", "väter", "senioren", "frauen", "männer", "angehörigen")
}
"""«Gesprächskreis» may be one of the partners, or an offer to people who come to talk."""
_OWN = ("projekt", "netzwerk", "programm", "bündnis")
"""What a word begins with that names no body of a statute, whatever follows: «Projektjugendbeirat»."""
_NO_BODY_WORDS = {last: frozenset(words.split()) for last, words in _NO_BODIES.items()}
_NO_BODY_ENDS = {last: tuple(word for word in words if len(word) > 3) for last, words in _NO_BODY_WORDS.items()}
_KNOWN_ENDS = {last: tuple(words.split()) for last, words in _KNOWN_FIRST_PARTS.items()}


def is_look_alike(first: str, last: str) -> bool:
    """Tell whether a word of two parts, in lower case, names no body that an agreement makes.

    >>> is_look_alike("ziel", "gruppe"), is_look_alike("lenkungs", "gruppe"), is_look_alike("jugendhilfe", "ausschuss")
    (True, False, True)
    """
    bare = first.rstrip("-")
    if bare.startswith(_OWN) and bare.rstrip("s") not in _OWN:
        return False
    return bare in _NO_BODY_WORDS.get(last, ()) or bare.endswith(_NO_BODY_ENDS.get(last, ()))


def is_doubtful(first: str, last: str) -> bool:
    """Tell whether a word of two parts may as well name what people are invited to.

    >>> is_doubtful("müttergesprächs", "kreis"), is_doubtful("lenkungs", "kreis")
    (True, False)
    """
    return first.rstrip("-").endswith(_WEAK_ENDS.get(last, ()))


def needs_known_first_part(last: str) -> bool:
    """Tell whether a last part makes a body only behind certain first parts."""
    return last in _KNOWN_FIRST_PARTS


def is_other_use(first: str, last: str) -> bool:
    """Tell whether a first part is none of those that make a body of such a last part.

    >>> is_other_use("stadt", "rat"), is_other_use("lenkungs", "rat")
    (True, False)
    """
    return not first.rstrip("-").endswith(_KNOWN_ENDS.get(last, ()))
