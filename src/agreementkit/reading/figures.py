"""Numbers read again by the places of their figures: in print all figures are equally wide, and a full stop is low.

Tesseract reads «1.1» as 11 or 1:1 and «11 02.» as 1102. Where the strokes of a number stand apart, each is a figure or
a full stop, and how far two figures are from each other tells whether there is a blank between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from agreementkit.reading.ink import Ink, Stroke
from agreementkit.reading.lines import PlacedWord
from agreementkit.reading.marks import print_heights
from agreementkit.reading.picture import View

_NUMBER_RE = re.compile(r"\d(?:[.:]?\d){0,6}[.:]?")
_FEW = 6
# Of the distance of two neighbours: half of it is a blank, or a full stop between them.
_BLANK = 1.33
_STOP = 0.5


class _Part(NamedTuple):
    char: str
    stroke: Stroke


def with_figures(words: Sequence[PlacedWord], view: View) -> list[PlacedWord]:
    """Set full stops and blanks in numbers right.

    Args:
        words: Of one page, in Tesseract's order.
        view: The picture that they were read from.

    Returns:
        The words in the same order; a number with a blank in it becomes two.
    """
    ink, heights = Ink(view), print_heights(words)
    found = {
        place: parts
        for place, word in enumerate(words)
        if len(word.text) > 1
        and _NUMBER_RE.fullmatch(word.text)
        and (parts := _parts_of(word, ink, doubtful=view.dusty))
    }
    steps = [
        (after.stroke.middle - part.stroke.middle) / heights[place]
        for place, parts in found.items()
        for part, after in pairwise(parts)
        if part.char.isdigit() and after.char.isdigit() and heights[place]
    ]
    step = median(steps) if len(steps) >= _FEW else 0.0
    result: list[PlacedWord] = []
    for place, word in enumerate(words):
        result.extend(_set(word, found[place], step * heights[place]) if place in found else [word])
    return result


def _parts_of(word: PlacedWord, ink: Ink, *, doubtful: bool) -> list[_Part]:
    """The figures and full stops of a number; none where its strokes do not tell them.

    In a doubtful picture a full stop may be too pale to be seen.
    """
    strokes = ink.strokes(word)
    tallest = max(strokes, key=lambda stroke: stroke.height, default=None)
    stops = [tallest is not None and _is_stop(stroke, tallest) for stroke in strokes]
    figures = [char for char in word.text if char.isdigit()]
    if len(strokes) == len(word.text):
        chars = list(word.text)
    elif (len(strokes) > len(word.text) or not doubtful) and stops.count(False) == len(figures):
        left = iter(figures)
        chars = ["." if stop else next(left) for stop in stops]
    else:
        return []
    parts = []
    for char, stroke, stop in zip(chars, strokes, stops, strict=True):
        if not stop and not char.isdigit():
            # A colon, or a comma that was read as a full stop.
            return []
        parts.append(_Part("." if stop else char, stroke))
    return parts if not stops[0] else []


def _is_stop(stroke: Stroke, figure: Stroke) -> bool:
    """Whether a stroke is a full stop beside a figure: small, and on its line."""
    small = max(stroke.height, stroke.width) < 0.33 * figure.height
    return small and abs(stroke.bottom - figure.bottom) < 0.15 * figure.height


def _set(word: PlacedWord, parts: Sequence[_Part], step: float) -> Iterator[PlacedWord]:
    """A number as its parts tell it, parted where two figures are too far from each other."""
    if step and not all(_is_whole(part, step) for part in parts if part.char.isdigit()):
        yield word
        return
    start = 0
    for place, (part, after) in enumerate(pairwise(parts), start=1):
        if not step or not after.char.isdigit():
            continue
        before = part if part.char.isdigit() else parts[place - 2]
        steps = (after.stroke.middle - before.stroke.middle) / step
        if steps > _BLANK + (0.0 if before is part else _STOP):
            yield _joined(word, parts[start:place])
            start = place
    yield _joined(word, parts[start:]) if start else word._replace(text="".join(part.char for part in parts))


def _is_whole(part: _Part, step: float) -> bool:
    """Whether a stroke is one figure, not half of a pale 0 nor two that touch."""
    return part.stroke.width < 1.15 * step and (part.char == "1" or part.stroke.width > 0.5 * step)


def _joined(word: PlacedWord, parts: Sequence[_Part]) -> PlacedWord:
    text = "".join(part.char for part in parts)
    return word._replace(text=text, x0=parts[0].stroke.start, x1=parts[-1].stroke.end)
