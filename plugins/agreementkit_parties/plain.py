"""Parties in plain language: a sentence each, and further sentences say who speaks for them and what they are called.

It has no «vertreten durch» and no «nachfolgend»: «Die Stadt … macht mit. Für die Stadt spricht … Im Vertrag heißt sie:
die Stadt.»
"""

from __future__ import annotations

import re

from agreementkit import Document
from agreementkit.german import LineStart, at_word_start
from agreementkit_parties.names import read_name
from agreementkit_parties.segments import Segment

_HEAD = 3_000
_LEAD = LineStart(
    r"[ \t*#\d.]{0,12}(?:"
    r"Wer\s(?:macht|ist|arbeitet|unterschreibt|schließt|sind\swir|sind\sdie|gehört)\b[^\n?]{0,60}\?"
    r"|Wer\swir\ssind\b[^\n]{0,20}"
    r"|[^\n]{0,80}\b[Vv]ertrag\b[^\n]{0,30}\b(?:machen|schließen|unterschreiben)\b[ \t]{0,3}:"
    r"|Diese[nrs]?\s[^\n]{0,30}\b(?:machen|schließen|unterschreiben)\b[^\n]{0,20}:"
    r"|(?:Das|Dies)\ssind\s(?:die|unsere)\s[^\n]{0,20}[Pp]artner[^\n]{0,30}:"
    r"|[^\n]{0,60}\barbeiten\swir\szusammen\b[ \t]{0,3}:"
    r"|Es\sgibt\s(?:\d|zwei|drei|vier|fünf)\s[\w-]{0,20}[Pp]artner\b[^\n]{0,20}[.:]"
    r")[ \t*]{0,4}\n"
)
# What each of these leads holds.
_ANY_LEAD_RE = re.compile(
    at_word_start(
        r"Wer\s|machen\b[^\n]{0,20}:|schließen\b[^\n]{0,20}:|unterschreiben\b[^\n]{0,20}:|Das\ssind\s|Dies\ssind\s"
        r"|arbeiten\swir\szusammen|Es\sgibt\s"
    )
)
_NUMBERED_RE = re.compile(r"\n(?=[\w-]{0,20}[Pp]artner(?:in)?\s(?:Nr\.\s)?1\s(?:ist|heißt)\b)")
_PARTY_RE = re.compile(
    r"(?:^|\n)[ \t]{0,8}(?:(?:[-–•*·]|\d{1,2}[.)])\s{1,4})?"
    r"(?:Und\s(?:auch\s)?|Wir\ssind\s|Ich\sbin\s|(?:Ein|Eine|Der\s(?:andere|zweite|dritte|vierte|erste)|Die\sandere)\s"
    r"[\w-]{0,20}[Pp]artner(?:in)?\sist\s|[\w-]{0,20}[Pp]artner(?:in)?\s(?:Nr\.\s)?\d\s(?:ist|heißt):?\s|Dazu\skomm(?:t|en)\s|Und\sdann\s)?"
    r"(?:[Dd]ie|[Dd]er|[Dd]as)\s(?:Firma\s)?(?=[A-ZÄÖÜ„\"])"
)
_NAME_END_RE = re.compile(
    r"\s(?:macht|machen|arbeitet|unterschreibt|ist|gehört)\s(?:auch\s|mit|dabei|den\sVertrag|diesen|dazu|unser)"
    r"|(?<=\sV\.)(?=\s)|(?<!\sV)(?<!\se)\.(?=\s|\Z)|\sin\s[A-ZÄÖÜ][\w-]{2,30}\.|,|(?=\n)"
)
_END_RE = re.compile(r"\n[ \t]{0,8}(?:§|\d{1,2}[.)][ \t](?!(?:Die|Der|Das)\s[A-ZÄÖÜ])|Artikel\b)|\n[ \t]*\n[ \t]*\n")
_PARAGRAPH_RE = re.compile(r"\n[ \t]*\n")
_VERB_RE = re.compile(r"(?<!\w)(?!mit\b|den\b|seit\b)[a-zäöüß]{2,20}(?:t|en)\b")
_LONGEST_NAME = 140


def plainly(document: Document) -> list[Segment]:
    """The parties that sentences below a lead in plain language name, with what is said of each up to the next."""
    text = document.text
    spoken = _ANY_LEAD_RE.search(text, 0, min(len(text), _HEAD))
    lead = (_LEAD.search(text, 0, min(len(text), _HEAD)) if spoken else None) or _NUMBERED_RE.search(
        text, 0, min(len(text), _HEAD)
    )
    if lead is None:
        return []
    start = lead.end() - 1
    stop = _END_RE.search(text, start + 2, min(len(text), start + _HEAD))
    limit = stop.start() if stop else min(len(text), start + _HEAD)
    places = [match.end() for match in _PARTY_RE.finditer(text, start, limit)]
    found = []
    for number, place in enumerate(places):
        following = places[number + 1] if number + 1 < len(places) else limit
        end = _name_end(text, place, limit)
        name = read_name(text, place, end, "nominative") if end else None
        if name is None:
            continue
        paragraph = _PARAGRAPH_RE.search(text, place, following)
        found.append(Segment(name, name.span.end, paragraph.start() if paragraph else following))
    return found


def _name_end(text: str, start: int, limit: int) -> int:
    """Where the name ends in a sentence that says no more of a body than that it is one of them, else 0."""
    end = _NAME_END_RE.search(text, start, min(limit, start + _LONGEST_NAME))
    if end is None:
        return 0
    # an association may be called «Nachbarn helfen e. V.»
    called = text[start : end.start()].endswith(("V.", "GmbH"))
    return end.start() if called or not _VERB_RE.search(text, start, end.start()) else 0
