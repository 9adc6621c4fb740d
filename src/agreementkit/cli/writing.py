"""Data to standard output or to a file, as UTF-8 with bare line feeds."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from agreementkit.cli.options import Format
from agreementkit.cli.settings import Settings
from agreementkit.errors import FileAccessError

if TYPE_CHECKING:
    from agreementkit.output.shapes import Comparison, Listing


def write_text(text: str, output: Path | None = None, *, styled: bool = False) -> None:
    """Write data where it belongs, character for character; a terminal gets no control characters of a document.

    Args:
        text: The data.
        output: The file; standard output where it is None or ``-``.
        styled: The text holds colours of ours, and nothing else that a terminal obeys.

    Raises:
        FileAccessError: The file cannot be written.
    """
    if output is None or str(output) == "-":
        if sys.stdout.isatty() and not styled:
            text = "".join(c if c in "\n\t" or c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(text.encode("utf-8", "replace"))
    except OSError as error:
        raise FileAccessError(
            f"{output} cannot be written: {error.strerror}.", "Choose another place with -o."
        ) from error


def write_shape(shape: Listing | Comparison, how: Format, settings: Settings) -> None:
    """Write a listing or a comparison in the wanted format, or in the one that fits where it goes.

    Raises:
        FileAccessError: The file cannot be written.
    """
    from agreementkit.output import render

    terminal = how.output is None and sys.stdout.isatty()
    name = how.name or ("csv" if how.excel else "table" if terminal else "json")
    styled = terminal and name == "table"
    text = render(shape, name, lang=settings.lang, excel=how.excel, terminal=terminal)
    write_text(text, how.output, styled=styled)
