"""The organs of an agreement: which sentences are read for them.

A body counts where the text sets it up, says who sits in it, or has it meet. One that is only mentioned does not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from agreementkit import Document, Finding
from agreementkit_organs.meeting_nouns import Names
from agreementkit_organs.naming import key_of
from agreementkit_organs.tables import bodies_of_tables
from agreementkit_organs.walk import Walk

__all__ = ["extract"]

FOLLOWING = 14
"""So many sentences after the last mention of a body may still speak of it by a pronoun."""

MOST_SENTENCES = 4000
"""A document with more sentences around bodies is none that a person wrote; the rest is left unread."""


def extract(document: Document) -> Iterator[Finding]:
    """Yield the organs that a document sets up: those of tables first, then as they are mentioned."""
    names = Names(document.text)
    walk = Walk(document, names)
    for index in _wanted(document, names)[:MOST_SENTENCES]:
        walk.read(index)
    listed = list(bodies_of_tables(document))
    told = {key_of(str(finding.value["name"])) for finding in listed}
    yield from listed
    yield from (finding for finding in walk.findings() if key_of(str(finding.value["name"])) not in told)


def _wanted(document: Document, names: Names) -> list[int]:
    """The indices of the sentences that name a body, and of those after them."""
    starts = [sentence.start for sentence in document.sentences]
    wanted: set[int] = set()
    for body in names.find(document.text):
        index = max(0, bisect_right(starts, body.start) - 1)
        # the sentence before may set up several, of which this is an item
        wanted.update(range(max(0, index - 1), min(len(starts), index + FOLLOWING)))
    return sorted(wanted)
