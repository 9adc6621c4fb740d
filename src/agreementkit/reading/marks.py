"""Marks that are told by their size: dust that was read as a full stop, and dashes of the wrong length."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from agreementkit.reading.lines import PlacedWord

_DASHES = frozenset("-–—")
_DOTS = frozenset(".,:;'`´‘’‚·")
# Print has none of these standing alone where it is smaller than this part of a line's height.
_DUST = 0.3


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
        word._replace(text="·") if place in bullets else word
        for place, word in enumerate(words)
        if not dusty or place in bullets or place in rows or not _is_speck(word, height)
    ]


def with_dashes(words: Sequence[PlacedWord]) -> list[PlacedWord]:
    """Set dashes by their length: an en dash is half as wide as the letters' size, a hyphen a third, an em dash all.

    >>> wide, words = PlacedWord("—", 0, 8, 6, 9), [PlacedWord("Stadt", 10, 0, 40, 9)]
    >>> with_dashes([wide, *words])[0].text
    '–'
    """
    # An ascender and a descender make nine tenths of the size together, a word with one of them seven.
    size = 1.3 * letter_height(words)
    if not size:
        return list(words)
    return [_dash(word, size) if len(word.text) < 4 and _DASHES.issuperset(word.text) else word for word in words]


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
    """Whether a speck is a middle dot: as wide as high, at half the height of the print that follows."""
    wide, tall = word.x1 - word.x0, word.bottom - word.top
    small = 0.08 * height < wide < min(0.28 * height, 1.6 * tall) and tall < 0.3 * height
    if len(word.text) > 1 or word.text.isalnum() or not small or not after:
        return False
    middle, follower = (word.top + word.bottom) / 2, after[0]
    near = 0 < follower.x0 - word.x1 < 2.5 * height and len(follower.text) > 1
    return near and follower.top + 0.2 * height < middle < follower.bottom - 0.15 * height


def _is_between(before: PlacedWord, word: PlacedWord, after: PlacedWord, height: float) -> bool:
    """Whether a mark has as much paper before as behind it, and more than parts two words."""
    left, right = word.x0 - before.x1, after.x0 - word.x1
    return 0.15 * height < left < height and abs(left - right) < 0.2 * height and before.top < word.top < before.bottom


def _dash(word: PlacedWord, size: float) -> PlacedWord:
    share = (word.x1 - word.x0) / size
    text = "-" if share < 0.42 else "–" if share < 0.8 else "—"
    return word._replace(text=text)
