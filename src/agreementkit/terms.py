"""Term and termination of one agreement, joined from the findings of several clauses.

What one clause says of the duration and another of the notice becomes one ``term`` and one ``termination``. Two clauses
that contradict each other give a null with both readings as ``raw`` and a flag, never a choice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from agreementkit.agreement import (
    EffectiveDate,
    Evidence,
    ExpirationDate,
    Flag,
    Meta,
    MutualRescission,
    Renewal,
    Term,
    Termination,
)
from agreementkit.german import end_of_period, parse_period
from agreementkit.plugins import Located
from agreementkit.records import JsonValue

AS_SURE = 0.1
"""Two readings whose confidence differs by less than this are taken for a contradiction of the text itself."""
LONGEST_MONTHS, LONGEST_DAYS = 1200, 3660

MakeMeta = Callable[..., Meta]
Findings = Mapping[str, Sequence[Located]]


def build_term(findings: Findings, meta: MakeMeta, signed_on: str | None) -> tuple[Term | None, tuple[Flag, ...]]:
    """Join what was found of beginning, end, length and renewal.

    Args:
        findings: All findings by kind.
        meta: Makes the evidence of findings.
        signed_on: ISO date of the last signature, or None; the start of what begins «with signature».

    Returns:
        The term, None where the text says nothing of it, and the flags for contradictions.
    """
    flags: list[Flag] = []
    effective = _effective_date(findings, meta, signed_on, flags)
    initial = _best(findings, "term.initial_term")
    length = _period(initial.finding.value.get("value")) if initial else None
    expiration = _expiration_date(findings, meta, flags)
    if expiration is None and effective and effective.value and initial and length:
        # school years, and what counts from a beginning that is named elsewhere, give no end by the calendar
        uncounted = bool(initial.finding.value.get("uncounted"))
        expiration = None if uncounted else _computed_end(effective, initial, length, meta)
    found = _best(findings, "term.renewal")
    renewal = None
    if found:
        value = found.finding.value
        renewal = Renewal.model_validate(
            {
                "automatic": bool(value.get("automatic")),
                "period": _period(value.get("period")),
                "limited": bool(value.get("limited")),
                "repeats": value.get("repeats") is not False,
                **dict(meta(found)),
            }
        )
    if effective is None and expiration is None and renewal is None and length is None:
        return None, tuple(flags)
    return (
        Term(
            effective_date=effective,
            expiration_date=expiration,
            initial_term=length,
            renewal=renewal,
            initial_term_meta=meta(initial) if initial and length else None,
        ),
        tuple(flags),
    )


def build_termination(findings: Findings, meta: MakeMeta) -> Termination | None:
    """Join notice, extraordinary termination and mutual rescission; None where the text says nothing of them."""
    notice = _best(findings, "termination.notice")
    cause = _best(findings, "termination.for_cause")
    rescission = _best(findings, "termination.mutual_rescission")
    parts = {"notice": notice, "for_cause": cause, "mutual_rescission": rescission}
    found = {key: item for key, item in parts.items() if item}
    if not found:
        return None
    value = notice.finding.value if notice else {}
    together = rescission.finding.value if rescission else {}
    return Termination.model_validate(
        {
            "notice_period": _period(value.get("notice_period")),
            "effective": value.get("effective"),
            "effective_raw": value.get("effective_raw"),
            "notice_deadline_day": value.get("notice_deadline_day"),
            "first_end": value.get("first_end"),
            "locked_until": value.get("locked_until"),
            "form": value.get("form"),
            "for_cause": bool(cause),
            "mutual_rescission": MutualRescission.model_validate({"allowed": True, **together}) if together else None,
            **dict(meta(*found.values())),
            "meta": {key: meta(item) for key, item in found.items()},
        }
    )


def _best(findings: Findings, kind: str) -> Located | None:
    return max(findings.get(kind, ()), key=lambda item: item.finding.confidence, default=None)


def _period(value: JsonValue) -> str | None:
    """An ISO duration that an agreement can mean, else None."""
    if not isinstance(value, str):
        return None
    try:
        period = parse_period(value)
    except ValueError:
        return None
    return value if period.months <= LONGEST_MONTHS and period.days <= LONGEST_DAYS else None


def _contradicting(findings: Findings, kind: str) -> list[Located]:
    """The most certain finding, and those as sure that state another date."""
    best = _best(findings, kind)
    if best is None:
        return []
    value = best.finding.value.get("value")
    others = [
        item
        for item in findings[kind]
        if item.finding.value.get("value") not in (None, value)
        and value is not None
        and best.finding.confidence - item.finding.confidence < AS_SURE
    ]
    return [best, *others]


def _conflict(kind: str, found: Sequence[Located], evidence: tuple[Evidence, ...]) -> Flag:
    values = tuple(dict.fromkeys(str(item.finding.value.get("value")) for item in found))
    what = "Beginn" if kind == "term.effective_date" else "Ende"
    message = f"Der Text nennt verschiedene Daten für {what}: {', '.join(values)}"
    return Flag(code="conflicting_dates", severity="error", message=message, suggestions=values, evidence=evidence)


def _effective_date(
    findings: Findings, meta: MakeMeta, signed_on: str | None, flags: list[Flag]
) -> EffectiveDate | None:
    found = _contradicting(findings, "term.effective_date")
    if not found:
        return None
    made = meta(*found)
    content = {key: found[0].finding.value.get(key) for key in ("value", "raw", "event")}
    if len(found) > 1:
        flags.append(_conflict("term.effective_date", found, made.evidence))
        content = {"value": None, "raw": " / ".join(str(item.finding.value.get("raw")) for item in found)}
    elif content["event"] == "signature" and content["value"] is None and signed_on is not None:
        content = {**content, "value": signed_on, "computed": True}
    return EffectiveDate.model_validate({**content, **dict(made)})


def _expiration_date(findings: Findings, meta: MakeMeta, flags: list[Flag]) -> ExpirationDate | None:
    found = _contradicting(findings, "term.expiration_date")
    if not found:
        return None
    made = meta(*found)
    value = found[0].finding.value
    content = {key: value[key] for key in ("value", "raw", "perpetual", "computed") if value.get(key) is not None}
    if len(found) > 1:
        flags.append(_conflict("term.expiration_date", found, made.evidence))
        content = {"value": None, "raw": " / ".join(str(item.finding.value.get("raw")) for item in found)}
    return ExpirationDate.model_validate({**content, **dict(made)})


def _computed_end(effective: EffectiveDate, initial: Located, length: str, meta: MakeMeta) -> ExpirationDate | None:
    """The end of a stated length from a known start (BGB §§ 187 Abs. 2, 188 Abs. 2)."""
    try:
        end = end_of_period(date.fromisoformat(effective.value or ""), length)
    except (ValueError, OverflowError):
        return None
    raw = str(initial.finding.value.get("raw") or length)
    return ExpirationDate.model_validate(
        {"value": end.isoformat(), "raw": raw, "computed": True, **dict(meta(initial))}
    )
