"""What the catalog is asked: its documents, one record, the deadlines."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from agreementkit.catalog.faults import damaged
from agreementkit.catalog.findings import Record
from agreementkit.catalog.german_words import as_unicode, fold
from agreementkit.catalog.store import Catalog
from agreementkit.errors import NotFoundError
from agreementkit.output.shapes import Column, Listing
from agreementkit.output.wording import place

Recompute = Callable[[Record, date], Mapping[str, Any]]
"""From a record and the day that counts as today to its ``deadlines``."""


@dataclass(frozen=True, slots=True)
class Today:
    """The day that counts as today, and how deadlines that were stored on another day are computed for it."""

    day: date
    recompute: Recompute

    def deadlines(self, record: Record) -> Mapping[str, Any]:
        """The deadlines of a record on this day."""
        stored: Mapping[str, Any] = record["deadlines"]
        return stored if stored["as_of"] == self.day.isoformat() else self.recompute(record, self.day)


_SHOWN_CANDIDATES = 10

_DOCUMENT_COLUMNS = (
    Column("id", "Kennung", "Id", "id"),
    Column("municipality", "Kommune", "Municipality"),
    Column("type", "Art", "Type", minor=3),
    Column("title", "Titel", "Title", "title"),
    Column("agreement_date", "Datum", "Date", "date"),
    Column("term_status", "Stand", "State", "code"),
    Column("notice_by", "Kündigung bis", "Notice by", "date"),
    Column("first_end", "Erstmals zum", "First end", "date", minor=4),
    Column("locked_until", "Kündigung ausgeschlossen", "Notice excluded", "lock", minor=5),
    Column("flags", "Hinweise", "Flags", "number", minor=1),
    Column("file_name", "Datei", "File", minor=2),
)
_DEADLINE_COLUMNS = (
    Column("notice_by", "Kündigung bis", "Notice by", "date"),
    Column("next_end", "Ende", "End", "date"),
    Column("municipality", "Kommune", "Municipality"),
    Column("title", "Titel", "Title", "title"),
    Column("status", "Stand", "State", "code"),
    Column("place", "Fundstelle", "Place"),
    Column("missing", "Es fehlt", "Missing", "code"),
    Column("file_name", "Datei", "File", minor=1),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which documents are meant; each None says nothing.

    Attributes:
        municipality: Name, its beginning up to a word's end, or AGS; case and umlauts do not matter.
        type: Kind of document, or its beginning.
        agreements: Only agreements, or only what is none.
        flag: Code of a flag.
        status: Of the reading: complete, partial or failed.
        term_status: Of the agreement: in_force, expired, not_yet or unknown.
        all_versions: Older versions too.
    """

    municipality: str | None = None
    type: str | None = None
    agreements: bool | None = None
    flag: str | None = None
    status: str | None = None
    term_status: str | None = None
    all_versions: bool = False


EVERYTHING = Filter()


