"""The day a notice takes effect, and the last day for it where the text names one instead of a period."""

from __future__ import annotations

import re

from agreementkit import Statement
from agreementkit.german import DateMention, find_recurring_days
from agreementkit_termination.words import NOTICE_RE

_ON_DAY_RE = re.compile(
    r"(?<!\w)(?P<to>(?:jeweils |nur |immer |ordentlich |erst |erstmals |frühestens |erstmalig |jedoch |stets "
    r"|spätestens |bis spätestens |spätestens bis |bis ){0,4}(?:zum|zu|auf|auf das|auf den|mit|mit dem|zu einem"
    r"|am|an|bis)"
    r"(?: (?:nächsten|jeweiligen|folgenden|nächstmöglichen|zum|dem)){0,3}) <R(?P<day>\d+)>"
)
_LOOSE_DAYS = {
    "Quartal": "end_of_quarter",
    "Quartalsletzten": "end_of_quarter",
    "Monatsletzten": "end_of_month",
    "Monatsultimo": "end_of_month",
}
_LOOSE_DAY_RE = re.compile(
    r"(?<!\w)zum (?:jeweiligen |nächsten )?(?P<day>Quartal|Quartalsletzten|Monatsletzten|Monatsultimo)(?!\w)"
)
_OR_THE_FIFTEENTH_RE = re.compile(r"(?<!\w)zum [0-9]{1,2}\.(?: eines \w{4,12})? (?:oder|und|bzw\.) ")
_FIRST_TIME_RE = re.compile(r"(?:erstmals|erstmalig|frühestens|zum ersten Mal|jedoch nicht vor)[^;<]{0,24}\Z")
_DEADLINE_RE = re.compile(
    r"(?<!\w)(?:spätestens(?: jeweils)? (?:am|zum|bis|bis zum)|bis spätestens(?: zum| am)?|bis (?:zum"
    r"|jeweils zum|einschließlich|zum Ablauf des|zum Ende des)|bis|jeweils bis zum) <(?P<kind>[RD])(?P<day>\d+)>"
)
# A day without a year that no «zum» introduces: «bis spätestens 31.03.».
_DEADLINE_BARE_RE = re.compile(
    r"(?<!\w)(?:bis |spätestens )(?:(?:spätestens|zum|am|bis"
    r"|jeweils) ){0,3}(?P<day>[0-9]{1,2}\. ?(?:[0-9]{1,2}\.|[A-ZÄ][a-zä]{2,8}))(?! ?[0-9])"
)
_THEN_YEARLY_RE = re.compile(
    r"(?:erstmals|erstmalig|frühestens) (?:zum|am|mit Ablauf des) <D(?P<day>\d+)>[^;<]{0,60}?(?:danach"
    r"|anschließend|sodann|dann|im Anschluss|in der Folge)[^;<]{0,30}?(?:jährlich|jeweils|jedes Jahr)"
)
_TERM_END_RE = re.compile(
    r"(?<!\w)(?:zum|vor|vor dem|vor ihrem|vor seinem|vor deren|mit|mit dem|bis zum|vor der|zur)(?: (?:jeweiligen"
    r"|vereinbarten|regulären|jeweils|laufenden))? "
    r"(?:Ablauf|Ende|Auslaufen|Vertragsende|Laufzeitende|Vertragsablauf|Fristablauf|Beendigung|Schluss"
    r"|Ablaufzeitpunkt|Endtermin|Verlängerung|Verlängerungszeitpunkt)(?P<of>(?: (?:der|des|dieser|dieses|ihrer"
    r"|seiner|eines|einer|jeder)(?: \w{3,24})?)? [A-ZÄÖÜ]\w{2,40})?"
)
_TERM_NOUN_RE = re.compile(
    r"(?i:laufzeit|vertrag|vereinbarung|geltung|dauer|befristung|verlängerung|kooperation|zeitraum|periode|frist"
    r"|vertragszeit|erklärung|bindung|zusammenarbeit)"
)
_RENEWS_RE = re.compile(r"(?i:verlänger|fortges|fortsetz|bleibt|fort\b|weiter\b|in kraft|erneuer|weitere[sn]? )")


