"""Statements that others write: read, within a time and a number of rows, and nothing else.

Four locks, each enough for what it covers: the file is opened with ``mode=ro``; ``PRAGMA query_only``; an authorizer
that knows what reading needs and denies the rest; limits on time, rows and the size of values.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass

from agreementkit.catalog.connection import open_sealed
from agreementkit.catalog.faults import explained
from agreementkit.catalog.store import Catalog
from agreementkit.errors import AgreementkitError, ExitCode
from agreementkit.output.shapes import Column, Listing

_READING = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE})
_PRAGMAS = frozenset(
    {
        "table_info",
        "table_xinfo",
        "table_list",
        "index_list",
        "index_info",
        "index_xinfo",
        "foreign_key_list",
        "function_list",
        "data_version",
    }
)
_PRAGMAS_WITHOUT_VALUE = frozenset({"user_version", "application_id", "encoding", "page_count", "page_size"})
_FORBIDDEN_FUNCTIONS = frozenset({"load_extension", "readfile", "writefile", "edit", "fts3_tokenizer", "fts5"})
_MAX_VALUE_BYTES = 20_000_000
_STEPS_BETWEEN_CHECKS = 10_000

SqlValue = str | int | float | bytes | None


class QueryError(AgreementkitError):
    """A statement is wrong, forbidden, or took too long."""

    exit_code = ExitCode.USAGE


@dataclass(frozen=True, slots=True)
class QueryResult:
    """What a statement gave.

    Attributes:
        columns: Their names.
        rows: As many as were asked for at most.
        truncated: There are more.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[SqlValue, ...], ...]
    truncated: bool

    def listing(self) -> Listing:
        """The rows as they are shown; a second column of one name gets a number, bytes become hexadecimal digits."""
        names: list[str] = []
        for name in self.columns:
            again = names.count(name) + sum(other.startswith(f"{name}_") for other in names)
            names.append(f"{name}_{again + 1}" if name in names else name)
        shown = [[value.hex() if isinstance(value, bytes) else value for value in row] for row in self.rows]
        columns = [_column(name, [row[index] for row in shown]) for index, name in enumerate(names)]
        return Listing(tuple(columns), tuple(dict(zip(names, row, strict=True)) for row in shown))


def _column(name: str, values: list[str | int | float | None]) -> Column:
    numbers = all(isinstance(value, int | float) for value in values if value is not None) and any(
        value is not None for value in values
    )
    return Column(name, name, name, "number" if numbers else "text")


def read_only_query(
    catalog: Catalog, sql: str, parameters: tuple[SqlValue, ...] = (), *, timeout_s: float = 5.0, max_rows: int = 1000
) -> QueryResult:
    """Run one statement that reads.

    Args:
        catalog: An open catalog; its file is opened once more, sealed.
        sql: One statement.
        parameters: For its question marks.
        timeout_s: Wall-clock seconds.
        max_rows: Rows that are fetched.

    Raises:
        QueryError: Not one statement, a syntax error, not allowed, or too slow.
    """
    with explained(catalog.path):
        connection = open_sealed(catalog.path)
    denied: list[str] = []
    deadline = time.monotonic() + timeout_s
    try:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MAX_VALUE_BYTES)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200)
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        _build_virtual_tables(connection)
        connection.set_authorizer(_authorizer(denied))
        connection.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS_BETWEEN_CHECKS)
        cursor = connection.execute(sql, parameters)
        if cursor.description is None:
            raise QueryError("The statement gives no rows.", "Begin it with SELECT or WITH.")
        columns = tuple(column[0] for column in cursor.description)
        rows = tuple(cursor.fetchmany(max_rows + 1))
        return QueryResult(columns, rows[:max_rows], len(rows) > max_rows)
    except (sqlite3.Error, sqlite3.Warning, ValueError, MemoryError) as error:
        raise _query_error(error, denied, timeout_s) from error
    finally:
        connection.close()


def _build_virtual_tables(connection: sqlite3.Connection) -> None:
    """Let SQLite set up the full-text tables: it asks for rights on ``sqlite_master`` then, which nobody gets later."""
    tables = connection.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'").fetchall()
    for (name,) in tables:
        quoted = name.replace('"', '""')
        connection.execute(f'SELECT 1 FROM "{quoted}" LIMIT 0')  # noqa: S608 - a table's name, quoted


def _authorizer(denied: list[str]) -> Callable[[int, str | None, str | None, str | None, str | None], int]:
    def authorize(action: int, first: str | None, second: str | None, _base: str | None, _inner: str | None) -> int:
        if action in _READING:
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() not in _FORBIDDEN_FUNCTIONS:
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_PRAGMA:
            name = (first or "").lower()
            if name in _PRAGMAS or (name in _PRAGMAS_WITHOUT_VALUE and second is None):
                return sqlite3.SQLITE_OK
        denied.append(second if action == sqlite3.SQLITE_FUNCTION and second else first or "")
        return sqlite3.SQLITE_DENY

    return authorize


def _query_error(error: Exception, denied: list[str], timeout_s: float) -> QueryError:
    text = " ".join(str(error).split())
    if "interrupted" in text:
        return QueryError(
            f"The statement took longer than {timeout_s:g} seconds and was stopped.",
            "Narrow it with WHERE, or add LIMIT.",
        )
    if denied or "readonly" in text or "not authorized" in text or "prohibited" in text:
        return QueryError(
            "The statement does more than read, which 'query' does not allow.",
            "Use one SELECT over the tables that 'SELECT * FROM documentation' lists.",
        )
    if "one statement at a time" in text:
        return QueryError("'query' takes one statement.", "Leave out what follows the first semicolon.")
    return QueryError(
        f"The statement cannot be run: {text}.", "'SELECT * FROM documentation' lists all tables and columns."
    )
