"""Bytes to pages of words with boxes: the door of the reading room."""

from __future__ import annotations

import hashlib

from agreementkit.errors import MissingDependencyError
from agreementkit.reading import detect, gate
from agreementkit.reading.options import Limits, OcrMode, ReadingOptions
from agreementkit.reading.tesseract import TesseractEngine, tesseract_state
from agreementkit.records import Progress, Reading, Source, no_progress

__all__ = ["Limits", "OcrMode", "ReadingOptions", "TesseractEngine", "read_document", "tesseract_state"]


def read_document(data: bytes, file_name: str, *, options: ReadingOptions, progress: Progress = no_progress) -> Reading:
    """Read a document: PDF, PNG, JPEG, TIFF or plain text, told apart by content.

    Args:
        data: The whole file.
        file_name: For messages and the record; nothing is concluded from it.
        options: How to read; ``options.avoid`` names steps that hung in an earlier attempt.
        progress: Called before every step with the seconds after which it counts as hung. pdfium can hang or abort the
            process on a hostile file: who wants to survive that runs this in a child and watches the steps.

    Returns:
        The pages in order; a page that could not be read has ``failed`` set and tells why. ``warnings`` says, one line
        each, what an installed program or model would have made better.

    Raises:
        EncryptedError: A PDF needs a password.
        UnreadableError: The file is empty, damaged, too large or no document.
        MissingDependencyError: A page is a picture, and Tesseract or a language model is not installed.
    """
    gate.check_size(data, file_name, options.limits)
    kind = detect.media_type(data)
    detect.refuse_unreadable(kind, file_name)
    source = Source(file_name=file_name, sha256=hashlib.sha256(data).hexdigest(), media_type=kind, size=len(data))
    try:
        return _read(data, source, options, progress)
    except MissingDependencyError as error:
        raise MissingDependencyError(f"{detect.printable(file_name)}: {error.what}", error.fix) from error


def _read(data: bytes, source: Source, options: ReadingOptions, progress: Progress) -> Reading:
    """Read the bytes by the kind that was told."""
    kind = source.media_type
    if kind == detect.PDF:
        from agreementkit.reading.choose import read_pdf

        return read_pdf(data, source, options=options, progress=progress)
    if kind == detect.TEXT:
        from agreementkit.reading.plain import read_text

        return read_text(data, source, options=options, progress=progress)
    from agreementkit.reading.images import read_image

    return read_image(data, source, options=options, progress=progress)
