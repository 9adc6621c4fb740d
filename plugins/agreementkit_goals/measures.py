"""Measures in a sentence of a goal: shares, counts, sums of money, lengths of time, parts and multiples.

``find_quantities`` reads percentages; here they get the cue that stands before them, and what is counted comes in:
«um zwei Wochen», «von 60 auf 90», «um 20.000 Euro», «um die Hälfte», «verdoppeln».
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from agreementkit.german import find_amounts, find_quantities, parse_count, parse_decimal

__all__ = ["POINTS", "Measure", "Way", "find_measures", "has_measure", "number"]

Way = Literal["by", "to", "from_to", "part", "plain"]

POINTS = "Prozentpunkte"
_MEASURE_WORDS = (
    "%",
    "v. H",
    "v.H",
    "vH",
    "→",
    "->",
    "=>",
    "⇒",
    "➔",
    "rozent",
    "undert",
    "iveau",
    "Stand",
    "stand ",
    "Vorjahr",
    "Hälfte",
    "rittel",
    "iertel",
    "ünftel",
    "chtel",
    "ehntel",
    "albier",
    "oppel",
    "reifach",
    "konstant",
    "stabil",
    "halten",
    "verändert",
    "bleib",
)
_CUED_NUMBER_RE = re.compile(
    r"(?<!\w)(?:[Uu]m|[Vv]on|[Aa]uf)\s(?:[\w.]{2,20}\s){0,3}(?:[0-9]|(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|\w{3,10}zehn|\w{3,16}zig)(?!\w))"
)
_HEDGE = (
    r"(?:mindestens|wenigstens|höchstens|maximal|rund|etwa|ca\.|circa|gut|fast|knapp|weitere|insgesamt|jährlich|jeweils|durchschnittlich|zusätzlich"
    r"|nochmals|zirka|bis\szu|mehr\sals|über|voraussichtlich|jedes\sJahr|pro\sJahr|im\sJahr)"
)
_CUE_RE = re.compile(rf"(?<!\w)(?P<cue>[Uu]m|[Aa]uf)(?:\s(?:die\s|den\s)?{_HEDGE}){{0,2}}\s\Z")
_NUMBER = r"[0-9]{1,9}(?:\.[0-9]{3}){0,3}(?:,[0-9]{1,3})?"
_UNIT = r"(?:[a-zäöüß]{2,20}e[nr]?\s)?(?P<unit>[A-ZÄÖÜ][\w²³-]{1,30}|kg|km|kWh|qm|m²)"
_BY_COUNT_RE = re.compile(
    rf"(?<!\w)[Uu]m\s(?:{_HEDGE}\s){{0,2}}(?P<number>{_NUMBER}|[a-zäöüß]{{4,25}})\s{{1,2}}{_UNIT}(?!\w)"
)
_BY_PLAIN_RE = re.compile(
    rf"(?<!\w)[Uu]m\s(?:{_HEDGE}\s){{0,2}}(?P<number>{_NUMBER}|[a-zäöüß]{{4,12}})(?=\s(?!bis\s\d)[a-zäöüß]|[.,;]?\Z)"
)
_TO_PLAIN_RE = re.compile(
    rf"(?<!\w)[Aa]uf\s(?:{_HEDGE}\s){{0,2}}(?P<number>{_NUMBER})(?=\s(?:am|im|pro|je|zu|steig|erhöh|anwachs|sink|senk|wachs|\()|[.,;]?\Z)"
)
_TO_COUNT_RE = re.compile(
    rf"(?<!\w)[Aa]uf\s(?:{_HEDGE}\s){{0,2}}(?P<number>{_NUMBER}|[a-zäöüß]{{4,25}})\s{{1,2}}{_UNIT}(?!\w)"
)
_NOW = r"(?:derzeit|zuletzt|aktuell|bisher|bislang|heute|gegenwärtig|rund|etwa|ca\.|durchschnittlich|zurzeit|jetzt)"
_FROM_COUNT_RE = re.compile(
    rf"(?<!\w)[Vv]on\s(?:{_NOW}\s){{0,2}}(?P<first>{_NUMBER}|[a-zäöüß]{{3,25}})(?:\s(?P<unit1>[A-ZÄÖÜ][\w²³-]{{1,30}}))?"
    rf"(?:\s\((?:Stand\s)?[^()]{{2,30}}\)|\s(?:im\sJahre?|in)\s(?:19|20)[0-9]{{2}})?,?\sauf\s(?:(?:{_HEDGE}|unter)\s){{0,2}}"
    rf"(?P<second>{_NUMBER}|[a-zäöüß]{{3,25}})(?:\s{_UNIT})?(?![\w%])"
)
_JOIN_RE = re.compile(r"\s[^.,;%]{0,70}?(?<!\w)auf\s(?:\w+\s){0,2}")
_FROM_CUE_RE = re.compile(r"(?<!\w)[Vv]on\s(?:\w+\s){0,2}\Z")
_PARTS = {
    "hälfte": Decimal(50),
    "drittel": Decimal("33.3"),
    "viertel": Decimal(25),
    "fünftel": Decimal(20),
    "achtel": Decimal("12.5"),
    "zehntel": Decimal(10),
}
_PART_RE = re.compile(
    rf"(?<!\w)[Uu]m\s(?:(?:{_HEDGE})\s){{0,2}}(?:die|ein|das)\s(?P<part>Hälfte|Drittel|Viertel|Fünftel|Achtel|Zehntel)(?!\w)"
)
_TO_PART_RE = re.compile(
    r"(?<!\w)[Aa]uf\s(?:(?:rund|etwa|knapp)\s)?(?:(?:die|ein|das)\s(?P<part>Hälfte|Drittel|Viertel|Fünftel)|das\s(?P<times>Doppelte|Dreifache))(?!\w)"
)
_FROM_PART_RE = re.compile(r"(?<!\w)[Vv]on\s(?:ein\w{0,2}|der)\s\w+\s\Z")
_PER_CENT_RE = re.compile(rf"(?<![\w,.])(?P<number>{_NUMBER}|[a-zäöüß]{{3,15}}?)-?\s?prozentige[nrsm]?(?!\w)")
_ARROW_RE = re.compile(
    rf"(?<![\w,.])(?P<first>{_NUMBER})\s?(?P<unit1>%|Prozent)?\s?(?:\([^()]{{2,30}}\)\s?)?(?:→|->|⇒|➔|=>)\s?(?P<second>{_NUMBER})(?:\s?(?P<unit2>%|Prozent)|\s(?P<unit>[A-ZÄÖÜ][\w-]{{1,30}}))?"
)
_TIMES_RE = re.compile(
    r"(?<!\w)(?:(?P<half>(?:zu\s)?(?:halbier(?:t|en|e)|Halbierung))|(?P<double>(?:zu\s)?verdoppel(?:n|t|e)|Verdopp?e?lung)"
    r"|(?P<twice>[Dd]oppelt\sso\s(?:viele?|hoch|hohe|oft|häufig|groß))|(?P<triple>(?:zu\s)?verdreifach(?:t|en)|Verdreifachung))(?!\w)"
)
_HOURS = frozenset({"Uhr", "Wochenstunden", "Wochenstunde", "Prozent", "Prozentpunkte", "Prozentpunkt", "Hundert"})


@dataclass(frozen=True, slots=True)
class Measure:
    """A number that measures a rise, a fall or a state.

    Attributes:
        start: Offset of its first character in the sentence.
        end: Offset after its last one.
        way: «by» after «um», «to» after «auf», «from_to» for «von A auf B», «part» for «um die Hälfte» and
            «verdoppeln», «plain» for any other percentage.
        value: The number; B - A for «from_to»; None where the text gives two («5 bis 10 %»).
        unit: «%», «Prozentpunkte», «Euro», the counted noun, or None for a plain number.
        first: A of «von A auf B» as written, with its percent sign.
        signed: Whether a sign or «plus», «minus» stands before it.
        direction: «increase» or «decrease» where the measure itself tells it, as «verdoppeln» and «- 5 %» do.
    """

    start: int
    end: int
    way: Way
    value: Decimal | None
    unit: str | None
    first: str | None = None
    signed: bool = False
    direction: str | None = None


def has_measure(sentence: str) -> bool:
    """A cheap look: whether a sentence may hold a measure at all."""
    return any(word in sentence for word in _MEASURE_WORDS) or _CUED_NUMBER_RE.search(sentence) is not None


def number(value: Decimal | None) -> int | float | None:
    """A change as the record has it: positive, whole where it is whole."""
    if value is None:
        return None
    size = abs(value)
    return int(size) if size == size.to_integral_value() else float(size)


def find_measures(sentence: str) -> list[Measure]:
    """Return the measures of a sentence in order, without overlaps.

    Args:
        sentence: The sentence, blanks only between its words.

    >>> [(m.way, str(m.value), m.unit) for m in find_measures("um zwei Wochen, von 60 auf 90 Plätze, um die Hälfte")]
    [('by', '2', 'Wochen'), ('from_to', '30', 'Plätze'), ('part', '50', '%')]
    >>> find_measures("um 17 Uhr, um eine Stelle erweitert")
    []
    """
    found = [*_shares(sentence), *_counts(sentence), *_money(sentence), *_parts(sentence)]
    found.sort(key=lambda measure: (measure.start, -measure.end))
    kept: list[Measure] = []
    for measure in found:
        if not kept or measure.start >= kept[-1].end:
            kept.append(measure)
    return kept


def _shares(sentence: str) -> list[Measure]:
    """Percentages with the cue before them; «von 18 % im Jahr 2018 auf 20 %» is joined to one."""
    measures: list[Measure] = []
    for quantity in find_quantities(sentence):
        if quantity.kind == "from_to" and quantity.unit is not None and quantity.value is not None:
            first = f"{quantity.first}".replace(".", ",")
            shown = f"{first} %" if "%" in quantity.raw else first
            measures.append(
                Measure(quantity.start, quantity.end, "from_to", quantity.value, quantity.unit, first=shown)
            )
            continue
        if quantity.unit is None:
            continue
        head = sentence[max(0, quantity.start - 60) : quantity.start]
        before = measures[-1] if measures else None
        if (
            before is not None
            and before.way == "plain"
            and before.value is not None
            and quantity.value is not None
            and before.unit == quantity.unit == "%"
            and _FROM_CUE_RE.search(sentence[max(0, before.start - 25) : before.start])
            and _JOIN_RE.fullmatch(sentence, before.end, quantity.start)
        ):
            first = f"{before.value}".replace(".", ",") + " %"
            change = quantity.value - before.value
            measures[-1] = Measure(before.start, quantity.end, "from_to", change, POINTS, first=first)
            continue
        measures.append(_share(quantity.start, quantity.end, quantity.value, quantity.unit, quantity.raw, head))
    return measures


def _share(start: int, end: int, value: Decimal | None, unit: str, raw: str, head: str) -> Measure:
    cue = _CUE_RE.search(head)
    way: Way = "plain" if cue is None else "by" if cue["cue"].lower() == "um" else "to"
    signed = raw[:1] in "+-\N{MINUS SIGN}\N{EN DASH}"
    worded = re.search(r"(?<!\w)(?P<sign>[Pp]lus|[Mm]inus)\s\Z", head)
    direction = None
    if worded is not None or (signed and value is not None):
        falls = worded["sign"].lower() == "minus" if worded else value is not None and value < 0
        direction = "decrease" if falls else "increase"
        signed = True
    return Measure(start, end, way, None if value is None else abs(value), unit, signed=signed, direction=direction)


def _number(written: str) -> Decimal | None:
    """A number in digits or in one word; «ein» is an article and none."""
    if written[0].isdigit():
        return parse_decimal(written)
    count = None if written.startswith("ein") and len(written) < 6 else parse_count(written)
    return None if count is None else Decimal(count)


def _counts(sentence: str) -> Iterator[Measure]:
    """«um 20 Plätze», «um zwei Wochen», «von acht auf vier Wochen», «von 60 auf 90»."""
    for match in _BY_COUNT_RE.finditer(sentence):
        value = _number(match["number"])
        if value is not None and match["unit"] not in _HOURS:
            yield Measure(match.start("number"), match.end(), "by", value, match["unit"])
    for match in _BY_PLAIN_RE.finditer(sentence):
        value = _number(match["number"])
        if value is not None:
            yield Measure(match.start("number"), match.end("number"), "by", value, None)
    for match in _TO_PLAIN_RE.finditer(sentence):
        yield Measure(match.start("number"), match.end("number"), "to", parse_decimal(match["number"]), None)
    for match in _TO_COUNT_RE.finditer(sentence):
        value = _number(match["number"])
        if value is not None and match["unit"] not in _HOURS:
            yield Measure(match.start("number"), match.end(), "to", value, match["unit"])
    for match in _FROM_COUNT_RE.finditer(sentence):
        first, second = _number(match["first"]), _number(match["second"])
        unit = match["unit"] or match["unit1"]
        if first is None or second is None or unit in _HOURS or _are_years(match["first"], match["second"]):
            continue
        yield Measure(match.start(), match.end(), "from_to", second - first, unit, first=match["first"])


def _are_years(first: str, second: str) -> bool:
    return all(len(number) == 4 and number[:2] in ("19", "20") for number in (first, second))


def _money(sentence: str) -> Iterator[Measure]:
    """«um 20.000 Euro»; a sum without «um» is no change."""
    if not any(sign in sentence for sign in ("Euro", "€", "EUR")):
        return
    for amount in find_amounts(sentence):
        cue = _CUE_RE.search(sentence[max(0, amount.start - 60) : amount.start])
        if cue is not None and cue["cue"].lower() == "um" and amount.value is not None:
            yield Measure(amount.start, amount.end, "by", amount.value, "Euro" if amount.currency == "EUR" else "DM")


def _parts(sentence: str) -> Iterator[Measure]:
    """«um die Hälfte», «auf ein Drittel», «verdoppeln», «eine 10-prozentige Steigerung», «31 % → 38 %»."""
    for match in _TO_PART_RE.finditer(sentence):
        if _FROM_PART_RE.search(sentence, max(0, match.start() - 30), match.start()):
            continue
        if match["part"]:
            rest = Decimal(100) - _PARTS[match["part"].lower()]
            yield Measure(*match.span(), "part", rest, "%", direction="decrease")
        else:
            size = Decimal(100) if match["times"] == "Doppelte" else Decimal(200)
            yield Measure(*match.span(), "part", size, "%", direction="increase")
    for match in _PER_CENT_RE.finditer(sentence):
        value = _number(match["number"])
        if value is not None:
            yield Measure(*match.span(), "by", value, "%")
    for match in _ARROW_RE.finditer(sentence):
        first, second = parse_decimal(match["first"]), parse_decimal(match["second"])
        if first is not None and second is not None and not _are_years(match["first"], match["second"]):
            percent = match["unit1"] or match["unit2"]
            shown = match["first"] + (" %" if percent else "")
            yield Measure(*match.span(), "from_to", second - first, POINTS if percent else match["unit"], first=shown)
    for match in _PART_RE.finditer(sentence):
        yield Measure(match.start("part"), match.end(), "part", _PARTS[match["part"].lower()], "%")
    for match in _TIMES_RE.finditer(sentence):
        if match["half"]:
            yield Measure(*match.span(), "part", Decimal(50), "%", direction="decrease")
        else:
            size = Decimal(100) if match["double"] or match["twice"] else Decimal(200)
            yield Measure(*match.span(), "part", size, "%", direction="increase")
