"""The text in citable pieces: what the search finds and shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from agreementkit.document import Document

MAX_PASSAGE = 2000
"""Code points after which a piece is cut at the next sentence or line: a hit should be readable."""

_PARAGRAPH_RE = re.compile(r"\n[ \t]*\n|\f")


class Passage(NamedTuple):
    """One piece of the normalised text.

    Attributes:
        place: Citable, as ``§ 6 (1), S. 4``.
        page: Counts from 1.
        role: What the clause is about, as in ``records.Role``.
        start: Half-open offsets in the normalised text.
        end: Likewise.
    """

    place: str
    page: int
    role: str
    start: int
    end: int


def passages_of(document: Document) -> tuple[Passage, ...]:
    """The pieces of a document, cut where a clause or a paragraph begins; white space at their ends left out.

    A heading belongs to the piece that follows it, whose place is then cited.
    """
    text = document.text
    bodies = {clause.start: clause.body_start for clause in document.clauses}
    cuts = {0, len(text), *bodies}
    cuts.update(clause.end for clause in document.clauses)
    cuts.update(match.end() for match in _PARAGRAPH_RE.finditer(text))
    sentences = [sentence.start for sentence in document.sentences]
    found: list[Passage] = []
    headings: int | None = None
    for start, end in _trimmed(text, _bounded(sorted(cuts), sentences)):
        begin = start if headings is None or end - headings > MAX_PASSAGE else headings
        clause = document.clause_at(start)
        role = clause.role if clause else "other"
        passage = Passage(document.place(start), document.page_at(start), role, begin, end)
        if end <= bodies.get(start, 0):
            headings = begin
        else:
            headings = None
            found.append(passage)
    if headings is not None:
        found.append(passage)
    return tuple(found)


def passages_of_text(text: str) -> tuple[Passage, ...]:
    """The paragraphs of a text whose structure is not known; a form feed begins a page."""
    cuts = [0, *(match.end() for match in _PARAGRAPH_RE.finditer(text)), len(text)]
    lines = [match.end() for match in re.finditer(r"\n", text)]
    found = []
    page = 1
    counted = 0
    for start, end in _trimmed(text, _bounded(cuts, lines)):
        page += text.count("\f", counted, start)
        counted = start
        found.append(Passage(f"S. {page}", page, "other", start, end))
    return tuple(found)


def _bounded(cuts: list[int], softer: list[int]) -> Iterator[tuple[int, int]]:
    """The ranges between cuts; one that is too long is cut further, at ``softer`` places first."""
    remaining = iter(softer)
    place = next(remaining, None)
    for start, end in pairwise(cuts):
        begin = start
        while end - begin > MAX_PASSAGE:
            last = None
            while place is not None and place <= begin + MAX_PASSAGE:
                last = place if place > begin else last
                place = next(remaining, None)
            cut = last or begin + MAX_PASSAGE
            yield begin, cut
            begin = cut
        yield begin, end


def _trimmed(text: str, ranges: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in ranges:
        piece = text[start:end]
        body = piece.strip()
        if body:
            begin = start + len(piece) - len(piece.lstrip())
            yield begin, begin + len(body)
