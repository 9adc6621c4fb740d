"""A sentence on one line, with the way back to its place in the document."""

from __future__ import annotations

import re
from dataclasses import dataclass

from agreementkit import Document, Span

__all__ = ["Line", "kind_of_mark", "one_line", "without_mark"]

LONGEST_SENTENCE = 1600
# Signs of emphasis are no part of a word, but the star of «Schüler*innen» is.
_EMPHASIS_RE = re.compile(r"[*#_](?:(?<![a-zäöüß].)|(?!in))")
_WORD_RE = re.compile(r"\S+")
_MARK_RE = re.compile(
    r"\s{0,9}(?:[-–—•*·▪]\s|\(?\d{1,2}[.)]\s|[a-z]\)\s|\(\d{1,2}\)\s|\d{1,2}(?:\.\d{1,2}){1,3}\.?\s)\s{0,9}"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence on one line.

    Attributes:
        span: The sentence in the document's text.
        text: Its words, blanks and line breaks made one blank, signs of emphasis left out.
        printed: The sentence as it stands in the document.
        item: Whether it stands as an item of a list.
    """

    span: Span
    text: str
    printed: str
    item: bool

    def place(self, start: int, end: int) -> Span:
        """The place in the document of a part of the line that begins and ends with a letter; not empty."""
        offsets = _offsets(self.printed)
        return Span(self.span.start + offsets[start], self.span.start + offsets[end - 1] + 1)


def one_line(document: Document, span: Span) -> Line | None:
    """Return a sentence on one line, or None where it has no words; what is too long for a sentence is cut."""
    printed = document.text[span.start : min(span.end, span.start + LONGEST_SENTENCE)]
    text = " ".join(_EMPHASIS_RE.sub("", printed).split())
    if not text:
        return None
    item = _MARK_RE.match(document.text, span.start, min(span.end, span.start + 24)) is not None
    return Line(span, text, printed, item)


def _offsets(printed: str) -> list[int]:
    """For each character of the words on one line its offset in what is printed."""
    dropped = {match.start() for match in _EMPHASIS_RE.finditer(printed)}
    offsets: list[int] = []
    for word in _WORD_RE.finditer(printed):
        kept = [place for place in range(*word.span()) if place not in dropped]
        if kept:
            offsets += [kept[0] - 1, *kept] if offsets else kept
    return offsets


def kind_of_mark(text: str) -> str:
    """How an item is marked, whatever its number: items of one list are marked alike.

    >>> [kind_of_mark(text) for text in ("(2) Er tagt.", "b) die Stadt", "– der Verein", "Er tagt.")]
    ['(1)', 'a)', '-', '']
    """
    match = _MARK_RE.match(text)
    mark = match.group().strip() if match else ""
    return re.sub(r"[a-z]", "a", re.sub(r"\d{1,2}", "1", re.sub(r"[–—•*·▪]", "-", mark)))


def without_mark(text: str) -> str:
    """The words of an item without its bullet or number.

    >>> without_mark("(2) Er tagt jährlich."), without_mark("Er tagt jährlich.")
    ('Er tagt jährlich.', 'Er tagt jährlich.')
    """
    return _MARK_RE.sub("", text, count=1)
