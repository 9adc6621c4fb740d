"""Parties in a table: a column «Partner», one row each, perhaps with columns «vertreten durch» and «Kurzname».

Where no column is headed so, the rows may begin with what the party is («Auftraggeberin»), or the head itself may name
the parties, column by column.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from agreementkit import Document, Finding, Span
from agreementkit.german import body_kind, looks_like_person, names_body
from agreementkit_parties.aliases import find_alias
from agreementkit_parties.introductions import HEAD
from agreementkit_parties.lists import in_front
from agreementkit_parties.names import Name, read_name
from agreementkit_parties.representatives import find_representative
from agreementkit_parties.signing import are_signed_for, held_against_signatures
from agreementkit_parties.table_rows import Head, Row, heads, joined, rows_below

_HEADER_RE = re.compile(
    r"(?:(?:Die|Der)\s)?(?:[Bb]eteiligte[rn]?\s)?(?:Name\s(?:des|der)\s)?"
    r"(?:(?:Vertrags|Kooperations|Vereinbarungs|Netzwerk|Bündnis|Projekt|Verbund)?-?[Pp]artner(?:in|innen|:in|:innen|/-?in|s)?"
    r"|(?:Vertrags)?[Pp]arteie?n?|[Bb]eteiligte[r]?|Unterzeichne(?:nde[r]?|r|rin|rinnen)|Vertragschließende[r]?"
    r"|Mitglied(?:er)?)\b(?!\w*:)"
)
_WEAK_HEADER_RE = re.compile(
    r"(?:(?:Die|Der)\s)?(?:[Bb]eteiligte\s)?(?:Name\s(?:des|der)\s)?"
    r"(?:Institution(?:en)?|Einrichtung(?:en)?|Organisation(?:en)?|Träger|Stellen?|Behörden?|Körperschaft(?:en)?|Name|Kommunen?)\b"
)
_BY_RE = re.compile(
    r"(?:gesetzlich\s)?(?:[Vv]ertreten(?:\s(?:durch|von))?|(?:[Gg]esetzliche\s)?[Vv]ertretung(?:\sdurch|sberechtigte[r]?)?"
    r"|(?:[Gg]esetzliche[r]?\s)?[Vv]ertreter(?:in|:in|/-?in)?|[Ll]eitung)\b"
)
_ALIAS_RE = re.compile(
    r"(?:[Kk]urz(?:bezeichnung|form|name|titel|wort)?|[Aa]bkürzung|(?:hier|im\s(?:Text|Folgenden|Weiteren|Vertrag)"
    r"|in\sdieser\s\w{3,25})(?:\s(?:genannt|kurz|bezeichnet\sals|nur))?|nachfolgend(?:\sgenannt)?|genannt)\b"
)
_SAYS_SO_RE = re.compile(
    r"[Bb]eteilig|[Pp]artner|[Pp]artei|[Uu]nterzeichne|schließen|Vertragschließende|[Mm]itglied|zusammengeschlossen"
)
_ROLE_RE = re.compile(
    r"(?:(?:Vertrags|Kooperations)?[Pp]artner(?:in)?\s(?:[A-H]|[1-9]|I{1,3})|[1-9]\.\s(?:Vertrags)?[Pp]artner(?:in)?"
    r"|(?:Auftrag|Leistungs|Zuwendungs|Arbeit|Dienst)(?:geber|nehmer|erbringer|träger|empfänger)(?:in)?"
    r"|(?:Schul|Einrichtungs|Maßnahme|Projekt|Anstellungs|Kosten)träger(?:in)?|Leistungsanbieter|Vermieter(?:in)?"
    r"|Mieter(?:in)?|Nutzer(?:in)?|Betreiber(?:in)?|Kommune|Schule|Träger(?:in)?|Kooperationsschule)\s{0,2}:?\Z"
)
_FRONT, _ABOVE = 2_500, 260
CONFIDENCE = {"table_of_partners": 0.85, "table_of_roles": 0.82, "table_by_columns": 0.8}


class _Reading(NamedTuple):
    """One party as a table gives it."""

    name: Name
    spans: tuple[Span, ...]
    alias: str | None
    represented_by: str | None


def parties_of_table(document: Document) -> Iterator[Finding]:
    """The parties of the first table that names two; one below other clauses must be confirmed by the signatures."""
    text = document.text
    for head in heads(text, min(HEAD, len(text))):
        for rule, read in _WAYS.items():
            found = read(document, head)
            if len({reading.name.text for reading in found}) >= 2 and _holds(document, head, rule, found):
                yield from (_finding(document, reading, rule) for reading in found)
                return


def _holds(document: Document, head: Head, rule: str, found: list[_Reading]) -> bool:
    """Whether the parties of a table can be those of the document."""
    start = head.cells[0].start
    if rule != "table_by_columns" and are_signed_for(document, [reading.name.text for reading in found]):
        return True
    above = document.text[max(0, start - _ABOVE) : start]
    labels = [joined(document.text, (cell,)) for cell in head.cells]
    said = any(_HEADER_RE.match(label) or _BY_RE.match(label) or _ALIAS_RE.match(label) for label in labels)
    if start > _FRONT or not in_front(document, start - 1):
        return False
    return said or rule != "table_of_partners" or _SAYS_SO_RE.search(above) is not None


def _by_column(document: Document, head: Head) -> list[_Reading]:
    """Rows below a column that is headed «Partner»."""
    text = document.text
    said = [joined(text, (cell,)) for cell in head.cells]
    column = next((number for number, label in enumerate(said) if _HEADER_RE.match(label)), None)
    if column is None:
        column = next((number for number, label in enumerate(said) if _WEAK_HEADER_RE.match(label)), None)
    if column is None:
        return []
    by = next((number for number, label in enumerate(said) if number != column and _BY_RE.match(label)), None)
    short = next((number for number, label in enumerate(said) if number != column and _ALIAS_RE.match(label)), None)
    found = (_row(text, row, column, by, short) for row in rows_below(text, head, HEAD))
    return [reading for reading in found if reading is not None]


def _by_role(document: Document, head: Head) -> list[_Reading]:
    """Rows that begin with what the party is: «| Auftraggeberin | Stadt …, vertreten durch … |»."""
    text = document.text
    rows = [tuple((cell,) for cell in head.cells), *rows_below(text, head, HEAD)]
    rows = [row for row in rows if len(row) > 1 and row[0] and _ROLE_RE.match(joined(text, row[0]))]
    found = (_row(text, row, 1, None, None) for row in rows)
    return [reading for reading in found if reading is not None]


def _by_heads(document: Document, head: Head) -> list[_Reading]:
    """Bodies as heads of columns, and below each who represents it."""
    text = document.text
    labels = [joined(text, (cell,)) for cell in head.cells]
    if all(_ROLE_RE.match(label) for label in labels):
        row = next(rows_below(text, head, HEAD), ())
        readings = [_row(text, row, number, None, None) for number in range(len(row))]
        return [reading for reading in readings if reading is not None]
    if not all(names_body(label) and not label.startswith(("Für ", "für ")) for label in labels):
        return []
    below = next(rows_below(text, head, HEAD), ())
    found = []
    for number, cell in enumerate(head.cells):
        reading = _row(text, ((cell,),), 0, None, None)
        if reading is None:
            return []
        said = joined(text, below[number]) if number < len(below) else ""
        person = _represented(said) if said and looks_like_person(" ".join(said.split()[-2:])) else None
        spans = (*reading.spans, *(below[number] if person else ()))
        found.append(reading._replace(represented_by=reading.represented_by or person, spans=spans))
    return found


_WAYS: dict[str, Callable[[Document, Head], list[_Reading]]] = {
    "table_of_partners": _by_column,
    "table_of_roles": _by_role,
    "table_by_columns": _by_heads,
}


def _row(text: str, row: Row, column: int, by: int | None, short: int | None) -> _Reading | None:
    """One party: its cell may also say who represents it and what it is called."""
    if column >= len(row) or not row[column]:
        return None
    cell = joined(text, row[column])
    name = read_name(cell, 0, len(cell), "nominative")
    if name is None:
        return None
    tail = cell[name.span.end :]
    spans = list(row[column])
    represented_by = find_representative(cell, name.span.end, len(cell))
    if by is not None and by < len(row) and row[by]:
        represented_by = _represented(joined(text, row[by]))
        spans += row[by]
    alias = find_alias(tail)
    if short is not None and short < len(row) and row[short]:
        alias = joined(text, row[short]).strip(' *„“"»«') or alias
        spans += row[short]
    return _Reading(name, tuple(spans), alias, represented_by)


def _represented(said: str) -> str | None:
    """Who represents a party, where a cell of its own says it."""
    phrase = said if _BY_RE.match(said) and "durch" in said else f"vertreten durch {said}"
    return find_representative(phrase, 0, len(phrase))


def _finding(document: Document, reading: _Reading, rule: str) -> Finding:
    name = reading.name.text
    confidence = CONFIDENCE[rule]
    if rule != "table_of_partners":
        confidence = round(held_against_signatures(document, name, confidence), 3)
    return Finding(
        kind="party",
        value={
            "name": name,
            "kind": body_kind(name),
            "alias": reading.alias,
            "represented_by": reading.represented_by,
        },
        spans=reading.spans,
        rule=rule,
        confidence=confidence,
    )
