"""How the agreement can be left, changed and undone: drawn, then worded."""

from __future__ import annotations

from random import Random

from generator.duration import word_renewal
from generator.facts import Leaving, Term
from generator.numbers import say_day, say_period

_EFFECTIVE: dict[str, tuple[str, ...]] = {
    "--12-31": ("zum Jahresende", "zum Ende eines Kalenderjahres", "zum 31. Dezember eines Jahres"),
    "--07-31": ("zum 31. Juli eines Jahres", "jeweils zum 31. Juli"),
    "end_of_month": ("zum Monatsende", "zum Ende eines Monats", "zum Schluss eines Kalendermonats"),
    "end_of_quarter": ("zum Quartalsende", "zum Ende eines Quartals", "zum Schluss eines Kalendervierteljahres"),
}
_NOTICES = (
    "Jede Seite kann {it} mit einer Frist von {notice} {day} {form}kündigen.",
    "Die Kündigung ist mit einer Frist von {notice} {day} möglich{form_end}.",
    "Eine ordentliche Kündigung ist unter Einhaltung einer Frist von {notice} {day} zulässig{form_end}.",
    "Sie kann von jedem Partner {day} mit einer Frist von {notice} {form}gekündigt werden.",
    "Die Kündigungsfrist beträgt {plain} {day}{form_end}.",
)
_DAYS = (
    "Eine Kündigung zum Jahresende muss den übrigen Partnern spätestens am {by} {form}vorliegen.",
    "Wer zum Ende eines Kalenderjahres ausscheiden will, kündigt {form}bis zum {by}.",
    "Sie kann zum Jahresende gekündigt werden; die Kündigung ist bis spätestens {by} {form}zu erklären.",
)
_CAUSE = (
    "Das Recht zur fristlosen Kündigung aus wichtigem Grund bleibt davon unberührt.",
    "Aus wichtigem Grund kann jede Seite ohne Einhaltung einer Frist kündigen.",
    "Unberührt bleibt die außerordentliche Kündigung aus wichtigem Grund.",
)
_RESCISSION = (
    "In beiderseitigem Einvernehmen kann sie jederzeit aufgehoben werden.",
    "Einvernehmlich können die Partner sie zu jedem Zeitpunkt aufheben.",
    "Eine einvernehmliche Aufhebung ist jederzeit möglich.",
)
_AMENDMENT_WRITTEN = (
    "Änderungen und Ergänzungen bedürfen der Schriftform.",
    "Jede Änderung dieser Vereinbarung bedarf zu ihrer Wirksamkeit der Schriftform.",
    "Änderungen dieser Vereinbarung müssen schriftlich vereinbart werden.",
)


def draw_leaving(rng: Random, term: Term) -> Leaving:
    """A way out that fits the term: none of its own for a fixed one, one before each renewal, one a year or month."""
    written, for_cause = rng.random() < 0.5, rng.random() < 0.5
    rescission = rng.random() < 0.3
    notice: str | None = rng.choice(("P4W", "P6W", "P1M", "P2M", "P3M", "P6M", "P12M"))
    effective: str | None = None
    deadline_day: str | None = None
    if term.renewal is not None:
        notice = rng.choice(("P6W", "P2M", "P3M", "P6M"))
        effective = "end_of_term"
    elif not term.perpetual:
        notice, written = None, False
    elif rng.random() < 0.2:
        notice, effective, deadline_day = None, "--12-31", rng.choice(("--03-31", "--06-30", "--09-30"))
    else:
        effective = rng.choice(tuple(_EFFECTIVE))
    return Leaving(
        notice=notice,
        effective=effective,
        deadline_day=deadline_day,
        written=written,
        for_cause=for_cause,
        rescission=rescission,
    )


def word_leaving(rng: Random, leaving: Leaving, term: Term) -> list[str]:
    """Sentences on notice, renewal, leaving for cause and by consent."""
    sentences = []
    form = "schriftlich " if leaving.written else ""
    if term.renewal is not None and leaving.notice is not None:
        sentences.append(word_renewal(rng, term.renewal, leaving.notice, written=leaving.written))
    elif leaving.deadline_day is not None:
        sentences.append(rng.choice(_DAYS).format(by=say_day(leaving.deadline_day), form=form))
    elif leaving.notice is not None and leaving.effective is not None:
        sentences.append(
            rng.choice(_NOTICES).format(
                it=rng.choice(("sie", "diese Vereinbarung")),
                notice=say_period(rng, leaving.notice, dative=True),
                plain=say_period(rng, leaving.notice, dative=False),
                day=rng.choice(_EFFECTIVE[leaving.effective]),
                form=form,
                form_end="; sie bedarf der Schriftform" if leaving.written else "",
            )
        )
    if leaving.for_cause:
        sentences.append(rng.choice(_CAUSE))
    if leaving.rescission:
        sentences.append(rng.choice(_RESCISSION))
    return sentences


def word_amendment(rng: Random) -> str:
    """A sentence that asks for the written form of changes."""
    return rng.choice(_AMENDMENT_WRITTEN)
