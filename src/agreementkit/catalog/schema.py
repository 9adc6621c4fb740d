"""The catalog's tables and views, and what each of them and each column means.

The same words stand in the catalog itself, in the table ``documentation``, so that whoever opens the file with
Datasette, pandas or R finds them. Every table hangs on ``documents``; ``findings`` holds one row a finding with its
evidence; the views ``parties``, ``signatures``, ``goals``, ``organs``, ``terms``, ``terminations``, ``amendments``,
``deadlines``, ``legal_references``, ``council_papers`` and ``flags`` show the latest versions with plain columns.
Offsets are half-open and count Unicode code points in ``texts.text``; dates and durations are ISO 8601.
"""

from __future__ import annotations

from agreementkit.catalog.views import VIEW_DOCUMENTATION, VIEWS

APPLICATION_ID = 0x41474B54
"""``AGKT`` in ASCII: what SQLite's ``PRAGMA application_id`` says of our files."""

_ON_DOCUMENT = "TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE ON UPDATE CASCADE"

TABLES: tuple[str, ...] = (
    """CREATE TABLE documents (
        id TEXT PRIMARY KEY NOT NULL, sha256 TEXT NOT NULL UNIQUE, file_name TEXT NOT NULL, path TEXT NOT NULL,
        version INTEGER NOT NULL, latest INTEGER NOT NULL CHECK (latest IN (0, 1)), media_type TEXT NOT NULL,
        type TEXT NOT NULL, is_agreement INTEGER NOT NULL CHECK (is_agreement IN (0, 1)), title TEXT,
        municipality TEXT, ags TEXT, agreement_date TEXT, number TEXT, status TEXT NOT NULL, pages INTEGER NOT NULL,
        origin TEXT NOT NULL, quality REAL, ingested_at TEXT NOT NULL, producer TEXT NOT NULL,
        original TEXT NOT NULL)""",
    "CREATE INDEX documents_municipality ON documents(municipality, latest)",
    "CREATE INDEX documents_ags ON documents(ags)",
    f"""CREATE TABLE document_names (
        path TEXT NOT NULL, version INTEGER NOT NULL, document_id {_ON_DOCUMENT}, file_name TEXT NOT NULL,
        latest INTEGER NOT NULL CHECK (latest IN (0, 1)), first_seen TEXT NOT NULL, PRIMARY KEY (path, version))""",
    "CREATE INDEX document_names_document ON document_names(document_id)",
    f"""CREATE TABLE records (
        document_id {_ON_DOCUMENT} PRIMARY KEY, record TEXT NOT NULL CHECK (json_valid(record)),
        crc32 INTEGER NOT NULL)""",
    f"CREATE TABLE texts (document_id {_ON_DOCUMENT} PRIMARY KEY, text TEXT NOT NULL)",
    f"""CREATE TABLE pages (
        document_id {_ON_DOCUMENT}, page INTEGER NOT NULL, origin TEXT NOT NULL, quality REAL, reason TEXT,
        PRIMARY KEY (document_id, page))""",
    f"""CREATE TABLE findings (
        id TEXT PRIMARY KEY NOT NULL, document_id {_ON_DOCUMENT}, kind TEXT NOT NULL, position INTEGER NOT NULL,
        value TEXT NOT NULL CHECK (json_valid(value)), quote TEXT, page INTEGER, start_offset INTEGER,
        end_offset INTEGER, source_start INTEGER, source_end INTEGER, boxes TEXT, place TEXT, evidence TEXT NOT NULL,
        confidence REAL, rule TEXT, plugin TEXT,
        review TEXT NOT NULL DEFAULT 'unreviewed' CHECK (review IN ('unreviewed', 'accepted', 'corrected', 'rejected')),
        current INTEGER NOT NULL DEFAULT 1 CHECK (current IN (0, 1)))""",
    "CREATE INDEX findings_document ON findings(document_id, kind, position)",
    "CREATE INDEX findings_kind ON findings(kind)",
    f"""CREATE TABLE computed_deadlines (
        document_id {_ON_DOCUMENT} PRIMARY KEY, as_of TEXT NOT NULL, status TEXT NOT NULL, next_end TEXT,
        notice_by TEXT, rule TEXT, inputs TEXT NOT NULL, missing TEXT NOT NULL)""",
    f"""CREATE TABLE passages (
        id INTEGER PRIMARY KEY, document_id {_ON_DOCUMENT}, place TEXT NOT NULL, page INTEGER NOT NULL,
        role TEXT NOT NULL, start_offset INTEGER NOT NULL, end_offset INTEGER NOT NULL, text TEXT NOT NULL)""",
    "CREATE INDEX passages_document ON passages(document_id)",
    """CREATE VIRTUAL TABLE passage_words USING fts5(words, stems, tokenize="unicode61 tokenchars '\u00a7_'")""",
    "CREATE TABLE search_words (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE)",
    """CREATE VIRTUAL TABLE search_word_parts USING fts5(
        word, content='search_words', content_rowid='id', tokenize='trigram', detail='none', columnsize=0)""",
    """CREATE TABLE documentation (
        object TEXT NOT NULL, "column" TEXT NOT NULL DEFAULT '', description TEXT NOT NULL,
        PRIMARY KEY (object, "column"))""",
)

_DOCUMENT = "the document: documents.id"

