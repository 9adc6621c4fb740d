"""The indicator of a target: the noun phrase that is to rise, fall or stay, in the nominative where its form tells."""

from __future__ import annotations

import re

from agreementkit_goals.phrases import Phrase, find_phrases, mask_asides, phrase_at

__all__ = ["counted_unit", "find_indicator", "is_measured_noun", "name_at", "tidy_name"]

LONGEST_INDICATOR = 130
_KEY_FIGURES = {
    "K1": "Summe der Leistungen zum Lebensunterhalt",
    "K2": "Integrationsquote",
    "K3": "Bestand an Langzeitleistungsbeziehenden",
}
"""§ 48a SGB II and its Verordnung: the three Kennzahlen of the Grundsicherung."""

_CHANGE_NOUN_RE = re.compile(
    r"(?<!\w)(?:Erhöhung|Steigerung|Anhebung|Senkung|Absenkung|Verringerung|Reduzierung|Reduktion|Minderung|Verminderung|Verbesserung|Ausweitung|Ausbau|Rückgang|Zunahme|Abnahme|Anstieg"
    r"|Zuwachs|Halten|Halbierung|Herabsetzung|Erweiterung|Ausdehnung|Verlängerung|Minimierung|Aufwuchs|Verdopp?e?lung|Verdreifachung|Vermehrung|Vergrößerung|Verkürzung|Verkleinerung|Einsparung(?:en)?|Abbau|Wachstum|Aufstockung|Eindämmung|Stabilisierung|Begrenzung)"
    r"\s(?:von|bei|an|beim|in|im)?\s?(?=(?:der|des|den|dem|unserer|ihrer|seiner|aller|einer|eines|von)\s|[A-ZÄÖÜ]|[a-zäöüß]+er\s[A-ZÄÖÜ])"
)
_CHANGE_BY_RE = re.compile(
    r"(?<!\w)(?:Vermehrung|Steigerung|Erhöhung|Senkung|Minderung|Verringerung|Reduzierung|Zunahme|Abnahme)\sum(?!\w)"
)
# «ein Plus von 12 Prozent bei den Übernachtungen»
_BEHIND_RE = re.compile(
    r"(?<!\w)(?:Plus|Minus|Zuwachs|Rückgang|Anstieg|Vermehrung|Steigerung|Erhöhung|Senkung|Minderung|Verringerung|Reduzierung|Zunahme|Abnahme|Einsparung)"
    r"\s(?:um|von)\s[^.,;]{0,40}?(?:%|Prozent(?:punkte)?n?|v\.\sH\.)\s(?:(?:bei|an)\s(?=\S)|(?=(?:der|des)\s))"
)
_TOPIC_RE = re.compile(r"(?<!\w)(?:[Hh]insichtlich|[Bb]ezüglich|[Bb]ei)\s(?=(?:der|des|den)\s)")
_MEASURED_RE = re.compile(
    r"(?i:[\w-]*(?:quote|rate|anteil|anteils|anteile|zahl|zahlen|anzahl|bestand|bestands|dauer|zeit|verbrauch|menge|grad|summe|kosten|aufwendungen|emission|emissionen|umfang"
    r"|aufkommen|belastung|abstand|index|volumen|fälle|unfälle|plätze|stellen|ausstoß|bedarf|einnahmen|erträge|ausgaben|fläche|stand|wert|beteiligung|abbrüche|reichweite|zufriedenheit|integrationen|vermittlungen|abschlüsse|anmeldungen|widersprüche|klagen|rückstände|verluste|defizit|auslastung|inanspruchnahme|nachfrage|fluktuation|arbeitslosigkeit|leerstand|lücke|besuche|übernachtungen|einsätze|ausleihen))\Z"
)
_ACTOR_RE = re.compile(
    r"(?:[\w-]*[Pp]artner(?:innen)?|[\w-]*[Pp]arteien|[\w-]*[Pp]artei|Beteiligten?|[\w-]*[Ss]tadt|[\w-]*[Gg]emeinde|[\w-]*[Kk]reis|[\w-]*verband|Jobcenter|[\w-]*[Aa]gentur|[\w-]*[Vv]erein|Träger(?:in)?"
    r"|[\w-]*[Aa]mt|Land|Kommunen?|Unterzeichne\w+|Vertrag\w*schließenden|Erklärenden|Seiten|Häuser|Wir|Man|Bund|Verwaltung|[\w-]*[Ss]chule|Klinik\w*|Kasse|Stiftung|Betrieb|Eigenbetrieb|Universität|Hochschule"
    r"|Ziel|Ziele|Teilziel|Zweck|Absicht|Maßnahmen?|Vereinbarung|Kooperation|Zusammenarbeit|Projekt|Programm|Angebot|Netzwerk|Bündnis|Indikator|Kennzahl|Messgröße|Zielwert|Mehr|Weniger|Zuwachs|Anstieg"
    r"|Rückgang|\w*[Jj]ahre?n?|Monate?n?|Wochen?|Quartal|Ende|Mitte|Anfang|Steigerung|Senkung|Erhöhung|Minderung|Reduzierung|Zunahme|Abnahme|Verbesserung|Vermehrung|Verringerung|Einsparung|Ausbau|Abbau|Prozent|Prozentpunkte?|Punkte?"
    r"|Hälfte|Drittel|Viertel|Fünftel|Zehntel|Achtel|Niveau|Vorjahr|Dies|Das|Dabei|Sie|Er|Es|Ihnen|Näheres|Angestrebt|Gesenkt|Erhöht|Gesteigert|Euro|Wille|Willen|Weiteres|Ferner|Zugleich|Außerdem|Darüber"
    r"|Dadurch|Damit|Hierdurch|Hierzu|Insgesamt|Jährlich|Mindestens|Zudem|Künftig|Langfristig|Mittelfristig|Kurzfristig|Gleichzeitig|Zusätzlich|Weiterhin|Schließlich|Anzustreben|Vereinbart|Erwartet|Dass|Daß"
    r"|Spätestens|Durchschnittlich|Gegenüber|Ausgehend|Bislang|Stand|Ausgangswert|Laufzeit|Unser|Konkret|Ebenso|Auch|Bezogen|Innerhalb|Davon|Verpflichtung)\Z"
)
_VAGUE = frozenset({"Ihr", "Ihre", "Sein", "Seine", "Diese", "Dieser", "Dieses", "Deren", "Dessen"})
_EMPTY_HEADS = frozenset(
    {
        "Anteil",
        "Anteile",
        "Zahl",
        "Zahlen",
        "Anzahl",
        "Wert",
        "Werte",
        "Summe",
        "Stand",
        "Umfang",
        "Bestand",
        "Höhe",
        "Menge",
    }
)
"""Heads that name nothing without a complement."""

