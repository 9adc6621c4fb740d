"""The signature block as columns of items: dates, parties, persons, offices, empty lines for a name.

A block is printed in one to four columns; text that was read from it keeps them as runs of blanks. Each cell is told by
what it says, then handed to the column that it stands in; a column that begins further down takes with it the date and
the party that stand above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from agreementkit import Document, Span
from agreementkit.german import body_kind, find_dates, find_offices, parse_office, parse_person

ItemKind = Literal["date", "party", "person", "office", "blank", "mark", "word"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that a signature block says.

    Attributes:
        kind: ``mark`` is «gez.» or «i. V.», ``blank`` a line for a name that is not there, ``word`` a single word that
            may be a surname or go on with the line above.
        text: As printed, without «Für die», «gez.» and the like; for a date its place.
        span: Where it stands.
        cell: Number of the cell; items of one cell belong together.
        line: Number of the printed line, blank ones counted.
        date: ISO day of a date item, or None where the day is impossible or left out.
        unfinished: A comma follows at the end of the line.
    """

    kind: ItemKind
    text: str
    span: Span
    cell: int
    line: int
    date: str | None = None
    unfinished: bool = False


class _Cell(NamedTuple):
    start: int
    end: int
    column: int
    line: int


_CELL_RE = re.compile(r"[^\s](?:[^\t\n]{0,300}?)(?=[ \t]{3,}|\t|[ \t]*(?:\n|\Z))")
_MARK_RE = re.compile(
    r"(?:gez\.?(?=[\s:]|\Z)|Gez\.|i\.\s?[VA]\.|I\.\s?[VA]\.|In\sVertretung|Im\sAuftrag(?:\sde[rs]\s\w{3,40})?|p\.\s?p\.?a?\.?(?=\s)|Unterzeichnet:|unterzeichnet\svon)[\s:]{0,4}"
)
_IGNORED_RE = re.compile(
    r"\(?(?:Ort(?:\s?[,/]\s?|\s+und\s+)(?:den\s)?Datum|Datum(?:\s?[,/]\s?Ort)?|(?:Ort,\s?)?Datum,?\s?Unterschrift(?:en)?|Unterschrift(?:en)?|Siegel|Dienstsiegel|Stempel|L\.\s?S\.|rechtsverbindliche Unterschrift|Unterschrift,?\s?(?:und\s)?Stempel|Name|Name und Funktion)\)?:?\Z"
    r"|Seite\s\d{1,3}.{0,12}\Z|[-–]\s?\d{1,3}\s?[-–]\Z|Stand:"
)
_BLANK_RE = re.compile(r"[_.…\s]{4,300}\Z|(?:_{2,}|\.{3,}|…)[^A-Za-zÄÖÜäöü]*\Z")
_RULES_RE = re.compile(r"_{3,}|\.{4,}|…+")
_TOWN = r"[A-ZÄÖÜ][A-Za-zÄÖÜäöüß.-]{1,40}(?:[ /](?:[A-ZÄÖÜ(][A-Za-zÄÖÜäöüß.)-]{0,30}|am|an|der|im|in|bei|ob|a\.|d\.|i\.)){0,4}"
_PLACE_RE = re.compile(
    rf"""\s*(?:Ort,\s?Datum:?\s*)?
    (?: (?P<place>{_TOWN})(?:\s?,\s*(?:den|am|im|d\.)?|\s+den)\s*          # Musterau, den
      | (?P<place2>{_TOWN}),\s(?:am|im|auf)\s[^,\d.]{{3,50}},\s(?:den|dem)\s+  # Musterau, am Tag der Einheit, dem
      | (?P<place3>(?!(?:Stand|Datum|Vom|Ab|Bis|Seit|Zum|Am|Im)\b)[A-ZÄÖÜ][a-zäöüß-]{{2,40}})\s+
      | (?:den|am|Datum:?)\s+ )?\Z""",
    re.VERBOSE,
)
_FOR_RE = re.compile(r"(?:[Ff]ür|FÜR)\s+(?:(?:die|den|das|der)\s+)?(?=[A-ZÄÖÜ„\"])")
_ARTICLE_RE = re.compile(r"(?:[Dd]ie|[Dd]er|[Dd]as)\s+(?=[A-ZÄÖÜ])")
_SPLIT_RE = re.compile(r"\s[·|/]\s|,\s+|:\s+|\s[–—-]\s|\s?\((?=[A-ZÄÖÜ])|\)")
_SURNAME_RE = re.compile(r"[A-ZÄÖÜ][a-zäöüßéıçğšć]{1,30}(?:-[A-ZÄÖÜ][a-zäöüß]{1,30})?\Z")
# Where its place tells a name, the shape is enough.
_NAME_SHAPE_RE = re.compile(
    r"(?:(?:Dr|Prof)\.\s?){0,2}[A-ZÄÖÜ][\w'’-]{1,25}(?:\s(?:von|van|zu|de|der|den|[A-Z]\.)){0,2}(?:\s[A-ZÄÖÜ][\w'’-]{1,30}){1,2}\Z"
)
_ROLE_RE = re.compile(
    r"[A-ZÄÖÜ][a-zäöüß]{0,40}(?:wart(?:in)?|meister(?:in)?|[Pp]farrer(?:in)?|[Pp]ropst|ständin|komplementär(?:in)?|anwalt|anwältin|intendant(?:in)?)\Z"
)
_PROSE_RE = re.compile(r"(?<=[a-zäöüß\d)]{2})[.;]\Z|[a-zäöüß]{4}[.;]\s[A-ZÄÖÜ]")
_LABEL_RE = re.compile(r"§|\(?\d{1,2}[.)]?\d{0,2}\s|[-•*]\s|\(?[a-z]\)")
_LINE_RE = re.compile(r"[^\n]*\S[^\n]*")
_ANNEX_RE = re.compile(r"(?:Anlagen?|Anhang|Verteiler|Protokollnotiz|Inhalt)\b")
_LINES_BELOW = 40
_LINES_ABOVE, _LONGEST_LINE, _NEAR_END = 12, 160, 1_500
_SIEGEL_RE = re.compile(r"\s*\((?:Dienst)?[Ss]iegel\)|\s*\bL\.\s?S\.")
_GOES_ON_RE = re.compile(r"(?:(?<!\w)(?:für|der|des|die|und|von|im|in)|[&,-])\Z")
_FORM_RE = re.compile(r"(?:e\.\s?V\.|g?GmbH|eG|AG|KG)\Z")
_OFFICE_COMPLEMENT_RE = re.compile(r"(?:der|des|für|im|und|von)\s|[a-zäöü]")
_TOLERANCE = 4


