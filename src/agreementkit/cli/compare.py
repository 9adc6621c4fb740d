"""``agreementkit compare``: cities by fields."""

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
from agreementkit.cli.sure import sure_records
from agreementkit.cli.writing import write_shape

if TYPE_CHECKING:
    from agreementkit.catalog.queries import Filter


@click.command("compare")
@click.argument("references", nargs=-1)
@click.option("--field", "fields", multiple=True, help="Only this field, e.g. notice_period; may be repeated.")
@min_confidence_option
@as_of_option
@which_options
@output_options
@pass_settings
def compare_command(
    settings: Settings,
    references: tuple[str, ...],
    fields: tuple[str, ...],
    min_confidence: float | None,
    as_of: date,
    which: Filter,
    shape: Format,
) -> None:
    """Compare agreements field by field, each cell with its place; a dash where the document is silent.

    REFERENCES are ids, file names or cities; without them all agreements are compared.
    """
    from dataclasses import replace

    from agreementkit.catalog import open_catalog
    from agreementkit.catalog.compare import compare
    from agreementkit.catalog.queries import Today, get_record, get_records
    from agreementkit.deadlines import recompute
    from agreementkit.plugins import load_plugins

    today = Today(as_of, recompute)
    labels = load_plugins(without=settings.without_plugins).own_labels()

    with open_catalog(settings.catalog_path(), readonly=True) as catalog:
        if references:
            records = [get_record(catalog, reference, today=today) for reference in references]
        else:
            records = get_records(catalog, replace(which, agreements=True), today=today)
        matrix = compare(
            sure_records(records, min_confidence, settings), fields=fields or None, lang=settings.lang, labels=labels
        )
        write_shape(matrix, shape, settings)
