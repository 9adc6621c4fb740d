"""``agreementkit query``: read-only SQL on the catalog."""

from __future__ import annotations

import click

from agreementkit.cli.options import Format, Within, output_options
from agreementkit.cli.settings import Settings, pass_settings
from agreementkit.cli.writing import write_shape


@click.command("query")
@click.argument("sql")
@click.option("-p", "--param", "parameters", multiple=True, help="Value for the next question mark; may be repeated.")
@click.option("--limit", type=click.IntRange(1), default=10_000, show_default=True, help="Rows at most.")
@click.option("--timeout", type=Within(0.1, 600), default=10.0, show_default=True, help="Seconds at most.")
@output_options
@pass_settings
def query_command(
    settings: Settings, sql: str, parameters: tuple[str, ...], limit: int, timeout: float, shape: Format
) -> None:
    """Run one read-only statement; the views parties, terms, terminations, deadlines … have plain columns."""
    from agreementkit.catalog import open_catalog
    from agreementkit.catalog.german_words import as_unicode
    from agreementkit.catalog.sql import read_only_query

    with open_catalog(settings.catalog_path(), readonly=True) as catalog:
        values = tuple(map(as_unicode, parameters))
        result = read_only_query(catalog, sql, values, timeout_s=timeout, max_rows=limit)
    if result.truncated:
        settings.note(f"Only the first {limit} rows are shown; --limit shows more.")
    write_shape(result.listing(), shape, settings)
