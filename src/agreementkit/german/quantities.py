"""Shares and changes in German text: «um 0,5 %», «auf 30,1 Prozent», «von 26,9 auf 30,1», «um zwei Prozentpunkte»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from agreementkit.german.dates import GAP
from agreementkit.german.numerals import NUMBER_WORD, parse_count, parse_decimal

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Quantity", "find_quantities"]

QuantityKind = Literal["change", "level", "share", "from_to"]

_DASHES = r"\-\N{MINUS SIGN}"
_NUMBER = r"[0-9]{1,3}(?:\.[0-9]{3}){1,3}(?:,[0-9]{1,4})?|[0-9]{1,9}(?:[,.][0-9]{1,4})?"
_UNIT = (
    rf"%{GAP}-?{GAP}Punkt(?:e|en)?|Prozent-?{GAP}[Pp]unkt(?:e|en)?|%|Prozent(?!\w)|v\.{GAP}H\.|vH(?!\w)|vom{GAP}Hundert"
)
_PERCENT_RE = re.compile(
    rf"""
    (?<![\w.,/])
    (?:(?P<low>{_NUMBER}){GAP}(?:%|Prozent)?{GAP}(?:bis(?:{GAP}zu)?|[\-\N{{EN DASH}}]){GAP})?
    (?:(?P<sign>[+{_DASHES}\N{{PLUS-MINUS SIGN}}])[ ]?)?
    (?P<number>{_NUMBER}){GAP}
    (?P<unit>{_UNIT})(?!\w)
    """,
    re.VERBOSE,
)
_WORD_UNIT_RE = re.compile(r"(?<!\w)(?:Prozentpunkt(?:e|en)?|Prozent|vom Hundert|%)(?!\w)")
_WORD_BEFORE_RE = re.compile(rf"(?<![\w-])(?P<word>(?i:{NUMBER_WORD})){GAP}\Z")
_FROM_TO_RE = re.compile(
    rf"""
    (?<!\w)[Vv]on{GAP}(?:derzeit|zuletzt|aktuell|bisher|rund|ca\.|etwa)?{GAP}
    (?P<first>{_NUMBER}){GAP}(?:(?P<unit1>{_UNIT}))?{GAP}(?:\w{{3,30}}{GAP})?(?:\([^()]{{1,40}}\){GAP})?
    auf{GAP}(?:mindestens|höchstens|maximal|rund|ca\.|etwa|unter|über|bis{GAP}zu)?{GAP}
    (?P<second>{_NUMBER})(?![0-9])(?:{GAP}(?P<unit2>{_UNIT}))?(?!\.[0-9]|{GAP}Uhr)
    """,
    re.VERBOSE,
)
_BY_RE = re.compile(
    rf"""
    (?<!\w)[Uu]m{GAP}(?:jeweils|mindestens|höchstens|maximal|rund|ca\.|etwa|weitere|bis{GAP}zu|insgesamt|durchschnittlich){{0,2}}{GAP}
    (?P<number>{_NUMBER})(?![0-9]|[.,:][0-9]|{GAP}(?:Uhr|%|Prozent|v\.|vH|h\b|vom{GAP}Hundert))
    """,
    re.VERBOSE,
)
_YEAR_RE = re.compile(r"(?:19|20)[0-9]{2}")
_CUE_BEFORE_RE = re.compile(
    r"(?<!\w)(?P<cue>[Uu]m|[Aa]uf|[Uu]nter|[Üü]ber|[Bb]ei|[Vv]on)"
    r"(?:\s{1,12}(?:jeweils|mindestens|wenigstens|höchstens|maximal|rund|ca\.|etwa|weitere|bis zu|insgesamt"
    r"|durchschnittlich|mehr als|weniger als|über|unter)){0,2}\s{1,12}\Z"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that measures a goal.

    Attributes:
        start: offset of its first character in the searched text (Unicode code points); the sign is taken in.
        end: offset after its last character.
        raw: ``text[start:end]``.
        kind: «change» after «um»; «level» after «auf», «bei», «über», «unter»; «from_to» for «von A auf B»; «share» for
            any other percentage.
        value: for a change the amount with its sign as written; for a level or share the number; for «from_to» the
            difference B - A, negative where it falls. None where the text gives two («5 bis 10 %»).
        unit: «%», «Prozentpunkte», or None for plain numbers. «von 20 % auf 25 %» differ by «Prozentpunkte».
        first: A of «von A auf B», else None.
        second: B of «von A auf B», else None.
    """

    start: int
    end: int
    raw: str
    kind: QuantityKind
    value: Decimal | None
    unit: str | None
    first: Decimal | None = None
    second: Decimal | None = None


