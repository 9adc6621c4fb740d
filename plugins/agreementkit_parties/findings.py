"""From introductions to findings: the first way of naming parties that gives at least two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from agreementkit import Document, Finding, Span
from agreementkit.german import body_kind
from agreementkit_parties.aliases import alias_list, bracketed_after, find_alias
from agreementkit_parties.introductions import HEAD
from agreementkit_parties.other_papers import reports_on_others
from agreementkit_parties.partner_table import parties_of_table
from agreementkit_parties.representatives import find_representative, represented_in_columns
from agreementkit_parties.segments import Segment
from agreementkit_parties.signing import held_against_signatures
from agreementkit_parties.ways import Telling, tellings

CONFIDENCE = {
    "between": 0.95,
    "between_one_side": 0.6,
    "block_with_and": 0.85,
    "subject_of_agreeing": 0.93,
    "verb_before_parties": 0.85,
    "list_of_partners": 0.88,
    "genitive_after_title": 0.85,
    "line_of_partners": 0.8,
    "one_with_another": 0.88,
    "labelled_line": 0.82,
    "we": 0.9,
    "we_as": 0.85,
    "carried_by": 0.85,
    "title_names_them": 0.85,
    "plain_sentences": 0.85,
    "list_below_title": 0.8,
    "list_in_text": 0.8,
    "named_in_prose": 0.75,
    "list_below_lead": 0.85,
}
WEAK = frozenset(
    [
        "we",
        "we_as",
        "carried_by",
        "title_names_them",
        "plain_sentences",
        "list_below_lead",
        "list_below_title",
        "list_in_text",
        "named_in_prose",
    ]
)
"""Ways that rest on less than «zwischen» or «Vertragspartner sind»: what the signatures say of the names counts."""
_JOINT_RE = re.compile(
    r"[\s,;]{0,20}(?:(?<!\w)(?:und|sowie|zwischen)\s{0,10})?(?:(?<!\w)(?:[Dd]er|[Dd]ie|[Dd]as|[Dd]em"
    r"|[Dd]en|[Dd]es))?(?:\n\s{0,10}(?:\(?\d{1,2}[.)]|[IVX]{1,4}\.|\(?[a-p]\)|[-–—•*]))?[\s*_]{0,20}\Z"
)
_PLAIN_JOINT_RE = re.compile(r"\s{0,3},?\s{0,4}(?:(?:und|sowie)\s{1,4})?(?:(?:de[rmns]|die|das)\s{1,4})?")
_EACH_RE = re.compile(r"(?:jeweils|beide|alle|sämtlich|jede[rs]?)\s(?:einzeln\s|gesetzlich\s)?(?:vertreten|vertr\.)\s")
_PARAGRAPH_RE = re.compile(r"\n[ \t]*\n")
_LONGEST_JOINT = 80
UNKNOWN_KIND = 0.85
"""What an unknown kind of body leaves of a confidence."""


def find_parties(document: Document) -> Iterator[Finding]:
    """Find the parties; a document that reports on others has none."""
    if reports_on_others(document):
        return
    told = tellings(document)
    first = None
    for telling in told:
        first = first or telling
        if len(telling.names) >= 2:
            yield from _findings(document, telling, _Later(told))
            return
    listed = list(parties_of_table(document))
    if not listed and first and first.way == "between" and body_kind(first.names[0]) != "other":
        # «zwischen der Stadt … und» someone who cannot be told: half of the parties is better than none
        yield from _findings(document, first._replace(way="between_one_side"), _Later(iter(())))
    yield from listed


class _Later:
    """What less sure places say of the parties; read only where a party's own place says nothing."""

    def __init__(self, told: Iterator[Telling]) -> None:
        self._told = told

    @cached_property
    def segments(self) -> list[list[Segment]]:
        """The segments of each of these places."""
        return [telling.segments for telling in self._told]


