"""Sums of money in German text: «12.500,50 Euro», «€ 300», «1,2 Mio. EUR», «118.000,-- DM», «zweitausend Euro».

Found on the currency and read backwards from there, so that the many numbers of a text cost nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from agreementkit.german.dates import GAP
from agreementkit.german.numerals import parse_decimal, parse_number_word

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["AmountMention", "find_amounts"]

AmountNote = Literal["at_most", "at_least", "about", "range", "contradiction"]

_DASHES = r"\-\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}"
_DIGITS = (
    rf"(?:[0-9]{{1,3}}(?:[.\N{{NO-BREAK SPACE}} ][0-9]{{3}}){{1,4}}|[0-9]{{1,12}})"
    rf"(?:,(?:[0-9]{{1,2}}|[{_DASHES}]{{1,2}}))?"
)
_SCALE = r"Millionen|Million|Mio\.?|Milliarden|Milliarde|Mrd\.?|Tausend|Tsd\.?"
_CURRENCY_RE = re.compile(
    r"(?<![A-Za-zÄÖÜäöüß])(?P<thousand>T)?(?P<sign>€|[Ee]uro|EURO?|DM|D-Mark)(?![\w-])|€(?=[ \w])"
)
_BEFORE_RE = re.compile(
    rf"""
    (?<![\w.,/])(?<!§\ )(?<!Nr\.\ )(?<!Abs\.\ )(?<!Artikel\ )
    (?:(?P<low>{_DIGITS}){GAP}(?:Euro|EUR|€)?{GAP}(?:bis(?:{GAP}zu)?|[{_DASHES}]){GAP}
      |[Zz]wischen{GAP}(?P<floor>{_DIGITS}){GAP}(?:Euro|EUR|€)?{GAP}und{GAP})?
    (?:(?P<digits>{_DIGITS})|(?P<word>(?i:[a-zäöüß]{{3,60}})))
    (?:{GAP}(?P<scale>{_SCALE}))?
    (?:{GAP}\((?:in{GAP}Worten:?{GAP})?(?P<again>[\w ]{{2,60}})\))?
    {GAP}\Z
    """,
    re.VERBOSE,
)
_AFTER_RE = re.compile(rf"{GAP}(?P<digits>{_DIGITS})(?![\w/]|[.,][0-9])(?:{GAP}(?P<scale>{_SCALE}))?")
_CUE_RE = re.compile(
    rf"(?<!\w)(?:(?P<most>(?i:bis{GAP}zu|höchstens|maximal|max\.|nicht{GAP}mehr{GAP}als))"
    rf"|(?P<least>(?i:mindestens|wenigstens|min\.))|(?P<about>(?i:ca\.|circa|rund|etwa|voraussichtlich)))"
    rf"(?:{GAP}insgesamt)?{GAP}\Z"
)
_MAX_BEFORE = 130
_LAST_SIGNS = frozenset("-\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}.)")
_FACTORS = {"Mi": Decimal(1_000_000), "Mr": Decimal(1_000_000_000), "Ta": Decimal(1000), "Ts": Decimal(1000)}


@dataclass(frozen=True, slots=True)
class AmountMention:
    """A sum of money as the text writes it.

    Attributes:
        start: offset of its first character in the searched text (Unicode code points).
        end: offset after its last character.
        raw: ``text[start:end]``.
        value: the sum in whole units of the currency; None where the text gives two («300 bis 500 Euro», or a word
            that contradicts the digits).
        currency: ISO 4217: «EUR», or «DEM» for Deutsche Mark.
        note: «at_most» after «bis zu» and «höchstens», «at_least» after «mindestens», «about» after «rund»; «range» and
            «contradiction» say why there is no value; else None.
    """

    start: int
    end: int
    raw: str
    value: Decimal | None
    currency: str
    note: AmountNote | None = None


def find_amounts(text: str, start: int = 0, end: int | None = None) -> list[AmountMention]:
    """Return the sums of money in a text, in order and without overlaps.

    Args:
        text: any text.
        start: offset at which to begin.
        end: offset at which to stop, or None for the end of the text.

    >>> [(str(m.value), m.currency, m.note) for m in find_amounts("bis zu 1.200,50 Euro, dazu 1,5 Mio. €")]
    [('1200.50', 'EUR', 'at_most'), ('1500000.0', 'EUR', None)]
    >>> find_amounts("Der Euro gilt seit 2002 im Euroraum.")
    []
    """
    stop = len(text) if end is None else end
    found: list[AmountMention] = []
    for mention in _mentions(text, start, stop):
        # «500 Euro bis 800 Euro» is one range, although its first sum was seen before
        while mention.note == "range" and found and mention.start <= found[-1].start:
            found.pop()
        if not found or mention.start >= found[-1].end:
            found.append(mention)
    return found


def _mentions(text: str, start: int, stop: int) -> Iterator[AmountMention]:
    for sign in _CURRENCY_RE.finditer(text, start, stop):
        currency = "DEM" if sign[0].startswith("D") else "EUR"
        low = max(start, sign.start() - _MAX_BEFORE)
        ends = text[low : sign.start()].rstrip()[-1:]
        # a run of signs costs nothing
        before = _BEFORE_RE.search(text, low, sign.start()) if ends.isalnum() or ends in _LAST_SIGNS else None
        if before is not None:
            value, note = _value(before, thousands=bool(sign["thousand"]))
            if value is None and note is None:
                continue
            begin, finish = before.start(), sign.end()
        else:
            after = _AFTER_RE.match(text, sign.end(), stop)
            value = _scaled(parse_decimal(_plain(after["digits"])), after["scale"]) if after else None
            if after is None or value is None:
                continue
            begin, finish, note = sign.start(), after.end(), None
        note = note or _cue(text, start, begin)
        yield AmountMention(begin, finish, text[begin:finish], value, currency, note)


def _value(before: re.Match[str], *, thousands: bool) -> tuple[Decimal | None, AmountNote | None]:
    """The number before a currency, or why it is none."""
    if before["low"] is not None or before["floor"] is not None:
        return None, "range"
    number: Decimal | None
    if before["digits"] is not None:
        number = parse_decimal(_plain(before["digits"]))
    else:
        counted = parse_number_word(before["word"])
        number = None if counted is None else Decimal(counted)
    value = _scaled(number, before["scale"])
    if value is not None and thousands:
        value *= 1000
    again = parse_number_word("".join(before["again"].removesuffix("Euro").split())) if before["again"] else None
    if again is not None and value is not None and again != value:
        return None, "contradiction"
    return value, None


def _plain(digits: str) -> str:
    return digits.replace("\N{NO-BREAK SPACE}", "").replace(" ", "").replace("\N{EM DASH}", "-")


def _scaled(number: Decimal | None, scale: str | None) -> Decimal | None:
    return number if number is None or scale is None else number * _FACTORS[scale[:2]]


def _cue(text: str, low: int, position: int) -> AmountNote | None:
    cue = _CUE_RE.search(text, max(low, position - 40), position)
    if cue is None:
        return None
    return "at_most" if cue["most"] else "at_least" if cue["least"] else "about"
