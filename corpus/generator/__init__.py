"""Agreements composed from facts, each with its gold record: for property tests, for scale and for training.

They are no part of the written corpus: its figures say how well unseen hands are read, these only that stated facts are
read as stated. The same seed gives the same agreement.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from generator.duration import draw_term, word_term
from generator.facts import Facts
from generator.filler import (
    HEADINGS,
    draw_organs,
    word_organ,
    word_other,
    word_preamble,
    word_tasks,
)
from generator.leaving import draw_leaving, word_amendment, word_leaving
from generator.parties import write_foot, write_head
from generator.people import draw_partners, draw_town, draw_town_body
from generator.record import Json, gold_record, way_out
from generator.sheet import Mark, Sheet
from generator.subjects import SUBJECTS, Subject, draw_goals

__all__ = ["Composed", "Mark", "compose", "draw_facts", "way_out"]

_TITLES = {
    "Kooperationsvereinbarung": (
        "Kooperationsvereinbarung zur {subject}",
        "Kooperationsvereinbarung {subject} in {town}",
    ),
    "öffentlich-rechtliche Vereinbarung": ("Öffentlich-rechtliche Vereinbarung zur {subject}",),
}
_EXTRA = ("data_protection", "financing", "confidentiality", "severability")


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """One agreement.

    Attributes:
        text: As a plain text file would hold it.
        gold: The gold record, in the shape of ``corpus/gold``.
        marks: Sentences, clauses with their roles, goals and parties; offsets count in ``text``.
        facts: What it was composed from.
    """

    text: str
    gold: Json
    marks: tuple[Mark, ...]
    facts: Facts


def draw_facts(rng: Random) -> tuple[Facts, Subject]:
    """Draw the facts of one agreement and the field it is about."""
    town = draw_town(rng)
    subject = rng.choice(SUBJECTS)
    term = draw_term(rng)
    start = term.start or date(rng.randint(2005, 2025), rng.randint(1, 12), rng.randint(1, 28))
    facts = Facts(
        subject=subject.name,
        town=town,
        parties=(draw_town_body(rng, town), *draw_partners(rng, town, rng.choice((1, 1, 1, 2, 2, 3)))),
        term=term,
        leaving=draw_leaving(rng, term),
        amendment_written=rng.random() < 0.5,
        goals=draw_goals(rng, subject),
        organs=draw_organs(rng),
        signed=start - timedelta(days=rng.randint(3, 90)),
        act=subject.act,
    )
    return facts, subject


def compose(seed: int) -> Composed:
    """Compose one agreement; the same seed gives the same one."""
    rng = Random(seed)
    facts, subject = draw_facts(rng)
    kind = rng.choice(("Kooperationsvereinbarung",) * 3 + ("öffentlich-rechtliche Vereinbarung",))
    title = rng.choice(_TITLES[kind]).format(subject=subject.name, town=facts.town)
    aliases = rng.random() < 0.6
    sheet = Sheet(rng)
    write_head(sheet, rng, title, facts.parties, aliases=aliases)
    if rng.random() < 0.7:
        sheet.clause(rng.choice(HEADINGS["preamble"]), "preamble")
        sheet.paragraphs([word_preamble(rng, subject, facts.town)])
    labels = _write_goals(sheet, rng, facts)
    sheet.clause(rng.choice(HEADINGS["tasks"]), "tasks")
    sheet.paragraphs([word_tasks(rng, subject, facts.parties, facts.act.split("|")[0])])
    if facts.organs:
        sheet.clause(rng.choice(HEADINGS["organs"]), "organs")
        sheet.paragraphs(word_organ(rng, organ) for organ in facts.organs)
    for role in rng.sample(_EXTRA, rng.randint(0, 3)):
        sheet.clause(rng.choice(HEADINGS[role]), role)
        sheet.paragraphs([word_other(rng, role, facts.parties[0].name.split()[0])])
    _write_term(sheet, rng, facts)
    if facts.amendment_written:
        sheet.clause(rng.choice(HEADINGS["amendment"]), "amendment")
        sheet.paragraphs([[word_amendment(rng)]])
    write_foot(sheet, rng, facts.town, facts.signed, facts.parties)
    gold = gold_record(facts, title=title, kind=kind, aliases=aliases, labels=labels)
    return Composed(text=sheet.text(), gold=gold, marks=sheet.marks(), facts=facts)


def _write_goals(sheet: Sheet, rng: Random, facts: Facts) -> tuple[str | None, ...]:
    sheet.clause(rng.choice(HEADINGS["goals"]), "goals")
    if sheet.style == "none" or rng.random() < 0.6:
        sheet.write("Die Partner verfolgen gemeinsam diese Ziele:\n\n", kind="sentence", fixed=True)
    return sheet.items((goal.text for goal in facts.goals), kind="goal")


def _write_term(sheet: Sheet, rng: Random, facts: Facts) -> None:
    term = word_term(rng, facts.term, rng.choice(("Diese Vereinbarung", "Die Vereinbarung")))
    leaving = word_leaving(rng, facts.leaving, facts.term)
    together = not leaving or rng.random() < 0.5
    sheet.clause(rng.choice(HEADINGS["both" if leaving and together else "term"]), "term")
    sheet.paragraphs([term, leaving] if together else [term])
    if not together:
        sheet.clause(rng.choice(HEADINGS["termination"]), "termination")
        sheet.paragraphs([leaving])
