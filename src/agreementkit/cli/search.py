"""``agreementkit search``: words in all agreements."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from agreementkit.cli.options import Format, output_options, which_options
from agreementkit.cli.settings import Settings, pass_settings
from agreementkit.cli.writing import write_shape

if TYPE_CHECKING:
    from agreementkit.catalog.queries import Filter


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="Hits at most.")
@which_options
@output_options
@pass_settings
def search_command(settings: Settings, words: tuple[str, ...], limit: int, which: Filter, shape: Format) -> None:
    """Find the passages that hold all WORDS, inflected or inside a compound; "two words" stand together."""
    from agreementkit.catalog import open_catalog
    from agreementkit.catalog.search import search

    with open_catalog(settings.catalog_path(), readonly=True) as catalog:
        write_shape(search(catalog, " ".join(words), limit=limit, which=which), shape, settings)
