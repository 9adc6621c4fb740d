"""What is known of each finding beside what its plugin says: other places that agree, the text below it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from agreementkit.confidence import Cues
from agreementkit.document import Document
from agreementkit.doubt import chance_misread
from agreementkit.evidence import EvidenceMaker
from agreementkit.plugins import Located
from agreementkit.records import Finding, Span

NAMED = {
    "document.municipality": "name",
    "party": "name",
    "organ": "name",
    "signature": "person",
    "legal_reference": "normalised",
    "council_paper": "number",
    "document.agreement_date": "date",
    "document.number": "number",
    "term.effective_date": "value",
    "term.expiration_date": "value",
    "term.initial_term": "value",
    "term.renewal": "period",
    "termination.notice": "notice_period",
}
"""By kind, the key that two findings of the same thing have in common."""


class Agreeing(NamedTuple):
    """Two kinds that state the same by different cues: a value of the one is confirmed by one of the other.

    Attributes:
        kind: The kind that is confirmed.
        key: Its key.
        by: The other kind.
        by_key: The key there.
    """

    kind: str
    key: str
    by: str
    by_key: str


AGREEING = (
    Agreeing("document.municipality", "name", "party", "name"),
    Agreeing("document.municipality", "name", "signature", "place"),
    Agreeing("party", "name", "signature", "party"),
    Agreeing("party", "name", "document.title", "title"),
    Agreeing("signature", "person", "party", "represented_by"),
    Agreeing("signature", "party", "party", "name"),
)
"""Matched by words: all words of the shorter one in the other."""

REPEATED = frozenset({"organ", "party"})
"""Kinds whose names a text uses again where they are what they were taken for."""

MOST_NAMES = 300
"""No agreement names more; what a hostile one has beyond is not compared, so that the cost stays linear."""

_WORD_RE = re.compile(r"\w{2,}")


class Witnesses:
    """The findings of one document, asked which of them are confirmed and how well their text was read."""

    def __init__(self, document: Document, maker: EvidenceMaker, located: Sequence[Located]) -> None:
        self._document = document
        self._maker = maker
        self._quality = {page.number: page.quality for page in document.pages}
        self._repaired_ends = [span.end for span in document.repaired]
        self._places = Counter(key for item in located if (key := _identity(item.finding)) is not None)
        self._said: dict[tuple[str, str], set[frozenset[str]]] = {}
        self._again: dict[str, bool] = {}
        for item in located:
            for check in AGREEING:
                if item.finding.kind == check.by:
                    words = _words(item.finding.value.get(check.by_key))
                    said = self._said.setdefault((check.by, check.by_key), set())
                    if words and len(said) < MOST_NAMES:
                        said.add(words)

    def cues(self, item: Located) -> Cues:
        """What is known of one finding."""
        finding = item.finding
        span = finding.spans[0]
        confirmed = self._confirmed(finding)
        misread = chance_misread(self._document, finding)
        return Cues(
            kind=finding.kind,
            rule=finding.rule,
            raw=finding.confidence,
            confirmed=confirmed,
            repaired=self._repaired(span),
            quality=self._quality[self._document.page_at(span.start)],
            ocr=self._maker.recognised(span),
            # what agrees with it would have been misread as the same
            misread=misread**2 if confirmed else misread,
        )

    def _confirmed(self, finding: Finding) -> bool:
        identity = _identity(finding)
        if identity and self._places[identity] > 1:
            return True
        if any(self._agrees(finding.value, check) for check in AGREEING if check.kind == finding.kind):
            return True
        name = finding.value.get(NAMED.get(finding.kind, ""))
        return finding.kind in REPEATED and isinstance(name, str) and self._occurs_again(name)

    def _agrees(self, value: Mapping[str, object], check: Agreeing) -> bool:
        mine = _words(value.get(check.key))
        return any(mine <= other or other <= mine for other in self._said.get((check.by, check.by_key), ()) if mine)

    def _occurs_again(self, name: str) -> bool:
        if name not in self._again and len(self._again) < MOST_NAMES:
            first = self._document.text.find(name)
            self._again[name] = first >= 0 and self._document.text.find(name, first + len(name)) >= 0
        return self._again.get(name, False)

    def _repaired(self, span: Span) -> float:
        """The share of a span that repairs with less than full certainty have changed."""
        changed = 0
        for repaired in self._document.repaired[bisect_left(self._repaired_ends, span.start + 1) :]:
            if repaired.start >= span.end:
                break
            changed += min(repaired.end, span.end) - max(repaired.start, span.start)
        return changed / (span.end - span.start)


def _identity(finding: Finding) -> tuple[str, str] | None:
    value = finding.value.get(NAMED.get(finding.kind, ""))
    return (finding.kind, str(value).casefold()) if value else None


def _words(value: object) -> frozenset[str]:
    return frozenset(_WORD_RE.findall(value.casefold())) if isinstance(value, str) else frozenset()
