"""A picture into words with boxes and confidences, as an OCR engine reads it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from agreementkit.ocr_engine import OcrEngine, OcrFailedError, OcrPicture, OcrWord
from agreementkit.reading.lines import PlacedWord, clean_text
from agreementkit.reading.tesseract import TesseractEngine

if TYPE_CHECKING:
    from PIL.Image import Image


def recognise(
    image: Image,
    *,
    dpi: float,
    languages: Sequence[str],
    limit_s: float = 80.0,
    options: str = "",
    engine: OcrEngine | None = None,
) -> list[PlacedWord]:
    """Recognise the words of a picture.

    Args:
        image: In grey (mode ``L``).
        dpi: Its resolution; boxes are given in points by it.
        languages: Names of the engine's models, all of them installed.
        limit_s: Seconds after which the engine gives up.
        options: More as Tesseract's command line has it: ``--psm 6``, ``-c name=value``.
        engine: Tesseract where it is None.

    Returns:
        Words in the engine's order.

    Raises:
        OcrFailedError: The engine failed, took too long, or returned something that is no word.
    """
    psm, settings = _told(options)
    picture = OcrPicture(
        pixels=image.tobytes(),
        width=image.width,
        height=image.height,
        dpi=dpi,
        languages=tuple(languages),
        psm=psm,
        settings=settings,
        limit_s=limit_s,
    )
    used: OcrEngine = engine or TesseractEngine()
    try:
        return list(placed(used.read(picture), 72 / dpi))
    except OcrFailedError:
        raise
    except Exception as error:  # a stranger's engine may raise anything; it costs the page
        raise OcrFailedError(f"the OCR engine {used.name} failed ({type(error).__name__}: {error})") from error


def placed(words: Iterable[OcrWord], scale: float) -> Iterator[PlacedWord]:
    """An engine's words where they stand on the page.

    Args:
        words: In pixels.
        scale: Points a pixel.

    Raises:
        OcrFailedError: One of them is no word.
    """
    for word in words:
        text, *numbers = word
        if not isinstance(text, str) or len(text.split()) > 1 or not all(map(math.isfinite, numbers)):
            raise OcrFailedError(f"the OCR engine returned something that is no word: {word!r:.80}")
        text = clean_text(text.strip())
        left, top, right, bottom, confidence = numbers
        if text and left <= right and top <= bottom:
            sure = round(min(1.0, max(0.0, confidence)), 3)
            yield PlacedWord(text, left * scale, top * scale, right * scale, bottom * scale, sure)


def _told(options: str) -> tuple[int, tuple[tuple[str, str], ...]]:
    """The page segmentation mode and the variables that a command line of Tesseract names."""
    psm, settings = 3, []
    words = options.split()
    for option, value in zip(words[::2], words[1::2], strict=True):
        if option == "--psm":
            psm = int(value)
        elif option == "-c":
            name, _, content = value.partition("=")
            settings.append((name, content))
        else:
            raise ValueError(f"{option} is no option for a picture")
    return psm, tuple(settings)


def mean_confidence(words: Sequence[PlacedWord]) -> float:
    """Mean over letters, not words: noise comes in short words."""
    letters = sum(len(word.text) for word in words)
    return sum(len(word.text) * (word.confidence or 0.0) for word in words) / letters if letters else 0.0
