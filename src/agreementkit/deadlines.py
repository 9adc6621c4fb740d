"""When an agreement can be left: computed from what was read, never guessed.

The notice for an end must have arrived on ``(end + 1 day - period) - 1 day`` (BGB §§ 187 Abs. 2, 188 Abs. 2); § 193 BGB
does not move it off a weekend (BGH, 17 February 2005, III ZR 172/04). Where a fact is missing, ``missing`` names it and
no date is given.

``next_end`` is the first day on which the agreement ends or can be ended by a notice that is still possible at
``as_of``; ``notice_by`` is the last day on which that notice can arrive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from agreementkit.agreement import Deadlines, Term, Termination
from agreementkit.german import next_occurrence, notice_by
from agreementkit.running_time import Facts, facts_of, fixed_ends, lock_end, recurring_days, renewed_ends

AMENDED = "amended agreement"
"""What is missing for the deadlines of an amendment: the agreement that it changes."""


@dataclass(frozen=True, slots=True)
class _Way:
    """One way out: the day it ends, the last day for the notice, and how that was computed."""

    end: date | None
    notice_by: date | None
    rule: str
    inputs: tuple[str, ...]
    missing: tuple[str, ...] = ()


def compute_deadlines(
    *, term: Term | None, termination: Termination | None, as_of: date, unsigned: bool = False, amends: bool = False
) -> Deadlines:
    """Compute the state of an agreement and its next way out.

    Args:
        term: What was read of its duration.
        termination: What was read of ending it.
        as_of: The day that counts as today.
        unsigned: No signature carries a date; a start «with signature» then misses the signature date.
        amends: The document changes another agreement; what it is silent about may stand there.

    Returns:
        The deadlines; every date in them follows from ``inputs`` by ``rule``.
    """
    if term is None:
        return Deadlines(as_of=as_of.isoformat(), status="unknown", rule="the text states no term", missing=("term",))
    facts = facts_of(term, termination, as_of)
    missing = _missing_of_term(term, facts, unsigned=unsigned)
    if amends:
        missing = (*missing, AMENDED)
    status = _status(facts)
    if amends and facts.end is not None and not facts.renews:
        rule = "whether the amended agreement is renewed, and how it is left, stands in itself"
        return Deadlines(
            as_of=as_of.isoformat(), status="unknown" if status == "expired" else status, rule=rule, missing=missing
        )
    if status == "expired":
        rule = "the fixed term has ended and the text states no automatic renewal"
        return Deadlines(
            as_of=as_of.isoformat(), status="expired", rule=rule, inputs=("term.expiration_date",), missing=missing
        )
    way = _unlocked(facts, _first_only(facts, _way_out(facts)))
    return Deadlines(
        as_of=as_of.isoformat(),
        status=status,
        next_end=way.end.isoformat() if way.end else None,
        notice_by=way.notice_by.isoformat() if way.notice_by else None,
        rule=way.rule,
        inputs=way.inputs,
        missing=tuple(dict.fromkeys((*missing, *way.missing))),
    )


def _missing_of_term(term: Term, facts: Facts, *, unsigned: bool) -> tuple[str, ...]:
    missing = []
    if facts.start is None:
        by_signature = term.effective_date is not None and term.effective_date.event == "signature"
        missing.append("signature date" if by_signature and unsigned else "effective date")
    if facts.end is None and not facts.perpetual:
        # an end that is printed but impossible is missing as a date, not as a length
        missing.append("expiration date" if term.initial_term or term.expiration_date else "initial term")
    return tuple(missing)


def _status(facts: Facts) -> Literal["in_force", "expired", "not_yet", "unknown"]:
    if facts.start is not None and facts.as_of < facts.start:
        return "not_yet"
    if facts.end is not None and facts.as_of > facts.end:
        # it began before its end, wherever its start is unknown
        if facts.renews and facts.limited:
            return "unknown"  # how many renewals the limit leaves is not read
        if facts.renews and not facts.repeats and facts.as_of > max(renewed_ends(facts)):
            return "unknown"  # whether it goes on after its one renewal the text does not say
        return "in_force" if facts.renews else "expired"
    if facts.start is not None and (facts.end is not None or facts.perpetual):
        return "in_force"
    return "unknown"


def _way_out(facts: Facts) -> _Way:
    if facts.end is None and not facts.perpetual:
        # it may have ended already: even a notice «to the end of each year» would be a guess
        return _Way(None, None, "the end of the term is not known, so no deadline is computed", ())
    if facts.limited and facts.end is not None and facts.as_of > facts.end:
        return _Way(
            None, None, "its renewals are limited; which of them is the last is not computed", ("term.renewal",)
        )
    if facts.open_day:
        by = next_occurrence(facts.deadline_day, facts.as_of) if facts.deadline_day else None
        rule = "the text names a day to leave to that no calendar fixes"
        inputs = ("termination.effective_raw", *(("termination.notice_deadline_day",) if by else ()))
        return _Way(None, by, rule, inputs, ("termination day",))
    if facts.deadline_day is not None:
        return _by_deadline_day(facts)
    if facts.effective is not None and facts.effective.startswith("--"):
        ends = fixed_ends(facts)
        if not (ends and facts.end is not None and f"--{facts.end:%m-%d}" == facts.effective):
            return _by_recurring_day(facts)
    elif facts.effective in {"end_of_month", "end_of_quarter"}:
        return _by_recurring_day(facts)
    elif facts.effective == "any_time":
        return _at_any_time(facts)
    return _by_end_of_term(facts)


def _first_only(facts: Facts, way: _Way) -> _Way:
    """The way out, or none behind the first end of a term that the text prolongs without saying how often."""
    if not facts.renews or facts.repeats or facts.end is None:
        return way
    if facts.as_of <= facts.end and (way.end is None or way.end <= facts.end):
        return way
    rule = "the text foresees one renewal; whether it renews again it does not say"
    return _Way(None, None, rule, ("term.expiration_date", "term.renewal"), ("further renewals",))


def _unlocked(facts: Facts, way: _Way) -> _Way:
    """The way out, or none where the text excludes notice for a time that is not surely over.

    Whether a notice may be declared or only take effect after an exclusion, texts seldom say: no deadline is computed.
    """
    if way.notice_by is None or way.end is None:
        return way
    if facts.first_end is not None and way.end < facts.first_end:
        return _Way(None, None, "notice is first possible to a later day", way.inputs, ("first termination day",))
    if facts.locked_until is None:
        return way
    until = lock_end(facts)
    if until is None or way.notice_by <= until:
        rule = "notice is excluded for a first time that is not surely over"
        return _Way(None, None, rule, (*way.inputs, "termination.locked_until"), ("first termination day",))
    return way


def _by_end_of_term(facts: Facts) -> _Way:
    if facts.end is None:
        wanted = (("notice period", facts.period), ("termination day", facts.effective))
        missing = tuple(name for name, value in wanted if not value)
        return _Way(None, None, "of unlimited duration; no day to leave by can be computed", (), missing)
    if not facts.renews:
        rule = "fixed term without renewal: it ends without notice"
        return _Way(facts.end, None, rule, ("term.expiration_date",))
    inputs: tuple[str, ...] = ("term.expiration_date", "term.renewal")
    if facts.renewal is None:
        end = facts.end if facts.as_of <= facts.end else None
        return _Way(end, None, "it renews, but the text states no period of renewal", inputs, ("renewal period",))
    if facts.period is None:
        end = next((day for day in renewed_ends(facts) if day >= facts.as_of), None)
        return _Way(end, None, "it renews, but the text states no notice period", inputs, ("notice period",))
    for end in renewed_ends(facts):
        by = notice_by(end, facts.period)
        if by >= facts.as_of:
            rule = (
                f"notice_by = (next_end + 1 day - {facts.period}) - 1 day; renewed by {facts.renewal} (BGB §§ 187, 188)"
            )
            return _Way(end, by, rule, (*inputs, "termination.notice_period"))
    return _Way(None, None, "no end whose notice is still possible could be computed", inputs, ("renewal period",))


def _by_recurring_day(facts: Facts) -> _Way:
    inputs = ("termination.notice_period", "termination.effective")
    if facts.period is None:
        return _Way(facts.end, None, "the text states no notice period", inputs[1:], ("notice period",))
    earliest = max(day for day in (facts.as_of, facts.start, facts.first_end) if day)
    for end in recurring_days(facts.effective or "", earliest):
        if facts.end is not None and not facts.renews and end > facts.end:
            return _Way(
                facts.end, None, "fixed term without renewal: it ends without notice", ("term.expiration_date",)
            )
        by = notice_by(end, facts.period)
        if by >= facts.as_of:
            rule = f"notice_by = (next_end + 1 day - {facts.period}) - 1 day (BGB §§ 187, 188); next_end the next "
            rule += facts.effective or ""
            return _Way(end, by, rule, inputs)
    return _Way(None, None, "no day whose notice is still possible could be computed", inputs, ("termination day",))


def _by_deadline_day(facts: Facts) -> _Way:
    by = next_occurrence(facts.deadline_day or "", facts.as_of)
    inputs: tuple[str, ...] = ("termination.notice_deadline_day",)
    rule = f"notice_by = the next {facts.deadline_day}, as the text names the day"
    if facts.effective and (facts.effective.startswith("--") or facts.effective in {"end_of_month", "end_of_quarter"}):
        end = next(iter(recurring_days(facts.effective, by)))
        return _Way(
            end, by, f"{rule}; next_end the next {facts.effective} after it", (*inputs, "termination.effective")
        )
    if fixed_ends(facts):
        last = next((day for day in renewed_ends(facts) if day >= by), None)
        return _Way(last, by, f"{rule}; next_end the next end of the term after it", (*inputs, "term.expiration_date"))
    return _Way(None, by, rule, inputs, ("termination day",))


def _at_any_time(facts: Facts) -> _Way:
    rule = "it can be ended at any time" + (f" with notice of {facts.period}" if facts.period else "")
    inputs = ("termination.effective", *(("termination.notice_period",) if facts.period else ()))
    end = facts.end if facts.end is not None and facts.as_of <= facts.end else None
    return _Way(end, None, f"{rule}: no day to leave by", inputs)


def recompute(record: Mapping[str, Any], as_of: date) -> dict[str, Any]:
    """Compute the deadlines of a stored record for another day.

    Args:
        record: A record as parsed from JSON.
        as_of: The day that counts as today.
    """
    term, termination = record.get("term"), record.get("termination")
    missing = (record.get("deadlines") or {}).get("missing") or ()
    computed = compute_deadlines(
        term=Term.model_validate(term) if term else None,
        termination=Termination.model_validate(termination) if termination else None,
        as_of=as_of,
        unsigned="signature date" in missing,
        amends=AMENDED in missing,
    )
    return computed.model_dump(mode="json")
