"""What belongs to every item of a list of goals: the words that lead into it, and those that close it.

«Die Partner wollen bis 2028 a) die Abbrüche um 10 %, b) die Fehltage um ein Viertel senken»: the verb stands behind the
last item, the year before the first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from agreementkit import Document
from agreementkit_goals.measures import has_measure
from agreementkit_goals.sentences import leads_in
from agreementkit_goals.stretches import Goal, sentence_text

__all__ = ["with_context"]

LONGEST_MARK = 12
_BEFORE = 400
_BETWEEN_RE = re.compile(
    r"[\s,;.*_•·▪►–—-]{0,12}(?:und|sowie|oder)?\s{0,6}(?:[-–—*•·▪►]|\(?[\w.]{1,6}[.)])?[\s*_]{0,6}\Z"
)
_TAIL_RE = re.compile(
    r"[ \t,;]{0,4}\n\s{0,20}(?P<tail>[a-zäöüß]{2,25}(?:,? [a-zäöüß]{2,25}){0,5})[.;]?\s{0,3}(?=\n|\Z)"
)
_LAST_LINE_RE = re.compile(r"\n\s{0,20}(?P<tail>[a-zäöüß]{2,25}(?: [a-zäöüß]{2,25}){0,3})[.;]?\s{0,3}\Z")


def with_context(document: Document, goals: Sequence[Goal]) -> list[Goal]:
    """Give each item of a list the words before and behind the list.

    Args:
        document: The document.
        goals: Its goals in the order of the text.

    Returns:
        The same goals; those of a list with ``stem`` and ``tail``.
    """
    told: list[Goal] = []
    first = 0
    for number in range(1, len(goals) + 1):
        if number < len(goals) and _follows(document, goals[number - 1], goals[number]):
            continue
        told += _told(document, goals[first:number])
        first = number
    return told


def _follows(document: Document, one: Goal, other: Goal) -> bool:
    between = document.text[one.span.end : min(other.span.start, one.span.end + 60)]
    if (one.label or "").rpartition(" ")[0] != (other.label or "").rpartition(" ")[0]:
        return False
    return other.span.start - one.span.end < 60 and _BETWEEN_RE.match(between) is not None


def _told(document: Document, run: Sequence[Goal]) -> list[Goal]:
    if any(goal.rule == "heading" for goal in run) or not any(has_measure(goal.text) for goal in run):
        return list(run)
    begin = run[0].span.start
    line = document.text.rfind("\n", 0, begin) + 1
    begin = line if begin - line <= LONGEST_MARK else begin
    before = document.sentences_in(max(0, begin - _BEFORE), begin)
    # the item's mark may be a sentence's beginning: the lead ends before it
    leads = [sentence_text(document, span) for span in before if span.end <= begin and span.end - span.start > 5]
    stem = leads[-1] if leads and leads_in(leads[-1]) else ""
    end = run[-1].span.end
    behind = _TAIL_RE.match(document.text, end, min(len(document.text), end + 160))
    within = _LAST_LINE_RE.search(document.text, max(run[-1].span.start, end - 90), end)
    tail = behind["tail"] if behind else within["tail"] if within and len(run) > 1 else ""
    return [replace(goal, stem=stem, tail=tail.strip()) for goal in run] if stem or tail else list(run)
