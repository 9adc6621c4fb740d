"""Pictures of pages: PNG, JPEG and TIFF with one page or many."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from math import ceil, sqrt
from typing import TYPE_CHECKING, Any

from agreementkit.errors import UnreadableError
from agreementkit.ocr_engine import OcrFailedError
from agreementkit.reading.choose import failed_page
from agreementkit.reading.detect import printable
from agreementkit.reading.options import ReadingOptions
from agreementkit.reading.recogniser import Recogniser
from agreementkit.records import Page, Progress, Reading, Source, Step

if TYPE_CHECKING:
    from PIL.Image import Image

# ISO 216: the long sides in inches; A6 and A3 with a margin for scanners.
_A6_LONG_IN = 5.5
_A4_LONG_IN = 11.69
_A3_LONG_IN = 17.5
_MAX_USEFUL_DPI = 450
_USUAL_DPI = 225


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
    with warnings.catch_warnings(), _own_size_check():
        # Pillow warns of damaged metadata.
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
    return Reading(source=source, pages=pages, warnings=tuple(recogniser.warnings), makeshift=recogniser.makeshift)


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


@contextmanager
def _own_size_check() -> Iterator[None]:
    """Let Pillow open what it takes for a bomb: the size is checked here before a pixel is decoded."""
    from PIL import Image

    before = Image.MAX_IMAGE_PIXELS
    Image.MAX_IMAGE_PIXELS = None
    try:
        yield
    finally:
        Image.MAX_IMAGE_PIXELS = before


def _recognised(picture: Any, number: int, options: ReadingOptions, recogniser: Recogniser) -> Page:
    """One page of the picture, recognised."""
    why = "the page is a picture"
    try:
        picture.seek(number - 1)
        pixels = picture.size[0] * picture.size[1]
        if pixels * _bytes_a_pixel(picture) > options.limits.max_decoded_bytes:
            return failed_page(number, f"the picture has {pixels / 1e6:.0f} million pixels, more than is read")
        reduced = ceil(sqrt(pixels / options.limits.max_pixels))
        image, dpi = _grey(picture, reduced)
    except Exception as error:  # noqa: BLE001 - Pillow raises anything on damaged files, even SyntaxError
        return failed_page(number, f"the picture is damaged ({_named(error)})")
    if dpi > _MAX_USEFUL_DPI:
        factor = int(dpi / _USUAL_DPI)
        image, dpi = image.reduce(factor), dpi / factor
    if reduced > 1:
        why = f"{why}; resolution lowered to {dpi:.0f} dpi, since it has {pixels / 1e6:.0f} million pixels"
    try:
        return recogniser.page(image, number=number, dpi=dpi, why=why)
    except OcrFailedError as error:
        return failed_page(number, f"{why}; {error}")


def _bytes_a_pixel(picture: Any) -> int:
    """What Pillow needs to decode a picture: one byte for grey and black on white, four for colours."""
    return 1 if picture.mode in {"1", "L", "P"} else 4


def _grey(picture: Any, reduced: int) -> tuple[Image, float]:
    """The picture upright in grey on white with square pixels, made smaller by a factor, and its resolution."""
    from PIL import Image, ImageOps

    dpi, long_side = _resolution(picture), max(picture.size)
    if reduced > 1:
        # A JPEG is decoded at a fraction of its size for a fraction of the memory.
        picture.draft("L", (picture.size[0] // reduced, picture.size[1] // reduced))
    image = ImageOps.exif_transpose(picture)
    if image.mode.startswith("I;16"):
        import numpy as np

        image = Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    if image.mode in {"1", "P"} and "transparency" not in image.info:
        image = image.convert("L")
    if (left := round(reduced * max(image.size) / long_side)) > 1 and image.mode != "P":
        image = image.reduce(left)
    dpi *= max(image.size) / long_side
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        layers = image.convert("RGBA")
        paper = Image.new("RGBA", layers.size, "white")
        image = Image.alpha_composite(paper, layers)
    return _with_square_pixels(image.convert("L"), picture), dpi


def _with_square_pixels(image: Image, picture: Any) -> Image:
    """The picture stretched where its file says that pixels are not square, as those of a telefax are."""
    from PIL import Image as Images

    across, down = _said(picture)
    ratio = across / down if across > 0 and down > 0 else 1.0
    if not 0.3 < ratio < 3.4 or 0.98 < ratio < 1.02:
        return image
    size = (round(image.width / min(ratio, 1.0)), round(image.height * max(ratio, 1.0)))
    return image.resize(size, Images.Resampling.BICUBIC)


def _said(picture: Any) -> tuple[float, float]:
    """The resolution across and down as the file says it; zeros where it does not."""
    said = picture.info.get("dpi", (0, 0))
    try:
        return float(said[0]), float(said[1])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        return 0.0, 0.0


def _resolution(picture: Any) -> float:
    """Dots an inch: as the file says where that gives a page between A6 and A3, else as if it were A4.

    Telephones write 72 whatever they photograph.
    """
    across, down = _said(picture)
    dpi = max(across, down)
    long_side = max(picture.size[0] * dpi / (across or 1.0), picture.size[1] * dpi / (down or 1.0)) if dpi else 0.0
    if dpi > 0 and _A6_LONG_IN <= long_side / dpi <= _A3_LONG_IN:
        return dpi
    return float(max(72.0, max(picture.size) / _A4_LONG_IN))


def _frame_count(picture: Any) -> int:
    return int(getattr(picture, "n_frames", 1))


def _named(error: Exception) -> str:
    return type(error).__name__


_SAVE_AGAIN = "Open it in a picture program and save it again, or scan the page again at 300 dpi in grey."
