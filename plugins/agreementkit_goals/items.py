"""From a goals clause to its goals: labelled items, headings of a Zielvereinbarung, sentences in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from agreementkit import Clause, Document, Span
from agreementkit_goals.headings import Opening, goals_heading, is_no_goal, is_topic, read_opening
from agreementkit_goals.sentences import announces_measures, continues_a_list, leads_in
from agreementkit_goals.stretches import (
    Goal,
    is_marked_line,
    last_sentence,
    read_item,
    read_prose,
    read_stretch,
    sentence_text,
)

__all__ = ["Tree", "headed_goal", "read_goals"]

_MEASURES_RE = re.compile(
    r"(?i:maßnahm|aufgab|schritt|instrument|leistung|kennzahl|indikator|mittel\b|angebot|verfahren|zuständig|messgröße|beitr[aä]g|pflicht)"
)
# «(2) Hierbei werden folgende Ziele verfolgt:» announces goals, it states none
_ANNOUNCES_RE = re.compile(
    r"(?<!\w)(?:[Ff]olgende[rn]?|[Nn]achstehende[rn]?|[Nn]achfolgende[rn]?|diese[rn]?|weitere|mehrere|zwei|drei|vier|fünf|sechs)\s"
    r"(?:[\wäöüß]+e[nr]?\s){0,3}(?:[\w-]{0,20}[Zz]iele[n]?|Zielsetzungen|Anliegen|Absichten)(?!\w)"
)
_BARE_NUMBER_RE = re.compile(r"(?:\d{1,2}|[a-z]|[IVX]{1,5})[.)]?\Z")


class Tree:
    """The clauses of a document by their parents."""

    def __init__(self, document: Document) -> None:
        self._children: dict[str | None, list[Clause]] = {}
        for clause in document.clauses:
            self._children.setdefault(clause.parent, []).append(clause)

    def children(self, clause: Clause | None) -> list[Clause]:
        """The clauses directly below one, or the outermost ones, in order."""
        return self._children.get(clause.id if clause is not None else None, [])


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
    first = _first_missed(document, opening.body_start, kids[0])
    lead = last_sentence(document, opening.body_start, first or kids[0].start)
    if announces_measures(lead):
        yield from read_prose(document, Span(opening.body_start, kids[0].start), pure=pure)
        return
    listed = pure or continues_a_list(lead)
    position = opening.body_start
    if first is not None:
        yield from read_prose(document, Span(position, first), pure=False)
        yield from read_stretch(document, Span(first, kids[0].start), pure=listed)
        position = kids[0].start
    for kid in kids:
        yield from read_prose(document, Span(position, kid.start), pure=False)
        yield from _kid(document, tree, kid, pure=listed, path=path)
        position = max(position, kid.end)
    yield from read_prose(document, Span(position, clause.end), pure=False)


def _first_missed(document: Document, start: int, kid: Clause) -> int | None:
    """Where the item before the first clause of a list begins, if the outline passed it over: «1.» before «2.»."""
    if kid.label is None or kid.label.strip("()") not in ("2.", "b)", "2)", "b."):
        return None
    before = kid.label.replace("2", "1").replace("b", "a")
    place = document.text.rfind(f"\n{before} ", start, kid.start)
    return place + 1 if place >= 0 else None


def _kid(document: Document, tree: Tree, kid: Clause, *, pure: bool, path: str) -> Iterator[Goal]:
    """One child of a goals clause: a goal with a heading, an item, or goals of its own."""
    opening = read_opening(document, kid)
    if _leads_to_items(document, tree, kid, opening):
        # «Daraus leiten sie folgende Teilziele ab:» was taken for a heading: what it leads to counts
        listed = continues_a_list(opening.heading or "") or (pure and not _MEASURES_RE.search(opening.heading or ""))
        items = tree.children(kid)
        for item in items:
            yield from _kid(document, tree, item, pure=listed, path=_path_below(path, opening.label))
        if not items:
            yield from _led_lines(document, opening.heading_span[0], kid.end, opening.label, pure=listed)
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
        lead = last_sentence(document, start, below[0].start)
        if continues_a_list(lead) or (not stated and not _MEASURES_RE.search(lead)):
            listed = pure or (continues_a_list(lead) and not announces_measures(lead))
            for item in below:
                yield from _kid(document, tree, item, pure=listed, path=f"{label} " if label else "")
            return
        # «Abbrüche werden vermieden. Folgende Maßnahmen dienen dem:» states a goal, and measures below it
        end = stated[-1].end if stated else start
    parted = [] if below else list(_led_lines(document, start, end, label, pure=pure))
    if parted:
        yield from parted
        return
    goal = read_item(document, start, end, label, pure=pure)
    if goal is not None:
        yield goal


def _led_lines(document: Document, start: int, end: int, label: str | None, *, pure: bool) -> Iterator[Goal]:
    """The items that the first line of a clause leads into, where the outline did not part them."""
    first = document.text.find("\n", start, end)
    lead = sentence_text(document, (start, max(first, start)))
    if not lead or not leads_in(lead) or not is_marked_line(document.text, first, end):
        return
    listed = pure or continues_a_list(lead)
    for goal in read_stretch(document, Span(first, end), pure=listed and not announces_measures(lead)):
        yield replace(goal, label=_joined(f"{label} " if label else "", goal.label))


def _leads_to_items(document: Document, tree: Tree, clause: Clause, opening: Opening) -> bool:
    """Whether a line that ends in a colon was taken for a heading over the items it leads to.

    One with a number may be a goal over its measures, unless it says that goals follow.
    """
    kids = tree.children(clause)
    if opening.label and opening.heading and clause.heading and _ANNOUNCES_RE.search(opening.heading):
        return document.text[opening.heading_span[1] - 3 : opening.heading_span[1]].rstrip("*_").endswith(":")
    if opening.label or opening.heading is None or not kids or any(kid.heading for kid in kids):
        return False
    head = document.text[opening.heading_span[0] : kids[0].start].rstrip(" \n\t*_-–—•·▪")
    return head.endswith(":") and " " in opening.heading and goals_heading(opening.heading) is None


def _path_below(path: str, label: str | None) -> str:
    """The path for the items that a numbered line leads into: «2.2 » for «a)» below it."""
    joined = _joined(path, label)
    return f"{joined} " if joined else path


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
