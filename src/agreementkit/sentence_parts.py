"""Sentences parted as rules need them: at new wordings in quotation marks, at lines with a label, row by row in tables.

«Laufzeit: 1.1.2025 – 31.12.2027» and «Kündigungsfrist: drei Monate» on the next line are two statements, though no
full stop parts them; a row of a table with such a label is one, though its cells are sentences of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from agreementkit.german.templates import Template
from agreementkit.records import Span

if TYPE_CHECKING:
    from agreementkit.document import Document

__all__ = ["as_labelled", "labelled_rows", "part_sentences"]

_LABEL = (
    r"(?:(?:Vertrags|Kooperations|Vereinbarungs)?(?:[Ll]aufzeit|[Bb]eginn|[Ee]nde|[Dd]auer|[Zz]eitraum)|Geltungsdauer"
    r"|Geltungszeitraum|Gültigkeit(?:sdauer)?|Gültig(?: ab| bis)?|Inkrafttreten|Befristung|Verlängerung(?:soption)?"
    r"|(?:[Oo]rdentliche |[Aa]ußerordentliche )?Kündigung(?:sfrist(?:en)?|smöglichkeit(?:en)?|stermine?|sform)?"
    r"|Form der Kündigung|Schriftform|Frist|Vertragsänderungen|Änderungen)"
)
_LABEL_LINE_RE = re.compile(rf"^[ \t]{{0,12}}(?:[-–•*] )?(?={_LABEL}(?: [\w]{{2,20}}){{0,3}} ?:)", re.MULTILINE)
_ROW_LABEL_RE = re.compile(rf"{_LABEL}(?: [\w]{{2,20}}){{0,3}} ?:?")
_ANY_LABEL_LINE_RE = re.compile(
    r"^[ \t]{0,12}(?:[-–•*] )?(?=[A-ZÄÖÜ][\w-]{3,40}(?: [\w-]{2,20}){0,2} ?: )", re.MULTILINE
)
_TWO_CELLS, _LONGEST_LABEL = 2, 60


def labelled_rows(document: Document) -> tuple[tuple[Span, Span], ...]:
    """The rows of two cells in a document's tables whose first cell is a label, in order.

    Between bars any short first cell is one; blanks alone may as well part two columns, so there it must speak of term
    or notice.
    """
    text = document.text
    return tuple(
        (row[0], row[1])
        for table in document.tables
        for row in table.rows
        if len(row) == _TWO_CELLS
        and (
            ("|" in text[row[0].end : row[1].start] and row[0].end - row[0].start <= _LONGEST_LABEL)
            or _ROW_LABEL_RE.fullmatch(text, row[0].start, row[0].end)
        )
    )


def _label_places(document: Document) -> set[int]:
    """Where lines with a label begin; those with any label where one on term or notice stands in the same sentence."""
    text = document.text
    places = {match.end() for match in _LABEL_LINE_RE.finditer(text)}
    for sentence in {document.sentence_at(place) for place in places}:
        places |= {match.end() for match in _ANY_LABEL_LINE_RE.finditer(text, sentence.start, sentence.end)}
    return places


def part_sentences(document: Document, wordings: Sequence[Span], rows: Sequence[tuple[Span, Span]]) -> Sequence[Span]:
    """Return a document's sentences, parted where a wording, a labelled line or a labelled row begins or ends.

    Args:
        document: The document.
        wordings: Quoted wordings; the quotation marks around them belong to no part.
        rows: Labelled rows; each becomes one part.

    Returns:
        Half-open spans in order, without blanks at either end.
    """
    text = document.text
    cuts = {place: place for place in _label_places(document)}
    cuts |= {place: place for row in rows for place in (row[0].start, row[1].end)}
    cuts |= {place: place + 1 for wording in wordings for place in (wording.start - 1, wording.end)}
    if not cuts:
        return document.sentences
    places = sorted(cuts)
    parts: list[Span] = []
    for sentence in document.sentences:
        start = sentence.start
        for place in places[bisect_right(places, start - 1) : bisect_left(places, sentence.end)]:
            parts.append(Span(start, max(start, place)))
            start = max(start, cuts[place])
        parts.append(Span(start, sentence.end))
    return _with_rows([trimmed for part in parts if (trimmed := _trim(text, part))], rows)


def _trim(text: str, part: Span) -> Span | None:
    wording = text[part.start : part.end]
    start = part.start + len(wording) - len(wording.lstrip())
    end = part.start + len(wording.rstrip())
    return Span(start, end) if end > start else None


def _with_rows(parts: list[Span], rows: Sequence[tuple[Span, Span]]) -> list[Span]:
    """The parts with those inside of a row made one."""
    kept: list[Span] = []
    starts = [row[0].start for row in rows]
    for part in parts:
        index = bisect_right(starts, part.start) - 1
        if index >= 0 and part.start < rows[index][1].end:
            row = Span(starts[index], rows[index][1].end)
            if not kept or kept[-1] != row:
                kept.append(row)
        else:
            kept.append(part)
    return kept


def as_labelled(template: Template, row: tuple[Span, Span]) -> Template:
    """The template of a labelled row with a colon between its cells, whatever keeps them apart in print."""
    label_end = bisect_left(template.offsets, row[0].end)
    value = bisect_left(template.offsets, row[1].start)
    label = template.text[:label_end].rstrip(": ")
    return replace(
        template,
        text=f"{label}: {template.text[value:]}",
        offsets=(*template.offsets[: len(label)], row[0].end, row[0].end, *template.offsets[value:]),
    )
