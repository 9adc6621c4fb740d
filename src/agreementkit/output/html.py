"""One HTML page that needs nothing else: to look at, to send, to print."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from agreementkit.output.cells import DOUBT, LEGEND, SILENT, words_of
from agreementkit.output.html_page import page
from agreementkit.output.shapes import Cell, Column, Comparison, Lang, Listing
from agreementkit.output.table import highlighted


def html_of_listing(listing: Listing, lang: Lang) -> str:
    """A listing as a page with one table."""
    head = "".join(f'<th scope="col">{escape(column.label(lang))}</th>' for column in listing.columns)
    rows = []
    for row in listing.rows:
        cells = "".join(_value(row, column, lang) for column in listing.columns)
        rows.append(f"<tr>{cells}</tr>\n")
    count = len(listing.rows)
    noun = ("Zeile" if count == 1 else "Zeilen") if lang == "de" else ("row" if count == 1 else "rows")
    table = f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{''.join(rows)}</tbody>\n</table>"
    return page(listing.title(lang) or "agreementkit", f"{count} {noun}", table, lang)


def html_of_comparison(comparison: Comparison) -> str:
    """A matrix as a page: documents as columns, each value with its place; rows in which they differ are marked."""
    lang = comparison.lang
    head = f'<th scope="col">{"Feld" if lang == "de" else "Field"}</th>'
    for heading in comparison.headings:
        head += f'<th scope="col">{escape(heading.name)}<small>{escape(heading.detail)}</small></th>'
    rows = []
    for row in comparison.rows:
        cells = "".join(_cell(cell, lang) for cell in row.cells)
        mark = ' class="differs"' if row.differs else ""
        rows.append(f'<tr{mark}><th scope="row">{escape(row.label)}</th>{cells}</tr>\n')
    table = f'<table class="matrix">\n<thead><tr>{head}</tr></thead>\n<tbody>\n{"".join(rows)}</tbody>\n</table>'
    differs = (
        "farbiger Rand: die Dokumente unterscheiden sich" if lang == "de" else "coloured edge: the documents differ"
    )
    return page(comparison.title, f"{LEGEND[lang]} · {differs}", table, lang)


def _cell(cell: Cell, lang: Lang) -> str:
    if cell.silent:
        return f'<td class="silent">{SILENT}</td>'
    title = ""
    if cell.confidence is not None:
        label = "Sicherheit" if lang == "de" else "confidence"
        title = f' title="{label} {cell.confidence:.0%}"'
    doubt = f' <span class="mark">{DOUBT}</span>' if cell.doubtful else ""
    place = f"<cite>{escape(cell.place)}</cite>" if cell.place else ""
    kind = ' class="doubtful"' if cell.doubtful else ""
    return f"<td{kind}{title}>{escape(cell.text)}{doubt}{place}</td>"


def _value(row: Mapping[str, Any], column: Column, lang: Lang) -> str:
    words = words_of(row, column, lang)
    if not words:
        return f'<td class="silent">{SILENT}</td>'
    if column.shown == "snippet":
        highlights = row.get("highlights") or ()
        parts = highlighted(words, highlights)
        marked = "".join(f"<mark>{escape(part)}</mark>" if found else escape(part) for part, found in parts)
        return f"<td>{marked}</td>"
    kind = {"number": ' class="number"', "date": ' class="date"', "id": ' class="id"'}.get(column.shown, "")
    return f"<td{kind}>{escape(words)}</td>"
