"""Parties in a table: a column «Partner», one row each, and perhaps a column «vertreten durch»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreementkit import Document, Finding, Span
from agreementkit.german import body_kind
from agreementkit_parties.introductions import HEAD
from agreementkit_parties.names import read_name

_HEADER_RE = re.compile(
    r"[*\s]*(?:Die\s)?(?:(?:Vertrags|Kooperations|Vereinbarungs|Netzwerk|Bündnis"
    r"|Projekt)?[Pp]artner(?:innen)?|(?:Vertrags)?[Pp]arteien?|Beteiligte[r]?|Unterzeichnende"
    r"|Institution(?:en)?|Einrichtung(?:en)?|Organisation(?:en)?)\b"
)
_BY_RE = re.compile(r"[*\s]*(?:[Vv]ertreten(?:\sdurch)?|[Vv]ertretung|[Vv]ertreter(?:in)?|[Ll]eitung)\b")
_ALIAS_RE = re.compile(r"[*\s]*(?:[Kk]urz(?:bezeichnung|form|name|titel)?|[Aa]bkürzung|im\sText)\b")
_POLITE_RE = re.compile(r"(?:Herrn?|Frau|den|die|das)\s+")
IN_TABLE = 0.85


def parties_of_table(document: Document) -> Iterator[Finding]:
    """The parties of the first table of the head whose first column is headed «Partner» or the like."""
    text = document.text
    for table in document.tables:
        if table.start > HEAD or len(table.rows) < 3 or not table.rows[0]:
            continue
        header = [text[cell.start : cell.end] for cell in table.rows[0]]
        if not _HEADER_RE.match(header[0]):
            continue
        by = next((number for number, said in enumerate(header) if _BY_RE.match(said)), None)
        short = next((number for number, said in enumerate(header) if _ALIAS_RE.match(said)), None)
        found = [finding for row in table.rows[1:] if (finding := _party(text, row, by, short)) is not None]
        if len(found) >= 2:
            yield from found
            return


def _party(text: str, row: tuple[Span, ...], by: int | None, short: int | None) -> Finding | None:
    if not row or row[0].start >= row[0].end:
        return None
    name = read_name(text, row[0].start, row[0].end, "nominative")
    if name is None:
        return None
    represented_by = None
    spans = [name.span]
    if by is not None and by < len(row) and (said := text[row[by].start : row[by].end].strip(" *")):
        represented_by = _POLITE_RE.sub("", " ".join(said.split()), count=1)
        spans.append(Span(row[by].start, row[by].end))
    alias = text[row[short].start : row[short].end].strip(' *„“"') if short is not None and short < len(row) else ""
    if alias:
        spans.append(row[short or 0])
    return Finding(
        kind="party",
        value={
            "name": name.text,
            "kind": body_kind(name.text),
            "alias": alias or None,
            "represented_by": represented_by,
        },
        spans=tuple(spans),
        rule="table_of_partners",
        confidence=IN_TABLE,
    )
