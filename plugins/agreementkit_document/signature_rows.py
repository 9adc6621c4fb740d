"""Signature blocks that are printed row by row: on the left for whom, on the right who signs."""

from __future__ import annotations

from collections.abc import Sequence

from agreementkit_document.signature_cells import Cell, Item, read_cell

_SIGNERS = frozenset({"person", "blank"})
_HEADS = frozenset({"party", "date"})
_TOLERANCE = 4


def read_rows(text: str, lines: Sequence[Sequence[Cell]]) -> list[list[Item]]:
    """The items of a block, row by row; empty where the block is printed in columns.

    Args:
        text: The document's text.
        lines: The cells of each printed line; none of them empty.

    A block is printed in rows where every line of several cells has one in which somebody signs, and a party or a date
    in each other. Two dates, two parties or two names side by side are columns.
    """
    rows: list[list[Item]] = []
    heads: list[Item] = []
    right = 0
    several = 0
    for cells in lines:
        told = [list(read_cell(text, cell)) for cell in cells]
        items = [item for said in told for item in said]
        if len(cells) > 1:
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
