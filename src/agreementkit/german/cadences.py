"""How often something happens in German text: «mindestens einmal jährlich», «alle sechs Wochen», «bei Bedarf»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agreementkit.german.dates import BLANK, GAP
from agreementkit.german.numerals import NUMBER_WORD, ORDINAL_WORD, parse_count, parse_ordinal_word

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Cadence", "find_cadences", "parse_cadence"]

_NUMBER = rf"(?:[0-9]{{1,2}}|(?i:{NUMBER_WORD}))"
_UNITS = {
    "jahr": (12, 0),
    "halbjahr": (6, 0),
    "vierteljahr": (3, 0),
    "quartal": (3, 0),
    "monat": (1, 0),
    "woche": (0, 7),
    "tag": (0, 1),
}
_ADVERB_RE = re.compile(
    r"""
    (?P<stem>jährlich|monatlich|wöchentlich|täglich|tägig|wöchig|monatig|quartalsweise|quartalsmäßig)
    (?:e[mnrs]?)?(?!\w)
    """,
    re.VERBOSE,
)
_ADVERB_UNITS = {"j": "jahr", "m": "monat", "w": "woche", "t": "tag", "q": "quartal"}
_PREFIX_RE = re.compile(
    rf"(?<![\w.,/-])(?:(?P<half>(?:[Hh]alb|½|1/2)-?)|(?P<quarter>(?:[Vv]iertel|¼|1/4)-?)"
    rf"|(?P<number>[0-9]{{1,2}}[ \-]?|(?i:{NUMBER_WORD})-?)|)\Z"
)
_PER_RE = re.compile(
    rf"""
    (?<!\w)(?<!eines[ ])(?P<per>[Ii]m|[Pp]ro|[Jj]e|[Jj]ede[nrs]?|[Ii]n{GAP}jede[mr]|[Aa]n{GAP}jedem|in{GAP}eine[mr]
      |in{GAP}der|innerhalb{GAP}eine[rs]){BLANK}
    (?:(?P<rank>{ORDINAL_WORD}){BLANK})?
    (?:
        (?:Kalender|Schul|Haushalts|Rechnungs|Geschäfts|Wirtschafts|Kindergarten|Kita|Zeit)?-?(?P<unit>[Hh]albjahr|[Vv]ierteljahr|[Jj]ahr|[Qq]uartal|[Mm]onat|[Ww]oche)(?:e?s)?
      | (?P<weekday>(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch)
        (?:{GAP}(?:im|des|eines|jeden){GAP}(?P<of>Quartal|Monat)(?:e?s)?)?
    )(?!\w)(?!{GAP}[0-9]{{4}})
    """,
    re.VERBOSE,
)
_COUNT_RE = re.compile(
    rf"""
    (?<![\w.,])(?:(?P<from>{_NUMBER})(?:-?(?:mal)?[ ](?:bis|oder)[ ]|[ ]?[-\N{{EN DASH}}][ ]?))?
    (?P<count>{_NUMBER})
    (?:[ \-]?(?:[Mm]al|x|\N{{MULTIPLICATION SIGN}})
      |{GAP}(?:\w{{4,20}}{GAP})?\w{{0,25}}(?:[Ss]itzung|[Tt]reffen|[Bb]esprechung|[Tt]agung|[Zz]usammenk[uü]nft|[Kk]onferenz
        |[Tt]ermin|[Gg]espräch|[Dd]ialog)\w{{0,3}})
    {GAP}(?:pro|im|je)?\Z
    """,
    re.VERBOSE,
)
_COUNT_AFTER_RE = re.compile(
    rf"{GAP}(?:(?:mindestens|wenigstens|in{GAP}der{GAP}Regel|jeweils|etwa){GAP})?(?P<count>{_NUMBER})[ \-]?[Mm]al(?!\w)"
)
_EVERY_RE = re.compile(
    rf"""
    (?:(?<!\w)[Aa]lle|(?:Turnus|Rhythmus|Abst(?:and|änden)|Intervall(?:en)?){GAP}von){BLANK}
    (?:(?P<from>{_NUMBER})(?:[ ]?[-\N{{EN DASH}}][ ]?|{GAP}(?:bis|oder){GAP}))?
    (?:(?P<number>{_NUMBER}){GAP}(?:\({_NUMBER}\){GAP})?)?(?P<halves>halbe[ns]?{GAP})?
    (?P<unit>[Hh]albjahr|[Vv]ierteljahr|[Jj]ahr|[Qq]uartal|[Mm]onat|[Ww]oche|[Tt]ag)(?:e[ns]?|n)?(?!\w)
    """,
    re.VERBOSE,
)
_COMPOUND_RE = re.compile(
    rf"(?<![\w-])(?P<number>(?i:{NUMBER_WORD}))-?(?P<unit>[Ww]oche|[Mm]onat|[Jj]ahr)(?:n|e?s)-?(?:[Rr]hythmus|[Tt]urnus)(?!\w)"
)
_LOOSE_RE = re.compile(
    r"""
    (?<!\w)(?:
        (?:[Bb]ei|[Nn]ach)\s{1,12}(?:konkretem\s{1,12}|aktuellem\s{1,12})?Bedarf
      | [Bb]edarfsweise | [Bb]edarfsorientiert | [Rr]egelmäßig
      | [Aa]nlassbezogen | [Aa]nla(?:ss|ß)bezogen | [Ii]n\s{1,12}regelmäßigen\s{1,12}(?:Zeit)?[Aa]bständen
    )(?!\w)
    """,
    re.VERBOSE,
)
_QUALIFIER_RE = re.compile(
    r"(?<!\w)(?:(?:[Mm]indestens|[Ww]enigstens|[Hh]öchstens|[Mm]aximal|[Ii]n der Regel|i\. ?d\. ?R\.|[Gg]rundsätzlich"
    r"|[Rr]egelmäßig|[Jj]eweils|[Bb]is zu|[Ee]twa|ca\.)\s{1,12}){1,2}(?:im )?\Z"
)
_JOINED_RE = re.compile(r"\s{0,12}(?:,|und|sowie|oder|bzw\.|,? und zusätzlich|,? darüber hinaus|und ansonsten)\s{1,12}")
_RHYTHM_AFTER_RE = re.compile(rf"{GAP}(?:Turnus|Rhythmus|Abst[aä]nd|Intervall)")
_LENGTH_AFTER_RE = re.compile(
    rf"{GAP}(?:\w{{3,20}}{GAP})?\w{{0,24}}(?:[Ff]rist|[Ll]aufzeit|[Dd]auer|[Zz]eitraum|[Vv]orlauf)"
)
_WEEKS_A_YEAR, _DAYS_A_YEAR, _MONTHS_A_YEAR = 52, 365, 12


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often something happens, as the text says it.

    Attributes:
        start: offset of its first character in the searched text (Unicode code points).
        end: offset after its last character.
        raw: ``text[start:end]`` with its qualifier («mindestens») and a joined «und bei Bedarf».
        interval: ISO 8601 duration from one occurrence to the next, or None where none is fixed («bei Bedarf») or no
            whole unit expresses it («fünfmal jährlich»).
        meetings_per_year: how many a year, an int where whole (52 weeks a year), else rounded to hundredths; None where
            the text fixes none.
    """

    start: int
    end: int
    raw: str
    interval: str | None
    meetings_per_year: float | int | None


def _iso(months: int, days: int) -> str:
    """Return the interval in the largest whole unit: a year, months, weeks, days."""
    if months:
        return f"P{months // 12}Y" if months % 12 == 0 else f"P{months}M"
    return f"P{days // 7}W" if days % 7 == 0 else f"P{days}D"


def _cadence(text: str, span: tuple[int, int], unit: str, count: int = 1, every: int = 1) -> Cadence | None:
    """Return the cadence of ``count`` occurrences in each ``every`` units, or None where a number is zero."""
    if count < 1 or every < 1:
        return None
    months, days = (size * every for size in _UNITS[unit])
    whole = months % count == 0 and days % count == 0
    interval = _iso(months // count, days // count) if whole else None
    if months:
        a_year = count * _MONTHS_A_YEAR / months
    else:
        a_year = count * _WEEKS_A_YEAR * 7 / days if days % 7 == 0 else count * _DAYS_A_YEAR / days
    rounded = round(a_year, 2)
    return Cadence(*span, text[slice(*span)], interval, int(rounded) if rounded == int(rounded) else rounded)


def _unsettled(text: str, span: tuple[int, int]) -> Cadence:
    return Cadence(*span, text[slice(*span)], None, None)


def _adverbs(text: str, start: int, end: int) -> Iterator[Cadence | None]:
    """Yield «jährlich», «zweimonatlich», «14-tägig», «zweimal jährlich»."""
    for match in _ADVERB_RE.finditer(text, start, end):
        prefix = _PREFIX_RE.search(text, max(start, match.start() - 25), match.start())
        if prefix is None:
            continue
        stem, unit = match["stem"], _ADVERB_UNITS[match["stem"][0]]
        if stem.endswith("ig") and (prefix["number"] is None or not _is_rhythm(text, match)):
            continue
        if prefix["half"] or prefix["quarter"]:
            if unit != "jahr":
                continue
            unit = "halbjahr" if prefix["half"] else "vierteljahr"
        every = 1 if prefix["number"] is None else parse_count(prefix["number"].rstrip(" -"))
        span = prefix.start(), match.end()
        if every is not None:
            yield _with_count(text, start, span, unit, every)


def _is_rhythm(text: str, match: re.Match[str]) -> bool:
    """Tell «14-tägige Treffen» from «14-tägige Frist»; «zweiwöchig» is a rhythm only where the text calls it one."""
    if match["stem"] == "tägig":
        return _LENGTH_AFTER_RE.match(text, match.end()) is None
    return _RHYTHM_AFTER_RE.match(text, match.end()) is not None


def _with_count(text: str, low: int, span: tuple[int, int], unit: str, every: int) -> Cadence | None:
    """Return the cadence of a unit with the «zweimal» before it, if there is one."""
    count = _COUNT_RE.search(text, max(low, span[0] - 60), span[0])
    if count is None:
        return _cadence(text, span, unit, every=every)
    number = parse_count(count["count"])
    whole = count.start(), span[1]
    if count["from"] or number is None:
        return _unsettled(text, whole)
    return _cadence(text, whole, unit, number, every)


def _per_unit(text: str, start: int, end: int) -> Iterator[Cadence | None]:
    """Yield «zweimal im Jahr», «zwei Sitzungen pro Halbjahr», «jeden zweiten Monat», «jeden Dienstag»."""
    for match in _PER_RE.finditer(text, start, end):
        is_each = "jede" in match["per"].lower()
        if match["weekday"]:
            if is_each and (match["of"] is None) == (match["rank"] is None):
                yield _cadence(text, match.span(), (match["of"] or "Woche").lower())
            continue
        unit, every = match["unit"].lower(), parse_ordinal_word(match["rank"] or "erste")
        counted = _COUNT_RE.search(text, max(start, match.start() - 60), match.start())
        after = _COUNT_AFTER_RE.match(text, match.end(), end)
        if counted is None and after is not None and every is not None and not match["rank"]:
            number = parse_count(after["count"])
            yield None if number is None else _cadence(text, (match.start(), after.end()), unit, number)
            continue
        if every is None or (match["rank"] and not is_each) or (counted is None and not is_each):
            continue
        # «einmal im ersten Jahr» names one year, «jedes Jahr» is said of all.
        yield _with_count(text, start, match.span(), unit, every)


def _every(text: str, start: int, end: int) -> Iterator[Cadence | None]:
    """Yield «alle sechs Wochen», «alle halbe Jahre», «im Turnus von zwei Monaten»."""
    for match in _EVERY_RE.finditer(text, start, end):
        number = 1 if match["number"] is None else parse_count(match["number"])
        if (
            match["number"] is None
            and match["halves"] is None
            and match["unit"].lower().endswith(("tag", "woche", "monat"))
        ):
            continue  # «alle Tage» counts days, it sets no rhythm
        unit = match["unit"].lower()
        if match["halves"]:
            unit = "halbjahr" if unit == "jahr" else ""
        if match["from"] or number is None or not unit:
            yield _unsettled(text, match.span())
        else:
            yield _cadence(text, match.span(), unit, every=number)


def _compounds(text: str, start: int, end: int) -> Iterator[Cadence | None]:
    """Yield «Zweimonatsrhythmus», «Sechs-Wochen-Turnus»."""
    if text.find("hythmus", start, end) < 0 and text.find("urnus", start, end) < 0:
        return
    for match in _COMPOUND_RE.finditer(text, start, end):
        number = parse_count(match["number"])
        yield None if number is None else _cadence(text, match.span(), match["unit"].lower(), every=number)


def _loose(text: str, start: int, end: int) -> Iterator[Cadence]:
    for match in _LOOSE_RE.finditer(text, start, end):
        yield _unsettled(text, match.span())


def _with_qualifier(text: str, low: int, cadence: Cadence) -> Cadence:
    """Return the cadence with «mindestens», «in der Regel» before it taken in."""
    before = _QUALIFIER_RE.search(text, max(low, cadence.start - 45), cadence.start)
    if before is None:
        return cadence
    start = before.start()
    return Cadence(start, cadence.end, text[start : cadence.end], cadence.interval, cadence.meetings_per_year)


def find_cadences(text: str, start: int = 0, end: int | None = None) -> list[Cadence]:
    """Return the cadences in a text, in order and without overlaps.

    Args:
        text: any text; line breaks inside an expression are fine.
        start: offset at which to begin.
        end: offset at which to stop, or None for the end of the text.

    Returns:
        Cadences with offsets in ``text``. A «regelmäßig» or «bei Bedarf» of its own has neither interval nor number.

    >>> [(c.raw, c.interval, c.meetings_per_year) for c in find_cadences("tagt mindestens zweimal im Jahr")]
    [('mindestens zweimal im Jahr', 'P6M', 2)]
    >>> [c.interval for c in find_cadences("zweimonatlich, zweimal monatlich, vierteljährlich")]
    ['P2M', None, 'P3M']
    >>> find_cadences("im Jahr 2014 mit halbjähriger Frist")
    []
    """
    stop = len(text) if end is None else end
    found = [
        _with_qualifier(text, start, cadence)
        for finder in (_adverbs, _per_unit, _every, _compounds, _loose)
        for cadence in finder(text, start, stop)
        if cadence is not None
    ]
    found.sort(key=lambda cadence: (cadence.start, -cadence.end))
    kept: list[Cadence] = []
    for cadence in found:
        last = kept[-1] if kept else None
        if last is None or cadence.start >= last.end:
            if (
                last is not None
                and cadence.interval is None
                and cadence.meetings_per_year is None
                and "edarf" in cadence.raw
            ):
                joint = _JOINED_RE.fullmatch(text, last.end, cadence.start)
                if joint is not None and last.meetings_per_year is not None:
                    raw = text[last.start : cadence.end]
                    kept[-1] = Cadence(last.start, cadence.end, raw, last.interval, last.meetings_per_year)
                    continue
            kept.append(cadence)
    return kept


def parse_cadence(span: str) -> Cadence | None:
    """Return the cadence that a span names first, or None where it names none.

    Where a fixed rhythm stands beside «regelmäßig» or «bei Bedarf», the fixed one is returned.

    >>> parse_cadence("halbjährlich").interval, parse_cadence("alle sechs Wochen").meetings_per_year
    ('P6M', 8.67)
    >>> parse_cadence("bei Bedarf").interval is None, parse_cadence("ein halbes Jahr") is None
    (True, True)
    """
    found = find_cadences(span)
    fixed = [cadence for cadence in found if cadence.meetings_per_year is not None]
    return next(iter(fixed or found), None)
