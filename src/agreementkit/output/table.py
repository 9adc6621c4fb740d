"""Tables for a terminal, and the same without colour for a file or a pipe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from typing import TYPE_CHECKING, Any

from agreementkit.output.cells import LEGEND, SILENT, marked, visible, words_of
from agreementkit.output.hyphens import divide_words
from agreementkit.output.shapes import Cell, Column, Comparison, Lang, Listing

if TYPE_CHECKING:
    from rich.box import Box
    from rich.table import Table
    from rich.text import Text

_LABEL_WIDTH = 24
_CITY_WIDTH = 24
_NARROWEST = 8
_READABLE = 24
_BETWEEN = 3
_TITLE = 90
_WIDE, _TITLE_WIDTH = 110, 26


def table_of_listing(listing: Listing, lang: Lang, *, width: int, colour: bool) -> str:
    """A listing as a table; columns that are empty throughout are left out, and minor ones that would not fit."""
    from rich.table import Table

    shown = _fitting(listing, lang, width)
    if not shown:
        return ("Keine Treffer." if lang == "de" else "Nothing found.") + "\n"
    table = Table(box=_box(), show_edge=False, pad_edge=False)
    for column in shown:
        right = column.shown == "number"
        # what can be cut least is what a reader types or compares
        fixed = column.shown in {"date", "id", "number"}
        table.add_column(
            visible(column.label(lang)),
            justify="right" if right else "left",
            no_wrap=fixed,
            overflow="fold",
            # a width, as rich widens a column with a least width once it has shared the room out, and cuts the last off
            width=_title_width(listing, lang, shown, width) if column.shown == "title" and width >= _WIDE else None,
        )
    for row in listing.rows:
        table.add_row(*(_value(row, column, lang) for column in shown))
    return _printed([table], width, colour=colour)


def _title_width(listing: Listing, lang: Lang, needed: Mapping[Column, int], width: int) -> int:
    """What the other columns leave to the titles, no more than they need, and at least enough to read them."""
    others = sum(room for column, room in needed.items() if column.shown != "title")
    titles = [column for column in needed if column.shown == "title"]
    longest = max(len(words_of(row, title, lang)) for title in titles for row in listing.rows)
    return max(_TITLE_WIDTH, min(longest, _TITLE + 2, width - others))


def _fitting(listing: Listing, lang: Lang, width: int) -> dict[Column, int]:
    """The columns that have room for their values, or for a readable part of them, and how much that is."""
    needed = {}
    for column in listing.columns:
        longest = max((len(words_of(row, column, lang)) for row in listing.rows), default=0)
        if longest:
            needed[column] = max(min(longest, _READABLE), len(column.label(lang))) + _BETWEEN
    for column in sorted(needed, key=lambda column: -column.minor):
        if column.minor and sum(needed.values()) - _BETWEEN > width:
            del needed[column]
    return needed


def table_of_comparison(comparison: Comparison, *, width: int, colour: bool) -> str:
    """A matrix; where the cities do not fit side by side, further ones follow below in blocks of their own."""
    per_block = max(1, (width - _LABEL_WIDTH) // _CITY_WIDTH)
    count = len(comparison.headings)
    blocks = [range(start, min(start + per_block, count)) for start in range(0, count, per_block)]
    tables = []
    for block in blocks:
        # the rest of the width, less the space between columns
        city_width = max(_NARROWEST, (width - _LABEL_WIDTH) // len(block) - _BETWEEN)
        tables.append(_block(comparison, block, city_width))
    text = _printed(tables, width, colour=colour)
    return f"{text}\n{LEGEND[comparison.lang]}\n"


def _block(comparison: Comparison, block: Sequence[int], city_width: int) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=_box(), show_edge=False, pad_edge=False, show_lines=True)
    table.add_column("Feld" if comparison.lang == "de" else "Field", style="bold", width=_LABEL_WIDTH, overflow="fold")
    for index in block:
        heading = comparison.headings[index]
        title = Text(_fitted(heading.name, city_width), "bold")
        title.append(f"\n{_fitted(heading.detail, city_width)}", "dim")
        table.add_column(title, overflow="fold", width=city_width)
    for row in comparison.rows:
        cells = (_cell(row.cells[index], city_width) for index in block)
        table.add_row(_fitted(row.label, _LABEL_WIDTH), *cells)
    return table


def _fitted(text: str, width: int) -> str:
    """Text made safe for a terminal, its long words divided so that they fit."""
    return divide_words(visible(text), width)


def _cell(cell: Cell, width: int) -> Text:
    from rich.text import Text

    if cell.silent:
        return Text(SILENT, "dim")
    text = Text(_fitted(marked(cell), width), "yellow" if cell.doubtful else "")
    if cell.place:
        text.append(f"\n{_fitted(cell.place, width)}", "dim")
    return text


def _value(row: Mapping[str, Any], column: Column, lang: Lang) -> Text:
    from rich.text import Text

    words = words_of(row, column, lang)
    if column.shown == "title" and len(words) > _TITLE:
        words = f"{words[:_TITLE].rstrip()} …"
    if column.shown != "snippet":
        return Text(visible(words) or SILENT)
    text = Text()
    for part, found in highlighted(words, row.get("highlights") or ()):
        text.append(visible(part), "bold" if found else "")
    return text


def highlighted(text: str, highlights: Sequence[Sequence[int]]) -> Iterator[tuple[str, bool]]:
    """The parts of a snippet in order, and whether each is a found word."""
    position = 0
    for start, end in highlights:
        if start > position:
            yield text[position:start], False
        yield text[start:end], True
        position = end
    if position < len(text):
        yield text[position:], False


def _box() -> Box:
    from rich import box

    return box.SIMPLE_HEAD


def _printed(tables: Sequence[Table], width: int, *, colour: bool) -> str:
    from rich.console import Console

    out = StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for index, table in enumerate(tables):
        if index:
            console.print()
        console.print(table)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())
