"""``agreementkit list``: what the catalog holds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from agreementkit.cli.options import (
    Format,
    as_of_option,
    min_confidence_option,
    output_options,
    which_options,
)
from agreementkit.cli.settings import Settings, pass_settings
from agreementkit.cli.sure import note_left_out
from agreementkit.cli.writing import write_shape

if TYPE_CHECKING:
    from agreementkit.catalog.queries import Filter


@click.command("list")
@min_confidence_option
@as_of_option
@which_options
@output_options
@pass_settings
def list_command(settings: Settings, min_confidence: float | None, as_of: date, which: Filter, shape: Format) -> None:
    """List the documents of the catalog: city, type, date, state, next notice, flags."""
    from agreementkit.catalog import open_catalog
    from agreementkit.catalog.queries import Today, list_documents
    from agreementkit.catalog.sure import list_sure_documents
    from agreementkit.deadlines import recompute

    with open_catalog(settings.catalog_path(), readonly=True) as catalog:
        today = Today(as_of, recompute)
        if min_confidence is None:
            write_shape(list_documents(catalog, which, today=today), shape, settings)
            return
        listing, left_out = list_sure_documents(catalog, which, today=today, minimum=min_confidence)
        write_shape(listing, shape, settings)
        note_left_out(left_out, min_confidence, settings)
