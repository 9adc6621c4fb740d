"""Records and catalogs made for tests: invented places, real shapes."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from agreementkit.catalog import AddResult, Catalog

PRODUCER = {"name": "agreementkit", "version": "0.1.0", "plugins": [{"name": "goals", "version": "1.0"}]}

TEXT = """Kooperationsvereinbarung zwischen der Stadt {city} und dem Jobcenter {city}

§ 1 Ziele
(1) Die Partner helfen Alleinerziehenden in Arbeit. Maßnahmen werden gemeinsam geplant.

§ 2 Lenkungskreis
Der Lenkungskreis tagt halbjährlich; Grundlage ist § 16a SGB II.

§ 3 Laufzeit und Kündigung
(1) Die Kooperationsvereinbarung gilt vom 01.10.2020 bis zum 30.09.2023 und verlängert sich jeweils um ein Jahr.
(2) Jeder Partner darf mit einer Frist von sechs Wochen zum 30.09. kündigen.
"""


def text_of(city: str) -> str:
    return TEXT.format(city=city)


def meta(text: str, quote: str, place: str = "", confidence: float = 0.9) -> dict[str, Any]:
    start = text.index(quote)
    end = start + len(quote)
    evidence = {
        "quote": quote,
        "page": 1,
        "start": start,
        "end": end,
        "source_start": start,
        "source_end": end,
        "boxes": [[72.0, 500.0, 400.0, 512.3]],
    }
    if place:
        evidence["place"] = place
    return {
        "evidence": [evidence],
        "confidence": confidence,
        "rule": "made",
        "plugin": "made",
        "review": "unreviewed",
    }


def record_of(city: str, text: str | None = None, **changes: Any) -> dict[str, Any]:
    """A whole record about an invented city; ``changes`` replace top-level keys."""
    text = text_of(city) if text is None else text
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    record: dict[str, Any] = {
        "schema_version": "1.0",
        "id": sha256[:20],
        "source": {
            "file_name": f"{city}.txt",
            "sha256": sha256,
            "media_type": "text/plain",
            "pages": [{"page": 1, "origin": "plain", "quality": 1.0, "reason": "plain text", "repaired": 3}],
        },
        "producer": copy.deepcopy(PRODUCER),
        "status": "complete",
        "document": {
            "type": "Kooperationsvereinbarung",
            "is_agreement": True,
            "title": f"Kooperationsvereinbarung {city}",
            "municipality": {"name": city, "ags": None},
            "agreement_date": "2020-09-15",
            "number": None,
            "meta": {"title": meta(text, "Kooperationsvereinbarung", "S. 1")},
        },
        "parties": [
            {"name": f"Stadt {city}", "kind": "municipality", "alias": None, "represented_by": None}
            | meta(text, f"Stadt {city}", "S. 1"),
            {"name": f"Jobcenter {city}", "kind": "jobcenter", "alias": "Jobcenter", "represented_by": None}
            | meta(text, f"Jobcenter {city}"),
        ],
        "signatures": [],
        "goals": [
            {"label": "(1)", "text": "Die Partner helfen Alleinerziehenden in Arbeit.", "themes": ["Arbeit"]}
            | {"target": None}
            | meta(text, "Die Partner helfen Alleinerziehenden in Arbeit.", "§ 1 (1), S. 1"),
        ],
        "organs": [
            {"name": "Lenkungskreis", "members": ["Stadt"], "tasks": [], "cadence": "halbjährlich", "interval": "P6M"}
            | {"meetings_per_year": 2}
            | meta(text, "Der Lenkungskreis tagt halbjährlich", "§ 2, S. 1"),
        ],
        "term": {
            "effective_date": {"value": "2020-10-01", "raw": "01.10.2020", "event": None, "computed": False}
            | meta(text, "01.10.2020", "§ 3 (1), S. 1"),
            "expiration_date": {"value": "2023-09-30", "raw": "30.09.2023", "perpetual": False, "computed": False}
            | meta(text, "30.09.2023", "§ 3 (1), S. 1"),
            "initial_term": None,
            "renewal": {"automatic": True, "period": "P1Y"}
            | meta(text, "verlängert sich jeweils um ein Jahr", "§ 3 (1), S. 1"),
            "initial_term_meta": None,
        },
        "termination": {
            "notice_period": "P6W",
            "effective": "--09-30",
            "notice_deadline_day": None,
            "form": None,
            "for_cause": False,
            "mutual_rescission": None,
        }
        | meta(text, "mit einer Frist von sechs Wochen zum 30.09. kündigen", "§ 3 (2), S. 1"),
        "amendment": None,
        "legal_references": [{"normalised": "SGB II § 16a", "raw": "§ 16a SGB II"} | meta(text, "§ 16a SGB II")],
        "council_papers": [],
        "deadlines": {
            "as_of": "2026-11-21",
            "status": "in_force",
            "next_end": "2027-09-30",
            "notice_by": "2027-08-19",
            "rule": "notice_by = (next_end + 1 day - P6W) - 1 day",
            "inputs": ["term.expiration_date"],
            "missing": [],
        },
        "flags": [
            {"code": "no_signature_date", "severity": "warning", "message": "Kein Datum", "suggestions": []}
            | {"evidence": []}
        ],
        "errors": [],
        "fields": {},
    }
    return {**record, **changes}


def add(
    catalog: Catalog, city: str, text: str | None = None, *, record: Mapping[str, Any] | None = None, **names: Any
) -> AddResult:
    text = text_of(city) if text is None else text
    record = record_of(city, text) if record is None else record
    return catalog.add(record, text=text, original=text.encode(), **{"file_name": f"{city}.txt", **names})


def dump(path: Path) -> list[str]:
    """Everything a catalog holds, sorted, without row numbers and times: equal for equal content."""
    from agreementkit.catalog import open_catalog

    with open_catalog(path, readonly=True) as catalog:
        rows = [str(row) for row in catalog.rows("SELECT id, path, version, latest, title FROM documents")]
        rows += [str(row) for row in catalog.rows("SELECT * FROM findings")]
        rows += [str(row) for row in catalog.rows("SELECT document_id, place, start_offset, text FROM passages")]
        rows += [str(row) for row in catalog.rows("SELECT words, stems FROM passage_words")]
        rows += [str(row) for row in catalog.rows("SELECT word FROM search_words")]
        rows += [str(row) for row in catalog.rows("SELECT document_id, record FROM records")]
    return sorted(rows)


def _write_version_1(target: Path) -> None:
    """Make the catalog of schema version 1 that every later program must open; never run again once it is released."""
    import gzip
    import tempfile

    from agreementkit.catalog import open_catalog

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "catalog.db"
        with open_catalog(path) as catalog:
            add(catalog, "Altbeuren")
        target.write_bytes(gzip.compress(path.read_bytes(), mtime=0))


if __name__ == "__main__":
    _write_version_1(Path(__file__).with_name("version_1.db.gz"))
