from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from made import add

from agreementkit.catalog import Catalog, open_catalog
from agreementkit.catalog.sql import QueryError, read_only_query


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    path = tmp_path_factory.mktemp("sql") / "catalog.db"
    with open_catalog(path) as catalog:
        add(catalog, "Altbeuren")
        add(catalog, "Neubeuren")
    with open_catalog(path, readonly=True) as catalog:
        yield catalog


def test_reading_works_in_all_its_forms(catalog: Catalog) -> None:
    result = read_only_query(catalog, "SELECT municipality, notice_period FROM terminations ORDER BY 1")
    assert result.columns == ("municipality", "notice_period")
    assert result.rows == (("Altbeuren", "P6W"), ("Neubeuren", "P6W"))
    assert not result.truncated
    for sql in (
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 9) SELECT sum(x) FROM n",
        "SELECT json_extract(record, '$.status') FROM records",
        "SELECT count(*) FROM passage_words WHERE passage_words MATCH 'frist'",
        "SELECT word FROM search_word_parts WHERE word LIKE '%kundig%'",
        "EXPLAIN QUERY PLAN SELECT * FROM goals",
        "PRAGMA table_info(documents)",
        "PRAGMA user_version",
        "VALUES (1), (2)",
        "SELECT * FROM documents -- a comment; with a semicolon",
    ):
        assert read_only_query(catalog, sql).rows, sql
    assert read_only_query(catalog, "SELECT ?", ("x",)).rows == (("x",),)


ESCAPES = [
    "INSERT INTO documentation VALUES ('a', 'b', 'c')",
    "UPDATE documents SET title = 'x'",
    "DELETE FROM documents",
    "REPLACE INTO documentation VALUES ('a', 'b', 'c')",
    "DROP TABLE documents",
    "DROP VIEW parties",
    "ALTER TABLE documents RENAME TO d",
    "CREATE TABLE x (a)",
    "CREATE TEMP TABLE x (a)",
    "CREATE VIEW v AS SELECT 1",
    "CREATE TRIGGER t AFTER INSERT ON documents BEGIN SELECT 1; END",
    "CREATE VIRTUAL TABLE x USING fts5(a)",
    "WITH x AS (SELECT 1) DELETE FROM documents",
    "WITH x(a) AS (SELECT 1) INSERT INTO documentation SELECT a, a, a FROM x",
    "DELETE FROM documents RETURNING *",
    "/* SELECT */ DELETE FROM documents",
    "-- SELECT\nDELETE FROM documents",
    "SELECT 1; DELETE FROM documents",
    "EXPLAIN SELECT 1; DROP TABLE documents",
    "ATTACH DATABASE ':memory:' AS m",
    "ATTACH DATABASE '{folder}/escaped.db' AS m",
    "DETACH DATABASE main",
    "VACUUM",
    "VACUUM INTO '{folder}/escaped.db'",
    "REINDEX",
    "ANALYZE",
    "BEGIN IMMEDIATE",
    "COMMIT",
    "SAVEPOINT s",
    "PRAGMA writable_schema = 1",
    "PRAGMA writable_schema",
    "PRAGMA query_only = 0",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA user_version = 7",
    "PRAGMA application_id = 7",
    "PRAGMA foreign_keys = 0",
    "PRAGMA temp_store_directory = '{folder}'",
    "PRAGMA database_list",
    "PRAGMA wal_checkpoint",
    "PRAGMA main.user_version = 7",
    "SELECT load_extension('{folder}/x')",
    "SELECT LOAD_EXTENSION('{folder}/x')",
    "SELECT writefile('{folder}/escaped.db', 'x')",
    "SELECT readfile('/etc/passwd')",
    "SELECT edit('x')",
    "SELECT fts3_tokenizer('simple')",
    "SELECT * FROM pragma_database_list",
    "INSERT INTO passage_words(passage_words) VALUES ('rebuild')",
    "INSERT INTO passage_words(passage_words) VALUES ('optimize')",
    "UPDATE sqlite_master SET sql = ''",
]


@pytest.mark.parametrize("sql", ESCAPES)
def test_nothing_but_reading_is_possible(catalog: Catalog, sql: str) -> None:
    folder = catalog.path.parent
    before = hashlib.sha256(catalog.path.read_bytes()).hexdigest()
    with pytest.raises(QueryError) as error:
        read_only_query(catalog, sql.format(folder=folder))
    assert len(str(error.value).splitlines()) <= 3
    assert hashlib.sha256(catalog.path.read_bytes()).hexdigest() == before
    assert not (folder / "escaped.db").exists()


@pytest.mark.parametrize(
    "sql",
    [
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n",
        "SELECT count(*) FROM findings a, findings b, findings c, findings d, findings e, findings f",
    ],
)
def test_a_runaway_is_stopped(catalog: Catalog, sql: str) -> None:
    begun = time.monotonic()
    with pytest.raises(QueryError, match="longer than"):
        read_only_query(catalog, sql, timeout_s=0.3)
    assert time.monotonic() - begun < 1.5


@pytest.mark.parametrize("sql", ["SELECT randomblob(1000000000)", "SELECT hex(zeroblob(900000000))"])
def test_a_huge_value_is_refused(catalog: Catalog, sql: str) -> None:
    with pytest.raises(QueryError):
        read_only_query(catalog, sql)


@pytest.mark.parametrize(
    "sql", ["", ";", "nonsense", "SELECT", "SELECT * FROM nowhere", "SELECT ?", "\x00", "SELECT 1\x00"]
)
def test_a_wrong_statement_is_said_to_be_wrong(catalog: Catalog, sql: str) -> None:
    with pytest.raises(QueryError):
        read_only_query(catalog, sql)


def test_rows_are_limited(catalog: Catalog) -> None:
    result = read_only_query(catalog, "SELECT * FROM findings", max_rows=3)
    assert len(result.rows) == 3
    assert result.truncated


def test_a_listing_keeps_columns_of_one_name_apart(catalog: Catalog) -> None:
    listing = read_only_query(catalog, "SELECT 1 AS a, 2 AS a, x'00ff' AS b, 'a' AS a_2").listing()
    assert [column.key for column in listing.columns] == ["a", "a_2", "b", "a_2_2"]
    assert dict(listing.rows[0]) == {"a": 1, "a_2": 2, "b": "00ff", "a_2_2": "a"}


def test_no_files_are_left_beside_the_catalog(tmp_path: Path) -> None:
    path = tmp_path / "catalog.db"
    with open_catalog(path):
        pass
    with open_catalog(path, readonly=True) as catalog:
        read_only_query(catalog, "SELECT 1")
    assert [entry.name for entry in tmp_path.iterdir()] == ["catalog.db"]
