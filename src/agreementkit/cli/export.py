"""``agreementkit export``: all records, for other programs."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from agreementkit.cli.options import as_of_stored_option, min_confidence_option, to_file_option, which_options
from agreementkit.cli.settings import Settings, pass_settings
from agreementkit.cli.sure import sure_records
from agreementkit.cli.writing import write_text

if TYPE_CHECKING:
    from agreementkit.catalog.queries import Filter


@click.command("export")
@click.option("--json", "fmt", flag_value="json", default="json", help="One JSON array of records (the default).")
@click.option("--nl", "fmt", flag_value="nl", help="One record a line (JSON Lines).")
@click.option("--csv", "fmt", flag_value="csv", help="One row a document, the fields of a comparison as columns.")
@click.option("--excel", is_flag=True, help="CSV for a German Excel: «;» and a byte order mark.")
@min_confidence_option
@as_of_stored_option
@which_options
@to_file_option
@pass_settings
def export_command(
    settings: Settings,
    fmt: str,
    excel: bool,
    min_confidence: float | None,
    as_of: date | None,
    which: Filter,
    output: Path | None,
) -> None:
    """Write the records of the catalog as JSON, JSON Lines or CSV."""
    from agreementkit.catalog import open_catalog
    from agreementkit.catalog.queries import Today, get_records
    from agreementkit.deadlines import recompute

    table = excel or fmt == "csv"
    # a row of a table does not say of which day its deadlines are; a record does
    day = as_of or (date.today() if table else None)  # noqa: DTZ011 - a deadline is a day where its reader is
    today = Today(day, recompute) if day else None
    with open_catalog(settings.catalog_path(), readonly=True) as catalog:
        records = sure_records(get_records(catalog, which, today=today), min_confidence, settings)
    if table:
        write_text(_csv(records, settings, excel=excel), output)
    elif fmt == "nl":
        write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), output)
    else:
        write_text(json.dumps(records, ensure_ascii=False, indent=2) + "\n", output)


def _csv(records: list[dict[str, Any]], settings: Settings, *, excel: bool) -> str:
    from agreementkit.catalog.compare import as_listing, compare
    from agreementkit.output import render

    return render(as_listing(compare(records, lang=settings.lang)), "csv", lang=settings.lang, excel=excel)
