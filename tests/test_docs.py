"""The README names what there is: every command, option and exit code; the tutorial names every hook."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import click
import pytest

from agreementkit import hookspecs
from agreementkit.cli import cli
from agreementkit.cli.commands import COMMANDS
from agreementkit.errors import ExitCode

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme_and_explains_itself(name: str) -> None:
    assert f"agreementkit {name}" in README
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.name}"


@pytest.mark.parametrize("code", ExitCode)
def test_every_exit_code_is_in_the_readme(code: ExitCode) -> None:
    assert re.search(rf"^\| {code.value} \|", README, re.MULTILINE)


def test_every_hook_explains_itself() -> None:
    for name, hook in inspect.getmembers(hookspecs, inspect.isfunction):
        if name.startswith("agreementkit_"):
            text = inspect.getdoc(hook) or ""
            for part in ("Called:", "Combined:", "Since:", "Example::"):
                assert part in text, f"{name}: {part}"


def test_the_changelog_has_this_version() -> None:
    from agreementkit import __version__

    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f'version = "{__version__}"' in (ROOT / "pyproject.toml").read_text("utf-8")
