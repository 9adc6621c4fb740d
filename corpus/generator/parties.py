"""The head of an agreement: title and parties, in blocks, in prose or in a list; and its foot, the signatures."""

from __future__ import annotations

from datetime import date
from random import Random

from generator.facts import Body
from generator.numbers import say_date
from generator.sheet import Sheet

_THE = {"f": "die", "m": "der", "n": "das"}
_TO_THE = {"f": "der", "m": "dem", "n": "dem"}
_ALIASES = ("– nachfolgend „{short}“ –", "(im Weiteren „{short}“)", "– künftig „{short}“ genannt –", "(kurz: {short})")


def write_head(sheet: Sheet, rng: Random, title: str, parties: tuple[Body, ...], *, aliases: bool) -> None:
    """Write the title and the parties.

    Args:
        sheet: Where to write.
        rng: Chooses the way.
        title: The title, on one line.
        parties: Who is bound.
        aliases: Whether short names are given.
    """
    sheet.line(title)
    form = rng.choice(_ALIASES) if aliases else ""
    rng.choice((_blocks, _blocks, _prose, _listed))(sheet, parties, form)


def _alias(body: Body, form: str) -> str:
    return form.format(short=body.short)


def _represented(body: Body) -> str:
    if body.person.female:
        return f"vertreten durch die {body.office} {body.person.name}"
    return f"vertreten durch den {body.office.replace('Vorsitzender', 'Vorsitzenden')} {body.person.name}"


def _blocks(sheet: Sheet, parties: tuple[Body, ...], form: str) -> None:
    sheet.write("zwischen\n\n", fixed=True)
    for index, body in enumerate(parties):
        if index:
            sheet.write("und\n\n" if index + 1 == len(parties) else "sowie\n\n", fixed=True)
        sheet.write(f"{_TO_THE[body.gender]} ", fixed=True)
        sheet.write(body.name, kind="party", fixed=True)
        if body.address is not None:
            sheet.write(f",\n{body.address}", fixed=True)
        sheet.write(f",\n{_represented(body)}", fixed=True)
        sheet.write(f"\n{_alias(body, form)}\n\n" if form else ",\n\n", fixed=True)


def _prose(sheet: Sheet, parties: tuple[Body, ...], form: str) -> None:
    sheet.write("Zwischen ")
    for index, body in enumerate(parties):
        if index:
            sheet.write(" und " if index + 1 == len(parties) else ", ")
        sheet.write(f"{_TO_THE[body.gender]} ")
        sheet.write(body.name, kind="party")
        sheet.write(f", {_represented(body)}" + (f" {_alias(body, form)}" if form else ","))
    sheet.write(" wird das Folgende vereinbart:\n\n")


def _listed(sheet: Sheet, parties: tuple[Body, ...], form: str) -> None:
    sheet.write("Partner dieser Vereinbarung sind:\n\n", kind="sentence", fixed=True)
    for index, body in enumerate(parties, 1):
        sheet.write(f"{index}. {_THE[body.gender]} ", fixed=True)
        sheet.write(body.name, kind="party", fixed=True)
        sheet.write(f", {_represented(body)}{' ' + _alias(body, form) if form else ''}\n", fixed=True)
    sheet.write("\n")


def write_foot(sheet: Sheet, rng: Random, town: str, signed: date, parties: tuple[Body, ...]) -> None:
    """Write place and day, then name, office and body of each who signs."""
    sheet.close()
    sheet.line(f"{town}, den {say_date(rng, signed)}")
    dotted = rng.random() < 0.4
    for body in parties:
        sheet.write("\n" + ("_" * 28 + "\n" if dotted else ""), fixed=True)
        sheet.write(f"{body.person.name}\n", fixed=True)
        sheet.write(f"{body.office}\n{body.name}\n", fixed=True)
