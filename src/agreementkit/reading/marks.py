"""Marks that are told by their size: dust that was read as a full stop, and dashes of the wrong length."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from agreementkit.reading.lines import PlacedWord

_DASHES = frozenset("-–—")
_DOTS = frozenset(".,:;'`´‘’‚·")
# Print has none of these standing alone where it is smaller than this part of a line's height.
_DUST = 0.3
# Letters from which the height of print can be told: one with an ascender, none that is higher or reaches lower.
_TELLING_RE = re.compile(
    r"(?=[^ABDEFGHIKLMNPRTUVWXYZbdfhklß0-9]{0,20}[ABDEFGHIKLMNPRTUVWXYZbdfhklß0-9])[A-PR-Za-zäöüß0-9.-]{2,}"
)
_DESCENDER_RE = re.compile("[gjpqy]")
_NEIGHBOURS = 3


def letter_height(words: Sequence[PlacedWord]) -> float:
    """Height of a word with an ascender or a descender on this page, in points; 0.0 where there is none."""
    heights = sorted(word.bottom - word.top for word in words if sum(map(str.isalpha, word.text)) >= 4)
    return heights[len(heights) * 2 // 3] if heights else 0.0


def without_specks(words: Sequence[PlacedWord], *, dusty: bool) -> list[PlacedWord]:
    """Drop what is no print: single marks that stand alone, and anything as small as dust.

    Args:
        words: Of one page, in Tesseract's order.
        dusty: Whether the page has any dust; on one without, every speck is print.

    Returns:
        The rest, in the same order, and middle dots as such. Dots in a row, on which somebody signs, are kept.
    """
    height = letter_height(words)
    if not height:
        return list(words)
    rows = {
        end
        for place, pair in enumerate(pairwise(words))
        if all(_DOTS.issuperset(word.text) for word in pair) and _near(*pair, 3 * height)
        for end in (place, place + 1)
    }
    bullets = [place for place, word in enumerate(words) if _is_bullet(word, words[place + 1 : place + 2], height)]
    if dusty:
        edges = [words[place].x0 for place in bullets]
        # Dust lies anywhere, the points of a list below each other, and one between two words in the middle.
        bullets = [
            place
            for place in bullets
            if sum(abs(words[place].x0 - edge) < 2 for edge in edges) > 1
            or (place > 0 and _is_between(words[place - 1], words[place], words[place + 1], height))
        ]
    return [
        word._replace(text=_point(word, height)) if place in bullets else word
        for place, word in enumerate(words)
        if not dusty or place in bullets or place in rows or not _is_speck(word, height)
    ]


def print_heights(words: Sequence[PlacedWord]) -> list[float]:
    """How high the print is that each word stands in, from ascender to descender, in points.

    Told by the word itself where its letters say how much of that it shows, else by its neighbours on the line, else by
    the page; zeros where nothing tells it.
    """
    known = [_print_height(word) for word in words]
    usual = median(known_ones) if (known_ones := [height for height in known if height]) else 0.0
    heights = []
    for place, word in enumerate(words):
        height = known[place]
        for other in range(max(0, place - _NEIGHBOURS), min(len(words), place + _NEIGHBOURS + 1)):
            level = min(word.bottom, words[other].bottom) - max(word.top, words[other].top) > 0
            height = height or (known[other] if level else 0.0)
        heights.append(height or usual)
    return heights


def with_dashes(words: Sequence[PlacedWord]) -> list[PlacedWord]:
    """Set dashes by their length: hyphens have a quarter of the print's height, en dashes half, em dashes all of it.

    The figures of common fonts: 0.21 to 0.29, 0.41 to 0.61, 0.82 to 1.1.

    >>> wide, words = PlacedWord("—", 0, 8, 4.6, 9), [PlacedWord("Stadt", 10, 0, 40, 9)]
    >>> with_dashes([wide, *words])[0].text
    '–'
    """
    heights = print_heights(words)
    return [
        _dash(word, height) if height and len(word.text) < 4 and _DASHES.issuperset(word.text) else word
        for word, height in zip(words, heights, strict=True)
    ]


def _near(word: PlacedWord, other: PlacedWord, most: float) -> bool:
    """Whether two words stand on one line, no more than so many points apart."""
    return 0 <= other.x0 - word.x1 < most and abs(word.bottom - other.bottom) < 0.1 * most


def _is_speck(word: PlacedWord, height: float) -> bool:
    if len(word.text) > 2:
        return False
    wide, tall = (word.x1 - word.x0) / height, (word.bottom - word.top) / height
    if _DOTS.issuperset(word.text):
        return True
    if _DASHES.issuperset(word.text) or word.text in {"_", "=", "~"}:
        return wide < 0.22
    return max(wide, tall) < _DUST or (tall < 2 * _DUST and (word.confidence or 0.0) < 0.3)


def _is_bullet(word: PlacedWord, after: Sequence[PlacedWord], height: float) -> bool:
    """Whether a mark is the point of a list: as wide as high, at half the height of the print that follows."""
    wide, tall = word.x1 - word.x0, word.bottom - word.top
    small = 0.08 * height < wide < min(0.28 * height, 1.6 * tall) and tall < 0.3 * height
    round_ = 0.2 * height < wide < 0.48 * height and 0.7 * tall < wide < 1.4 * tall
    if len(word.text) > 1 or word.text.isalnum() or not (small or round_) or not after:
        return False
    middle, follower = (word.top + word.bottom) / 2, after[0]
    near = 0 < follower.x0 - word.x1 < 2.5 * height and len(follower.text) > 1
    # An asterisk stands higher.
    highest = 0.33 if round_ else 0.2
    return near and follower.top + highest * height < middle < follower.bottom - 0.15 * height


def _point(word: PlacedWord, height: float) -> str:
    """A list's point as it is printed: a middle dot is as large as a full stop, a bullet twice that."""
    return "•" if (word.x1 - word.x0) + (word.bottom - word.top) > 0.44 * height else "·"


def _is_between(before: PlacedWord, word: PlacedWord, after: PlacedWord, height: float) -> bool:
    """Whether a mark has as much paper before as behind it, and more than parts two words."""
    left, right = word.x0 - before.x1, after.x0 - word.x1
    return 0.15 * height < left < height and abs(left - right) < 0.2 * height and before.top < word.top < before.bottom


def _dash(word: PlacedWord, height: float) -> PlacedWord:
    share = (word.x1 - word.x0) / height
    text = "-" if share < 0.36 else "–" if share < 0.74 else "—"
    return word._replace(text=text)


def _print_height(word: PlacedWord) -> float:
    """The height of a word's print from its own letters; 0.0 where they do not tell."""
    if not _TELLING_RE.fullmatch(word.text):
        return 0.0
    # Without a descender there are four fifths of it.
    return (word.bottom - word.top) / (1.0 if _DESCENDER_RE.search(word.text) else 0.78)
