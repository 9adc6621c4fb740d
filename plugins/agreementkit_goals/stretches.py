"""Goals in a stretch of text: items by their marks, and sentences in prose; no outline is needed."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from agreementkit import Clause, Document, JsonValue, Span
from agreementkit_goals.headings import read_opening
from agreementkit_goals.sentences import (
    announces_measures,
    continues_a_list,
    cue_of,
    is_about_goals,
    leads_in,
    strength_of,
)

__all__ = [
    "Goal",
    "is_marked_line",
    "labelled",
    "last_sentence",
    "read_item",
    "read_led_list",
    "read_prose",
    "read_stretch",
    "sentence_text",
]

LONGEST_GOAL = 900
"""Of an item that is longer, the sentences that end before this many characters are the goal."""
LONGEST_LIST = 4000
MOST_UNCUED = 6
_SPACE_RE = re.compile(r"\s+")
_TAIL_RE = re.compile(r"(?:[\s,;*_]|\s(?:und|sowie|bzw\.|oder))+\Z")
_HEAD_RE = re.compile(
    r"[\s*#•·▪→➔➤►▶‣○✓–—-]{0,12}(?:\(?\d{1,2}[.)]{1,2}\s|[a-z]\.\s(?![a-zA-Z]\.)|\(\d{1,2}\)|[a-z]\)\s|\d{1,2}(?:\.\d{1,2}){1,3}\.?\s|[A-Z]{1,2}\d{1,2}[.:)]?\s|[A-Z]\s\d{1,2}(?:\.\d{1,2})?[.:)]?\s{1,4}(?=[A-ZÄÖÜ])"
    r"|(?:Teil|Leit|Haupt|Ober|Unter|Handlungs)?[Zz]iel(?:\s\d{1,2})?:\s"
    r"|(?:Teil|Leit|Haupt|Ober|Unter|Handlungs|Fein|Wirkungs)?[Zz]iel\s(?:\d{1,2}(?:\.\d{1,2}){0,2}|[A-Z](?:[.\x20]?\d{1,2})?)(?:\s?[:–-]\s|[\x20\t]{2,6}(?=[A-ZÄÖÜ]))|(?:Erstens|Zweitens|Drittens|Viertens|Fünftens|Sechstens)\s?[:,]\s)?\s{0,6}"
)
_MARKED_LINE_RE = re.compile(
    r"\n[\x20\t]{0,12}(?=(?:[-–•*▪·►→➔➤▶‣○✓]|[a-z]\.(?!\s?[a-zA-Z]\.)|[a-z]\)|\d{1,2}(?:\.\)|[.)]))"
    r"[\x20\t]{1,4}(?!\w+\s(?:19|20)\d\d)\S)"
)
_ONLY_MARK_RE = re.compile(r"\s{0,4}(?:[a-z]\.|\d{1,2}\.\)?|[-–•*▪·►→➔➤▶‣○✓])\s{0,4}")
_NOMINAL_RE = re.compile(
    r"(?:[A-ZÄÖÜ][\wäöüß-]{2,40}(?:ung|ion|heit|keit|schutz|erhalt|gang|nahme|bau)|Mehr|Weniger)\s(?:der|des|von|bei|an|[a-zäöüß]+er\s|[A-ZÄÖÜ])"
)
_SPACED = re.compile(r"[ \t]*\n[ \t]*")


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal as it stands in the text.

    Attributes:
        span: The goal's own words, in the document's text.
        label: Its label as cited («II.1.»), or None.
        text: Its words on one line.
        scope: Where its quantified target may stand: the goal itself and the sentences below its heading.
        rule: How it was found.
        confidence: 0 to 1.
        stem: What leads into the list it stands in, or "".
        tail: What closes that list, or "".
        more: Where its words go on, in a table.
        given: Its target where a table gives it in cells of its own.
    """

    span: Span
    label: str | None
    text: str
    scope: tuple[Span, ...]
    rule: str
    confidence: float
    stem: str = ""
    tail: str = ""
    more: tuple[Span, ...] = ()
    given: Mapping[str, JsonValue] | None = None


def sentence_text(document: Document, span: tuple[int, int]) -> str:
    """A piece of the document on one line."""
    return _SPACE_RE.sub(" ", document.text[span[0] : span[1]]).strip()


def read_stretch(document: Document, span: Span, *, pure: bool) -> Iterator[Goal]:
    """Yield the goals of a stretch of text without an outline: its items, and the sentences between them."""
    prose: Span | None = None
    lead = ""
    for sentence in _pieces(document, span):
        mark = _HEAD_RE.match(document.text, sentence.start, sentence.end)
        if mark is None or not mark.group().strip():
            prose = Span(prose.start if prose else sentence.start, sentence.end)
            lead = sentence_text(document, sentence)
            continue
        if prose is not None:
            yield from read_prose(document, prose, pure=False)
            prose = None
        if announces_measures(lead):
            continue
        label = mark.group().strip(" \n\t*#•·▪→➔➤►▶‣○✓–—-") or None
        words = sentence_text(document, Span(mark.end(), sentence.end))
        if leads_in(words) and continues_a_list(words) and not words.endswith(","):
            lead = words
            continue
        goal = read_item(document, sentence.start, sentence.end, label, pure=pure or continues_a_list(lead))
        if goal is not None:
            yield replace(goal, confidence=min(goal.confidence, 0.85))
    if prose is not None:
        yield from read_prose(document, prose, pure=pure)


