"""Lengths of time in German text: «sechs (6) Monate», «ein halbes Jahr», «dreimonatige Frist».

Found on the unit and read backwards from there, so that the many words of a text cost nothing. How often something
happens is the matter of :mod:`agreementkit.german.cadences`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from agreementkit.german.dates import GAP
from agreementkit.german.numerals import NUMBER_WORD, parse_count, parse_decimal

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["DurationMention", "find_durations", "iso_duration", "parse_duration"]

_HYPHENS = r"\-\N{NON-BREAKING HYPHEN}\N{EN DASH}"
_LEAD = "(?:Kalender|Schul|Haushalts|Vertrags|Kindergarten|Kita|Förder|Projekt|Geschäfts|Wirtschafts|Zeit)"
_UNIT_RE = re.compile(
    rf"""
    (?<![\w{_HYPHENS}])(?:
        (?P<working>Bankarbeits|Arbeits|Werk|Schul|Unterrichts)(?P<day>[Tt]age?[ns]?)
      | {_LEAD}?(?:(?P<half>[Hh]alb)|(?P<three>[Dd]reiviertel)|(?P<quarter>[Vv]iertel))?-?[Jj]ahr(?:en|es|e|s)?
      | {_LEAD}?[Qq]uartal(?:en|es|e|s)?
      | {_LEAD}?[Mm]onat(?:en|es|e|s)?
      | {_LEAD}?[Ww]ochen?
      | {_LEAD}?[Tt]age?[ns]?
    )(?![\w])(?!-[a-zäöü])
    """,
    re.VERBOSE,
)
# Every length of time names one of these; most sentences do not.
_ANY_UNIT_RE = re.compile(
    r"[JjQqMmWwTt](?:(?<=[Jj])ahr|(?<=j)ährig|(?<=[Qq])uartal|(?<=[Mm])onat|(?<=[Ww])oche|(?<=w)öchig|(?<=[Tt])ag|(?<=t)ägig)"
)
_NUMBER = rf"(?:[0-9]{{1,3}}(?:,[0-9]{{1,2}})?|(?i:{NUMBER_WORD}))"
_FRACTION = (
    r"(?i:anderthalb|eineinhalb|einundeinhalb|[a-zäöü]{3,6}einhalb|halbe[mnrs]?|dreiviertel|(?:[0-9][ ]?)?(?:1/2|½))"
)
_ADJECTIVES = (
    rf"(?:(?:weitere|volle|ganze|zusätzliche|komplette|aufeinanderfolgende|folgende"
    rf"|vollständige)[mnrs]?{GAP})"
)
_BEFORE_RE = re.compile(
    rf"""
    (?<![\w.,/{_HYPHENS}])
    (?:(?P<from>{_NUMBER})(?:[ ]?[{_HYPHENS}][ ]?|{GAP}(?:bis(?:{GAP}zu)?|oder){GAP}))?
    (?:
        (?P<number>{_NUMBER}){GAP}
        (?:\({GAP}(?:in{GAP}Worten:?{GAP})?(?P<again>[0-9]{{1,3}}|(?i:{NUMBER_WORD})){GAP}\){GAP})?
        {_ADJECTIVES}{{0,2}}(?P<halved>(?:halbe[mnrs]?|dreiviertel){GAP})?
      | (?P<fraction>{_FRACTION}){GAP}{_ADJECTIVES}{{0,2}}
    )\Z
    """,
    re.VERBOSE,
)
_COMPOUND_RE = re.compile(
    rf"""
    (?<![\w,.])(?P<number>[0-9]{{1,3}}[ {_HYPHENS}]?|(?i:{NUMBER_WORD}|halb|anderthalb|viertel|dreiviertel)-?)
    (?:
        (?P<adjective>monatig|jährig|wöchig|tägig)(?:e[mnrs]?)?
      | (?P<noun>[Jj]ahre?s|[Mm]onats|[Ww]ochen|[Tt]ages?)-?
        (?i:frist|zeitraum|vertrag|abstand|abständen)[a-z]{{0,3}}
    )(?!\w)
    """,
    re.VERBOSE,
)
_BARE_FRIST_RE = re.compile(r"(?<!\w)(?P<unit>Jahres|Halbjahres|Vierteljahres|Monats|Quartals|Wochen)frist(?!\w)")
# «zwei- bis dreimonatig»
_HALF_A_RANGE_RE = re.compile(rf"[\w]{{1,12}}[{_HYPHENS}] (?:bis|oder) \Z")
_UNIT_LENGTHS = {"jahr": (12, 0), "quartal": (3, 0), "monat": (1, 0), "woche": (0, 7), "tag": (0, 1)}
_BARE_FRISTEN = {
    "jahres": "P1Y",
    "halbjahres": "P6M",
    "vierteljahres": "P3M",
    "monats": "P1M",
    "quartals": "P3M",
    "wochen": "P1W",
}
# «eines Jahres» is a length only after such a word; after «30.09.» or «Ende» it says which year.
_LENGTH_OF_ONE_RE = re.compile(
    r"(?:innerhalb|binnen|Dauer|Frist|Zeitraum|nach Ablauf|Laufzeit|während|seit|Verlauf|(?:im )?Abstand)"
    r"(?: von)?(?: mindestens| jeweils| nur)?\s{1,12}\Z"
)
_AGE_BEFORE_RE = re.compile(
    r"(?:Alter|Kind\w{0,4}|Jugend\w{0,8}|Personen|Menschen|Mädchen|Jungen|Erwachsene\w?|junge\w? \w{2,12}|Lebensalter)"
    r"(?:\s(?:unter|ab|bis|von|zwischen|über|im|Alter|zu|und|[0-9]{1,2}|-)){1,6}\s{0,2}\Z"
)
# «alle sechs Wochen» and «im Turnus von sechs Wochen» say how often, not how long.
_CADENCE_BEFORE_RE = re.compile(
    r"(?:\b[Aa]lle|(?:Turnus|Rhythmus|Abstand|Abständen|Intervallen?)\s{1,12}von)\s{1,12}\Z"
)
_AGE_AFTER_RE = re.compile(r"\s{1,2}(?:alt\b|oder älter|und älter|und jünger)")
_PERSONS_AFTER_RE = re.compile(
    r"\s{1,2}(?:\w{3,14}\s)?(?:Kind|Jugend|Person|Mensch|Mädchen|Jung|Frau|Mann|Männer|Schüler|Leistungs|Arbeitslos)"
)
_FRIST_AFTER_RE = re.compile(
    rf"{GAP}(?:\w{{3,20}}{GAP})?\w{{0,24}}(?:[Ff]rist|[Ll]aufzeit|[Dd]auer|[Zz]eitraum|[Vv]orlauf|[Vv]erlängerung|[Pp]hase)"
)


@dataclass(frozen=True, slots=True)
class DurationMention:
    """A length of time as the text writes it.

    Attributes:
        start: offset of its first character in the searched text (Unicode code points).
        end: offset after its last character.
        raw: ``text[start:end]``.
        value: ISO 8601 in the text's own unit («P6W», «P24M», «P1Y6M»; compare with ``same_length``); None where the
            text gives a range, two numbers that differ, or a fraction that no whole unit expresses.
        note: None, «Werktage», «Arbeitstage» and the like where the days are not calendar days, «range» for «zwei bis
            drei Jahre», «contradiction» for «sechs (5) Monate», «fraction».
    """

    start: int
    end: int
    raw: str
    value: str | None
    note: str | None = None


def iso_duration(count: Decimal | int, unit: str) -> str | None:
    """Return an ISO 8601 duration, or None where no whole number of a smaller unit expresses it.

    Args:
        count: how many, not negative.
        unit: «jahr», «quartal», «monat», «woche» or «tag».

    >>> iso_duration(24, "monat"), iso_duration(Decimal("1.5"), "jahr"), iso_duration(2, "quartal")
    ('P24M', 'P18M', 'P6M')
    >>> iso_duration(Decimal("0.3"), "tag") is None
    True
    """
    months, days = (count * size for size in _UNIT_LENGTHS[unit])
    if unit == "jahr" and count % 1 == 0:
        return f"P{int(count)}Y"
    if unit == "woche" and count % 1 == 0:
        return f"P{int(count)}W"
    if months % 1 or days % 1:
        return None
    return f"P{int(months)}M" if unit in {"jahr", "quartal", "monat"} else f"P{int(days)}D"


def _fraction_value(word: str) -> Decimal | None:
    """Return the value of «anderthalb», «zweieinhalb», «halbes», «½» or «1 1/2»."""
    folded = word.lower().replace(" ", "")
    if folded.startswith("halb"):
        return Decimal("0.5")
    if folded == "dreiviertel":
        return Decimal("0.75")
    if folded in {"anderthalb", "einundeinhalb"}:
        return Decimal("1.5")
    for half in ("einhalb", "1/2", "½"):
        if folded.endswith(half):
            whole = folded.removesuffix(half)
            number = 0 if not whole else parse_count(whole)
            return None if number is None else number + Decimal("0.5")
    return None


def _unit_of(match: re.Match[str]) -> tuple[str, Decimal]:
    """Return the unit's name and the part of it that its prefix takes."""
    word = match[0].lower()
    unit = next(name for name in _UNIT_LENGTHS if name in word)
    part = Decimal("0.5") if match["half"] else Decimal("0.25") if match["quarter"] else Decimal(1)
    return unit, Decimal("0.75") if match["three"] else part


