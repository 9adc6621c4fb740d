"""SQLite's errors as errors that a user can act on: at most three lines, always with the file's name."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from agreementkit.errors import AgreementkitError, FileAccessError, MissingDependencyError, UnreadableError

_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_SCHEMA, sqlite3.SQLITE_FORMAT})
_LOCKED = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_READ_ONLY = frozenset({sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH})


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite raises inside the block into an error that names the catalog and the way out.

    Raises:
        FileAccessError: Locked by another program, not writable, or the disk is full or failing.
        UnreadableError: Damaged, or no SQLite file.
        MissingDependencyError: This Python's SQLite lacks full-text search.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise _explain(error, path) from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        # SQLite does not look at texts again: broken bytes show only when a row is read
        raise damaged(path, "it holds text that is no UTF-8 or no JSON") from error


def damaged(path: Path, reason: str) -> UnreadableError:
    """The error for a catalog whose content cannot be trusted."""
    return UnreadableError(
        f"The catalog {path} is damaged or no catalog: {reason}.",
        "Move it away and run 'agreementkit ingest' again; the originals beside it are untouched.",
    )


def _explain(error: sqlite3.Error, path: Path) -> AgreementkitError:
    # the lowest byte is the primary code; the rest only refines it
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    # what SQLite says of a damaged schema quotes whole statements
    text = " ".join(str(error).split())[:200]
    if code in _LOCKED:
        return FileAccessError(
            f"The catalog {path} is locked by another program.",
            "Close the program that has it open (a database browser, another ingest), then try again.",
        )
    if code == sqlite3.SQLITE_FULL:
        return FileAccessError(
            f"The disk is full: the catalog {path} was left as it was.", "Free some space, then try again."
        )
    if code in _READ_ONLY:
        return FileAccessError(
            f"The catalog {path} cannot be written: {text}.", "Check the permissions of the file and of its folder."
        )
    if code == sqlite3.SQLITE_CANTOPEN:
        return FileAccessError(
            f"The catalog {path} cannot be opened: {text}.",
            "Check that its folder exists and may be written.",
        )
    if code == sqlite3.SQLITE_IOERR:
        return FileAccessError(
            f"Reading or writing the catalog {path} failed: {text}.", "Check the disk or the network drive it lies on."
        )
    if "no such module: fts5" in text or "no such tokenizer: trigram" in text:
        return MissingDependencyError(
            f"This Python's SQLite ({sqlite3.sqlite_version}) has no full-text search.",
            "Install Python from python.org, or your system's python3 of version 3.11 or newer.",
        )
    if code in _DAMAGED or text.startswith(("no such table", "no such column", "malformed")):
        return damaged(path, text)
    return FileAccessError(f"The catalog {path} cannot be used: {text}.", "Run 'agreementkit doctor' to check it.")
