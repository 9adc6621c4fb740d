"""Markdown tables (GitHub's kind); nothing of a document's text can become markup."""

from __future__ import annotations

import re
from collections.abc import Iterable

from agreementkit.output.cells import LEGEND, SILENT, marked, visible, words_of
from agreementkit.output.shapes import Cell, Comparison, Lang, Listing
from agreementkit.output.table import highlighted

_SPECIAL_RE = re.compile(r"[\\`*_\[\]|~<>]")


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    text = visible(text).replace("&", "&amp;")
    text = _SPECIAL_RE.sub(lambda match: {"<": "&lt;", ">": "&gt;"}.get(match[0], f"\\{match[0]}"), text)
    # a bare address would become a link
    return re.sub(r"(?i)\b(https?|ftp|mailto):", r"\1&#58;", text)


def markdown_of_listing(listing: Listing, lang: Lang) -> str:
    """A listing as a Markdown table."""
    lines = [_line(escaped(column.label(lang)) for column in listing.columns)]
    lines.append(_line("---:" if column.shown == "number" else "---" for column in listing.columns))
    for row in listing.rows:
        cells = []
        for column in listing.columns:
            words = words_of(row, column, lang)
            if column.shown == "snippet":
                parts = highlighted(words, row.get("highlights") or ())
                cells.append("".join(f"**{escaped(part)}**" if found else escaped(part) for part, found in parts))
            else:
                cells.append(escaped(words) or SILENT)
        lines.append(_line(cells))
    return "".join(lines)


def markdown_of_comparison(comparison: Comparison) -> str:
    """A matrix as a Markdown table: the place stands below each value."""
    head = ["Feld" if comparison.lang == "de" else "Field"]
    head += [f"{escaped(heading.name)}<br>{escaped(heading.detail)}" for heading in comparison.headings]
    lines = [_line(head), _line("---" for _ in head)]
    lines += [_line([f"**{escaped(row.label)}**", *(_cell(cell) for cell in row.cells)]) for row in comparison.rows]
    return "".join([*lines, f"\n{LEGEND[comparison.lang]}\n"])


def _cell(cell: Cell) -> str:
    text = escaped(marked(cell))
    return f"{text}<br>*{escaped(cell.place)}*" if cell.place else text


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
