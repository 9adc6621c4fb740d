"""Roman numerals read again by counting: no model tells II from Il or III from IH, but strokes can be counted.

At a third of their height I is one stroke and V and X are two each. What the engine read says whether there is a V or
an X; how many I follow is counted in the picture.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from agreementkit.reading.lines import PlacedWord
from agreementkit.reading.picture import View

# What the strokes of a Roman numeral are read as; «Il», «IH», «IL», «VIl», «ID)», «11» after SGB.
_NUMERAL_RE = re.compile(
    r"(?P<lead>[(\[„]?)(?P<large>X{0,2}V?)(?P<ones>[Il1|!iHhMNTULD]{1,5})(?P<tail>[.,;:)\]“]{0,3})"
)
_PLAIN_NUMERAL_RE = re.compile(r"[(\[]?X{0,3}(?:IX|IV|V?I{0,3})[.,;:)\]]{0,3}")
_BOOK_RE = re.compile(r"SGB|Sozialgesetzbuch(?:e?s)?|Buch|Teil|Abschnitt|Kapitel|Anlage|Artikel|Art\.")
_PLAIN = frozenset("Il|!1")
_UNSURE = 0.7


def is_numeral(text: str) -> bool:
    """Whether a word is a Roman numeral as it should be, whose strokes were counted or need no counting.

    >>> is_numeral("VIII;"), is_numeral("II."), is_numeral("Il")
    (True, True, False)
    """
    return _PLAIN_NUMERAL_RE.fullmatch(text) is not None


def with_numerals(words: Sequence[PlacedWord], view: View) -> list[PlacedWord]:
    """Set Roman numerals right whose strokes can be counted.

    Args:
        words: Of one page, in Tesseract's order.
        view: The picture that they were read from.

    Returns:
        The same words; those that are no numerals, or whose strokes do not stand apart, as they were.
    """
    result = list(words)
    levels: Any = None
    for place, (before, word) in enumerate(pairwise([PlacedWord("", 0, 0, 0, 0), *words])):
        match = _NUMERAL_RE.fullmatch(word.text)
        if match is None or not _may_be_numeral(word, match, in_book=_BOOK_RE.fullmatch(before.text) is not None):
            continue
        if levels is None:
            import numpy as np

            levels = np.asarray(view.image)
        brackets = len(match["lead"]) + sum(map(match["tail"].count, ")]"))
        ones = _strokes(levels, word, view.dpi / 72, len(match["lead"])) - 2 * len(match["large"]) - brackets
        if 1 <= ones <= 3 and (ones > 1 or match["large"] or len(match["ones"]) > 1):
            text = f"{match['lead']}{match['large']}{'I' * ones}{match['tail']}"
            result[place] = word._replace(text=text)
    return result


def _may_be_numeral(word: PlacedWord, match: re.Match[str], *, in_book: bool) -> bool:
    """Whether a word is a numeral: behind a book's name nearly anything, elsewhere two plain strokes or a V and one.

    A single one, such as the label of a chapter, is looked at where it was read without confidence.
    """
    ones = match["ones"]
    if match["lead"] == "„" or (match["tail"] and "“" in match["tail"]):
        return False
    if in_book:
        return True
    if not _PLAIN.issuperset(ones) or ones.isdigit():
        return bool(match["large"]) and set(ones) <= _PLAIN | {"H"}
    if len(ones) == 1 and not match["large"]:
        return match["tail"] == "." and ones in "Il" and (word.confidence or 0.0) < _UNSURE
    return bool(match["large"]) or "I" in ones


def _strokes(levels: Any, word: PlacedWord, scale: float, lead: int) -> int:
    """How many strokes a word has at a third of its letters' height; 0 where they do not stand apart there."""
    import numpy as np

    left, right = max(0, int(word.x0 * scale) - 1), int(word.x1 * scale) + 2
    top, bottom = int(word.top * scale), int(word.bottom * scale) + 1
    crop = levels[max(0, top) : bottom, left:right].astype(np.int16)
    if min(crop.shape) < 5:
        return 0
    paper, ink = int(np.percentile(crop, 95)), int(crop.min())
    if paper - ink < 60:
        return 0
    dark = crop < (paper + ink) / 2
    # Commas and brackets reach below the letters: the first letter says how high they are.
    width = dark.shape[1] / (len(word.text) + lead)
    letter = dark[:, round(2 * lead * width) : max(3, round((2 * lead + 1) * width))]
    inked = np.flatnonzero(letter.any(axis=1))
    if len(inked) < 5:
        return 0
    first, height = int(inked[0]), int(inked[-1]) - int(inked[0]) + 1
    band = dark[first + round(0.12 * height) : first + round(0.32 * height)]
    begins = np.diff(np.pad(band, ((0, 0), (1, 0))).astype(np.int8), axis=1) == 1
    counts = begins.sum(axis=1)
    if len(counts) < 2:
        return 0
    usual = int(np.bincount(counts).argmax())
    return usual if (counts == usual).mean() >= 0.6 else 0
