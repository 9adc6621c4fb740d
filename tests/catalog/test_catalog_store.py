from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import tempfile
from pathlib import Path

import pytest
from made import PRODUCER, add, dump, record_of, text_of

from agreementkit.catalog import open_catalog, producer_key
from agreementkit.catalog.passages import Passage
from agreementkit.catalog.queries import get_record, get_text, list_documents, list_versions
from agreementkit.catalog.sql import read_only_query
from agreementkit.errors import AgreementkitError, ExitCode, FileAccessError, NotFoundError, UnreadableError
from agreementkit.output import render


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "catalog.db"


def lines_of(error: pytest.ExceptionInfo[AgreementkitError]) -> list[str]:
    return str(error.value).splitlines()


def test_a_document_comes_back_as_it_was_stored(path: Path) -> None:
    with open_catalog(path) as catalog:
        result = add(catalog, "Altbeuren")
        assert (result.outcome, result.version) == ("new", 1)
    with open_catalog(path, readonly=True) as catalog:
        assert get_record(catalog, "Altbeuren") == record_of("Altbeuren")
        assert get_text(catalog, "Altbeuren.txt") == text_of("Altbeuren")
        (document,) = list_documents(catalog).rows
        original = catalog.originals / document["original"]
        assert hashlib.sha256(original.read_bytes()).hexdigest() == document["sha256"]
    assert sorted(entry.name for entry in path.parent.iterdir()) == ["catalog.db", "catalog.originals"]


def test_the_same_bytes_cost_no_work(path: Path) -> None:
    producer = producer_key(PRODUCER)
    with open_catalog(path) as catalog:
        add(catalog, "Altbeuren")
        before = catalog.connection.total_changes
        sha256 = record_of("Altbeuren")["source"]["sha256"]
        assert catalog.has(sha256, producer)
        assert not catalog.add_name(sha256, file_name="Altbeuren.txt")
        assert add(catalog, "Altbeuren").outcome == "unchanged"
        assert catalog.connection.total_changes == before
        assert not catalog.has(sha256, producer_key({**PRODUCER, "version": "0.2.0"}))
        assert not catalog.has(sha256, producer_key({**PRODUCER, "plugins": []}))


def test_another_program_version_replaces_the_findings(path: Path) -> None:
    newer = record_of("Altbeuren", producer={**PRODUCER, "version": "0.2.0"}, goals=[])
    with open_catalog(path) as catalog:
        add(catalog, "Altbeuren")
        assert add(catalog, "Altbeuren", record=newer).outcome == "updated"
        assert get_record(catalog, "Altbeuren") == newer
        assert catalog.rows("SELECT count(*) AS n FROM goals") == [{"n": 0}]
        assert catalog.rows("SELECT count(*) AS n FROM documents") == [{"n": 1}]
        (counts,) = catalog.rows(
            "SELECT (SELECT count(*) FROM passages) AS p, (SELECT count(*) FROM passage_words) AS w"
        )
        assert counts["p"] == counts["w"] > 0


def test_again_replaces_what_the_same_program_has_stored(path: Path) -> None:
    text = text_of("Altbeuren")
    with open_catalog(path) as catalog:
        add(catalog, "Altbeuren")
        assert add(catalog, "Altbeuren", record=record_of("Altbeuren", text, goals=[]), again=True).outcome == "updated"
        assert get_record(catalog, "Altbeuren")["goals"] == []


def test_a_changed_file_of_the_same_name_is_a_new_version(path: Path) -> None:
    changed = text_of("Altbeuren") + "\nNachtrag."
    with open_catalog(path) as catalog:
        first = add(catalog, "Altbeuren")
        second = add(catalog, "Altbeuren", changed)
        assert (second.outcome, second.version) == ("new_version", 2)
        assert [row["id"] for row in list_documents(catalog).rows] == [second.document_id]
        assert get_record(catalog, "Altbeuren")["id"] == second.document_id
        assert get_record(catalog, first.document_id)["id"] == first.document_id
        assert catalog.rows("SELECT count(DISTINCT document_id) AS n FROM parties") == [{"n": 1}]
        # the old file is put back: its document is the newest again, and the history tells
        assert add(catalog, "Altbeuren").outcome == "unchanged"
        assert [row["id"] for row in list_documents(catalog).rows] == [first.document_id]
        history = [(row["version"], row["document_id"]) for row in list_versions(catalog, "Altbeuren")]
        assert history == [(1, first.document_id), (2, second.document_id), (3, first.document_id)]