def read_columns(document: Document) -> tuple[tuple[Item, ...], ...]:
    """The items of the signature block, column by column from left to right; empty where there is no block."""
    table = _signed_table(document)
    if table:
        return table
    block = signing_block(document)
    if block is None:
        return ()
    cells = list(_cells(document.text, *block))
    columns: list[tuple[int, list[Item]]] = []
    above: list[_Cell] = []
    for line in sorted({cell.line for cell in cells}):
        printed = [cell for cell in cells if cell.line == line]
        _place_line(document.text, printed, columns, above)
        above = printed
    return tuple(tuple(_joined(items)) for _, items in columns)


def signing_block(document: Document) -> Span | None:
    """The signature block from its first date or «Für …», which wide gaps may have parted from the names."""
    text, block = document.text, document.signature_block or _last_dated_line(document)
    if block is None:
        return None
    start = position = block.start
    lines = 0
    while position > 0 and lines < _LINES_ABOVE:
        line_start = text.rfind("\n", 0, position - 1) + 1
        printed = text[line_start : position - 1].strip(" \t*")
        position = line_start
        if not printed:
            continue
        lines += 1
        if len(printed) > _LONGEST_LINE or _PROSE_RE.search(printed) or _LABEL_RE.match(printed):
            break
        if _FOR_RE.match(printed) or any(_dates(text, low, high, cell) for low, high, cell in _spans(text, line_start)):
            start = line_start
    return Span(start, _end_below(text, block.end))


