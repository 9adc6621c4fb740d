"""How long the agreement binds: drawn, then worded."""

from __future__ import annotations

from datetime import date
from random import Random

from generator.facts import Event, Term
from generator.numbers import end_after, say_date, say_period

_EVENTS: dict[Event, tuple[str, ...]] = {
    "signature": (
        "{It} tritt in Kraft, sobald die letzte Unterschrift geleistet ist.",
        "{It} wird mit der Unterzeichnung durch alle Seiten wirksam.",
        "Mit Unterzeichnung durch sämtliche Partner tritt {it} in Kraft.",
    ),
    "ratification": (
        "{It} tritt in Kraft, sobald der Rat ihr zugestimmt hat.",
        "{It} wird mit der Zustimmung des Rates wirksam.",
    ),
    "publication": (
        "{It} tritt am Tag nach der Bekanntmachung im Amtsblatt in Kraft.",
        "Am Tag nach ihrer Veröffentlichung tritt {it} in Kraft.",
    ),
}
_STARTS = (
    "{It} tritt am {start} in Kraft.",
    "Wirksam wird {it} am {start}.",
    "{It} gilt ab dem {start}.",
    "{It} beginnt am {start}.",
    "Mit Wirkung vom {start} tritt {it} in Kraft.",
    "Als Tag des Inkrafttretens wird der {start} festgelegt.",
)
_ENDS = (
    "Sie endet am {end}.",
    "Ihre Laufzeit endet mit Ablauf des {end}.",
    "Sie ist bis zum {end} befristet.",
    "Sie läuft bis einschließlich {end}.",
)
_SPANS = (
    "{It} gilt vom {start} bis zum {end}.",
    "{It} wird für die Zeit vom {start} bis {end} geschlossen.",
    "Die Laufzeit beginnt am {start} und endet am {end}.",
)
_LENGTHS = (
    "Sie wird für die Dauer von {length} geschlossen.",
    "Ihre Laufzeit beträgt {plain}.",
    "Sie hat zunächst eine Laufzeit von {length}.",
    "Sie ist auf {plain} angelegt.",
)
_PERPETUAL = (
    "Sie wird auf unbestimmte Zeit geschlossen.",
    "Sie gilt unbefristet.",
    "Sie läuft auf unbestimmte Dauer.",
    "Eine Befristung ist nicht vorgesehen; sie gilt auf unbestimmte Zeit.",
)
_RENEWALS = (
    "Sie verlängert sich um jeweils {renewal}, wenn keine Seite sie spätestens {notice} vor Ablauf {form}kündigt.",
    (
        "Wird sie nicht mit einer Frist von {notice} zum Ende der Laufzeit {form}gekündigt, verlängert sie sich"
        " jeweils um {renewal}."
    ),
    "Sofern nicht {notice_acc} vor dem Ablauf {form}gekündigt wird, gilt sie für jeweils {renewal} fort.",
    (
        "Ohne Kündigung, die {form}mit einer Frist von {notice} zum Laufzeitende zu erklären ist, verlängert sie"
        " sich stillschweigend um jeweils {renewal}."
    ),
)
_FURTHER = {"P1Y": "ein weiteres Jahr", "P2Y": "zwei weitere Jahre", "P6M": "sechs weitere Monate"}


def draw_term(rng: Random) -> Term:
    """A term of one of five sorts."""
    start = date(rng.randint(2005, 2026), rng.choice((1, 1, 2, 4, 7, 8, 9, 10)), rng.choice((1, 1, 1, 1, 15)))
    sort = rng.choice(("fixed", "renewing", "length", "length_renewing", "perpetual", "event_perpetual"))
    length = rng.choice(("P1Y", "P2Y", "P3Y", "P5Y", "P18M", "P24M", "P36M"))
    renewal = rng.choice(tuple(_FURTHER)) if "renewing" in sort else None
    if sort == "perpetual":
        return Term(start=start, event=None, end=None, length=None, perpetual=True, renewal=None)
    if sort == "event_perpetual":
        return Term(start=None, event=rng.choice(tuple(_EVENTS)), end=None, length=None, perpetual=True, renewal=None)
    stated = length if "length" in sort else None
    return Term(start=start, event=None, end=end_after(start, length), length=stated, perpetual=False, renewal=renewal)


def word_term(rng: Random, term: Term, it: str) -> list[str]:
    """Sentences that state the beginning and the end; a renewal is worded with the notice.

    Args:
        rng: Chooses the words.
        term: What they say.
        it: The agreement with its article, as it opens a sentence.
    """
    words = {"It": it, "it": it[0].lower() + it[1:]}
    if term.event is not None:
        return [rng.choice(_EVENTS[term.event]).format(**words), rng.choice(_PERPETUAL)]
    if term.start is None:
        raise ValueError("a term begins on a day or with an event")
    start = say_date(rng, term.start)
    if term.perpetual:
        return [rng.choice(_STARTS).format(start=start, **words), rng.choice(_PERPETUAL)]
    if term.length is not None:
        length = rng.choice(_LENGTHS).format(
            length=say_period(rng, term.length, dative=True), plain=say_period(rng, term.length, dative=False)
        )
        return [rng.choice(_STARTS).format(start=start, **words), length]
    if term.end is None:
        raise ValueError("a term without length and end is perpetual")
    end = say_date(rng, term.end)
    if rng.random() < 0.4:
        return [rng.choice(_SPANS).format(start=start, end=end, **words)]
    return [rng.choice(_STARTS).format(start=start, **words), rng.choice(_ENDS).format(end=end)]


def word_renewal(rng: Random, renewal: str, notice: str, *, written: bool) -> str:
    """The sentence on renewal, which states the notice that prevents it."""
    return rng.choice(_RENEWALS).format(
        renewal=_FURTHER[renewal],
        notice=say_period(rng, notice, dative=True),
        notice_acc=say_period(rng, notice, dative=False),
        form="schriftlich " if written else "",
    )
