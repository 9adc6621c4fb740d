"""``agreementkit list``: what the catalog holds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from agreementkit.cli.options import Format, as_of_option, output_options, which_options
from agreementkit.cli.settings import Settings, pass_settings
from agreementkit.cli.writing import write_shape

if TYPE_CHECKING:
    from agreementkit.catalog.queries import Filter


@click.command("list")
@as_of_option
@which_options
@output_options
@pass_settings
def list_command(settings: Settings, as_of: date, which: Filter, shape: Format) -> None:
    """List the documents of the catalog: city, type, date, state, next notice, flags."""
    from agreementkit.catalog import open_catalog
    from agreementkit.catalog.queries import Today, list_documents
    from agreementkit.deadlines import recompute

    with open_catalog(settings.catalog_path(), readonly=True) as catalog:
        write_shape(list_documents(catalog, which, today=Today(as_of, recompute)), shape, settings)