def _pieces(document: Document, span: Span) -> Iterator[Span]:
    """The sentences of a stretch, parted once more where a line begins with a mark."""
    marks = [match.end() for match in _MARKED_LINE_RE.finditer(document.text, span.start, span.end)]
    bounds = [span.start, *marks, span.end]
    for start, end in itertools.pairwise(bounds):
        mark: int | None = None
        for sentence in document.sentences_in(start, end):
            if not document.text[sentence.start : sentence.end].strip():
                continue
            if _ONLY_MARK_RE.fullmatch(document.text, sentence.start, sentence.end):
                mark = sentence.start
                continue
            yield Span(sentence.start if mark is None else mark, sentence.end)
            mark = None


def is_marked_line(text: str, start: int, end: int) -> bool:
    """Whether the line break at a place is followed by an item's mark."""
    return _MARKED_LINE_RE.match(text, start, end) is not None


def read_led_list(document: Document, start: int) -> Iterator[Goal]:
    """Yield the items that follow a lead-in directly, up to the first line without a mark."""
    end = start
    for sentence in document.sentences_in(start, min(len(document.text), start + LONGEST_LIST)):
        mark = _HEAD_RE.match(document.text, sentence.start, sentence.end)
        if sentence.start < start or mark is None or not mark.group().strip():
            break
        end = sentence.end
    if end > start:
        yield from read_stretch(document, Span(start, end), pure=True)


def labelled(document: Document, clause: Clause | None, sentence: Span) -> tuple[Span, str | None]:
    """A sentence without the mark it begins with, and the label of the clause it opens."""
    tidy = _tidy_span(document, *sentence)
    opens = clause is not None and not document.text[clause.start : tidy.start].strip(" \n\t*" + (clause.label or ""))
    return tidy, read_opening(document, clause).label if opens and clause is not None and clause.label else None


def read_item(document: Document, start: int, end: int, label: str | None, *, pure: bool) -> Goal | None:
    """The goal that an item without a heading states."""
    span = _tidy_span(document, start, _cut(document, start, end))
    text = sentence_text(document, span)
    if len(text) < 8 or not any(sign.isalpha() for sign in text):
        return None
    if is_about_goals(text) if pure else strength_of(text) != "strong":
        return None
    return Goal(span, label, text, (span,), "item" if pure else "item_with_cue", 0.95 if pure else 0.8)


def _cut(document: Document, start: int, end: int) -> int:
    """Where an item's goal ends: at its end, or after the last sentence that still fits."""
    if end - start <= LONGEST_GOAL:
        return end
    fitting = [s.end for s in document.sentences_in(start, end) if s.end - start <= LONGEST_GOAL]
    return fitting[-1] if fitting else start + LONGEST_GOAL


def _tidy_span(document: Document, start: int, end: int) -> Span:
    """The span without the item's mark and without what only joins it to the next item."""
    text = document.text
    head = _HEAD_RE.match(text, start, end)
    start = head.end() if head else start
    piece = text[start:end]
    tail = _TAIL_RE.search(piece, max(0, len(piece) - 40))
    end = start + (tail.start() if tail else len(piece))
    if text[end - 1 : end] in {"“", "”"} and "„" not in piece:
        end -= 1  # it closes what an amendment quotes, not the goal
    return Span(start, max(end, min(start + 1, len(text))))


def last_sentence(document: Document, start: int, end: int) -> str:
    """The last sentence of a stretch on one line, or "" where there is none."""
    sentences = document.sentences_in(start, end)
    return sentence_text(document, sentences[-1]) if sentences else ""


def read_prose(document: Document, span: Span, *, pure: bool) -> Iterator[Goal]:
    """The sentences of a stretch of prose that state goals.

    Where the heading speaks of goals alone, each paragraph gives at least the sentence that names a purpose, and if
    nothing at all has a cue, the first sentence of each paragraph.
    """
    found: list[Goal] = []
    uncued: list[Span] = []
    for paragraph in _paragraphs(document, span):
        texts = [(s, sentence_text(document, s)) for s in paragraph]
        stated = [(s, cue_of(t)) for s, t in texts if len(t) > 15 and _is_whole(t)]
        strong = [s for s, strength in stated if strength == "strong"]
        weak = [s for s, strength in stated if strength == "weak"]
        if strong:
            found += [_stated(document, s, "sentence", 0.9) for s in strong]
        elif pure and weak:
            found.append(_stated(document, weak[0], "purpose", 0.65))
        elif stated:
            uncued.append(stated[0][0])
    if pure and not found and len(uncued) <= MOST_UNCUED:
        found = [_stated(document, s, "paragraph", 0.5) for s in uncued]
    yield from found


def _is_whole(text: str) -> bool:
    """Whether a sentence states something itself rather than leading into a list or speaking of goals."""
    return (not leads_in(text) or _is_nominal(text)) and not is_about_goals(text)


def _is_nominal(text: str) -> bool:
    """Whether a line without a full stop states a goal in a noun of its own: «Senkung der Kosten um 5 %»."""
    return _NOMINAL_RE.match(text) is not None and text[-1:].isalnum()


def _stated(document: Document, span: Span, rule: str, confidence: float) -> Goal:
    tidy = _tidy_span(document, *span)
    return Goal(tidy, None, sentence_text(document, tidy), (tidy,), rule, confidence)


def _paragraphs(document: Document, span: Span) -> Iterator[list[Span]]:
    """The sentences of a stretch, grouped by blank lines."""
    group: list[Span] = []
    for sentence in document.sentences_in(*span):
        if group and "\n\n" in _SPACED.sub("\n", document.text[group[-1].end : sentence.start]):
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group
