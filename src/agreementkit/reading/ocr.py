"""Recognised text: one picture of a page into words with boxes and confidences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from agreementkit.reading.layout import arrange
from agreementkit.reading.lines import PlacedWord
from agreementkit.reading.options import ReadingOptions
from agreementkit.reading.quality import german_quality
from agreementkit.reading.tesseract import install_hint, models, require_models, stand_in, word_table
from agreementkit.records import Page

if TYPE_CHECKING:
    from PIL.Image import Image

_LINE_RE = re.compile(r"^5\t.*$", re.MULTILINE)

# Mean confidence below which the words of a page are noise: pictures, hatching, dirt. Pages that a person can read
# have 0.6 and more, even at 150 dpi with a shadow.
_NOISE_CONFIDENCE = 0.35


class Recogniser:
    """Recognises the pages of one document.

    Attributes:
        warnings: What an installed program or model would have made better, one sentence each.
    """

    def __init__(self, options: ReadingOptions) -> None:
        self.warnings: list[str] = []
        self._options = options
        self._languages: tuple[str, ...] = ()

    def languages(self) -> tuple[str, ...]:
        """The models to read with; where ``deu`` is not installed ``Latin`` stands in for it, else ``eng``.

        Raises:
            MissingDependencyError: Tesseract or a language model is not installed.
        """
        if not self._languages:
            wanted = self._options.languages
            if wanted == ("deu",) and "deu" not in models() and (other := stand_in()):
                wanted = (other,)
                hint = install_hint(("deu",))
                if other == "eng":
                    self.warn(
                        f"Tesseract has no German model: ä, ö, ü and ß were read with eng, as other letters. {hint}"
                    )
                else:
                    self.warn(f"Tesseract has no German model: the pages were read with {other}. {hint}")
            require_models(wanted)
            self._languages = wanted
        return self._languages

    @property
    def step_limit_s(self) -> float:
        """When a watchdog may take a page's recognition for hung: after Tesseract itself was stopped."""
        return self._options.limits.ocr_seconds + 10.0

    def warn(self, warning: str) -> None:
        """Keep a warning, once."""
        if warning not in self.warnings:
            self.warnings.append(warning)

    def page(self, image: Image, *, number: int, dpi: float, why: str) -> Page:
        """Recognise one page.

        Args:
            image: The page in grey (mode ``L``).
            number: 1-based.
            dpi: Its resolution.
            why: The first half of the page's reason.

        Returns:
            The page; without text and with quality 0 where it is blank or noise.

        Raises:
            MissingDependencyError: Tesseract or a language model is not installed.
            OcrFailedError: Tesseract failed or took too long.
        """
        width_pt, height_pt = image.width * 72 / dpi, image.height * 72 / dpi
        if is_blank(image):
            return Page(
                number=number,
                text="",
                width_pt=width_pt,
                height_pt=height_pt,
                origin="none",
                quality=0.0,
                reason="the page is blank",
            )
        languages = self.languages()
        words = recognise(image, dpi=dpi, languages=languages, limit_s=self._options.limits.ocr_seconds)
        confidence = _mean_confidence(words)
        if confidence < _NOISE_CONFIDENCE:
            words = []
        arranged = arrange(words)
        quality = german_quality(arranged.text) * min(1.0, confidence / 0.85)
        found = (
            f"recognised with {'+'.join(languages)} at {dpi:.0f} dpi, mean confidence {confidence:.2f}"
            if words
            else "nothing on it can be recognised as text"
        )
        return Page(
            number=number,
            text=arranged.text,
            words=arranged.words,
            width_pt=width_pt,
            height_pt=height_pt,
            origin="ocr",
            quality=round(quality, 3),
            reason=f"{why}; {found}",
        )


def recognise(image: Image, *, dpi: float, languages: Sequence[str], limit_s: float = 80.0) -> list[PlacedWord]:
    """Recognise the words of a picture.

    Args:
        image: In grey (mode ``L``).
        dpi: Its resolution; boxes are given in points by it.
        languages: Names of Tesseract's models.
        limit_s: Seconds after which Tesseract is stopped.

    Returns:
        Words in Tesseract's order.

    Raises:
        MissingDependencyError: Tesseract or a language model is not installed.
        OcrFailedError: Tesseract failed or took too long.
    """
    require_models(languages)
    table = word_table(image, dpi=dpi, languages=languages, limit_s=limit_s)
    return list(_parsed(table, 72 / dpi))


def is_blank(image: Image) -> bool:
    """Whether a page holds no more ink than dust: less than one pixel in 50,000 is clearly darker than the paper.

    One short line of print on A4 covers twenty times as much.
    """
    counts = image.histogram()
    total = sum(counts)
    seen = paper = 0
    for level, count in enumerate(counts):
        seen += count
        if seen * 2 >= total:
            paper = level
            break
    return paper >= 64 and sum(counts[: max(0, paper - 60)]) * 50_000 < total


def _parsed(table: str, scale: float) -> list[PlacedWord]:
    """Tesseract's table of words; level 5 is a word, a confidence of -1 none."""
    words = []
    for match in _LINE_RE.finditer(table):
        cells = match.group().split("\t")
        if len(cells) != 12 or not (text := cells[11].strip()):
            continue
        left, top, width, height = (int(cell) * scale for cell in cells[6:10])
        confidence = min(1.0, max(0.0, float(cells[10]) / 100))
        words.append(PlacedWord(text, left, top, left + width, top + height, round(confidence, 3)))
    return words


def _mean_confidence(words: Sequence[PlacedWord]) -> float:
    """Mean over letters, not words: noise comes in short words."""
    letters = sum(len(word.text) for word in words)
    return sum(len(word.text) * (word.confidence or 0.0) for word in words) / letters if letters else 0.0