TABLE_DOCUMENTATION: dict[str, tuple[str, dict[str, str]]] = {
    "documents": (
        "One row a document, that is, for each distinct sequence of bytes.",
        {
            "id": "the record's id, made from the content",
            "sha256": "SHA-256 of the file's bytes, hexadecimal",
            "file_name": "the file's name when it was last seen",
            "path": "label under which versions are counted; the file's name or a path",
            "version": "1 for the first file under this path, 2 for the one that replaced it",
            "latest": "1 where no newer file of the same path has come",
            "media_type": "type by content",
            "type": "kind of document, e.g. Kooperationsvereinbarung",
            "is_agreement": "0 for a report or a concept paper",
            "title": "title as printed",
            "municipality": "name of the city, Gemeinde or Kreis",
            "ags": "its Amtlicher Gemeindeschluessel, 8 digits, a Kreis 5",
            "agreement_date": "last signature, else Stand or date of issue",
            "number": "the document's own number",
            "status": "complete, partial or failed",
            "pages": "number of pages",
            "origin": "text_layer, ocr, plain, none, or mixed",
            "quality": "0 to 1, the worst page",
            "ingested_at": "UTC, when these findings were stored",
            "producer": "version of the program and of each plugin that made the record",
            "original": "the file beside the catalog, relative to the folder CATALOG.originals",
        },
    ),
    "document_names": (
        "Every name a document came under, and the history of each path.",
        {
            "path": "label of the file",
            "version": "counts from 1 under each path",
            "document_id": _DOCUMENT,
            "file_name": "the file's name",
            "latest": "1 for the newest version of the path",
            "first_seen": "UTC",
        },
    ),
    "records": (
        "The whole JSON record.",
        {"document_id": _DOCUMENT, "record": "JSON, schema_version 1.0", "crc32": "of the JSON in UTF-8"},
    ),
    "texts": (
        "The normalised text that all offsets count in.",
        {"document_id": _DOCUMENT, "text": "Unicode, as 'agreementkit normalize' prints it"},
    ),
    "pages": (
        "How each page was read.",
        {
            "document_id": _DOCUMENT,
            "page": "counts from 1",
            "origin": "text_layer, ocr, plain or none",
            "quality": "0 to 1",
            "reason": "why the text was taken from there",
            "repaired": "how many words a repair has changed with less than full certainty; null where not known",
        },
    ),
    "findings": (
        "One row a finding, with its main evidence; the views below show it with plain columns.",
        {
            "id": "document, kind and position",
            "document_id": _DOCUMENT,
            "kind": "key of the record: parties, term.effective_date, termination, flags, fields.NAME",
            "position": "counts from 0 within its kind",
            "value": "JSON, without evidence",
            "quote": "the words that prove it, verbatim",
            "page": "counts from 1",
            "start_offset": "of the quote in texts.text",
            "end_offset": "after the quote",
            "source_start": "the same place in the text before repair",
            "source_end": "likewise",
            "boxes": "JSON: one box a line, PDF points, origin top left",
            "place": "citable, e.g. \u00a7 6 (1), S. 4",
            "evidence": "JSON: all places, the main one first",
            "confidence": "0 to 1",
            "rule": "the rule that found it",
            "plugin": "the plugin it came from",
            "review": "unreviewed, accepted, corrected or rejected by a person",
            "current": "0 where a person reviewed it and the program no longer finds it",
        },
    ),
    "computed_deadlines": (
        "Deadlines as they were computed when the document was stored; the view deadlines adds the names.",
        {
            "document_id": _DOCUMENT,
            "as_of": "the day that counted as today",
            "status": "in_force, expired, not_yet or unknown",
            "next_end": "first day it ends or can be ended by a notice still possible",
            "notice_by": "last day on which that notice can arrive",
            "rule": "how it was computed",
            "inputs": "JSON: the values it rests on",
            "missing": "JSON: the facts that are missing",
        },
    ),
    "passages": (
        "The text in citable pieces, for the search.",
        {
            "id": "row of passage_words",
            "document_id": _DOCUMENT,
            "place": "citable",
            "page": "counts from 1",
            "role": "what the clause is about: goals, term, termination",
            "start_offset": "in texts.text",
            "end_offset": "likewise",
            "text": "verbatim",
        },
    ),
    "passage_words": (
        "Full-text index over passages (FTS5).",
        {"words": "folded words (ae for \u00e4)", "stems": "their stems"},
    ),
    "search_words": ("Every distinct word of the passages.", {"id": "row of search_word_parts", "word": "folded"}),
    "search_word_parts": ("Index of the words' parts (FTS5, trigrams), for compounds.", {"word": "folded"}),
    "documentation": (
        "This table.",
        {"object": "table or view", "column": "empty for the object itself", "description": "what it holds"},
    ),
}


def create_statements() -> tuple[str, ...]:
    """The statements that make an empty catalog of version 1, in order; the migrations change its tables further."""
    return (*TABLES, *VIEWS)


def documentation_rows() -> list[tuple[str, str, str]]:
    """The content of the table ``documentation``: object, column, description."""
    rows = []
    for name, (description, columns) in {**TABLE_DOCUMENTATION, **VIEW_DOCUMENTATION}.items():
        rows.append((name, "", description))
        rows.extend((name, column, text) for column, text in columns.items())
    return rows
