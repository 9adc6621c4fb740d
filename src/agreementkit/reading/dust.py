"""Dust at and in words: a speck that was read as a hyphen or an apostrophe is smaller than the print of one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agreementkit.reading.blanks import reach, usual_blank
from agreementkit.reading.ink import Ink, Stroke
from agreementkit.reading.lines import PlacedWord
from agreementkit.reading.marks import print_heights
from agreementkit.reading.picture import View

_MARKS = "-‘’'´`°^~"
# Two letters and more on both sides: «geht's» and «D'Angelo» are words.
_INSIDE_RE = re.compile(rf"(?<=[^\W_]{{2}})(?:[{_MARKS}](?=[^\W_]{{2}}|%)|\.(?=[a-zäöü]{{2}}))")
_EDGE_RE = re.compile(rf"(?P<first>[{_MARKS}])?(?P<core>[^\W_].*?)(?P<last>[{_MARKS}])?")
_ADDRESS_RE = re.compile(r"[@/]|www|\.[^.]{0,80}\.[a-z]")
# An f hangs over into the blank behind it.
_LEAST_BLANK = 0.72
# Of the print's height; hyphens are wider, apostrophes higher.
_LARGEST = 0.2


def without_dust_marks(words: Sequence[PlacedWord], view: View) -> list[PlacedWord]:
    """Take dust out of words, and part those that it joined.

    Args:
        words: Of one page, in Tesseract's order.
        view: The picture that they were read from; nothing is done where there is no dust on it, nor where
            smoothing left so little of a hyphen that it looks like dust.

    Returns:
        The words in the same order.
    """
    blank = usual_blank(words) if view.dusty and not view.smoothed else 0.0
    if not blank:
        return list(words)
    ink = Ink(view)
    return [
        part
        for word, height in zip(words, print_heights(words), strict=True)
        for part in _cleaned(word, ink, blank, height * _LARGEST)
    ]


def _cleaned(word: PlacedWord, ink: Ink, blank: float, largest: float) -> Iterator[PlacedWord]:
    edge = _EDGE_RE.fullmatch(word.text)
    inside = None if _ADDRESS_RE.search(word.text) else _INSIDE_RE.search(word.text)
    if not inside and not (edge and (edge["first"] or edge["last"])):
        yield word
        return
    strokes = ink.strokes(word)
    if edge and edge["first"] and len(strokes) > 1 and _is_speck(strokes[0], largest):
        word = word._replace(text=word.text[1:], x0=strokes[1].start)
    if edge and edge["last"] and len(strokes) > 1 and _is_speck(strokes[-1], largest):
        word = word._replace(text=word.text[:-1], x1=strokes[-2].end)
    if inside and (parted := _parted(word, inside.group(), strokes, blank, largest)):
        yield from parted
    else:
        yield word


def _parted(word: PlacedWord, mark: str, strokes: Sequence[Stroke], blank: float, largest: float) -> list[PlacedWord]:
    """What stands before and behind a speck in the middle of a blank; nothing where there is none."""
    index = word.text.index(mark, 1)
    triples = list(zip(strokes, strokes[1:], strokes[2:], strict=False))
    low = [triple for triple in triples if triple[1].height < 1.5 * largest]
    if not low:
        return []
    # A full stop or a hyphen of the same word may stand near: the nearest is meant.
    before, stroke, after = min(low, key=lambda triple: abs(triple[1].start - reach(word, index)))
    if _is_speck(stroke, largest) and after.start - before.end > _LEAST_BLANK * blank:
        return [
            word._replace(text=word.text[:index], x1=before.end),
            word._replace(text=word.text[index + 1 :], x0=after.start),
        ]
    return []


def _is_speck(stroke: Stroke, largest: float) -> bool:
    return max(stroke.width, stroke.height) < largest
