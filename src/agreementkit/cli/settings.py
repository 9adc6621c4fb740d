"""What the global options say, for every command."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import click

Lang = Literal["de", "en"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The global options.

    Attributes:
        db: The catalog as given, or None for the default.
        progress: Whether a progress bar may be shown; it still needs a terminal.
    """

    db: Path | None
    verbose: bool
    quiet: bool
    progress: bool
    without_plugins: tuple[str, ...]
    lang: Lang
    debug: bool

    def catalog_path(self) -> Path:
        """The catalog's file: as given, or ``catalog.db`` in the user's data folder."""
        if self.db is not None:
            return self.db
        from platformdirs import user_data_path

        return user_data_path("agreementkit", appauthor=False) / "catalog.db"

    def note(self, message: str) -> None:
        """Say something on stderr unless ``--quiet``."""
        if not self.quiet:
            click.echo(message, err=True)

    def warn_once(self, warnings: Iterable[str], said: set[str]) -> None:
        """Say each warning on stderr, and none again that is among ``said``: a folder of scans lacks one thing."""
        for warning in dict.fromkeys(warnings):
            if warning not in said:
                said.add(warning)
                self.note(f"Warning: {warning}")

    def detail(self, message: str) -> None:
        """Say something on stderr where ``--verbose`` asks for it."""
        if self.verbose and not self.quiet:
            click.echo(message, err=True)


pass_settings = click.make_pass_decorator(Settings)
