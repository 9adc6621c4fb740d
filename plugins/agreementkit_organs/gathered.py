"""What has been gathered of one body while its document is walked, and the finding that it makes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from agreementkit import Finding, Span
from agreementkit_organs.cadence import Rhythm
from agreementkit_organs.lines import Line, without_mark
from agreementkit_organs.naming import MEETINGS, Body

__all__ = ["Gathered"]

MOST_TASKS = 12
MOST_SPANS = 12


@dataclass(slots=True)
class Gathered:
    """One body and all that the text says of it.

    Attributes:
        body: Its first mention.
        name: Its name as the text calls it.
        signs: What speaks for it: ``heading``, ``set_up``, ``members``, ``meets``.
        name_span: Where it is named in its heading or in the sentence that sets it up.
        spans: The sentences that say something of it, in order.
        members: Who sits in it.
        tasks: What it does, sentence by sentence.
        rhythm: How often it meets.
        deliberates: How often it deals with something, for want of a rhythm of meetings.
    """

    body: Body
    name: str
    signs: set[str] = field(default_factory=set)
    name_span: Span | None = None
    spans: list[Span] = field(default_factory=list)
    members: list[str] = field(default_factory=list)
    tasks: list[str] = field(default_factory=list)
    rhythm: Rhythm | None = None
    deliberates: Rhythm | None = None

    def note(self, line: Line) -> None:
        """Keep a sentence as evidence."""
        if line.span not in self.spans:
            self.spans.append(line.span)

    def join(self, members: Iterable[str]) -> None:
        """Add members that are not there yet."""
        self.members += [member for member in members if member not in self.members]
        self.signs.add("members")

    def meet(self, rhythm: Rhythm | None) -> None:
        """Note that it meets; of two rhythms a fixed one stands against a loose one, else the first."""
        self.signs.add("meets")
        if rhythm is not None and (self.rhythm is None or (rhythm.fixed and not self.rhythm.fixed)):
            self.rhythm = rhythm

    def work(self, line: Line) -> None:
        """Add a task."""
        text = without_mark(line.text)
        if len(self.tasks) < MOST_TASKS and text not in self.tasks:
            self.tasks.append(text)
            self.note(line)

    @property
    def confidence(self) -> float | None:
        """How sure it is that this is an organ of the agreement; None where it is only mentioned."""
        proofs = self.signs - {"heading"}
        if not proofs:
            return 0.7 if self.signs and self.tasks and not self.body.bare else None
        if self.body.name[:3] in {"AG ", "AK "} and "heading" in self.signs and "members" in proofs:
            return 0.9
        made = "set_up" in proofs and proofs & {"members", "meets"}
        if self.body.weak and not (proofs >= {"members", "meets"} or (made and self.body.stem not in MEETINGS)):
            return None
        if self.body.stem == "arbeitsgemeinschaft" and "meets" not in proofs:
            return None
        if len(proofs) > 1:
            return 0.96 if "heading" in self.signs else 0.93
        return 0.9 if "heading" in self.signs else 0.78

    def finding(self) -> Finding | None:
        """The finding, or None where the body is only mentioned."""
        confidence = self.confidence
        first = [self.name_span] if self.name_span is not None else []
        spans = [*first, *(span for span in self.spans if span not in first)][:MOST_SPANS]
        if confidence is None or not spans:
            return None
        rhythm = self.rhythm or self.deliberates
        return Finding(
            kind="organ",
            value={
                "name": self.name,
                "members": tuple(self.members),
                "tasks": tuple(self.tasks),
                "cadence": rhythm.raw if rhythm else None,
                "interval": rhythm.interval if rhythm else None,
                "meetings_per_year": rhythm.meetings_per_year if rhythm else None,
            },
            spans=tuple(spans),
            rule="+".join(sorted(self.signs)),
            confidence=confidence,
        )
