"""Blanks that were read over: words are parted again where the picture has as much paper as between words.

Tesseract joins «11 %», «i. V. m.» and «Artikel 2» where the blank is narrow or the line short. Only places are looked
at where print may have a blank and characters of one word seldom follow each other: between a figure and a letter,
before a per cent sign, behind an abbreviation's full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from agreementkit.reading.ink import Ink
from agreementkit.reading.lines import PlacedWord
from agreementkit.reading.marks import print_heights
from agreementkit.reading.picture import View

_PLACE_RE = re.compile(
    r"(?P<figure>(?<=\d)(?=[%€])|(?<=[+±])(?=\d)|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_]))"
    r"|(?P<one>(?<=§)(?=1))|(?P<sign>(?<=§)(?=\d))"
    r"|(?P<letter>(?<=[^\W\d_]\.)(?=[^\W\d_])|(?<=[a-zäöüß])(?=[A-ZÄÖÜ])|(?<=[A-Z]{2})(?=[a-zäöü]))"
)
# How much of a usual blank: beside a figure 1 there is half a blank of paper anyway.
_LEAST = {"one": 1.05, "sign": 0.8, "figure": 0.85, "letter": 0.75}
_NARROW = frozenset("iljtfrI.,:;'’|!()[]°")
_WIDE = frozenset("mwMW%—€")
_FEW = 8
# German has longer words, but none with a blank read over; an engine may return anything.
_LONGEST = 80


def with_blanks(words: Sequence[PlacedWord], view: View) -> list[PlacedWord]:
    """Part words that were joined over a blank.

    Args:
        words: Of one page, in Tesseract's order.
        view: The picture that they were read from.

    Returns:
        The words in the same order; the parts of one keep its confidence.
    """
    blank, ink, heights = usual_blank(words), Ink(view), print_heights(words)
    if not blank:
        return list(words)
    usual = median(heights)
    return [
        part
        for word, height in zip(words, heights, strict=True)
        for part in _parts(word, ink, blank * (height / usual if usual else 1.0))
    ]


def usual_blank(words: Sequence[PlacedWord]) -> float:
    """How much paper is between two words of a line that is not stretched, in points; 0.0 where too few stand there."""
    gaps = sorted(
        after.x0 - word.x1
        for word, after in pairwise(words)
        if min(word.bottom, after.bottom) > max(word.top, after.top) and 0 < after.x0 - word.x1 < word.bottom - word.top
    )
    return gaps[len(gaps) // 4] if len(gaps) >= _FEW else 0.0


def _parts(word: PlacedWord, ink: Ink, blank: float) -> Iterator[PlacedWord]:
    """A word, or what stands before and behind its blanks."""
    places = list(_PLACE_RE.finditer(word.text)) if len(word.text) <= _LONGEST else []
    start, x0 = 0, word.x0
    for gap in ink.gaps(word, blank * min(_LEAST.values())) if places else ():
        place = min(places, key=lambda place: abs(reach(word, place.start()) - gap.middle))
        index = place.start()
        near = abs(reach(word, index) - gap.middle) < max(1.2 * blank, 0.1 * (word.x1 - word.x0))
        if index > start and near and gap.width >= blank * _LEAST[str(place.lastgroup)]:
            yield word._replace(text=word.text[start:index], x0=x0, x1=gap.start)
            start, x0 = index, gap.end
    yield word._replace(text=word.text[start:], x0=x0)


def reach(word: PlacedWord, index: int) -> float:
    """About where a word's character begins, in points from the page's left edge."""
    widths = [0.5 if char in _NARROW else 1.5 if char in _WIDE else 1.0 for char in word.text]
    return word.x0 + sum(widths[:index]) / sum(widths) * (word.x1 - word.x0)
