"""A sentence with its dates and lengths of time replaced by marks, so that a rule can be written as one reads it.

«Die Laufzeit reicht vom 1. März 2021 bis Ende 2023» becomes «Die Laufzeit reicht vom <D0> bis <D1>». Blanks and line
breaks become one blank each; every place of the template leads back to its place in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from agreementkit.german.date_ranges import DateRange, find_date_ranges
from agreementkit.german.dates import DateMention, find_dates
from agreementkit.german.durations import DurationMention, find_durations
from agreementkit.german.recurring import RecurringDay, find_recurring_days

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["LONGEST_TEMPLATE", "Mark", "Template", "read_template"]

LONGEST_TEMPLATE = 3000
"""Sentences are read no further than this many characters; no sentence that a person wrote is longer."""

MarkKind = Literal["D", "P", "L", "R", "X"]
Mention = DateMention | DateRange | DurationMention | RecurringDay

_SPACE_RE = re.compile(r"\s+")
# «die Vereinbarung vom 3.5.2010»: the date names the paper; «mit Wirkung vom» begins a span of time.
_SPANS_OF_TIME = (
    "Zeit",
    "eitraum",
    "Dauer",
    "dauer",
    "aufzeit",
    "Wirkung",
    "Geltung",
    "Frist",
    "Kraft",
    "ültigkeit",
    "Beginn",
)
_NAMES_A_PAPER_RE = re.compile(
    r"(?<![\w-])[A-ZÄÖÜ][\w-]{2,60}(?: (?:des|der|den|dem|mit|zwischen|Nr\.|[0-9][0-9/.-]{0,12}"
    r"|[A-ZÄÖÜ][\w-]{1,30}|\([\w /.-]{1,30}\))){0,3}"
    + "".join(f"(?<!{word})" for word in _SPANS_OF_TIME)
    + r" (?:vom|von) \Z"
)
_IN_SESSION_RE = re.compile(
    r"(?:[Ss]itzung|[Bb]eschluss|[Ff]assung|Bekanntmachung)(?: des \w{3,30}| der \w{3,30})? (?:am|vom) \Z"
)
_WEEKDAY_RE = re.compile(
    r"(?<!\w)(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend"
    r"|Sonntag),? (?:(?:dem|den) )?\Z"
)
_RANGE_FOLLOWS_RE = re.compile(r"\s{0,2}(?:[-–—]|bis\b|an\b(?!\s[A-ZÄÖÜ]))")


@dataclass(frozen=True, slots=True)
class Mark:
    """One expression that a template replaces.

    Attributes:
        kind: «D» a day or month; «P» whole years or school years, with the «für das Jahr» before them; «L» a length of
            time; «R» a day that comes back; «X» a date that only names a paper («Beschluss vom 3.5.2010»).
        start: offset of its first character in the text (Unicode code points).
        end: offset after its last character.
        raw: the wording, each run of blanks and line breaks made one blank.
        mention: what was read there; its own offsets count in the sentence with its blanks collapsed.
    """

    kind: MarkKind
    start: int
    end: int
    raw: str
    mention: Mention


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence with marks.

    Attributes:
        text: The sentence; the marks stand in it as «<D0>», numbered through all kinds. A «<» of the sentence is «‹».
        marks: By number.
        offsets: For each character of ``text``, its offset in the searched text, and the end as one more.
    """

    text: str
    marks: tuple[Mark, ...]
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the searched text of a part of the template; half-open."""
        return self.offsets[start], self.offsets[end]

    def mark(self, number: str) -> Mark:
        """The mark of a number as a rule's group has caught it."""
        return self.marks[int(number)]

    def date(self, number: str) -> DateMention:
        """The date of a «D» or «X» mark.

        Raises:
            TypeError: if the mark is of another kind.
        """
        mention = self.mark(number).mention
        if not isinstance(mention, DateMention):
            raise TypeError(f"mark {number} is no date")
        return mention

    def length(self, number: str) -> str | None:
        """The ISO duration of an «L» mark, or None where it has none."""
        mention = self.mark(number).mention
        return mention.value if isinstance(mention, DurationMention) else None

    def day(self, number: str) -> RecurringDay:
        """The recurring day of an «R» mark.

        Raises:
            TypeError: if the mark is of another kind.
        """
        mention = self.mark(number).mention
        if not isinstance(mention, RecurringDay):
            raise TypeError(f"mark {number} is no recurring day")
        return mention

    def years(self, number: str) -> DateRange:
        """The years of a «P» mark.

        Raises:
            TypeError: if the mark is of another kind.
        """
        mention = self.mark(number).mention
        if not isinstance(mention, DateRange):
            raise TypeError(f"mark {number} is no span of years")
        return mention