_HOLDER_RE = re.compile(
    r"\s(?:des|der|im|in\sder|in|vom|beim|bei|für\sdas|für\sden|für\sdie)\s(?:(?:kommunalen|örtlichen|zugelassenen|gemeinsamen|Kommunalen)\s)?"
    r"(?:Jobcenters?|Landkreis\w*|Kreise?s?|Stadt|Gemeinde|Agentur|Bezirks?|Region|Landes?|Optionskommune|Einrichtung|JC|gE|zkT|Trägers?|Hansestadt|Samtgemeinde|Kommune)(?!\w)"
)
_KNOWN_RE = re.compile(
    r"(?<!\w)(?:(?:durchschnittliche[rn]?|jahresdurchschnittliche[rn]?)\s)?(?:[A-ZÄÖÜ][\w-]{2,40}quote|Bestand(?:e?s)?\san\s[\w-]{5,40}|Summe\sder\s(?:passiven\s)?Leistungen(?:\szum\sLebensunterhalt)?|(?:Anteil|Zahl|Anzahl)\s(?:der|von|an)\s[A-ZÄÖÜ][\w-]{3,40})"
)
_KEY_RE = re.compile(r"(?<!\w)(?P<key>K[1-3])(?!\w)")
_ADJECTIVE_RE = re.compile(r"(?P<stem>[a-zäöüß-]{3,40}?)(?:e|en|er|em|es)\Z")
_ENDINGS = {
    "der": "er",
    "den": "er",
    "das": "es",
    "die": "e",
    "ein": "",
    "ihren": "er",
    "unseren": "er",
    "seinen": "er",
    "einen": "er",
}
_PLURAL_HEAD_RE = re.compile(r"(?:en|ungen|zahlen|kosten|zeiten|fälle|plätze)\Z")
_GENITIVE_RE = re.compile(r"(?P<noun>[\w-]{2,60}?)(?P<ending>es|s)\Z")
_COUNT_OF_RE = re.compile(r"(?:[Zz]ahl|[Aa]nzahl)\s(?:an\s|von\s)?(?=(?:der|unserer|ihrer|aller|seiner|[\wäöüß]+)\s?)")
_IN_UNIT_RE = re.compile(
    r"(?<!\w)in\s(?P<unit>Tagen|Wochen|Monaten|Stunden|Minuten|Jahren|Tonnen|Euro|Kilogramm|Litern|Mikrogramm|Dezibel|Hektar|Kilometern|Kilowattstunden|Grad)\Z"
)
_DATIVES = {"Tagen": "Tage", "Monaten": "Monate", "Jahren": "Jahre", "Litern": "Liter", "Kilometern": "Kilometer"}
_NOMINAL_ADJECTIVE_RE = re.compile(r"(?:lich|ig|sch|end|los|tät|igt|iert)en\Z")
_RELATIVE_RE = re.compile(r",\s(?:die|der|das|deren|dessen|welche\w?)\s(?P<rest>[^,.;:]{2,160})")
_FACT_RE = re.compile(r"\d|(?<!\w)(?:lag|liegt|betrug|beträgt|derzeit|zuletzt|wurden?|dient)(?!\w)")
_TARGET_VALUE_RE = re.compile(r"(?<!\w)Ziel(?:wert|größe|vorgabe|marke)(?!\w)")
_BOUNDARY_RE = re.compile(r"[,;:–—]|\s-\s")


