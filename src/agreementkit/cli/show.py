"""``agreementkit show``: one agreement of the catalog."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import click

from agreementkit.cli.options import as_of_stored_option, to_file_option
from agreementkit.cli.settings import Settings, pass_settings
from agreementkit.cli.writing import write_text


@click.command("show")
@click.argument("reference")
@click.option("--json", "as_json", is_flag=True, help="Print the record (the default in a pipe).")
@click.option("--text", "as_text", is_flag=True, help="Print the normalised text.")
@as_of_stored_option
@to_file_option
@pass_settings
def show_command(
    settings: Settings, reference: str, as_json: bool, as_text: bool, as_of: date | None, output: Path | None
) -> None:
    """Show the agreement that REFERENCE means: its id, file name, title or city."""
    from agreementkit.catalog import open_catalog
    from agreementkit.catalog.queries import Today, get_record, get_text
    from agreementkit.deadlines import recompute
    from agreementkit.output.record import summarise

    if as_json and as_text:
        raise click.UsageError("--json and --text exclude each other")
    summary = sys.stdout.isatty() and not (as_json or output)
    # a person reads a deadline as of today; a record says of which day it is
    day = as_of or (date.today() if summary else None)  # noqa: DTZ011 - a deadline is a day where its reader is
    with open_catalog(settings.catalog_path(), readonly=True) as catalog:
        if as_text:
            write_text(get_text(catalog, reference), output)
            return
        record = get_record(catalog, reference, today=Today(day, recompute) if day else None)
    if summary:
        write_text(summarise(record, lang=settings.lang))
    else:
        write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", output)
