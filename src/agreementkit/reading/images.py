"""Pictures of pages: PNG, JPEG and TIFF with one page or many."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from agreementkit.errors import UnreadableError
from agreementkit.reading.choose import failed_page
from agreementkit.reading.detect import printable
from agreementkit.reading.options import ReadingOptions
from agreementkit.reading.recogniser import Recogniser
from agreementkit.reading.tesseract import OcrFailedError
from agreementkit.records import Page, Progress, Reading, Source, Step

if TYPE_CHECKING:
    from PIL.Image import Image

# ISO 216: the long sides in inches; A6 and A3 with a margin for scanners.
_A6_LONG_IN = 5.5
_A4_LONG_IN = 11.69
_A3_LONG_IN = 17.5
_MAX_USEFUL_DPI = 450


def read_image(data: bytes, source: Source, *, options: ReadingOptions, progress: Progress) -> Reading:
    """Read a picture, or the pictures of a TIFF, one page each.

    Raises:
        UnreadableError: It is damaged, or has too many pages or pixels.
        MissingDependencyError: Tesseract or a language model is not installed.
    """
    from PIL import Image

    name = printable(source.file_name)
    progress(Step("open", 0, 0, 8.0))
    if "open" in options.avoid:
        raise UnreadableError(f"{name} could not be opened: the attempt crashed or never ended.", _SAVE_AGAIN)
    with warnings.catch_warnings():
        # Pillow only warns of some bombs and of damaged metadata; the size is checked before a pixel is decoded.
        warnings.simplefilter("ignore")
        try:
            picture = Image.open(BytesIO(data), formats=("PNG", "JPEG", "TIFF"))
            count = min(_frame_count(picture), options.limits.max_pages + 1)
        except Exception as error:  # Pillow raises anything on damaged files, even SyntaxError
            raise UnreadableError(
                f"{name} is a damaged or oversized picture ({_named(error)}).", _SAVE_AGAIN
            ) from error
        if count > options.limits.max_pages:
            raise UnreadableError(f"{name} has more than {options.limits.max_pages} pages.", "Split it.")
        recogniser = Recogniser(options)
        pages = tuple(_pages(picture, count, options, recogniser, progress))
    if all(page.failed for page in pages):
        raise UnreadableError(f"{name} cannot be read: {pages[0].reason}.", _SAVE_AGAIN)
    return Reading(source=source, pages=pages, warnings=tuple(recogniser.warnings))


def _pages(
    picture: Any, count: int, options: ReadingOptions, recogniser: Recogniser, progress: Progress
) -> Iterator[Page]:
    for number in range(1, count + 1):
        if options.ocr == "skip":
            why = "the page is a picture; recognition was switched off"
            yield replace(failed_page(number, why), failed=False)
            continue
        if options.avoids("ocr", number):
            yield failed_page(number, "the page is a picture; recognition crashed or never ended in an earlier attempt")
            continue
        progress(Step("ocr", number, count, recogniser.step_limit_s))
        yield _recognised(picture, number, options, recogniser)


def _recognised(picture: Any, number: int, options: ReadingOptions, recogniser: Recogniser) -> Page:
    """One page of the picture, recognised."""
    try:
        picture.seek(number - 1)
        width, height = picture.size
        if width * height > options.limits.max_pixels:
            return failed_page(number, f"the picture has {width * height / 1e6:.0f} million pixels, more than is read")
        image, dpi = _grey(picture)
    except Exception as error:  # noqa: BLE001 - Pillow raises anything on damaged files, even SyntaxError
        return failed_page(number, f"the picture is damaged ({_named(error)})")
    if dpi > _MAX_USEFUL_DPI:
        image, dpi = image.reduce(2), dpi / 2
    try:
        return recogniser.page(image, number=number, dpi=dpi, why="the page is a picture")
    except OcrFailedError as error:
        return failed_page(number, f"the page is a picture; {error}")


def _grey(picture: Any) -> tuple[Image, float]:
    """The picture upright in grey on white, and its resolution."""
    from PIL import Image, ImageOps

    dpi = _resolution(picture)
    image = ImageOps.exif_transpose(picture)
    if image.mode.startswith("I;16"):
        import numpy as np

        return Image.fromarray((np.asarray(image) >> 8).astype(np.uint8)), dpi
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        layers = image.convert("RGBA")
        paper = Image.new("RGBA", layers.size, "white")
        image = Image.alpha_composite(paper, layers)
    return image.convert("L"), dpi


def _resolution(picture: Any) -> float:
    """Dots an inch: as the file says where that gives a page between A6 and A3, else as if it were A4.

    Telephones write 72 whatever they photograph.
    """
    long_side = max(picture.size)
    said = picture.info.get("dpi", (0, 0))
    try:
        dpi = float(said[0])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        dpi = 0.0
    if dpi > 0 and _A6_LONG_IN <= long_side / dpi <= _A3_LONG_IN:
        return dpi
    return float(max(72.0, long_side / _A4_LONG_IN))


def _frame_count(picture: Any) -> int:
    return int(getattr(picture, "n_frames", 1))


def _named(error: Exception) -> str:
    return type(error).__name__


_SAVE_AGAIN = "Open it in a picture program and save it again, or scan the page again at 300 dpi in grey."
