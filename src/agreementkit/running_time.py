"""What a term looks like on one day: its ends, its renewals, and until when notice is excluded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from agreementkit.agreement import Term, Termination
from agreementkit.german import add_period, next_occurrence

__all__ = ["Facts", "facts_of", "fixed_ends", "lock_end", "recurring_days", "renewed_ends"]

MAX_RENEWALS = 2000
"""Renewals that are rolled forward at most; more than this only a misread period needs."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the text states of a term and of ending it, as far as a deadline is computed from it.

    Attributes:
        start: The first day, or None.
        end: The last day of the first term, or None.
        perpetual: It has no end.
        renewal: ISO duration of each renewal that comes by itself, or None.
        renews: It is renewed by itself.
        limited: The text says how often or until when at most.
        repeats: It is renewed again and again, not once.
        period: ISO duration of the notice, or None.
        effective: The recurring day to which notice is given, as the record writes it, or None.
        open_day: The text names a day to which notice is given, but none that the record can write.
        deadline_day: The recurring last day for the notice, or None.
        first_end: The first day to which notice can be given, or None.
        locked_until: Until when notice is excluded: an ISO date, a duration from the start, or None.
        as_of: The day that counts as today.
    """

    start: date | None
    end: date | None
    perpetual: bool
    renewal: str | None
    renews: bool
    limited: bool
    repeats: bool
    period: str | None
    effective: str | None
    open_day: bool
    deadline_day: str | None
    first_end: date | None
    locked_until: str | None
    as_of: date


def facts_of(term: Term, termination: Termination | None, as_of: date) -> Facts:
    """Take the facts of a term and its termination on one day."""
    start = term.effective_date.value if term.effective_date else None
    end = term.expiration_date.value if term.expiration_date else None
    renewal = term.renewal
    return Facts(
        start=date.fromisoformat(start) if start else None,
        end=date.fromisoformat(end) if end else None,
        perpetual=bool(term.expiration_date and term.expiration_date.perpetual),
        renewal=renewal.period if renewal and renewal.automatic else None,
        renews=bool(renewal and renewal.automatic),
        limited=bool(renewal and renewal.limited),
        repeats=renewal is None or renewal.period is None or renewal.repeats,
        period=termination.notice_period if termination else None,
        effective=termination.effective if termination else None,
        open_day=bool(termination and termination.effective is None and termination.effective_raw),
        deadline_day=termination.notice_deadline_day if termination else None,
        first_end=date.fromisoformat(termination.first_end) if termination and termination.first_end else None,
        locked_until=termination.locked_until if termination else None,
        as_of=as_of,
    )


def lock_end(facts: Facts) -> date | None:
    """The day until which notice is excluded, or None where its beginning is unknown."""
    locked = facts.locked_until or ""
    if not locked.startswith("P"):
        return date.fromisoformat(locked)
    try:
        return add_period(facts.start, locked) if facts.start else None
    except (ValueError, OverflowError):
        return None


def fixed_ends(facts: Facts) -> bool:
    """Whether the ends of the initial term and of its renewals are known."""
    return facts.end is not None and (not facts.renews or facts.renewal is not None)


def renewed_ends(facts: Facts) -> Iterator[date]:
    """The end of the initial term, then of each renewal; counted from the first, so that month ends stay month ends."""
    if facts.end is None:
        return
    yield facts.end
    if facts.renewal is None:
        return
    first_after = facts.end + timedelta(days=1)
    for _ in range(MAX_RENEWALS if facts.repeats else 1):
        try:
            first_after = add_period(first_after, facts.renewal)
        except OverflowError:
            return
        yield first_after - timedelta(days=1)


def recurring_days(effective: str, on_or_after: date) -> Iterator[date]:
    """The next days of a kind, e.g. each 30 September or each end of a quarter; ten years of months at most."""
    day = on_or_after
    for _ in range(120):
        day = next_occurrence(effective, day)
        yield day
        day += timedelta(days=1)
