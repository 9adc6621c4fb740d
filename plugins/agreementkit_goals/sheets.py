"""Targets written as fields, not as sentences: «Indikator: …, Ausgangswert: 46 %, Zielwert 2028: 55 %»; cells."""

from __future__ import annotations

import re
from decimal import Decimal

from agreementkit import JsonValue
from agreementkit.german import parse_count, parse_decimal
from agreementkit_goals.directions import direction_near
from agreementkit_goals.indicators import counted_unit, tidy_name
from agreementkit_goals.measures import POINTS, find_measures, number
from agreementkit_goals.targets import is_share

__all__ = ["fields_target", "sheet_target"]

_VALUE = r"(?P<{0}>[^\n;:|]{{1,60}}?)(?=[.,;]?(?:\s(?=[A-ZÄÖÜ(–•*-])|\n|\Z)|[;|])"
_INDICATOR_RE = re.compile(
    r"(?<!\w)(?:Indikator|Kennzahl|Kennziffer|Messgröße|Messzahl)\*{0,2}\s{0,2}[:–]\*{0,2}\s{1,3}(?P<name>[^\n.;:|]{3,130})"
)
_BASE_RE = re.compile(
    r"(?<!\w)(?:Ausgangs(?:wert|lage|punkt|niveau)|Basiswert|Ist(?:-?[Ww]ert|-?[Ss]tand)?|Stand)\*{0,2}[^\n.;:|%]{0,30}[:=]\*{0,2}\s{0,3}"
    + _VALUE.format("base")
)
_GOAL_RE = re.compile(
    r"(?<!\w)(?:Ziel(?:wert|größe|marke|zahl)?|Soll(?:-?[Ww]ert)?)\*{0,2}(?P<when>[^\n.;:|%]{0,30})[:=]\*{0,2}\s{0,3}"
    + _VALUE.format("goal")
)
_STEADY_RE = re.compile(
    r"(?i:\A\W{0,3}(?:(?:bleibt|mindestens|weiterhin)\s)?(?:unverändert|halten|gleichbleibend|konstant|stabil|wie\s(?:ausgangswert|vorjahr|bisher)|gehalten|±\s?0\s?%?)\W{0,3}\Z)"
)
_PLAIN_RE = re.compile(
    r"\A(?:(?:mindestens|mind\.|höchstens|max\.|maximal|rund|ca\.|etwa|über|unter|bis\szu|auf|≥|≤|>|<)\s{0,2}){0,2}(?P<number>[0-9]{1,9}(?:\.[0-9]{3}){0,3}(?:,[0-9]{1,3})?|[a-zäöü]{3,12})"
    r"\s{0,2}(?P<unit>%|Prozent|v\.\s?H\.|[A-ZÄÖÜ€][\w²-]{0,30})?\.?(?:\s\([^()]{1,30}\))?\Z"
)
_PLURAL_RE = re.compile(r"[a-zäöüß](?:e|en|er|n|s)\Z")
_UNCOUNTED_RE = re.compile(
    r"(?i:quote|rate|dauer|kosten|ausgaben|einnahmen|erträge|aufwendungen|menge|größe|summe|höhe|fläche|länge|reichweite|alter|index|zufriedenheit|zeiten|schulden)\Z"
)
_YEAR_RE = re.compile(r"(?<!\d)20\d\d(?!\d)")


def fields_target(text: str, year: int | None) -> dict[str, JsonValue] | None:
    """The target that the fields below a goal give, or None where one of the three is missing.

    >>> t = fields_target("Indikator: Zahl der Kurse. Ausgangswert: 4. Zielwert 2028: 6.", None)
    >>> t["indicator"], t["direction"], t["change"], t["unit"], t["year"]
    ('Zahl der Kurse', 'increase', 2, 'Kurse', 2028)
    """
    named = _INDICATOR_RE.search(text)
    goal = _GOAL_RE.search(text)
    if named is None or goal is None:
        return None
    base = _BASE_RE.search(text)
    when = _YEAR_RE.search(goal["when"]) or _YEAR_RE.search(goal["goal"])
    return sheet_target(named["name"], base["base"] if base else "", goal["goal"], int(when[0]) if when else year)


def sheet_target(name: str, base: str, goal: str, year: int | None) -> dict[str, JsonValue] | None:
    """The target of an indicator with the value it has and the value it shall have.

    Args:
        name: The indicator as written.
        base: The present value as written, or "".
        goal: The value to be reached as written: a number, a change («+ 10 %») or «unverändert».
        year: The year of that value.

    >>> sheet_target("Rückfallquote", "18 %", "15 %", 2027)["change"]
    3
    >>> sheet_target("Rückfallquote", "", "15 %", 2027) is None
    True
    """
    indicator = tidy_name(name)
    goal = " ".join(goal.split()).strip(" |*")
    if indicator is None or not goal:
        return None
    known = _plain(base)
    shown = " ".join(base.split()).strip(" |*") if known is not None else None

    def value(direction: str, change: Decimal, unit: str) -> dict[str, JsonValue]:
        return {
            "indicator": indicator,
            "direction": direction,
            "change": number(change),
            "unit": unit,
            "baseline": shown,
            "year": year,
        }

    if _STEADY_RE.match(goal):
        return value("hold", Decimal(0), "%")
    for measure in find_measures(goal):
        near = direction_near(goal, measure.start, measure.end)
        direction = measure.direction or near
        if (
            direction is not None
            and measure.value is not None
            and measure.unit
            and measure.way in ("by", "plain", "part")
        ):
            return value(direction, measure.value, measure.unit)
    wanted = _plain(goal)
    if wanted is None or known is None or (wanted[1] == "%") != (known[1] == "%"):
        return None
    change = wanted[0] - known[0]
    if change == 0:
        return value("hold", change, "%")
    percent = wanted[1] == "%" or (wanted[1] is None and is_share(indicator))
    unit = POINTS if percent else wanted[1] or known[1] or counted_unit(indicator)
    unit = unit or _things(indicator)
    return value("increase" if change > 0 else "decrease", change, unit) if unit else None


def _things(indicator: str) -> str | None:
    """What an indicator counts where it names the things themselves: «Unfälle mit Personenschaden»."""
    head, _, rest = indicator.partition(" ")
    if rest.startswith(("je ", "pro ", "im ")):
        return None
    return head if head[:1].isupper() and _PLURAL_RE.search(head) and not _UNCOUNTED_RE.search(head) else None


def _plain(cell: str) -> tuple[Decimal, str | None] | None:
    """The number of a cell and its unit: «%», a noun, or None."""
    match = _PLAIN_RE.match(" ".join(cell.split()).strip(" |*"))
    if match is None:
        return None
    written = match["number"]
    count = parse_count(written) if written[0].isalpha() else None
    size = Decimal(count) if count is not None else parse_decimal(written)
    unit = match["unit"]
    if size is None:
        return None
    return size, "%" if unit and unit[0] in "%Pv" and unit.startswith(("%", "Prozent", "v")) else unit