def test_a_copy_is_a_second_name_not_a_second_document(path: Path) -> None:
    with open_catalog(path) as catalog:
        add(catalog, "Altbeuren")
        assert add(catalog, "Altbeuren", file_name="Kopie.txt", path="ablage/Kopie.txt").outcome == "unchanged"
        assert len(list_documents(catalog).rows) == 1
        assert get_record(catalog, "Kopie.txt") == get_record(catalog, "Altbeuren.txt")
        # when the copy's path gets other content, the document stays the newest under its first name
        add(catalog, "Neubeuren", file_name="Kopie.txt", path="ablage/Kopie.txt")
        assert {row["municipality"]: row["file_name"] for row in list_documents(catalog).rows} == {
            "Altbeuren": "Altbeuren.txt",
            "Neubeuren": "Kopie.txt",
        }


def test_a_name_of_unknown_bytes_is_refused(path: Path) -> None:
    with open_catalog(path) as catalog, pytest.raises(KeyError):
        catalog.add_name("0" * 64, file_name="x.txt")


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "C:\\x.txt", "a\udce4b.txt", "x'; DROP TABLE documents; --", "=1+1.txt"]
)
def test_a_name_is_a_label_and_never_a_place(path: Path, name: str) -> None:
    with open_catalog(path) as catalog:
        add(catalog, "Altbeuren", file_name=name)
        files = [entry for entry in catalog.originals.rglob("*") if entry.is_file()]
        assert len(files) == 1
        assert files[0].name == record_of("Altbeuren")["source"]["sha256"] + ".txt"
        assert get_record(catalog, name.replace("\udce4", "?"))["id"]