def _findings(document: Document, telling: Telling, later: _Later) -> Iterator[Finding]:
    text = document.text
    way, segments, share = telling
    seen: set[str] = set()
    names = alias_list(text[segments[-1].tail : segments[-1].end])
    by_columns = represented_in_columns(text, segments[-1].tail, segments[-1].end, len(segments))
    own = [None] * len(segments) if len(names) != len(segments) else [name or None for name in names]
    for index, segment in enumerate(segments):
        name = segment.name
        if name.text in seen:
            continue
        seen.add(name.text)
        said = _said(text, segments, index)
        if by_columns:
            said = said._replace(represented_by=by_columns[index])
        if names:
            said = said._replace(alias=own[index])
        for others in later.segments if said.bare else ():
            # «zwischen A und B» in the title, and all the rest in «§ 1 Beteiligte»
            again = next((i for i, other in enumerate(others) if other.name.text == name.text), None)
            if said.bare and again is not None:
                said = _said(text, others, again)
        alias = said.alias or _later_alias(text, name.text, segment.end)
        kind = body_kind(name.text)
        confidence = CONFIDENCE[way] * share * (UNKNOWN_KIND if kind == "other" else 1.0)
        if way in WEAK:
            confidence = held_against_signatures(document, name.text, confidence)
        yield Finding(
            kind="party",
            value={"name": name.text, "kind": kind, "alias": alias, "represented_by": said.represented_by},
            spans=tuple(
                dict.fromkeys((name.span if said.bare or said.span.start != name.span.start else said.span, said.span))
            ),
            rule=way,
            confidence=round(confidence, 3),
        )


class _Said(NamedTuple):
    """What an introduction says of one party, and where."""

    alias: str | None
    represented_by: str | None
    span: Span

    @property
    def bare(self) -> bool:
        """Nothing is said beside the name."""
        return self.alias is None and self.represented_by is None


def _said(text: str, segments: list[Segment], index: int) -> _Said:
    segment = segments[index]
    end = _said_end(text, segment)
    tail = text[segment.tail : end]
    alias = None if segment.plural or _of_all(text, segments, index, tail) else find_alias(tail)
    represented_by = find_representative(text, segment.tail, end) or _officeholder(segment, tail)
    represented_by = represented_by or _represented_alike(text, segments, index)
    start = segment.name.span.start
    return _Said(alias, represented_by, Span(start, end) if alias or represented_by else segment.name.span)


def _represented_alike(text: str, segments: list[Segment], index: int) -> str | None:
    """Who represents a party as well as the next: «der Gemeinde A und der Gemeinde B, jeweils vertreten durch …»."""
    for before, segment in pairwise(segments[index:]):
        between = text[before.name.span.end : segment.name.span.start]
        if _PLAIN_JOINT_RE.fullmatch(between) is None:
            return None
        end = _said_end(text, segment)
        if _EACH_RE.search(text, segment.tail, end):
            return find_representative(text, segment.tail, end)
    return None


def _of_all(text: str, segments: list[Segment], index: int, tail: str) -> bool:
    """Whether a short name in a paragraph of its own follows several parties of which nothing else is said."""
    if index == 0 or not _PARAGRAPH_RE.search(tail):
        return False
    before, segment = segments[index - 1], segments[index]
    between = text[before.name.span.end : segment.name.span.start]
    listed = len(between) <= _LONGEST_JOINT and re.search(r"\b(?:und|sowie)\b", between) is None
    return listed and find_alias(_PARAGRAPH_RE.split(tail)[0]) is None


def _said_end(text: str, segment: Segment) -> int:
    """Where what is said of a party ends: before the «und der» that leads to the next."""
    low = max(segment.tail, segment.end - 80)
    joint = _JOINT_RE.search(text, low, segment.end)
    return joint.start() if joint else segment.end


def _officeholder(segment: Segment, tail: str) -> str | None:
    """The office through which a body was named, with the person beside it."""
    if segment.office is None:
        return None
    person = re.match(r"\s{0,3},?\s{0,3}(?:Herrn?|Frau)\s{1,2}(?P<name>[^,\n(]{3,60})", tail)
    return f"{segment.office} {person['name'].strip()}" if person else segment.office


def _later_alias(text: str, name: str, start: int) -> str | None:
    """The short name in brackets at a later place of the head that spells the name out again."""
    words = [re.escape(word) for word in name.split()]
    if len(words) < 2:
        return None
    for match in re.compile(r"\s{1,3}".join(words)).finditer(text, start, min(len(text), start + HEAD)):
        alias = bracketed_after(text, match.end())
        if alias is not None:
            return alias
    return None
