"""What a target is measured against: the year before, a named year, or the value the indicator has now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from agreementkit import JsonValue
from agreementkit.german import parse_count, parse_decimal
from agreementkit_goals.measures import POINTS, find_measures, number

__all__ = ["YEAR_RE", "baseline_of", "from_base", "start_year"]

YEAR_RE = re.compile(r"(?<![\w/-])(?<![^.\d]\.)(?<!\d\d\d\.)((?:19|20)\d\d)(?![\w/-]|\.\d)")
_AGAINST_RE = re.compile(
    r"(?:gegenüber|im\sVergleich\szu[mr]?|verglichen\smit|im\sVerhältnis\szu[mr]?|bezogen\sauf|ausgehend\svo[nm]|gemessen\sam?|(?:auf|unter|über)\sdem\s(?:Niveau|Stand|Wert|Ergebnis)\s(?:des|von|aus)|als(?:\sim)?)\s{1,3}(?:(?:dem|der|das|den)\s{1,3})?"
    r"(?P<what>Vorjahr\w*|Jahresdurchschnitt(?:swert)?\s(?:des\sJahres\s)?(?:19|20)\d\d|Vergleichszeitraum|Vorjahreszeitraum|Ausgangswert\w*|(?:Basis|Referenz|Kalender|Schul)?[Jj]ahr(?:es|e)?\s(?P<year>(?:19|20)\d\d(?:/\d{2,4})?)|Jahrgang\s\d{4}|Stand\s(?:vom|am|zum)\s[\d.]{4,10}\d|(?P<bare>(?:19|20)\d\d))"
)
_PREVIOUS_YEAR_RE = re.compile(r"(?<!\w)(?:des\s|dem\s|zum\s)?Vorjahr\w*")
_START_YEAR_RE = re.compile(
    r"(?:im\sJahre?|in|Jahr)\s{1,3}(?P<year>(?:19|20)\d\d)\s{1,3}auf|\((?P<bare>(?:19|20)\d\d)\)\s{1,3}auf"
)
_ASIDE_RE = re.compile(r"\((?P<words>[^()]{1,100})\)")
_PERCENT = r"(?P<base>[0-9]{1,3}(?:,[0-9]{1,2})?)\s?(?:%|Prozent(?!p)|v\.\s?H\.)"
_COUNT = r"(?P<base>[0-9]{1,6}(?:\.[0-9]{3})?|[a-zäöüß]{4,20})(?!\w|\s?%|\.\d|,\d)"
_START = (
    r"(?:[Aa]usgangs(?:wert|punkt|niveau|lage|basis|quote)|[Bb]asiswert|Ist-?[Ww]ert|[Ss]tand)[^.;:%]{0,40}:?\s"
    r"(?:(?:bei|von|ist|beträgt)\s)?"
)
_NOW = (
    r"(?<!\w)(?:derzeit|zuletzt|aktuell|bisher|bislang|heute|zurzeit|gegenwärtig|statt)\s"
    r"(?:(?:noch|bei|rund|nur|etwa|bisher|derzeit)\s){0,2}"
)
_PERCENT_RES = (
    re.compile(_START + _PERCENT),
    re.compile(_NOW + _PERCENT),
    re.compile(rf"(?<!\w)(?:lag|liegt|betrug|beträgt)\s[^.;,%]{{0,60}}?{_PERCENT}"),
    re.compile(
        rf",\s(?:die|der|das)\s[^.;,%]{{0,60}}?{_PERCENT}\s(?:lag|liegt|betrug|beträgt|betragen\shat|ausmacht)(?!\w)"
    ),
)
_COUNT_RES = (re.compile(_START + _COUNT), re.compile(_NOW + _COUNT))
_IN_ASIDE = {"%": re.compile(_PERCENT), "": re.compile(rf"(?:(?:19|20)\d\d\s?:\s|{_NOW}){_COUNT}")}


def start_year(measure: str) -> str | None:
    """The year of A in «von A im Jahr 2018 auf B», or None."""
    started = _START_YEAR_RE.search(measure)
    return (started["year"] or started["bare"]) if started else None


def from_base(value: Mapping[str, JsonValue], text: str, sentence: str) -> dict[str, JsonValue]:
    """Make a level with the value it starts from a change: «auf 25 % (2024: 18 %)» is one of 7 Prozentpunkte.

    Args:
        value: A target without a change.
        text: Where the value it starts from may stand.
        sentence: Where the level stands.

    Returns:
        The target with its change, or as it was where no value fits its direction.
    """
    percent = value["unit"] == "%"
    level = next((m.value for m in find_measures(sentence) if m.way == "to" and m.unit in (value["unit"], None)), None)
    for written, year in _bases(text, percent=percent):
        size = parse_decimal(written) if written[0].isdigit() else _counted(written)
        if size is None or level is None:
            continue
        change = level - size
        if change and (change > 0) == (value["direction"] == "increase"):
            years = [int(found) for found in YEAR_RE.findall(sentence) if found != year]
            return {
                **value,
                "change": number(change),
                "unit": POINTS if percent else value["unit"],
                "baseline": f"{written} %" if percent else written,
                "year": max(years, default=None) if year and value["year"] == int(year) else value["year"],
            }
    return dict(value)


def _counted(word: str) -> Decimal | None:
    count = parse_count(word)
    return None if count is None else Decimal(count)


def _bases(text: str, *, percent: bool) -> Iterator[tuple[str, str | None]]:
    """The values that a text says something has now, as written, with the year of each."""
    for aside in _ASIDE_RE.finditer(text):
        for found in _IN_ASIDE["%" if percent else ""].finditer(aside["words"]):
            year = YEAR_RE.search(aside["words"])
            yield found["base"], year[1] if year else None
    for pattern in _PERCENT_RES if percent else _COUNT_RES:
        for found in pattern.finditer(text):
            yield found["base"], None


def baseline_of(sentence: str, value: str | None, year: str | None) -> tuple[str | None, set[str]]:
    """What a target is measured against, and the years that belong to it.

    Args:
        sentence: The sentence that sets the target.
        value: The value it starts from, where the sentence gives one.
        year: The year of that value.

    >>> baseline_of("Die Kosten sinken gegenüber dem Jahr 2020 bis 2025 um 5 %.", None, None)
    ('2020', {'2020'})
    """
    against = _AGAINST_RE.search(sentence)
    if against is not None:
        named, what = against["year"] or against["bare"], against["what"]
        if named:
            return named, {named}
        return ("Vorjahr" if what.startswith("Vorjahr") else what), set(re.findall(r"\d{4}", what))
    if year:
        return year, {year}
    if _PREVIOUS_YEAR_RE.search(sentence):
        return "Vorjahr", set()
    return value, set()
