"""Which rows stand in columns, and in which order they are read.

Two things look alike to a ruler and are read differently: columns of prose and signature blocks go column by column,
tables and pairs of label and value go row by row. What decides is said in ``_judge``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from typing import NamedTuple

from agreementkit.reading.lines import Item, Row

Gap = tuple[float, float]

# A run is looked for from every row; its length is bounded so that a page of 5,000 rows stays linear.
_MAX_RUN = 200
_MAX_WORDS = 4_000
_MAX_DEPTH = 3

LABEL_RE = re.compile(
    r"(?:\(?\d{1,3}(?:\.\d{1,2}){0,3}[.)]?|\(?[a-zA-Z][.)]|[-–—•·*o▪➢]|§{1,2} ?\d{1,3} ?[a-z]?|[IVX]{1,5}[.)])"
)
_SIGNATURE_RE = re.compile(
    r"_{4,}|\.{10,}|…{4,}|\bden,? (?:[_.…]{2,}|\d)|[Uu]nterschrift|\bOrt\b|\bF.{1,2}r d(?:ie|en|as)\b|\bgez\b|"
    r"\bi\. ?[AV]\.|Siegel|[Mm]eister(?:in)?\b|[Dd]irektor|f.{1,2}hr(?:er|ung)|[Vv]orst(?:and|itz)|[Ll]eit(?:er|ung)|"
    r"[Ll]andr.{1,2}t|[Dd]ezernent|Beigeordnet|[Rr]ektor|[Mm]inister|sekret.{1,2}r|[Pp]r.{1,2}sident|[Pp]rokur|[Kk]anzler"
)
_PLACE_RE = re.compile(r"[A-ZÄÖÜ][^\d,]{1,40}, {0,3}(?:den |am )?\d{1,2}\. ?\w")
_DATED_RE = re.compile(
    r"\bden,? (?:[_.…]{2,}|\d)|\d{1,2}\. ?\d{1,2}\. ?\d{2,4}$|\d{1,2}\. [A-Z][a-zä]{2,8} \d{4}$|_{4,}$"
)
_OPENING_RE = re.compile(r"(?P<place>\bden,? (?:[_.…]{2,}|\d)|\bOrt\b)|(?P<side>^F.{1,2}r d)|(?P<rule>^[_.…]{4,})")


class _Kind(Enum):
    PROSE = "prose"
    SIGNATURES = "signatures"
    TABLE = "table"
    NONE = "none"


class _Run(NamedTuple):
    """Rows from ``start`` to before ``end`` that leave the same gap free."""

    start: int
    end: int
    gap: Gap


def flows_of(rows: Sequence[Row], height: float, depth: int = 0, *, crowded: bool = False) -> list[list[Row]]:
    """Part rows into flows, in reading order.

    Args:
        rows: From top to bottom.
        height: Usual height of a row in points.
        depth: How many columns lie around these rows; three at most are looked for.
        crowded: Whether the whole page has more words than a page of print; it is known where there are columns around.

    Returns:
        Flows of rows; within a flow the rows follow each other, a new flow begins a new paragraph.
    """
    flows: list[list[Row]] = []
    current: list[Row] = []
    index = 0
    crowded = crowded or sum(len(row.items) for row in rows) > _MAX_WORDS
    while index < len(rows):
        run = _run_from(rows, index, height) if depth < _MAX_DEPTH else None
        top = depth == 0 and index == 0
        kind = _judge(rows[run.start : run.end], run.gap, page_top=top) if run else _Kind.NONE
        if run is None or kind in {_Kind.NONE, _Kind.TABLE}:
            # On a page of print every row may begin a run of its own; a page with more words is no page of print.
            end = run.end if run and crowded else index + 1
            for row in rows[index:end]:
                current.append(replace(row, table=True) if _in_table(row, kind, run, current, height) else row)
            index = end
            continue
        flows.append(current)
        current = []
        block = rows[run.start : run.end]
        for part in _signature_parts(block, run.gap, height) if kind is _Kind.SIGNATURES else [block]:
            for side in _columns(part, run.gap):
                flows.extend(flows_of(side, height, depth + 1, crowded=crowded))
        index = run.end
    flows.append(current)
    return [flow for flow in flows if flow]


def _in_table(row: Row, kind: _Kind, run: _Run | None, above: Sequence[Row], height: float) -> bool:
    """Whether a row is one of a table: it has cells on both sides of the table's gap, or stands below such a row."""
    if run and kind is _Kind.TABLE and len(_sides(row, run.gap)) == 2:
        return True
    return bool(above) and above[-1].table and bool(_gaps(row, 1.5 * height))


def _run_from(rows: Sequence[Row], start: int, height: float) -> _Run | None:
    """The longest run of rows from ``start`` on that leaves a gap free."""
    gaps = _gaps(rows[start], height)
    if not gaps and start + 1 < len(rows) and rows[start + 1].top < rows[start].bottom - 0.2 * height:
        # The lines of two columns need not be level: the next row may stand beside this one.
        gaps = _gaps(Row(tuple(sorted(rows[start].items + rows[start + 1].items))), height)
        gaps = [gap for gap in gaps if len(_columns(rows[start : start + 2], gap)) == 2]
    if not gaps:
        return None
    end = start + 1
    while end < min(len(rows), start + _MAX_RUN) and rows[end].top - rows[end - 1].bottom < 8 * height:
        narrowed = [piece for gap in gaps if (piece := _free(gap, rows[end], height)) is not None]
        if not narrowed:
            break
        gaps = narrowed
        end += 1
    gap = max(gaps, key=lambda gap: gap[1] - gap[0])
    # What stands on one side only and apart at the end belongs to the page, not to a column.
    last = max(i for i in range(start, end) if i == start or len(_sides(rows[i], gap)) == 2)
    for index in range(last + 1, end):
        if rows[index].top - rows[index - 1].bottom > 1.2 * height:
            end = index
            break
    return _Run(start, end, gap)