def find_indicator(sentence: str, place: int, heading: str = "", *, before: str = "") -> str | None:
    """Return what a measure in a sentence measures, or None where the sentence does not say.

    Args:
        sentence: The sentence, blanks only between its words.
        place: Offset of the measure in it.
        heading: The goal the sentence stands under, for a last look.
        before: The sentence before, which names what this one only calls «sie».

    >>> find_indicator("Der durchschnittliche Bestand an Betten soll um 5 % sinken.", 50)
    'durchschnittlicher Bestand an Betten'
    >>> find_indicator("Für Frauen wird bis 2027 der Stromverbrauch um 15 % gesenkt", 50)
    'Stromverbrauch'
    """
    masked = mask_asides(sentence)
    bounds = [0, *(match.end() for match in _BOUNDARY_RE.finditer(masked)), len(masked)]
    current = max(number for number, bound in enumerate(bounds[:-1]) if bound <= place)
    for number in range(current, -1, -1):
        start, end = bounds[number], bounds[number + 1]
        if number < current and masked[end - 1] == ";":
            break
        named = _of_change(sentence, masked, start, end) or _named(sentence, masked, start, end, place)
        if named is not None:
            return named
        if _has_pronoun(masked, start, end) or _TARGET_VALUE_RE.search(masked, start, end):
            named = _named_before(sentence[:start]) or _named_before(before)
            if named is not None or _has_pronoun(masked, start, end):
                return named
    for text in (sentence, heading):
        key = _KEY_RE.search(text)
        known = _KNOWN_RE.search(text)
        if known is not None:
            return _known_name(known)
        if key is not None:
            return _KEY_FIGURES[key["key"]]
    return None


