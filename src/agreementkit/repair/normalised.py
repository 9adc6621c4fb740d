"""The result of a repair: the text, how it came about, and the way back to the source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from agreementkit.records import Edit, PageSpan, Span
from agreementkit.repair.plan import Pass, PassMap

BOLD_LINE = 7
"""Heading level of a line that is marked by bold type only."""


class PlacedEdit(NamedTuple):
    """An edit with its place in the source text (pages joined by form feeds)."""

    edit: Edit
    source: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Normalised:
    """German text as printed, with every change that led to it.

    Attributes:
        source: ``Reading.text``: the pages joined by form feeds.
        text: NFC, line feeds only, no form feeds, no trailing spaces.
        passes: The plan: ``apply_plan(source, passes) == text`` and ``invert_plan(text, passes) == source``.
        pages: In order; together they cover ``text``. Where a word runs over a page boundary it belongs to the first.
        repaired: Spans of ``text`` that were changed by an edit with a score below 1, in order.
        headings: Spans of lines that were marked as headings (``#``) or bold as a whole, in order.
        heading_levels: One per heading: 1 to 6 for ``#`` marks, ``BOLD_LINE`` for bold lines.
    """

    source: str
    text: str
    passes: tuple[Pass, ...]
    pages: tuple[PageSpan, ...]
    repaired: tuple[Span, ...] = ()
    headings: tuple[Span, ...] = ()
    heading_levels: tuple[int, ...] = ()
    _maps: tuple[PassMap, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_maps", tuple(PassMap(edits) for edits in self.passes))

    def to_source(self, span: Span) -> Span:
        """Carry a span of the text back to the source; a repaired word comes back whole."""
        for offsets in reversed(self._maps):
            span = offsets.backward(span)
        return span

    def to_text(self, span: Span) -> Span:
        """Carry a span of the source to the text; empty where all of it was removed."""
        for offsets in self._maps:
            span = offsets.forward(span)
        return span

    def all_edits(self) -> Iterator[PlacedEdit]:
        """Every edit of every pass, each with its place in the source; pass by pass, in order of place."""
        for number, edits in enumerate(self.passes):
            before = self._maps[:number]
            for edit in edits:
                span = Span(edit.start, edit.end)
                for offsets in reversed(before):
                    span = offsets.backward(span)
                yield PlacedEdit(edit, span)
