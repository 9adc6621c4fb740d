"""The day a notice takes effect, and the last day for it where the text names one instead of a period."""

from __future__ import annotations

import re

from agreementkit import Statement
from agreementkit.german import DateMention, find_recurring_days, month_number
from agreementkit_termination.words import NOTICE_RE

DAYS_A_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_ON_DAY_RE = re.compile(
    r"(?<!\w)(?P<to>(?:jeweils |nur |immer |ordentlich |erst |erstmals |frühestens |erstmalig |jedoch |stets "
    r"|spätestens |bis spätestens |spätestens bis |bis ){0,4}"
    r"(?:[Zz]um|zu|auf|auf das|auf den|für den|für das|mit|mit dem"
    r"|zu einem"
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
_OR_THE_FIFTEENTH_RE = re.compile(
    r"(?<!\w)zum (?:[0-9]{1,2}\.|Ersten|Fünfzehnten)(?: eines \w{4,12})? (?:oder|und|bzw\.) "
)
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
# «bis Ende September», a month without a year.
_DEADLINE_MONTH_RE = re.compile(
    r"(?<!\w)bis (?:spätestens )?(?:zum )?Ende (?:des Monats )?(?P<month>[A-ZÄ][a-zä]{2,8})(?!\w| ?[0-9])"
)
_RANGE_BEFORE_RE = re.compile(r"(?:[0-9]\. ?|[0-9]\. ?[A-ZÄ][a-zä]{2,8} |<[RD]\d+> ?)\Z")
_MORE_DAYS_RE = re.compile(r" ?(?:oder|und|bzw\.|sowie|,|/) ?(?:(?:zum|jeweils|am) ){0,2}<R(?P<day>\d+)>")
_THEN_YEARLY_RE = re.compile(
    r"(?:[Ee]rstmals|[Ee]rstmalig|[Ff]rühestens) (?:zum|am|mit Ablauf des) <D(?P<day>\d+)>[^;<]{0,60}?(?:danach"
    r"|anschließend|sodann|dann|im Anschluss|in der Folge)[^;<]{0,30}?(?:jährlich|jeweils|jedes Jahr)"
)
_TERM_END_RE = re.compile(
    r"(?<!\w)(?:zum|vor|vor dem|vor ihrem|vor seinem|vor deren|mit|mit dem|bis zum|vor der|zur)(?: (?:jeweiligen"
    r"|vereinbarten|regulären|jeweils|laufenden))? "
    r"(?:Ablauf|Ende|Auslaufen|Vertragsende|Laufzeitende|Vertragsablauf|Fristablauf|Beendigung|Schluss"
    r"|Ablaufzeitpunkt|Endtermin|Verlängerung|Verlängerungszeitpunkt)(?P<of>(?: (?:der|des|dieser|dieses|ihrer"
    r"|seiner|eines|einer(?! der)|jeder)(?: \w{3,24}| <L\d+>){0,3})? [A-ZÄÖÜ]\w{2,40})?"
)
_TERM_NOUN_RE = re.compile(
    r"(?i:laufzeit|vertrag|vereinbarung|geltung|dauer|befristung|verlängerung|kooperation|zeitraum|periode|frist"
    r"|vertragszeit|erklärung|bindung|zusammenarbeit|gültigkeit)"
)
_FOREIGN_TERM_RE = re.compile(
    r"(?i:förder|bewilligung|projekt|bericht|abrechnung|zuwendung|leistungs|erhebung|haushalt)"
)
# «zum Ablauf eines vollen Vertragsjahres», which is read as a length
_END_OF_LENGTH_RE = re.compile(r"(?<!\w)zum (?P<end>Ablauf|Ende|Schluss) <L(?P<length>\d+)>")
_RENEWS_RE = re.compile(
    r"(?i:verlänger|fortges|fortsetz|bleibt(?! frei)|fort\b|weiter\b|in kraft|erneuer|weitere[sn]? )"
)


def read_deadline(statement: Statement, start: int, end: int) -> tuple[str | None, int | None, bool]:
    """The last day for the notice, the number of its mark, and whether it was written with a year."""
    template = statement.template
    for match in _DEADLINE_RE.finditer(statement.text, start, end):
        if _RANGE_BEFORE_RE.search(statement.text[max(start, match.start() - 24) : match.start()]):
            continue  # «1. August bis 31. Juli» is a year
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
            # a day of one year is a deadline that comes back only where the text says so
            each = re.search(r"(?<!\w)(?:jeweils|jährlich|jedes Jahr)(?!\w)", statement.text[start:end])
            return f"-{mention.value[4:]}" if each else None, number, True
    month = _DEADLINE_MONTH_RE.search(statement.text, start, end)
    number_of_month = month_number(month["month"]) if month else None
    if number_of_month is not None:
        return f"--{number_of_month:02d}-{DAYS_A_MONTH[number_of_month - 1]:02d}", None, False
    written = _DEADLINE_BARE_RE.search(statement.text, start, end)
    if written and not _RANGE_BEFORE_RE.search(statement.text[max(start, written.start() - 24) : written.start()]):
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


def read_effective(
    statement: Statement, start: int, end: int, deadline: int | None, *, has_deadline: bool
) -> tuple[str | None, bool]:
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
        days.append((match.start(), day.value or _in_brackets(text, match.end(), statement)))
        more = _MORE_DAYS_RE.match(text, match.end(), end)
        while more is not None:
            days.append((more.start(), statement.template.day(more["day"]).value))
            more = _MORE_DAYS_RE.match(text, more.end(), end)
    for match in re.finditer(r"(?P<vor>(?<!\w)vor(?: dem| der)?(?: jeweiligen)? )?<R(?P<day>\d+)>", text[start:end]):
        day = statement.template.day(match["day"])
        any_time = any_time or day.kind == "any_time"
        if match["vor"] and int(match["day"]) != deadline:
            days.append((start + match.start(), day.value or _in_brackets(text, start + match.end(), statement)))
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
    if (vorher or has_deadline) and _RENEWS_RE.search(text, 0, end):
        return "end_of_term", True
    return None, True


def named_days(statement: Statement, start: int, end: int, deadline: int | None) -> tuple[str, tuple[str, ...]] | None:
    """The wording of the days to which a part gives notice, and all that it may mean; None where it names no day.

    Args:
        statement: The sentence.
        start: Where the part begins in its template.
        end: Where it ends.
        deadline: The number of the mark that is the last day for the notice, or None.
    """
    numbers: list[str] = []
    for match in _ON_DAY_RE.finditer(statement.text, start, end):
        numbers.append(match["day"])
        more = _MORE_DAYS_RE.match(statement.text, match.end(), end)
        while more:
            numbers.append(more["day"])
            more = _MORE_DAYS_RE.match(statement.text, more.end(), end)
    days = [statement.template.day(number) for number in dict.fromkeys(numbers) if int(number) != deadline]
    days = [day for day in days if day.kind != "any_time"]
    if not days:
        ends = _TERM_END_RE.finditer(statement.text, start, end)
        foreign = next((match[0] for match in ends if match["of"] and _FOREIGN_TERM_RE.search(match["of"])), None)
        of_a_year = _END_OF_LENGTH_RE.search(statement.text, start, end)
        if foreign is None and of_a_year:
            foreign = f"{of_a_year['end']} {statement.template.mark(of_a_year['length']).raw}"
        return (foreign, ()) if foreign else None
    meant = [value for day in days for value in (day.alternatives or (day.value,)) if value]
    return " / ".join(dict.fromkeys(" ".join(day.raw.split()) for day in days)), tuple(dict.fromkeys(meant))


def _nearest(values: list[str | None]) -> str | None:
    """Of the end of the term and one other day that one; else none: the choice is not ours."""
    if "end_of_term" in values and len(values) == 2:
        return next(value for value in values if value != "end_of_term")
    return None


def _in_brackets(text: str, position: int, statement: Statement) -> str | None:
    """The day that tells when a year ends which ends differently here and there: «(31. Juli)», «, also zum 31.07.»."""
    named = re.match(
        r"(?:, (?:also|das heißt|d\. ?h\.|mithin|somit),?| \((?:jeweils|also|d\. ?h\.)?)? ?"
        r"(?:zum|am|jeweils zum) <R(?P<day>\d+)>",
        text[position : position + 60],
    )
    if named is not None:
        return statement.template.day(named["day"]).value
    year = re.match(
        r" \([0-9]{1,2}\. ?(?:[0-9]{1,2}\.|[A-ZÄ][a-zä]{2,8}) ?(?:bis|–|-) ?(?P<day>[^)<]{4,20})\)",
        text[position : position + 60],
    )
    match = year or re.match(
        r" \((?:jeweils |also |d\. ?h\. |zum |am |= ?|das ist der )?(?P<day>[^)<]{4,24}|<R\d+>)\)",
        text[position : position + 60],
    )
    if match is None:
        return None
    found = find_recurring_days(f"jeweils zum {match['day']}")
    return found[0].value if len(found) == 1 else None


def _ends_with_term(text: str, start: int, end: int) -> bool:
    for match in _TERM_END_RE.finditer(text, start, end):
        following = text[match.end() : match.end() + 12]
        if match["of"] is None and re.match(r" <L| (?:des|der|eines|dieses|dieser|jedes|jeder)(?!\w| <L)", following):
            continue
        if match["of"] and re.search(r"(?i:jahre?s|monate?s|quartale?s)(?!\w)", match["of"]):
            continue
        if match["of"] is None or (_TERM_NOUN_RE.search(match["of"]) and not _FOREIGN_TERM_RE.search(match["of"])):
            return True
    return False
