"""``agreementkit plugin new``: a working plugin for an author to start from."""

from __future__ import annotations

from pathlib import Path

import click

from agreementkit.cli.settings import Settings, pass_settings
from agreementkit.cli.writing import write_text


@click.group("plugin", no_args_is_help=False)
def plugin_command() -> None:
    """Write a plugin of one's own."""


@plugin_command.command("new")
@click.argument("name")
@click.option("--into", type=click.Path(path_type=Path), help="The folder to write (default: ./agreementkit-NAME).")
@pass_settings
def new_command(settings: Settings, name: str, into: Path | None) -> None:
    """Write a working package with one plugin, NAME: module, test, build file. Overwrites nothing."""
    from agreementkit.scaffold import new_plugin

    folder = new_plugin(name, into)
    write_text(f"{folder}\n")
    settings.note(f"Next: pip install -e {folder}, then: agreementkit plugins")