def _gaps(row: Row, height: float) -> list[Gap]:
    """The gaps between neighbours that are as wide as the row is high: no justified line has such."""
    found = []
    right = row.items[0].x1
    for item in row.items[1:]:
        if item.x0 - right >= height:
            found.append((right, item.x0))
        right = max(right, item.x1)
    return found


def _free(gap: Gap, row: Row, height: float) -> Gap | None:
    """What a row leaves free of a gap: its widest piece, or None where that is too narrow."""
    pieces = [gap]
    for item in row.items:
        left_over: list[Gap] = []
        for left, right in pieces:
            if item.x1 <= left or item.x0 >= right:
                left_over.append((left, right))
                continue
            left_over.extend(
                piece for piece in ((left, item.x0), (item.x1, right)) if piece[1] - piece[0] >= 0.8 * height
            )
        pieces = left_over
    return max(pieces, key=lambda piece: piece[1] - piece[0], default=None)


def _sides(row: Row, gap: Gap) -> list[Row]:
    """The parts of a row left and right of a gap; an empty part is left out."""
    middle = (gap[0] + gap[1]) / 2
    parts: tuple[list[Item], list[Item]] = ([], [])
    for item in row.items:
        parts[(item.x0 + item.x1) / 2 > middle].append(item)
    return [Row(tuple(part)) for part in parts if part]


def _columns(rows: Sequence[Row], gap: Gap) -> list[list[Row]]:
    """The rows' parts left of the gap, then those right of it; an empty column is left out."""
    middle = (gap[0] + gap[1]) / 2
    columns: tuple[list[Row], list[Row]] = ([], [])
    for row in rows:
        for side in _sides(row, gap):
            columns[side.items[0].x0 > middle].append(side)
    return [column for column in columns if column]


def _judge(rows: Sequence[Row], gap: Gap, *, page_top: bool) -> _Kind:
    """Say what rows with a common gap are.

    Labels such as ``(1)`` with their text are neither. Prose fills its columns with words over four rows and more.
    Signatures have a place with a date, a line to sign on, or an office on both sides. Two rows of anything else are a
    table.
    """
    columns = _columns(rows, gap)
    if len(columns) < 2:
        return _Kind.NONE
    left, right = columns
    level = sum(len(_sides(row, gap)) == 2 for row in rows)
    if sum(LABEL_RE.fullmatch(row.text) is not None for row in left) > 0.5 * len(left):
        return _Kind.NONE
    if sum(row.text.endswith(":") for row in left) > 0.5 * len(left):
        return _Kind.TABLE if level >= 2 else _Kind.NONE
    if _is_prose(left) and _is_prose(right):
        return _Kind.PROSE
    if min(len(left), len(right)) >= 2 and level >= 1 and all(_signs(column) for column in columns):
        return _Kind.SIGNATURES if _begins_block(rows, gap, page_top=page_top) else _Kind.NONE
    return _Kind.TABLE if level >= 2 else _Kind.NONE


def _is_prose(column: Sequence[Row]) -> bool:
    """Whether rows are filled with words as running text is."""
    if len(column) < 4:
        return False
    width = max(row.items[-1].x1 for row in column) - min(row.items[0].x0 for row in column)
    filled = sum(row.items[-1].x1 - row.items[0].x0 > 0.7 * width for row in column)
    words = sum(len(row.items) for row in column)
    return words >= 3.2 * len(column) and filled >= 0.5 * len(column)


def _signs(column: Sequence[Row]) -> bool:
    """Whether a column holds what stands around a signature, or nothing but places with dates."""
    return any(_SIGNATURE_RE.search(row.text) for row in column) or all(_PLACE_RE.match(row.text) for row in column)


def _begins_block(rows: Sequence[Row], gap: Gap, *, page_top: bool) -> bool:
    """Whether a signature block begins with these rows, and not with a running head that leaves the same gap free."""
    first = next(i for i, row in enumerate(rows) if _SIGNATURE_RE.search(row.text) or _PLACE_RE.match(row.text))
    if first == 0:
        return True
    return not page_top and all(len(_sides(row, gap)) == 2 for row in rows[:first])


def _signature_parts(rows: Sequence[Row], gap: Gap, height: float) -> list[list[Row]]:
    """Part a block of several signatories into what is read column by column.

    Where pairs stand below each other, the next begins as the first did. Where the left column holds nothing but places
    and dates, each belongs to what stands right of it.
    """
    left, right = _columns(rows, gap)
    dated = len(left) < len(right) and all(_DATED_RE.search(row.text) for row in left)
    opening = _opening(rows[0])
    parts: list[list[Row]] = [[]]
    for index, row in enumerate(rows):
        if index and dated:
            begins = len(_sides(row, gap)) == 2 or row.items[0].x0 < gap[0]
        else:
            apart = index > 0 and row.top - rows[index - 1].bottom > 1.5 * height
            begins = apart and opening is not None and _opening(row) == opening
        if begins:
            parts.append([])
        parts[-1].append(row)
    return parts


def _opening(row: Row) -> str | None:
    """How a signature begins in this row: with a place and date, with ``Für die``, with a line; None for none."""
    match = _OPENING_RE.search(row.text)
    return match.lastgroup if match else None
