"""The printed lines of a text, and what can be seen of a line without knowing what it means.

Everything in the structure room works on these lines: a line's end says little in German prose (it may be a wrap), a
blank line says more, and a line that stops well before the margin says most.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from agreementkit.language import OPEN_WORDS

# A line runs from its first visible character; what follows the last one is cut off afterwards.
_LINE_RE = re.compile(r"\S[^\n\f]*")

MAX_LABEL = 240
"""Code points of a line that are looked at when it is judged; a longer line is prose."""

_NARROWEST, _WIDEST = 50, 140

_LAST_WORD_RE = re.compile(r"\S{1,24}\Z")


class Line(NamedTuple):
    """One printed line that is not blank.

    Attributes:
        start: Offset of its first visible character.
        end: Offset after its last visible character.
        indent: Number of characters before it on the line, at most 80.
        gap: A blank line or a page break stands before it, or it is the first.
    """

    start: int
    end: int
    indent: int
    gap: bool


def split_lines(text: str) -> list[Line]:
    r"""Cut a text into its visible lines.

    >>> [tuple(line) for line in split_lines("a b \n\n  c")]
    [(0, 3, 0, True), (8, 9, 2, True)]
    """
    lines: list[Line] = []
    before = 0
    for match in _LINE_RE.finditer(text):
        start = match.start()
        end = start + len(match.group().rstrip())
        gap = not lines or text.count("\n", before, start) > 1 or text.find("\f", before, start) >= 0
        newline = max(text.rfind("\n", max(0, start - 80), start), text.rfind("\f", max(0, start - 80), start))
        indent = min(start - newline - 1, 80) if newline >= 0 else min(start, 80)
        lines.append(Line(start, end, indent, gap))
        before = match.end()
    return lines


def wrap_width(lines: Sequence[Line]) -> int:
    """The number of code points at which this document's printer wrapped its lines, between 50 and 140.

    Measured on the lines that another one follows at once; a document without such lines gets the widest.
    """
    lengths = sorted(line.end - line.start + line.indent for line, following in pairwise(lines) if not following.gap)
    if len(lengths) < 4:
        return _WIDEST
    return max(_NARROWEST, min(_WIDEST, lengths[len(lengths) * 9 // 10]))


def last_word(text: str, line: Line) -> str:
    """The last word of a line in lower case, at most 24 code points of it."""
    match = _LAST_WORD_RE.search(text, max(line.start, line.end - 24), line.end)
    return match.group().lower() if match else ""


def is_open(text: str, line: Line) -> bool:
    """Whether a line cannot be the end of what it says: it ends in an article, a preposition or the like.

    >>> is_open("nach", Line(0, 4, 0, True)), is_open("Kündigung", Line(0, 9, 0, True))
    (True, False)
    """
    return last_word(text, line) in OPEN_WORDS


def line_at(lines: Sequence[Line], position: int) -> int:
    """The index of the first line that ends after a position; ``len(lines)`` where there is none."""
    low, high = 0, len(lines)
    while low < high:
        middle = (low + high) // 2
        if lines[middle].end > position:
            high = middle
        else:
            low = middle + 1
    return low
