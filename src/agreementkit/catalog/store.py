"""The catalog: opening it, and the only code that writes into it.

One transaction a document, begun with BEGIN IMMEDIATE, so that two writers wait for each other instead of failing. The
original is in its place, flushed, before its row is; a killed writer leaves either all of a document or nothing.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

from agreementkit.catalog.connection import BUSY_TIMEOUT_S, open_for_reading, open_for_writing
from agreementkit.catalog.faults import explained
from agreementkit.catalog.findings import Record, carry_reviews, finding_rows, to_json
from agreementkit.catalog.german_words import folded_words, stem
from agreementkit.catalog.originals import keep_original, original_address, originals_folder, sweep
from agreementkit.catalog.passages import Passage, passages_of_text
from agreementkit.errors import FileAccessError

if TYPE_CHECKING:
    import sqlite_utils

Outcome = Literal["new", "unchanged", "new_version", "updated"]

_DEPENDENT = ("records", "texts", "pages", "computed_deadlines", "passages", "findings")


@dataclass(frozen=True, slots=True)
class AddResult:
    """What became of a document.

    Attributes:
        outcome: ``new``; ``unchanged`` (same bytes, same program and plugins); ``new_version`` (other bytes under a
            known path); ``updated`` (same bytes, read anew by another version or with other plugins).
        document_id: The record's id.
        version: Its number under its path, from 1.
        conflicts: Reviewed findings of which the new extraction says something else; the review stands.
    """

    outcome: Outcome
    document_id: str
    version: int
    conflicts: int = 0


def producer_key(producer: Record) -> str:
    """What made a record, in one line: ``agreementkit 0.1.0; durations 1.0; goals 1.2``.

    Args:
        producer: The record's ``producer``: name, version, plugins.
    """
    plugins = sorted(f"{plugin['name']} {plugin['version']}" for plugin in producer.get("plugins") or ())
    return "; ".join([f"{producer['name']} {producer['version']}", *plugins])


def open_catalog(path: Path | str, *, readonly: bool = False, busy_timeout_s: float = BUSY_TIMEOUT_S) -> Catalog:
    """Open a catalog; close it, or use it in a ``with`` block.

    Args:
        path: The file. For writing it is made where it is missing.
        readonly: Nothing can be written through it; works on media that cannot be written, too.
        busy_timeout_s: How long to wait for another writer.

    Raises:
        NotFoundError: ``readonly``, and there is none.
        FileAccessError: Locked, not accessible, or of a newer schema.
        UnreadableError: Damaged, or no catalog.
    """
    path = Path(path)
    if readonly:
        return Catalog(path, open_for_reading(path, busy_timeout_s), readonly=True)
    catalog = Catalog(path, open_for_writing(path, busy_timeout_s), readonly=False)
    try:
        catalog.sweep()
    except BaseException:
        catalog.close()
        raise
    return catalog


class Catalog:
    """An open catalog. Not for use from several threads; several processes may hold the same file.

    Attributes:
        path: The file.
        connection: SQLite's connection, in autocommit mode; for queries.
        readonly: Whether writing is refused.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, *, readonly: bool) -> None:
        self.path = path
        self.connection = connection
        self.readonly = readonly

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; the last one to do so folds the write-ahead log into it."""
        self.connection.close()

    @property
    def originals(self) -> Path:
        """The folder of the originals."""
        return originals_folder(self.path)

    @cached_property
    def database(self) -> sqlite_utils.Database:
        """The same connection as sqlite-utils sees it; imported late, as it imports pandas where it can."""
        import sqlite_utils

        return sqlite_utils.Database(self.connection, execute_plugins=False)

    def rows(self, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()) -> list[dict[str, Any]]:
        """The rows of one statement, by column name.

        Raises:
            AgreementkitError: As ``faults.explained`` tells.
        """
        with explained(self.path):
            cursor = self.connection.execute(sql, parameters)
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor]

    def has(self, sha256: str, producer: str) -> bool:
        """Whether these bytes are stored as this program and these plugins read them: then nothing is left to do.

        Args:
            sha256: Of the file's bytes, hexadecimal.
            producer: From ``producer_key``.
        """
        return bool(self.rows("SELECT 1 FROM documents WHERE sha256 = ? AND producer = ?", (sha256, producer)))

    def add_name(self, sha256: str, *, file_name: str, path: str | None = None) -> int:
        """Note that a stored document was met under a name, so that a copy costs no second document.

        Args:
            sha256: Of a stored document.
            file_name: The file's name.
            path: The label under which versions are counted; the file's name where it is None.

        Returns:
            Its number under that path where the name was new or another document was the newest under it; else 0.

        Raises:
            KeyError: No document has these bytes.
        """
        file_name, path = _storable(file_name), _storable(path or file_name)
        found = self.rows("SELECT id FROM documents WHERE sha256 = ?", (sha256,))
        if not found:
            raise KeyError(sha256)
        newest = self.rows("SELECT document_id FROM document_names WHERE path = ? AND latest = 1", (path,))
        if newest and newest[0]["document_id"] == found[0]["id"]:
            return 0
        with self._transaction():
            return self._name(found[0]["id"], file_name, path)

    def add(
        self,
        record: Record,
        *,
        text: str,
        original: bytes | Path,
        file_name: str,
        path: str | None = None,
        passages: Sequence[Passage] | None = None,
        again: bool = False,
    ) -> AddResult:
        """Store one document with its text, its findings and its original, in one transaction.

        Args:
            record: The JSON record, as ``json.loads(agreement.to_json())`` gives it.
            text: The normalised text.
            original: The file, or its bytes; must hash to the record's ``source.sha256``.
            file_name: The file's name, a label.
            path: The label under which versions are counted; the file's name where it is None.
            passages: The pieces for the search, from ``passages_of``; paragraphs of the text where it is None.
            again: Replace what the same program and plugins have stored, e.g. after other options of reading.

        Raises:
            FileAccessError: The catalog is locked or not writable, the disk is full, or the original has changed.
            UnreadableError: The catalog is damaged.
        """
        file_name, path = _storable(file_name), _storable(path or file_name)
        producer = producer_key(record["producer"])
        if not again and self.has(record["source"]["sha256"], producer):
            return self._unchanged(record["source"]["sha256"], file_name, path)
        record = json.loads(_storable(to_json(record)))
        text = _storable(text)
        pieces = passages_of_text(text) if passages is None else passages
        indexed = [_indexed(text[piece.start : piece.end]) for piece in pieces]
        source = record["source"]
        address = original_address(source["sha256"], source["media_type"])
        with self._transaction():
            keep_original(self.originals, address, original, source["sha256"])
            known = self.rows("SELECT id, producer FROM documents WHERE sha256 = ?", (source["sha256"],))
            if known and known[0]["producer"] == producer and not again:
                # another writer was faster
                return AddResult("unchanged", known[0]["id"], self._name(known[0]["id"], file_name, path))
            reviewed = self._clear(known[0]["id"]) if known else []
            carried = carry_reviews(record, reviewed)
            self._put_document(carried.record, address, producer, (file_name, path))
            version = self._name(record["id"], file_name, path)
            self._put_findings(carried.record, carried.kept)
            self._put_text(record["id"], text, pieces, indexed)
        outcome: Outcome = "updated" if known else "new_version" if version > 1 else "new"
        return AddResult(outcome, record["id"], version, carried.conflicts)

    def _unchanged(self, sha256: str, file_name: str, path: str) -> AddResult:
        self.add_name(sha256, file_name=file_name, path=path)
        row = self.rows("SELECT id, version FROM documents WHERE sha256 = ?", (sha256,))[0]
        return AddResult("unchanged", row["id"], row["version"])

    def sweep(self) -> int:
        """Remove half-written originals of a killed writer; returns how many."""
        if not self.originals.exists():
            return 0
        with self._transaction():
            return sweep(self.originals)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        if self.readonly:
            raise FileAccessError(f"The catalog {self.path} is open for reading only.", "Open it for writing.")
        with explained(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    def _clear(self, document_id: str) -> list[dict[str, Any]]:
        """Remove what an earlier extraction has found; returns the findings that a person has reviewed."""
        reviewed = self.rows(
            "SELECT * FROM findings WHERE document_id = ? AND review <> 'unreviewed' ORDER BY id", (document_id,)
        )
        execute = self.connection.execute
        execute(
            "DELETE FROM passage_words WHERE rowid IN (SELECT id FROM passages WHERE document_id = ?)", (document_id,)
        )
        for table in _DEPENDENT:
            execute(f"DELETE FROM {table} WHERE document_id = ?", (document_id,))  # noqa: S608 - our own names
        return reviewed

    def _put_document(self, record: Record, address: str, producer: str, name: tuple[str, str]) -> None:
        document, source = record["document"], record["source"]
        municipality = document.get("municipality") or {}
        pages = source["pages"]
        origins = {page["origin"] for page in pages}
        row = {
            "id": record["id"],
            "sha256": source["sha256"],
            "file_name": name[0],
            "path": name[1],
            "version": 1,
            "latest": 1,
            "media_type": source["media_type"],
            "type": document["type"],
            "is_agreement": int(document["is_agreement"]),
            "title": document.get("title"),
            "municipality": municipality.get("name"),
            "ags": municipality.get("ags"),
            "agreement_date": document.get("agreement_date"),
            "number": document.get("number"),
            "status": record["status"],
            "pages": len(pages),
            "origin": origins.pop() if len(origins) == 1 else "mixed" if origins else "none",
            "quality": min((page["quality"] for page in pages), default=None),
            "ingested_at": _now(),
            "producer": producer,
            "original": address,
        }
        self._upsert("documents", row, "sha256")
        stored = to_json(record)
        self.database.table("records").insert(
            {"document_id": record["id"], "record": stored, "crc32": zlib.crc32(stored.encode())}
        )
        columns = ("page", "origin", "quality", "reason", "repaired")
        rows = ({"document_id": record["id"], **{key: page.get(key) for key in columns}} for page in pages)
        self.database.table("pages").insert_all(rows)

    def _upsert(self, table: str, row: Mapping[str, object], key: str) -> None:
        # not sqlite-utils' upsert: that keys on the primary key, and a record's id may change with the program
        columns = ", ".join(row)
        marks = ", ".join("?" for _ in row)
        changes = ", ".join(f"{column} = excluded.{column}" for column in row if column != key)
        self.connection.execute(
            f"INSERT INTO {table} ({columns}) VALUES ({marks}) ON CONFLICT ({key}) DO UPDATE SET {changes}",  # noqa: S608
            tuple(row.values()),
        )

    def _put_findings(self, record: Record, kept: Sequence[dict[str, Any]]) -> None:
        rows = [*finding_rows(record, record["id"]), *({**row, "document_id": record["id"]} for row in kept)]
        if rows:
            self.database.table("findings").insert_all(rows)
        deadlines = record["deadlines"]
        lists = {key: to_json(deadlines.get(key) or []) for key in ("inputs", "missing")}
        self.database.table("computed_deadlines").insert({"document_id": record["id"], **deadlines, **lists})

    def _put_text(
        self, document_id: str, text: str, pieces: Sequence[Passage], indexed: Sequence[tuple[str, str]]
    ) -> None:
        self.database.table("texts").insert({"document_id": document_id, "text": text})
        connection = self.connection
        for piece, (words, stems) in zip(pieces, indexed, strict=True):
            values = (document_id, *piece, text[piece.start : piece.end])
            cursor = connection.execute(
                "INSERT INTO passages (document_id, place, page, role, start_offset, end_offset, text) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                values,
            )
            connection.execute(
                "INSERT INTO passage_words (rowid, words, stems) VALUES (?, ?, ?)", (cursor.lastrowid, words, stems)
            )
        for word in sorted({word for words, _ in indexed for word in words.split()}):
            cursor = connection.execute("INSERT OR IGNORE INTO search_words (word) VALUES (?)", (word,))
            if cursor.rowcount:
                connection.execute(
                    "INSERT INTO search_word_parts (rowid, word) VALUES (?, ?)", (cursor.lastrowid, word)
                )

    def _name(self, document_id: str, file_name: str, path: str) -> int:
        """Note a document's name; returns its version under that path."""
        execute = self.connection.execute
        newest = self.rows("SELECT version, document_id FROM document_names WHERE path = ? AND latest = 1", (path,))
        if newest and newest[0]["document_id"] == document_id:
            version = int(newest[0]["version"])
        else:
            version = int(newest[0]["version"]) + 1 if newest else 1
            execute("UPDATE document_names SET latest = 0 WHERE path = ?", (path,))
            execute(
                "INSERT INTO document_names VALUES (?, ?, ?, ?, 1, ?)", (path, version, document_id, file_name, _now())
            )
        # a document goes by the first of its names under which it is still the newest
        for touched in {document_id, *(row["document_id"] for row in newest)}:
            execute(
                "UPDATE documents SET (latest, version, file_name, path) = (SELECT latest, version, file_name, path "
                "FROM document_names WHERE document_id = documents.id ORDER BY latest DESC, rowid LIMIT 1) "
                "WHERE id = ?",
                (touched,),
            )
        return version


def _indexed(text: str) -> tuple[str, str]:
    words = folded_words(text)
    return " ".join(words), " ".join(map(stem, words))


def _storable(text: str) -> str:
    """Text that SQLite can hold: a lone surrogate, as in a file name of unknown encoding, becomes «?»."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
