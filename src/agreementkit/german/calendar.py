"""Computing with dates and periods as the German Civil Code (BGB) does.

Periods are ISO 8601 durations of whole years, months, weeks and days («P2Y», «P6W», «P1Y6M»). A period of months never
equals one of days; months are counted by the day's number in the month, and a day that a month lacks becomes the
month's last day (§ 188 Abs. 3 BGB). Nothing here moves a day off a weekend: § 193 BGB does not apply to the day by
which a notice must have arrived (BGH, 17 February 2005, III ZR 172/04).
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

__all__ = [
    "Period",
    "add_period",
    "end_of_period",
    "next_occurrence",
    "notice_by",
    "parse_period",
    "same_length",
    "subtract_period",
]

_DECEMBER = 12
_PERIOD_RE = re.compile(r"P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?")
_RECURRING_RE = re.compile(r"--(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time in the two units that German law keeps apart.

    Attributes:
        months: whole months; a year counts twelve.
        days: whole days; a week counts seven.
    """

    months: int
    days: int


def parse_period(iso: str) -> Period:
    """Return an ISO 8601 duration as months and days.

    Args:
        iso: «P» with whole years, months, weeks and days; no time part and no fractions.

    Raises:
        ValueError: if the text is not such a duration.

    >>> parse_period("P1Y6M"), parse_period("P6W")
    (Period(months=18, days=0), Period(months=0, days=42))
    >>> parse_period("PT6H")
    Traceback (most recent call last):
    ...
    ValueError: not a duration of whole years, months, weeks or days: 'PT6H'
    """
    match = _PERIOD_RE.fullmatch(iso)
    if match is None or match.lastindex is None:
        raise ValueError(f"not a duration of whole years, months, weeks or days: {iso!r}")
    years, months, weeks, days = (int(part or 0) for part in match.groups())
    return Period(12 * years + months, 7 * weeks + days)


def same_length(first: str, second: str) -> bool:
    """Tell whether two ISO 8601 durations mean the same length, whatever their units.

    >>> same_length("P24M", "P2Y"), same_length("P14D", "P2W")
    (True, True)
    >>> same_length("P30D", "P1M")
    False

    Raises:
        ValueError: if one of them is not a duration of whole years, months, weeks or days.
    """
    return parse_period(first) == parse_period(second)


def _shift_months(day: date, months: int, day_of_month: int) -> date:
    """Return the given day of the month that lies so many months away, clipped to its last day (§ 188 Abs. 3 BGB)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError("date value out of range")
    return date(year, month + 1, min(day_of_month, monthrange(year, month + 1)[1]))


def add_period(day: date, iso: str) -> date:
    """Return the day a period later: months first, then days; the end of a month clips (§ 188 Abs. 2 and 3 BGB).

    >>> add_period(date(2019, 1, 31), "P1M")
    datetime.date(2019, 2, 28)
    >>> add_period(date(2019, 1, 31), "P30D")
    datetime.date(2019, 3, 2)

    Raises:
        ValueError: if the duration cannot be read.
        OverflowError: if the result lies outside the years 1 to 9999.
    """
    period = parse_period(iso)
    return _shift_months(day, period.months, day.day) + timedelta(days=period.days)


def subtract_period(day: date, iso: str) -> date:
    """Return the day a period earlier: months first, then days; the end of a month clips.

    >>> subtract_period(date(2020, 3, 31), "P1M")
    datetime.date(2020, 2, 29)
    >>> subtract_period(date(2020, 3, 31), "P4W")
    datetime.date(2020, 3, 3)

    Raises:
        ValueError: if the duration cannot be read.
        OverflowError: if the result lies outside the years 1 to 9999.
    """
    period = parse_period(iso)
    return _shift_months(day, -period.months, day.day) - timedelta(days=period.days)


def end_of_period(start: date, iso: str) -> date:
    """Return the last day of a period whose first day counts in full (§ 187 Abs. 2, § 188 Abs. 2 and 3 BGB).

    The period ends with the day before the one that bears the number of the first day; where that month lacks the day,
    with its last day.

    >>> end_of_period(date(2022, 3, 1), "P2Y")
    datetime.date(2024, 2, 29)
    >>> end_of_period(date(2023, 1, 31), "P1M")
    datetime.date(2023, 2, 28)
    >>> end_of_period(date(2023, 1, 15), "P1M")
    datetime.date(2023, 2, 14)

    Raises:
        ValueError: if the duration cannot be read.
        OverflowError: if the result lies outside the years 1 to 9999.
    """
    period = parse_period(iso)
    if not period.months:
        return start + timedelta(days=period.days - 1)
    if start.day == 1:
        month_end = _shift_months(start, period.months, 1) - timedelta(days=1)
    else:
        month_end = _shift_months(start, period.months, start.day - 1)
    return month_end + timedelta(days=period.days)


def notice_by(end: date, period: str) -> date:
    """Return the last day on which a notice must have arrived to end an agreement with the close of ``end``.

    Counted back from the first day after the end (§ 187 Abs. 1, § 188 Abs. 2 and 3 BGB, applied backwards): (end
    + 1 day - period) - 1 day. Where that falls on a day that the earlier month lacks, the result may be a day
    earlier than counting forward from the arrival would allow; it is never later.

    >>> notice_by(date(2027, 9, 30), "P6W"), notice_by(date(2025, 12, 31), "P6M")
    (datetime.date(2027, 8, 19), datetime.date(2025, 6, 30))
    >>> notice_by(date(2023, 2, 28), "P1M")
    datetime.date(2023, 1, 31)

    Raises:
        ValueError: if the duration cannot be read.
        OverflowError: if the result lies outside the years 1 to 9999.
    """
    return subtract_period(end + timedelta(days=1), period) - timedelta(days=1)


def next_occurrence(recurring: str, on_or_after: date) -> date:
    """Return the first day of a recurring kind that is not before the given day.

    Args:
        recurring: «--MM-DD» (a month-day; the 29th of February falls on the 28th in a common year), «end_of_month» or
            «end_of_quarter».
        on_or_after: the day to start from; it may itself be the result.

    Raises:
        ValueError: for «any_time», «end_of_term» and whatever else names no day of the calendar, and impossible days.
        OverflowError: if the result lies after the year 9999.

    >>> next_occurrence("--09-30", date(2026, 11, 21)), next_occurrence("--02-29", date(2025, 1, 1))
    (datetime.date(2027, 9, 30), datetime.date(2025, 2, 28))
    >>> next_occurrence("end_of_quarter", date(2026, 12, 31))
    datetime.date(2026, 12, 31)
    """
    if recurring in {"end_of_month", "end_of_quarter"}:
        month = on_or_after.month
        month += -month % 3 if recurring == "end_of_quarter" else 0
        return date(on_or_after.year, month, monthrange(on_or_after.year, month)[1])
    match = _RECURRING_RE.fullmatch(recurring)
    if match is None:
        raise ValueError(f"not a recurring day of the calendar: {recurring!r}")
    month, day = int(match[1]), int(match[2])
    # 2000 is a leap year: what it lacks, every year lacks.
    if not 1 <= month <= _DECEMBER or not 1 <= day <= monthrange(2000, month)[1]:
        raise ValueError(f"no year has this day: {recurring!r}")
    for year in (on_or_after.year, on_or_after.year + 1):
        if year > date.max.year:
            break
        candidate = date(year, month, min(day, monthrange(year, month)[1]))
        if candidate >= on_or_after:
            return candidate
    raise OverflowError("date value out of range")
