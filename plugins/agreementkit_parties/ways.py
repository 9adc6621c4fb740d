"""All ways in which a document may name its parties, the surest first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from agreementkit import Document
from agreementkit.german import names_body
from agreementkit_parties.introductions import (
    MAX_TRIED,
    Introduction,
    between,
    blocks,
    dotted,
    genitives,
    labelled,
    one_with_another,
    partners,
    subjects,
    tells_of_another,
    verbs_first,
)
from agreementkit_parties.lists import in_front, lists
from agreementkit_parties.plain import plainly
from agreementkit_parties.segments import Segment, read_segments
from agreementkit_parties.signing import are_signed_for
from agreementkit_parties.speakers import named_in_prose, speakers

_FEWEST_READ = 0.6
"""The share of a list's items that must have been read as bodies."""


class Telling(NamedTuple):
    """The parties as one place names them.

    Attributes:
        way: How; names the rule of the findings.
        segments: The parties, in the order of the text.
        share: The share of a list's items that were read, else 1.
    """

    way: str
    segments: list[Segment]
    share: float = 1.0

    @property
    def names(self) -> list[str]:
        """The names, each once."""
        return list(dict.fromkeys(segment.name.text for segment in self.segments))


def tellings(document: Document) -> Iterator[Telling]:
    """Every place that may name the parties, the surest way first; what its way cannot prove is left out."""
    early: list[Introduction] = []
    late: list[Introduction] = []
    for introduction in islice(between(document), MAX_TRIED):
        sure = in_front(document, introduction.start) and not tells_of_another(document, introduction)
        (early if sure else late).append(introduction)
    yield from _each(document, iter(early))
    yield from _each(document, islice(speakers(document), MAX_TRIED))
    yield Telling("plain_sentences", plainly(document))
    for way in (subjects, verbs_first, partners, lists, genitives, one_with_another, blocks, dotted):
        yield from _each(document, islice(way(document), MAX_TRIED))
    yield from _each(document, islice(named_in_prose(document), MAX_TRIED))
    # below the first clause «zwischen» tells of many things: of other agreements, too
    yield from _each(document, iter(late))
    found = [segment for line in labelled(document) for segment in read_segments(document, line)[:1]]
    yield Telling("labelled_line", found)


def _each(document: Document, introductions: Iterator[Introduction]) -> Iterator[Telling]:
    for introduction in introductions:
        segments = read_segments(document, introduction)
        if introduction.then is not None:
            segments = [*segments, *read_segments(document, introduction.then)]
        share = min(1.0, len(segments) / introduction.items) if introduction.items else 1.0
        telling = Telling(introduction.way, segments, share)
        if segments and _holds(document, telling):
            yield telling


def _holds(document: Document, telling: Telling) -> bool:
    """Whether what was read of a list is enough, and proved where its place alone does not prove it."""
    if telling.share < _FEWEST_READ:
        return False
    if telling.way == "list_in_text":
        return are_signed_for(document, telling.names)
    if telling.way == "list_below_title":
        whole = telling.share == 1.0 and all(names_body(name) for name in telling.names)
        return whole or are_signed_for(document, telling.names)
    if telling.way == "line_of_partners":
        # a stroke also stands between a town and its office
        first, second = telling.segments[0], telling.segments[-1]
        slashed = "/" in document.text[first.name.span.end : second.name.span.start]
        return not slashed or all(names_body(name) for name in telling.names)
    return True
