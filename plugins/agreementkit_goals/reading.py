"""The goals of a document: from goals clauses, from lists that goals lead into, else from sentences of its own aim."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from agreementkit import Clause, Document, Finding, JsonValue, Span
from agreementkit_goals.goal_tables import read_goal_tables
from agreementkit_goals.headings import goals_heading, is_no_goal, read_opening, targets_heading
from agreementkit_goals.items import Tree, headed_goal, read_goals
from agreementkit_goals.lists import with_context
from agreementkit_goals.loose_headings import read_loose
from agreementkit_goals.sentences import is_own_aim, leads_in
from agreementkit_goals.sheets import fields_target
from agreementkit_goals.stretches import Goal, labelled, read_led_list, read_stretch, sentence_text
from agreementkit_goals.targets import Context, find_target, only_year
from agreementkit_goals.themes import themes_of

__all__ = ["extract"]

_LIST_LEAD_RE = re.compile(
    r"(?:[Ff]olgende[rn]?|nachstehende[rn]?|nachfolgende[rn]?|diese[rn]?)\s{1,9}(?:[a-zäöüß]{3,30}\s{1,9}){0,3}(?:Ziele[n]?|Zielsetzungen)(?!\w)[^.:;]{0,90}:?"
)
_WISH_LEAD_RE = re.compile(
    r"(?<!\w)(?:[Ww]ir|[\w-]*[Pp]artner\w*|[\w-]*[Pp]arteien|[Bb]eteiligten|Unterzeich\w+|Erklärenden|Vertragschließenden"
    r"|Vertragsschließenden|Häuser|Seiten)\s(?:[^.;:]{0,90}?\s)?(?:beabsichtigen|streben|wollen|möchten)(?!\w)"
    r"|(?<!\w)(?:beabsichtigen|streben|wollen|möchten)\s(?:wir|die\s[\w-]*(?:[Pp]artner\w*|[Pp]arteien|Beteiligten))(?!\w)"
)
_REACH_LEAD_RE = re.compile(
    r"(?<!\w)(?:wollen|möchten)\s(?:wir|die\s[\w-]*(?:[Pp]artner\w*|[Pp]arteien|Beteiligten))\s[^.;:]{0,40}?(?:erreichen|bewirken),?\sdass\Z"
    r"|(?<!\w)haben\s(?:wir\s)?(?:sich|uns)\s[^.;:]{0,60}?(?:vorgenommen|zum\sZiel\sgesetzt):\Z"
)
_ELSEWHERE_RE = re.compile(
    r"(?i:evaluation|öffentlichkeit|bericht|datenschutz|schweigepflicht|finanz|kosten|kündigung|laufzeit|qualität|dokumentation|monitoring|schluss|haftung|personal|verfahren|gremi|ansprech|streit|konflikt)"
)
# an amendment quotes the section as it shall read: «„§ 2 Ziele»
_QUOTED_HEADING_RE = re.compile(
    r"\n[\x20\t]{0,12}[„»\"]\s{0,3}(?:§|Art(?:ikel|\.)|Nr\.|Ziffer)\s{0,3}\d{1,3}[a-z.]{0,2}[\x20\t]{1,6}(?P<heading>[^\n“”]{3,90})\n"
)
_AIM_WORDS = (
    "Ziel",
    "Zweck",
    "Anliegen",
    "wollen",
    "möchten",
    "streben",
    "beabsichtigen",
    "dient",
    "bezweckt",
    "sollen",
    "vorgenommen",
)
_AGREEMENT_RE = re.compile(
    r"vereinbarung|vertrag|erklärung|konzept|pakt|bündnis|charta|partnerschaft|memorandum|abkommen|satzung",
    re.IGNORECASE,
)
_COUNCIL_PAPER_RE = re.compile(
    r"Beratungsfolge|Beschlussvorschlag|(?:Beschluss|Berichts|Mitteilungs|Sitzungs)vorlage"
    r"|B E R I C H T S V O R L A G E|Niederschrift|Vorlagen?-Nr|Vorlage Nr|Drucksachen-Nr"
)
_HEAD = 2500
LONGEST_FIELDS = 1500
_FIELD_WORDS = ("Indikator", "Kennz", "Messgr", "Messz")
_QUIET_ROLES = frozenset(
    {
        "tasks",
        "organs",
        "term",
        "termination",
        "amendment",
        "data_protection",
        "financing",
        "confidentiality",
        "severability",
        "signatures",
        "parties",
    }
)


def extract(document: Document) -> Iterator[Finding]:
    """Yield the goals of a document, in the order of the text.

    A council paper without a goals clause of its own retells the goals of others: it gives none.
    """
    tree = Tree(document)
    regions = list(_regions(document)) or list(_target_regions(document, tree))
    goals = [goal for region in regions for goal in _of_region(document, tree, region)]
    covered = [Span(region.clause.start, region.clause.end) for region in regions]
    goals += read_loose(document, covered)
    tables = read_goal_tables(document, covered)
    goals = [goal for goal in goals if not any(t.span.start <= goal.span.start < t.span.end for t in tables)]
    goals += [goal for table in tables for goal in table.goals]
    # «(Sitzungsvorlage 12/2019)» cites a council paper, it is none
    papers = () if goals else _COUNCIL_PAPER_RE.finditer(document.text, 0, _HEAD)
    if any(document.text[max(0, paper.start() - 1) : paper.start()] != "(" for paper in papers):
        return
    goals += _listed(document, tree, covered)
    goals += _own_aims(document, covered, alone=not goals)
    year = only_year(sentence_text(document, document.title)) if document.title else None
    once = {goal.span: goal for goal in reversed(goals)}
    for goal in with_context(document, sorted(once.values(), key=lambda goal: goal.span)):
        yield _finding(document, goal, year)


@dataclass(frozen=True, slots=True)
class _Region:
    clause: Clause
    pure: bool
    numbered: bool


def _regions(document: Document) -> Iterator[_Region]:
    """The outermost clauses whose headings open goals."""
    end = -1
    for clause in document.clauses:
        if clause.start < end or (clause.heading is None and not _may_open(document, clause)):
            continue
        opening = read_opening(document, clause)
        if opening.heading is None:
            if (quoted := _QUOTED_HEADING_RE.search(document.text, clause.body_start, clause.body_start + 240)) and (
                quoted.end() <= clause.end and (purity := goals_heading(quoted["heading"])) is not None
            ):
                yield _Region(clause, purity == "pure", numbered=False)
                end = clause.end
            continue
        numbered = opening.label is not None and "iel" in opening.label.lower()
        purity = goals_heading(opening.heading)
        if numbered or purity == "mixed" or (purity is not None and not is_no_goal(opening.heading)):
            yield _Region(clause, purity == "pure", numbered)
            end = clause.end


def _target_regions(document: Document, tree: Tree) -> Iterator[_Region]:
    """Chapters «Zielwerte» whose numbered headings are the goals, in a document without a chapter of goals."""
    for clause in document.clauses:
        if clause.heading is not None and targets_heading(clause.heading):
            headed = [kid for kid in tree.children(clause) if kid.label and kid.heading]
            if len(headed) > 1:
                yield _Region(clause, pure=True, numbered=False)


def _may_open(document: Document, clause: Clause) -> bool:
    """Whether the first line of a clause without heading may be one about goals; a cheap look before a close one."""
    line = document.text[clause.body_start : min(clause.end, clause.body_start + 120)].lower()
    return any(word in line for word in ("ziel", "zweck", "erreich", "absicht"))


def _of_region(document: Document, tree: Tree, region: _Region) -> Iterator[Goal]:
    if region.numbered:
        yield headed_goal(tree, region.clause, read_opening(document, region.clause), "")
    else:
        yield from read_goals(document, tree, region.clause, pure=region.pure)


def _listed(document: Document, tree: Tree, covered: list[Span]) -> Iterator[Goal]:
    """Lists that a sentence elsewhere leads into: «… verfolgen folgende Ziele:», «Gemeinsam beabsichtigen wir,»."""
    for clause in (None, *document.clauses):
        kids = tree.children(clause)
        first = next((kid for kid in kids if kid.heading is None), None)
        if first is None or (clause is not None and clause.role in _QUIET_ROLES - {"tasks", "parties"}):
            continue
        if any(span.start <= first.start < span.end for span in covered):
            continue
        begin = clause.body_start if clause is not None else max(0, first.start - 400)
        before = document.sentences_in(max(begin, first.start - 400), first.start)
        lead = sentence_text(document, before[-1]) if before else ""
        if not leads_in(lead) or not (_LIST_LEAD_RE.search(lead) or _WISH_LEAD_RE.search(lead)):
            continue
        kind = (first.label or "")[-1:]
        for kid in kids[kids.index(first) :]:
            if kid.heading is not None or (kid.label or "")[-1:] != kind:
                break
            for goal in read_stretch(document, Span(kid.start, kid.end), pure=True):
                yield replace(goal, label=read_opening(document, kid).label, rule="listed")


def _own_aims(document: Document, covered: list[Span], *, alone: bool) -> Iterator[Goal]:
    """Sentences outside of goals clauses that state the aim of this very agreement; beside goals only in a preamble."""
    if alone and not _is_agreement(document):
        return
    for sentence in _candidates(document):
        if any(span.start <= sentence.start < span.end for span in covered):
            continue
        clause = document.clause_at(sentence.start)
        role = clause.role if clause is not None else "preamble"
        if clause is not None and clause.heading and _ELSEWHERE_RE.search(clause.heading):
            continue
        said = _quoted(document, sentence) if role == "amendment" else None if role in _QUIET_ROLES else sentence
        if said is None:
            continue
        if role != "preamble" and not alone:
            continue
        text = sentence_text(document, said)
        if is_own_aim(text, alone=alone):
            span, label = labelled(document, clause, said)
            yield Goal(span, label, sentence_text(document, span), (span,), "own_aim", 0.7 if alone else 0.8)
        elif leads_in(text) and (_LIST_LEAD_RE.search(text) or _REACH_LEAD_RE.search(text)):
            for goal in read_led_list(document, said.end):
                yield replace(goal, rule="listed")


def _quoted(document: Document, sentence: Span) -> Span | None:
    """What a sentence of an amendment puts into the agreement: it stands in quotation marks; None for nothing."""
    place = document.text.find("„", sentence.start, sentence.end)
    if place < 0 or document.text[sentence.start : place].rstrip()[-1:] not in {"", ":"}:
        return None
    return Span(place + 1, sentence.end)


def _is_agreement(document: Document) -> bool:
    title = sentence_text(document, document.title) if document.title else document.text[:400]
    return _AGREEMENT_RE.search(title) is not None


def _candidates(document: Document) -> Iterator[Span]:
    """The sentences that hold a word of aim."""
    found: set[Span] = set()
    for word in _AIM_WORDS:
        place = document.text.find(word)
        while place >= 0:
            sentence = document.sentence_at(place)
            found.add(sentence)
            place = document.text.find(word, max(sentence.end, place + 1))
    yield from sorted(span for span in found if 20 < span.end - span.start < 1200)


def _finding(document: Document, goal: Goal, year: int | None) -> Finding:
    spans = (goal.span, *goal.more)
    value = dict(goal.given) if goal.given is not None else None
    if value is None and goal.rule != "table":
        context = Context(heading=goal.text, stem=goal.stem, tail=goal.tail, year=year)
        target = find_target(document, goal.scope, context)
        if target is not None and not goal.span.start <= target.span.start < goal.span.end:
            spans = (*spans, target.span)
        value = target.value if target else _of_fields(document, goal, year)
    return Finding(
        kind="goal",
        value={
            "label": goal.label,
            "text": goal.text,
            "themes": tuple(themes_of(goal.text)),
            "target": value,
        },
        spans=spans,
        rule=goal.rule,
        confidence=goal.confidence,
    )


def _of_fields(document: Document, goal: Goal, year: int | None) -> dict[str, JsonValue] | None:
    """The target that fields below a goal's heading give («Indikator: …»), within the goal's own scope."""
    below = goal.scope[-1]
    text = document.text[below.start : min(below.end, below.start + LONGEST_FIELDS)]
    return fields_target(text, year) if any(word in text for word in _FIELD_WORDS) else None
