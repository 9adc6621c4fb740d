"""Spans of time with two ends: «vom 1.1.2013 – 30.09.2015», «Schuljahr 2019/20», «Haushaltsjahre 2019 und 2020»."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from agreementkit.german.dates import GAP, MONTH_NAME, DateMention, find_dates, month_number

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["DateRange", "find_date_ranges", "school_year"]

RangeKind = Literal["days", "months", "years", "school_years"]

_JOINT_RE = re.compile(
    rf"{GAP}(?:[\-\N{{EN DASH}}\N{{EM DASH}}\N{{MINUS SIGN}}]|bis)"
    rf"(?:{GAP}(?:zum|zu|einschließlich|einschl\.|inklusive|inkl\.|längstens|spätestens|dem|den|mindestens|vorerst|zunächst|,)){{0,4}}{GAP}"
)
_AND_RE = re.compile(rf"{GAP}und{GAP}(?:dem{GAP})?")
_LEAD_RE = re.compile(
    rf"(?<!\w)(?:(?:[Ff]ür{GAP})?(?:die{GAP}Zeit|den{GAP}Zeitraum|die{GAP}Dauer|Zeitraum){GAP})?"
    rf"(?P<word>[Vv]om|[Vv]on|[Aa]b(?:{GAP}dem)?|[Zz]wischen(?:{GAP}dem)?|[Ss]eit(?:{GAP}dem)?)?{GAP}\Z"
)
_PARTIAL_RE = re.compile(
    rf"(?P<day>[0-9](?<![0-9]{{2}})(?<![0-9][.,][0-9])[0-9]?)[ ]?\."
    rf"(?:{GAP}(?:(?P<month>[0-9]{{1,2}})[ ]?\.?|(?P<name>{MONTH_NAME})))?"
    rf"(?P<joint>{_JOINT_RE.pattern})(?=[0-9])"
)
_MONTH_FIRST_RE = re.compile(rf"(?P<name>{MONTH_NAME})(?P<joint>{_JOINT_RE.pattern})(?=[A-Z])")
_SCHOOL_YEAR = r"(?P<{0}>(?:19|20)[0-9]{{2}})[ ]?/[ ]?(?P<{0}s>(?:(?:19|20)[0-9]{{2}}|[0-9]{{2}}))(?![0-9/])"
_SCHOOL_RE = re.compile(
    rf"(?<!\w)[Ss]chuljahre?s?n?{GAP}{_SCHOOL_YEAR.format('a')}"
    rf"(?:{GAP}(?:und|bis|[\-\N{{EN DASH}}]){GAP}(?:(?:zum{GAP})?Schuljahr{GAP})?{_SCHOOL_YEAR.format('b')})?"
)
_SCHOOL_ONE_RE = re.compile(rf"(?:[Ss]chuljahre?s?\s{{1,3}})?{_SCHOOL_YEAR.format('a')}")
_FULL_YEAR_RE = re.compile(r"[12](?:(?<=1)9|(?<=2)0)[0-9]{2}")
_YEARS_RE = re.compile(
    rf"""
    (?<!\w)(?:
        (?:[Ff]ür{GAP}(?:das|die)|[Ii]n{GAP}den){GAP}(?:beiden{GAP})?(?:Kalender|Haushalts|Doppelhaushalts)?[Jj]ahre?n?{GAP}
      | (?:Kalender|Haushalts|Doppelhaushalts)[Jj]ahre?n?s?{GAP}
      | (?:von|ab){GAP}(?=[0-9]{{4}}{GAP}bis)
    )
    (?P<first>(?:19|20)[0-9]{{2}})(?![0-9])
    (?:{GAP}(?P<joint>und|bis|[\-\N{{EN DASH}}/]){GAP}(?P<last>(?:19|20)[0-9]{{2}})(?![0-9/]|[.\-][0-9]))?(?!/|\.[0-9])
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class DateRange:
    """A span of time from one date to another, both included.

    Attributes:
        start: offset of its first character in the searched text (Unicode code points), its «vom» included.
        end: offset after its last character.
        raw: ``text[start:end]``.
        first: the mention it begins with; its value is None where the text names no possible day. A year missing there
            is taken from the other end and stands only in the value, never in ``raw``.
        last: the mention it ends with.
        kind: «days», «months», «years» or «school_years».
    """

    start: int
    end: int
    raw: str
    first: DateMention
    last: DateMention
    kind: RangeKind

    @property
    def first_day(self) -> date | None:
        """The first day covered, or None where the text names no possible one."""
        return self.first.first_day

    @property
    def last_day(self) -> date | None:
        """The last day covered, or None where the text names no possible one."""
        return self.last.last_day


def school_year(text: str) -> tuple[date, date] | None:
    """Return the first and last day of a school year, 1 August to 31 July, or None.

    >>> school_year("2019/2020") == school_year("Schuljahr 2019/20") == (date(2019, 8, 1), date(2020, 7, 31))
    True
    >>> school_year("2019/2021") is None
    True
    """
    match = _SCHOOL_ONE_RE.fullmatch(text.strip())
    return None if match is None else _school_days(match["a"], match["as"])


def _school_days(first: str, second: str) -> tuple[date, date] | None:
    year = int(first)
    if not str(year + 1).endswith(second):
        return None
    return date(year, 8, 1), date(year + 1, 7, 31)


def _range(text: str, low: int, first: DateMention, last: DateMention) -> DateRange:
    """Return the range of two mentions with the «vom» or «für die Zeit vom» before it."""
    lead = _LEAD_RE.search(text, max(low, first.start - 45), first.start)
    start = first.start if lead is None or not lead[0].strip() else lead.start()
    kind: RangeKind = "days"
    if first.precision == last.precision == "month":
        kind = "months"
    elif first.precision == last.precision == "year":
        kind = "years"
    return DateRange(start, last.end, text[start : last.end], first, last, kind)


