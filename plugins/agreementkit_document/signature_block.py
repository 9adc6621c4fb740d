"""Where the signature block stands: from its first date or «Für …» to the last line that can be a name or an office."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from agreementkit import Document, Span, Table
from agreementkit_document.signature_cells import FOR_RE, Cell, Item, dated, read_cell, trim

_GAP_RE = re.compile(r"[ ]{0,80}\t[ \t]{0,80}|[ ]{3,}")
_NARROW_GAP_RE = re.compile(r"(?<=\S)[ ]{2}(?=\S)")
_PROSE_RE = re.compile(r"(?<=[a-zäöüß\d)]{2})[.;]\Z|[a-zäöüß]{4}[.;]\s[A-ZÄÖÜ]")
_LABEL_RE = re.compile(r"§|\(?\d{1,2}[.)]?\d{0,2}\s|[-•*]\s|\(?[a-z]\)")
_NUMBERED_RE = re.compile(r"(?:\(?\d{1,2}[.)]|[-–•*·])\s")
_LINE_RE = re.compile(r"[^\n]*\S[^\n]*")
_ANNEX_RE = re.compile(
    r"(?:Anlagen?|Anhang|Verteiler|Protokollnotiz|Inhalt|Genehmig\w{1,20}|Bekanntmachung\w{0,12}|Beglaubig\w{1,20})\b"
    r"|Aufsichtsbehördlich|Öffentliche Bekanntmachung|Für die (?:sachliche )?Richtigkeit|F\. ?d\. ?R\."
)
_OPEN_RE = re.compile(r"(?<!\w)(?:bis|zum|vom|ab|seit|nach|und)[ \t]{0,9}\n\Z")
_PIPED_RE = re.compile(r"[ \t]{0,40}\|")
_RULE_RE = re.compile(r"[|:\s-]{3,400}\Z")
_PIPED_WIDTH = 1_000
"""What the columns of a Markdown table count as, so that none is taken for a printed one."""
_OTHER_TABLE_RE = re.compile(r"Anlage|Anhang|Ansprech|Kontakt|Verteiler|Mitglieder|Zuständig|Übersicht|Liste")
_ABOVE_TABLE = 160
_LINES_BELOW = 40
_LONGEST_BLOCK, _LONGEST_PRINTED = 12_000, 400
_LINES_ABOVE, _LONGEST_LINE, _NEAR_END = 12, 160, 1_500


def signing_block(document: Document) -> Span | None:
    """The signature block from its first date or «Für …», which wide gaps may have parted from the names."""
    text, block = document.text, document.signature_block or _dated_table(document) or _last_dated_line(document)
    if block is None:
        return None
    start = position = below = block.start
    lines = 0
    while position > 0 and lines < _LINES_ABOVE:
        line_start = text.rfind("\n", 0, position - 1) + 1
        printed = text[line_start : position - 1].strip(" \t*")
        position = line_start
        if not printed:
            continue
        lines += 1
        listed = _NUMBERED_RE.match(printed) is not None and _names_signer(text, line_start)
        if len(printed) > _LONGEST_LINE or (not listed and (_PROSE_RE.search(printed) or _LABEL_RE.match(printed))):
            break
        if _OPEN_RE.search(text, max(0, line_start - 20), line_start):
            break  # the date at a line's head ends the sentence of the line above
        heads = FOR_RE.match(printed) or any(dated(text, *span) for span in _spans(text, line_start))
        if heads or listed or (start == below and _names_party(text, line_start)):
            start = line_start
        below = line_start
    return Span(start, _end_below(text, block.end))


def _names_party(text: str, line_start: int) -> bool:
    """Whether a line holds nothing but the names of parties."""
    items = [list(read_cell(text, cell)) for _, _, cell in _spans(text, line_start)]
    return bool(items) and all(said and all(item.kind == "party" for item in said) for said in items)


def _names_signer(text: str, line_start: int) -> bool:
    """Whether a numbered line names a person beside the party that signs."""
    kinds = {item.kind for _, _, cell in _spans(text, line_start) for item in read_cell(text, cell)}
    return "person" in kinds and bool(kinds & {"party", "office"})


def _dated_table(document: Document) -> Span | None:
    """A table at the end in which somebody signs with place and date, column by column."""
    table = _last_table(document)
    if table is None:
        return None
    items = [item for row in table.rows for cell in row for item in read_cell(document.text, Cell(*cell, 0, 0))]
    kinds = {item.kind for item in items if item.kind != "date" or item.text}
    start = document.text.rfind("\n", 0, table.start) + 1
    return Span(start, table.end) if {"date", "person"} <= kinds else None


def _last_table(document: Document) -> Table | None:
    """The last table where it stands at the end and is none of contacts or members."""
    if not document.tables or document.tables[-1].end < len(document.text) - _NEAR_END:
        return None
    table = document.tables[-1]
    if document.signature_block is not None and table.end <= document.signature_block.start:
        return None
    above = document.text[max(0, table.start - _ABOVE_TABLE) : table.start]
    return None if _OTHER_TABLE_RE.search(above) else table


def _last_dated_line(document: Document) -> Span | None:
    """The last line near the end that gives place and date, where the structure has found no block."""
    text = document.text
    found = None
    for match in _LINE_RE.finditer(text, max(0, len(text) - 2 * _NEAR_END)):
        cells = _spans(text, match.start()) if len(match[0]) <= _LONGEST_LINE else ()
        if any(item.text for low, high, cell in cells for item in dated(text, low, high, cell)):
            found = Span(*match.span())
    return found


def _end_below(text: str, end: int) -> int:
    """Where the lines below a block end that can still be names and offices."""
    stop = end
    for match in islice(_LINE_RE.finditer(text, end), _LINES_BELOW):
        printed = match[0].strip(" \t*")
        listed = _NUMBERED_RE.match(printed) is not None and _names_signer(text, match.start())
        prose = len(printed) > _LONGEST_LINE or _PROSE_RE.search(printed) or _LABEL_RE.match(printed)
        if (prose and not listed) or _ANNEX_RE.match(printed):
            break
        stop = match.end()
    return stop


def signed_table(document: Document) -> tuple[tuple[Item, ...], ...]:
    """The rows of a table at the end in which persons sign, each as a column of its own."""
    table = _last_table(document)
    if table is None:
        return ()
    rows = []
    for number, row in enumerate(table.rows):
        items = [item for cell in row for item in read_cell(document.text, Cell(cell.start, cell.end, 0, number))]
        kinds = {item.kind for item in items}
        if "person" in kinds and kinds & {"date", "party", "blank"}:
            rows.append(tuple(items))
    return tuple(rows)


def cells_of(text: str, start: int, end: int) -> list[Cell]:
    """The cells of a block: what wide gaps part, and narrow ones below a column that another line begins."""
    cells: list[Cell] = []
    for number, (low, high) in enumerate(_lines(text, max(start, end - _LONGEST_BLOCK), end)):
        if _PIPED_RE.match(text, low, high):
            cells += _piped(text, low, high, number)
            continue
        left = text.rfind("\n", 0, low) + 1
        cells += [Cell(begin, stop, begin - left, number) for begin, stop in _parts(text, low, high)]
    columns = {cell.column for cell in cells if cell.column}
    return [part for cell in cells for part in _parted(text, cell, columns)]


def _piped(text: str, start: int, end: int, number: int) -> Iterator[Cell]:
    """The cells of a row of a Markdown table; the rule below its head has none."""
    if end - start > _LONGEST_PRINTED or _RULE_RE.match(text, start, end):
        return
    position = start
    for index, part in enumerate(text[start:end].split("|")):
        low, high = trim(text, position, position + len(part))
        if low < high:
            yield Cell(low, high, index * _PIPED_WIDTH, number)
        position += len(part) + 1


def _parted(text: str, cell: Cell, columns: set[int]) -> Iterator[Cell]:
    """Part a cell at two blanks where a column begins: a long name leaves no wider gap."""
    for gap in _NARROW_GAP_RE.finditer(text, cell.start, cell.end):
        column = cell.column + gap.end() - cell.start
        if column in columns:
            yield Cell(cell.start, gap.start(), cell.column, cell.line)
            yield Cell(gap.end(), cell.end, column, cell.line)
            return
    yield cell


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    while position < end:
        line_end = text.find("\n", position, end)
        line_end = end if line_end < 0 else line_end
        yield position, line_end
        position = line_end + 1


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of a line between wide gaps; none of a line that is too long for a signature."""
    if end - start > _LONGEST_PRINTED:
        return
    position = start
    for gap in [*(match.span() for match in _GAP_RE.finditer(text, start, end)), (end, end)]:
        part = text[position : gap[0]]
        if part.strip():
            lead = len(part) - len(part.lstrip())
            yield position + lead, position + len(part.rstrip())
        position = gap[1]


def _spans(text: str, line_start: int) -> Iterator[tuple[int, int, Cell]]:
    line_end = text.find("\n", line_start)
    for low, high in _parts(text, line_start, line_end if line_end >= 0 else len(text)):
        start, end = trim(text, low, high)
        yield start, end, Cell(start, end, 0, 0)
