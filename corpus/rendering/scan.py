"""Born-digital PDFs into pictures, and pictures into the files a scanner writes."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from rendering.degrade import Degradation, degrade, jpeg_quality

if TYPE_CHECKING:
    from PIL.Image import Image

_UNKNOWN = "?"


def page_images(pdf: bytes, *, dpi: int = 300, degradation: Degradation = "none", seed: int = 0) -> list[Image]:
    """Render the pages of a PDF in grey, and age them."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        images = [page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for page in document]
    finally:
        document.close()
    return [
        degrade(image, degradation, dpi=dpi, seed=seed, page=number) for number, image in enumerate(images, start=1)
    ]


def scan_pdf(images: Sequence[Image], *, dpi: int = 300, degradation: Degradation = "none") -> bytes:
    """A PDF of pictures alone, one JPEG a page."""
    return _pdf(images, [[] for _ in images], dpi, degradation)


def sandwich_pdf(
    images: Sequence[Image], *, dpi: int = 300, degradation: Degradation = "none", language: str = "eng"
) -> bytes:
    """A PDF of pictures with an invisible text layer, recognised with a model of the wrong language.

    Raises:
        MissingDependencyError: Tesseract or the language's model is not installed.
    """
    from agreementkit.reading.ocr import recognise

    layers = [recognise(image, dpi=dpi, languages=(language,)) for image in images]
    return _pdf(images, layers, dpi, degradation)


def scan_tiff(images: Sequence[Image], *, dpi: int = 300) -> bytes:
    """A TIFF of all pages, compressed without loss."""
    buffer = BytesIO()
    images[0].save(
        buffer,
        format="TIFF",
        save_all=True,
        append_images=list(images[1:]),
        compression="tiff_lzw",
        dpi=(dpi, dpi),
    )
    return buffer.getvalue()


def _pdf(images: Sequence[Image], layers: Sequence[Sequence[Any]], dpi: int, degradation: Degradation) -> bytes:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1, pageCompression=1)
    for image, words in zip(images, layers, strict=True):
        width, height = image.width * 72 / dpi, image.height * 72 / dpi
        jpeg = BytesIO()
        image.save(jpeg, format="JPEG", quality=jpeg_quality(degradation))
        jpeg.seek(0)
        canvas.setPageSize((width, height))
        # A JPEG is embedded as it is.
        canvas.drawImage(ImageReader(jpeg), 0, 0, width, height)
        for word in words:
            _print_invisibly(canvas, word, height)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _print_invisibly(canvas: Any, word: Any, page_height: float) -> None:
    """Stretch a word over its box in text rendering mode 3, as OCR programs do."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    shown = word.text.encode("cp1252", "replace").decode("cp1252")
    size = max(4.0, word.bottom - word.top)
    natural = stringWidth(shown, "Helvetica", size)
    text = canvas.beginText(word.x0, page_height - word.bottom)
    text.setTextRenderMode(3)
    text.setFont("Helvetica", size)
    text.setHorizScale(100 * (word.x1 - word.x0) / natural if natural else 100)
    text.textOut(shown + " ")
    canvas.drawText(text)
