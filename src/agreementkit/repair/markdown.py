"""Markdown marks that a converter left in a text: emphasis and headings, whose meaning is kept beside the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from agreementkit.records import Edit, Span
from agreementkit.repair.normalised import BOLD_LINE

HEADING_RE = re.compile(r"^[ ]{0,3}(?P<marks>#{1,6})[ \t]+(?=\S)", re.MULTILINE)
STARS_RE = re.compile(r"\*{2,3}")
IMAGE_RE = re.compile(r"!\[[^\]\n]{0,200}\]\([^)\s]{1,300}\)")
# A table's row that was wrapped in print: it begins with a bar, and the bar at its end stands on the next line.
WRAPPED_ROW_RE = re.compile(
    r"^[ ]{0,3}\|[^\n|]{0,300}\|[^\n]{0,400}(?P<end>[ ]?\n)(?=[^\n|]{1,80}\|[ ]?$)", re.MULTILINE
)
_MOST_HEADINGS = 10_000
"""No agreement has so many; the marks of more are removed all the same."""

_PARAGRAPH_END_RE = re.compile(r"\n[ \t]*(?=\n)|\f")


def bold_spans(text: str) -> list[Span]:
    """The pairs of ``**`` with what stands between them, marks included; a pair never leaves its paragraph.

    >>> bold_spans("ein **Wort** und **)")
    [Span(start=4, end=12)]
    """
    if "**" not in text:
        return []
    spans: list[Span] = []
    ends = _PARAGRAPH_END_RE.finditer(text)
    paragraph_end = -1
    opened: re.Match[str] | None = None
    for match in STARS_RE.finditer(text):
        while paragraph_end <= match.start() and paragraph_end < len(text):
            if opened is not None and paragraph_end > opened.start():
                opened = None
            following = next(ends, None)
            paragraph_end = following.start() if following else len(text)
        if opened is None:
            # An opening mark touches the word after it.
            opened = match if text[match.end() : match.end() + 1].strip() not in {"", ")"} else None
        elif len(match[0]) == len(opened[0]) and not text[match.start() - 1].isspace():
            spans.append(Span(opened.start(), match.end()))
            opened = None
    return spans


def remove_emphasis(text: str) -> Iterator[Edit]:
    """Remove ``#`` before headings, ``**`` around bold type, and references to images.

    >>> [edit.before for edit in remove_emphasis("## **der Stadt**")]
    ['## ', '**', '**']
    """
    removals = [match.span() for match in HEADING_RE.finditer(text)] if "#" in text else []
    for start, end in bold_spans(text):
        width = 3 if text.startswith("***", start) else 2
        removals += [(start, start + width), (end - width, end)]
    if "![" in text:
        removals += [match.span() for match in IMAGE_RE.finditer(text)]
    done = 0
    for start, end in sorted(removals):
        if start < done:
            continue
        done = end
        yield Edit(
            rule="markdown_emphasis",
            start=start,
            end=end,
            before=text[start:end],
            after="",
            reason="Markdown marks are not part of the text; which lines were headings is kept beside it.",
        )


def wrapped_rows(text: str) -> Iterator[Edit]:
    r"""Join a table's row that was wrapped in print.

    >>> [edit.before for edit in wrapped_rows("| Verein | Frau\nBuder |\n| Stadt | Herr A |")]
    ['\n']
    """
    if "|" not in text:
        return
    for match in WRAPPED_ROW_RE.finditer(text):
        start, end = match.span("end")
        yield Edit(
            rule="wrapped_row",
            start=start,
            end=end,
            before=match["end"],
            after=" ",
            reason="The row of a table goes on in the next line, as the bar at its end shows.",
        )


def marked_headings(text: str) -> list[tuple[Span, int]]:
    """The lines that Markdown marks as headings or that are bold as a whole, marks included, in order.

    Returns:
        Span of the line's content and its level: the number of ``#``, or ``BOLD_LINE``.
    """
    found: dict[int, tuple[Span, int]] = {}
    for start, end in bold_spans(text):
        if len(found) >= _MOST_HEADINGS:
            break
        line_start = text.rfind("\n", 0, start) + 1
        if text[line_start:start].strip(" \t\f#"):
            continue
        rest_end = _line_end(text, end)
        if text[end:rest_end].strip():
            continue
        begin = start
        while begin < end:
            stop = min(_line_end(text, begin), end)
            if text[begin:stop].strip():
                found[text.rfind("\n", 0, begin) + 1] = (Span(begin, stop), BOLD_LINE)
            begin = stop + 1
    if "#" in text:
        for match in islice(HEADING_RE.finditer(text), _MOST_HEADINGS):
            span = Span(match.end(), _line_end(text, match.end()))
            found[match.start()] = (span, len(match["marks"]))
    return [found[key] for key in sorted(found)]


def _line_end(text: str, start: int) -> int:
    position = text.find("\n", start)
    end = len(text) if position < 0 else position
    page_end = text.find("\f", start, end)
    return end if page_end < 0 else page_end
