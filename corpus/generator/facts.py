"""The facts an agreement is composed from, as values; the wording comes later and may not change them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Gender = Literal["f", "m", "n"]
Event = Literal["signature", "ratification", "publication"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone invented who signs."""

    name: str
    female: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A party.

    Attributes:
        name: Without article; the same in every case.
        gender: Of its first noun.
        kind: As in the record.
        short: A short name that it may be given.
        office: What its representative is called, in the nominative.
        person: Its representative.
        address: Street and town, or None.
    """

    name: str
    gender: Gender
    kind: str
    short: str
    office: str
    person: Person
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """How long the agreement binds.

    Attributes:
        start: The day it begins, or None where an event opens it.
        event: That event.
        end: The last day of the first term; None where there is none or only the length is stated.
        length: ISO duration of the first term where the text states the length instead of the end.
        perpetual: There is no end.
        renewal: ISO duration of each renewal, or None.
    """

    start: date | None
    event: Event | None
    end: date | None
    length: str | None
    perpetual: bool
    renewal: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """How the agreement can be left.

    Attributes:
        notice: ISO duration, or None.
        effective: As in the record.
        deadline_day: ``--MM-DD`` where a day is named instead of a period.
        written: The notice must be written.
        for_cause: Leaving for an important reason is mentioned.
        rescission: Leaving by mutual consent is mentioned.
    """

    notice: str | None
    effective: str | None
    deadline_day: str | None
    written: bool
    for_cause: bool
    rescission: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A quantified target, keys as in the record."""

    indicator: str
    direction: Literal["increase", "decrease"]
    change: float
    unit: str
    baseline: str | None
    year: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """One goal as it is printed, with what it counts."""

    text: str
    target: Target | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Organ:
    """A body of the agreement, with how often it meets in words and as ISO duration."""

    name: str
    gender: Gender
    members: tuple[str, ...]
    cadence: str
    interval: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything one agreement says that its gold record repeats."""

    subject: str
    town: str
    parties: tuple[Body, ...]
    term: Term
    leaving: Leaving
    amendment_written: bool
    goals: tuple[Goal, ...]
    organs: tuple[Organ, ...]
    signed: date
    act: str
