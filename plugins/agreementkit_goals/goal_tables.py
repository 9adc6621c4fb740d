"""Goals in tables: a row each, with its indicator, the value it has and the value it shall have in further columns.

Rows are read from the lines below a header: pipes as in Markdown, or columns at the offsets of the header's cells. A
line without a number or a name of its own continues the row above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from agreementkit import Document, JsonValue, Span, Table
from agreementkit_goals.headings import goals_heading
from agreementkit_goals.sheets import sheet_target
from agreementkit_goals.stretches import Goal
from agreementkit_goals.targets import Context, read_target

__all__ = ["GoalTable", "read_goal_tables"]

Column = Literal["number", "goal", "finer_goal", "indicator", "base", "target", "year"]

MOST_ROWS = 200
LONGEST_ROW = 600
_ABOVE = 240
_COLUMNS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    ("number", re.compile(r"(?:lfd\.?\s?)?(?:nr|nummer)\.?|#|ziel-?nr\.?|lfd\.?")),
    (
        "year",
        re.compile(
            r"zieljahr|bis(?:\swann|\sende)?|termin|frist|zeitpunkt|zeitrahmen|zeitraum|umsetzung\sbis|erreicht\sbis|jahr"
        ),
    ),
    (
        "target",
        re.compile(
            r"20\d\d\s?\((?:soll|ziel|plan|zielwert)\)|(?:soll|plan|ziel|zielwert|zielgröße|zielmarke|zielzahl)(?:-?wert)?e?\s?\(?(?:bis\s)?(?:ende\s)?\(?20\d\d(?:/\d\d)?\)?|soll(?:-?wert)?|zielwerte?|zielgröße|zielmarke|angestrebt(?:er\swert)?(?:\s20\d\d)?|(?:ziel(?:wert)?|soll)\s(?:zum|im|in|ende|bis)\s.{0,20}20\d\d"
        ),
    ),
    (
        "base",
        re.compile(
            r"20\d\d\s?\((?:ist|stand|ausgangswert)\)|(?:ist|ausgangs\w*|basis\w*|stand|wert|heute|derzeit|aktuell|bisher)(?:-?(?:wert|stand))?\s?\(?(?:\d\d?\.\d\d?\.)?(?:20\d\d)?\)?|ausgangs(?:wert|lage)|ist-?(?:wert|stand)"
        ),
    ),
    (
        "indicator",
        re.compile(
            r"(?:indikator|kennzahl|kennziffer|messgröße|messzahl)(?:en)?(?:\s.{0,40})?|gemessen\san|woran\s.{0,40}"
        ),
    ),
    ("finer_goal", re.compile(r"(?:handlungs|teil|wirkungs|unter|detail|einzel|mittler|operative[s]?\s)ziele?")),
    (
        "goal",
        re.compile(
            r"(?:[\wäöüß-]{0,20}ziele?|zielsetzung(?:en)?|zielbeschreibung|zielformulierung|(?:gemeinsame|strategische)[sr]?\sziele?|was\swir\serreichen\swollen|angestrebte\swirkung)"
        ),
    ),
)
_YEAR_RE = re.compile(r"(?<!\d)20\d\d(?!\d)")
_VALUE_RE = re.compile(
    r"\d|unverändert|halten|gleich|konstant|stabil|steig|sink|erhöh|senk|mehr|weniger|wie\s", re.IGNORECASE
)
_RULE_RE = re.compile(r"[\s|:+=-]{3,600}\Z")
_CELL_RE = re.compile(r"\S(?:[^\t\n ]|[ ](?![ \t]))*")
_PIPE_CELL_RE = re.compile(r"[^|\n]+")
_GOALS_RE = re.compile(r"(?:[Zz]iel|ZIEL)(?!grupp|GRUPP|verein)")
_GRID_RE = re.compile(r"\+[+-]{2,400}\n[ \t]{0,12}\|(?P<header>[^\n]{3,400})\|[ \t]*\n[ \t]{0,12}\+[+=-]{2,400}(?=\n)")
_EMPTY = frozenset({"", "-", "–", "—", "./.", "/", "entfällt", "k. A.", "k.A.", "n. n."})


@dataclass(frozen=True, slots=True)
class GoalTable:
    """A table whose rows are goals.

    Attributes:
        span: From its header to its last row.
        goals: In order.
    """

    span: Span
    goals: tuple[Goal, ...]


@dataclass(slots=True)
class _Row:
    cells: dict[int, list[Span]] = field(default_factory=dict)

    def add(self, column: int, cell: Span) -> None:
        self.cells.setdefault(column, []).append(cell)


def read_goal_tables(document: Document, regions: Sequence[Span]) -> list[GoalTable]:
    """Return the tables that give goals, in order.

    Args:
        document: The document.
        regions: The goals clauses; a table in one of them needs nothing but a column of goals.
    """
    found: list[GoalTable] = []
    for table in sorted((*document.tables, *_grids(document.text)), key=lambda table: table.start):
        if found and table.start < found[-1].span.end:
            continue
        header = table.rows[0]
        columns = _columns([_line(document.text, cell) for cell in header])
        place = columns.get("finer_goal", columns.get("goal"))
        if place is None:
            worded = not any(_YEAR_RE.fullmatch(_line(document.text, cell)) for cell in header)
            if not worded or not {"indicator", "base", "target"} <= columns.keys():
                continue
            place = columns["indicator"]
        measured = columns.keys() & {"indicator", "base", "target"}
        above = document.text[max(0, table.start - _ABOVE) : table.start]
        within = any(region.start <= table.start < region.end for region in regions) or _is_below_heading(above)
        if not within and not (measured and _GOALS_RE.search(above)) and len(measured) < 2:
            continue
        goals, end = _goals(document, table, columns, place)
        if goals:
            found.append(GoalTable(Span(table.start, end), tuple(goals)))
    return found


def _grids(text: str) -> Iterator[Table]:
    """Tables drawn with «+----+» between their rows, as far as their header."""
    place, end = text.find("+--"), -1
    while place >= 0:
        opens = place > end and text[max(0, place - 1) : place] in {"", "\n", " "}
        match = _GRID_RE.match(text, place) if opens else None
        if match is not None:
            end = text.find("\n\n", place)
            end = len(text) if end < 0 else end
            cells = tuple(
                Span(match.start("header") + cell.start(), match.start("header") + cell.end())
                for cell in _PIPE_CELL_RE.finditer(match["header"])
                if cell.group().strip()
            )
            if len(cells) > 1:
                yield Table(start=place, end=end, rows=(cells,))
        place = text.find("+--", max(place + 3, end))


def _is_below_heading(above: str) -> bool:
    """Whether the last line above a table is a heading that opens goals."""
    lines = above.rstrip(" |\n\t").rsplit("\n", 1)
    return goals_heading(lines[-1].strip(" #*_")) is not None


def _line(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.end].split()).strip(" |*")


def _columns(header: Sequence[str]) -> dict[Column, int]:
    """Which column of a header is what; two columns of years are the value before and the value to be reached."""
    columns: dict[Column, int] = {}
    years = [(int(cell), index) for index, cell in enumerate(header) if _YEAR_RE.fullmatch(cell)]
    for index, cell in enumerate(header):
        low = cell.lower()
        for name, pattern in _COLUMNS:
            if pattern.fullmatch(low):
                columns.setdefault(name, index)
                break
    if len(years) > 1 and not columns.keys() & {"base", "target"}:
        columns["base"], columns["target"] = min(years)[1], max(years)[1]
    return columns


def _goals(document: Document, table: Table, columns: dict[Column, int], place: int) -> tuple[list[Goal], int]:
    text = document.text
    header = [_line(text, cell) for cell in table.rows[0]]
    when = next((_YEAR_RE.search(header[columns[key]]) for key in ("target", "indicator") if key in columns), None)
    goals: list[Goal] = []
    end = table.rows[0][-1].end
    for row in _rows(text, table, columns, place):
        cells = {index: " ".join(_line(text, span) for span in spans) for index, spans in row.cells.items()}
        end = max(end, *(span.end for spans in row.cells.values() for span in spans))
        words = cells.get(place, "").strip()
        if len(words) < 4 or words in _EMPTY or place not in row.cells:
            continue
        if (
            place == columns.get("indicator")
            and "target" in columns
            and not _VALUE_RE.search(cells.get(columns["target"], ""))
        ):
            continue  # «ja» is no value: a bare indicator states no goal
        label = cells.get(columns["number"]) if "number" in columns else None
        first, *more = row.cells[place]
        goals.append(
            Goal(
                span=first,
                label=label or None,
                text=words,
                scope=(first,),
                rule="table",
                confidence=0.85,
                more=tuple(more),
                given=_target(cells, columns, words, int(when[0]) if when else None),
            )
        )
    return goals, end


def _target(
    cells: dict[int, str], columns: dict[Column, int], words: str, year: int | None
) -> dict[str, JsonValue] | None:
    def cell(name: Column) -> str:
        written = cells.get(columns[name], "") if name in columns else ""
        return "" if written in _EMPTY else written

    when = _YEAR_RE.findall(cell("year"))
    year = int(max(when)) if when else year
    if cell("indicator") and cell("target"):
        return sheet_target(cell("indicator"), cell("base"), cell("target"), year)
    for written in (words, cell("indicator"), cell("target")):
        if written:
            value = read_target(written, Context(heading=words, year=year))
            if value is not None:
                return value
    return None


def _rows(text: str, table: Table, columns: dict[Column, int], place: int) -> Iterator[_Row]:
    """The rows below the header, each with its continuations."""
    header = table.rows[0]
    begin = text.rfind("\n", 0, header[0].start) + 1
    piped = text[begin : header[0].start].strip().startswith("|")
    offsets = [cell.start - begin for cell in header]
    gridded = text[max(0, begin - 3) : begin].rstrip().endswith("+")
    names = columns.get("number", place)
    row: _Row | None = None
    blank = ruled = False
    position = text.find("\n", header[-1].end) + 1
    for _ in range(MOST_ROWS):
        if position <= 0 or position >= len(text):
            break
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        line = text[position:end]
        start, position = position, end + 1
        if not line.strip():
            blank = True
            continue
        if len(line) > LONGEST_ROW:
            break
        if _RULE_RE.match(line):
            blank, ruled = False, True
            continue
        placed = _placed(line, start, piped=piped, offsets=offsets)
        if not placed or (len(placed) < 2 and (blank or row is None or (names in placed and not piped))):
            break
        # in a drawn table a rule parts the rows, however many lines each has
        continues = row is not None and not blank and (not ruled if gridded else names not in placed)
        ruled = False
        if continues and row is not None:
            # a second indicator below the first has values of its own: the first one stands
            second = columns.get("target") in placed and columns.get("target") in row.cells
            for column, cell in placed.items():
                if column == place or not second:
                    row.add(column, cell)
            continue
        if row is not None:
            yield row
        row = _Row({column: [cell] for column, cell in placed.items()})
        blank = False
    if row is not None:
        yield row


def _placed(line: str, start: int, *, piped: bool, offsets: Sequence[int]) -> dict[int, Span]:
    """The cells of a line by their columns."""
    if piped:
        if not line.lstrip().startswith("|"):
            return {}
        inner = line.index("|") + 1
        cells: dict[int, Span] = {}
        for index, part in enumerate(line[inner:].split("|")):
            lead = len(part) - len(part.lstrip())
            if part.strip() and index < len(offsets):
                cells[index] = Span(start + inner + lead, start + inner + lead + len(part.strip()))
            inner += len(part) + 1
        return cells
    found = [match.span() for match in _CELL_RE.finditer(line)]
    if len(found) == len(offsets):
        return {index: Span(start + low, start + high) for index, (low, high) in enumerate(found)}
    placed: dict[int, Span] = {}
    for low, high in found:
        column = max((index for index, offset in enumerate(offsets) if offset <= low + 2), default=0)
        if column in placed:
            return {}
        placed[column] = Span(start + low, start + high)
    return placed
