"""``agreementkit demo``: the whole job on scans that come with the program."""

from __future__ import annotations

import sys
import tempfile
from importlib.resources import files
from pathlib import Path

import click

from agreementkit.cli.settings import Settings, pass_settings

AS_OF = "2026-11-21"
"""The day of the demonstration, so that it shows the same on every day."""


@click.command("demo")
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    help="Keep the scans and the catalog in this folder (default: a temporary one that is removed).",
)
@pass_settings
@click.pass_context
def demo_command(context: click.Context, settings: Settings, into: Path | None) -> int:
    """Read four scanned agreements of invented towns, list and compare them, and show the deadlines."""
    if into is not None:
        into.mkdir(parents=True, exist_ok=True)
        return _run(context, settings, into)
    with tempfile.TemporaryDirectory(prefix="agreementkit-demo-") as folder:
        return _run(context, settings, Path(folder))


def _run(context: click.Context, settings: Settings, folder: Path) -> int:
    scans = folder / "scans"
    scans.mkdir(exist_ok=True)
    for item in sorted(files("agreementkit").joinpath("demo").iterdir(), key=lambda item: item.name):
        if item.name.endswith(".pdf"):
            (scans / item.name).write_bytes(item.read_bytes())
    db = ["--db", str(folder / "catalog.db")]
    quiet = ["--no-progress"] if not settings.progress else []
    for arguments in (
        ["ingest", str(scans), "--as-of", AS_OF],
        ["list", "--table", "--as-of", AS_OF],
        ["compare", "--table", "--as-of", AS_OF],
        ["deadlines", "--table", "--as-of", AS_OF],
    ):
        shown = " ".join("scans" if argument == str(scans) else argument for argument in arguments)
        click.secho(f"\n$ agreementkit {shown}", bold=True)
        sys.stdout.flush()
        code = context.parent.command.main(  # type: ignore[union-attr]  # a command always has its group
            args=[*db, *quiet, *arguments], prog_name="agreementkit", standalone_mode=False
        )
        if code:
            return int(code)
    return 0