def _last_dated_line(document: Document) -> Span | None:
    """The last line near the end that gives place and date, where the structure has found no block."""
    text = document.text
    found = None
    for match in _LINE_RE.finditer(text, max(0, len(text) - 2 * _NEAR_END)):
        if any(item.text for low, high, cell in _spans(text, match.start()) for item in _dates(text, low, high, cell)):
            found = Span(*match.span())
    return found


def _end_below(text: str, end: int) -> int:
    """Where the lines below a block end that can still be names and offices."""
    stop, lines = end, 0
    for match in _LINE_RE.finditer(text, end):
        printed = match[0].strip(" \t*")
        lines += 1
        if lines > _LINES_BELOW or len(printed) > _LONGEST_LINE or _PROSE_RE.search(printed) or _LABEL_RE.match(printed):
            break
        if _ANNEX_RE.match(printed):
            break
        stop = match.end()
    return stop


def _spans(text: str, line_start: int) -> Iterator[tuple[int, int, _Cell]]:
    line_end = text.find("\n", line_start)
    for match in _CELL_RE.finditer(text, line_start, line_end if line_end >= 0 else len(text)):
        yield match.start(), match.end(), _Cell(match.start(), match.end(), 0, 0)


def _signed_table(document: Document) -> tuple[tuple[Item, ...], ...]:
    """The rows of a table at the end in which persons sign, each as a column of its own."""
    if not document.tables or document.tables[-1].end < len(document.text) - _NEAR_END:
        return ()
    rows = []
    for number, row in enumerate(document.tables[-1].rows):
        items = [item for cell in row for item in _items(document.text, _Cell(cell.start, cell.end, 0, number))]
        kinds = {item.kind for item in items}
        if "person" in kinds and kinds & {"date", "party", "blank"}:
            rows.append(tuple(items))
    return tuple(rows)


def _cells(text: str, start: int, end: int) -> Iterator[_Cell]:
    line_number, position = 0, start
    while position < end:
        line_end = text.find("\n", position, end)
        line_end = end if line_end < 0 else line_end
        line_start = text.rfind("\n", 0, position) + 1
        for match in _CELL_RE.finditer(text, position, line_end):
            yield _Cell(match.start(), match.end(), match.start() - line_start, line_number)
        line_number += 1
        position = line_end + 1


def _place_line(text: str, cells: list[_Cell], columns: list[tuple[int, list[Item]]], above: list[_Cell]) -> None:
    """Hand the cells of one line to their columns, opening new ones where the line has more.

    A line of its own between columns is about all of them: a date or a party after a gap, a party in brackets below.
    """
    if len(cells) == 1 and len(columns) > 1 and above:
        said = list(_items(text, cells[0]))
        gap = cells[0].line - above[0].line > 1
        bracketed = len(above) > 1 and text[cells[0].start] == "("
        if (gap or bracketed) and said and said[0].kind in {"date", "party", "word"} and cells[0].column <= columns[0][0] + _TOLERANCE:
            for _, items in columns:
                items.extend(said)
            return
    before = [list(items) for _, items in columns]
    taken: set[int] = set()
    for cell in cells:
        fitting = [index for index, (left, _) in enumerate(columns) if left <= cell.column + _TOLERANCE]
        index = fitting[-1] if fitting else 0
        if not columns or (index in taken and len(cells) > 1):
            inherited = _context(before[index]) if index < len(before) else []
            position = index + 1 if columns else 0
            columns.insert(position, (cell.column, inherited))
            before.insert(position, list(inherited))
            taken = {number + (number >= position) for number in taken}
            index = position
        taken.add(index)
        columns[index][1].extend(_items(text, cell))


