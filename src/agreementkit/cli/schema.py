"""``agreementkit schema``: the JSON Schema of the record."""

from __future__ import annotations

from pathlib import Path

import click

from agreementkit.cli.options import to_file_option
from agreementkit.cli.writing import write_text


@click.command("schema")
@to_file_option
def schema_command(output: Path | None) -> None:
    """Print the JSON Schema (2020-12) of the record that extract, show and export write."""
    import json

    from agreementkit.agreement import Agreement

    schema = Agreement.model_json_schema(mode="serialization")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "agreementkit record"}
    write_text(json.dumps({**head, **schema, "title": head["title"]}, ensure_ascii=False, indent=2) + "\n", output)
