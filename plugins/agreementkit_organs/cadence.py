"""How often a body meets: the rhythm that stands with the verb of meeting."""

from __future__ import annotations

import re
from dataclasses import dataclass

from agreementkit.german import Cadence, find_cadences, month_number

__all__ = ["MEETS_RE", "Rhythm", "read_deliberation", "read_rhythm"]

MEETS_RE = re.compile(
    r"(?<!\w)(?:"
    r"(?:tagt|tagen|tagende[nrs]?|tagend|(?:treffen|setzen)\suns|trifft\s(?:er|sie|es)\ssich|(?:trifft|treffen|verständig(?:en|t)|tausch(?:en|t)|stimm(?:en|t)|finden|berät|beraten|bespricht|besprechen|sieht|sehen)\ssich|sich\s(?:[^.;:,]{0,80}?(?<!\w))?(?:trifft|treffen)|sich\s[^.;:,]{0,40},\s[^.;:,]{0,60},\s(?:trifft|treffen)|sitzen|beraten|stattfindet|stattfinden|zusammen(?:zu)?(?:kommt|kommen|tritt|treten))(?!\w)"
    r"|(?:einberufen|eingeladen|einzuberufen|einzuladen|Turnus|Sitzungsturnus|Sitzungsrhythmus|Tagungsrhythmus)(?!\w)"
    r"|(?:tritt|treten|kommt|kommen|findet\ssich)\s(?=[^.;]{0,200}?(?<!\w)zusammen(?!\w))"
    r"|(?:beruft|berufen|lädt|laden)\s(?=[^.;]{0,300}?(?<!\w)ein(?!\w))"
    r"|(?:setzt|setzen)\ssich\s(?=[^.;]{0,300}?(?:zu|zum|zur)\s[^.;]{0,60}?(?<!\w)zusammen(?!\w)|alle\s[^.;]{3,40}?\szusammen(?!\w))"
    r"|findet\s(?=[^.;]{0,160}?(?<!\w)statt(?!\w))"
    r"|(?:Sitzung|Treffen|Zusammenk|Termin|Beratung|Tagung)\w*\s(?=[^.;]{0,160}?(?<!\w)(?:statt|stattfinden|abgehalten|durchgeführt)(?!\w))"
    r")"
)
_JOINT_RE = re.compile(
    r",?\s(?:und\s|jedoch\s|aber\s|zumindest\s|mindestens\s|wenigstens\s|jedenfalls\s|in\sder\sRegel\s){0,4}"
)
_EVERY_OTHER_RE = re.compile(
    r"(?:[Jj]eden|[Aa]n\sjedem)\s(?P<rank>zweiten|dritten|vierten)\s"
    r"(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag)(?!\w)(?!\s(?:im|des|eines|jedes)\s(?:Monat|Quartal))"
)
_DELIBERATES_RE = re.compile(r"\s(?:behandelt|erörtert|befasst\ssich)(?!\w)")
_RANKS = {"zweiten": ("P2W", 26), "dritten": ("P3W", 17.33), "vierten": ("P4W", 13)}
_BEGINS_TALK_RE = re.compile(r"\s(?:berät|beraten|bespricht|besprechen)(?!\w)")
_TALKS_RE = re.compile(r"(?<!\w)(?:berät|beraten)\s(?:in der Regel\s)?\Z")
_MONTHS = r"(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)"
_MONTHS_RE = re.compile(
    rf"(?:jeweils\s)?(?:im|in\sden\sMonaten)\s{_MONTHS}(?:(?:,|\sund|\ssowie)\s(?:im\s)?{_MONTHS}){{1,5}}(?:\s(?:eines\sjeden|eines|jedes|jeden)\sJahres)?"
)
_MONTH_RE = re.compile(_MONTHS)
_WEEKDAY_RE = re.compile(
    r"(?:(?:jeweils\s)?(?:am|jeden|an\sjedem)\s(?:ersten|zweiten|dritten|vierten|letzten)\s(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Werktag|Arbeitstag)\s(?:jedes|jeden|eines\sjeden|in\sjedem|im|des|eines)"
    r"(?:\s(?P<rank>zweiten|dritten))?\s(?P<unit>Monats?|Quartals?|Schulhalbjahres|Halbjahres))(?!\w)",
    re.IGNORECASE,
)
# «in der zweiten Woche nach Ende eines Quartals», «zu Beginn jedes Schuljahres»
_POINT_RE = re.compile(
    r"(?:Ende|Beginn|Anfang|Ablauf|Abschluss|Schluss|Frühjahr|Frühling|Sommer|Herbst|Winter)\s(?:eines\sjeden|eines|jedes|jeden)\s"
    r"(?:Kalender|Schul|Haushalts|Kita|Kindergarten)?-?(?P<unit>[Qq]uartal|[Hh]albjahr|[Mm]onat|[Jj]ahr)e?s(?!\w)"
)
_OF_POINTS = {"quartal": ("P3M", 4), "halbjahr": ("P6M", 2), "monat": ("P1M", 12), "jahr": ("P1Y", 1)}
_OF_WEEKDAYS = {"monat": ("P1M", 12), "quartal": ("P3M", 4), "schulhalbjahr": ("P6M", 2), "halbjahr": ("P6M", 2)}
_OF_RANKED_WEEKDAYS = {("monat", "zweiten"): ("P2M", 6), ("monat", "dritten"): ("P3M", 4)}
_SEASON = r"(?:Frühjahr|Frühling|Sommer|Herbst|Winter|ersten|zweiten|dritten|vierten)"
_HALVES_RE = re.compile(
    rf"(?:jeweils\s)?im\s(?P<first>{_SEASON})\s(?:und|sowie)\s(?:im\s)?(?P<second>{_SEASON})(?:\s(?:Quartal|Vierteljahr))?"
    r"(?:\s(?:eines\sjeden|eines|jedes|jeden)\sJahres)?(?!\w)"
)
_OPPOSITE = (
    {"Frühjahr", "Herbst"},
    {"Frühling", "Herbst"},
    {"Sommer", "Winter"},
    {"ersten", "dritten"},
    {"zweiten", "vierten"},
)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a body meets.

    Attributes:
        raw: The wording.
        interval: ISO duration from one meeting to the next, or None where none is fixed.
        meetings_per_year: How many a year, or None.
    """

    raw: str
    interval: str | None
    meetings_per_year: float | int | None

    @property
    def fixed(self) -> bool:
        """Whether the text gives a number."""
        return self.meetings_per_year is not None


def read_rhythm(sentence: str) -> Rhythm | None:
    """Return the rhythm of meetings that a sentence states, or None.

    A rhythm far from any verb of meeting («legt jährlich einen Bericht vor») is none of meetings.

    >>> read_rhythm("Der Beirat tagt halbjährlich.").interval
    'P6M'
    >>> read_rhythm("Er legt jährlich einen Bericht vor.") is None
    True
    >>> read_rhythm("Sie trifft sich am ersten Mittwoch jedes Monats.").interval
    'P1M'
    """
    other = _EVERY_OTHER_RE.search(sentence)
    first = find_cadences(sentence, 0, 90)
    head = other or (first[0] if first and first[0].start < 6 else None)
    meets = [match.start() for match in MEETS_RE.finditer(sentence)]
    if not meets and head is not None:
        # «Jeden zweiten Mittwoch berät die Fallrunde»: the rhythm opens the sentence
        end = head.end() if isinstance(head, re.Match) else head.end
        meets = [end] if _BEGINS_TALK_RE.match(sentence, end) else []
    if not meets and ("berät" in sentence or "beraten" in sentence):
        meets += [c.start for c in find_cadences(sentence) if _TALKS_RE.search(sentence, 0, c.start)][:1]
    if not meets:
        return None
    if other is not None:
        return Rhythm(other.group(), *_RANKS[other["rank"]])
    weekday = _WEEKDAY_RE.search(sentence)
    if weekday is not None:
        unit, rank = weekday["unit"].lower().removesuffix("s").removesuffix("e"), weekday["rank"]
        told = _OF_RANKED_WEEKDAYS.get((unit, rank)) if rank else _OF_WEEKDAYS[unit]
        return Rhythm(weekday.group(), *(told or (None, None)))
    found = find_cadences(sentence)
    if not found:
        return _in_months(sentence) or _in_seasons(sentence) or _at_points(sentence)
    found.sort(key=lambda cadence: min(abs(cadence.start - place) for place in meets))
    chosen = next((c for c in found if c.meetings_per_year is not None and _near(c, meets)), found[0])
    if not _near(chosen, meets):
        return None
    return _widened(sentence, chosen, found)


def read_deliberation(sentence: str, place: int) -> Rhythm | None:
    """Return how often a body deliberates on something, where its name ends at a place of a sentence; or None.

    What is dealt with «in jedem Quartal» needs a meeting each time; it counts where no sentence has the body meet.

    >>> read_deliberation("Der Beirat behandelt den Sachstand in jedem Quartal.", 10).interval
    'P3M'
    """
    verb = _DELIBERATES_RE.match(sentence, place)
    found = find_cadences(sentence, verb.end()) if verb else []
    if len(found) != 1 or found[0].meetings_per_year is None:
        return None
    return Rhythm(found[0].raw, found[0].interval, found[0].meetings_per_year)


def _near(cadence: Cadence, meets: list[int]) -> bool:
    return min(abs(cadence.start - place) for place in meets) <= 200


def _widened(sentence: str, chosen: Cadence, found: list[Cadence]) -> Rhythm:
    """Take in a loose rhythm beside the fixed one: «bei Bedarf, mindestens jedoch vierteljährlich»."""
    start, end = chosen.start, chosen.end
    for other in found:
        if other.meetings_per_year is None and other.end <= start and _JOINT_RE.fullmatch(sentence, other.end, start):
            start = other.start
        elif other.meetings_per_year is None and other.start >= end and _JOINT_RE.fullmatch(sentence, end, other.start):
            end = other.end
    return Rhythm(sentence[start:end], chosen.interval, chosen.meetings_per_year)


def _in_months(sentence: str) -> Rhythm | None:
    """«im März und im September»: the meetings are counted; the interval only where it is the same all year."""
    match = _MONTHS_RE.search(sentence)
    if match is None:
        return None
    numbers = sorted({number for name in _MONTH_RE.findall(match.group()) if (number := month_number(name))})
    if len(numbers) < 2:
        return None
    gaps = {(later - earlier) % 12 for earlier, later in zip(numbers, [*numbers[1:], numbers[0]], strict=True)}
    return Rhythm(match.group(), f"P{gaps.pop()}M" if len(gaps) == 1 else None, len(numbers))


def _at_points(sentence: str) -> Rhythm | None:
    """«nach Ende eines Quartals»: once in each."""
    match = _POINT_RE.search(sentence)
    return Rhythm(match.group(), *_OF_POINTS[match["unit"].lower()]) if match else None


def _in_seasons(sentence: str) -> Rhythm | None:
    """«im Frühjahr und im Herbst», «im ersten und dritten Quartal»: twice a year, half a year apart."""
    match = _HALVES_RE.search(sentence)
    quarters = match is not None and match.group().endswith(("Quartal", "Vierteljahr", "Jahres"))
    if match is None or (match["first"].endswith("en") and not quarters):
        return None
    return Rhythm(match.group(), "P6M", 2) if {match["first"], match["second"]} in _OPPOSITE else None