def test_an_original_that_changed_meanwhile_is_refused(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("other")
    with open_catalog(path) as catalog:
        with pytest.raises(FileAccessError, match=r"a\.txt has changed"):
            catalog.add(record_of("Altbeuren"), text=text_of("Altbeuren"), original=file, file_name="a.txt")
        assert list_documents(catalog).rows == ()
        assert not [entry for entry in catalog.originals.rglob("*") if entry.is_file()]


def test_given_passages_are_stored_verbatim_with_their_places(path: Path) -> None:
    text = text_of("Altbeuren")
    start = text.index("(2) Jeder")
    with open_catalog(path) as catalog:
        catalog.add(
            record_of("Altbeuren"),
            text=text,
            original=text.encode(),
            file_name="a.txt",
            passages=[Passage("§ 3 (2), S. 1", 1, "termination", start, len(text) - 1)],
        )
        (row,) = catalog.rows("SELECT place, role, text FROM passages")
    assert row == {"place": "§ 3 (2), S. 1", "role": "termination", "text": text[start:-1]}


def test_evidence_without_a_place_is_cited_by_its_page(path: Path) -> None:
    with open_catalog(path) as catalog:
        add(catalog, "Altbeuren")
        places = catalog.rows("SELECT name, place FROM parties ORDER BY name")
    assert places == [
        {"name": "Jobcenter Altbeuren", "place": "S. 1"},
        {"name": "Stadt Altbeuren", "place": "S. 1"},
    ]


def test_views_tell_locks_and_limits(path: Path) -> None:
    record = record_of("Altbeuren")
    record["termination"] |= {"first_end": "2030-12-31", "locked_until": "P5Y"}
    record["term"]["renewal"] |= {"limited": True}
    with open_catalog(path) as catalog:
        text = text_of("Altbeuren")
        catalog.add(record, text=text, original=text.encode(), file_name="a.txt")
        add(catalog, "Neubeuren")
        terminations = catalog.rows("SELECT first_end, locked_until FROM terminations ORDER BY municipality")
        limited = catalog.rows("SELECT renewal_limited FROM terms ORDER BY municipality")
        listing = list_documents(catalog)
    assert terminations == [
        {"first_end": "2030-12-31", "locked_until": "P5Y"},
        {"first_end": None, "locked_until": None},
    ]
    assert [row["renewal_limited"] for row in limited] == [1, None]
    assert [row["first_end"] for row in listing.rows] == ["2030-12-31", None]
    table = render(listing, "table", width=200)
    assert "31.12.2030" in table
    assert "5 Jahre ab Beginn" in table
    assert "Erstmals" not in render(listing, "table", width=90)
    assert "5 Jahre ab Beginn" in render(listing, "csv", excel=True)
    assert "P5Y" in render(listing, "csv")


def test_views_show_plain_columns(path: Path) -> None:
    with open_catalog(path) as catalog:
        add(catalog, "Altbeuren")
        (term,) = catalog.rows("SELECT * FROM terms")
        (termination,) = catalog.rows("SELECT * FROM terminations")
        assert catalog.rows("SELECT page, repaired FROM pages") == [{"page": 1, "repaired": 3}]
        (organ,) = catalog.rows("SELECT municipality, file, name, interval, meetings_per_year, place FROM organs")
        (deadline,) = catalog.rows("SELECT municipality, next_end, notice_by FROM deadlines")
        assert catalog.rows("SELECT code FROM flags") == [{"code": "no_signature_date"}]
    assert (term["effective_date"], term["expiration_date"], term["renewal_period"]) == (
        *("2020-10-01", "2023-09-30", "P1Y"),
    )
    assert (termination["notice_period"], termination["effective"], termination["place"]) == (
        *("P6W", "--09-30", "§ 3 (2), S. 1"),
    )
    assert organ == {
        "municipality": "Altbeuren",
        "file": "Altbeuren.txt",
        "name": "Lenkungskreis",
        "interval": "P6M",
        "meetings_per_year": 2,
        "place": "§ 2, S. 1",
    }
    assert deadline == {"municipality": "Altbeuren", "next_end": "2027-09-30", "notice_by": "2027-08-19"}


def test_every_table_view_and_column_is_documented(path: Path) -> None:
    with open_catalog(path) as catalog:
        objects = catalog.rows(
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' "
            "AND name NOT GLOB 'passage_words_*' AND name NOT GLOB 'search_word_parts_*'"
        )
        expected = set()
        for row in objects:
            columns = catalog.rows(f"PRAGMA table_info({row['name']})")
            expected |= {(row["name"], column["name"]) for column in columns} | {(row["name"], "")}
        documented = {
            (row["object"], row["column"])
            for row in catalog.rows("SELECT * FROM documentation WHERE description <> ''")
        }
    assert documented == expected


@pytest.mark.parametrize("review", ["accepted", "corrected", "rejected"])
def test_a_review_outlives_a_new_extraction(path: Path, review: str) -> None:
    newer = record_of("Altbeuren", producer={**PRODUCER, "version": "0.2.0"})
    newer["organs"][0]["cadence"] = "jährlich"
    with open_catalog(path) as catalog:
        add(catalog, "Altbeuren")
        catalog.connection.execute("UPDATE findings SET review = ? WHERE kind = 'organs'", (review,))
        result = add(catalog, "Altbeuren", record=newer)
        organ = get_record(catalog, "Altbeuren")["organs"][0]
        shown = catalog.rows("SELECT cadence, review FROM organs")
    assert (organ["cadence"], organ["review"]) == ("halbjährlich", review)
    assert result.conflicts == (0 if review == "rejected" else 1)
    assert shown == ([] if review == "rejected" else [{"cadence": "halbjährlich", "review": review}])


def test_a_reviewed_finding_that_is_no_longer_found_is_kept(path: Path) -> None:
    with open_catalog(path) as catalog:
        add(catalog, "Altbeuren")
        catalog.connection.execute("UPDATE findings SET review = 'accepted' WHERE kind = 'goals'")
        for version in ("0.2.0", "0.3.0"):
            newer = record_of("Altbeuren", producer={**PRODUCER, "version": version}, goals=[])
            assert add(catalog, "Altbeuren", record=newer).conflicts == 1
        kept = catalog.rows("SELECT quote, review, current FROM findings WHERE kind = 'goals'")
    quote = "Die Partner helfen Alleinerziehenden in Arbeit."
    assert kept == [{"quote": quote, "review": "accepted", "current": 0}]


def test_a_locked_catalog_is_named_with_what_to_do(path: Path) -> None:
    with open_catalog(path) as catalog:
        add(catalog, "Altbeuren")
        catalog.connection.execute("BEGIN IMMEDIATE")
        with open_catalog(path, readonly=True) as reader:
            assert len(list_documents(reader).rows) == 1
        with pytest.raises(FileAccessError, match="locked by another program") as error:
            open_catalog(path, busy_timeout_s=0.05)
        catalog.connection.execute("ROLLBACK")
    assert error.value.exit_code == ExitCode.FILE_ACCESS
    assert str(path) in lines_of(error)[0]
    assert len(lines_of(error)) <= 3


def test_a_full_disk_leaves_the_catalog_as_it_was(path: Path) -> None:
    with open_catalog(path) as catalog:
        add(catalog, "Altbeuren")
    before = dump(path)
    with open_catalog(path) as catalog:
        catalog.connection.execute("PRAGMA max_page_count = 1")
        with pytest.raises(FileAccessError, match="disk is full"):
            add(catalog, "Neubeuren", text_of("Neubeuren") * 20)
    assert dump(path) == before
    with open_catalog(path) as catalog:
        assert add(catalog, "Neubeuren").outcome == "new"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", NotFoundError),
        (b"%PDF-1.7 no database at all, but long enough to look at", UnreadableError),
        (b"SQLite format 3\x00" + b"\xff" * 4096, UnreadableError),
    ],
)
def test_a_file_that_is_no_catalog_is_refused(path: Path, content: bytes, expected: type[AgreementkitError]) -> None:
    path.write_bytes(content)
    with pytest.raises(expected) as error:
        open_catalog(path, readonly=True)
    assert len(lines_of(error)) <= 3
    if content:
        with pytest.raises(UnreadableError):
            open_catalog(path)
        assert path.read_bytes() == content
    else:
        # what a crash before the first transaction leaves
        with open_catalog(path) as catalog:
            assert add(catalog, "Altbeuren").outcome == "new"