def _counted(text: str, start: int, end: int) -> Iterator[DurationMention]:
    for match in _UNIT_RE.finditer(text, start, end):
        unit, part = _unit_of(match)
        before = _BEFORE_RE.search(text, max(start, match.start() - 70), match.start())
        if before is None:
            if match["three"]:
                yield DurationMention(*match.span(), match[0], "P9M")
            continue
        if _is_no_length(text, before, match):
            continue
        span = before.start(), match.end()
        value, note = _read_count(before, unit, part)
        if match["working"] and value is not None:
            note = note or match["working"] + "tage"
        yield DurationMention(*span, text[slice(*span)], value, note)


def _is_no_length(text: str, before: re.Match[str], unit: re.Match[str]) -> bool:
    """Tell whether the words name one of many («30.09. eines Jahres») or an age instead of a length."""
    head = max(0, before.start() - 45), before.start()
    if _CADENCE_BEFORE_RE.search(text, *head):
        return True
    one_of_many = not unit["half"] and not unit["quarter"]
    if before[0].strip().lower() == "eines" and (one_of_many or unit[0].lower().startswith("kalender")):
        return _LENGTH_OF_ONE_RE.search(text, *head) is None
    if unit[0].lower().startswith("jahr"):
        return _AGE_AFTER_RE.match(text, unit.end()) is not None or _AGE_BEFORE_RE.search(text, *head) is not None
    return False