def _pairs(text: str, start: int, mentions: list[DateMention]) -> Iterator[DateRange]:
    for first, last in pairwise(mentions):
        if _JOINT_RE.fullmatch(text, first.end, last.start):
            yield _range(text, start, first, last)
        elif _AND_RE.fullmatch(text, first.end, last.start):
            lead = _LEAD_RE.search(text, max(start, first.start - 45), first.start)
            if lead is not None and (lead["word"] or "").lower().startswith("zwischen"):
                yield _range(text, start, first, last)


def _partial_starts(text: str, start: int, end: int, by_start: dict[int, DateMention]) -> Iterator[DateRange]:
    """Yield ranges whose first day lacks the year, or the month and the year: «vom 01.08. bis 31.07.2020»."""
    for match in _PARTIAL_RE.finditer(text, start, end):
        last = by_start.get(match.end())
        if last is None or last.precision != "day":
            continue
        known = last.first_day
        month = int(match["month"]) if match["month"] else month_number(match["name"]) if match["name"] else None
        span = match.start(), match.start("joint")
        first = DateMention(*span, text[slice(*span)].rstrip(), None, "day", "incomplete_date")
        first = replace(first, end=first.start + len(first.raw))
        if known is not None:
            first = _complete(first, int(match["day"]), month, known)
        yield _range(text, start, first, last)


def _complete(first: DateMention, day: int, month: int | None, last: date) -> DateMention:
    """Return the first day with the year of the last; the year before, where it would otherwise come after the last."""
    year = last.year
    if month is None and day > last.day:
        return first  # «28. bis 3. März» begins in a month that nobody named
    if month is not None and (month, day) > (last.month, last.day):
        year -= 1
    meant = find_dates(f"{day:02d}.{month or last.month:02d}.{year}")
    if not meant:
        return first
    return replace(first, value=meant[0].value, problem=meant[0].problem, suggestions=meant[0].suggestions)


def _month_starts(text: str, start: int, end: int, by_start: dict[int, DateMention]) -> Iterator[DateRange]:
    """Yield «April bis Juni 2014»: a month that takes its year from the other end."""
    for match in _MONTH_FIRST_RE.finditer(text, start, end):
        last = by_start.get(match.end())
        month = month_number(match["name"])
        if last is None or last.precision != "month" or last.first_day is None or month is None:
            continue
        year = last.first_day.year - (month > last.first_day.month)
        first = DateMention(*match.span("name"), match["name"], f"{year}-{month:02d}", "month")
        yield _range(text, start, first, last)


def _school_years(text: str, start: int, end: int) -> Iterator[DateRange]:
    for match in _SCHOOL_RE.finditer(text, start, end):
        first = _school_days(match["a"], match["as"])
        last = first if match["b"] is None else _school_days(match["b"], match["bs"])
        if first is None or last is None or last[1] < first[0]:
            continue
        spans = match.span("a")[0], match.span("as")[1]
        ends = spans if match["b"] is None else (match.span("b")[0], match.span("bs")[1])
        yield DateRange(
            *match.span(),
            match[0],
            DateMention(*spans, text[slice(*spans)], first[0].isoformat()),
            DateMention(*ends, text[slice(*ends)], last[1].isoformat()),
            "school_years",
        )


def _calendar_years(text: str, start: int, end: int) -> Iterator[DateRange]:
    for match in _YEARS_RE.finditer(text, start, end):
        name = "first" if match["last"] is None else "last"
        if match["joint"] in {"und", "/"} and int(match["last"]) != int(match["first"]) + 1:
            continue  # «2019 und 2022» leaves out the years between
        if int(match[name]) < int(match["first"]):
            continue
        first = DateMention(*match.span("first"), match["first"], match["first"], "year")
        last = DateMention(*match.span(name), match[name], match[name], "year")
        yield DateRange(*match.span(), match[0], first, last, "years")


def find_date_ranges(
    text: str, start: int = 0, end: int | None = None, *, dates: list[DateMention] | None = None
) -> list[DateRange]:
    """Return the spans of time with two ends, in order and without overlaps.

    A range is returned also where one side is impossible; that side then has no value. «für das Jahr 2014» and
    «Schuljahr 2019/20» are ranges, «im Jahr 2014» alone is a date of :func:`find_dates`.

    Args:
        text: any text.
        start: offset at which to begin.
        end: offset at which to stop, or None for the end of the text.
        dates: what :func:`find_dates` found there, where that is known already.

    Returns:
        Ranges with offsets in ``text``.

    >>> [(str(r.first_day), str(r.last_day)) for r in find_date_ranges("vom 01.08. bis 31.07.2020")]
    [('2019-08-01', '2020-07-31')]
    >>> [r.first.suggestions[0] for r in find_date_ranges("vom 0.01.2013 – 30.09.2015")]
    ['2013-01-01']
    >>> find_date_ranges("am 1.1.2013 und am 30.09.2015")
    []
    """
    stop = len(text) if end is None else end
    mentions = find_dates(text, start, stop) if dates is None else dates
    found: list[DateRange] = []
    if mentions:
        by_start = {mention.start: mention for mention in mentions}
        found += _pairs(text, start, mentions)
        found += _partial_starts(text, start, stop, by_start)
        found += _month_starts(text, start, stop, by_start)
    if _FULL_YEAR_RE.search(text, start, stop):
        found += _school_years(text, start, stop)
        found += _calendar_years(text, start, stop)
    found.sort(key=lambda item: (item.start, -item.end))
    kept: list[DateRange] = []
    for item in found:
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept
