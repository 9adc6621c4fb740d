"""From what single sentences state to termination and amendment of the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from agreementkit import Document, Finding, Span, read_statements
from agreementkit.german import same_length
from agreementkit_termination.amendment import read_amendment
from agreementkit_termination.cause import read_cause
from agreementkit_termination.form import read_form
from agreementkit_termination.locks import read_locks
from agreementkit_termination.notice import NoticeReading, read_notices
from agreementkit_termination.rescission import read_rescission
from agreementkit_termination.words import FormReading

WORDS = (
    "ündig",
    "ündbar",
    "beenden",
    "beendet",
    "Beendigung der",
    "aufgeben",
    "zurückzieh",
    "zurücknehmen",
    "Rücknahme",
    "widerrufen",
    "einstellen",
    "niederlegen",
    "verlassen",
    "usscheid",
    "ustritt",
    "ustreten",
    "usstieg",
    "ussteigen",
    "zurücktreten",
    "Abstand nehmen",
    " lösen",
    "chriftform",
    "ufhebung",
    "ufgehoben",
    "ebenabrede",
    "Änderungen ",
    "Ergänzungen",
    "eränderungen dieser",
    "n Kraft",
    "efristet",
    "nbestimmte",
    "auf Weiteres",
    "ereinbarung gilt",
    "ertrag gilt",
    "rklärung gilt",
    " gilt ab",
    " gilt vom",
    " gilt für die Zeit",
    "ngepasst werden",
    "eändert werden",
)
"""What a sentence outside of the clauses on term, end and amendment must hold to be read."""

_AS_SURE = 0.1


def extract(document: Document) -> Iterator[Finding]:
    """Yield the findings of one document."""
    found = read_statements(document, roles=("term", "termination", "amendment"), words=WORDS)
    statements = [statement for statement in found if not statement.is_heading]
    notices = [reading for statement in statements for reading in read_notices(statement)]
    forms = [form for statement in statements if (form := read_form(statement))]
    locks = {key: day for key, day in read_locks(statements).items() if day}
    for found_notice in _notice(notices, forms):
        of_notice = found_notice.kind == "termination.notice"
        yield replace(found_notice, value={**found_notice.value, **locks}) if of_notice else found_notice
    causes = [finding for statement in statements if (finding := read_cause(statement))]
    yield from _best(causes)
    yield from _best([f for index in range(len(statements)) if (f := read_rescission(statements, index))])
    yield from _best([f for statement in statements if (f := read_amendment(statement))])


def _best(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The surest finding; of equals one with a form, then the earliest."""
    if findings:
        yield max(findings, key=lambda f: (f.confidence, bool(f.value.get("form")), -f.spans[0][0]))


def _notice(readings: Sequence[NoticeReading], forms: Sequence[FormReading]) -> Iterator[Finding]:
    ordinary = [reading for reading in readings if reading.tells_when]
    chosen = _choose(ordinary) if ordinary else max(readings, key=lambda r: r.confidence, default=None)
    form = next((f for f in forms if not f.special), None)
    if form is None and not ordinary:
        form = next(iter(forms), None)
    if chosen is None and form is None:
        return
    spans = [chosen.span] if chosen else []
    value: dict[str, str | None] = {}
    confidence = chosen.confidence if chosen else 0.9
    rule = chosen.rule if chosen else "notice_form"
    if chosen is not None:
        value = {
            "notice_period": chosen.period,
            "effective": chosen.effective,
            "notice_deadline_day": chosen.deadline,
        }
        if chosen.effective is None and (other := _day_of_another(chosen, readings)) is not None:
            value["effective"] = other.effective
            spans.append(other.span)
        rivals = _rivals(chosen, ordinary)
        if rivals:
            yield _conflict([chosen, *rivals])
            same_day = all(rival.effective == chosen.effective for rival in rivals)
            value = {"notice_period": None, "effective": value["effective"] if same_day else None}
            spans += [rival.span for rival in rivals]
        elif value["effective"] is None and chosen.open_day is not None:
            value["effective_raw"] = chosen.open_day[0]
            yield _open_day(chosen.span, *chosen.open_day)
    if form is not None:
        spans.append(form.span)
        confidence = min(confidence, form.confidence)
    yield Finding(
        kind="termination.notice",
        value={
            "notice_period": None,
            "effective": None,
            "notice_deadline_day": None,
            **value,
            "form": "written" if form else None,
        },
        spans=tuple(dict.fromkeys(Span(*span) for span in spans)),
        rule=rule,
        confidence=round(confidence, 2),
    )


def _choose(ordinary: Sequence[NoticeReading]) -> NoticeReading:
    """The surest; of equals the one that names a day of its own rather than the end of the term, then the earliest."""
    best = max(ordinary, key=lambda r: (r.confidence, -r.span.start))
    for other in ordinary:
        same = other.period and best.period and same_length(other.period, best.period)
        if (
            best.confidence - other.confidence < _AS_SURE
            and same
            and best.effective in {None, "end_of_term"}
            and other.effective not in {None, "end_of_term", "any_time"}
        ):
            best = replace(other, deadline=other.deadline or best.deadline)
    return best


def _day_of_another(chosen: NoticeReading, readings: Sequence[NoticeReading]) -> NoticeReading | None:
    """A sentence of the same clause that names only the day: «Sie ist nur zum Jahresende zulässig»."""
    return next((r for r in readings if not r.tells_when and r.effective and r.clause == chosen.clause), None)


def _rivals(chosen: NoticeReading, ordinary: Sequence[NoticeReading]) -> list[NoticeReading]:
    """Other ordinary periods as sure as the chosen one: the text gives two, and which one holds is not ours to say."""
    return [
        reading
        for reading in ordinary
        if reading.period
        and chosen.period
        and not same_length(reading.period, chosen.period)
        and chosen.confidence - reading.confidence < _AS_SURE + 0.01
    ]


def _open_day(span: Span, raw: str, meant: Sequence[str]) -> Finding:
    return Finding(
        kind="flag",
        value={
            "code": "open_termination_day",
            "severity": "info",
            "message": f"Der Tag, zu dem gekündigt werden kann, liegt nicht fest: {raw}",
            "suggestions": list(meant),
        },
        spans=(span,),
        rule="open_termination_day",
        confidence=0.8,
    )


def _conflict(readings: Sequence[NoticeReading]) -> Finding:
    periods = list(dict.fromkeys(reading.period for reading in readings if reading.period))
    return Finding(
        kind="flag",
        value={
            "code": "conflicting_notice",
            "severity": "warning",
            "message": f"Der Text nennt verschiedene Kündigungsfristen: {', '.join(periods)}",
            "suggestions": list(periods),
        },
        spans=tuple(dict.fromkeys(reading.span for reading in readings)),
        rule="conflicting_notice",
        confidence=0.8,
    )
