"""Whose duration or notice a sentence speaks of: this agreement's, or a project's, a lease's, another one's.

German puts what a sentence is about first: the first noun of the two kinds decides. «Die Laufzeit dieser Vereinbarung»
is the agreement's own, «Das Projekt, das dieser Vereinbarung zugrunde liegt, endet» is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from agreementkit.german.word_starts import at_word_start

__all__ = ["OWN_NOUN", "subject_of"]

Subject = Literal["this", "own", "other"]

_KINDS = (
    r"[Vv]ereinbarung|[Vv]ertrag(?:e?s|e)?|[Vv]ertragsverhältnis(?:ses)?|[Vv]ertragswerk(?:e?s)?|[Aa]bkommen[s]?"
    r"|[Üü]bereinkunft|[Üü]bereinkommen[s]?|[Ee]rklärung|[Kk]ooperation|[Zz]usammenarbeit|[Kk]onzept(?:e?s)?"
    r"|[Pp]artnerschaft|[Aa]bsprache|[Aa]brede|[Nn]achtrag(?:e?s)?|[Bb]ündnis(?:ses)?|[Kk]ontrakt(?:e?s)?"
    r"|[Pp]akt(?:e?s)?"
    r"|[Cc]harta|[Mm]emorandums?|[Rr]egelwerk(?:e?s)?|[Vv]erwaltungsgemeinschaft|[Zz]weckverband(?:e?s)?"
)
_IN_A_WORD = r"\w-"
_DECLARED = r"(?:Kündigungs|Austritts|Rücktritts|Beitritts|Widerrufs|Willens|Verzichts|Zustimmungs)"
OWN_NOUN = rf"(?<![\w-])(?!{_DECLARED})(?:[\w-]{{0,40}}(?:{_KINDS}))(?![\w-])"
"""Regex fragment for a noun that names an agreement, in the singular: «Kooperationsvereinbarung», «Vertrages»."""

# Contracts that agreements write about but seldom are: jobs, flats, care places, grants.
_OTHER_CONTRACTS = (
    r"Arbeits|Dienst|Anstellungs|Ausbildungs|Praktikums|Beschäftigungs|Honorar|Miet|Untermiet|Pacht|Kauf|Werk"
    r"|Leasing"
    r"|Versicherungs|Darlehens|Kredit|Tarif|Betreuungs|Kita|Heim|Wohn|Wohnungs|Mitglieds|Strom|Energie|Eingliederungs"
    r"|Zuwendungs|Teilnahme|Teilnehmer|Schutz|Nutzungs|Einwilligungs|Einverständnis|Datenschutz|Verschwiegenheits"
    r"|Schweigepflicht|Steuer|Abtretungs|Verpflichtungs|Gewalt|Vor"
)
_OTHER_THINGS = (
    r"Projekt|Modellprojekt|Pilotprojekt|Pilotphase|Probezeit|Maßnahme|Förder|Bewilligung|Zuwendung|Zuschuss"
    r"|Programm"
    r"|Landesprogramm|Bundesprogramm|Gesetz|Landesgesetz|Satzung|Haushaltssatzung|Verordnung|Verwaltungsvorschrift"
    r"|Richtlinie|Förderrichtlinie|Erlass|Geschäftsordnung|Amtszeit|Wahlperiode|Wahlzeit|Mitgliedschaft|Miet|Pacht"
    r"|Wohnraum|Wohnung|Arbeitsverh|Arbeitsverträge|Dienstverh|Beschäftigungsverh|Ausbildungsverh"
    r"|Stellen? (?:ist|sind|wird|werden|endet)\b|Personalstelle"
    r"|Anstellung|Versicherung|Darlehen|Tarif|Anlage\b|Anlagen\b|Beschluss|Ratsbeschluss"
    r"|Bescheide?s?\b(?! ?(?:[.,;]|\Z|geb|sag))|Haushaltsplan"
    r"|Pauschale"
    r"|Entgelt|Vergütung|Preis|Budget|Miete\b|Abschlag|Rate\b|Genehmigung|Betriebserlaubnis|Erlaubnis|Berichtspflicht"
    r"|Bewerbung|Ausschreibung|Verfahren|Datenverarbeitung|Einwilligung|Speicher|Löschung|Aufbewahrung|Vereinbarungen\b"
    r"|Verträge\b|Verträgen\b|Öffnungszeit|Sprechzeit|Ferien|Umbau|Bau|Sanierung|Personal|Fachkraft|Mitarbeite"
    r"|Beschäftigte|Abordnung|Zuweisung|Leistungsbezug|Hilfe|Leistungszeitraum|Berichtszeitraum|Erhebung|Evaluation"
    r"|Kündigungsschutz|Räumung|Geräte|Softwar|Lizenz"
)
_Kind = Literal["other", "own", "section"]
_CONTRACT_RE = re.compile(
    rf"{at_word_start(_OTHER_CONTRACTS, not_after=_IN_A_WORD)}[\w-]{{0,30}}(?:{_KINDS}|verh\w{{2,12}})(?![\w-])"
)
_THING_RE = re.compile(rf"{at_word_start(_OTHER_THINGS, not_after=_IN_A_WORD)}[\w-]{{0,40}}")
_OWN_RE = re.compile(OWN_NOUN)
_KIND_RE = re.compile(at_word_start(_KINDS, not_after=None))
_SECTION_RE = re.compile(rf"{at_word_start('§§|§|Art[.]|Artikel|Absatz|Abs[.]|Nr[.]|Ziffer|Punkt|Satz')} ?[0-9<]")
_THIS_RE = re.compile(
    r"(?<!\w)(?:[Dd]iese[rsmn]?|[Vv]orliegende[rsmn]?|[Hh]iermit geschlossene\w?|hiesige[nr]?)(?: \w{3,30})? \Z"
)
_PRONOUN_RE = re.compile(r"[\W\d_]{0,12}(?:Sie|Er|Es)(?!\w)")
_FORMER_RE = re.compile(
    r"(?:[Bb]isherige[nr]?|[Bb]estehende[nr]?|[Vv]orherige[nr]?|[Ff]rühere[nr]?|[Aa]lte[nr]?|[Vv]orangegangene[nr]?"
    r"|[Vv]orgänger|[Uu]rsprüngliche[nr]?|[Gg]eltende[nr]?|gleichnamige[nr]?|[Aa]ndere[nr]?"
    r"|[Zz]u ersetzende[nr]?|[Vv]ormalige[nr]?|[Ee]hemalige[nr]?|[Dd]amalige[nr]?) \Z"
)
# «Eine erste Vereinbarung» came before this one; «der erste Nachtrag» may be the document itself.
_FIRST_RE = re.compile(r"[Ee]rste[nrs]? \Z")
_ADDENDUM_RE = re.compile(r"(?:Nachtr|Änderungs|Ergänzungs|Zusatz|Verlängerungs|Anpassungs)")
_OF_A_DATE_RE = re.compile(
    r"(?: [\w.,/-]{1,30}){0,6}? (?:vom|von) <X| (?:aus|von|aus dem Jahre?|des Jahres) (?:19|20)[0-9]{2}(?![0-9/])"
)
_UNLIKE_RE = re.compile(
    r"(?:[Aa]nders als|[Ii]m (?:Unterschied|Gegensatz) zu|[Aa]bweichend von|[Ss]tatt|[Aa]nstelle|[Aa]n Stelle)"
    r"(?: [\w§.]{1,20}){0,5} \Z"
)
# «Zur Förderung der Kinder gilt diese Vereinbarung»: what a preposition governs is not what the sentence is about.
_GOVERNED_RE = re.compile(
    r"(?<!\w)(?:[Zz]u[rm]?|[Ff]ür|[Nn]ach|[Mm]it|[Bb]ei|[Bb]eim|[Vv]or|[Uu]nter|[Ww]ährend|[Ii]m|[Ii]n|[Aa]uf"
    r"|[Aa]n|[Aa]m|[Dd]urch"
    r"|[Aa]ufgrund|[Gg]emäß|[Vv]orbehaltlich|[Uu]nbeschadet|[Üü]ber|[Ss]owie|[Ii]nfolge|[Ww]egen|[Bb]edarf"
    r"|[Bb]edürfen)(?: \w{1,30}){0,3} \Z"
)

# «Sie gilt bis …, falls die Förderung bewilligt wird»: a condition is not what the sentence is about.
_IN_A_CONDITION_RE = re.compile(r", (?:falls|wenn|sofern|soweit|solange|sobald|weil|nachdem|bis)(?!\w)[^,;]{0,100}\Z")


def subject_of(sentence: str) -> Subject | None:
    """Return what a sentence is about, judged by its first telling noun.

    Args:
        sentence: a sentence as a template (:mod:`agreementkit.german.templates`) or as plain text.

    Returns:
        «this» where it points at this agreement («Diese Vereinbarung»), «own» where it names an agreement, «other»
        where it speaks of another contract, a project, a statute, a section, or an agreement of another date; None
        where it names nothing of the kind.

    >>> subject_of("Diese Vereinbarung endet am <D0>."), subject_of("Die Laufzeit des Vertrages beträgt <L0>.")
    ('this', 'own')
    >>> subject_of("Das Projekt endet am <D0>."), subject_of("Die Vereinbarung vom <X0> tritt außer Kraft.")
    ('other', 'other')
    >>> subject_of("Sie endet am <D0>.") is None
    True
    """
    governed = False
    for kind, start, end in _telling(sentence):
        head = sentence[max(0, start - 45) : start]
        if kind == "section":
            if _stands_first(sentence, start):
                return "other"
            continue
        if kind == "other":
            if _IN_A_CONDITION_RE.search(sentence, max(0, start - 120), start):
                governed = True
                continue
            if not _GOVERNED_RE.search(head):
                return "other"
            governed = True
            continue
        if _THIS_RE.search(head):
            return "this"
        if _UNLIKE_RE.search(head):
            continue
        if _FIRST_RE.search(head) and not _ADDENDUM_RE.match(sentence, start):
            return "other"
        if _FORMER_RE.search(head) or _OF_A_DATE_RE.match(sentence, end, end + 120):
            return "other"
        return "own"
    return "other" if governed and not _PRONOUN_RE.match(sentence) else None


def _telling(sentence: str) -> Iterator[tuple[_Kind, int, int]]:
    """What tells whose a sentence is, with its place, in order; of what begins together, another's first."""
    found: list[tuple[int, int, int, _Kind]] = [
        *((match.start(), 1, match.end(), "other") for match in _THING_RE.finditer(sentence)),
        *((match.start(), 3, match.end(), "section") for match in _SECTION_RE.finditer(sentence)),
    ]
    if "verh" in sentence or _KIND_RE.search(sentence):
        found += ((match.start(), 0, match.end(), "other") for match in _CONTRACT_RE.finditer(sentence))
        found += ((match.start(), 2, match.end(), "own") for match in _OWN_RE.finditer(sentence))
    done = 0
    for start, _, end, kind in sorted(found):
        if start >= done:
            yield kind, start, end
            done = end


def _stands_first(sentence: str, position: int) -> bool:
    """A section is what a sentence is about only at its beginning; elsewhere it is a reference."""
    return not sentence[:position].strip(" ()0123456789.-–*#")
