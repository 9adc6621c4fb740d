"""The year that a whole agreement is made for, as its title or its opening formula names it."""

from __future__ import annotations

import re

from agreementkit import Document, Span
from agreementkit.german import DateRange, find_date_ranges
from agreementkit_durations.readings import Reading, iso_or_none

_MADE_FOR_RE = re.compile(
    r"(?i:zielvereinbarung|leistungsvereinbarung|(?:vereinbarung|vertrag)\b(?=.{0,200}\bziel))", re.DOTALL
)
_FORMULA_RE = re.compile(
    r"(?<!\w)(?:schließen|schliessen|vereinbaren|treffen|folgende|nachstehende|geschlossen|abgeschlossen)(?!\w)"
)
_BARE_YEAR_RE = re.compile(
    r"(?<!\w)(?:im Jahre?|für|in) (?P<year>20[0-9]{2})(?![0-9/]|[.\-][0-9])|(?:vereinbarung"
    r"|vertrag) (?P<bare>20[0-9]{2})(?![0-9/.\-])",
    re.IGNORECASE,
)
_TITLE_LIMIT, _OPENING_LIMIT = 600, 2500


def read_title(document: Document) -> tuple[Reading, Reading] | None:
    """Return start and end of the year, school year or budget year that the whole agreement is made for, or None.

    A title counts only for an agreement on targets («Zielvereinbarung»): others name years as their subject. The
    formula before the first clause counts for all: «schließen für das Jahr 2014 folgende Vereinbarung».
    """
    title = document.title
    if title is not None:
        span = Span(title.start, min(title.end, title.start + _TITLE_LIMIT))
        if _MADE_FOR_RE.search(document.text, span.start, min(len(document.text), span.end + 200)):
            found = _years(document.text, span) or _bare_year(document.text, span)
            if found:
                return found
    return _opening(document)


def _opening(document: Document) -> tuple[Reading, Reading] | None:
    end = document.clauses[0].start if document.clauses else 0
    for sentence in document.sentences_in(0, min(end, _OPENING_LIMIT)):
        text = document.text[sentence.start : sentence.end]
        if _FORMULA_RE.search(text) and not re.search(r"[„“\"]", text):
            found = _years(document.text, sentence)
            if found:
                return found
    return None


def _years(text: str, span: Span) -> tuple[Reading, Reading] | None:
    ranges = [r for r in find_date_ranges(text, span.start, span.end) if r.kind in {"years", "school_years"}]
    if len({(r.first_day, r.last_day) for r in ranges}) != 1:
        return None
    return _readings(ranges[0])


def _readings(years: DateRange) -> tuple[Reading, Reading]:
    raw = " ".join(years.raw.split())
    span = Span(years.start, years.end)
    first, last = iso_or_none(years.first_day), iso_or_none(years.last_day)
    return (
        Reading(value=first, raw=raw, span=span, confidence=0.75, rule="start_of_titled_years"),
        Reading(value=last, raw=raw, span=span, confidence=0.75, rule="end_of_titled_years", years=True),
    )


def _bare_year(text: str, span: Span) -> tuple[Reading, Reading] | None:
    matches = list(_BARE_YEAR_RE.finditer(" ".join(text[span.start : span.end].split())))
    years = {match["year"] or match["bare"] for match in matches}
    if len(years) != 1:
        return None
    year = years.pop()
    position = text.find(year, span.start, span.end)
    place = Span(position, position + 4)
    return (
        Reading(value=f"{year}-01-01", raw=year, span=place, confidence=0.7, rule="start_of_titled_year"),
        Reading(value=f"{year}-12-31", raw=year, span=place, confidence=0.7, rule="end_of_titled_year", years=True),
    )
