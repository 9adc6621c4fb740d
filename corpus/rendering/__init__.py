"""From an agreement's text to the files a town hall would have: born-digital PDF, scan, sandwich PDF, TIFF."""

from __future__ import annotations

from rendering.degrade import Degradation, degrade
from rendering.scan import page_images, sandwich_pdf, scan_pdf, scan_tiff
from rendering.typeset import Style, printed_text, typeset

__all__ = [
    "Degradation",
    "Style",
    "degrade",
    "page_images",
    "printed_text",
    "sandwich_pdf",
    "scan_pdf",
    "scan_tiff",
    "typeset",
]
