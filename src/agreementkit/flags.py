"""What a person should look at: checks on the finished record.

The codes ``impossible_date``, ``extension_without_rule`` and ``missing_annex`` come from the plugins that read the
text; the others follow from the record itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from agreementkit.agreement import Agreement, Evidence, Flag

LOW_QUALITY = 0.5


def built_in_flags(record: Agreement, signed_on: str | None) -> tuple[Flag, ...]:
    """Check a record without its built-in flags.

    Args:
        record: The record as assembled.
        signed_on: ISO date of the last signature, or None.
    """
    found = [*_of_text(record)]
    if record.document.is_agreement:
        found += [*_of_signatures(record, signed_on), *_of_term(record, signed_on)]
    if record.deadlines.status == "expired":
        evidence = record.term.expiration_date.evidence if record.term and record.term.expiration_date else ()
        message = f"Am {record.deadlines.as_of} ist die Laufzeit abgelaufen und keine Verlängerung vereinbart"
        found.append(Flag(code="expired", severity="info", message=message, evidence=evidence))
    return tuple(found)


def _of_text(record: Agreement) -> Iterator[Flag]:
    poor = [str(page.page) for page in record.source.pages if page.quality < LOW_QUALITY and page.origin != "none"]
    if poor:
        message = f"Der Text ist schlecht lesbar auf Seite {', '.join(poor)}"
        yield Flag(code="low_text_quality", severity="warning", message=message)


def _of_signatures(record: Agreement, signed_on: str | None) -> Iterator[Flag]:
    if signed_on is None:
        message = "Der Text nennt kein Datum einer Unterschrift"
        yield Flag(code="no_signature_date", severity="warning", message=message)
    signed = {signature.party for signature in record.signatures}
    if not record.signatures or None in signed:
        return
    for party in record.parties:
        if party.name not in signed:
            message = f"Keine Unterschrift gefunden für: {party.name}"
            yield Flag(code="unsigned_party", severity="warning", message=message, evidence=party.evidence)


def _of_term(record: Agreement, signed_on: str | None) -> Iterator[Flag]:
    term = record.term
    if term is None:
        return
    start, end = term.effective_date, term.expiration_date
    if (
        term.renewal
        and term.renewal.automatic
        and term.initial_term is None
        and not (end and (end.raw or end.perpetual))
    ):
        message = "Eine Verlängerung ist vereinbart, aber keine erste Laufzeit"
        yield Flag(code="no_initial_term", severity="warning", message=message, evidence=term.renewal.evidence)
    if start and end and start.value and end.value and end.value < start.value:
        message = f"Das Ende {end.value} liegt vor dem Beginn {start.value}"
        evidence: tuple[Evidence, ...] = (*start.evidence, *end.evidence)
        yield Flag(code="conflicting_dates", severity="error", message=message, evidence=evidence)
    if start and start.value and signed_on and start.value < signed_on:
        message = f"Der Beginn {start.value} liegt vor der letzten Unterschrift {signed_on}"
        yield Flag(code="retroactive_start", severity="info", message=message, evidence=start.evidence)
