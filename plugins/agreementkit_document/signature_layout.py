"""The signature block as columns of items.

A block is printed in one to four columns; text that was read from it keeps them as runs of blanks. Each cell is handed
to the column that it stands in; a column that begins further down takes with it the date and the party that stand above
it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from agreementkit import Document
from agreementkit_document.signature_block import cells_of, signed_table, signing_block
from agreementkit_document.signature_cells import LEGAL_FORM_RE, SURNAME_RE, Cell, Item, read_cell
from agreementkit_document.signature_rows import read_rows

# Where its place tells a name, the shape is enough.
_NAME_SHAPE_RE = re.compile(
    r"(?:(?:Dr|Prof)\.\s?){0,2}[A-ZÄÖÜ][\w'’-]{1,25}(?:\s(?:von|van|zu|de|der|den"
    r"|[A-Z]\.)){0,2}(?:\s[A-ZÄÖÜ][\w'’-]{1,30}){1,2}\Z"
)
_GOES_ON_RE = re.compile(r"(?:(?<!\w)(?:für|der|des|die|und|von|im|in)|[&,-])\Z")
_OFFICE_COMPLEMENT_RE = re.compile(r"(?:der|des|für|im|und|von)\s|[a-zäöü]")
_TOLERANCE = 4

Columns = tuple[tuple[Item, ...], ...]
"""The items of a signature block, column by column."""


def read_columns(document: Document) -> Columns:
    """The items of the signature block, column by column from left to right; empty where there is no block."""
    table = signed_table(document)
    if table:
        return table
    block = signing_block(document)
    if block is None:
        return ()
    # a seal or «(Unterschrift)» is no column
    told = {cell: list(read_cell(document.text, cell)) for cell in cells_of(document.text, *block)}
    cells = [cell for cell, items in told.items() if items]
    lines = [list(line) for _, line in groupby(cells, key=lambda cell: cell.line)]
    rows = read_rows(lines, told)
    if rows:
        return tuple(tuple(_joined(row)) for row in rows)
    columns: list[tuple[int, list[Item]]] = []
    above: list[Cell] = []
    for printed in lines:
        _place_line(printed, told, columns, above)
        above = printed
    return tuple(tuple(_joined(items)) for _, items in columns)


def _place_line(
    cells: list[Cell], told: dict[Cell, list[Item]], columns: list[tuple[int, list[Item]]], above: list[Cell]
) -> None:
    """Hand the cells of one line to their columns, opening new ones where the line has more.

    A line of its own between columns is about all of them: a date or a party after a gap, a party directly below.
    """
    if len(cells) == 1 and len(columns) > 1 and above:
        said = told[cells[0]]
        gap = cells[0].line - above[0].line > 1
        # directly below several names stands what they sign for together
        shared = len(above) > 1 and bool(said) and said[0].kind == "party"
        if (
            (gap or shared)
            and said
            and said[0].kind in {"date", "party", "word"}
            and cells[0].column <= columns[0][0] + _TOLERANCE
        ):
            for _, items in columns:
                items.extend(said)
            return
    before = [list(items) for _, items in columns]
    taken: set[int] = set()
    for cell in cells:
        fitting = [index for index, (left, _) in enumerate(columns) if left <= cell.column + _TOLERANCE]
        index = fitting[-1] if fitting else 0
        if not columns or (index in taken and len(cells) > 1):
            inherited = _context(before[index]) if index < len(before) else []
            position = index + 1 if columns else 0
            columns.insert(position, (cell.column, inherited))
            before.insert(position, list(inherited))
            taken = {number + (number >= position) for number in taken}
            index = position
        taken.add(index)
        columns[index][1].extend(told[cell])


def _context(items: list[Item]) -> list[Item]:
    """What a new column takes over from the one to its left: the last date, and the party that nobody signed for yet.

    A party that stands below the names of its column is theirs, and not the next column's.
    """
    dates = [item for item in items if item.kind == "date"]
    people = [number for number, item in enumerate(items) if item.kind in {"person", "blank"}]
    parties = [number for number, item in enumerate(items) if item.kind == "party"]
    below = bool(people and parties) and parties[0] > people[0]
    waiting = [items[number] for number in parties if not below and (not people or number > people[-1])]
    return [*dates[-1:], *waiting[-1:]]


def _joined(items: list[Item]) -> Iterator[Item]:
    """Join what runs over several lines of a column, and settle the words: name, party, or rest of the line above."""
    kept: list[Item] = []
    for number, item in enumerate(items):
        last = kept[-1] if kept else None
        following = items[number + 1] if number + 1 < len(items) else None
        if last is not None and last.kind in {"party", "office"} and _continues(last, item):
            joint = ", " if last.unfinished else " "
            kept[-1] = replace(last, text=f"{last.text}{joint}{item.text}", line=item.line, unfinished=item.unfinished)
        elif item.kind != "word":
            kept.append(item)
        elif _is_name(last, item, following):
            kept.append(replace(item, kind="person"))
        elif _heads_a_person(last, item, following):
            kept.append(replace(item, kind="party"))
    yield from kept


def _is_name(last: Item | None, item: Item, following: Item | None) -> bool:
    """Whether a word must be a name by its place: after «gez.», or between date or party and office."""
    if last is not None and last.kind == "mark":
        return bool(_NAME_SHAPE_RE.match(item.text) or SURNAME_RE.match(item.text))
    if following is None or following.kind != "office":
        return False
    if last is not None and last.kind in {"date", "blank"}:
        return bool(_NAME_SHAPE_RE.match(item.text) or SURNAME_RE.match(item.text))
    if last is None:
        return SURNAME_RE.match(item.text) is not None
    close = following.line - item.line == 1 and item.line - last.line > 1
    return last.kind == "party" and bool(_NAME_SHAPE_RE.match(item.text) or (close and SURNAME_RE.match(item.text)))


def _heads_a_person(last: Item | None, item: Item, following: Item | None) -> bool:
    """Whether a line of several words without a telling one names the party of the person below it."""
    if last is None or following is None or following.kind not in {"person", "mark"} or " " not in item.text:
        return False
    if item.text.endswith(".") and not item.text.endswith("V."):
        return False
    return last.kind == "date" or (item.line - last.line > 1 and following.line - item.line == 1)


def _continues(last: Item, item: Item) -> bool:
    """Whether a line goes on with the one directly above it."""
    if item.line - last.line != 1 or item.kind in {"date", "blank", "mark"}:
        return False
    if last.unfinished or _GOES_ON_RE.search(last.text) or _OFFICE_COMPLEMENT_RE.match(item.text):
        return True
    if last.kind != "party" or item.kind not in {"word", "party"}:
        return False
    completed = LEGAL_FORM_RE.search(item.text) is not None and not LEGAL_FORM_RE.search(last.text)
    return last.text.endswith("Agentur für Arbeit") or completed