def _known_name(match: re.Match[str]) -> str:
    first, _, rest = match.group().partition(" ")
    return f"{_without_genitive(first)} {rest}" if first.startswith("Bestand") else match.group()


def name_at(sentence: str, start: int) -> str | None:
    """The name of what stands at a place: «30 % weniger» | «Autoverkehr in der Altstadt».

    >>> name_at("30 % weniger Autoverkehr in der Altstadt bis 2030", 13)
    'Autoverkehr in der Altstadt'
    """
    phrase = phrase_at(mask_asides(sentence), start, len(sentence))
    if phrase is None or _acts(phrase):
        return None
    head = phrase.head_start + len(phrase.head)
    joined = sentence[head : phrase.core].strip()
    end = phrase.end if not joined or joined.startswith(("und ", "der ", "des ")) else head
    return " ".join(sentence[phrase.inner : end].split()) or None


def _has_pronoun(masked: str, start: int, end: int) -> bool:
    """Whether what is measured is only called «sie», «ihr Anteil», «dieser Wert»."""
    return re.search(r"(?<!\w)(?:[Ss]ie|[Ee]r|[Ee]s|[Ii]hr[e]?|[Dd]iese[rs]?)(?!\w)", masked[start:end]) is not None


def _named_before(text: str) -> str | None:
    """The one measured thing that a sentence before speaks of, or None where it names none or several."""
    masked = mask_asides(text)
    named = [p for p in find_phrases(masked, 0, len(masked)) if _MEASURED_RE.match(p.head) and not _acts(p)]
    if named:
        return _name(text, named[0], genitive=False) if len(named) == 1 else None
    known = {_known_name(match) for match in _KNOWN_RE.finditer(text)}
    return known.pop() if len(known) == 1 else None


def is_measured_noun(name: str) -> bool:
    """Whether an indicator names something that is counted or measured by its nature.

    >>> is_measured_noun("Zahl der Fälle"), is_measured_noun("Rechte der Partner")
    (True, False)
    """
    return any(_MEASURED_RE.match(word) for word in re.findall(r"[\w-]+", name)[:4])


def counted_unit(name: str) -> str | None:
    """The unit of a plain number from what it counts: «Zahl der Plätze» counts «Plätze».

    >>> counted_unit("Zahl unserer Ehrenamtlichen"), counted_unit("Wartezeit in Wochen"), counted_unit("Index")
    ('Ehrenamtliche', 'Wochen', None)
    """
    within = _IN_UNIT_RE.search(name)
    if within is not None:
        return _DATIVES.get(within["unit"], within["unit"])
    counted = _COUNT_OF_RE.search(name)
    phrase = phrase_at(name, counted.end(), len(name)) if counted else None
    if phrase is None:
        return None
    return phrase.head[:-1] if _NOMINAL_ADJECTIVE_RE.search(phrase.head) else phrase.head


def _of_change(sentence: str, masked: str, start: int, end: int) -> str | None:
    """«Senkung der Kosten», «ein Anstieg der Zahl»: the complement of a noun of change."""
    for match in _CHANGE_NOUN_RE.finditer(masked, start, end):
        phrase = phrase_at(masked, match.end(), end)
        if phrase is not None and not _ACTOR_RE.match(phrase.head):
            return _name(sentence, phrase, genitive=True)
    behind = _BEHIND_RE.search(masked, start, end)
    if behind is not None:
        phrase = phrase_at(masked, behind.end(), end)
        if phrase is not None and not _acts(phrase):
            return _name(sentence, phrase, genitive=True)
    if _CHANGE_BY_RE.search(masked, start, end):
        topic = _TOPIC_RE.search(masked, start, end)
        phrase = phrase_at(masked, topic.end(), end) if topic else None
        if phrase is not None and not _ACTOR_RE.match(phrase.head):
            return _name(sentence, phrase, genitive=True)
    return None


