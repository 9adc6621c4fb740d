"""What an OCR engine is given and what it gives back: the contract of ``agreementkit_ocr_engine``.

An engine reads words off one picture. Which pages are read, how their pictures are cleaned and turned, which words are
looked at twice and how words become lines is decided around it, the same for every engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, runtime_checkable

DEFAULT_ENGINE = "tesseract"
"""The engine that is built in: Tesseract as a child process, one a page."""


class OcrFailedError(Exception):
    """An engine gave no answer for one picture; the message says why. It costs that page only."""


class OcrWord(NamedTuple):
    """A word as an engine read it.

    Attributes:
        text: Without white space.
        left: Pixels from the picture's left edge.
        top: Pixels from its upper edge.
        right: The same, after the word's last pixel.
        bottom: Likewise.
        confidence: 0 to 1.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OcrPicture:
    """One picture to read, and how.

    Attributes:
        pixels: Grey, one byte a pixel, row by row from the top; 0 is black.
        width: Pixels a row.
        height: Rows.
        dpi: Resolution.
        languages: Models to read with, as the engine's ``models`` names them; the main one first.
        psm: How the words stand, as Tesseract numbers it: 3 anywhere on a page, 6 in lines below each other.
        settings: Variables of Tesseract and their values; an engine of another kind takes no notice of them.
        limit_s: Seconds after which the engine should give up; the process is ended some time later.
    """

    pixels: bytes
    width: int
    height: int
    dpi: float
    languages: tuple[str, ...]
    psm: int = 3
    settings: tuple[tuple[str, str], ...] = ()
    limit_s: float = 80.0


@dataclass(frozen=True, slots=True)
class OcrEngineState:
    """What this machine has of an engine.

    Attributes:
        version: For example ``5.3.0``; None where it is not installed or does not start.
        languages: Its models, sorted.
        fix: What to do where it, or a model, is missing.
    """

    version: str | None
    languages: tuple[str, ...]
    fix: str


@runtime_checkable
class OcrEngine(Protocol):
    """Reads pictures; one object serves a whole process, one picture at a time, and may keep what is dear to load."""

    @property
    def name(self) -> str:
        """What ``--ocr-engine`` calls it."""

    def state(self, wanted: Sequence[str] = ("deu", "eng")) -> OcrEngineState:
        """Look afresh for what is installed; must not raise.

        Args:
            wanted: The models that ``fix`` says how to install.
        """

    def models(self) -> Sequence[str]:
        """The models that it can read with, empty where it is not installed; asked for every document.

        ``deu`` is the one for German. Where there is ``eng`` or ``Latin`` too, it reads section signs a second time.
        """

    def read(self, picture: OcrPicture) -> Iterable[OcrWord]:
        """Read one picture; the same picture gives the same words, whatever was read before it.

        Raises:
            OcrFailedError: It cannot; the page is marked as failed with this reason. Whatever else it raises costs the
                page, too.
        """
