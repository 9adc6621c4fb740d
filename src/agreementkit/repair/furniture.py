"""Page furniture: page numbers and running heads, which tear sentences apart that run over a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from agreementkit.records import Edit
from agreementkit.repair.page_breaks import runs_on

# «Seite 2 von 4», «S. 2/4», «Blatt 3»
NUMBERED_RE = re.compile(
    r"[-–— ]{0,3}(?:Seite|S\.|Blatt|Page)[ ]{0,3}(?P<number>\d{1,3})(?:[ ]{0,2}(?:von|/|of)[ ]{0,2}\d{1,3})?[-–— ]{0,3}"
)
# «- 3 -»
DASHED_RE = re.compile(r"[-–—]{1,2}[ ]{0,2}(?P<number>\d{1,3})[ ]{0,2}[-–—]{1,2}")
# «3», «3/7»
BARE_RE = re.compile(r"(?P<number>\d{1,3})(?:[ ]{0,2}/[ ]{0,2}(?P<total>\d{1,3}))?")

# The same alone on a line of a text without pages, with the rule («-----») that some converters draw at a page end.
STANDALONE_RE = re.compile(
    r"^[ \t]*+(?:(?:Seite|Blatt) \d{1,3}(?: (?:von|/) \d{1,3})?|[-–—] ?\d{1,3} ?[-–—])[ \t]*+"
    r"(?:\n[-_=—]{5,}+[ \t]*+)?$",
    re.MULTILINE,
)
_DASHED_RE = re.compile(r"[-–—] ?\d{1,3} ?[-–—]")
_DIGITS_RE = re.compile(r"\d+")
_EDGE_LINES = 3
_LONGEST_HEAD = 90
_MOST_PAGES = 10_000
"""A text of more pages has none: its form feeds are no page ends."""

_NO_HEAD_END = frozenset(".,;:-")


class _Line(NamedTuple):
    start: int
    end: int
    text: str


def page_furniture(text: str) -> Iterator[Edit]:
    """Remove page numbers and running heads.

    A bare number counts as a page number only where the numbers of two pages run in step with the pages. A running
    head stays where it stands first, a running foot where it stands last: there it breaks no sentence.
    """
    if "\f" not in text:
        if "Seite" in text or "Blatt" in text or _DASHED_RE.search(text) is not None:
            yield from _numbers_between_lines(text)
        return
    if text.count("\f") > _MOST_PAGES:
        return
    pages = _pages(text)
    removals: dict[int, tuple[int, str]] = {}
    heads = [lines[:_EDGE_LINES] for lines in pages]
    feet = [lines[::-1][:_EDGE_LINES] for lines in pages]
    for edges, keeps in ((heads, 0), (feet, len(pages) - 1)):
        for line, reason in [*_page_numbers(edges), *_recurring(edges, keeps)]:
            removals.setdefault(line.start, (line.end, reason))
    for line in _lone_heads(text, [[line for line in lines if line.start not in removals] for lines in pages]):
        removals[line.start] = (line.end, "The sentence of the page before goes on below this line: a running head.")
    done = 0
    for line_start, (line_end, reason) in sorted(removals.items()):
        # The line goes with its line end, so that the lines around it become neighbours.
        follows = text.startswith("\n", line_end)
        start = line_start - (not follows and line_start > done and text[line_start - 1] == "\n")
        done = line_end + follows
        yield Edit(rule="page_furniture", start=start, end=done, before=text[start:done], after="", reason=reason)


def _pages(text: str) -> list[list[_Line]]:
    """The printed lines of each page."""
    pages: list[list[_Line]] = []
    start = 0
    for page in text.split("\f"):
        lines = []
        position = start
        for line in page.split("\n"):
            if line.strip():
                lines.append(_Line(position, position + len(line), line.strip()))
            position += len(line) + 1
        pages.append(lines)
        start += len(page) + 1
    return pages


def _page_numbers(edges: list[list[_Line]]) -> Iterator[tuple[_Line, str]]:
    offsets: Counter[int] = Counter()
    bare: list[tuple[_Line, int]] = []
    for page, lines in enumerate(edges, 1):
        for line in lines[:2]:
            if len(line.text) > 24:
                continue
            if NUMBERED_RE.fullmatch(line.text) or DASHED_RE.fullmatch(line.text):
                yield line, "A page number is not part of the text."
            elif (match := BARE_RE.fullmatch(line.text)) is not None:
                if match["total"] is not None and int(match["total"]) != len(edges):
                    continue
                offset = int(match["number"]) - page
                offsets[offset] += 1
                bare.append((line, offset))
    for line, offset in bare:
        if offsets[offset] >= 2:
            yield line, "A page number is not part of the text: it counts up with the pages."


def _recurring(edges: list[list[_Line]], keeps: int) -> Iterator[tuple[_Line, str]]:
    """Lines that recur at the same edge of most pages, page numbers in them aside."""
    seen: dict[str, list[int]] = {}
    for page, lines in enumerate(edges):
        for key in {_head_key(line.text) for line in lines}:
            seen.setdefault(key, []).append(page)
    wanted = max(2, (len(edges) + 1) // 2)
    recurring = {key for key, found in seen.items() if len(found) >= wanted and len(key) >= 6}
    for page, lines in enumerate(edges):
        if page == keeps:
            continue
        for line in lines:
            if _head_key(line.text) not in recurring:
                break
            yield line, "The line recurs at this edge of the pages: a running head or foot."


def _lone_heads(text: str, pages: list[list[_Line]]) -> Iterator[_Line]:
    """Running heads that stand only once, on the second of two pages: a sentence runs on around them."""
    last: _Line | None = None
    for lines in pages:
        if last is not None and len(lines) > 1:
            head, below = lines[:2]
            apart = text.count("\n", head.end, below.start) > 1
            if (
                apart
                and len(head.text) <= _LONGEST_HEAD
                and head.text[0].isupper()
                and head.text[-1] not in _NO_HEAD_END
            ):
                # a page's text that begins in small letters goes on with the page before
                open_end = below.text[0].islower() or not last.text.rsplit(None, 1)[-1][:1].isupper()
                if open_end and runs_on(text, last.end, below.start):
                    yield head
        if lines:
            last = lines[-1]


def _head_key(line: str) -> str:
    """What stays equal from page to page: only a number at the end may change, else «§ 3» would be a running head."""
    words = line.split(" ")
    if len(words) > 1 and words[0] not in {"§", "Artikel", "Art."}:
        words[-1] = _DIGITS_RE.sub("#", words[-1])
    return " ".join(words)


def _numbers_between_lines(text: str) -> Iterator[Edit]:
    """Page numbers in a text without page boundaries: only where they stand alone on a line."""
    for match in STANDALONE_RE.finditer(text):
        start, end = match.span()
        end += text.startswith("\n", end)
        yield Edit(
            rule="page_furniture",
            start=start,
            end=end,
            before=text[start:end],
            after="",
            reason="A page number that stands alone on its line is not part of the text.",
        )
