"""The OCR engine ``tesserocr``: Tesseract inside of the process, for ``--ocr-engine tesserocr``."""

from __future__ import annotations

from agreementkit import OcrEngine, hookimpl
from agreementkit_tesserocr.engine import TesserocrEngine


@hookimpl
def agreementkit_ocr_engine() -> OcrEngine | None:
    """Bring the engine; whether its library is installed, it says itself."""
    return TesserocrEngine()
