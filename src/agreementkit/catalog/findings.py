"""A record as rows: one a finding, with its evidence; and how a person's review outlives a new extraction."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from agreementkit.output.wording import place

META = ("evidence", "confidence", "rule", "plugin", "review", "meta")
"""The keys of a finding that are about it, not part of its value; ``meta`` holds those of its parts."""

LISTS = ("parties", "signatures", "goals", "organs", "legal_references", "council_papers")
SINGLE = ("termination", "amendment")
TERM_PARTS = ("effective_date", "expiration_date", "renewal")

Record = Mapping[str, Any]
"""A record as parsed JSON."""


@dataclass(frozen=True, slots=True)
class Item:
    """One finding inside a record.

    Attributes:
        kind: Its key: ``parties``, ``term.effective_date``, ``document.title``, ``fields.liability``, ``flags``.
        position: Counted from 0 within the kind.
        value: Without evidence.
        meta: The five keys about it; empty where the record gives none.
        path: Where it stands in the record; empty for a value that is not an object of its own.
    """

    kind: str
    position: int
    value: Mapping[str, Any]
    meta: Mapping[str, Any]
    path: tuple[str | int, ...]


def items(record: Record) -> Iterator[Item]:
    """All findings of a record, in the record's order."""
    yield from _document_items(record.get("document") or {})
    for kind in LISTS:
        for position, entry in enumerate(record.get(kind) or ()):
            yield _item(kind, position, entry, (kind, position))
    yield from _term_items(record.get("term") or {})
    for kind in SINGLE:
        if record.get(kind):
            yield _item(kind, 0, record[kind], (kind,))
    for position, entry in enumerate(record.get("flags") or ()):
        yield _item("flags", position, entry, ("flags", position))
    for name, entries in (record.get("fields") or {}).items():
        for position, entry in enumerate(entries):
            yield _item(f"fields.{name}", position, entry, ("fields", name, position))


def _document_items(document: Record) -> Iterator[Item]:
    for key, meta in (document.get("meta") or {}).items():
        value = document.get(key)
        yield Item(f"document.{key}", 0, value if isinstance(value, Mapping) else {"value": value}, meta, ())


def _term_items(term: Record) -> Iterator[Item]:
    for part in TERM_PARTS:
        if term.get(part):
            yield _item(f"term.{part}", 0, term[part], ("term", part))
    if term.get("initial_term"):
        yield Item("term.initial_term", 0, {"value": term["initial_term"]}, term.get("initial_term_meta") or {}, ())


def _item(kind: str, position: int, entry: Record, path: tuple[str | int, ...]) -> Item:
    value = {key: content for key, content in entry.items() if key not in META}
    return Item(kind, position, value, {key: entry[key] for key in META if key in entry}, path)


def finding_rows(record: Record, document_id: str) -> list[dict[str, Any]]:
    """The rows of the table ``findings`` for one record."""
    return [_row(item, document_id) for item in items(record)]


def _row(item: Item, document_id: str) -> dict[str, Any]:
    evidence = item.meta.get("evidence") or ()
    main: Record = evidence[0] if evidence else {}
    return {
        "id": f"{document_id}/{item.kind}/{item.position}",
        "document_id": document_id,
        "kind": item.kind,
        "position": item.position,
        "value": to_json(item.value),
        "quote": main.get("quote"),
        "page": main.get("page"),
        "start_offset": main.get("start"),
        "end_offset": main.get("end"),
        "source_start": main.get("source_start"),
        "source_end": main.get("source_end"),
        "boxes": to_json(main["boxes"]) if main.get("boxes") else None,
        "place": place(main) or None,
        "evidence": to_json(evidence),
        "confidence": item.meta.get("confidence"),
        "rule": item.meta.get("rule"),
        "plugin": item.meta.get("plugin"),
        "review": item.meta.get("review") or "unreviewed",
        "current": 1,
    }


def to_json(value: object) -> str:
    """JSON as the catalog keeps it: compact, umlauts as themselves."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


@dataclass(frozen=True, slots=True)
class Carried:
    """A record after the reviews of an earlier extraction were carried over.

    Attributes:
        record: The new record, with reviewed values in place of what was extracted anew.
        kept: Rows of reviewed findings that the new extraction no longer has; ``current`` is 0.
        conflicts: How often the new extraction says something else than a person has accepted or corrected.
    """

    record: Record
    kept: tuple[dict[str, Any], ...]
    conflicts: int


def carry_reviews(record: Record, reviewed: Sequence[Mapping[str, Any]]) -> Carried:
    """Let a person's word stand against a new extraction.

    A reviewed finding is the same as a new one of its kind that rests on the same quote, or has the same value. Its
    value and its review then replace the new one's; where none is found it is kept beside. Both are counted as
    conflicts where the new extraction differs.

    Args:
        record: The new record.
        reviewed: Rows of ``findings`` of the earlier extraction whose review is not ``unreviewed``.
    """
    if not reviewed:
        return Carried(record, (), 0)
    changed = copy.deepcopy(dict(record))
    open_items = [item for item in items(record) if item.path]
    kept = []
    conflicts = 0
    for row in reviewed:
        value = json.loads(row["value"])
        match = _same(row, value, open_items)
        if match is None:
            fingerprint = hashlib.sha256(f"{row['quote']}\n{row['value']}".encode()).hexdigest()[:12]
            kept.append({**row, "id": f"{row['document_id']}/{row['kind']}/reviewed-{fingerprint}", "current": 0})
            conflicts += row["review"] != "rejected"
            continue
        open_items.remove(match)
        conflicts += dict(match.value) != value and row["review"] != "rejected"
        _put(changed, match.path, {**value, **match.meta, "review": row["review"]})
    return Carried(changed, tuple(kept), conflicts)


def _same(row: Mapping[str, Any], value: object, candidates: Sequence[Item]) -> Item | None:
    of_kind = [item for item in candidates if item.kind == row["kind"]]
    for item in of_kind:
        evidence = item.meta.get("evidence") or ()
        if evidence and row["quote"] and evidence[0]["quote"] == row["quote"]:
            return item
    return next((item for item in of_kind if dict(item.value) == value), None)


def _put(record: dict[str, Any], path: tuple[str | int, ...], entry: dict[str, Any]) -> None:
    target: Any = record
    for key in path[:-1]:
        target = target[key]
    target[path[-1]] = entry
