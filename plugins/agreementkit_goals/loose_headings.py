"""Goals below a heading that the outline did not see: a line of its own in a text without numbers, as OCR leaves it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agreementkit import Document, Span
from agreementkit_goals.headings import Purity, goals_heading, is_no_goal
from agreementkit_goals.stretches import Goal, read_stretch

__all__ = ["read_loose"]

_CUES = ("iel", "IEL", "weck", "WECK", "rreich", "bsicht", "genommen", "ntention", "ozu ", "nliegen")
_LONGEST_LINE = 100
_SHORTEST_BODY = 25
_MARKS = " \t#*_"
_CLOSED_RE = re.compile(r"[.;,!?…-]\Z|(?<!\w)(?:der|die|das|des|dem|den|ein|eine|und|oder|für|von|zu|im|in|am|mit)\Z")
_HEADING_LINE_RE = re.compile(
    r"[#*_ ]{0,8}(?:§\s?\d|Art|\d{1,2}\.?\d?\s|[IVX]{1,5}[.\s]|[A-Z]\.\s)?\s{0,6}[A-ZÄÖÜ0-9§][^\n]{1,78}\Z"
)
_ITEM_RE = re.compile(r"[-–—•*·▪]\s|\(?\d{1,2}[.)]\s|[a-z]\)\s|\(\d{1,2}\)\s")


def read_loose(document: Document, covered: Sequence[Span]) -> Iterator[Goal]:
    """Yield the goals below lines that read as headings of goals and lie in no goals clause.

    Args:
        document: The document.
        covered: The goals clauses that are read already.
    """
    seen: set[int] = set()
    for cue in _CUES:
        place = document.text.find(cue)
        while place >= 0:
            start = document.text.rfind("\n", 0, place) + 1
            end = document.text.find("\n", place)
            end = len(document.text) if end < 0 else end
            if start not in seen and not any(span.start <= start < span.end for span in covered):
                seen.add(start)
                purity = _opens_goals(document, start, end)
                if purity is not None:
                    yield from read_stretch(document, _body(document, end), pure=purity == "pure")
            place = document.text.find(cue, end)


def _opens_goals(document: Document, start: int, end: int) -> Purity | None:
    """Whether a line between blank lines is a heading of goals."""
    line = document.text[start:end].strip(_MARKS)
    if not 3 < len(line) <= _LONGEST_LINE or _CLOSED_RE.search(line) or line[0] in "-–—•":
        return None
    if document.title is not None and start < document.title.end:
        return None
    if document.text[max(0, start - 2) : start].strip() or not _is_apart(document.text, start):
        return None
    purity = goals_heading(line)
    return purity if purity == "mixed" or not is_no_goal(line) else None


def _is_apart(text: str, start: int) -> bool:
    """Whether the line before a place is blank."""
    before = text[max(0, start - 120) : start]
    return start == 0 or before.rstrip(" \t").endswith("\n\n") or not before.rstrip("\n").rsplit("\n", 1)[-1].strip()


def _body(document: Document, start: int) -> Span:
    """From a heading to the next line that looks like one, the next clause of an outline, or the signatures."""
    text = document.text
    limits = [clause.start for clause in document.clauses if clause.start > start and clause.heading]
    limits += [document.signature_block.start] if document.signature_block else []
    stop = min([limit for limit in limits if limit > start], default=len(text))
    first = True
    for block in re.finditer(r"\n[ \t]*\n[ \t]*(?=\S)", text[start:stop]):
        place = start + block.end()
        if first and not text[start : start + block.start()].strip():
            first = False
            continue
        first = False
        end = text.find("\n", place)
        line = text[place : end if end >= 0 else len(text)].strip()
        if _ITEM_RE.match(line) or _CLOSED_RE.search(line) or line.endswith(":"):
            continue
        below = text[end + 1 : end + 120].split("\n", 1)[0]
        apart = not below.strip() or (len(line) <= 45 and below.lstrip()[:1].isupper())
        if _HEADING_LINE_RE.match(line) and apart and text[end : end + 120].strip():
            stop = place
            break
    return Span(start, stop) if stop - start >= _SHORTEST_BODY else Span(start, start)