def list_documents(catalog: Catalog, which: Filter = EVERYTHING, *, today: Today | None = None) -> Listing:
    """The documents, sorted by municipality, date and file.

    Each row holds the columns of ``documents``, ``term_status``, ``next_end``, ``notice_by``, ``first_end``,
    ``locked_until`` and the number of ``flags``.

    Args:
        catalog: An open catalog.
        which: Which documents.
        today: Brings deadlines up to date; as they were stored where it is None.
    """
    rows = catalog.rows(
        "SELECT d.*, c.as_of, c.status AS term_status, c.next_end, c.notice_by, "
        "json_extract(t.value, '$.first_end') AS first_end, json_extract(t.value, '$.locked_until') AS locked_until, "
        "(SELECT count(*) FROM findings f "
        "WHERE f.document_id = d.id AND f.kind = 'flags' AND f.review <> 'rejected') AS flags "
        "FROM documents d LEFT JOIN computed_deadlines c ON c.document_id = d.id "
        "LEFT JOIN findings t ON t.document_id = d.id AND t.kind = 'termination' AND t.current = 1 "
        "AND t.review <> 'rejected' "
        "WHERE (d.latest = 1 OR :all_versions) AND (:agreements IS NULL OR d.is_agreement = :agreements) "
        "AND (:status IS NULL OR d.status = :status) "
        "AND (:flag IS NULL OR EXISTS (SELECT 1 FROM findings f WHERE f.document_id = d.id AND f.kind = 'flags' "
        "AND f.review <> 'rejected' AND json_extract(f.value, '$.code') = :flag))",
        {
            "all_versions": which.all_versions,
            "agreements": which.agreements,
            "status": which.status,
            "flag": which.flag and as_unicode(which.flag),
        },
    )
    kept = [row for row in rows if _meant(row, which)]
    for row in kept:
        row["is_agreement"] = bool(row["is_agreement"])
        row["latest"] = bool(row["latest"])
        if today is not None and row["as_of"] != today.day.isoformat():
            computed = today.deadlines(_record(catalog, row["id"]))
            row |= {key: computed.get(key) for key in ("as_of", "next_end", "notice_by")}
            row["term_status"] = computed["status"]
    if which.term_status is not None:
        kept = [row for row in kept if row["term_status"] == which.term_status]
    return Listing(_DOCUMENT_COLUMNS, tuple(sorted(kept, key=_as_registers_sort)), "Dokumente", "Documents")


