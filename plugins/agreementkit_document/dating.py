"""The date of the agreement: the last signature, else «Stand», else the day on which a paper was issued."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreementkit import Document, Finding, Span
from agreementkit.german import find_dates
from agreementkit_document.document_type import is_council_paper
from agreementkit_document.signature_layout import Columns

_STAND_RE = re.compile(
    r"(?:^|\n)[ \t*#(|\[]{0,100}(?:[A-ZÄÖÜ][\w -]{1,40},\s{1,3}(?:(?:den|im)\s[^\n()]{4,30}\(\s?)?)?"
    r"(?:Stand|STAND|Fassung vom|Version vom|Arbeitsstand)[ \t*]{0,4}:?[ \t*]{0,4}(?:vom[ ]|der[ ])?"
)
_WRAPPED_RE = re.compile(r"[^\n]{50,60}(?<![.:!?])\Z")
_ISSUE_RE = re.compile(
    r"(?:^|\n[ \t*#|]{0,100}|[ ]{3})(?:Datum|Erstellungsdatum|Erstellt am|Ausgabedatum"
    r"|Stand)[ \t*]{0,4}:?[ \t*|]{0,40}\n?\s{0,6}"
)
_PLACE_DATE_RE = re.compile(r"(?:^|\n)[ \t*]{0,100}[A-ZÄÖÜ][\w äöüß./()-]{1,40},[ ]{0,3}(?:den|am|d\.)?[ ]{0,3}(?=\d)")
_ORDER_RE = re.compile(r"(?:^|\n)[ \t*|#]{0,20}(?:Beratungsfolge|Gremium)")
_ALONE_RE = re.compile(r"(?:[ ]{3}|\n|\t)[ ]{0,80}(?=\d{1,2}\.[^\n]{3,20}(?:\n|\Z))")
_DATE_LABEL_RE = re.compile(r"(?:Datum|Erstellungsdatum|Erstellt(?: am)?|Ausgabedatum|Vorlagendatum|Stand):?\Z")
_MEETING_RE = re.compile(r"(?:Beratungsfolge|Gremium|Sitzung|Termin|Ausschuss|TOP|Zuständigkeit)")
HEAD = 3_000


def agreement_date(document: Document, columns: Columns) -> Iterator[Finding]:
    """The date and what it rests on; nothing where the document bears none.

    Args:
        document: The document.
        columns: The items of its signature block, from ``read_columns``.
    """
    signed = _signed(document, columns)
    if is_council_paper(document):
        found = _issued(document) or _issued_in_table(document) or _issued_alone(document) or signed or _stand(document)
    else:
        found = signed or _stand(document) or _issued_at_head(document)
    if found is not None:
        yield found


def _signed(document: Document, columns: Columns) -> Finding | None:
    dates = [item for column in columns for item in column if item.kind == "date" and item.date]
    if not dates:
        return None
    last = max(dates, key=lambda item: item.date or "")
    return _finding(document, last.date, last.span, "signature", 0.94)


def _stand(document: Document) -> Finding | None:
    """«Stand: …» on a line of its own, at the end or at the head."""
    text = document.text
    block = document.signature_block
    windows = [(block.start, block.end)] if block else []
    windows += [(max(0, len(text) - 1_500), len(text)), (0, min(len(text), HEAD))]
    for start, end in windows:
        for match in _STAND_RE.finditer(text, max(0, start - 1), end):
            if _WRAPPED_RE.search(text, max(0, match.start() - 60), match.start()) and "(" in match[0]:
                continue  # the bracket of a sentence that goes on from the line above
            date, span = _date_at(text, match.end())
            if date is not None and span is not None:
                return _finding(document, date, span, "stand", 0.9)
    return None


def _issued(document: Document) -> Finding | None:
    for pattern, confidence in ((_ISSUE_RE, 0.93), (_PLACE_DATE_RE, 0.85)):
        for match in pattern.finditer(document.text, 0, min(len(document.text), HEAD)):
            date, span = _date_at(document.text, match.end())
            if date is not None and span is not None:
                return _finding(document, date, span, "issue", confidence)
    return None


def _issued_in_table(document: Document) -> Finding | None:
    """The day below «Datum» in a table at the head, which is none of meetings."""
    text = document.text
    for table in document.tables:
        if table.start >= HEAD or len(table.rows) < 2:
            continue
        header = [text[cell.start : cell.end].strip("* ") for cell in table.rows[0]]
        if any(_MEETING_RE.match(said) for said in header):
            continue
        for said, cell in zip(header, table.rows[1], strict=False):
            date, span = _date_at(text, cell.start) if _DATE_LABEL_RE.match(said) else (None, None)
            if date is not None and span is not None:
                return _finding(document, date, span, "issue", 0.9)
    return None


def _issued_alone(document: Document) -> Finding | None:
    """The only date that stands by itself in the letterhead of a paper, before its Beratungsfolge."""
    text = document.text
    order = _ORDER_RE.search(text, 0, min(len(text), HEAD))
    if order is None:
        return None
    dates = [_date_at(text, match.end()) for match in _ALONE_RE.finditer(text, 0, order.start())]
    full = [(date, span) for date, span in dates if date is not None and span is not None]
    return _finding(document, full[0][0], full[0][1], "issue", 0.7) if len(full) == 1 else None


def _issued_at_head(document: Document) -> Finding | None:
    """Of a document that is no council paper only what is labelled «Datum:» counts."""
    first_clause = document.clauses[0].start if document.clauses else HEAD
    for match in _ISSUE_RE.finditer(document.text, 0, min(len(document.text), first_clause, HEAD)):
        date, span = _date_at(document.text, match.end())
        if date is not None and span is not None:
            return _finding(document, date, span, "issue", 0.7)
    return None


def _date_at(text: str, position: int) -> tuple[str | None, Span | None]:
    """The full day that stands at a position, or nothing: a month alone is no date."""
    mentions = find_dates(text, position, min(len(text), position + 40))
    if not mentions or mentions[0].start - position > 4:
        return None, None
    value = mentions[0].value
    return (value, Span(mentions[0].start, mentions[0].end)) if value and len(value) == 10 else (None, None)


def _finding(document: Document, date: str | None, span: Span, basis: str, confidence: float) -> Finding:
    raw = " ".join(document.text[span.start : span.end].split())
    return Finding(
        kind="document.agreement_date",
        value={"date": date, "raw": raw, "basis": basis},
        spans=(span,),
        rule=f"date_of_{basis}",
        confidence=confidence,
    )
