"""Options that several commands share, as decorators."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


class IsoDate(click.ParamType):
    """A day as YYYY-MM-DD."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Parse the day, or say what a day looks like."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no day; write it as 2026-09-30", param, ctx)


def as_of_option(function: F) -> F:
    """``--as-of``: the day that counts as today."""
    return click.option(
        "--as-of",
        type=IsoDate(),
        default=date.today,
        show_default="today",
        help="The day that counts as today for deadlines.",
    )(function)


def reading_options(function: F) -> F:
    """``--ocr`` and ``--level``: how files are read and repaired."""
    for option in (
        click.option(
            "--level",
            type=click.Choice(["safe", "full", "off"]),
            default="full",
            show_default=True,
            help="How much of a garbled text is repaired.",
        ),
        click.option(
            "--ocr",
            type=click.Choice(["auto", "skip", "force"]),
            default="auto",
            show_default=True,
            help="Read image pages: where needed, never, or all pages anew.",
        ),
    ):
        function = option(function)
    return function


def to_file_option(function: F) -> F:
    """``-o``: where the output goes."""
    return click.option(
        "-o", "--output", type=click.Path(path_type=Path), help="Write to this file instead of standard output."
    )(function)
