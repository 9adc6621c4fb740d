"""Schema versions: ``PRAGMA user_version`` says where a catalog stands, each step is one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

from agreementkit.catalog.faults import damaged
from agreementkit.catalog.schema import APPLICATION_ID, create_statements, documentation_rows
from agreementkit.catalog.views import VIEW_DOCUMENTATION, VIEWS
from agreementkit.errors import FileAccessError

Migration = Callable[[sqlite3.Connection], None]
"""Brings a catalog one version up; runs inside a transaction that it must not end (no ``executescript``)."""


def _version_1(connection: sqlite3.Connection) -> None:
    for statement in create_statements():
        connection.execute(statement)
    connection.executemany("INSERT INTO documentation VALUES (?, ?, ?)", documentation_rows())


def _version_2(connection: sqlite3.Connection) -> None:
    """Say of each page how many of its words were repaired; records of the first programs do not."""
    connection.execute("ALTER TABLE pages ADD COLUMN repaired INTEGER")
    connection.execute(
        "UPDATE pages SET repaired = (SELECT json_extract(p.value, '$.repaired') FROM records r, "
        "json_each(r.record, '$.source.pages') p WHERE r.document_id = pages.document_id "
        "AND json_extract(p.value, '$.page') = pages.page)"
    )
    _renew(connection)


def _renew(connection: sqlite3.Connection) -> None:
    """Make our views and their documentation what they are today; views that a person has added stay."""
    for name in VIEW_DOCUMENTATION:
        connection.execute(f"DROP VIEW IF EXISTS {name}")
    for statement in VIEWS:
        connection.execute(statement)
    rows = documentation_rows()
    connection.executemany("DELETE FROM documentation WHERE object = ?", sorted({(row[0],) for row in rows}))
    connection.executemany("INSERT INTO documentation VALUES (?, ?, ?)", rows)


MIGRATIONS: tuple[Migration, ...] = (_version_1, _version_2)
"""Step n brings version n to n + 1. Released steps are never edited: a change of the schema is a new one."""


def schema_version(connection: sqlite3.Connection, path: Path) -> int:
    """The schema version of an open file; 0 for an empty one.

    Raises:
        UnreadableError: It is a database of another program.
        sqlite3.DatabaseError: It is no SQLite file.
    """
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (objects,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application != APPLICATION_ID and (objects or version or application):
        raise damaged(path, "it is a database of another program")
    if version and not objects:
        raise damaged(path, "its tables are gone")
    return int(version)


def check_version(version: int, path: Path, known: int = len(MIGRATIONS)) -> None:
    """Refuse a catalog that a newer program has made.

    Raises:
        FileAccessError: It has a newer schema than this program knows.
    """
    if version > known:
        raise FileAccessError(
            f"The catalog {path} has schema version {version}; this program knows versions up to {known}.",
            "Upgrade with 'pip install --upgrade agreementkit', or choose another catalog with --db.",
        )


def migrate(connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration] = MIGRATIONS) -> int:
    """Bring a catalog to the newest version, one transaction a step.

    Args:
        connection: Open for writing, in autocommit mode (``isolation_level=None``).
        path: For messages.
        migrations: All steps, the first from version 0.

    Returns:
        The number of steps that were taken.

    Raises:
        FileAccessError: The catalog is newer than this program.
        UnreadableError: It is a database of another program.
    """
    taken = 0
    while True:
        version = schema_version(connection, path)
        check_version(version, path, len(migrations))
        if version == len(migrations):
            return taken
        connection.execute("BEGIN IMMEDIATE")
        try:
            # another program may have taken the step while we waited for the lock
            if schema_version(connection, path) == version:
                migrations[version](connection)
                connection.execute(f"PRAGMA user_version = {version + 1:d}")
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
                taken += 1
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
