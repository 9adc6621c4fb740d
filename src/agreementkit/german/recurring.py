"""Days that come back: «30.09. eines Jahres», «zum Jahresende», «Ende eines Kalendervierteljahres», «jederzeit».

Sources of the values: the calendar year is the municipal budget year (Gemeindeordnungen; § 4 HGrG); the school year
runs from 1 August to 31 July and its half ends on 31 January (Hamburger Abkommen of 1964, § 1; school acts of the
Länder).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agreementkit.german.dates import BLANK, GAP, MONTH_NAME, month_number
from agreementkit.german.numerals import ORDINAL_WORD, parse_ordinal_word
from agreementkit.german.word_starts import at_word_start

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["RecurringDay", "find_recurring_days"]

_YEAR_PHRASE = (
    rf"(?:(?:eine[sn]|jede[sn]|des|der|dieses|(?:eines|des){GAP}jeden){GAP}"
    rf"(?:(?:jeweilige[nr]|laufenden|folgenden|nächsten|betreffenden|jeden){GAP})?"
    rf"(?:Kalender|Haushalts|Folge)?[Jj]ahre?s(?!{GAP}[0-9]{{4}})|d\.{GAP}J\.|(?:jeweils){GAP}(?:eines{GAP}Jahres)?)"
)
_DAY_MONTH_RE = re.compile(
    rf"""
    (?P<day>[0-9](?<![0-9]{{2}})(?<![0-9][.,][0-9])[0-9]?)[ ]?\.{GAP}
    (?:(?P<month>[0-9]{{1,2}})[ ]?\.(?!{GAP}[0-9]) | (?P<name>{MONTH_NAME})(?!,?{GAP}[0-9']))
    (?P<year>{GAP}{_YEAR_PHRASE})?(?![0-9])
    """,
    re.VERBOSE,
)
_MONTH_RE = re.compile(MONTH_NAME)
_SPELLED_RE = re.compile(
    rf"(?:zum|am|bis){GAP}(?P<word>{ORDINAL_WORD}){GAP}(?P<name>{MONTH_NAME})(?!,?{GAP}[0-9'zn])(?P<year>{GAP}{_YEAR_PHRASE})?"
)
_CUE_BEFORE_RE = re.compile(
    r"(?<!\w)(?:zum|[Zz]um (?:Schluss|Ablauf|Ende) des|bis zum|jeweils(?: am| bis| zum)?|jährlich (?:am|zum|bis)"
    r"|(?:und|oder|bzw\.|sowie)(?: zum)?)\s{1,12}\Z"
)
_JOINT_RE = re.compile(rf"{GAP}(?:und|oder|bzw\.|sowie|,|/){GAP}(?:zum{GAP}|jeweils{GAP}){{0,2}}")
_RANGE_AFTER_RE = re.compile(rf"{GAP}(?:-|\N{{EN DASH}}|bis)(?:{GAP}zum)?{GAP}[0-9]")
_BEFORE_NOUN = (
    r"(?:der|die|das|des|dem|eine[mnrs]?|jede[mnrs]?|jeweilige[mnrs]?|jeweils|laufende[mnrs]?|nächste[mnrs]?|folgende[mnrs]?"
    r"|übernächste[mnrs]?|vereinbarte[mnrs]?|verlängerte[mnrs]?|aktuelle[mnrs]?|betreffende[mnrs]?|ersten|zweiten|beider"
    r"|ursprünglichen|regulären|dieser|dieses|festgelegten|genannten)"
)
_END_WORDS = "Ende|Schlu(?:ss|ß)|Schlusse|Ablauf|Auslaufen|Beendigung"
_END_RE = re.compile(
    rf"""
    {at_word_start(rf"[Vv]or[ ](?:{_END_WORDS})|{_END_WORDS}")}
    (?P<words>(?:{BLANK}{_BEFORE_NOUN}){{0,3}}){BLANK}
    (?P<noun>[A-Za-zÄÖÜäöüß\-]{{4,40}})(?!\w)(?P<dated>{GAP}[0-9]{{4}})?
    """,
    re.VERBOSE,
)
_YEARS = "(?:[Hh]alb|[Vv]iertel)?[Jj]ahre?s"
_SPANS = (
    rf"Kalender(?:{_YEARS}|[Qq]uartals|[Mm]onats)|Haushalts{_YEARS}|Schul{_YEARS}|Geschäfts{_YEARS}|Wirtschafts{_YEARS}"
    rf"|Vertrags(?:{_YEARS}|laufzeit)?|Kindergarten{_YEARS}|Kita{_YEARS}|Förder{_YEARS}|[Hh]alb[Jj]ahre?s"
    r"|[Vv]iertel[Jj]ahre?s|[Jj]ahre?s|[Qq]uartals|[Mm]onats|Laufzeit"
)
_COMPOUND_RE = re.compile(
    rf"""
    (?P<noun>{at_word_start(_SPANS)})-?
    (?:[Ee]nde|[Ss]chlu(?:ss|ß)|[Aa]blauf|[Uu]ltimo)(?:s|es)?(?!\w)(?![ ]?:)(?P<dated>{GAP}[0-9]{{4}})?
    """,
    re.VERBOSE,
)
_ANY_TIME_RE = re.compile(
    at_word_start(r"[Jj]ederzeit|[Jj]eder Zeit|[Zz]u jedem (?:beliebigen )?Zeitpunkt") + r"(?!\w)"
)
_BEFORE_END_RE = re.compile(
    rf"{at_word_start('vor')}{GAP}(?:ihrem|dessen|deren|seinem)?{GAP}(?:Ablauf|Vertragsende|Vertragsablauf)(?!\w)"
    rf"(?!{GAP}(?:de[rsm]|dieser|dieses|eine[rs]|jede[rs]|von|vo[mn]|[0-9]))"
)
# A noun after «Ende der …» that means the agreement's own running time.
_TERM_NOUN_RE = re.compile(
    r"(?:[a-zäöüß\-]{0,25}(?:laufzeit|vertragsdauer|geltungsdauer|vertragszeit(?:raum(?:e?s)?)?|verlängerungszeit(?:raum(?:e?s)?)?"
    r"|verlängerungsperiode|vereinbarungsdauer|vereinbarungszeitraum(?:e?s)?|vertragsperiode|geltungszeitraum(?:e?s)?))"
    r"|vereinbarung|kooperationsvereinbarung|vertrag(?:e?s)?|kooperationsvertrag(?:e?s)?|vertragsverhältnis(?:ses)?"
    r"|befristung|dauer|zielvereinbarung|kooperation"
)
_DAYS_A_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class RecurringDay:
    """A day, or kind of day, that comes back.

    Attributes:
        start: offset of its first character in the searched text (Unicode code points).
        end: offset after its last character.
        raw: ``text[start:end]``.
        value: «--09-30» for a day of the year, or «end_of_month», «end_of_quarter», «end_of_term», «any_time»; None
            where the text allows more than one or does not say which.
        kind: «day_of_year», «end_of_year», «end_of_budget_year», «end_of_school_year», «end_of_school_half_year»,
            «end_of_half_year», «end_of_quarter», «end_of_month», «end_of_term», «any_time», or a year of unknown
            beginning: «end_of_business_year», «end_of_contract_year», «end_of_kindergarten_year»,
            «end_of_funding_year».
        alternatives: the days among which the text leaves the choice, as «--MM-DD».
        problem: «impossible_date» for a day that no year has, else None.
    """

    start: int
    end: int
    raw: str
    value: str | None
    kind: str
    alternatives: tuple[str, ...] = ()
    problem: str | None = None


def _day_of_year(text: str, span: tuple[int, int], day: int, month: int) -> RecurringDay:
    raw = text[slice(*span)]
    if 1 <= month <= len(_DAYS_A_MONTH) and 1 <= day <= _DAYS_A_MONTH[month - 1]:
        return RecurringDay(*span, raw, f"--{month:02d}-{day:02d}", "day_of_year")
    return RecurringDay(*span, raw, None, "day_of_year", problem="impossible_date")


def _days(text: str, start: int, end: int) -> Iterator[RecurringDay]:
    last_end, pending = -1, None
    for match in _DAY_MONTH_RE.finditer(text, start, end):
        month = int(match["month"]) if match["month"] else month_number(match["name"])
        mention = None if month is None else _day_of_year(text, match.span(), int(match["day"]), month)
        if mention is None or _RANGE_AFTER_RE.match(text, match.end(), end):
            pending = None
            continue
        head = max(start, match.start() - 30)
        joined = pending is not None and _JOINT_RE.fullmatch(text, pending.end, match.start()) is not None
        follows = _JOINT_RE.fullmatch(text, last_end, match.start()) is not None if last_end >= 0 else False
        cue = _CUE_BEFORE_RE.search(text, head, match.start())
        if (
            match["year"]
            or follows
            or (cue is not None and cue[0].lstrip()[0] not in "uobs")
            or _starts_jointly(cue, follows)
        ):
            if pending is not None and joined and match["year"]:
                yield pending  # «30.06. und 31.12. eines Jahres»: the year phrase serves both
            yield mention
            last_end, pending = match.end(), None
        else:
            pending = mention
    for match in _SPELLED_RE.finditer(text, start, end) if _MONTH_RE.search(text, start, end) else ():
        day, month = parse_ordinal_word(match["word"]), month_number(match["name"])
        if day is not None and month is not None:
            yield _day_of_year(text, (match.start("word"), match.end()), day, month)


def _starts_jointly(cue: re.Match[str] | None, follows: bool) -> bool:
    """Tell whether the words before a day carry on a list, or name «bis zum» of their own."""
    return cue is not None and (follows or "zum" in cue[0])


def _meaning(noun: str, words: str) -> tuple[str | None, str, tuple[str, ...]] | None:
    """Return value, kind and alternatives of «Ende» of what a noun names, or None where it names no known span."""
    name = noun.lower().replace("-", "")
    if "schulhalbjahr" in name:
        if "ersten" in words:
            return "--01-31", "end_of_school_half_year", ()
        if "zweiten" in words:
            return "--07-31", "end_of_school_half_year", ()
        return None, "end_of_school_half_year", ("--01-31", "--07-31")
    table = (
        ("schuljahr", "--07-31", "end_of_school_year"),
        ("haushaltsjahr", "--12-31", "end_of_budget_year"),
        ("geschäftsjahr", None, "end_of_business_year"),
        ("wirtschaftsjahr", None, "end_of_business_year"),
        ("vertragsjahr", None, "end_of_contract_year"),
        ("kindergartenjahr", None, "end_of_kindergarten_year"),
        ("kitajahr", None, "end_of_kindergarten_year"),
        ("förderjahr", None, "end_of_funding_year"),
    )
    for key, value, kind in table:
        if name.startswith(key):
            return value, kind, ()
    return _plain_unit(name)


def _plain_unit(name: str) -> tuple[str | None, str, tuple[str, ...]] | None:
    """Return the meaning of the end of a calendar unit or of the agreement's term."""
    name = name.removeprefix("kalender")
    if name.startswith("halbjahr"):
        return None, "end_of_half_year", ("--06-30", "--12-31")
    if name.startswith(("vierteljahr", "quartal")):
        return "end_of_quarter", "end_of_quarter", ()
    if name in {"jahr", "jahrs", "jahres"}:
        return "--12-31", "end_of_year", ()
    if name in {"monat", "monats", "monates"}:
        return "end_of_month", "end_of_month", ()
    if name in {"laufzeit", "vertrags", "vertragslaufzeit"} or _TERM_NOUN_RE.fullmatch(name):
        return "end_of_term", "end_of_term", ()
    return None


def _ends(text: str, start: int, end: int) -> Iterator[RecurringDay]:
    for pattern in (_END_RE, _COMPOUND_RE):
        for match in pattern.finditer(text, start, end):
            words = match["words"] if pattern is _END_RE else ""
            meaning = _meaning(match["noun"], words)
            if meaning is None or match["dated"]:
                continue
            value, kind, alternatives = meaning
            if kind == "end_of_year" and pattern is _END_RE and not words.strip():
                continue  # «Ende Jahr» is no German
            if (
                pattern is _END_RE
                and "eines" in words
                and re.search(r"[Nn]ach\s{1,12}\Z", text[max(0, match.start() - 8) : match.start()])
            ):
                continue  # «nach Ablauf eines Jahres» is a length
            yield RecurringDay(*match.span(), match[0], value, kind, alternatives)


def _others(text: str, start: int, end: int) -> Iterator[RecurringDay]:
    for match in _ANY_TIME_RE.finditer(text, start, end):
        yield RecurringDay(*match.span(), match[0], "any_time", "any_time")
    for match in _BEFORE_END_RE.finditer(text, start, end):
        yield RecurringDay(*match.span(), match[0], "end_of_term", "end_of_term")


def find_recurring_days(text: str, start: int = 0, end: int | None = None) -> list[RecurringDay]:
    """Return the days that come back every year, quarter, month or term, in order and without overlaps.

    A day and month count only with «zum», «jeweils» or a phrase such as «eines Jahres»; with a year they are a date.

    Args:
        text: any text.
        start: offset at which to begin.
        end: offset at which to stop, or None for the end of the text.

    Returns:
        Mentions with offsets in ``text``.

    >>> [d.value for d in find_recurring_days("jeweils zum 30.09. eines Jahres oder zum Quartalsende")]
    ['--09-30', 'end_of_quarter']
    >>> find_recurring_days("zum Ende eines Schulhalbjahres")[0].alternatives
    ('--01-31', '--07-31')
    >>> find_recurring_days("zum 30.09.2015 und zum Jahresende 2014; Punkt 3.2. der Anlage")
    []
    """
    stop = len(text) if end is None else end
    found = [mention for finder in (_days, _ends, _others) for mention in finder(text, start, stop)]
    found.sort(key=lambda mention: (mention.start, -mention.end))
    kept: list[RecurringDay] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
