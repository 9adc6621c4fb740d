"""Tables that survive in plain text: rows of cells kept apart by tabs, wide blanks or pipes, and a Beratungsfolge.

The order of a council's consultation (date, body, kind of decision) is recognised even where its cells are kept apart
by single blanks, since it begins with a date and ends with one of a few words (OParl 1.1, object Consultation).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from agreementkit.records import Span, Table
from agreementkit.structure.lines import Line

MAX_ROW = 400
"""Code points of a row; a longer line is prose."""
_TORN_RULE = 4
MAX_ROWS = 20_000
"""More rows than this are not told apart."""

_CELL_RE = re.compile(r"[^\s|](?:[^\t|\n ]|[ ](?![ ]{2}|\t|\||[ ]\t))*")
_LABEL_RE = re.compile(r"(?:§ ?)?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[A-Za-z])[.)]?\Z|[-–•(]")
_PIPE_RULE_RE = re.compile(r"\|?[ \t]{0,8}:?-{2,80}:?[ \t]{0,8}\|")
_CONSULTATION_RE = re.compile(
    r"(?P<date>\d{1,2}\.[ ]?\d{1,2}\.[ ]?\d{2,4})[ \t,;:–-]{1,20}(?P<body>\S[^\n]{2,200}?)[ \t,;:–-]{1,20}"
    r"(?P<kind>Berichterstattung|Bericht|Entscheidung|Vorberatung|Kenntnisnahme|Anhörung|Beschluss(?:fassung)?|Empfehlung|Beratung)"
    r"(?:[ ]\([^()\n]{1,30}\))?\Z"
)


def find_tables(text: str, lines: Sequence[Line]) -> tuple[Table, ...]:
    """Find the tables of a text.

    Args:
        text: The normalised text.
        lines: Its lines.

    Returns:
        Tables of two rows or more with two cells or more each, in order; a Beratungsfolge also with a single row.
    """
    tables: list[Table] = []
    rows: list[tuple[Span, ...]] = []
    consultation = False
    total = 0
    for line in lines:
        if total >= MAX_ROWS:
            break
        row, is_consultation = _row(text, line)
        if rows and not row and not line.gap and line.end - line.start <= _TORN_RULE and _piped(text, rows[-1]):
            continue  # what OCR makes of the rule below a Markdown header
        if rows and (not row or (line.gap and not is_consultation) or is_consultation != consultation):
            _close(text, rows, tables, consultation)
            rows = []
        if row:
            rows.append(row)
            total += 1
            consultation = is_consultation
    _close(text, rows, tables, consultation)
    return tuple(tables)


def _row(text: str, line: Line) -> tuple[tuple[Span, ...], bool]:
    """The cells of a line, and whether it is a row of a Beratungsfolge; no cells where it is no row."""
    if line.end - line.start > MAX_ROW:
        return (), False
    printed = text[line.start : line.end]
    if printed[0].isdigit() and printed[-1] in "gsene)":
        match = _CONSULTATION_RE.match(printed)
        if match:
            kind = Span(line.start + match.start("kind"), line.end)
            return (*(_span(line, match, name) for name in ("date", "body")), kind), True
    if "\t" not in printed and "   " not in printed and printed[0] != "|":
        return (), False
    if _PIPE_RULE_RE.match(printed):
        return (Span(line.start, line.end),), False
    if "|" in printed and printed[0] != "|":
        return (), False
    cells = tuple(Span(cell.start(), cell.end()) for cell in _CELL_RE.finditer(text, line.start, line.end))
    return (cells if len(cells) > 1 else ()), False


def _piped(text: str, row: tuple[Span, ...]) -> bool:
    """Whether a row ends in a bar."""
    return text[row[-1].end : row[-1].end + 3].strip() == "|"


def _span(line: Line, match: re.Match[str], name: str) -> Span:
    return Span(line.start + match.start(name), line.start + match.end(name))


def _close(text: str, rows: list[tuple[Span, ...]], tables: list[Table], consultation: bool) -> None:
    """Keep rows as a table where there are enough; the rule below a Markdown header is no row."""
    kept = tuple(row for row in rows if len(row) > 1)
    piped = bool(kept) and "|" in text[max(0, kept[0][0].start - 3) : kept[0][0].start]
    if not piped and all(len(row) == 2 and _LABEL_RE.match(text, row[0].start, row[0].end) for row in kept):
        return  # numbered lines, or a table of contents
    if len(kept) >= (1 if consultation else 2):
        tables.append(Table(start=kept[0][0].start, end=rows[-1][-1].end, rows=kept))
