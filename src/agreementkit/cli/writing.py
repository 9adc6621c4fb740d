"""Data to standard output or to a file, as UTF-8 with bare line feeds."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from agreementkit.errors import FileAccessError


def write_text(text: str, output: Path | None = None) -> None:
    """Write data where it belongs, character for character.

    Raises:
        FileAccessError: The file cannot be written.
    """
    if output is None or str(output) == "-":
        if sys.stdout.isatty():
            text = "".join(
                c if c in "\n\t" or c == "\x1b" or c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text
            )
        stream = click.get_binary_stream("stdout")
        stream.write(text.encode("utf-8", "replace"))
        stream.flush()
        return
    try:
        output.write_bytes(text.encode("utf-8", "replace"))
    except OSError as error:
        raise FileAccessError(
            f"{output} cannot be written: {error.strerror}.", "Choose another place with -o."
        ) from error
