"""Files from the command line: paths, folders and standard input, as bytes with a name."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal

from agreementkit.batch import Job
from agreementkit.cli.settings import Settings
from agreementkit.errors import FileAccessError, NotFoundError, UnreadableError

LARGEST_FILE = 100 * 1024 * 1024
"""Bytes; larger files are refused before they are read into memory."""

DOCUMENTS = {".pdf", ".txt", ".md", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".text", ".markdown"}
"""Name endings taken from a folder; a file that is named itself is read whatever it is called."""

_SIGNATURES = (b"%PDF-", b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
"""How PDF, PNG, JPEG and TIFF begin: these are taken from a folder whatever they are called."""


def shown_name(path: Path) -> str:
    """The file's name for records and messages, with what is no Unicode or not printable made visible."""
    name = os.fsencode(path.name).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in name)


def _label(path: Path) -> str:
    return os.fsencode(path.resolve()).decode("utf-8", "backslashreplace")


def find_files(paths: Iterable[Path], passed_over: list[Path] | None = None) -> Iterator[Path]:
    """The named files, and the documents below the named folders, each folder sorted by name.

    A folder that may not be read is given as it is: reading it tells why.

    Args:
        paths: Files and folders; ``-`` is standard input.
        passed_over: Takes the files of the folders that are no documents.

    Raises:
        NotFoundError: A path does not exist.
    """
    for path in paths:
        kind = "file" if str(path) == "-" else _kind(path)
        if kind == "none":
            raise NotFoundError(f"There is no file or folder {shown_name(path)}.", "Check the path.")
        if kind == "folder":
            yield from _below(path, [] if passed_over is None else passed_over)
        else:
            yield path


def _kind(path: Path) -> Literal["file", "folder", "none"]:
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return "none"
    except OSError:
        return "file"
    return "folder" if stat.S_ISDIR(mode) else "file"


def _below(folder: Path, passed_over: list[Path]) -> list[Path]:
    """The documents below a folder, and the folders that may not be read."""
    closed: list[Path] = []
    found: list[Path] = []
    for place, _, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        for path in sorted(map(Path(place).joinpath, names)):
            if not _is_hidden(path, folder) and _kind(path) == "file":
                (found if _is_document(path) else passed_over).append(path)
    return sorted([*found, *(path for path in closed if not _is_hidden(path, folder))])


def _is_document(path: Path) -> bool:
    if path.suffix.strip().lower() in DOCUMENTS:
        return True
    try:
        with path.open("rb") as file:
            return file.read(8).startswith(_SIGNATURES)
    except OSError:
        return False


def note_passed_over(passed_over: Sequence[Path], settings: Settings) -> None:
    """Say which files of the folders were left alone, so that nobody takes them for read."""
    if passed_over:
        names = ", ".join(shown_name(path) for path in passed_over[:3])
        more = f" and {len(passed_over) - 3} more" if len(passed_over) > 3 else ""
        settings.note(f"Not read, as they are no PDF, picture or text: {names}{more}.")


def _is_hidden(path: Path, folder: Path) -> bool:
    """Hidden files, and what a catalog keeps beside itself."""
    return any(part.startswith(".") or part.endswith(".originals") for part in path.relative_to(folder).parts)


def read_job(path: Path) -> Job:
    """Read one file, or standard input for ``-``.

    Raises:
        NotFoundError: It does not exist.
        FileAccessError: It cannot be opened.
        UnreadableError: It is larger than the limit, or a folder.
    """
    if str(path) == "-":
        if sys.stdin is None:
            raise UnreadableError("There is no standard input.", "Give the path of a document.")
        return Job(data=sys.stdin.buffer.read(LARGEST_FILE + 1), file_name="stdin")
    name = shown_name(path)
    try:
        if _kind(path) == "folder":
            next(os.scandir(path), None)  # a folder that may not be read says so
            raise UnreadableError(f"{name} is a folder, not a file.", "Use: agreementkit ingest FOLDER")
        if not path.is_file() and path.exists():
            raise UnreadableError(f"{name} is no regular file.", "Give the path of a document.")
        size = path.stat().st_size
        if size > LARGEST_FILE:
            limit = LARGEST_FILE >> 20
            raise UnreadableError(
                f"{name} has {size >> 20} MB; the limit is {limit} MB.", "Split it, or scan it smaller."
            )
        return Job(data=path.read_bytes(), file_name=name, path=_label(path))
    except FileNotFoundError as error:
        raise NotFoundError(f"There is no file {name}.", "Check the path.") from error
    except OSError as error:
        raise FileAccessError(f"{name} cannot be read: {error.strerror}.", "Check its permissions.") from error
