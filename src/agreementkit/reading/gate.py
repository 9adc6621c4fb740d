"""The gate before a PDF: size, password, number of pages, pixels; asked through pdfium, which answers fastest.

pdfium walks the page tree only when a page is asked for, so that a file which claims a million pages is refused in half
a second; pdfplumber would build every page first.
"""

from __future__ import annotations

from math import sqrt
from typing import Any

from agreementkit.errors import EncryptedError, UnreadableError
from agreementkit.reading.detect import printable
from agreementkit.reading.options import Limits, ReadingOptions

MIN_DPI = 72


def check_size(data: bytes, file_name: str, limits: Limits) -> None:
    """Refuse a file that is empty or too large.

    Raises:
        UnreadableError: It is.
    """
    name = printable(file_name)
    if not data:
        raise UnreadableError(
            f"{name} is empty: it holds no bytes.", "Check whether the download or copy was complete."
        )
    if len(data) > limits.max_bytes:
        raise UnreadableError(
            f"{name} has {len(data) / 1e6:.0f} MB; the limit is {limits.max_bytes / 1e6:.0f} MB.",
            "Split it, or scan it at 300 dpi in grey.",
        )


def open_pdf(data: bytes, file_name: str, options: ReadingOptions) -> Any | None:
    """Open a PDF with pdfium and check its pages' number.

    Args:
        data: The file; must stay alive as long as the returned document.
        file_name: For messages.
        options: ``limits.max_pages`` and ``avoid`` are looked at.

    Returns:
        The open ``pypdfium2.PdfDocument``, to be closed by the caller; None where pdfium finds the file damaged, and
        another parser may still read it.

    Raises:
        EncryptedError: A password is needed.
        UnreadableError: It has no pages or too many, or opening it has hung before.
    """
    import pypdfium2

    name = printable(file_name)
    if "open" in options.avoid:
        raise UnreadableError(f"{name} could not be opened: the attempt crashed or never ended.", _REPAIR)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise EncryptedError(
                f"{name} is encrypted: it needs a password.",
                "Open it with the password and print it to a new PDF, or: qpdf --decrypt --password=… IN.pdf OUT.pdf",
            ) from error
        return None
    try:
        check_page_count(len(document), file_name, options.limits)
    except UnreadableError:
        document.close()
        raise
    return document


def check_page_count(pages: int, file_name: str, limits: Limits) -> None:
    """Refuse a document without pages or with too many.

    Raises:
        UnreadableError: It is one.
    """
    name = printable(file_name)
    if pages <= 0:
        raise UnreadableError(f"{name} has no pages.", _REPAIR)
    if pages > limits.max_pages:
        raise UnreadableError(
            f"{name} has {pages} pages; the limit is {limits.max_pages}.",
            "Split it: one file should hold one agreement.",
        )


def damaged(file_name: str, why: str = "the file is damaged or cut off") -> UnreadableError:
    """The error for a PDF no page of which can be read."""
    return UnreadableError(f"{printable(file_name)}: no page can be read: {why}.", _REPAIR)


def fitting_dpi(width_pt: float, height_pt: float, wanted: int, limits: Limits) -> int | None:
    """The resolution at which a page may be rendered.

    Args:
        width_pt: Width of the page in points.
        height_pt: Height likewise.
        wanted: The resolution that would be best.
        limits: ``max_pixels`` is kept.

    Returns:
        ``wanted``, or less where the page would have too many pixels; None where even 72 dpi is too much, or where the
        page has no area.
    """
    square_inches = (width_pt / 72) * (height_pt / 72)
    if not 0 < square_inches < float("inf"):
        return None
    fitting = min(wanted, int(sqrt(limits.max_pixels / square_inches)))
    return fitting if fitting >= min(MIN_DPI, wanted) else None


_REPAIR = "Open it in a PDF program and save it again, or ask for a new copy."
