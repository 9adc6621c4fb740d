"""The text layer of a PDF: pdfium judges, pdfplumber says where the words stand.

pdfium reads a page in two milliseconds and survives most damage; pdfplumber takes seventy and places words better. So
pdfium is asked first, page by page, and pdfplumber never builds more than one page at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from agreementkit.reading.lines import PlacedWord, clean_text
from agreementkit.reading.plumber import PlumberPages

if TYPE_CHECKING:
    from PIL.Image import Image

# pdfium marks a hyphen at a line's end so, instead of giving the character.
_LINE_END_HYPHENS = frozenset({0x02, 0xFFFE})
_MAX_OBJECTS = 5_000
# Below this a picture is no scan of print; pdfium's rendering does it no harm.
_LEAST_SCAN_DPI = 90
_MAX_FORM_DEPTH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What pdfium says of a page, before anything is decided.

    Attributes:
        number: 1-based.
        width_pt: Width as the page is shown, in points.
        height_pt: Height likewise.
        chars: Number of characters in its text layer, blanks included.
        text: The text layer in the order of the file; empty above the cap on characters.
        image_share: Share of the page's area that images cover, 0 to 1.
        image_pixels: Pixels of its largest image.
        drawn: Number of images and paths among its first 5,000 objects.
        may_hold_text: Whether it has any other object: one made of images and paths alone holds no text, whoever asks.
    """

    number: int
    width_pt: float
    height_pt: float
    chars: int
    text: str
    image_share: float
    image_pixels: int
    drawn: int
    may_hold_text: bool


class PdfPages:
    """The pages of one open PDF; numbers are 1-based.

    Attributes:
        count: Number of pages.
    """

    def __init__(self, data: bytes, document: Any) -> None:
        self.count = len(document)
        self._document = document
        self._plumber = PlumberPages(data)

    def close(self) -> None:
        """Free what pdfium holds."""
        self._document.close()

    def facts(self, number: int, max_chars: int) -> PageFacts:
        """Ask pdfium for a page's text and images.

        Args:
            number: The page.
            max_chars: Above this many characters the text is not fetched.

        Raises:
            pypdfium2.PdfiumError: The page is damaged.
        """
        page = self._document[number - 1]
        try:
            textpage = page.get_textpage()
            try:
                chars = textpage.count_chars()
                text = textpage.get_text_range() if 0 < chars <= max_chars else ""
            finally:
                textpage.close()
            share, pixels, drawn, others = _drawn(page)
            return PageFacts(
                number=number,
                width_pt=page.get_width(),
                height_pt=page.get_height(),
                chars=chars,
                text=clean_text(text.replace("\x02", "-").replace("\ufffe", "-")),
                image_share=share,
                image_pixels=pixels,
                drawn=drawn,
                may_hold_text=bool(chars or others),
            )
        finally:
            page.close()

    def stream_words(self, number: int) -> list[PlacedWord]:
        """The words of a page as pdfium places them, in the order of the file.

        Raises:
            pypdfium2.PdfiumError: The page is damaged.
        """
        page = self._document[number - 1]
        try:
            textpage = page.get_textpage()
            try:
                return list(_words_of(page, textpage))
            finally:
                textpage.close()
        finally:
            page.close()

    def layout_words(self, number: int) -> list[PlacedWord]:
        """The words of a page as pdfplumber places them.

        Raises:
            Exception: Whatever pdfminer meets in a damaged file; it has no common base.
        """
        found = self._plumber.words(number)
        return found.words if found else []

    def picture(self, number: int, dpi: int) -> tuple[Image, float]:
        """A page in grey, and its resolution.

        Args:
            number: The page.
            dpi: The wanted resolution. A scan is taken as it was embedded, also where it has less: decoding it costs a
                sixth of rendering it, and rendering makes dust larger.

        Raises:
            pypdfium2.PdfiumError: The page is damaged.
        """
        page = self._document[number - 1]
        try:
            if scan := _embedded_scan(page, dpi):
                return scan
            return page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L").copy(), dpi
        finally:
            page.close()


