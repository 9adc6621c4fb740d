"""Headings as a reader of goals takes them: «Ziele» opens goals, «Zielerreichung» does not.

A heading opens goals where a noun of aim is its head: «Gemeinsame Ziele», «Zweck und Ziele der Agentur», «Was wir
erreichen wollen». «Umsetzung der Ziele» and «Steuerungskreis Ziele» have another head.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from agreementkit import Clause, Document

__all__ = ["Opening", "Purity", "goals_heading", "is_no_goal", "is_topic", "read_opening", "targets_heading"]

Purity = Literal["pure", "mixed"]

LONGEST_HEADING = 140
_FIRST_LINE = 160

_AIM = (
    r"[\wäöüß-]{0,30}ziel(?:e|en|s|es|setzung|setzungen|stellung|stellungen|vorstellung|vorstellungen|richtung|bild|vision|system|katalog|hierarchie)?"
    r"|(?:vertrags|vereinbarungs|kooperations|verbands)?zweck(?:e|s|es|bestimmung|setzung)?"
    r"|(?:kooperations)?absicht(?:en)?|intention(?:en)?"
)
_AIM_RE = re.compile(rf"(?<![\w-])(?:{_AIM})(?![\w-])")
_NUMBERED_AIM_RE = re.compile(
    r"(?P<label>(?:[\w-]{0,20}[zZ]iel|ZIEL)\s{1,3}(?:\d{1,2}(?:\.\d{1,2}){0,2}|[A-Z]))(?P<rest>[\s.:)–-]{0,4})(?!\w)"
)
# «Ziel: Mehr Radverkehr» states a goal itself.
_NAMED_AIM_RE = re.compile(r"(?P<label>(?:Teil|Leit|Haupt|Handlungs|Ober|Unter|Wirkungs)?[zZ]iel)\s?[:–]\s{1,3}(?=\w)")
_AIM_WORDS = (
    "ziel",
    "zweck",
    "absicht",
    "intention",
    "was ",
    "wozu",
    "wofür",
    "wohin",
    "wonach",
    "anliegen",
    "wollen",
    "möchten",
    "hinarbeiten",
)
_REACH_RE = re.compile(
    r"\Awas (?:wir|die partner|die beteiligten|beide)(?: gemeinsam| zusammen| miteinander)? wollen\b"
    r"|was .{0,50}(?:erreich|bewirk|anstreb|vorhaben|vornehmen|vorgenommen)|(?:das|dies) (?:wollen|möchten) wir"
    r"|\A(?:wozu|wofür|wohin|wonach)\b|worauf wir hinarbeiten|unser anliegen|gemeinsames? anliegen|was uns verbindet"
)
_TARGETS_RE = re.compile(
    r"(?:\w+e[rn]?\s){0,2}(?:ziel(?:werte?|größen|vorgaben|marken)|kennzahlen und ziel(?:werte|vorgaben))"
    r"(?:\s(?:für (?:das|die) )?(?:\w+jahr )?\d{4})?\Z"
)
_SENTENCE_RE = re.compile(r"\b(?:ist|sind|soll|sollen|besteht|wird|werden|verfolgen|verfolgt)\b")
# «Beschreibung der Ziele» gives them, «Umsetzung der Ziele» does not.
_GIVES_RE = re.compile(
    r"(?:beschreibung|benennung|festlegung|darstellung|definition|formulierung|katalog|übersicht) (?:der|von|über)\b"
)
_MODIFIER_RE = re.compile(r"(?:[\wäöüß/-]+(?:e|en|er|es|em)|die|der|das|zu|und|sowie|&|/|a\.|b\.)\Z")
_JOINT_RE = re.compile(r"(?:und|sowie|&|/|,|:|–|-|mit)\Z")
_ASIDE_RE = re.compile(
    r"[\s,/&]*(?:und|sowie|,|/|&)\s+(?:\w+e[rsn]?\s+)?(?:kennzahl|kennziffer|indikator|messgröß|zielwert|wert|leitlini|vision|absicht|zweck"
    r"|ziel(?!grupp)|nutzen|erwartung|wirkung|leitbild|leitsätz|leitgedank|schwerpunkt|anliegen)"
)
_OTHER_TOPIC_RE = re.compile(
    r"[\s,/&–:-]*(?:und|sowie|,|/|&|mit)\s+(?:\w+e[rsn]?\s+)?(?:aufgabe|gegenstand|inhalt|maßnahme|grundsätz|grundlage|prinzip|zielgruppe|umfang|leistung"
    r"|rahmen|umsetzung|ausgangslage|präambel|geltung|verfahren|organisation|arbeitsweise|partner|vorgehen|instrument|begriff|anwendung|aufbau|pflicht)"
)
# «Zweck der Datenverarbeitung» is no aim of the agreement.
_OF_OTHER_RE = re.compile(
    r"\s(?:der|des|von|einer|zur)\s(?:[\wäöüß-]{0,20}evaluation|[\wäöüß-]{0,20}erhebung|[\wäöüß-]{0,20}verarbeitung|[\wäöüß-]{0,20}übermittlung|[\wäöüß-]{0,20}speicherung|dokumentation|fortbildung|schulung"
    r"|[\wäöüß-]{0,20}überprüfung|[\wäöüß-]{0,20}bericht\w*|statistik|zuwendung|förderung\b(?!\s\w)|finanzierung|zahlung|qualitätssicherung|prüfung|aufsicht|vergütung|datenschutz\w*|sitzung\w*|besprechung\w*)"
)
# Nouns that end like adjectives: «Zielgruppe und Ziele».
_TOPIC_WORD_RE = re.compile(
    r"(?:zielgruppe|aufgabe|maßnahme|grundlage|ausgangslage|inhalte|gründe|anlässe|partner|beteiligte|leistung|grundsätze|begriffe|themen|instrumente|angebote|rolle|gremien)"
)
_NO_GOAL_RE = re.compile(
    r"(?:[\w-]*aufgabe|[\w-]*maßnahme|unterstützungs|unterstützung\sdurch|unterstützung\sder\sträger|umsetzung|zielerreichung|zielverfehlung|zielnachhaltung"
    r"|zielüberprüfung|zielsteuerung|zielgruppe|zielwert|zielkontrolle|indikator|kennzahl|messgröße|monitoring|controlling|bericht|dialog|steuerung\b|nachhaltung\b"
    r"|ausgangs|rahmenbeding|budget|finanz|organisation\b|verfahren|arbeitsinhalt|instrument|vorgehen|qualitätssicherung\b|zielgespräch|allgemeines|allgemeine"
    r"|grundlage|grundsätz|begriff|definition|anwendung|geltung|rechtlich|rechtsgrund|vorbemerkung|präambel|inkrafttreten|laufzeit|kündigung|schluss|evaluation\b"
    r"|koordinierung\b|turnus|gremien|beteiligte|folgen\b|anreiz|sanktion|gegenstand|leistungen\b|leistungsbeschreibung|partner\b|zuständigkeit|erläuterung"
    r"|gesamtsteuerung|überprüfung\sder\sziel|erfolgskontrolle|dokumentation\b|zeitplan|meilenstein|ressourcen\b|personal\b|planungsgrundlage)"
)
_STATES_AIM_RE = re.compile(
    r"(?:ung|heit|keit|ion|abbau|ausbau|aufbau|erhalt|schutz|mehr|weniger|keine|bessere?r?|[a-zäöü]{3,}(?:en|ern|eln))\b"
)
_LABEL_RE = re.compile(
    r"[#*\s-]{0,10}(?P<label>(?:[IVX]{1,5}\.)?\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[IVX]{1,5}\.|\(\d{1,2}\)|[a-z]\))[\s*]{1,8}(?=\S)"
)
_NUMBER_RE = re.compile(
    r"[#*\s-]{0,10}(?:§{1,2}\s?\d{1,3}\s?[a-z]?|Art(?:ikel|\.)\s?(?:\d{1,2}|[IVX]{1,5})|(?:Abschnitt|Teil|Kapitel|Ziffer|Nr\.)\s(?:\d{1,2}|[IVX]{1,5}|[A-Z])"
    r"|(?:[IVX]{1,5}\.)?\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[IVX]{1,5}[.)]?|[A-Za-z][.)]|\(\d{1,2}\))[\s*.:–-]{1,8}(?=\S)"
)
_CLOSED_RE = re.compile(r"[.;:,!?…]\Z")
_OPEN_END_RE = re.compile(
    r"(?:^|\s)(?:der|die|das|des|dem|den|ein|eine[rnms]?|im|in|am|an|auf|mit|von|zu[mr]?|für|und|oder|sowie|bei|nach|als)\Z"
)


@dataclass(frozen=True, slots=True)
class Opening:
    """How a clause begins.

    Attributes:
        label: Its label as printed, without blanks; None where there is none.
        heading: Its heading on one line, or None.
        heading_span: Where label and heading stand in the document's text; half-open.
        body_start: Offset of the first character after the heading.
    """

    label: str | None
    heading: str | None
    heading_span: tuple[int, int]
    body_start: int


def goals_heading(heading: str | None) -> Purity | None:
    """Tell whether a heading opens goals: alone («pure») or beside something else («mixed»).

    >>> goals_heading("Gemeinsame Ziele"), goals_heading("Gegenstand und Zweck"), goals_heading("Umsetzung der Ziele")
    ('pure', 'mixed', None)
    >>> goals_heading("Das wollen wir erreichen"), goals_heading("Zielgruppe"), goals_heading("Zielvereinbarung")
    ('pure', None, None)
    """
    if heading is None or len(heading) > LONGEST_HEADING:
        return None
    plain = heading.strip(" :.*#_")
    number = _NUMBER_RE.match(plain)
    low = plain[number.end() if number else 0 :].lower()
    if not any(word in low for word in _AIM_WORDS):
        return None
    if _REACH_RE.search(low):
        return "pure"
    if _SENTENCE_RE.search(low):
        return None
    aim = _AIM_RE.search(low)
    if aim is None:
        return None
    before, after = low[: aim.start()].strip(), low[aim.end() :]
    if _OF_OTHER_RE.match(after):
        return None
    mixed = bool(_OTHER_TOPIC_RE.match(after)) and not _ASIDE_RE.match(after)
    if before and not _GIVES_RE.match(before):
        words = before.split()
        if any(_TOPIC_WORD_RE.match(word) for word in words):
            mixed = True
        if not all(_MODIFIER_RE.match(word) for word in words):
            if not _JOINT_RE.search(words[-1]) and not _JOINT_RE.search(words[-2] if len(words) > 1 else ""):
                return None
            mixed = True
    return "mixed" if mixed else "pure"


def targets_heading(heading: str) -> bool:
    """Tell whether a heading names the targets themselves: below it the goals may be headings of their own.

    >>> targets_heading("Zielwerte"), targets_heading("Zielwerte 2020"), targets_heading("Überprüfung der Zielwerte")
    (True, True, False)
    """
    return len(heading) <= LONGEST_HEADING and _TARGETS_RE.match(heading.lower().strip(" :.*#_")) is not None


def is_no_goal(heading: str) -> bool:
    """Tell whether a heading below goals names something else: measures, indicators, reports.

    >>> is_no_goal("Maßnahmen zur Umsetzung"), is_no_goal("Verbesserung von Leistungsprozessen")
    (True, False)
    """
    return _NO_GOAL_RE.match(heading.lower()) is not None


def is_topic(heading: str) -> bool:
    """Tell whether a heading below goals only names a field («Arbeitsmarkt») and states no aim itself.

    >>> is_topic("Arbeitsmarkt"), is_topic("Fachkräfte binden"), is_topic("Vermeidung von Leistungsbezug")
    (True, False, False)
    """
    words = heading.strip(" :").split()
    return len(words) <= 3 and _STATES_AIM_RE.search(heading) is None


def read_opening(document: Document, clause: Clause) -> Opening:
    """Return label and heading of a clause, also where its first line is a heading that the outline took for text.

    A number within the heading becomes the label, and a heading «Ziel 2» takes the next line as its title.
    """
    label, heading, start, body = clause.label, clause.heading, clause.start, clause.body_start
    if heading is None:
        line = _first_line(document.text, clause, body) if label is None or label[:1].isalnum() else None
        if line is None:
            return Opening(_tidy(label), None, (start, body), body)
        heading, body = line
    span = (start, body)
    if label is None:
        within = _LABEL_RE.match(heading)
        if within is not None and within.end() < len(heading):
            label, heading = within["label"], heading[within.end() :]
    named = _NAMED_AIM_RE.match(heading)
    if named is not None:
        label, heading = label or named["label"], heading[named.end() :]
    numbered = _NUMBERED_AIM_RE.match(heading)
    if numbered is not None:
        label, heading = numbered["label"], heading[numbered.end() :].strip()
        if not heading:
            line = _first_line(document.text, clause, body, alone=False)
            if line is not None:
                heading, body = line
                span = (start, body)
    text = " ".join(heading.split()).strip(" *#_")
    return Opening(_tidy(label), text or None, _trimmed(document.text, span), body)


def _tidy(label: str | None) -> str | None:
    """A label as it is cited; bullets are none."""
    if label is None:
        return None
    tidy = " ".join(label.split()).strip("*#: ")
    return tidy if any(sign.isalnum() for sign in tidy) else None


def _trimmed(text: str, span: tuple[int, int]) -> tuple[int, int]:
    piece = text[slice(*span)]
    return span[0] + len(piece) - len(piece.lstrip()), span[0] + len(piece.rstrip())


def _first_line(text: str, clause: Clause, start: int, *, alone: bool = True) -> tuple[str, int] | None:
    """The first line of a body, if it looks like a heading with text below, and the offset after it.

    Args:
        text: The document's text.
        clause: The clause.
        start: Where its body begins.
        alone: Whether a blank line must follow.
    """
    begin = start
    while begin < clause.end and text[begin] in " \t\n*":
        begin += 1
    end = text.find("\n", begin, min(clause.end, begin + _FIRST_LINE))
    if end < 0 or not text[end : clause.end].strip():
        return None
    line = text[begin:end].strip(" \t*#")
    if not line or len(line) > 120 or _CLOSED_RE.search(line) or _OPEN_END_RE.search(line) or ". " in line:
        return None
    following = text[end : end + 200]
    if alone and "\n\n" not in following[: len(following) - len(following.lstrip())]:
        return None
    return (line, end) if following.lstrip(" \n\t*-–•(#")[:1].isupper() or not alone else None
