"""Recognised text: one picture of a page into words with boxes and confidences, through Tesseract.

Tesseract runs as a child of its own with ``OMP_THREAD_LIMIT=1``: its threads cost seven times the processor time for
little wall time, and documents run beside each other anyway. The picture is handed over as an uncompressed file: PNG
costs a tenth of the recognition to compress, and Tesseract takes as long to read its standard input.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from agreementkit.errors import MissingDependencyError
from agreementkit.reading.layout import arrange
from agreementkit.reading.lines import PlacedWord
from agreementkit.reading.options import ReadingOptions
from agreementkit.reading.quality import german_quality
from agreementkit.records import Page

if TYPE_CHECKING:
    from PIL.Image import Image

PAGE_LIMIT_S = 90.0
# Less than the watchdog's limit: a page that is too slow then costs itself only, not the process.
_CHILD_LIMIT_S = 80.0
_NO_MODEL_RE = re.compile(
    r"Failed loading language '([^']{1,60})'|Error opening data file \S{0,200}?([\w-]{1,40})\.traineddata"
)
_LINE_RE = re.compile(r"^5\t.*$", re.MULTILINE)

# Mean confidence below which the words of a page are noise: pictures, hatching, dirt. Pages that a person can read
# have 0.6 and more, even at 150 dpi with a shadow.
_NOISE_CONFIDENCE = 0.35


class OcrFailedError(Exception):
    """Tesseract gave no answer for one page; the message says why."""


def recognise_page(image: Image, *, number: int, dpi: float, options: ReadingOptions, why: str) -> Page:
    """Recognise one page.

    Args:
        image: The page in grey (mode ``L``).
        number: 1-based.
        dpi: Its resolution.
        options: ``languages`` is looked at.
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
    words = recognise(image, dpi=dpi, languages=options.languages)
    confidence = _mean_confidence(words)
    if confidence < _NOISE_CONFIDENCE:
        words = []
    arranged = arrange(words)
    quality = german_quality(arranged.text) * min(1.0, confidence / 0.85)
    found = (
        f"recognised with {'+'.join(options.languages)} at {dpi:.0f} dpi, mean confidence {confidence:.2f}"
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


def recognise(image: Image, *, dpi: float, languages: Sequence[str]) -> list[PlacedWord]:
    """Recognise the words of a picture.

    Args:
        image: In grey (mode ``L``).
        dpi: Its resolution; boxes are given in points by it.
        languages: Names of Tesseract's models.

    Returns:
        Words in Tesseract's order.

    Raises:
        MissingDependencyError: Tesseract or a language model is not installed.
        OcrFailedError: Tesseract failed or took too long.
    """
    program = find_tesseract()
    if program is None:
        raise MissingDependencyError(
            "Tesseract is not installed; it is needed for pages that are pictures.", install_hint(languages)
        )
    with TemporaryDirectory(prefix="agreementkit-") as folder:
        picture = Path(folder, "page.pgm")
        picture.write_bytes(b"P5\n%d %d\n255\n" % image.size + image.tobytes())
        command = [program, str(picture), "stdout", "-l", "+".join(languages), "--dpi", f"{dpi:.0f}", "tsv"]
        try:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
                timeout=_CHILD_LIMIT_S,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            )
        except subprocess.TimeoutExpired as error:
            raise OcrFailedError(f"Tesseract took longer than {_CHILD_LIMIT_S:.0f} seconds") from error
        except OSError as error:
            raise OcrFailedError(f"Tesseract could not be started ({error.strerror})") from error
    messages = done.stderr.decode("utf-8", "replace")
    if missing := _NO_MODEL_RE.search(messages):
        name = missing.group(1) or missing.group(2)
        raise MissingDependencyError(f"Tesseract has no language model {name!r}.", install_hint(languages))
    if done.returncode:
        last = (messages.strip().splitlines() or ["no message"])[-1][:200]
        raise OcrFailedError(f"Tesseract ended with code {done.returncode} ({last})")
    return list(_parsed(done.stdout.decode("utf-8", "replace"), 72 / dpi))


def find_tesseract() -> str | None:
    """Where the program is, or None; the Windows installer does not put it on the path."""
    found = shutil.which("tesseract")
    if found is None and sys.platform == "win32":
        found = shutil.which(r"C:\Program Files\Tesseract-OCR\tesseract.exe")
    return found


def install_hint(languages: Sequence[str]) -> str:
    """The command that installs Tesseract with its models on this system."""
    if sys.platform == "darwin":
        return "Install it: brew install tesseract tesseract-lang"
    if sys.platform == "win32":
        return (
            "Install it: winget install --id UB-Mannheim.TesseractOCR, tick German among the additional language data, "
            "and put its folder on PATH."
        )
    packages = " ".join(f"tesseract-ocr-{name.lower().replace('_', '-')}" for name in languages if "/" not in name)
    return f"Install it: sudo apt install tesseract-ocr {packages}".rstrip()


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
