"""Verdicts on values, each with the proof that the record gives for the value."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

Verdict = Literal["tp", "fp", "fn"]


class Counts(NamedTuple):
    """True positives, false positives, false negatives."""

    tp: int = 0
    fp: int = 0
    fn: int = 0


@dataclass(frozen=True, slots=True)
class Proof:
    """What a record says for a value.

    Attributes:
        confidence: 0 to 1, None where the record gives none.
        rule: The rule that read it.
        place: Citable place, e.g. ``§ 6 (1), S. 4``.
        quote: The first quote of its evidence.
    """

    confidence: float | None
    rule: str
    place: str
    quote: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """One value of a record or of its gold, and what became of it; ``proof`` is None for what was not found."""

    document: str
    field: str
    verdict: Verdict
    note: str = ""
    proof: Proof | None = None


def proof_of(finding: object) -> Proof | None:
    """The proof that a finding carries, whatever a broken record holds there.

    >>> proof_of({"confidence": 0.9, "rule": "word", "evidence": [{"quote": "drei Monate"}]})
    Proof(confidence=0.9, rule='word', place='', quote='drei Monate')
    >>> proof_of({"confidence": True, "evidence": "none"}).confidence is None
    True
    """
    if not isinstance(finding, Mapping):
        return None
    stated = finding.get("confidence")
    confidence = float(stated) if isinstance(stated, int | float) and not isinstance(stated, bool) else math.nan
    evidence = finding.get("evidence")
    first: Any = evidence[0] if isinstance(evidence, list) and evidence else {}
    first = first if isinstance(first, Mapping) else {}
    return Proof(
        confidence=confidence if 0.0 <= confidence <= 1.0 else None,
        rule=str(finding.get("rule") or ""),
        place=str(first.get("place") or ""),
        quote=str(first.get("quote") or ""),
    )


@dataclass(frozen=True, slots=True)
class Group:
    """What kind of document it is, and where its text came from."""

    type: str
    origin: str


class Tally:
    """Collects judgements over documents."""

    def __init__(self) -> None:
        self.documents: dict[str, Group] = {}
        self.judgements: list[Judgement] = []

    def add(
        self, field: str, verdict: Verdict, document: str, note: object = "", *, proof: Proof | None = None
    ) -> None:
        """Count one verdict; ``note`` says what was wrong."""
        said = "" if verdict == "tp" else str(note)
        self.judgements.append(Judgement(document, field, verdict, said, proof))

    def value(
        self,
        field: str,
        gold: object,
        found: object,
        document: str,
        accept: list[Any] | None = None,
        *,
        proof: Proof | None = None,
    ) -> None:
        """Count a single value: a wrong one is a false positive and, where the gold has one, a false negative too."""
        if (accept is not None and found in accept) or gold == found:
            if found is not None:
                self.add(field, "tp", document, proof=proof)
            return
        if found is not None:
            self.add(field, "fp", document, f"got {found!r}, gold {gold!r}", proof=proof)
        if gold is not None:
            self.add(field, "fn", document, f"gold {gold!r}, got {found!r}")

    @property
    def misses(self) -> list[Judgement]:
        """What is not right, in the order in which it was judged."""
        return [judgement for judgement in self.judgements if judgement.verdict != "tp"]

    @property
    def counts(self) -> dict[str, dict[str, Counts]]:
        """The counts by field and document."""
        sums: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0, 0]))
        for judgement in self.judgements:
            sums[judgement.field][judgement.document][("tp", "fp", "fn").index(judgement.verdict)] += 1
        return {field: {name: Counts(*n) for name, n in of.items()} for field, of in sums.items()}