def _context(items: list[Item]) -> list[Item]:
    """What a new column takes over from the one to its left: the last date, and the party that nobody signed for yet."""
    dates = [item for item in items if item.kind == "date"]
    last_person = max((number for number, item in enumerate(items) if item.kind in {"person", "blank"}), default=-1)
    parties = [item for number, item in enumerate(items) if item.kind == "party" and number > last_person]
    return [*dates[-1:], *parties[-1:]]


def _items(text: str, cell: _Cell) -> Iterator[Item]:
    """Tell what one cell says."""
    start, end = _trim(text, cell.start, cell.end)
    printed = text[start:end]
    if not printed or _IGNORED_RE.match(printed):
        return
    if _BLANK_RE.match(printed):
        yield _item("blank", text, start, end, cell)
        return
    dates = _dates(text, start, end, cell)
    if dates:
        yield from dates
        return
    mark = _MARK_RE.match(text, start, end)
    if mark:
        yield _item("mark", text, start, mark.end(), cell)
        start = mark.end()
        if start >= end:
            return
    seal = _SIEGEL_RE.search(text, start, end)
    end = seal.start() if seal else end
    yield from _said(text, start, end, cell, marked=bool(mark))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \t*#|":
        start += 1
    while end > start and text[end - 1] in " \t*#|":
        end -= 1
    return start, end


def _dates(text: str, start: int, end: int, cell: _Cell) -> list[Item]:
    """«Ort, den 1.2.2014», once or several times; a cell that says anything else holds no date of signing."""
    found, position = [], start
    for mention in find_dates(text, start, end):
        place = _PLACE_RE.match(text[position : mention.start])
        if place is None or (mention.value is None and mention.problem is None):
            return []
        date = mention.value if mention.value and len(mention.value) == 10 else None
        name = (place["place"] or place["place2"] or place["place3"] or "").strip()
        while position < mention.start and text[position].isspace():
            position += 1
        found.append(
            Item(kind="date", text=name, span=Span(position, mention.end), cell=cell.start, line=cell.line, date=date)
        )
        position = mention.end
    return [] if text[position:end].strip(" .,;") else found


def _said(text: str, start: int, end: int, cell: _Cell, *, marked: bool) -> Iterator[Item]:
    """The party, persons and offices of a cell that holds no date."""
    whole = _told(text, start, end, cell, marked=marked)
    pieces = _pieces(text, start, end)
    parts: list[Item] = []
    for number, (low, high) in enumerate(pieces):
        mark = _MARK_RE.match(text, low, high)
        if mark:
            parts.append(_item("mark", text, low, mark.end(), cell))
            low = mark.end()
        if low < high:
            told = _told(text, low, high, cell, marked=bool(mark) or (marked and number == 0))
            if told is not None:
                parts.append(told)
    kinds = {part.kind for part in parts} - {"mark", "word"}
    if len(pieces) > 1 and parts[0].kind == "person":
        # «Name, Pfarrer»: a word beside a person says what the person is
        parts = [_as_office(part) if part.kind == "word" else part for part in parts]
    if len(pieces) > 1 and "person" in kinds and (whole is None or whole.kind != "person" or parts[0].kind == "person") and (
        len(parts) > 1
    ):
        yield from (part for part in parts if part.kind != "word")
    elif len(pieces) > 1 and kinds == {"office", "party"}:
        yield from (part for part in parts if part.kind != "word")
    elif whole is not None:
        yield whole


def _as_office(item: Item) -> Item:
    return replace(item, kind="office")


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces, position = [], start
    for match in _SPLIT_RE.finditer(text, start, end):
        pieces.append((position, match.start()))
        position = match.end()
    pieces.append((position, end))
    return [(low, high) for low, high in (_trim(text, *piece) for piece in pieces) if low < high]