def test_a_missing_catalog_is_not_made_by_reading(path: Path) -> None:
    with pytest.raises(NotFoundError, match="agreementkit ingest"):
        open_catalog(path, readonly=True)
    assert not path.exists()
    with pytest.raises(FileAccessError, match="is a folder"):
        open_catalog(path.parent)


def test_a_database_of_another_program_is_left_alone(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()
    content = path.read_bytes()
    for readonly in (True, False):
        with pytest.raises(UnreadableError, match="another program"):
            open_catalog(path, readonly=readonly)
    assert path.read_bytes() == content


def test_a_reader_cannot_write(path: Path) -> None:
    with open_catalog(path) as catalog:
        add(catalog, "Altbeuren")
    with open_catalog(path, readonly=True) as catalog:
        with pytest.raises(FileAccessError, match="reading only"):
            add(catalog, "Neubeuren")
        with pytest.raises(sqlite3.OperationalError):
            catalog.connection.execute("DELETE FROM documents")


def _read_as_nobody(path: Path) -> str:
    """What a process sees that may write nowhere; root may, so it becomes nobody."""
    receiver, sender = os.pipe()
    child = os.fork()
    if not child:
        try:
            if os.geteuid() == 0:
                os.setuid(65534)
            with open_catalog(path, readonly=True) as catalog:
                seen = (
                    f"{len(list_documents(catalog).rows)} {read_only_query(catalog, 'SELECT count(*) FROM goals').rows}"
                )
            os.write(sender, seen.encode())
        except BaseException as error:  # noqa: BLE001 - a forked child must never return into pytest
            os.write(sender, repr(error).encode())
        finally:
            os._exit(0)
    os.close(sender)
    os.waitpid(child, 0)
    with os.fdopen(receiver) as answer:
        return answer.read()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="POSIX permissions")
def test_a_catalog_on_a_medium_that_cannot_be_written_opens() -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        with open_catalog(folder / "catalog.db") as catalog:
            add(catalog, "Altbeuren")
        (folder / "catalog.db").chmod(0o444)
        folder.chmod(0o555)
        assert _read_as_nobody(folder / "catalog.db") == "1 ((1,),)"
        assert sorted(entry.name for entry in folder.iterdir()) == ["catalog.db", "catalog.originals"]
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_half_written_originals_are_swept(path: Path) -> None:
    with open_catalog(path) as catalog:
        add(catalog, "Altbeuren")
        left = catalog.originals / "ab" / ("ab" * 32 + ".pdf.4711.tmp")
        left.parent.mkdir(exist_ok=True)
        left.write_bytes(b"half")
    with open_catalog(path):
        assert not left.exists()


def test_sqlite_utils_sees_the_same_catalog(path: Path) -> None:
    with open_catalog(path) as catalog:
        add(catalog, "Altbeuren")
        assert [row["name"] for row in catalog.database["parties"].rows] == ["Stadt Altbeuren", "Jobcenter Altbeuren"]
