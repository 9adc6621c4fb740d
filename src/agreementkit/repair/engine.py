"""Runs the rules in their order until nothing changes, and keeps the plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from agreementkit.records import PageSpan, Reading, Span
from agreementkit.repair.markdown import marked_headings, remove_emphasis
from agreementkit.repair.normalised import Normalised
from agreementkit.repair.plan import Pass, PassMap, apply_pass
from agreementkit.repair.rules import LAYOUT_RULES, Rule, word_rules

_MAX_ROUNDS = 8
"""The second round mostly finds nothing left; hostile chains of divided words need up to seven."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairOptions:
    """How much is repaired.

    Attributes:
        level: ``off`` leaves words alone and repairs layout and characters only; ``safe`` changes a word only where
            what was read is no German word and one reading stands out; ``full`` weighs real words by context too.
        without_rules: Names of rules whose edits are left out.
    """

    level: Literal["off", "safe", "full"] = "full"
    without_rules: frozenset[str] = frozenset()


def repair_reading(reading: Reading, *, options: RepairOptions = RepairOptions()) -> Normalised:
    """Repair one document.

    Args:
        reading: Its pages as they were read.
        options: What to repair.

    Returns:
        The normalised text with its plan. Repairing that text once more changes nothing.
    """
    source = text = reading.text
    passes: list[Pass] = []
    headings: list[tuple[Span, int]] = []
    headings_seen_by = 0
    read_by_ocr = any(page.origin == "ocr" for page in reading.pages)
    rules: tuple[Rule, ...] = (*LAYOUT_RULES, *word_rules(options.level, read_by_ocr=read_by_ocr))
    content = 0  # how many rules in a row, the last one run among them, want no change of the text as it stands
    for turn in range(_MAX_ROUNDS * len(rules)):
        rule = rules[turn % len(rules)]
        if rule is remove_emphasis and turn < len(rules):
            headings, headings_seen_by = marked_headings(text), len(passes)
        edits = _kept(rule, text, options.without_rules)
        content = 0 if edits else content + 1
        if edits:
            text = apply_pass(text, edits)
            passes.append(edits)
        elif content >= len(rules):
            break
    maps = [PassMap(edits) for edits in passes]
    marked = _carried_headings(text, headings, maps[headings_seen_by:])
    return Normalised(
        source=source,
        text=text,
        passes=tuple(passes),
        pages=_page_spans(reading, text, maps),
        repaired=_repaired_spans(passes, maps),
        headings=tuple(span for span, _ in marked),
        heading_levels=tuple(level for _, level in marked),
    )


def _kept(rule: Rule, text: str, without: frozenset[str]) -> Pass:
    if not without:
        return tuple(rule(text))
    return tuple(edit for edit in rule(text) if edit.rule not in without)


def _forward(span: Span, maps: list[PassMap]) -> Span:
    for offsets in maps:
        span = offsets.forward(span)
    return span


def _carried_headings(text: str, headings: list[tuple[Span, int]], maps: list[PassMap]) -> list[tuple[Span, int]]:
    """The headings' places in the final text, without the spaces at their ends; empty ones are gone."""
    carried = []
    done = 0
    for span, level in headings:
        start, end = _forward(span, maps)
        line = text[start:end]
        end -= len(line) - len(line.rstrip())
        start += len(line) - len(line.lstrip())
        if done <= start < end:
            carried.append((Span(start, end), level))
            done = end
    return carried


def _page_spans(reading: Reading, text: str, maps: list[PassMap]) -> tuple[PageSpan, ...]:
    """Cut the text at the page boundaries; a page ends where the next one begins."""
    starts = []
    position = 0
    for page in reading.pages:
        # As the end of a span: a word that runs over the boundary stays with the page it began on.
        starts.append(_forward(Span(position, position), maps).end if position else 0)
        position += len(page.text) + 1
    ends = [*starts[1:], len(text)]
    return tuple(
        PageSpan(number=page.number, start=start, end=end, origin=page.origin, quality=page.quality)
        for page, start, end in zip(reading.pages, starts, ends, strict=True)
    )


def _repaired_spans(passes: list[Pass], maps: list[PassMap]) -> tuple[Span, ...]:
    """Where words were changed without full certainty, merged where they touch."""
    spans: list[Span] = []
    for number, edits in enumerate(passes):
        shift = 0
        for edit in edits:
            start = edit.start + shift
            if edit.score < 1.0:
                span = _forward(Span(start, start + len(edit.after)), maps[number + 1 :])
                if span.start < span.end:
                    spans.append(span)
            shift += len(edit.after) - len(edit.before)
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
