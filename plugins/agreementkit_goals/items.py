"""From a goals clause to its goals: labelled items, headings of a Zielvereinbarung, sentences in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from agreementkit import Clause, Document, JsonValue, Span
from agreementkit_goals.headings import Opening, goals_heading, is_no_goal, is_topic, read_opening
from agreementkit_goals.sentences import (
    announces_measures,
    continues_a_list,
    cue_of,
    is_about_goals,
    leads_in,
    strength_of,
)

__all__ = ["Goal", "Tree", "headed_goal", "labelled", "read_goals", "read_led_list", "read_stretch", "sentence_text"]

LONGEST_GOAL = 900
"""Of an item that is longer, the sentences that end before this many characters are the goal."""

LONGEST_LIST = 4000
MOST_UNCUED = 6
_SPACE_RE = re.compile(r"\s+")
_TAIL_RE = re.compile(r"(?:[\s,;*_]|\s(?:und|sowie|bzw\.|oder))+\Z")
_HEAD_RE = re.compile(
    r"[\s*#•·▪→➔➤►▶‣○✓–—-]{0,12}(?:\(?\d{1,2}[.)]\s|\(\d{1,2}\)|[a-z]\)\s|\d{1,2}(?:\.\d{1,2}){1,3}\.?\s|[A-Z]{1,2}\d{1,2}[.:)]?\s"
    r"|(?:Erstens|Zweitens|Drittens|Viertens|Fünftens|Sechstens)\s?[:,]\s)?\s{0,6}"
)
_BULLET_LINE_RE = re.compile(r"\n[ \t]{0,12}(?=[-–•*▪·►→➔➤▶‣○✓]\s{1,4}\S)")
_MEASURES_RE = re.compile(
    r"(?i:maßnahm|aufgab|schritt|instrument|leistung|kennzahl|indikator|mittel\b|angebot|verfahren|zuständig|messgröße|beitr[aä]g|pflicht)"
)
_NOMINAL_RE = re.compile(
    r"(?:[A-ZÄÖÜ][\wäöüß-]{2,40}(?:ung|ion|heit|keit|schutz|erhalt|gang|nahme|bau)|Mehr|Weniger)\s(?:der|des|von|bei|an|[a-zäöüß]+er\s|[A-ZÄÖÜ])"
)
_BARE_NUMBER_RE = re.compile(r"(?:\d{1,2}|[a-z]|[IVX]{1,5})[.)]?\Z")


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


class Tree:
    """The clauses of a document by their parents."""

    def __init__(self, document: Document) -> None:
        self._children: dict[str | None, list[Clause]] = {}
        for clause in document.clauses:
            self._children.setdefault(clause.parent, []).append(clause)

    def children(self, clause: Clause | None) -> list[Clause]:
        """The clauses directly below one, or the outermost ones, in order."""
        return self._children.get(clause.id if clause is not None else None, [])


def sentence_text(document: Document, span: tuple[int, int]) -> str:
    """A piece of the document on one line."""
    return _SPACE_RE.sub(" ", document.text[span[0] : span[1]]).strip()


def read_goals(document: Document, tree: Tree, clause: Clause, *, pure: bool, path: str = "") -> Iterator[Goal]:
    """Yield the goals of a goals clause, in order.

    Args:
        document: The document.
        tree: Its clauses.
        clause: A clause whose heading opens goals, or a list of them.
        pure: Whether its heading speaks of goals alone; else only what is said to be a goal counts.
        path: The labels of the goals around it, for «II.1.».
    """
    opening = read_opening(document, clause)
    kids = [kid for kid in tree.children(clause) if kid.end > opening.body_start]
    if not kids:
        yield from read_stretch(document, Span(opening.body_start, clause.end), pure=pure)
        return
    lead = _last_sentence(document, opening.body_start, kids[0].start)
    if announces_measures(lead):
        yield from _prose(document, Span(opening.body_start, kids[0].start), pure=pure)
        return
    listed = pure or continues_a_list(lead)
    position = opening.body_start
    for kid in kids:
        yield from _prose(document, Span(position, kid.start), pure=False)
        yield from _kid(document, tree, kid, pure=listed, path=path)
        position = max(position, kid.end)
    yield from _prose(document, Span(position, clause.end), pure=False)


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
            yield from _prose(document, prose, pure=False)
            prose = None
        if announces_measures(lead):
            continue
        label = mark.group().strip(" \n\t*#•·▪→➔➤►▶‣○✓–—-") or None
        words = sentence_text(document, Span(mark.end(), sentence.end))
        if leads_in(words) and continues_a_list(words) and not words.endswith(","):
            lead = words
            continue
        goal = _item(document, sentence.start, sentence.end, label, pure=pure or continues_a_list(lead))
        if goal is not None:
            yield replace(goal, confidence=min(goal.confidence, 0.85))
    if prose is not None:
        yield from _prose(document, prose, pure=pure)


def _pieces(document: Document, span: Span) -> Iterator[Span]:
    """The sentences of a stretch, parted once more where a line begins with a bullet."""
    for sentence in document.sentences_in(*span):
        start = sentence.start
        for line in _BULLET_LINE_RE.finditer(document.text, sentence.start + 1, sentence.end):
            if document.text[start : line.start()].strip():
                yield Span(start, line.start())
                start = line.end()
        yield Span(start, sentence.end)


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


def _kid(document: Document, tree: Tree, kid: Clause, *, pure: bool, path: str) -> Iterator[Goal]:
    """One child of a goals clause: a goal with a heading, an item, or goals of its own."""
    opening = read_opening(document, kid)
    if _leads_to_items(document, tree, kid, opening):
        # «Daraus leiten sie folgende Teilziele ab:» was taken for a heading: what it leads to counts
        listed = continues_a_list(opening.heading or "") or (pure and not _MEASURES_RE.search(opening.heading or ""))
        for item in tree.children(kid):
            yield from _kid(document, tree, item, pure=listed, path=path)
        return
    if opening.heading is not None:
        within = goals_heading(opening.heading)
        if within is not None and not is_no_goal(opening.heading) and not _is_numbered_aim(opening):
            yield from read_goals(document, tree, kid, pure=within == "pure")
        elif not is_no_goal(opening.heading) and (opening.label or " " in opening.heading):
            yield from _headed(document, tree, kid, opening, path)
        return
    below = tree.children(kid)
    start = opening.body_start
    label = _joined(path, opening.label)
    end = kid.end
    if below and leads_in(sentence_text(document, (start, below[0].start))):
        stated = document.sentences_in(start, below[0].start)[:-1]
        lead = _last_sentence(document, start, below[0].start)
        if continues_a_list(lead) or (not stated and not _MEASURES_RE.search(lead)):
            listed = pure or (continues_a_list(lead) and not announces_measures(lead))
            for item in below:
                yield from _kid(document, tree, item, pure=listed, path=f"{label} " if label else "")
            return
        # «Abbrüche werden vermieden. Folgende Maßnahmen dienen dem:» states a goal, and measures below it
        end = stated[-1].end if stated else start
    goal = _item(document, start, end, label, pure=pure)
    if goal is not None:
        yield goal


def _leads_to_items(document: Document, tree: Tree, clause: Clause, opening: Opening) -> bool:
    """Whether a line without a number that ends in a colon was taken for a heading over the items it leads to."""
    kids = tree.children(clause)
    if opening.label or opening.heading is None or not kids or any(kid.heading for kid in kids):
        return False
    head = document.text[opening.heading_span[0] : kids[0].start].rstrip(" \n\t*_-–—•·▪")
    return head.endswith(":") and " " in opening.heading and goals_heading(opening.heading) is None


def _is_numbered_aim(opening: Opening) -> bool:
    return opening.label is not None and "iel" in opening.label


def headed_goal(tree: Tree, clause: Clause, opening: Opening, path: str) -> Goal:
    """The goal that a heading states; its target may stand in the sentences below, up to the next heading."""
    end = min((kid.start for kid in tree.children(clause) if kid.label and kid.heading), default=clause.end)
    return Goal(
        span=Span(*opening.heading_span),
        label=_joined(path, opening.label),
        text=opening.heading or "",
        scope=(Span(*opening.heading_span), Span(opening.body_start, max(end, opening.body_start))),
        rule="heading",
        confidence=0.92,
    )


def _headed(document: Document, tree: Tree, clause: Clause, opening: Opening, path: str) -> Iterator[Goal]:
    kids = tree.children(clause)
    label = _joined(path, opening.label)
    if is_topic(opening.heading or ""):
        # «Arbeitsmarkt» states nothing: the goals are below it
        below = list(read_goals(document, tree, clause, pure=False, path=f"{label} " if label else ""))
        if not below and kids and all(not kid.heading for kid in kids):
            below = [
                goal for kid in kids for goal in _kid(document, tree, kid, pure=True, path=f"{label} " if label else "")
            ]
        if below:
            yield from below
            return
    yield headed_goal(tree, clause, opening, path)
    for kid in kids:
        inner = read_opening(document, kid)
        if inner.heading is None or is_no_goal(inner.heading):
            continue
        if goals_heading(inner.heading) is not None:
            yield from read_goals(document, tree, kid, pure=True, path=label or "")
        else:
            yield from _headed(document, tree, kid, inner, label or "")


def _joined(path: str, label: str | None) -> str | None:
    """«II.» and «1.» make «II.1.»; a label that already names its parents stays as it is."""
    if label is None:
        return None
    if path and (_BARE_NUMBER_RE.match(label) or path.endswith(" ")):
        return f"{path}{label}"
    return label


def _item(document: Document, start: int, end: int, label: str | None, *, pure: bool) -> Goal | None:
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
    return Span(start, max(end, min(start + 1, len(text))))


def _last_sentence(document: Document, start: int, end: int) -> str:
    sentences = document.sentences_in(start, end)
    return sentence_text(document, sentences[-1]) if sentences else ""


def _prose(document: Document, span: Span, *, pure: bool) -> Iterator[Goal]:
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


_SPACED = re.compile(r"[ \t]*\n[ \t]*")