def _drawn(page: Any) -> tuple[float, int, int, int]:
    """Share of the page that images cover, pixels of the largest, number of images and paths, number of the others."""
    from pypdfium2 import PdfiumError, raw

    left, bottom, right, top = page.get_bbox()
    area = max(1.0, (right - left) * (top - bottom))
    share, pixels, drawn, others = 0.0, 0, 0, 0
    for thing in islice(page.get_objects(max_depth=_MAX_FORM_DEPTH), _MAX_OBJECTS):
        if thing.type not in {raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING}:
            others += 1
            continue
        drawn += 1
        if thing.type == raw.FPDF_PAGEOBJ_IMAGE:
            try:
                x0, y0, x1, y1 = thing.get_bounds()
                width, height = thing.get_px_size()
            except PdfiumError:
                continue
            share += max(0.0, min(x1, right) - max(x0, left)) * max(0.0, min(y1, top) - max(y0, bottom)) / area
            pixels = max(pixels, width * height)
    return min(1.0, share), pixels, drawn, others


def _embedded_scan(page: Any, dpi: int) -> tuple[Image, float] | None:
    """The picture of a page that is one upright JPEG from edge to edge, and its resolution; None for any other page.

    Only a JPEG in grey or RGB: of other pictures the decoded samples are not yet what is shown.
    """
    from pypdfium2 import raw

    things = list(islice(page.get_objects(max_depth=_MAX_FORM_DEPTH), 2))
    if len(things) != 1 or things[0].type != raw.FPDF_PAGEOBJ_IMAGE or page.get_rotation():
        return None
    scan = things[0]
    left, bottom, right, top = page.get_cropbox()
    across, up, right_shift, down, x0, y0 = scan.get_matrix().get()
    edges = (across - (right - left), down - (top - bottom), x0 - left, y0 - bottom, up, right_shift)
    width, height = scan.get_px_size()
    native = width * 72 / max(1.0, right - left)
    square = abs(native - height * 72 / max(1.0, top - bottom)) < 0.02 * native
    if max(map(abs, edges)) > 1.0 or not square or not _LEAST_SCAN_DPI <= native <= 1.4 * dpi:
        return None
    if scan.get_filters()[-1:] != ["DCTDecode"]:
        return None
    picture = scan.get_bitmap().to_pil()
    return (picture.convert("L").copy(), native) if picture.mode in {"L", "RGB"} else None


def _words_of(page: Any, textpage: Any) -> Iterator[PlacedWord]:
    """Join pdfium's characters to words; a blank, a line end or a hyphen at one parts them."""
    from pypdfium2 import raw

    place = _placer(page)
    letters: list[str] = []
    box = (0.0, 0.0, 0.0, 0.0)
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, index)
        hyphen = code in _LINE_END_HYPHENS
        char = "-" if hyphen else chr(code) if code < 0x110000 else ""
        shown = clean_text(char).strip()
        if shown:
            where = place(textpage.get_charbox(index, loose=True))
            if letters:
                box = (min(box[0], where[0]), min(box[1], where[1]), max(box[2], where[2]), max(box[3], where[3]))
            else:
                box = where
            letters.append(shown)
        if letters and (hyphen or not shown):
            yield PlacedWord("".join(letters), *box)
            letters = []
    if letters:
        yield PlacedWord("".join(letters), *box)


def _placer(page: Any) -> Any:
    """A function from pdfium's box (left, bottom, right, top in user space) to a box on the page as it is shown."""
    left, bottom, right, top = page.get_cropbox()
    rotation = page.get_rotation()

    def place(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        x0, y0, x1, y1 = box
        if rotation == 90:
            return y0 - bottom, x0 - left, y1 - bottom, x1 - left
        if rotation == 180:
            return right - x1, y0 - bottom, right - x0, y1 - bottom
        if rotation == 270:
            return top - y1, right - x1, top - y0, right - x0
        return x0 - left, top - y1, x1 - left, top - y0

    return place