def read_template(text: str, start: int = 0, end: int | None = None) -> Template:
    r"""Return a sentence of a text as a template.

    Args:
        text: any text.
        start: offset of the sentence.
        end: offset after it, or None for the end of the text; at most ``LONGEST_TEMPLATE`` characters are read.

    >>> read_template("unter Einhaltung von\n vier Monaten zum 30.06. jedes Jahres").text
    'unter Einhaltung von <L0> zum <R1>'
    >>> read_template("Die Vereinbarung vom 3.5.2010 endet am 1.6.2015.").text
    'Die Vereinbarung vom <X0> endet am <D1>.'
    """
    stop = min(len(text) if end is None else end, start + LONGEST_TEMPLATE)
    flat, places = _flatten(text, start, stop)
    parts: list[str] = []
    offsets: list[int] = []
    marks: list[Mark] = []
    at = 0
    for kind, first, last, mention in _without_overlaps(_mentions(flat)):
        parts.append(flat[at:first])
        offsets += places[at:first]
        shown = _kind(kind, "".join(parts[-12:]), flat, last)
        label = f"<{shown}{len(marks)}>"
        marks.append(Mark(shown, places[first], places[last], flat[first:last], mention))
        parts.append(label)
        offsets += [places[first]] * len(label)
        at = last
    parts.append(flat[at:])
    return Template("".join(parts), tuple(marks), (*offsets, *places[at:]))


def _flatten(text: str, start: int, stop: int) -> tuple[str, list[int]]:
    """The text with each run of blanks made one, and the place of each character and of the end."""
    line = " ".join(text[start:stop].split())
    if len(line) == stop - start:  # each run is one blank already
        return line.replace("<", "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}"), list(range(start, stop + 1))
    parts: list[str] = []
    places: list[int] = []
    at = start
    for blank in _SPACE_RE.finditer(text, start, stop):
        parts += (text[at : blank.start()], " ")
        places.extend(range(at, blank.start() + 1))
        at = blank.end()
    parts.append(text[at:stop])
    places.extend(range(at, stop + 1))
    return "".join(parts).replace("<", "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}"), places


def _kind(kind: MarkKind, before: str, flat: str, last: int) -> MarkKind:
    """«X» for a date that names a paper."""
    if kind != "D" or _RANGE_FOLLOWS_RE.match(flat, last):
        return kind
    tail = before[-120:]
    return "X" if _NAMES_A_PAPER_RE.search(tail) or _IN_SESSION_RE.search(tail) else kind


def _mentions(text: str) -> list[tuple[MarkKind, int, int, Mention]]:
    found: list[tuple[MarkKind, int, int, Mention]] = []
    dates = find_dates(text)
    for years in find_date_ranges(text, dates=dates):
        if years.kind in {"years", "school_years"}:
            found.append(("P", years.start, years.end, years))
        else:
            found += [("D", side.start, side.end, side) for side in (years.first, years.last)]
    for day in find_recurring_days(text):
        # «vor» belongs to the rule: «drei Monate vor <R>» is another thing than «zum <R>»
        lead = 4 if day.raw[:3].lower() == "vor" and day.raw[3].isspace() else 0
        found.append(("R", day.start + lead, day.end, day))
    found += [("D", _with_weekday(text, m.start), m.end, m) for m in dates if m.precision != "year"]
    found += [("L", m.start, m.end, m) for m in find_durations(text)]
    return found


def _with_weekday(text: str, start: int) -> int:
    """Where «Montag, dem» before a date begins, so that a rule meets the date right after its «am»."""
    weekday = _WEEKDAY_RE.search(text, max(0, start - 20), start)
    return weekday.start() if weekday else start


def _without_overlaps(
    found: Iterable[tuple[MarkKind, int, int, Mention]],
) -> list[tuple[MarkKind, int, int, Mention]]:
    """In order, of overlapping ones the earliest and longest."""
    kept: list[tuple[MarkKind, int, int, Mention]] = []
    for item in sorted(found, key=lambda item: (item[1], -item[2])):
        if not kept or item[1] >= kept[-1][2]:
            kept.append(item)
    return kept
