"""``agreementkit deadlines``: who can leave by when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from agreementkit.cli.options import Format, IsoDate, as_of_option, output_options, which_options
from agreementkit.cli.settings import Settings, pass_settings
from agreementkit.cli.writing import write_shape

if TYPE_CHECKING:
    from agreementkit.catalog.queries import Filter


@click.command("deadlines")
@as_of_option
@click.option("--until", type=IsoDate(), help="Only what falls on this day or before.")
@click.option("--expired", is_flag=True, help="Show what has ended, too.")
@which_options
@output_options
@pass_settings
def deadlines_command(
    settings: Settings, as_of: date, until: date | None, expired: bool, which: Filter, shape: Format
) -> None:
    """Say who can leave by when, the next notice first.

    Computed from what was read (BGB §§ 187, 188). Where a fact is missing it is named, and no day is guessed.
    """
    from agreementkit.catalog import open_catalog
    from agreementkit.catalog.queries import Today, deadlines
    from agreementkit.deadlines import recompute

    with open_catalog(settings.catalog_path(), readonly=True) as catalog:
        found = deadlines(catalog, today=Today(as_of, recompute), until=until, which=which, expired=expired)
        write_shape(found, shape, settings)