def _unit_name(written: str | None) -> str | None:
    if written is None:
        return None
    return "Prozentpunkte" if "unkt" in written else "%"


def _kind_before(text: str, low: int, position: int) -> QuantityKind:
    cue = _CUE_BEFORE_RE.search(text, max(low, position - 50), position)
    if cue is None or cue["cue"].lower() == "von":
        return "share"
    return "change" if cue["cue"].lower() == "um" else "level"


def _percentages(text: str, start: int, end: int) -> Iterator[Quantity]:
    for sign in _WORD_UNIT_RE.finditer(text, start, end):
        before = _WORD_BEFORE_RE.search(text, max(start, sign.start() - 45), sign.start())
        number = None if before is None else parse_count(before["word"])
        if before is not None and number is not None:
            span = before.start(), sign.end()
            kind = _kind_before(text, start, span[0])
            yield Quantity(*span, text[slice(*span)], kind, Decimal(number), _unit_name(sign[0]))
    for match in _PERCENT_RE.finditer(text, start, end):
        value = parse_decimal(match["number"])
        if value is None:
            continue
        if match["sign"] in {"-", "\N{MINUS SIGN}"}:
            value = -value
        kind = _kind_before(text, start, match.start())
        yield Quantity(*match.span(), match[0], kind, None if match["low"] else value, _unit_name(match["unit"]))


def _from_to(text: str, start: int, end: int) -> Iterator[Quantity]:
    for match in _FROM_TO_RE.finditer(text, start, end):
        first, second = parse_decimal(match["first"]), parse_decimal(match["second"])
        if first is None or second is None:
            continue
        if _YEAR_RE.fullmatch(match["first"]) and _YEAR_RE.fullmatch(match["second"]):
            continue
        # The difference of two percentages is one of percentage points.
        unit = "Prozentpunkte" if match["unit1"] or match["unit2"] else None
        yield Quantity(*match.span(), match[0], "from_to", second - first, unit, first, second)


def _plain_changes(text: str, start: int, end: int) -> Iterator[Quantity]:
    for match in _BY_RE.finditer(text, start, end):
        value = parse_decimal(match["number"])
        if value is not None:
            yield Quantity(*match.span("number"), match["number"], "change", value, None)


def find_quantities(text: str, start: int = 0, end: int | None = None) -> list[Quantity]:
    """Return the percentages, changes and «von A auf B» in a text, in order and without overlaps.

    Args:
        text: any text.
        start: offset at which to begin.
        end: offset at which to stop, or None for the end of the text.

    Returns:
        Quantities with offsets in ``text``. Whether something is to rise or to fall stands in the words around them.

    >>> [(q.kind, str(q.value), q.unit) for q in find_quantities("um 0,5 % erhöht, von 26,9 auf 30,1 gesteigert")]
    [('change', '0.5', '%'), ('from_to', '3.2', None)]
    >>> [(q.kind, str(q.value), q.unit) for q in find_quantities("um zwei Prozentpunkte auf 35 v. H.")]
    [('change', '2', 'Prozentpunkte'), ('level', '35', '%')]
    >>> find_quantities("um 10.30 Uhr in Raum 204.3")
    []
    """
    stop = len(text) if end is None else end
    found = [q for finder in (_from_to, _percentages, _plain_changes) for q in finder(text, start, stop)]
    found.sort(key=lambda quantity: (quantity.start, -quantity.end))
    kept: list[Quantity] = []
    for quantity in found:
        if not kept or quantity.start >= kept[-1].end:
            kept.append(quantity)
    return kept
