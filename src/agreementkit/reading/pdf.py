"""The text layer of a PDF: pdfium judges, pdfplumber says where the words stand.

pdfium reads a page in two milliseconds and survives most damage; pdfplumber takes seventy and places words better. So
pdfium is asked first, page by page, and pdfplumber never builds more than one page at a time.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from agreementkit.reading.lines import PlacedWord

if TYPE_CHECKING:
    from PIL.Image import Image

# pdfium marks a hyphen at a line's end so, instead of giving the character.
_LINE_END_HYPHENS = frozenset({0x02, 0xFFFE})
_MAX_OBJECTS = 5_000
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
    """

    number: int
    width_pt: float
    height_pt: float
    chars: int
    text: str
    image_share: float
    image_pixels: int
    drawn: int


class PlumberPage(NamedTuple):
    """A page as pdfplumber reads it: its size as shown, in points, and its words in the order of the file."""

    width_pt: float
    height_pt: float
    words: list[PlacedWord]


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
            share, pixels, drawn = _drawn(page)
            return PageFacts(
                number=number,
                width_pt=page.get_width(),
                height_pt=page.get_height(),
                chars=chars,
                text=clean_text(text.replace("\x02", "-").replace("\ufffe", "-")),
                image_share=share,
                image_pixels=pixels,
                drawn=drawn,
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

    def render(self, number: int, dpi: int) -> Image:
        """Render a page in grey.

        Raises:
            pypdfium2.PdfiumError: The page is damaged.
        """
        page = self._document[number - 1]
        try:
            bitmap = page.render(scale=dpi / 72, grayscale=True)
            try:
                image: Image = bitmap.to_pil().copy()
            finally:
                bitmap.close()
            return image
        finally:
            page.close()


class PlumberPages:
    """The pages of one PDF as pdfplumber reads them, one at a time and cheapest in ascending order."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._open: Any = None
        self._pages: Iterator[Any] = iter(())
        self._next = 1

    def words(self, number: int) -> PlumberPage | None:
        """Read one page (1-based); None after the last one.

        Raises:
            Exception: Whatever pdfminer meets in a damaged file; it has no common base.
        """
        from pdfplumber.page import Page

        raw = self._raw_page(number)
        if raw is None:
            return None
        # ``pdfplumber.PDF.pages`` would build all pages at once.
        page = Page(self._open, raw, page_number=number, initial_doctop=0)
        try:
            left, top, right, bottom = _shown(page)
            words = [
                PlacedWord(text, word["x0"] - left, word["top"] - top, word["x1"] - left, word["bottom"] - top)
                for word in page.extract_words(x_tolerance_ratio=0.15, use_text_flow=True)
                if (text := clean_text(word["text"]).strip())
                and left - 1 <= (word["x0"] + word["x1"]) / 2 <= right + 1
                and top - 1 <= (word["top"] + word["bottom"]) / 2 <= bottom + 1
            ]
            return PlumberPage(right - left, bottom - top, words)
        finally:
            page.close()

    def _raw_page(self, number: int) -> Any:
        import pdfplumber
        from pdfminer.pdfpage import PDFPage

        if self._open is None or number < self._next:
            for name in ("pdfminer", "pdfplumber"):
                # They warn of each oddity of a damaged file on stderr; the page's reason says what matters.
                logging.getLogger(name).setLevel(logging.ERROR)
            self._open = pdfplumber.open(BytesIO(self._data))
            self._pages = PDFPage.create_pages(self._open.doc)
            self._next = 1
        page = None
        while self._next <= number:
            self._next += 1
            page = next(self._pages, None)
        return page


def clean_text(text: str) -> str:
    """Drop what no page shows: control characters but line ends and tabs, lone surrogates, noncharacters."""
    if text.isprintable():
        return text
    return "".join(char for char in text if char.isprintable() or char in "\n\t \u00a0\u00ad" or _shows(char))


def _shows(char: str) -> bool:
    code = ord(char)
    return code >= 0xA0 and not 0xD800 <= code <= 0xDFFF and not 0xFDD0 <= code <= 0xFDEF and code & 0xFFFE != 0xFFFE


def _shown(page: Any) -> tuple[float, float, float, float]:
    """The part of a pdfplumber page that is shown, in its own coordinates."""
    media, crop = page.mediabox, page.cropbox
    left, top = max(media[0], crop[0]), max(media[1], crop[1])
    right, bottom = min(media[2], crop[2]), min(media[3], crop[3])
    return (left, top, right, bottom) if right > left and bottom > top else tuple(media)


def _drawn(page: Any) -> tuple[float, int, int]:
    """Share of the page that images cover, pixels of the largest, number of images and paths."""
    from pypdfium2 import PdfiumError, raw

    left, bottom, right, top = page.get_bbox()
    area = max(1.0, (right - left) * (top - bottom))
    share, pixels, drawn = 0.0, 0, 0
    for thing in islice(page.get_objects(max_depth=_MAX_FORM_DEPTH), _MAX_OBJECTS):
        drawn += thing.type in {raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING}
        if thing.type == raw.FPDF_PAGEOBJ_IMAGE:
            try:
                x0, y0, x1, y1 = thing.get_bounds()
                width, height = thing.get_px_size()
            except PdfiumError:
                continue
            share += max(0.0, min(x1, right) - max(x0, left)) * max(0.0, min(y1, top) - max(y0, bottom)) / area
            pixels = max(pixels, width * height)
    return min(1.0, share), pixels, drawn


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
