"""Bodies in a table: a column «Gremium», one row each, and columns for who sits there and how often it meets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreementkit import Document, Finding, Span, Table
from agreementkit.german import parse_cadence
from agreementkit_organs.naming import find_bodies, is_name, key_of
from agreementkit_organs.splitting import split_members

__all__ = ["bodies_of_tables"]

_BODY_RE = re.compile(
    r"[*\s]*(?:Gremium|Gremien|Organ|Organe|Ebene|Arbeitsgremium|Struktur|Name|Bezeichnung|Kreis|Runde)[*\s]*\Z"
)
_MEMBERS_RE = re.compile(
    r"[*\s]*(?:Mitglied|Zusammensetzung|Besetzung|Teilnehm|Beteiligte|Teilnahme|Vertret|Personen|Wer\b)", re.IGNORECASE
)
_RHYTHM_RE = re.compile(
    r"[*\s]*(?:Turnus|Rhythmus|Häufigkeit|Sitzung|Tagung|Tagt|Treffen|Termine|Frequenz|Wie oft|Wann\b)", re.IGNORECASE
)
_TASKS_RE = re.compile(r"[*\s]*(?:Aufgabe|Auftrag|Funktion|Zuständig|Themen|Was\b)", re.IGNORECASE)
IN_TABLE = 0.88


def bodies_of_tables(document: Document) -> Iterator[Finding]:
    """The bodies of tables whose first column names bodies and another says who sits there or how often they meet."""
    for table in document.tables:
        if len(table.rows) < 2 or not table.rows[0]:
            continue
        header = [_cell(document.text, cell) for cell in table.rows[0]]
        columns = {
            key: next((number for number, said in enumerate(header) if number and pattern.match(said)), None)
            for key, pattern in (("members", _MEMBERS_RE), ("rhythm", _RHYTHM_RE), ("tasks", _TASKS_RE))
        }
        if _BODY_RE.match(header[0]) and (columns["members"] is not None or columns["rhythm"] is not None):
            yield from _rows(document, table, columns)


def _rows(document: Document, table: Table, columns: dict[str, int | None]) -> Iterator[Finding]:
    text = document.text
    seen: set[str] = set()
    for row in table.rows[1:]:
        name = _cell(text, row[0]) if row else ""
        said = {key: _cell(text, row[at]) if at is not None and at < len(row) else "" for key, at in columns.items()}
        rhythm = parse_cadence(said["rhythm"])
        members = split_members(said["members"]) if said["members"] else ()
        if not any(is_name(body) for body in find_bodies(name)) or not (members or rhythm) or key_of(name) in seen:
            continue
        seen.add(key_of(name))
        yield Finding(
            kind="organ",
            value={
                "name": name,
                "members": members,
                "tasks": (said["tasks"],) if said["tasks"] else (),
                "cadence": said["rhythm"] if rhythm else None,
                "interval": rhythm.interval if rhythm else None,
                "meetings_per_year": rhythm.meetings_per_year if rhythm else None,
            },
            spans=tuple(Span(cell.start, cell.end) for cell in row if cell.start < cell.end),
            rule="table",
            confidence=IN_TABLE,
        )


def _cell(text: str, cell: Span) -> str:
    return " ".join(text[cell.start : cell.end].replace("*", "").split())
