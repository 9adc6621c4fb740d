"""``agreementkit list``: what the catalog holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from agreementkit.cli.options import Format, output_options, which_options
from agreementkit.cli.settings import Settings, pass_settings
from agreementkit.cli.writing import write_shape

if TYPE_CHECKING:
    from agreementkit.catalog.queries import Filter


@click.command("list")
@which_options
@output_options
@pass_settings
def list_command(settings: Settings, which: Filter, shape: Format) -> None:
    """List the documents of the catalog: city, type, date, state, next notice, flags."""
    from agreementkit.catalog import open_catalog
    from agreementkit.catalog.queries import list_documents

    with open_catalog(settings.catalog_path(), readonly=True) as catalog:
        write_shape(list_documents(catalog, which), shape, settings)
