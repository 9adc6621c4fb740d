"""pdfplumber, one page at a time: it places words best, is slow on dense pages, and builds all pages if it is let."""

from __future__ import annotations

import logging
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any, NamedTuple

from agreementkit.reading.lines import PlacedWord, clean_text

# pdfplumber takes up to four seconds for a megabyte of drawing commands; a page of print has a hundredth.
_MAX_CONTENT = 1_000_000
# The codes that WinAnsiEncoding leaves unused show as bullets (ISO 32000-1, annex D.2, note 3); pdfminer names them.
_UNUSED_CODE_RE = re.compile(r"\(cid:(?:127|129|141|143|144|157)\)")


class PlumberPage(NamedTuple):
    """A page as pdfplumber reads it: its size as shown, in points, and its words in the order of the file."""

    width_pt: float
    height_pt: float
    words: list[PlacedWord]


class DenseContentError(Exception):
    """A page holds more drawing commands than pdfplumber can take in a few seconds."""


class SidewaysTextError(Exception):
    """Most characters of a page do not stand upright; pdfplumber would cut such words into letters."""


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
            DenseContentError: The page's drawing commands would take pdfplumber too long.
            SidewaysTextError: The page's text lies on its side or on its head.
            Exception: Whatever pdfminer meets in a damaged file; it has no common base.
        """
        from pdfplumber.page import Page

        raw = self._raw_page(number)
        if raw is None:
            return None
        if _content_size(raw) > _MAX_CONTENT:
            raise DenseContentError
        # ``pdfplumber.PDF.pages`` would build all pages at once.
        page = Page(self._open, raw, page_number=number, initial_doctop=0)
        try:
            chars = page.chars
            if 2 * sum(not char["upright"] or char["matrix"][0] < 0 for char in chars) > len(chars):
                raise SidewaysTextError
            left, top, right, bottom = _shown(page)
            words = [
                PlacedWord(text, word["x0"] - left, word["top"] - top, word["x1"] - left, word["bottom"] - top)
                for word in page.extract_words(x_tolerance_ratio=0.15, use_text_flow=True)
                if (text := _UNUSED_CODE_RE.sub("•", clean_text(word["text"])).strip())
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


def _content_size(raw: Any) -> int:
    """Bytes of a page's drawing commands, counted up to the cap: a small file may inflate to gigabytes."""
    from pdfminer.pdftypes import resolve1

    size = 0
    for reference in raw.contents:
        stream = resolve1(reference)
        data = getattr(stream, "rawdata", None) or b""
        filters = [str(name) for name, _ in stream.get_filters()] if data else []
        if filters and "Flate" in filters[0]:
            with suppress(zlib.error):
                data = zlib.decompressobj().decompress(data, _MAX_CONTENT + 1)
        size += len(data)
    return size


def _shown(page: Any) -> tuple[float, float, float, float]:
    """The part of a pdfplumber page that is shown, in its own coordinates."""
    media, crop = page.mediabox, page.cropbox
    left, top = max(media[0], crop[0]), max(media[1], crop[1])
    right, bottom = min(media[2], crop[2]), min(media[3], crop[3])
    return (left, top, right, bottom) if right > left and bottom > top else tuple(media)
