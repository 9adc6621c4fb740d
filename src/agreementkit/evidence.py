"""From a span of the normalised text to evidence: quote, page, place, offsets before repair, boxes on the page."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from agreementkit.agreement import Evidence
from agreementkit.document import Document
from agreementkit.records import Box, Page, Reading, Span, Word
from agreementkit.repair import Normalised


class EvidenceMaker:
    """Makes evidence for one document; holds the offsets at which pages and words begin."""

    def __init__(self, reading: Reading, normalised: Normalised, document: Document) -> None:
        self._normalised = normalised
        self._document = document
        self._pages: Sequence[Page] = reading.pages
        self._page_starts: list[int] = []
        self._word_starts: dict[int, list[int]] = {}
        self._made: dict[Span, Evidence] = {}
        self._has_words = any(page.words for page in reading.pages)
        position = 0
        for page in reading.pages:
            self._page_starts.append(position)
            position += len(page.text) + 1  # the form feed between pages

    def make(self, span: Span) -> Evidence:
        """Evidence for a span; white space at its ends is left out of it.

        Raises:
            ValueError: The span holds nothing but white space.
        """
        if span not in self._made:
            self._made[span] = self._evidence(span)
        return self._made[span]

    def _evidence(self, span: Span) -> Evidence:
        text = self._document.text
        start, end = span
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start == end:
            raise ValueError("the span holds nothing but white space")
        source = self._normalised.to_source(Span(start, end))
        return Evidence(
            quote=text[start:end],
            page=self._document.page_at(start),
            start=start,
            end=end,
            source_start=source.start,
            source_end=source.end,
            boxes=self._boxes(source),
            place=self._document.place(start),
        )

    def recognised(self, span: Span) -> float | None:
        """Mean confidence of the recognised words under a span, by letters; None where nothing was recognised."""
        if not self._has_words:
            return None
        sure = [(word.end - word.start, word.confidence) for word in self._words(self._normalised.to_source(span))]
        known = [(letters, confidence) for letters, confidence in sure if confidence is not None]
        letters = sum(letters for letters, _ in known)
        return sum(letters * confidence for letters, confidence in known) / letters if letters else None

    def _boxes(self, source: Span) -> tuple[Box, ...]:
        """One box a printed line, on the page where the span begins."""
        words = self._words(source) if self._has_words else ()
        return tuple(_line_box(words, line) for line in dict.fromkeys(word.line for word in words))

    def _words(self, source: Span) -> Sequence[Word]:
        """The words of a span of the source, as far as they stand on the page where it begins."""
        index = max(bisect_right(self._page_starts, source.start) - 1, 0)
        page = self._pages[index]
        if not page.words:
            return ()
        offset = self._page_starts[index]
        if index not in self._word_starts:
            self._word_starts[index] = [word.start for word in page.words]
        first = max(bisect_right(self._word_starts[index], source.start - offset) - 1, 0)
        last = bisect_left(self._word_starts[index], source.end - offset)
        return [word for word in page.words[first:last] if word.end > source.start - offset]


def _line_box(words: Sequence[Word], line: int) -> Box:
    boxes = [word.box for word in words if word.line == line]
    return (
        round(min(box[0] for box in boxes), 1),
        round(min(box[1] for box in boxes), 1),
        round(max(box[2] for box in boxes), 1),
        round(max(box[3] for box in boxes), 1),
    )
