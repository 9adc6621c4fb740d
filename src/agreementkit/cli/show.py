"""``agreementkit show``: one agreement of the catalog."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from agreementkit.cli.options import to_file_option
from agreementkit.cli.settings import Settings, pass_settings
from agreementkit.cli.writing import write_text


@click.command("show")
@click.argument("reference")
@click.option("--json", "as_json", is_flag=True, help="Print the record (the default in a pipe).")
@click.option("--text", "as_text", is_flag=True, help="Print the normalised text.")
@to_file_option
@pass_settings
def show_command(settings: Settings, reference: str, as_json: bool, as_text: bool, output: Path | None) -> None:
    """Show the agreement that REFERENCE means: its id, file name, title or city."""
    from agreementkit.catalog import open_catalog
    from agreementkit.catalog.queries import get_record, get_text
    from agreementkit.output.record import summarise

    if as_json and as_text:
        raise click.UsageError("--json and --text exclude each other")
    with open_catalog(settings.catalog_path(), readonly=True) as catalog:
        if as_text:
            write_text(get_text(catalog, reference), output)
            return
        record = get_record(catalog, reference)
    if as_json or output or not sys.stdout.isatty():
        write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", output)
    else:
        write_text(summarise(record, lang=settings.lang))
