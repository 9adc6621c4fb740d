"""Signature blocks that are printed row by row: on the left for whom, on the right who signs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from agreementkit_document.signature_cells import Cell, Item

_SIGNERS = frozenset({"person", "blank"})
_HEADS = frozenset({"party", "date"})
_TOLERANCE = 4


def read_rows(lines: Sequence[Sequence[Cell]], said: Mapping[Cell, list[Item]]) -> list[list[Item]]:
    """The items of a block, row by row; empty where the block is printed in columns.

    Args:
        lines: The cells of each printed line; none of them empty.
        said: What each cell says.

    A block is printed in rows where every line of several cells has one in which somebody signs, and a party or a date
    in each other. Two dates, two parties or two names side by side are columns.
    """
    rows: list[list[Item]] = []
    heads: list[Item] = []
    right = 0
    several = 0
    for cells in lines:
        told = [said[cell] for cell in cells]
        items = [item for cell in told for item in cell]
        if len(cells) > 1:
            if rows and _goes_on(rows[-1], told):
                rows[-1] = _with_name(rows[-1], told)
                continue
            if not _is_row(told):
                return []
            several += 1
        signs = any(item.kind in _SIGNERS for item in items)
        if len(cells) > 1 or (signs and any(item.kind == "party" for item in items)):
            rows.append([*heads, *items])
            right = cells[-1].column
        elif rows and cells[0].column >= right - _TOLERANCE and not any(item.kind in _HEADS for item in items):
            rows[-1] += items
        elif signs:
            return []
        else:
            heads = [item for item in (*heads, *items) if item.kind == "date"][-1:]
    return rows if several else []


def _is_row(told: Sequence[Sequence[Item]]) -> bool:
    """Whether in one cell of a line somebody signs or is to sign, and the others say for whom, or where and when."""
    kinds = [{item.kind for item in said} for said in told]
    named = [said for said in kinds if "person" in said]
    empty = [said for said in kinds if said <= {"blank"}]
    heads = [said for said in kinds if said and said <= _HEADS]
    if len(named) + len(empty) + len(heads) < len(kinds) or not heads:
        return False
    return (len(named) == 1 and not empty) or (not named and bool(empty) and "party" in kinds[0])


def _goes_on(row: Sequence[Item], told: Sequence[Sequence[Item]]) -> bool:
    """Whether a line ends the party's name of the row directly above, and names who signs on its line."""
    if len(told) != 2 or [item.kind for item in told[0]] not in (["word"], ["party"]) or not told[1]:
        return False
    waits = [item.kind for item in row if item.kind != "date"] == ["party", "blank"]
    return waits and told[1][0].kind == "person" and told[0][0].line - row[-1].line == 1


def _with_name(row: Sequence[Item], told: Sequence[Sequence[Item]]) -> list[Item]:
    """The row with the rest of its party's name, and who signs in the place of the empty line."""
    rest = told[0][0].text
    whole = [replace(item, text=f"{item.text} {rest}") if item.kind == "party" else item for item in row]
    return [*(item for item in whole if item.kind != "blank"), *told[1]]
