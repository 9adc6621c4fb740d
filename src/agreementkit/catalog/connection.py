"""How a catalog file is opened: for writing, for reading, and on media that cannot be written."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from agreementkit.catalog.faults import damaged, explained
from agreementkit.catalog.migrations import MIGRATIONS, check_version, migrate, schema_version
from agreementkit.errors import FileAccessError, NotFoundError

BUSY_TIMEOUT_S = 30.0
"""How long a writer waits for another one; transactions are short, so this is a lock that someone holds on to."""

_SQLITE_MAGIC = b"SQLite format 3\x00"


def open_for_writing(path: Path, busy_timeout_s: float = BUSY_TIMEOUT_S) -> sqlite3.Connection:
    """Open a catalog, make it where there is none, and bring it to the newest schema.

    Args:
        path: The file; its folder is made where it is missing.
        busy_timeout_s: Seconds to wait for another writer.

    Returns:
        A connection in autocommit mode: transactions are begun by hand.

    Raises:
        FileAccessError: Locked, not writable, or newer than this program.
        UnreadableError: Damaged, or a file of another kind.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileAccessError(
            f"The folder of the catalog {path} cannot be made: {error.strerror}.", "Choose another place with --db."
        ) from error
    _check_kind(path)
    with explained(path):
        connection = sqlite3.connect(path, timeout=busy_timeout_s, isolation_level=None)
        try:
            _check_pages(connection, path)
            schema_version(connection, path)
            # WAL lets readers read while one writes; a network drive may refuse it, and then the default holds.
            # In WAL mode NORMAL survives every crash of the program and loses at most the last seconds in a power cut.
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            migrate(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def open_for_reading(path: Path, busy_timeout_s: float = BUSY_TIMEOUT_S) -> sqlite3.Connection:
    """Open a catalog so that nothing can be written through the connection; upgrades an older schema first.

    Raises:
        NotFoundError: There is no catalog, or an empty file.
        FileAccessError: Not readable, newer than this program, or older on a medium that cannot be written.
        UnreadableError: Damaged, or a file of another kind.
    """
    _check_kind(path)
    if not path.exists() or path.stat().st_size == 0:
        raise NotFoundError(f"There is no catalog at {path}.", "Make one with 'agreementkit ingest FOLDER'.")
    with explained(path):
        connection = _connect_reader(path, busy_timeout_s)
        try:
            version = schema_version(connection, path)
            check_version(version, path)
            if version < len(MIGRATIONS):
                connection.close()
                open_for_writing(path, busy_timeout_s).close()
                connection = _connect_reader(path, busy_timeout_s)
        except BaseException:
            connection.close()
            raise
    return connection


def open_sealed(path: Path) -> sqlite3.Connection:
    """Open a catalog with ``mode=ro``, for statements that others wrote.

    Raises:
        sqlite3.Error: It cannot be opened.
    """
    try:
        return _connect_uri(path, "mode=ro", BUSY_TIMEOUT_S)
    except sqlite3.OperationalError:
        return _connect_uri(path, "mode=ro&immutable=1", BUSY_TIMEOUT_S)


def _check_kind(path: Path) -> None:
    if path.is_dir():
        raise FileAccessError(f"The catalog {path} is a folder.", "Give a file, for example --db catalog.db.")
    try:
        with path.open("rb") as file:
            head = file.read(len(_SQLITE_MAGIC))
    except FileNotFoundError:
        return
    except OSError as error:
        raise FileAccessError(
            f"The catalog {path} cannot be read: {error.strerror}.", "Check its permissions."
        ) from error
    # an empty file is what a crash before the first transaction leaves: it becomes a new catalog
    if head and head != _SQLITE_MAGIC:
        raise damaged(path, "it is no SQLite file")


def _check_pages(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse to write into a file whose pages contradict each other; 50 MB take a tenth of a second."""
    if path.stat().st_size > 50_000_000:
        return
    (finding,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if finding != "ok":
        raise damaged(path, " ".join(str(finding).split())[:120])


def _connect_reader(path: Path, busy_timeout_s: float) -> sqlite3.Connection:
    # mode=ro would leave the -wal and -shm files behind, as a reader may not remove them; so a reader that could write
    # is bound by query_only, and mode=ro is for files that cannot be written
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        connection = sqlite3.connect(path, timeout=busy_timeout_s, isolation_level=None)
        try:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            connection.close()
            raise
        return connection
    try:
        return _connect_uri(path, "mode=ro", busy_timeout_s)
    except sqlite3.OperationalError:
        # a WAL catalog in a folder that cannot be written: nobody else can write it either
        return _connect_uri(path, "mode=ro&immutable=1", busy_timeout_s)


def _connect_uri(path: Path, options: str, busy_timeout_s: float) -> sqlite3.Connection:
    address = f"file:{quote(path.resolve().as_posix())}?{options}"
    connection = sqlite3.connect(address, uri=True, timeout=busy_timeout_s, isolation_level=None)
    try:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection
