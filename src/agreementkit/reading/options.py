"""What a caller may decide about reading, and the caps that keep a hostile file from taking the machine."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from agreementkit.ocr_engine import OcrEngine

OcrMode = Literal["auto", "skip", "force"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The caps of one document.

    Attributes:
        max_bytes: Size of the file; a larger one is refused.
        max_text_bytes: Size of a plain text; a larger one is refused, since half an agreement reads like a whole one.
        max_pages: Number of pages; more are refused before the first is read.
        max_pixels: Of one page image; the resolution is lowered to fit, of a PDF down to 72 dpi, then the page fails.
        max_decoded_bytes: What decoding one picture may take in memory; above, the page fails.
        dense_chars: Characters on one page above which its words come from pdfium: pdfplumber takes seconds there.
        max_page_chars: Characters on one page above which the page fails: no printed page holds as many.
        ocr_seconds: Time that recognition may take for one page; then the page fails.
    """

    max_bytes: int = 100_000_000
    max_text_bytes: int = 8_000_000
    max_pages: int = 500
    max_pixels: int = 60_000_000
    max_decoded_bytes: int = 1_700_000_000
    dense_chars: int = 12_000
    max_page_chars: int = 200_000
    ocr_seconds: float = 80.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOptions:
    """How a document is read.

    Attributes:
        ocr: ``auto`` where a page needs it, ``skip`` never, ``force`` on every page.
        languages: The OCR engine's names of its models, the main one first.
        dpi: Resolution that pages are rendered at for OCR.
        avoid: Steps that hung or crashed in an earlier attempt and are left out now: ``layout`` or ``layout:7`` (the
            page's words then come from pdfium), ``text_layer:7`` and ``ocr:12`` (the page fails), ``open``.
        limits: The caps.
        engine: What reads pictures; Tesseract where it is None.
    """

    ocr: OcrMode = "auto"
    languages: tuple[str, ...] = ("deu",)
    dpi: int = 300
    avoid: frozenset[str] = frozenset()
    limits: Limits = field(default_factory=Limits)
    engine: OcrEngine | None = None

    def avoids(self, what: str, page: int) -> bool:
        """Whether a step of a page (1-based) is to be left out."""
        return what in self.avoid or f"{what}:{page}" in self.avoid