def _told(text: str, start: int, end: int, cell: _Cell, *, marked: bool) -> Item | None:
    """What a stretch of a line is as a whole, or None."""
    start, end = _trim(text, start, end)
    printed = text[start:end].rstrip(" :,_")
    rules = _RULES_RE.search(printed)
    if rules:
        return _item("blank", text, start, end, cell)
    end = start + len(printed)
    bound = _FOR_RE.match(text, start, end)
    if bound:
        return _item("party", text, bound.end(), end, cell)
    if parse_person(printed) is not None and not find_offices(printed):
        return _item("person", text, start, end, cell)
    office = parse_office(printed)
    if office is not None:
        return _item("office", text, start + office.start, start + office.end, cell)
    if _ROLE_RE.match(printed) or (find_offices(printed) and body_kind(printed) == "other"):
        return _item("office", text, start, end, cell)
    if body_kind(printed) != "other" or _FORM_RE.search(printed):
        article = _ARTICLE_RE.match(text, start, end)
        return _item("party", text, article.end() if article else start, end, cell)
    if _SURNAME_RE.match(printed):
        return _item("person" if marked else "word", text, start, end, cell)
    return _item("word", text, start, end, cell) if len(printed) < 80 else None


def _item(kind: ItemKind, text: str, start: int, end: int, cell: _Cell) -> Item:
    return Item(
        kind=kind,
        text=" ".join(text[start:end].split()),
        span=Span(start, end),
        cell=cell.start,
        line=cell.line,
        unfinished=text[end : end + 1] == ",",
    )


def _heads_a_person(last: Item | None, item: Item, following: Item | None) -> bool:
    """Whether a line of several words without a telling one names the party of the person below it."""
    if last is None or following is None or following.kind not in {"person", "mark"} or " " not in item.text:
        return False
    return last.kind == "date" or (item.line - last.line > 1 and following.line - item.line == 1)


def _joined(items: list[Item]) -> Iterator[Item]:
    """Join what runs over several lines of a column, and settle the single words: surname, or rest of the line above."""
    kept: list[Item] = []
    for number, item in enumerate(items):
        last = kept[-1] if kept else None
        following = items[number + 1] if number + 1 < len(items) else None
        if last is not None and last.kind in {"party", "office"} and _continues(last, item):
            kept[-1] = _merged(last, item)
        elif item.kind != "word":
            kept.append(item)
        elif last is not None and following is not None and _NAME_SHAPE_RE.match(item.text) and (
            last.kind == "mark" or (last.kind in {"date", "party", "blank"} and following.kind == "office")
        ):
            kept.append(Item(kind="person", text=item.text, span=item.span, cell=item.cell, line=item.line))
        elif _heads_a_person(last, item, following):
            kept.append(Item(kind="party", text=item.text, span=item.span, cell=item.cell, line=item.line))
        elif _SURNAME_RE.match(item.text) and (
            (last is not None and last.kind == "mark") or (following is not None and following.kind == "office" and (last is None or last.kind in {"date", "blank"}))
        ):
            kept.append(Item(kind="person", text=item.text, span=item.span, cell=item.cell, line=item.line))
    yield from kept


def _continues(last: Item, item: Item) -> bool:
    """Whether a line goes on with the one directly above it."""
    if item.line - last.line != 1 or item.kind in {"date", "blank", "mark"}:
        return False
    if last.unfinished or _GOES_ON_RE.search(last.text) or _OFFICE_COMPLEMENT_RE.match(item.text):
        return True
    if last.kind == "party":
        unfinished = last.text.endswith("Agentur für Arbeit") or (_FORM_RE.search(item.text) is not None and not _FORM_RE.search(last.text))
        return item.kind in {"word", "party"} and unfinished
    return False


def _merged(last: Item, item: Item) -> Item:
    joint = ", " if last.unfinished else " "
    return Item(
        kind=last.kind, unfinished=item.unfinished, text=f"{last.text}{joint}{item.text}", span=last.span if item.span.start < last.span.end else Span(last.span.start, item.span.end) if item.cell == last.cell else last.span, cell=last.cell, line=item.line
    )
