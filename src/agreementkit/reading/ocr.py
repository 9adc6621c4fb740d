"""A picture into words with boxes and confidences, as Tesseract reads it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from agreementkit.reading.lines import PlacedWord
from agreementkit.reading.tesseract import require_models, word_table

if TYPE_CHECKING:
    from PIL.Image import Image

_LINE_RE = re.compile(r"^5\t.*$", re.MULTILINE)


def recognise(
    image: Image, *, dpi: float, languages: Sequence[str], limit_s: float = 80.0, options: str = ""
) -> list[PlacedWord]:
    """Recognise the words of a picture.

    Args:
        image: In grey (mode ``L``).
        dpi: Its resolution; boxes are given in points by it.
        languages: Names of Tesseract's models.
        limit_s: Seconds after which Tesseract is stopped.
        options: More of Tesseract's options, such as ``--psm 6``.

    Returns:
        Words in Tesseract's order.

    Raises:
        MissingDependencyError: Tesseract or a language model is not installed.
        OcrFailedError: Tesseract failed or took too long.
    """
    require_models(languages)
    table = word_table(image, dpi=dpi, languages=languages, limit_s=limit_s, options=options)
    return list(parse_table(table, 72 / dpi))


def parse_table(table: str, scale: float) -> list[PlacedWord]:
    """Read Tesseract's table of words; level 5 is a word, a confidence of -1 none.

    Args:
        table: Tab-separated, as ``word_table`` gives it.
        scale: Points a pixel.
    """
    words = []
    for match in _LINE_RE.finditer(table):
        cells = match.group().split("\t")
        if len(cells) != 12 or not (text := cells[11].strip()):
            continue
        left, top, width, height = (int(cell) * scale for cell in cells[6:10])
        confidence = min(1.0, max(0.0, float(cells[10]) / 100))
        words.append(PlacedWord(text, left, top, left + width, top + height, round(confidence, 3)))
    return words


def mean_confidence(words: Sequence[PlacedWord]) -> float:
    """Mean over letters, not words: noise comes in short words."""
    letters = sum(len(word.text) for word in words)
    return sum(len(word.text) * (word.confidence or 0.0) for word in words) / letters if letters else 0.0