def _read_count(before: re.Match[str], unit: str, part: Decimal) -> tuple[str | None, str | None]:
    """Return the ISO duration and the note that the words before a unit give."""
    if before["from"]:
        return None, "range"
    if before["fraction"]:
        count = _fraction_value(before["fraction"])
    else:
        count = _read_number(before["number"])
        if before["again"] and count != parse_count(before["again"]):
            return None, "contradiction"
        if count is not None and before["halved"]:
            count = count * (Decimal("0.5") if before["halved"].startswith("halb") else Decimal("0.75"))
    if count is None:
        return None, "fraction"
    value = iso_duration(count * part, unit)
    return value, None if value else "fraction"


def _read_number(word: str) -> Decimal | None:
    number = parse_decimal(word)
    if number is not None:
        return number
    count = parse_count(word)
    return None if count is None else Decimal(count)


def _compounds(text: str, start: int, end: int) -> Iterator[DurationMention]:
    for match in _COMPOUND_RE.finditer(text, start, end):
        number = match["number"].rstrip(" -\N{NON-BREAKING HYPHEN}\N{EN DASH}")
        parts = {
            "halb": Decimal("0.5"),
            "anderthalb": Decimal("1.5"),
            "viertel": Decimal("0.25"),
            "dreiviertel": Decimal("0.75"),
        }
        count = parts.get(number.lower()) or _read_number(number)
        word = (match["adjective"] or match["noun"]).lower()
        unit = {"mo": "monat", "jä": "jahr", "ja": "jahr", "wö": "woche", "wo": "woche"}.get(word[:2], "tag")
        if count is None or (match["adjective"] and not _is_length_adjective(text, match, word)):
            continue
        value = iso_duration(count, unit)
        if _HALF_A_RANGE_RE.search(text, max(start, match.start() - 24), match.start()):
            yield DurationMention(*match.span(), match[0], None, "range")
            continue
        yield DurationMention(*match.span(), match[0], value, None if value else "fraction")
    for match in _BARE_FRIST_RE.finditer(text, start, end):
        yield DurationMention(*match.span(), match[0], _BARE_FRISTEN[match["unit"].lower()])


