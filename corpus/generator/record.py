"""The gold record of composed facts, in the shape of ``corpus/gold``; and their deadlines, reckoned independently."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from typing import Any

from generator.facts import Body, Facts, Goal, Leaving, Organ, Term
from generator.numbers import last_notice, shift

Json = dict[str, Any]


def gold_record(facts: Facts, *, title: str, kind: str, aliases: bool, labels: tuple[str | None, ...]) -> Json:
    """The gold record.

    Args:
        facts: What the text was composed from.
        title: As printed.
        kind: The document's type.
        aliases: Whether the text gives short names.
        labels: One a goal, as printed; None where it has none.
    """
    return {
        "document": {
            "type": kind,
            "is_agreement": True,
            "title": title,
            "municipality": {"name": facts.town, "ags": None, "name_accept": [f"Landkreis {facts.town}"]},
            "agreement_date": facts.signed.isoformat(),
            "number": None,
        },
        "parties": [_party(body, aliases=aliases) for body in facts.parties],
        "signatures": [_signature(body, facts) for body in facts.parties],
        "goals": [_goal(goal, label) for goal, label in zip(facts.goals, labels, strict=True)],
        "optional_goals": [],
        "organs": [_organ(organ) for organ in facts.organs],
        "optional_organs": [],
        "term": _term(facts.term, facts.signed),
        "termination": _termination(facts.leaving),
        "amendment": {"form": "written", "mutual": False} if facts.amendment_written else None,
        "legal_references": [{"normalised": facts.act.split("|")[1]}],
        "optional_legal_references": [],
        "council_papers": [],
        "flags": [],
    }


def _party(body: Body, *, aliases: bool) -> Json:
    gold: Json = {
        "name": body.name,
        "kind": body.kind,
        "alias": body.short if aliases else None,
        "represented_by": f"{body.office} {body.person.name}",
    }
    return gold


def _signature(body: Body, facts: Facts) -> Json:
    return {
        "person": body.person.name,
        "office": body.office,
        "party": body.name,
        "place": facts.town,
        "date": facts.signed.isoformat(),
    }


def _goal(goal: Goal, label: str | None) -> Json:
    target = goal.target
    return {
        "label": label,
        "starts_with": " ".join(goal.text.split()[:7]),
        "target": None
        if target is None
        else {
            "indicator": target.indicator,
            "direction": target.direction,
            "change": target.change,
            "unit": target.unit,
            "baseline": target.baseline,
            "year": target.year,
        },
    }


def _organ(organ: Organ) -> Json:
    return {
        "name": organ.name,
        "members": [member.split(" ", 1)[1] for member in organ.members],
        "cadence": organ.cadence,
        "interval": organ.interval,
    }


def _term(term: Term, signed: date) -> Json:
    start = term.start.isoformat() if term.start else None
    gold: Json = {
        "effective_date": {"value": start, "raw": None, "event": term.event},
        "expiration_date": {
            "value": term.end.isoformat() if term.end else None,
            "raw": None,
            "perpetual": term.perpetual,
            "computed": term.length is not None,
        },
        "initial_term": term.length,
        "renewal": {"automatic": True, "period": term.renewal} if term.renewal else None,
    }
    if term.event == "signature":
        gold["effective_date"]["value_accept"] = [signed.isoformat()]
    return gold


def _termination(leaving: Leaving) -> Json | None:
    if leaving.notice is None and leaving.deadline_day is None and not leaving.for_cause and not leaving.rescission:
        return None
    return {
        "notice_period": leaving.notice,
        "effective": leaving.effective,
        "notice_deadline_day": leaving.deadline_day,
        "form": "written" if leaving.written else None,
        "for_cause": leaving.for_cause,
        "mutual_rescission": {"allowed": True, "form": None} if leaving.rescission else None,
    }


def way_out(term: Term, leaving: Leaving, as_of: date) -> tuple[date | None, date | None]:
    """The next end and the last day for its notice, from the facts alone.

    Args:
        term: How long it binds.
        leaving: How it is left.
        as_of: The day that counts as today.

    Returns:
        Both days, each None where there is none.
    """
    if term.end is not None and term.renewal is None:
        return (term.end, None) if as_of <= term.end else (None, None)
    if term.end is not None and term.renewal is not None and leaving.notice is not None:
        for times in count():
            end = term.end + timedelta(days=1)
            for _ in range(times):
                end = shift(end, term.renewal)
            end -= timedelta(days=1)
            if last_notice(end, leaving.notice) >= as_of:
                return end, last_notice(end, leaving.notice)
    if leaving.deadline_day is not None:
        days = (
            date(as_of.year + more, int(leaving.deadline_day[2:4]), int(leaving.deadline_day[5:])) for more in (0, 1)
        )
        by = next(day for day in days if day >= as_of)
        return date(by.year, 12, 31), by
    for end in _ends(leaving.effective or "", max(as_of, term.start or as_of)):
        by = last_notice(end, leaving.notice or "P0M")
        if by >= as_of:
            return end, by
    return None, None


def _ends(effective: str, start: date) -> Iterator[date]:
    """The days on which notices take effect, from a day on, for some years."""
    for month in range(start.year * 12 + start.month - 1, start.year * 12 + start.month + 60):
        day = shift(date(month // 12, month % 12 + 1, 1), "P1M") - timedelta(days=1)
        recurring = effective.startswith("--") and f"--{day:%m-%d}" == effective
        if recurring or effective == "end_of_month" or (effective == "end_of_quarter" and day.month % 3 == 0):
            yield day
