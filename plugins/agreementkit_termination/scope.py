"""Which parts of a sentence speak of leaving this agreement in the ordinary way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from agreementkit import Statement
from agreementkit.german import OWN_NOUN, tells_the_past
from agreementkit_termination.exits import is_own_exit
from agreementkit_termination.words import EXIT_ROLES, NOTICE_RE, SPECIAL_RE, parts_of

OTHER_CONTRACT_RE = re.compile(
    r"(?:Arbeits|Miet|Untermiet|Dienst|Anstellungs|Ausbildungs|Beschäftigungs|Pacht|Betreuungs|Honorar"
    r"|Versicherungs|Darlehens|Heim|Strom|Energie)\w{0,6}(?:verh\w{2,12}|vertr\w{1,6})"
    r"|Wohnraum\w{0,3}|Wohnung\w{0,3}|Vermieter\w{0,4}|Mieter\w{0,4}|Arbeitgeber\w{0,4}|Arbeitnehmer\w{0,4}"
    r"|Beschäftigten?\b|Mitarbeiter\w{0,5}|\w{0,12}[Pp]latz(?:e?s)?\b|Eltern\b|\w{2,12}berechtigten?\b"
)
"""Contracts and people whose notices agreements write about."""
_EXCLUDED_RE = re.compile(
    r"(?i:ausgeschlossen|unzulässig|nicht zulässig|nicht möglich|nicht statthaft|ausschluss der|verzicht"
    r"|keine (?:ordentliche )?kündigung (?:möglich|zulässig|vorgesehen|statthaft))"
)
_BESIDE_RE = re.compile(
    r"(?i:(?<!\w)(?:unbeschadet|neben|unabhängig von|außer|abgesehen)(?: \w{1,30}){0,9}? (?:(?:kündigung"
    r"|kündigungsrechts?|kündigungsmöglichkeit)(?: aus wichtigem grund)?|wichtigem grund|wichtigen gründen)"
    r"|bleibt\b.{0,40}unberührt)"
)
_CONDITION_RE = re.compile(
    r"\W{0,6}(?:\(?\w{1,3}\)? )?(?:Bei|Im Falle?|Für den Fall|Wenn|Sofern|Falls|Sollte|Sollten|Entfällt"
    r"|Entfallen|Wird|Werden|Verstößt|Verletzt|Aus wichtigem|Kommt|Stellt|Fällt|Fallen|Nach|Liegt|Aufgrund"
    r"|Infolge|Ist)(?!\w)"
)
# «…, wenn die Förderung entfällt» makes what stands before it a notice for that cause.
_IF_RE = re.compile(r", (?:wenn|sofern|falls|soweit|weil)(?! (?:nicht|kein))(?![^<]{0,200}<L)")
# «Ein wichtiger Grund liegt vor, wenn …» says what a cause is; no period in it is the ordinary one.
_PASSIVE_SUBJECT_RE = re.compile(
    r"[\W\d_]{0,12}(?:Die|Der|Das|Eine?) (?:[a-zäöüß-]{3,24} ){0,2}(?P<noun>[A-ZÄÖÜ][\w-]{2,50})"
    r"(?: (?:der|des|von|zur|zum|über|für) [^;,<]{2,60}?)? (?:kann|können|darf|dürfen|ist|sind)(?!\w)"
    r"[^;]{0,200}?(?:gekündigt|kündbar|aufgelöst|beendet)(?!\w)"
)
# «Rücklagen können … aufgelöst werden»
_BARE_SUBJECT_RE = re.compile(
    r"[\W\d_]{0,12}(?!(?:Danach|Dann|Sodann|Sie|Diese|Beide|Alle|Keine|Auch|Anschließend|Ferner|Zudem|Sonst|Ansonsten"
    r"|Hierbei|Dabei|Unbeschadet)(?!\w))(?P<noun>[A-ZÄÖÜ][\w-]{2,50}) (?:können|dürfen|sind)(?!\w)"
    r"[^;]{0,200}?(?:gekündigt|kündbar|aufgelöst|beendet)(?!\w)"
)
_BY_A_PERSON_RE = re.compile(
    r"(?<!\w)[Kk]ündig(?:t|en) (?:eine?|der|die|das) (?:[a-zäöüß-]{3,24} ){0,2}"
    r"(?:Kind(?:er)?|Famili\w{1,3}|Eltern\w{0,8}|Teilnehm\w{1,8}|Schüler\w{0,5}|Bewohner\w{0,5}|Nutzer\w{0,5}|Kund\w{1,6}"
    r"|Personal|Fachkr\w{2,6}|Angestellte\w?|Ehrenamtliche\w?|Pat(?:e|in)\w{0,3})(?!\w)"
)
# «kann die Beschäftigung der Aushilfe … beenden»
_OBJECT_RE = re.compile(
    r"(?<!\w)(?:kann|können|darf|dürfen|berechtigt,)(?: \w{4,24}){0,3} (?:die|das|den|ihre?|seine?|ihren|seinen|deren)"
    r" (?:[a-zäöüß-]{3,24} ){0,2}(?P<noun>[A-ZÄÖÜ][\w-]{2,50})(?!\w)[^;,]{0,160}?(?<!\w)(?:beenden|auflösen|aufgeben"
    r"|kündigen|zu beenden|zu kündigen)(?!\w)"
)
# What may be given notice of, in a clause on leaving, without naming the agreement.
_MEMBERSHIP_RE = re.compile(r"[\W\d_]{0,12}(?:Die|Eine|Seine|Ihre) Mitgliedschaft(?!\w)")
_LEFT_RE = re.compile(
    r"(?i:mitwirk|mitarbeit|unterstütz|zugehör|teilnahme|beteilig|verhältnis|regelung|mitglied|netzwerk|verbund|abmachung|verabred|laufzeit|zusammen"
    r"|kündig|dokument|papier|verpflicht|gemeinschaft|bestimmung|rahmen|zusage)"
)
_PROBATION_RE = re.compile(r"(?i:probezeit|probephase|erprobung)")
_AFTER_PROBATION_RE = re.compile(
    r"(?<!\w)(?:[Nn]ach|[Mm]it) (?:Ablauf |Ende )?(?:der|einer|dieser) (?:\w{3,20} )?"
    r"(?i:probezeit|probephase|erprobung)"
)
_DEFINES_RE = re.compile(
    r"(?i:wichtige[rn]? gr[uü]nde?\w?,? (?:\w{1,20} ){0,4}?(?:liegt|liegen|ist|sind|gilt|gelten|besteht|bestehen)(?!\w)"
    r"(?! (?:\w{1,20} ){0,6}(?:künd|möglich|zulässig|ausgeschl))"
    r"|als wichtiger grund (?:gilt|ist|sind|gelten))"
)
# «Soweit der Rahmenvertrag eine Frist von … bestimmt, bleibt er unberührt» agrees on nothing.
_UNTOUCHED_RE = re.compile(r"(?<!\w)bleib(?:t|en)(?!\w)[^;]{0,60}unberührt\W*\Z")
_GRANTED_RE = re.compile(r"(?<!\w)(?:kann|können|darf|dürfen|beträgt|möglich|zulässig|kündbar|gekündigt)(?!\w)")
_HOLDS_RE = re.compile(r"(?<!\w)(?:kann|können|darf|dürfen|beträgt|gilt)(?!\w)")
_CUT_RE = re.compile(
    r",(?= )| (?:und|oder|sowie|bzw\.|jedoch|aber)(?= (?:\w{1,20} ){0,3}(?:aus wichtigem|außerordentlich"
    r"|fristlos|bei |im Fall|nach Ablauf|anschließend|danach))"
)


def exit_trust(statement: Statement, start: int, end: int) -> float | None:
    """How far a part of a sentence may be read as speaking of leaving this agreement, or None."""
    text = statement.text[start:end]
    if tells_the_past(text) and not _HOLDS_RE.search(text):
        return None
    about = statement.about_at(start)
    notice = NOTICE_RE.search(text)
    if (about != "other" or _MEMBERSHIP_RE.match(text)) and is_own_exit(statement, start, end):
        return 0.95 if statement.role in EXIT_ROLES else 0.85
    if about != "other" and statement.role not in EXIT_ROLES and is_own_exit(statement, 0, start):
        return 0.8  # «… ist frei, ihre Beteiligung zu beenden; sie teilt es drei Monate vorher mit»
    if about == "other" or OTHER_CONTRACT_RE.search(text):
        return None
    if statement.role in EXIT_ROLES:
        return 0.95 if notice else 0.85
    if notice is None or about is None:
        return None
    return 0.8 if about == "this" and statement.named else 0.7


def _is_of_something_else(part: str) -> bool:
    """Whether notice is given of a thing that is no agreement: «Die Raumüberlassung kann … gekündigt werden»."""
    if _BY_A_PERSON_RE.search(part):
        return True
    match = _PASSIVE_SUBJECT_RE.match(part) or _BARE_SUBJECT_RE.match(part) or _OBJECT_RE.search(part)
    if match is None:
        return False
    return re.search(OWN_NOUN, match["noun"]) is None and _LEFT_RE.search(match["noun"]) is None


def ordinary_parts(text: str) -> Iterator[tuple[int, int]]:
    """Yield the parts of a template, as places in it, that speak neither of a cause nor of what is excluded."""
    for start, end in parts_of(text):
        if _DEFINES_RE.search(text, start, end) or _is_of_something_else(text[start:end]):
            continue
        if _PROBATION_RE.search(text, start, end) and not _AFTER_PROBATION_RE.search(text, start, end):
            continue
        if _UNTOUCHED_RE.search(text[start:end]) and not _GRANTED_RE.search(text[start:end]):
            continue
        part = _BESIDE_RE.sub(lambda m: " " * len(m[0]), text[start:end])
        if not SPECIAL_RE.search(part) and not _EXCLUDED_RE.search(part):
            yield start, end
            continue
        cuts = [0, *(match.start() for match in _CUT_RE.finditer(part)), len(part)]
        pieces = [(a, b) for a, b in pairwise(cuts) if b > a]
        if not pieces:
            continue
        first = part[pieces[0][0] : pieces[0][1]]
        if _EXCLUDED_RE.search(part) and len(pieces) <= 2:
            continue
        if SPECIAL_RE.search(first) and _CONDITION_RE.match(first):
            continue
        if any(_IF_RE.match(part[a:b]) and SPECIAL_RE.search(part[a:b]) for a, b in pieces):
            continue
        bad = [bool(SPECIAL_RE.search(part[a:b]) or _EXCLUDED_RE.search(part[a:b])) for a, b in pieces]
        yield from _runs(pieces, bad, start)


def _runs(pieces: list[tuple[int, int]], bad: list[bool], offset: int) -> Iterator[tuple[int, int]]:
    """Neighbouring good pieces joined."""
    run: tuple[int, int] | None = None
    for (a, b), is_bad in zip(pieces, bad, strict=True):
        if is_bad:
            if run:
                yield offset + run[0], offset + run[1]
            run = None
        else:
            run = (run[0] if run else a, b)
    if run:
        yield offset + run[0], offset + run[1]
