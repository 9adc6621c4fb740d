"""From what single sentences state to the term: the readings weighed, the end computed, flags raised."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from agreementkit import Document, Finding, JsonValue, Span, read_statements
from agreementkit.german import find_dates, same_length
from agreementkit_durations.end import AFTERWARDS, PROLONGED, read_ends
from agreementkit_durations.extension import extension_flag
from agreementkit_durations.length import end_of_length, read_lengths
from agreementkit_durations.readings import TERM_ROLES, Reading
from agreementkit_durations.renewal import GOES_ON, RenewalReading, read_renewals
from agreementkit_durations.repetition import is_repeated_elsewhere
from agreementkit_durations.start import read_starts
from agreementkit_durations.title import read_title
from agreementkit_durations.years import read_years

WORDS = (
    "n Kraft",
    "nkraft",
    "erläng",
    "aufzeit",
    "efristet",
    "nbestimmte",
    "auf Weiteres",
    "auf weiteres",
    "Diese Vereinbarung ",
    "ieser Vertrag ",
    "Vereinbarung gilt",
    "Vertrag gilt",
    "Vereinbarung endet",
    "Vertrag endet",
    "Vereinbarung wird ",
    "Vertrag wird ",
    "auf die Dauer",
    "für die Dauer",
    "für die Zeit",
    "wirksam",
    "Inkrafttreten",
    "ertragsbeginn",
    "ertragsende",
    "eltungsdauer",
    "ertragsdauer",
    "ültig",
    "mit Wirkung",
    " gilt ab",
    " gelten ab",
    "Zusammenarbeit beginnt",
    "Kooperation beginnt",
    "Kooperation endet",
    "für das Schuljahr",
    "für die Schuljahre",
    "für das Jahr",
    "für die Jahre",
    "für das Kalenderjahr",
    "für die Kalenderjahre",
    "für das Haushaltsjahr",
    "eitraum",
)
"""What a sentence outside of the clauses on the term must hold to be read."""


def extract(document: Document) -> Iterator[Finding]:
    """Yield the findings of one document: start, end, length, renewal and flags."""
    statements = [s for s in read_statements(document, roles=TERM_ROLES, words=WORDS) if not s.is_heading]
    signed_on = _signed_on(document)
    own = [s for s in statements if not s.new_wording]
    starts = [reading for s in own for reading in read_starts(s, signed_on)]
    amended_since = bool(starts) and len(own) < len(statements)
    # an amendment begins when it says so itself, and only else when the agreement it words anew has begun
    starts = starts or [reading for s in statements for reading in read_starts(s, signed_on)]
    ends = [reading for s in statements for reading in read_ends(s)]
    if any(s.amends for s in statements):
        ends = [reading for reading in ends if reading.rule == PROLONGED] or ends
    lengths = [
        replace(reading, start_elsewhere=amended_since and s.new_wording)
        for s in statements
        for reading in read_lengths(s)
    ]
    renewals = [reading for s in statements for reading in read_renewals(s)]
    ends, renewals = _afterwards(ends, lengths, renewals)
    titled = read_title(document)
    for first, last in (pair for s in statements for pair in read_years(s)):
        # a day that is named goes before the years it lies in
        starts += [first] if first and not starts else []
        ends += [last] if last and not ends else []
    if titled:
        starts = starts or [titled[0]]
        ends = ends or ([] if lengths or renewals else [titled[1]])
    starts, ends, conflict = _settle(_distinct(starts), _distinct(ends), lengths)
    yield from _starts(starts)
    yield from _ends(ends)
    if lengths:
        best = max(lengths, key=lambda reading: reading.confidence)
        # what counts school years, or from a beginning that is named elsewhere, gives no end by the calendar
        uncounted = {"uncounted": True} if best.start_elsewhere or best.school_years else {}
        yield _finding("term.initial_term", best, {"value": best.value, "raw": best.raw, **uncounted})
    yield from _renewal(renewals, lengths, again=is_repeated_elsewhere(statements))
    yield from conflict
    yield from _impossible([*starts, *ends])
    yield from extension_flag(statements, [*ends, *lengths], renewals)


def _afterwards(
    ends: list[Reading], lengths: Sequence[Reading], renewals: list[RenewalReading]
) -> tuple[list[Reading], list[RenewalReading]]:
    """«danach unbefristet» prolongs a first term where there is one; after a mere trial it is the term itself."""
    later = [reading for reading in ends if reading.rule == AFTERWARDS]
    if not later:
        return ends, renewals
    if lengths or len(ends) > len(later):
        return [reading for reading in ends if reading.rule != AFTERWARDS], renewals
    return ends, [reading for reading in renewals if reading.rule != GOES_ON]


def _signed_on(document: Document) -> date | None:
    """The last day in the signature block, where every date in it can be read."""
    block = document.signature_block
    if block is None:
        return None
    days = [
        mention.first_day for mention in find_dates(document.text, block.start, block.end) if mention.precision == "day"
    ]
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None


def _distinct(readings: Iterable[Reading]) -> list[Reading]:
    """The surest first; of those with one value only the surest."""
    kept: list[Reading] = []
    for reading in sorted(readings, key=lambda r: (-r.confidence, r.span)):
        if all((r.value, r.event, r.perpetual) != (reading.value, reading.event, reading.perpetual) for r in kept):
            kept.append(reading)
    return kept


def _settle(
    starts: list[Reading], ends: list[Reading], lengths: Sequence[Reading]
) -> tuple[list[Reading], list[Reading], list[Finding]]:
    """Compute the end from start and length, or hold what the text gives against them."""
    start = next((reading for reading in starts if reading.value), None)
    stated = next((reading for reading in ends if not reading.perpetual), None)
    if start is not None and stated is not None and stated.value and start.value and stated.value < start.value:
        message = f"Das Ende {stated.value} liegt vor dem Beginn {start.value}"
        flag = _conflict(message, [], (start, stated))
        return _without_value(starts, start), _without_value(ends, stated), [flag]
    length = max(lengths, key=lambda reading: reading.confidence, default=None)
    if start is None or start.value is None or length is None or length.start_elsewhere:
        return starts, ends, []
    computed = end_of_length(date.fromisoformat(start.value), length)
    if computed is None or (ends and stated is None):
        return starts, ends, []
    if stated is None:
        made = replace(
            length,
            value=computed.isoformat(),
            confidence=min(length.confidence, start.confidence),
            rule="end_computed",
            computed=True,
        )
        return starts, [made], []
    if stated.value is None or abs((date.fromisoformat(stated.value) - computed).days) <= 1:
        return starts, ends, []
    message = (
        f"Das genannte Ende {stated.value} passt nicht zu Beginn und Laufzeit ({length.raw}): {computed.isoformat()}"
    )
    flag = _conflict(message, [stated.value, computed.isoformat()], (stated, length))
    return starts, _without_value(ends, stated), [flag]


def _without_value(readings: Iterable[Reading], doubtful: Reading) -> list[Reading]:
    return [replace(r, value=None, rule=f"{r.rule}_in_conflict") if r is doubtful else r for r in readings]


def _conflict(message: str, suggestions: list[JsonValue], readings: tuple[Reading, Reading]) -> Finding:
    return Finding(
        kind="flag",
        value={"code": "conflicting_dates", "severity": "error", "message": message, "suggestions": suggestions},
        spans=tuple(dict.fromkeys(reading.span for reading in readings)),
        rule="conflicting_dates",
        confidence=round(min(reading.confidence for reading in readings), 2),
    )


def _starts(readings: Iterable[Reading]) -> Iterator[Finding]:
    found = _distinct(readings)
    dated = [r for r in found if r.event is None or r.computed]
    # a day that is named goes before the event that others may have meant by it
    for reading in dated or found[:1]:
        yield _finding(
            "term.effective_date", reading, {"value": reading.value, "raw": reading.raw, "event": reading.event}
        )


def _ends(readings: Iterable[Reading]) -> Iterator[Finding]:
    found = _distinct(readings)
    if any(r.perpetual for r in found) and any(not r.perpetual for r in found):
        # «unbefristet, längstens bis»: the day is the surer word
        found = [r for r in found if not r.perpetual]
    for reading in found:
        yield _finding(
            "term.expiration_date",
            reading,
            {
                "value": reading.value,
                "raw": reading.raw,
                "perpetual": reading.perpetual,
                "computed": reading.computed,
            },
        )


def _finding(kind: str, reading: Reading, value: dict[str, str | bool | None]) -> Finding:
    return Finding(
        kind=kind, value=value, spans=(Span(*reading.span),), rule=reading.rule, confidence=round(reading.confidence, 2)
    )


def _renewal(renewals: Sequence[RenewalReading], lengths: Sequence[Reading], *, again: bool) -> Iterator[Finding]:
    """The renewal on which all readings agree; ``again`` tells that another sentence makes it more than one."""
    spoken = [r for r in renewals if r.automatic is not None]
    if not spoken:
        return
    # a sentence with a period says more than one that only repeats the word
    best = max(spoken, key=lambda r: (r.confidence, r.automatic, r.period is not None))
    if best.automatic and any(r.rule == "renewal_not_by_itself" for r in spoken):
        best = next(r for r in spoken if r.rule == "renewal_not_by_itself")
    period = best.period
    if period is None and best.same_period and lengths:
        period = lengths[0].value
    for other in spoken:
        if other.automatic == best.automatic and period and other.period and not same_length(period, other.period):
            return
    once = best.automatic and period is not None and not (again or any(r.repeats for r in spoken))
    yield Finding(
        kind="term.renewal",
        value={
            "automatic": best.automatic,
            "period": period,
            **({"limited": True} if best.limited else {}),
            **({"repeats": False} if once else {}),
        },
        spans=(best.span,),
        rule=best.rule,
        confidence=round(best.confidence, 2),
    )


def _impossible(readings: Iterable[Reading]) -> Iterator[Finding]:
    for reading in readings:
        if reading.problem is None:
            continue
        shown = re.sub(r"\s+", " ", reading.raw)
        yield Finding(
            kind="flag",
            value={
                "code": "impossible_date",
                "severity": "error",
                "message": f"Diesen Tag gibt es nicht: {shown}"
                if reading.problem == "impossible_date"
                else f"Kein lesbares Datum: {shown}",
                "suggestions": list(reading.suggestions),
            },
            spans=(reading.span,),
            rule="impossible_date",
            confidence=round(reading.confidence, 2),
        )
