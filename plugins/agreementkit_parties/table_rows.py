"""The rows of a table in plain text: cells between bars, in a grid of rules, or in columns below their heads.

A row keeps its cells by the columns of the header; a cell that runs over several lines has several spans.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from agreementkit import Span

Row = tuple[tuple[Span, ...], ...]
"""The pieces of each column's cell, line by line; no piece where the cell is empty."""

MOST_ROWS = 60
LONGEST_ROW = 400
_RULE_RE = re.compile(r"[\s|:+=-]{3,400}\Z")
_COLUMN_CELL_RE = re.compile(r"\S(?:[^\t\n ]|[ ](?![ \t]))*")
_LINE_RE = re.compile(r"[^\n]*")
_SHIFT = 3
"""Code points by which a cell may begin to the left of its column's head."""
_NEW_CLAUSE_RE = re.compile(r"[ \t]{0,8}(?:§|Artikel\b|\d{1,2}\.?[ \t]{1,4}[A-ZÄÖÜ])")
_OPEN_RE = re.compile(r"(?:(?<!\w)(?:für|der|des|die|und|von|im|in|am|an|den|dem|zu)|[,&-])\Z")


class Head(NamedTuple):
    """The first row of what may be a table.

    Attributes:
        cells: Its cells, which are its columns.
        end: Where its line ends.
        piped: Whether bars part the cells.
    """

    cells: tuple[Span, ...]
    end: int
    piped: bool


def heads(text: str, limit: int) -> Iterator[Head]:
    """The lines of two cells or more that no such line stands above, in order."""
    above = False
    lines = list(_lines(text, 0, limit))
    for (start, end), below in zip(lines, [*lines[1:], (limit, limit)], strict=True):
        piped = _is_piped(text, start, end) or _is_ruled(text, (start, end), below)
        cells = _cells(text, start, end, piped=piped)
        if cells and not above:
            yield Head(cells, end, piped)
        above = bool(cells) or (above and _RULE_RE.match(text, start, end) is not None and end > start)


def _is_ruled(text: str, line: tuple[int, int], below: tuple[int, int]) -> bool:
    """Whether bars part the cells of a line though none stands at its ends: the rule below has them too."""
    rule = text[below[0] : below[1]]
    return "|" in text[line[0] : line[1]] and "|" in rule and "-" in rule and _RULE_RE.fullmatch(rule) is not None


def rows_below(text: str, head: Head, limit: int) -> Iterator[Row]:
    """The rows below a head, until the table ends."""
    yield from _piped_rows(text, head, limit) if head.piped else _column_rows(text, head, limit)


def joined(text: str, pieces: tuple[Span, ...]) -> str:
    """The text of a cell on one line, without marks of bold print."""
    return " ".join(" ".join(text[piece.start : piece.end] for piece in pieces).split()).strip(" *_")


def _piped_rows(text: str, head: Head, limit: int) -> Iterator[Row]:
    grid = False
    row: list[tuple[Span, ...]] = []
    for number, (start, end) in enumerate(_lines(text, head.end + 1, limit)):
        if start == end or number > 2 * MOST_ROWS:
            break
        if _RULE_RE.match(text, start, end):
            grid = grid or "+" in text[start:end]
            if row:
                yield tuple(row)
                row = []
            continue
        if "|" not in text[start:end]:
            break
        cells: list[tuple[Span, ...]] = [
            (cell,) if cell.start < cell.end else () for cell in _pipe_cells(text, start, end)
        ]
        cells += [()] * (len(head.cells) - len(cells))
        if not grid:
            yield tuple(cells)
        elif row:
            row = [above + cell for above, cell in zip(row, cells, strict=False)]
        else:
            row = cells
    if row:
        yield tuple(row)


def _column_rows(text: str, head: Head, limit: int) -> Iterator[Row]:
    lefts = [cell.start - (text.rfind("\n", 0, cell.start) + 1) for cell in head.cells]
    row: list[tuple[Span, ...]] = []
    gap, spaced = False, _is_spaced(text, head, limit)
    for number, (start, end) in enumerate(_lines(text, head.end + 1, limit)):
        if number > 2 * MOST_ROWS:
            break
        if start == end or _RULE_RE.match(text, start, end):
            gap = True
            continue
        cells = [Span(match.start(), match.end()) for match in _COLUMN_CELL_RE.finditer(text, start, end)]
        placed: list[tuple[Span, ...]] = [()] * len(lefts)
        for cell in cells:
            fitting = [index for index, left in enumerate(lefts) if left <= cell.start - start + _SHIFT]
            placed[fitting[-1] if fitting else 0] += (cell,)
        fits = all(cell.start - start + _SHIFT >= lefts[0] for cell in cells)
        if not fits or end - start > LONGEST_ROW or (len(cells) == 1 and (gap or _NEW_CLAUSE_RE.match(text, start))):
            break
        wrapped = spaced or not placed[0] or len(cells) == 1 or _OPEN_RE.search(joined(text, row[0] if row else ()))
        if row and not gap and wrapped:
            row = [above + cell for above, cell in zip(row, placed, strict=True)]
        else:
            if row:
                yield tuple(row)
            row = placed
        gap = False
    if row:
        yield tuple(row)


def _is_spaced(text: str, head: Head, limit: int) -> bool:
    """Whether blank lines part the rows, so that a line directly below another goes on with it."""
    seen = gap = False
    for number, (start, end) in enumerate(_lines(text, head.end + 1, limit)):
        if number > MOST_ROWS or (start < end and len(text[start:end].split("   ")) < 2 and gap):
            return False
        if seen and gap and start < end:
            return True
        gap = start == end
        seen = seen or (start < end and _RULE_RE.match(text, start, end) is None)
    return False


def _cells(text: str, start: int, end: int, *, piped: bool) -> tuple[Span, ...]:
    if end - start > LONGEST_ROW or _RULE_RE.match(text, start, end):
        return ()
    if piped:
        cells = _pipe_cells(text, start, end)
    else:
        parts = re.split(r"[ ]{3,}|\t", text[start:end].strip())
        if len(parts) < 2:
            return ()
        cells = [Span(match.start(), match.end()) for match in _COLUMN_CELL_RE.finditer(text, start, end)]
    return tuple(cells) if len(cells) > 1 else ()


def _pipe_cells(text: str, start: int, end: int) -> list[Span]:
    """The cells between the bars, empty ones too; outer bars may be missing."""
    printed = text[start:end].strip()
    low = text.find("|", start, end) + 1 if printed.startswith("|") else start
    high = text.rfind("|", start, end) if printed.endswith("|") else end
    cells = []
    for part in text[low:high].split("|"):
        lead = len(part) - len(part.lstrip())
        cells.append(Span(low + lead, low + max(lead, len(part.rstrip()))))
        low += len(part) + 1
    return cells


def _is_piped(text: str, start: int, end: int) -> bool:
    """Whether a line is a row between bars."""
    printed = text[start:end].strip()
    return printed.startswith("|") and printed.endswith("|") and printed.count("|") > 1


def _lines(text: str, start: int, limit: int) -> Iterator[tuple[int, int]]:
    position = start
    while position < min(limit, len(text)):
        match = _LINE_RE.match(text, position, len(text))
        end = match.end() if match else position
        yield position, end if text[position:end].strip() else position
        position = end + 1