def _named(sentence: str, masked: str, start: int, end: int, place: int) -> str | None:
    """The phrase of a stretch that the measure speaks of: a measured thing before others, the nearer first."""
    fitting = [
        phrase
        for phrase in find_phrases(masked, start, end)
        if not _acts(phrase)
        and (phrase.determiner or "").lower() not in ("dem", "des", "einem", "eines")
        and not (phrase.start <= place < phrase.core)
        and not (phrase.head in _EMPTY_HEADS and phrase.end == phrase.head_start + len(phrase.head))
        and not (phrase.determiner in _VAGUE and phrase.core == phrase.head_start + len(phrase.head))
    ]
    if not fitting:
        return None
    measured = [phrase for phrase in fitting if _MEASURED_RE.match(phrase.head)]
    before = [phrase for phrase in measured or fitting if phrase.start < place]
    chosen = (before[0] if measured else before[-1]) if before else (measured or fitting)[0]
    return _name(sentence, chosen, genitive=False)


def _acts(phrase: Phrase) -> bool:
    """Whether a phrase names one who acts, a time or a word of aim; «Kreis der Mitglieder» does not."""
    if phrase.head in ("Kreis", "Angebot") and phrase.end > phrase.head_start + len(phrase.head):
        return False
    return _ACTOR_RE.match(phrase.head) is not None


def _name(sentence: str, phrase: Phrase, *, genitive: bool) -> str | None:
    """The phrase as an indicator: no article, adjectives in the nominative, a relative clause if it defines."""
    stop = phrase.end
    relative = _RELATIVE_RE.match(sentence, stop)
    if relative is not None and not _FACT_RE.search(relative["rest"]):
        stop = relative.end()
    text = " ".join(re.sub(r"\([^()]{0,160}\)", " ", sentence[phrase.inner : stop]).split())
    if relative is None:
        holder = _HOLDER_RE.search(text)
        text = text[: holder.start()] if holder is not None else text
    text = text.strip(" ,:–-")
    if text in _KEY_FIGURES:
        return _KEY_FIGURES[text]
    text = _nominative(text, phrase, genitive=genitive)
    if len(text) > LONGEST_INDICATOR:
        text = _nominative(" ".join(sentence[phrase.inner : phrase.core].split()), phrase, genitive=genitive)
    return text if 2 < len(text) <= LONGEST_INDICATOR else None


def _nominative(text: str, phrase: Phrase, *, genitive: bool) -> str:
    """Put the words before the head, and a head in the genitive, into the nominative without article."""
    before, head, rest = text.partition(phrase.head)
    determiner = (phrase.determiner or "").lower()
    if genitive and determiner in ("des", "eines", "seines", "ihres", "unseres"):
        head = _without_genitive(head)
        ending = "er"
    elif genitive or determiner in ("ihre", "seine", "unsere", "alle", "sämtliche"):
        ending = "e"
    else:
        ending = _ENDINGS.get(determiner, "")
        if determiner == "den" and _PLURAL_HEAD_RE.search(head):
            ending = "e"
    if ending:
        words = before.split()
        before = "".join(f"{_inflected(word, ending)} " for word in words)
    return before + head + rest


def _inflected(word: str, ending: str) -> str:
    match = _ADJECTIVE_RE.match(word)
    return word if match is None or word in ("unter", "über", "ohne") else match["stem"] + ending


def _without_genitive(noun: str) -> str:
    """«Stromverbrauchs» as «Stromverbrauch», «Anteiles» as «Anteil».

    >>> _without_genitive("Bestandes"), _without_genitive("Papierverbrauchs"), _without_genitive("Ausmaßes")
    ('Bestand', 'Papierverbrauch', 'Ausmaß')
    """
    match = _GENITIVE_RE.match(noun)
    return match["noun"] if match else noun


def tidy_name(text: str) -> str | None:
    """A cell or a line that names an indicator, without article and marks; None where it names none."""
    name = " ".join(text.split()).strip(" .;:*_|–-")
    name = re.sub(r"\A(?:Der|Die|Das)\s", "", name)
    return name if 2 < len(name) <= LONGEST_INDICATOR and any(sign.isupper() for sign in name) else None
