"""One door to all formats: a listing or a comparison in, text out."""

from __future__ import annotations

import shutil
from typing import Literal

from agreementkit.errors import ConfigurationError
from agreementkit.output.shapes import Comparison, Lang, Listing

FormatName = Literal["table", "json", "nl", "csv", "tsv", "markdown", "html"]

WIDTH = 120
"""Characters a line of a table that no terminal shows."""


def render(
    data: Listing | Comparison,
    fmt: str,
    *,
    lang: Lang = "de",
    excel: bool = False,
    terminal: bool = False,
    width: int | None = None,
    raw: bool = False,
) -> str:
    """Write a listing or a comparison in a format.

    Args:
        data: What to show; a comparison is already in the language that it was made in.
        fmt: A ``FormatName``.
        lang: Language of headings and values of a listing. csv, tsv, json and nl hold data under their keys.
        excel: With csv: what a German Excel opens by a double click.
        terminal: With table: ANSI colours (unless ``NO_COLOR`` is set) and the terminal's width; the colours are then
            the only escape sequences in the text.
        width: With table: characters a line; the terminal's, else ``WIDTH``, where it is None.
        raw: With csv and tsv: leave texts as they are, formulas among them: for programs only.

    Returns:
        Text that ends with a line feed. Write it as UTF-8 and without changing line ends: with ``excel`` it has a byte
        order mark and CRLF.

    Raises:
        ConfigurationError: There is no such format.
    """
    if fmt == "table":
        return _table(data, lang, terminal=terminal, width=width)
    if fmt == "markdown":
        from agreementkit.output.markdown import markdown_of_comparison, markdown_of_listing

        return markdown_of_comparison(data) if isinstance(data, Comparison) else markdown_of_listing(data, lang)
    if fmt == "html":
        from agreementkit.output.html import html_of_comparison, html_of_listing

        return html_of_comparison(data) if isinstance(data, Comparison) else html_of_listing(data, lang)
    if fmt in {"csv", "tsv"}:
        return _separated(data, lang, delimiter="," if fmt == "csv" else "\t", excel=excel, raw=raw)
    if fmt in {"json", "nl"}:
        return _json(data, lines=fmt == "nl")
    raise ConfigurationError(f"There is no format {fmt!r}.", "Formats: table, json, nl, csv, tsv, markdown, html.")


def _table(data: Listing | Comparison, lang: Lang, *, terminal: bool, width: int | None) -> str:
    from agreementkit.output.table import table_of_comparison, table_of_listing

    if width is None:
        width = shutil.get_terminal_size((WIDTH, 24)).columns if terminal else WIDTH
    if isinstance(data, Comparison):
        return table_of_comparison(data, width=width, colour=terminal)
    return table_of_listing(data, lang, width=width, colour=terminal)


def _separated(data: Listing | Comparison, lang: Lang, *, delimiter: str, excel: bool, raw: bool) -> str:
    from agreementkit.output.csv import csv_of_comparison, csv_of_listing

    if isinstance(data, Comparison):
        return csv_of_comparison(data, delimiter=delimiter, excel=excel, raw=raw)
    return csv_of_listing(data, lang, delimiter=delimiter, excel=excel, raw=raw)


def _json(data: Listing | Comparison, *, lines: bool) -> str:
    from agreementkit.output import json

    if isinstance(data, Comparison):
        return json.jsonl_of_comparison(data) if lines else json.json_of_comparison(data)
    return json.jsonl_of_listing(data) if lines else json.json_of_listing(data)
