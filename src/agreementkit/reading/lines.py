"""Words with boxes into printed lines.

Coordinates are PDF points, origin top left. The page is first deskewed in numbers: a line that slopes by one degree
drifts by its own height across a page, and would be cut into its neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import atan, cos, sin
from statistics import median
from typing import NamedTuple


class PlacedWord(NamedTuple):
    """A word where it stands, before anything is known of its line.

    Attributes:
        text: Without white space.
        x0: Left edge in points.
        top: Upper edge.
        x1: Right edge.
        bottom: Lower edge.
        confidence: The OCR engine's own, 0 to 1; None for a text layer.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float | None = None


class Item(NamedTuple):
    """A word with the box it would have on an upright page."""

    x0: float
    top: float
    x1: float
    bottom: float
    word: PlacedWord


@dataclass(frozen=True, slots=True)
class Row:
    """Words on one height, from left to right.

    Attributes:
        items: At least one.
        table: It is a row of a table: wide gaps part cells.
    """

    items: tuple[Item, ...]
    table: bool = False

    @property
    def top(self) -> float:
        """Upper edge of the highest word."""
        return min(item.top for item in self.items)

    @property
    def bottom(self) -> float:
        """Lower edge of the lowest word."""
        return max(item.bottom for item in self.items)

    @property
    def base(self) -> float:
        """Where the line stands: the middle of its words' lower edges, whatever descenders and footnotes do."""
        return median(item.bottom for item in self.items)

    @property
    def text(self) -> str:
        """The words, parted by blanks."""
        return " ".join(item.word.text for item in self.items)


def rows_of(words: Sequence[PlacedWord]) -> list[Row]:
    """Put words on one height into rows, from top to bottom.

    Args:
        words: In the order of the source, which is used only to measure the skew.

    Returns:
        Rows; two columns beside each other are still one row where their lines are level.
    """
    turned = _turned(words)
    angle = atan(skew(turned))
    items = [_upright(item, cos(angle), sin(angle)) for item in turned]
    items.sort(key=lambda item: (item.top + item.bottom, item.x0))
    rows: list[list[Item]] = []
    tops = bottoms = 0.0
    for item in items:
        if rows:
            count = len(rows[-1])
            top, bottom = tops / count, bottoms / count
            overlap = min(bottom, item.bottom) - max(top, item.top)
            if overlap >= 0.5 * max(0.1, min(bottom - top, item.bottom - item.top)):
                rows[-1].append(item)
                tops, bottoms = tops + item.top, bottoms + item.bottom
                continue
        rows.append([item])
        tops, bottoms = item.top, item.bottom
    return [Row(tuple(sorted(row, key=lambda item: item.x0))) for row in rows]


def skew(words: Sequence[Item]) -> float:
    """Measure how far lines fall per point to the right.

    Args:
        words: In the order of the source; a line's words must follow each other, as they nearly always do.

    Returns:
        The slope, 0.0 where no line is long enough or the lines disagree.
    """
    slopes: list[float] = []
    first: Item | None = None
    last: Item | None = None
    for word in words:
        if last is not None and first is not None and _follows(last, word):
            last = word
            continue
        _add_slope(slopes, first, last)
        first = last = word
    _add_slope(slopes, first, last)
    if len(slopes) < 3:
        return 0.0
    middle = median(slopes)
    agreeing = sum(abs(slope - middle) < 0.01 for slope in slopes)
    # Below a tenth of a degree there is nothing to gain.
    return middle if abs(middle) > 0.0017 and agreeing >= 0.6 * len(slopes) else 0.0


def _follows(last: Item, word: Item) -> bool:
    height = last.bottom - last.top
    level = min(last.bottom, word.bottom) - max(last.top, word.top)
    return word.x0 > last.x0 and word.x0 - last.x1 < 2 * height and level > 0.4 * min(height, word.bottom - word.top)


def _add_slope(slopes: list[float], first: Item | None, last: Item | None) -> None:
    """Add a line's slope, measured between the upper and lower edges of its ends alike."""
    if first is None or last is None or last.x0 - first.x0 < 120:
        return
    rise = ((last.top - first.top) + (last.bottom - first.bottom)) / 2
    slopes.append(rise / (last.x0 - first.x0))


def _upright(item: Item, cosine: float, sine: float) -> Item:
    """Turn the word's centre about the origin; the box keeps its size."""
    x, y = (item.x0 + item.x1) / 2, (item.top + item.bottom) / 2
    across, down = x * cosine + y * sine, y * cosine - x * sine
    half_width, half_height = (item.x1 - item.x0) / 2, (item.bottom - item.top) / 2
    return Item(across - half_width, down - half_height, across + half_width, down + half_height, item.word)


def _turned(words: Sequence[PlacedWord]) -> list[Item]:
    """The words as they stand where the page is held so that one can read it.

    A table that was put on its side is told by words of three letters and more that are higher than wide; whether it is
    read downwards or upwards, by the order of the words. A page on its head is told by that order too.
    """
    long_words = [word for word in words if len(word.text) >= 3]
    tall = sum(word.bottom - word.top > 1.2 * (word.x1 - word.x0) for word in long_words)
    if tall < 5 or tall < 0.6 * len(long_words):
        level = [
            pair for pair in pairwise(words) if min(pair[0].bottom, pair[1].bottom) > max(pair[0].top, pair[1].top)
        ]
        leftwards = sum(last.x0 > word.x1 for last, word in level)
        if len(level) >= 5 and leftwards > 0.8 * len(level):
            return [Item(-word.x1, -word.bottom, -word.x0, -word.top, word) for word in words]
        return [Item(word.x0, word.top, word.x1, word.bottom, word) for word in words]
    downwards = sum(
        1 if word.top > last.top else -1
        for last, word in pairwise(words)
        if min(last.x1, word.x1) > max(last.x0, word.x0)
    )
    if downwards >= 0:
        return [Item(word.top, -word.x1, word.bottom, -word.x0, word) for word in words]
    return [Item(-word.bottom, word.x0, -word.top, word.x1, word) for word in words]


def clean_text(text: str) -> str:
    """Drop what no page shows: control characters but line ends and tabs, lone surrogates, noncharacters."""
    if text.isprintable():
        return text
    return "".join(char for char in text if char.isprintable() or char in "\n\t \u00a0\u00ad" or _shows(char))


def _shows(char: str) -> bool:
    code = ord(char)
    return code >= 0xA0 and not 0xD800 <= code <= 0xDFFF and not 0xFDD0 <= code <= 0xFDEF and code & 0xFFFE != 0xFFFE
