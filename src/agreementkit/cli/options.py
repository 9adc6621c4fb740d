"""Options that several commands share, as decorators."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from agreementkit.ocr_engine import DEFAULT_ENGINE

F = TypeVar("F", bound=Callable[..., Any])

ANY_PATH = click.Path(path_type=Path, readable=False)
"""A path as given. Whether it can be read is found by reading it, which has an exit code and a message of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """How output is written.

    Attributes:
        name: One of ``FORMATS``, or None: a table on a terminal, JSON in a pipe.
        output: The file, or None for standard output.
        excel: CSV as a German Excel wants it.
    """

    name: str | None
    output: Path | None
    excel: bool


class Within(click.FloatRange):
    """A number between two others; «nan», which compares with none, is refused."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number.

        Raises:
            click.BadParameter: It is none, or out of range.
        """
        number: float = super().convert(value, param, ctx)
        if math.isnan(number):
            self.fail(f"{value} is not in the range {self.min}<=x<={self.max}.", param, ctx)
        return number


class IsoDate(click.ParamType[date]):
    """A day as YYYY-MM-DD.

    Attributes:
        within: The first and the last year that make sense.
    """

    name = "date"

    def __init__(self, within: tuple[int, int] = (date.min.year, date.max.year)) -> None:
        self.within = within

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Parse the day, or say what a day looks like."""
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no day; write it as 2026-09-30", param, ctx)
        first, last = self.within
        if not first <= day.year <= last:
            self.fail(f"{day} lies outside of the years {first} to {last}", param, ctx)
        return day


AS_OF = IsoDate(within=(1900, 2999))
"""A day that can count as today: periods counted from it stay within the calendar."""


def as_of_stored_option(function: F) -> F:
    """``--as-of`` for what prints records: None leaves the deadlines in them as they were stored."""
    return click.option(
        "--as-of",
        type=AS_OF,
        help="The day that counts as today for deadlines (default: today; records keep the day of ingest).",
    )(function)


def as_of_option(function: F) -> F:
    """``--as-of``: the day that counts as today."""
    return click.option(
        "--as-of",
        type=AS_OF,
        default=date.today,
        show_default="today",
        help="The day that counts as today for deadlines.",
    )(function)


def _installed_engine(context: click.Context, _option: click.Parameter, name: str) -> str:
    """Refuse an OCR engine that is not there before the first document is read."""
    from agreementkit.cli.settings import Settings

    settings = context.find_object(Settings)
    if name != DEFAULT_ENGINE and settings is not None and not context.resilient_parsing:
        from agreementkit.engines import find_ocr_engine
        from agreementkit.plugins import load_plugins

        find_ocr_engine(load_plugins(without=settings.without_plugins), name)
    return name


def reading_options(function: F) -> F:
    """``--ocr``, ``--ocr-engine`` and ``--level``: how files are read and repaired."""
    for option in (
        click.option(
            "--level",
            type=click.Choice(["safe", "full", "off"]),
            default="full",
            show_default=True,
            help="How much of a garbled text is repaired.",
        ),
        click.option(
            "--ocr-engine",
            metavar="NAME",
            default=DEFAULT_ENGINE,
            show_default=True,
            envvar="AGREEMENTKIT_OCR_ENGINE",
            callback=_installed_engine,
            help="What reads image pages; 'agreementkit plugins' lists the engines (env AGREEMENTKIT_OCR_ENGINE).",
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


def min_confidence_option(function: F) -> F:
    """``--min-confidence``: findings below are left out of the output; None where it is not given."""
    return click.option(
        "--min-confidence",
        type=Within(0.0, 1.0),
        help="Leave findings below this confidence (0 to 1) out of the output; what is stored stays.",
    )(function)


def to_file_option(function: F) -> F:
    """``-o``: where the output goes."""
    return click.option("-o", "--output", type=ANY_PATH, help="Write to this file instead of standard output.")(
        function
    )


FORMATS = ("table", "json", "nl", "csv", "tsv", "markdown", "html")


def output_options(function: F) -> F:
    """``--json --nl --csv --tsv --table --fmt -o --excel``, as sqlite-utils has them; gives a ``Format``."""

    @wraps(function)
    def with_format(*args: Any, **kwargs: Any) -> Any:
        chosen = [name for name in ("json", "nl", "csv", "tsv", "table") if kwargs.pop(f"as_{name}")]
        fmt = kwargs.pop("fmt")
        if fmt:
            chosen.append(fmt)
        if len(set(chosen)) > 1:
            raise click.UsageError(f"Choose one format, not {' and '.join(dict.fromkeys(chosen))}.")
        kwargs["shape"] = Format(
            name=chosen[0] if chosen else None, output=kwargs.pop("output"), excel=kwargs.pop("excel")
        )
        return function(*args, **kwargs)

    wrapped: Any = to_file_option(with_format)
    for option in (
        click.option("--excel", is_flag=True, help="CSV for a German Excel: «;» and a byte order mark."),
        click.option("--fmt", type=click.Choice(FORMATS), help="Any format by name."),
        click.option("-t", "--table", "as_table", is_flag=True, help="Table (the default on a terminal)."),
        click.option("--tsv", "as_tsv", is_flag=True, help="Tab-separated values."),
        click.option("--csv", "as_csv", is_flag=True, help="CSV."),
        click.option("--nl", "as_nl", is_flag=True, help="One JSON object a line."),
        click.option("--json", "as_json", is_flag=True, help="JSON (the default in a pipe)."),
    ):
        wrapped = option(wrapped)
    return cast("F", wrapped)


def which_options(function: F) -> F:
    """``--municipality --type --flag --agreements``: which documents; a catalog ``Filter`` comes out as ``which``."""

    @wraps(function)
    def with_filter(*args: Any, **kwargs: Any) -> Any:
        from agreementkit.catalog.queries import Filter

        kwargs["which"] = Filter(
            municipality=kwargs.pop("municipality"),
            type=kwargs.pop("of_type"),
            flag=kwargs.pop("flag"),
            agreements=True if kwargs.pop("agreements") else None,
        )
        return function(*args, **kwargs)

    wrapped: Any = with_filter
    for option in (
        click.option("--agreements", is_flag=True, help="Only what is an agreement."),
        click.option("--flag", help="Only documents with this flag, e.g. impossible_date."),
        click.option("--type", "of_type", help="Only this type, e.g. Zielvereinbarung."),
        click.option("--municipality", help="Only this city, by name or AGS."),
    ):
        wrapped = option(wrapped)
    return cast("F", wrapped)