def _is_length_adjective(text: str, match: re.Match[str], word: str) -> bool:
    """Tell a length («zweijähriger Vertrag») from an age («Dreijährige») and from a cadence («14-tägig»)."""
    if word.startswith("j"):
        spelled = match["number"][0].isalpha()
        if (
            spelled
            and match["number"][0].isupper()
            and match[0].endswith(("e", "en", "er"))
            and not _FRIST_AFTER_RE.match(text, match.end())
        ):
            return False
        return _PERSONS_AFTER_RE.match(text, match.end()) is None
    return not word.startswith("t") or _FRIST_AFTER_RE.match(text, match.end()) is not None


def _join_years_and_months(text: str, found: list[DurationMention]) -> list[DurationMention]:
    """Return the mentions with «ein Jahr und sechs Monate» made one."""
    joined: list[DurationMention] = []
    for mention in found:
        last = joined[-1] if joined else None
        if last is not None and mention.start < last.end:
            continue
        if (
            last is not None
            and last.value is not None
            and mention.value is not None
            and last.value.endswith("Y")
            and mention.value.endswith("M")
            and "Y" not in mention.value
            and re.fullmatch(r"\s{1,12}und\s{1,12}", text[last.end : mention.start])
        ):
            joined[-1] = DurationMention(
                last.start, mention.end, text[last.start : mention.end], last.value + mention.value.removeprefix("P")
            )
        else:
            joined.append(mention)
    return joined


def find_durations(text: str, start: int = 0, end: int | None = None) -> list[DurationMention]:
    """Return the lengths of time in a text, in order and without overlaps.

    Args:
        text: any text; line breaks inside an expression are fine.
        start: offset at which to begin.
        end: offset at which to stop, or None for the end of the text.

    Returns:
        Mentions with offsets in ``text``. Ages, «eines Jahres» that says which year, and cadences are none.

    >>> [m.value for m in find_durations("mit einer Frist von sechs (6) Monaten, verlängert um jeweils ein Jahr")]
    ['P6M', 'P1Y']
    >>> find_durations("zum 30.09. eines Jahres, für Kinder unter 3 Jahren, einmal im Jahr")
    []
    """
    stop = len(text) if end is None else end
    if not _ANY_UNIT_RE.search(text, start, stop):
        return []
    found = [*_counted(text, start, stop), *_compounds(text, start, stop)]
    found.sort(key=lambda mention: (mention.start, -mention.end))
    return _join_years_and_months(text, found)


def parse_duration(span: str) -> DurationMention | None:
    """Return the one length of time in a span, or None where there is none or more than one.

    >>> parse_duration("ein halbes Jahr").value, parse_duration("zwei weitere Jahre").value
    ('P6M', 'P2Y')
    >>> parse_duration("ein Jahr oder 6 Wochen") is None
    True
    """
    found = find_durations(span)
    return found[0] if len(found) == 1 else None
