"""What an impossible or garbled date may have meant: ranked suggestions, never a value."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

__all__ = ["GARBLED_DIGITS", "plain_digits", "suggest_days", "suggest_years"]

GARBLED_DIGITS = "OolI|"
"""Letters that optical character recognition reads for the digits 0 and 1."""

_TO_DIGITS = str.maketrans("OolI|", "00111", " ")
_DECEMBER = 12
_LONGEST_MONTH = 31
# Agreements that are still read were made in these years.
_LIKELY_YEARS = range(1970, 2060)


def plain_digits(text: str) -> str:
    """Return the text with letters that stand for digits replaced and blanks dropped.

    >>> plain_digits("0l"), plain_digits("2O 13"), plain_digits("0B")
    ('01', '2013', '0B')
    """
    return text.translate(_TO_DIGITS)


def suggest_days(day: int, month: int, year: int) -> tuple[str, ...]:
    """Return ISO days that an impossible day of the calendar may have meant, the likeliest first.

    A day zero lacks a digit: the first of the month is likeliest, then the 10th, 20th and 30th. A day that the month
    lacks is its last, or the first of the next. A month beyond December may have changed places with the day, or is
    December with a slip.

    >>> suggest_days(31, 6, 2017), suggest_days(29, 2, 2015), suggest_days(5, 13, 2014)
    (('2017-06-30', '2017-07-01'), ('2015-02-28', '2015-03-01'), ('2014-05-13', '2014-12-05'))
    >>> suggest_days(45, 13, 2014)
    ()
    """
    if day == 0 and 1 <= month <= _DECEMBER:
        last = monthrange(year, month)[1]
        return tuple(date(year, month, d).isoformat() for d in (1, 10, 20, 30) if d <= last)
    if 1 <= month <= _DECEMBER:
        last_day = date(year, month, monthrange(year, month)[1])
        swapped = day % 10 * 10 + day // 10
        reversed_day = (
            () if day <= _LONGEST_MONTH or not 1 <= swapped <= last_day.day else (last_day.replace(day=swapped),)
        )
        following = (last_day + timedelta(days=1),) if day <= _LONGEST_MONTH else ()
        return tuple(d.isoformat() for d in (last_day, *following, *reversed_day))
    if not 1 <= day <= _LONGEST_MONTH:
        return ()
    candidates = []
    if 1 <= day <= _DECEMBER and 1 <= month <= _LONGEST_MONTH:
        candidates.append((day, month))
    if month == 0:
        candidates += [(1, day), (10, day)]
    elif month == _DECEMBER + 1:
        candidates.append((_DECEMBER, day))
    return tuple(date(year, m, d).isoformat() for m, d in candidates if d <= monthrange(year, m)[1])


def suggest_years(day: int, month: int, year: int) -> tuple[str, ...]:
    """Return ISO days with two neighbouring digits of an implausible year exchanged, where that gives a likely year.

    >>> suggest_years(30, 9, 2105), suggest_years(30, 9, 9999)
    (('2015-09-30',), ())
    """
    digits = f"{year:04d}"
    days = []
    for i in range(len(digits) - 1):
        other = int(digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :])
        if other in _LIKELY_YEARS and 1 <= month <= _DECEMBER and 1 <= day <= monthrange(other, month)[1]:
            days.append(date(other, month, day).isoformat())
    return tuple(dict.fromkeys(days))