def read_deadline(statement: Statement, start: int, end: int) -> tuple[str | None, int | None, bool]:
    """The last day for the notice, the number of its mark, and whether it was written with a year."""
    template = statement.template
    for match in _DEADLINE_RE.finditer(statement.text, start, end):
        number = int(match["day"])
        if match["kind"] == "R":
            day = template.day(match["day"])
            if day.kind == "day_of_year" and day.value:
                return day.value, number, False
            continue
        mention = template.date(match["day"])
        if (
            mention.value
            and mention.precision == "day"
            and _is_a_day_to_act_by(statement.text, match.start(), start, end)
        ):
            return f"-{mention.value[4:]}", number, True
    written = _DEADLINE_BARE_RE.search(statement.text, start, end)
    if written:
        found = find_recurring_days(f"jeweils zum {written['day']}")
        if len(found) == 1 and found[0].kind == "day_of_year" and found[0].value:
            return found[0].value, None, False
    return None, None, False


def _is_a_day_to_act_by(text: str, position: int, start: int, end: int) -> bool:
    """Whether the words between two commas around a dated «bis» speak of notice, and not of the term."""
    cuts = [start, *(m.start() for m in re.finditer(r",| und ", text[:end]) if m.start() >= start), end]
    first = max(cut for cut in cuts if cut <= position)
    last = min(cut for cut in cuts if cut > position)
    near = text[first:last]
    return NOTICE_RE.search(near) is not None and re.search(r"aufzeit|gilt|befrist|endet|Dauer|in Kraft", near) is None


def read_effective(statement: Statement, start: int, end: int, deadline: int | None) -> tuple[str | None, bool]:
    """The day a notice takes effect, and whether the text leaves no doubt about it."""
    text = statement.text
    days: list[tuple[int, str | None]] = []
    any_time = False
    for match in _ON_DAY_RE.finditer(text, start, end):
        number = int(match["day"])
        day = statement.template.day(match["day"])
        if number == deadline or day.kind == "any_time":
            continue
        first_time = _FIRST_TIME_RE.search(text[max(start, match.start() - 30) : match.start("day")]) is not None
        if first_time:
            continue
        days.append((match.start(), day.value or _in_brackets(text, match.end())))
    for match in re.finditer(r"(?P<vor>(?<!\w)vor(?: dem| der)? )?<R(?P<day>\d+)>", text[start:end]):
        day = statement.template.day(match["day"])
        any_time = any_time or day.kind == "any_time"
        if match["vor"] and int(match["day"]) != deadline:
            days.append((start + match.start(), day.value or _in_brackets(text, start + match.end())))
    days += [(m.start(), _LOOSE_DAYS[m["day"]]) for m in _LOOSE_DAY_RE.finditer(text, start, end)]
    if days and _OR_THE_FIFTEENTH_RE.search(text, start, end):
        return None, False
    values = list(dict.fromkeys(value for _, value in days))
    if len(values) == 1:
        return values[0], values[0] is not None
    if len(values) > 1:
        # «zum 30.06. und 31.12. eines Jahres»: the record has room for one
        return _nearest(values), False
    yearly = _THEN_YEARLY_RE.search(text, start, end)
    if yearly:
        mention = statement.template.mark(yearly["day"]).mention
        if isinstance(mention, DateMention) and mention.value and mention.precision == "day":
            return f"-{mention.value[4:]}", True
    if _ends_with_term(text, start, end):
        return "end_of_term", True
    if any_time or re.search(r"(?<!\w)(?:jederzeit|zu jeder Zeit)(?!\w)", text[:start]):
        return "any_time", True
    vorher = re.search(r"(?<!\w)(?:vorher|zuvor|im Voraus)(?!\w)", text[start:end])
    if (vorher or deadline is not None) and _RENEWS_RE.search(text):
        return "end_of_term", True
    return None, True


def _nearest(values: list[str | None]) -> str | None:
    """Of the end of the term and one other day that one; else none: the choice is not ours."""
    if "end_of_term" in values and len(values) == 2:
        return next(value for value in values if value != "end_of_term")
    return None


def _in_brackets(text: str, position: int) -> str | None:
    """The day in brackets after the end of a year that begins differently here and there: «(31. Juli)»."""
    match = re.match(
        r" \((?:jeweils |also |d\. ?h\. |zum |am |= ?|das ist der )?(?P<day>[^)<]{4,24}|<R\d+>)\)",
        text[position : position + 60],
    )
    if match is None:
        return None
    found = find_recurring_days(f"jeweils zum {match['day']}")
    return found[0].value if len(found) == 1 else None


def _ends_with_term(text: str, start: int, end: int) -> bool:
    for match in _TERM_END_RE.finditer(text, start, end):
        if match["of"] is None or _TERM_NOUN_RE.search(match["of"]):
            return True
    return False
