from __future__ import annotations

import gzip
import sqlite3
from pathlib import Path

import pytest
from made import add, dump

from agreementkit.catalog import open_catalog
from agreementkit.catalog.migrations import MIGRATIONS, migrate, schema_version
from agreementkit.catalog.queries import get_record
from agreementkit.catalog.search import search
from agreementkit.errors import FileAccessError

VERSION_1 = Path(__file__).with_name("version_1.db.gz")


def raw(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.db"
    path.write_bytes(gzip.decompress(VERSION_1.read_bytes()))
    return path


def schema(path: Path) -> list[tuple[str, ...]]:
    connection = raw(path)
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
    connection.close()
    return rows


def test_a_catalog_of_version_1_opens_and_gets_todays_schema(old: Path, tmp_path: Path) -> None:
    with open_catalog(old) as catalog:
        assert get_record(catalog, "Altbeuren")["document"]["title"] == "Kooperationsvereinbarung Altbeuren"
        assert len(search(catalog, "Kündigung").rows) == 1
        assert add(catalog, "Neubeuren").outcome == "new"
    with open_catalog(tmp_path / "new.db"):
        pass
    # a difference here means that a released step was edited: write a new one instead
    assert schema(old) == schema(tmp_path / "new.db")


def test_an_old_catalog_says_what_was_repaired_where_its_records_do(old: Path) -> None:
    connection = raw(old)
    before = connection.execute("SELECT document_id, page FROM pages").fetchall()
    connection.execute("UPDATE records SET record = json_set(record, '$.source.pages[0].repaired', 7)")
    connection.execute("INSERT INTO pages VALUES (?, 2, 'plain', 1.0, 'plain text')", before[0][:1])
    connection.execute("CREATE VIEW own AS SELECT count(*) AS n FROM parties")
    connection.close()
    with open_catalog(old) as catalog:
        rows = catalog.rows("SELECT page, repaired FROM pages ORDER BY page")
        assert rows == [{"page": 1, "repaired": 7}, {"page": 2, "repaired": None}]
        assert catalog.rows("SELECT n FROM own")[0]["n"] > 0
        documented = catalog.rows(
            "SELECT description FROM documentation WHERE object = 'pages' AND \"column\" = 'repaired'"
        )
        assert "repair" in documented[0]["description"]


def test_reading_an_old_catalog_upgrades_it(old: Path) -> None:
    with open_catalog(old, readonly=True) as catalog:
        assert schema_version(catalog.connection, old) == len(MIGRATIONS)
        assert len(search(catalog, "Kündigung").rows) == 1


def test_each_step_is_taken_once(tmp_path: Path) -> None:
    path = tmp_path / "catalog.db"
    taken = []
    steps = (
        lambda c: taken.append(c.execute("CREATE TABLE a (x)")),
        lambda c: taken.append(c.execute("CREATE TABLE b (x)")),
    )
    connection = raw(path)
    assert migrate(connection, path, steps[:1]) == 1
    assert migrate(connection, path, steps) == 1
    assert migrate(connection, path, steps) == 0
    assert len(taken) == 2
    assert schema_version(connection, path) == 2
    connection.close()


def test_a_step_that_fails_leaves_the_old_version(old: Path) -> None:
    before = dump(old)

    def fails(connection: sqlite3.Connection) -> None:
        connection.execute("ALTER TABLE documents ADD COLUMN half TEXT")
        connection.execute("DELETE FROM findings")
        raise RuntimeError("power cut")

    connection = raw(old)
    with pytest.raises(RuntimeError):
        migrate(connection, old, (*MIGRATIONS, fails))
    assert schema_version(connection, old) == len(MIGRATIONS)
    connection.close()
    assert dump(old) == before


@pytest.mark.parametrize("readonly", [True, False])
def test_a_newer_schema_is_refused(old: Path, readonly: bool) -> None:
    connection = raw(old)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    content = old.read_bytes()
    with pytest.raises(FileAccessError, match="schema version 99") as error:
        open_catalog(old, readonly=readonly)
    assert "pip install --upgrade" in error.value.fix
    assert old.read_bytes() == content
