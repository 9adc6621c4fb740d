"""Who signed: persons with the office, party, place and date that belong to them, in whatever order they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from agreementkit import Finding, Span
from agreementkit.german import parse_person
from agreementkit_document.signature_cells import Item
from agreementkit_document.signature_layout import Columns

IN_ORDER, BESIDE = 0.85, 0.93
"""Matched by counting («both dates, both parties, both names»), and by standing together."""


@dataclass(slots=True)
class _Signing:
    """A person with what has been joined so far."""

    person: Item
    office: Item | None = None
    party: Item | None = None
    date: Item | None = None


def signatures(columns: Columns, page_at: Callable[[int], int]) -> Iterator[Finding]:
    """One finding for each person of the signature block.

    Args:
        columns: The block's items, from ``read_columns``.
        page_at: The page of an offset; a page break may have parted names from the dates and parties above them.
    """
    made: dict[int, tuple[_Signing, float]] = {}
    for column in columns:
        for signing, confidence in _bound(column):
            made.setdefault(signing.person.span.start, (signing, confidence))
    signings = [signing for signing, _ in made.values()]
    torn_dates = _torn(columns, signings, "date", page_at)
    torn_parties = _torn(columns, signings, "party", page_at)
    for place, (signing, confidence) in made.items():
        signing.date = None if place in torn_dates else signing.date
        signing.party = None if place in torn_parties else signing.party
        yield _finding(signing, confidence)


def _torn(
    columns: Columns, signings: Sequence[_Signing], kind: Literal["date", "party"], page_at: Callable[[int], int]
) -> set[int]:
    """The persons, by their place, whose date or party on the page before is no surer than another that is left over.

    Below a page break the columns of a block stand anew: where a date above it has found nobody, any of the names
    below may be its.
    """
    joined = [(signing.person, signing.date if kind == "date" else signing.party) for signing in signings]
    claimed = {item.span.start for _, item in joined if item is not None}
    waits = {item.span.start: item for column in columns for item in _left_over(column, kind)}
    pages = {page_at(start) for start in waits.keys() - claimed}
    return {
        person.span.start
        for person, item in joined
        if item is not None
        and page_at(item.span.start) in pages
        and page_at(person.span.start) > page_at(item.span.start)
    }


def _left_over(column: Sequence[Item], kind: str) -> Iterator[Item]:
    """The items of a kind below which nobody has left a line empty."""
    for number, item in enumerate(column):
        if item.kind == kind and not any(later.kind == "blank" for later in column[number + 1 :]):
            yield item


def _finding(signing: _Signing, confidence: float) -> Finding:
    person = parse_person(signing.person.text)
    parts = [part for part in (signing.person, signing.date, signing.party, signing.office) if part is not None]
    date = signing.date
    return Finding(
        kind="signature",
        value={
            "person": person.full if person else signing.person.text,
            "office": signing.office.text if signing.office else None,
            "party": signing.party.text if signing.party else None,
            "place": date.text or None if date else None,
            "date": date.date if date else None,
        },
        spans=tuple(Span(*part.span) for part in parts),
        rule="signature_block",
        confidence=confidence,
    )


def _bound(items: Sequence[Item]) -> list[tuple[_Signing, float]]:
    """Join the items of one column."""
    people = [number for number, item in enumerate(items) if item.kind == "person" or _is_open_line(items, number)]
    if not any(items[number].kind == "person" for number in people):
        return []
    signings = [_Signing(items[number]) for number in people]
    by_count = _in_order(items, people, signings, "date")
    if not by_count:
        _join_dates(items, people, signings)
    parties_by_count = _in_order(items, people, signings, "party")
    if not parties_by_count:
        _join_parties(items, people, signings)
    _join_offices(items, people, signings)
    confidence = IN_ORDER if by_count or parties_by_count else BESIDE
    return [(signing, confidence) for signing in signings if signing.person.kind == "person"]


def _is_open_line(items: Sequence[Item], number: int) -> bool:
    """Whether an item is the line of someone who has not signed; a line with the name below it is none."""
    if items[number].kind != "blank":
        return False
    following = next((item for item in items[number + 1 :] if item.kind not in {"mark", "blank"}), None)
    return following is not None and following.kind not in {"person", "date"}


def _in_order(items: Sequence[Item], people: list[int], signings: list[_Signing], kind: str) -> bool:
    """Match by count: as many dates (or parties) stand in a row before the first person as there are persons."""
    heads = [item for item in items[: people[0]] if item.kind == kind]
    if len(people) < 2 or len(heads) != len(people) or any(item.kind == kind for item in items[people[0] :]):
        return False
    for signing, head in zip(signings, heads, strict=True):
        if kind == "date":
            signing.date = head
        else:
            signing.party = head
    return True


def _join_dates(items: Sequence[Item], people: list[int], signings: list[_Signing]) -> None:
    """The last date above a person; where the first date stands below the first person, the next one below."""
    places = [number for number, item in enumerate(items) if item.kind == "date"]
    if not places:
        return
    below = places[0] > people[0]
    for number, signing in zip(people, signings, strict=True):
        near = [place for place in places if (place > number if below else place < number)]
        if near:
            signing.date = items[near[0] if below else near[-1]]


def _join_parties(items: Sequence[Item], people: list[int], signings: list[_Signing]) -> None:
    """The party in the person's own cell, else the last above, or below where the block names parties after persons."""
    places = [number for number, item in enumerate(items) if item.kind == "party"]
    below = bool(places) and places[0] > people[0]
    for index, (number, signing) in enumerate(zip(people, signings, strict=True)):
        own = [place for place in places if items[place].cell == items[number].cell]
        if own:
            # «Berg (Stadt), Kranz (Verein)» in one cell: each one's stands before the next person
            low = people[index - 1] if index and items[people[index - 1]].cell == items[number].cell else -1
            high = people[index + 1] if index + 1 < len(people) else len(items)
            behind = [place for place in own if number < place < high]
            before = [place for place in own if low < place < number]
            nearest = (behind or before or own) if len(own) > 1 else own
            signing.party = items[nearest[0]]
            continue
        if below:
            # «Name, Office» of one cell, or an office that names the body, ends what belongs to the person
            limit = next((p for p in people[index + 1 :] if items[p].cell != items[number].cell), len(items))
            near = [place for place in places if number < place < limit]
            later = [place for place in places if place > number]
            if near:
                signing.party = items[near[0]]
            elif later and _same_row(items, number, later[0], people):
                signing.party = items[later[0]]
        else:
            near = [place for place in places if place < number]
            if near and items[near[-1]].cell not in {items[p].cell for p in people if p != number}:
                signing.party = items[near[-1]]


