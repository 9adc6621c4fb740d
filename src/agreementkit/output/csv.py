"""CSV that no spreadsheet takes for formulas, and, on request, CSV that a German Excel opens by a double click."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from itertools import chain
from typing import Any

from agreementkit.output import wording
from agreementkit.output.cells import SILENT, marked, words_of
from agreementkit.output.shapes import Column, Comparison, Lang, Listing

_FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")
"""A text that begins so may be run by a spreadsheet (OWASP, «CSV Injection»); the full-width signs count as well."""

Field = str | int | float


def inert(text: str) -> str:
    """Text that a spreadsheet shows and does not run: an apostrophe before what could begin a formula.

    >>> inert("=1+1"), inert("-3 %"), inert("§ 6")
    ("'=1+1", "'-3 %", '§ 6')
    """
    return f"'{text}" if text[:1] in _FORMULA_STARTS and text else text


def csv_of_listing(
    listing: Listing, lang: Lang, *, delimiter: str = ",", excel: bool = False, raw: bool = False
) -> str:
    """A listing as CSV: column keys as the header and data as it is stored; labels and words for Excel.

    Args:
        listing: The rows.
        lang: For Excel's labels, dates and numbers.
        delimiter: Between fields; Excel gets a semicolon.
        excel: Byte order mark, semicolons, CRLF, German dates and decimal commas.
        raw: Leave texts as they are, formulas among them: for programs only.
    """
    header = [column.label(lang) if excel else column.key for column in listing.columns]
    rows = [[_field(row, column, lang, excel=excel) for column in listing.columns] for row in listing.rows]
    return _written(header, rows, delimiter=delimiter, excel=excel, raw=raw)


def csv_of_comparison(comparison: Comparison, *, delimiter: str = ",", excel: bool = False, raw: bool = False) -> str:
    """A matrix as CSV: one row a field, two columns a document: the value in words and its place."""
    place = "Fundstelle" if comparison.lang == "de" else "place"
    header = ["Feld" if comparison.lang == "de" else "Field"]
    for heading in comparison.headings:
        header += [f"{heading.name} ({heading.detail})", f"{heading.name}: {place}"]
    rows: list[list[Field]] = []
    for row in comparison.rows:
        fields: list[Field] = [row.label]
        for cell in row.cells:
            fields += [marked(cell) if not cell.silent else SILENT, cell.place]
        rows.append(fields)
    return _written(header, rows, delimiter=delimiter, excel=excel, raw=raw)


def _field(row: Mapping[str, Any], column: Column, lang: Lang, *, excel: bool) -> Field:
    value = row.get(column.key)
    if isinstance(value, bool):
        return wording.plain_value(value, lang) if excel else int(value)
    if isinstance(value, int | float):
        return value
    if excel and column.shown in {"date", "code", "lock"}:
        return words_of(row, column, lang)
    return value if isinstance(value, str) else wording.plain_value(value, lang)


def _written(
    header: Sequence[Field], rows: Iterable[Sequence[Field]], *, delimiter: str, excel: bool, raw: bool
) -> str:
    out = StringIO()
    if excel:
        out.write("\N{ZERO WIDTH NO-BREAK SPACE}")  # as a byte order mark it tells Excel that this is UTF-8
    writer = csv.writer(out, delimiter=";" if excel else delimiter, lineterminator="\r\n" if excel else "\n")
    for fields in chain([header], rows):
        writer.writerow([_safe(field, excel=excel, raw=raw) for field in fields])
    return out.getvalue()


def _safe(field: Field, *, excel: bool, raw: bool) -> Field:
    if isinstance(field, str):
        # a NUL ends the text for many readers, and a bare carriage return, which csv does not quote, ends the row
        text = field.replace("\0", "\N{REPLACEMENT CHARACTER}").replace("\r\n", "\n").replace("\r", "\n")
        return text if raw else inert(text)
    return wording.number_in_words(field, "de") if excel else field
