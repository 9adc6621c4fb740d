"""Days, months and numbers as agreements write them, and the reckoning behind a composed end."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from random import Random

_MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)
_WORDS = ("null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")
_PERIOD_RE = re.compile(r"P(\d+)([YMW])\Z")


def say_date(rng: Random, day: date) -> str:
    """A day in one of the usual ways."""
    ways = (
        f"{day.day}. {_MONTHS[day.month - 1]} {day.year}",
        f"{day.day:02}.{day.month:02}.{day.year}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day}. {day.month}. {day.year}",
    )
    return rng.choices(ways, weights=(6, 4, 2, 1))[0]


def say_day(day: str) -> str:
    """A day of every year, ``--09-30`` as «30. September».

    >>> say_day("--09-30")
    '30. September'
    """
    return f"{int(day[5:])}. {_MONTHS[int(day[2:4]) - 1]}"


def say_period(rng: Random, period: str, *, dative: bool) -> str:
    """A length of time in words or digits, without article.

    >>> say_period(Random(0), "P1Y", dative=True)
    'einem Jahr'
    """
    count, unit = parts(period)
    singular, plural, plural_dative = {
        "Y": ("Jahr", "Jahre", "Jahren"),
        "M": ("Monat", "Monate", "Monaten"),
        "W": ("Woche", "Wochen", "Wochen"),
    }[unit]
    if count == 1:
        one = {
            "Y": "einem" if dative else "ein",
            "M": "einem" if dative else "einen",
            "W": "einer" if dative else "eine",
        }
        return f"{one[unit]} {singular}"
    number = str(count) if count > 12 or rng.random() < 0.3 else _WORDS[count]
    return f"{number} {plural_dative if dative else plural}"


def parts(period: str) -> tuple[int, str]:
    """Count and unit of an ISO duration with one unit."""
    match = _PERIOD_RE.match(period)
    if match is None:
        raise ValueError(f"no period: {period!r}")
    return int(match[1]), match[2]


def shift(day: date, period: str, sign: int = 1) -> date:
    """The day a period later or earlier; a day that the month lacks becomes its last (BGB § 188 Abs. 3)."""
    count, unit = parts(period)
    if unit == "W":
        return day + timedelta(weeks=sign * count)
    month = day.year * 12 + day.month - 1 + sign * count * (12 if unit == "Y" else 1)
    year, index = divmod(month, 12)
    return date(year, index + 1, min(day.day, calendar.monthrange(year, index + 1)[1]))


def end_after(start: date, period: str) -> date:
    """The last day of a period that begins with ``start`` (BGB §§ 187 Abs. 2, 188 Abs. 2)."""
    return shift(start, period) - timedelta(days=1)


def last_notice(end: date, period: str) -> date:
    """The last day on which a notice for ``end`` may arrive."""
    return shift(end + timedelta(days=1), period, -1) - timedelta(days=1)