def _same_row(items: Sequence[Item], number: int, place: int, people: list[int]) -> bool:
    """Whether several persons stand directly under one another above the party that they sign for."""
    between = [person for person in people if number < person < place]
    lines = [items[index].line for index in (number, *between, place)]
    close = all(after - before <= 1 for before, after in pairwise(lines))
    return close and all(item.kind == "person" for item in items[number + 1 : place])


def _join_offices(items: Sequence[Item], people: list[int], signings: list[_Signing]) -> None:
    """The office below a person, or above where the block begins with offices («Der Landrat» + name)."""
    first_office = next((number for number, item in enumerate(items) if item.kind == "office"), None)
    above = first_office is not None and first_office < people[0]
    if above and first_office is not None:
        deputy = any(item.kind == "mark" and "gez" not in item.text.lower() for item in items[first_office : people[0]])
        below_too = any(item.kind == "office" for item in items[people[-1] + 1 :])
        above = not deputy and not below_too
    for index, (number, signing) in enumerate(zip(people, signings, strict=True)):
        if above:
            low = people[index - 1] + 1 if index else 0
            offices = [item for item in items[low:number] if item.kind == "office"]
            signing.office = offices[-1] if offices else None
        else:
            high = people[index + 1] if index + 1 < len(people) else len(items)
            for item in items[number + 1 : high]:
                if item.kind in {"date", "blank"}:
                    break
                if item.kind == "office":
                    signing.office = item
                    break