def _as_registers_sort(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """By municipality as in a German register (Ä with A), unknown ones last."""
    name = row["municipality"] or ""
    return (not name, fold(name), row["agreement_date"] or "", row["file_name"], row["id"])


def get_records(catalog: Catalog, which: Filter = EVERYTHING, *, today: Today | None = None) -> list[dict[str, Any]]:
    """The records of the documents, in the order of ``list_documents``; with the deadlines of ``today`` if given."""
    records = [_record(catalog, row["id"]) for row in list_documents(catalog, which, today=today).rows]
    if today is None:
        return records
    return [{**record, "deadlines": dict(today.deadlines(record))} for record in records]


def find_document(catalog: Catalog, reference: str) -> dict[str, Any]:
    """The row of ``documents`` that a reference means.

    Args:
        catalog: An open catalog.
        reference: A record's id or SHA-256 (four digits of it are enough), a file name or path, a title, or a
            municipality. The latest version is meant wherever one of several would do.

    Raises:
        NotFoundError: None is meant, or several are; the candidates are then listed.
    """
    wanted = as_unicode(reference).strip()
    found: list[dict[str, Any]] = []
    for rows in _candidates(catalog, wanted):
        latest = [row for row in rows if row["latest"]]
        found = latest or rows
        if found:
            break
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFoundError(
            f"The catalog {catalog.path} has no document {wanted!r}.", "List what it has with 'agreementkit list'."
        )
    shown = "; ".join(_described(row) for row in found[:_SHOWN_CANDIDATES])
    more = f"; and {len(found) - _SHOWN_CANDIDATES} more" if len(found) > _SHOWN_CANDIDATES else ""
    raise NotFoundError(f"{wanted!r} means {len(found)} documents: {shown}{more}.", "Give the id of one of them.")


def get_record(catalog: Catalog, reference: str, *, today: Today | None = None) -> dict[str, Any]:
    """The record that a reference means, with the deadlines of ``today`` if given; see ``find_document``."""
    record = _record(catalog, find_document(catalog, reference)["id"])
    return record if today is None else {**record, "deadlines": dict(today.deadlines(record))}


def get_text(catalog: Catalog, reference: str) -> str:
    """The normalised text of the document that a reference means."""
    document = find_document(catalog, reference)
    return str(catalog.rows("SELECT text FROM texts WHERE document_id = ?", (document["id"],))[0]["text"])


def list_versions(catalog: Catalog, reference: str) -> list[dict[str, Any]]:
    """All versions under the path of a document, the oldest first.

    Each row holds version, document_id, file_name, first_seen (UTC) and latest.
    """
    document = find_document(catalog, reference)
    return catalog.rows(
        "SELECT version, document_id, file_name, first_seen, latest FROM document_names WHERE path = ? "
        "ORDER BY version",
        (document["path"],),
    )


def deadlines(
    catalog: Catalog,
    *,
    today: Today,
    until: date | None = None,
    which: Filter = EVERYTHING,
    expired: bool = False,
) -> Listing:
    """The deadlines of agreements, the next first; those whose day is not known come last, with what is missing.

    Args:
        catalog: An open catalog.
        today: The day that counts as today.
        until: Only those whose notice, or else whose end, falls on this day or before.
        which: Which documents.
        expired: Those that have ended, too.
    """
    rows = []
    for document in list_documents(catalog, which).rows:
        if not document["is_agreement"]:
            continue
        record = _record(catalog, document["id"])
        computed = today.deadlines(record)
        day = computed.get("notice_by") or computed.get("next_end")
        if (computed["status"] == "expired" and not expired) or (until and (not day or day > until.isoformat())):
            continue
        rows.append(_deadline_row(document, record, computed))
    rows.sort(key=lambda row: (not (row["notice_by"] or row["next_end"]), row["notice_by"] or row["next_end"] or ""))
    return Listing(_DEADLINE_COLUMNS, tuple(rows), "Fristen", "Deadlines")


def _deadline_row(document: Mapping[str, Any], record: Record, computed: Mapping[str, Any]) -> dict[str, Any]:
    named = {key: document[key] for key in ("id", "municipality", "title", "file_name")}
    listed = {key: list(computed.get(key) or ()) for key in ("inputs", "missing")}
    return {**named, **computed, **listed, "place": _deadline_place(record)}


def _deadline_place(record: Record) -> str:
    term = record.get("term") or {}
    for finding in (record.get("termination"), term.get("expiration_date"), term.get("renewal")):
        if finding and finding["evidence"]:
            return place(finding["evidence"][0])
    return ""


def _record(catalog: Catalog, document_id: str) -> dict[str, Any]:
    rows = catalog.rows("SELECT record, crc32 FROM records WHERE document_id = ?", (document_id,))
    # a flipped bit in a date would read as a certain, wrong deadline
    if not rows or zlib.crc32(rows[0]["record"].encode()) != rows[0]["crc32"]:
        raise damaged(catalog.path, f"the record of document {document_id} is missing or has been changed")
    record: dict[str, Any] = json.loads(rows[0]["record"])
    return record


def _meant(row: Mapping[str, Any], which: Filter) -> bool:
    if which.municipality is not None and not _is_municipality(row, which.municipality):
        return False
    return which.type is None or fold(row["type"]).startswith(fold(which.type))


def _is_municipality(row: Mapping[str, Any], wanted: str) -> bool:
    if wanted.isdigit() and row["ags"]:
        return bool(row["ags"].startswith(wanted))
    name, sought = fold(row["municipality"] or ""), fold(as_unicode(wanted))
    return bool(sought) and name.startswith(sought) and not name[len(sought) :][:1].isalnum()


def _candidates(catalog: Catalog, wanted: str) -> Iterable[list[dict[str, Any]]]:
    """The documents that a reference can mean, the narrowest reading first."""
    yield catalog.rows("SELECT * FROM documents WHERE id = ? OR sha256 = ?", (wanted, wanted.lower()))
    by_name = "SELECT document_id FROM document_names WHERE latest = 1 AND (path = :name OR file_name = :name)"
    yield catalog.rows(f"SELECT * FROM documents WHERE id IN ({by_name}) ORDER BY id", {"name": wanted})  # noqa: S608
    if len(wanted) >= 4 and wanted.isalnum():
        prefix = f"{wanted.lower()}*"
        sql = "SELECT * FROM documents WHERE lower(id) GLOB ? OR sha256 GLOB ? ORDER BY id"
        yield catalog.rows(sql, (prefix, prefix))
    rows = catalog.rows("SELECT * FROM documents ORDER BY id")
    yield [row for row in rows if _is_municipality(row, wanted)]
    yield [row for row in rows if fold(row["title"] or "") == fold(wanted)]


def _described(row: Mapping[str, Any]) -> str:
    details = ", ".join(str(row[key]) for key in ("municipality", "type", "agreement_date", "file_name") if row[key])
    return f"{row['id']} ({details})"
