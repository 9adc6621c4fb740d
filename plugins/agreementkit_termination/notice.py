"""How an agreement is left by ordinary notice: the period, the day it takes effect, the last day for the notice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agreementkit import Span, Statement
from agreementkit.german import DateMention, find_recurring_days
from agreementkit_termination.words import EXIT_ROLES, LEAVE_RE, NOTICE_RE, SPECIAL_RE, parts_of, proof

OTHER_CONTRACT_RE = re.compile(
    r"(?:Arbeits|Miet|Untermiet|Dienst|Anstellungs|Ausbildungs|Beschäftigungs|Pacht|Betreuungs|Honorar|Versicherungs|Darlehens|Heim|Strom|Energie)\w{0,6}(?:verh\w{2,12}|vertr\w{1,6})"
    r"|Wohnraum\w{0,3}|Wohnung\w{0,3}|Vermieter\w{0,4}|Mieter\w{0,4}|Arbeitgeber\w{0,4}|Arbeitnehmer\w{0,4}|Beschäftigten?\b|Mitarbeiter\w{0,5}"
)
"""Contracts and people whose notices agreements write about."""
_EXCLUDED_RE = re.compile(
    r"(?i:ausgeschlossen|unzulässig|nicht zulässig|nicht möglich|nicht statthaft|ausschluss der|verzicht|keine (?:ordentliche )?kündigung (?:möglich|zulässig|vorgesehen|statthaft))"
)
_BESIDE_RE = re.compile(
    r"(?i:(?<!\w)(?:unbeschadet|neben|unabhängig von|außer|abgesehen)(?: \w{1,30}){0,9}? (?:(?:kündigung|kündigungsrechts?|kündigungsmöglichkeit)(?: aus wichtigem grund)?|wichtigem grund|wichtigen gründen)"
    r"|bleibt\b.{0,40}unberührt)"
)
_BY_CONSENT_RE = re.compile(r"(?i:einvernehm|einverständnis|aufgehoben|aufheb|gemeinsam|übereinstimm)")
_CONDITION_RE = re.compile(
    r"\W{0,6}(?:\(?\w{1,3}\)? )?(?:Bei|Im Falle?|Für den Fall|Wenn|Sofern|Falls|Sollte|Sollten|Entfällt|Entfallen|Wird|Werden|Verstößt|Verletzt|Aus wichtigem|Kommt|Stellt|Fällt|Fallen|Nach|Liegt|Aufgrund|Infolge|Ist)(?!\w)"
)
# «…, wenn die Förderung entfällt» makes what stands before it a notice for that cause.
_IF_RE = re.compile(r", (?:wenn|sofern|falls|soweit|weil)(?! (?:\w{1,20} ){0,2}(?:nicht|kein))(?![^<]{0,200}<L)")
_CUT_RE = re.compile(
    r",(?= )| (?:und|oder|sowie|bzw\.|jedoch|aber)(?= (?:\w{1,20} ){0,3}(?:aus wichtigem|außerordentlich|fristlos|bei |im Fall|nach Ablauf|anschließend|danach))"
)

_PERIOD_BEFORE_RE = re.compile(
    r"(?:[Ff]rist(?:en)?|[Vv]orlauf(?:zeit|frist)?|[Vv]orankündigung|[Aa]nkündigung\w{0,6})(?![\w])[^;<.]{0,60}\Z"
)
_PERIOD_AFTER_RE = re.compile(r" (?:\w{1,20} )?(?:\w{0,16}frist|Frist|Vorlauf\w{0,5}|Vorankündigung)(?!\w)")
_BEFORE_RE = re.compile(r",? (?:(?:jeweils|spätestens|mindestens) )?(?P<word>vor|vorher|zuvor|im Voraus|vorab)(?!\w)")
_TO_DAY_RE = re.compile(
    r" (?:jeweils |immer )?(?:zum|auf das|auf den|zu) (?:jeweiligen )?(?:<[RD]|Ende|Ablauf|Schluss)"
)
_WITH_RE = re.compile(
    r"(?<!\w)(?:[Mm]it|[Bb]innen|unter Einhaltung von|unter Wahrung von)(?: (?:mindestens|jeweils|einer|einem|von)){0,2} \Z"
)
_FIRST_YEARS_RE = re.compile(
    r"(?:(?:der|den|die) ersten|nach Ablauf von|frühestens nach|erst nach|nach|um|weitere[rsn]?|Dauer von|Laufzeit von|Abständen von|alle) \Z"
)
_TO_CURE_RE = re.compile(r"(?i:frist\w{0,2} zur (?:abhilfe|nacherfüllung|stellungnahme)|abhilfe)")
_OTHER_MATTER_RE = re.compile(
    r"(?i:verlänger|entscheid|verhandel|bericht|überprüf|auswert|fortsetz|vorzulegen|vorgelegt|abhilfe|stellungnahme)"
)
_RHYTHM_RE = re.compile(
    r"(?<!\w)(?P<word>vierteljähr(?:lich|ig)|halbjähr(?:lich|ig)|monatlich)(?P<bend>e[rnms]?)? (?P<what>\w{0,12}[Ff]rist|zum <R|zu jedem|zum Ende)"
)
_RHYTHM_LENGTHS = {"v": "P3M", "h": "P6M", "m": "P1M"}

_ON_DAY_RE = re.compile(
    r"(?<!\w)(?P<to>(?:jeweils |nur |immer |ordentlich |erst |erstmals |frühestens |erstmalig |jedoch |stets |spätestens |bis spätestens |spätestens bis |bis )*(?:zum|zu|auf|auf das|auf den|mit|mit dem|zu einem|am|an|bis)"
    r"(?: (?:nächsten|jeweiligen|folgenden|nächstmöglichen|zum|dem))*) <R(?P<day>\d+)>"
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
    r"(?<!\w)(?:spätestens(?: jeweils)? (?:am|zum|bis|bis zum)|bis spätestens(?: zum| am)?|bis (?:zum|jeweils zum|einschließlich|zum Ablauf des|zum Ende des)|bis|jeweils bis zum) <(?P<kind>[RD])(?P<day>\d+)>"
)
# A day without a year that no «zum» introduces: «bis spätestens 31.03.».
_DEADLINE_BARE_RE = re.compile(
    r"(?<!\w)(?:bis |spätestens )(?:(?:spätestens|zum|am|bis|jeweils) ){0,3}(?P<day>[0-9]{1,2}\. ?(?:[0-9]{1,2}\.|[A-ZÄ][a-zä]{2,8}))(?! ?[0-9])"
)
_THEN_YEARLY_RE = re.compile(
    r"(?:erstmals|erstmalig|frühestens) (?:zum|am|mit Ablauf des) <D(?P<day>\d+)>[^;<]{0,60}?(?:danach|anschließend|sodann|dann|im Anschluss|in der Folge)[^;<]{0,30}?(?:jährlich|jeweils|jedes Jahr)"
)
_TERM_END_RE = re.compile(
    r"(?<!\w)(?:zum|vor|vor dem|vor ihrem|vor seinem|vor deren|mit|mit dem|bis zum|vor der|zur)(?: (?:jeweiligen|vereinbarten|regulären|jeweils|laufenden))? "
    r"(?:Ablauf|Ende|Auslaufen|Vertragsende|Laufzeitende|Vertragsablauf|Fristablauf|Beendigung|Schluss|Ablaufzeitpunkt|Endtermin|Verlängerung|Verlängerungszeitpunkt)(?P<of>(?: (?:der|des|dieser|dieses|ihrer|seiner|eines|einer|jeder)(?: \w{3,24})?)? [A-ZÄÖÜ]\w{2,40})?"
)
_TERM_NOUN_RE = re.compile(
    r"(?i:laufzeit|vertrag|vereinbarung|geltung|dauer|befristung|verlängerung|kooperation|zeitraum|periode|frist|vertragszeit|erklärung|bindung|zusammenarbeit)"
)
_RENEWS_RE = re.compile(r"(?i:verlänger|fortges|fortsetz|bleibt|fort\b|weiter\b|in kraft|erneuer|weitere[sn]? )")
_LONG_SENTENCE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeReading:
    """What one sentence says of ordinary notice.

    Attributes:
        period: ISO duration, or None.
        effective: A recurring day as the record writes it, or None.
        deadline: The last day for the notice, «--MM-DD», or None.
        form_span: None, or where the same part of the sentence asks for the written form.
        span: The part of the sentence that proves it.
        confidence: 0 to 1.
        rule: Name of the rule.
        clause: The id of its clause, or None.
    """

    period: str | None
    effective: str | None
    deadline: str | None
    span: Span
    confidence: float
    rule: str
    clause: str | None

    @property
    def tells_when(self) -> bool:
        """Whether it gives a period or a last day."""
        return self.period is not None or self.deadline is not None


def exit_trust(statement: Statement, start: int, end: int) -> float | None:
    """How far a part of a sentence may be read as speaking of leaving this agreement, or None."""
    text = statement.text[start:end]
    about = statement.about_at(start)
    notice = NOTICE_RE.search(text)
    if about == "other" or OTHER_CONTRACT_RE.search(text):
        return None
    if statement.role in EXIT_ROLES:
        return 0.95 if notice else 0.85
    if notice is None or about is None:
        return None
    return 0.8 if about == "this" and statement.named else 0.7


def read_notices(statement: Statement) -> Iterator[NoticeReading]:
    """Yield what a sentence says of ordinary notice, part by part."""
    text = statement.text
    if len(text) > _LONG_SENTENCE and not NOTICE_RE.search(text):
        return
    speaks = NOTICE_RE.search(text) or (statement.role in EXIT_ROLES and LEAVE_RE.search(text))
    context = " ".join((statement.before, *statement.headings))
    continues = (
        statement.role in EXIT_ROLES and NOTICE_RE.search(context) is not None and not _OTHER_MATTER_RE.search(text)
    )
    if not speaks and not continues:
        return
    doubt = 0.0 if speaks else 0.05 if NOTICE_RE.search(statement.before) else 0.1
    for start, end in _ordinary_parts(text):
        confidence = exit_trust(statement, start, end)
        if confidence is None:
            continue
        for first, last in _by_period(statement, start, end):
            reading = _read_part(statement, first, last, confidence - doubt, sure=bool(speaks))
            if reading is not None:
                yield reading


def _by_period(statement: Statement, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A part with several periods cut between them, so that each keeps its own day; else the part as it is."""
    found = [(at, value) for value, rule, at in _periods(statement, start, end) if rule == "period"]
    if len({value for _, value in found}) < 2:
        yield start, end
        return
    cuts = [start, *(at for at, _ in found[:-1]), end]
    for (at, _), first, last in zip(found, cuts, cuts[1:], strict=False):
        following = re.compile(r"<L\d+>").search(statement.text, at, end)
        yield first, max(last, following.start() if following else end)


def _ordinary_parts(text: str) -> Iterator[tuple[int, int]]:
    """The parts of a sentence that do not speak of leaving for a cause, nor of what is excluded."""
    for start, end in parts_of(text):
        part = _BESIDE_RE.sub(lambda m: " " * len(m[0]), text[start:end])
        if not SPECIAL_RE.search(part) and not _EXCLUDED_RE.search(part):
            yield start, end
            continue
        cuts = [0, *(match.start() for match in _CUT_RE.finditer(part)), len(part)]
        pieces = [(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if b > a]
        if not pieces:
            continue
        first = part[pieces[0][0] : pieces[0][1]]
        if _EXCLUDED_RE.search(part) and len(pieces) <= 2:
            continue
        if SPECIAL_RE.search(first) and _CONDITION_RE.match(first):
            continue
        if any(_IF_RE.match(part[a:b]) and SPECIAL_RE.search(part[a:b]) for a, b in pieces):
            continue
        bad = [bool(SPECIAL_RE.search(part[a:b]) or _EXCLUDED_RE.search(part[a:b])) for a, b in pieces]
        yield from _runs(pieces, bad, start)


def _runs(pieces: list[tuple[int, int]], bad: list[bool], offset: int) -> Iterator[tuple[int, int]]:
    """Neighbouring good pieces joined."""
    run: tuple[int, int] | None = None
    for (a, b), is_bad in zip(pieces, bad, strict=True):
        if is_bad:
            if run:
                yield offset + run[0], offset + run[1]
            run = None
        else:
            run = (run[0] if run else a, b)
    if run:
        yield offset + run[0], offset + run[1]


def _read_part(statement: Statement, start: int, end: int, confidence: float, *, sure: bool) -> NoticeReading | None:
    text = statement.text
    period, rule, at = _period(statement, start, end)
    deadline, deadline_at, weaker = _deadline(statement, start, end)
    effective, fits = _effective(statement, start, end, at, deadline_at)
    if not sure and rule not in {"period", "rhythmic_period"}:
        return None
    if period is None and deadline is None and not (effective and _is_a_right(text[start:end])):
        return None
    if rule == "rhythm":
        confidence = min(confidence, 0.6)
    if weaker:
        confidence -= 0.3
    if not fits:
        confidence -= 0.1
    return NoticeReading(
        period=period,
        effective=effective,
        deadline=deadline,
        span=proof(statement, start, end),
        confidence=confidence,
        rule=f"notice_{rule or ('deadline' if deadline else 'effective')}",
        clause=statement.clause.id if statement.clause else None,
    )


def _is_a_right(part: str) -> bool:
    """Whether a part grants a notice, rather than mentioning one."""
    if _BY_CONSENT_RE.search(part):
        return False
    return (
        re.search(
            r"(?<!\w)(?:kann|können|darf|dürfen|ist|sind|kündbar|möglich|zulässig|berechtigt|kündigt|kündigen|wirkt|wird|nur)(?!\w)",
            part,
        )
        is not None
    )


def _periods(statement: Statement, start: int, end: int) -> Iterator[tuple[str, str, int]]:
    """The lengths in a part that are notice periods: each with its rule and where in the template it ends."""
    text, template = statement.text, statement.template
    for match in re.finditer(r"<L(\d+)>", text[start:end]):
        left, right = text[start : start + match.start()][-90:], text[start + match.end() : end][:60]
        value, raw = template.length(match[1]), template.mark(match[1]).raw
        before, after = _BEFORE_RE.match(right), _PERIOD_AFTER_RE.match(right)
        if value is None or (_FIRST_YEARS_RE.search(left) and not before) or _TO_CURE_RE.search(left + right):
            continue
        if _PERIOD_BEFORE_RE.search(left) or after or raw.lower().endswith("frist"):
            yield value, "period", start + match.end()
        elif before:
            yield value, "before_end", start + match.end()
        elif _TO_DAY_RE.match(right) or (_WITH_RE.search(left) and NOTICE_RE.search(text, start, end)):
            yield value, "period_to_day", start + match.end()


def _period(statement: Statement, start: int, end: int) -> tuple[str | None, str | None, int | None]:
    """The first period of a part, the rule, and where in the template it ends."""
    for found in _periods(statement, start, end):
        return found
    text = statement.text
    rhythm = _RHYTHM_RE.search(text, start, end)
    if rhythm and (rhythm["bend"] is None or rhythm["what"].lower().endswith("frist")):
        sure = rhythm["what"].lower().endswith("frist")
        at = rhythm.start() + len(rhythm["word"])
        return _RHYTHM_LENGTHS[rhythm["word"][0]], "rhythmic_period" if sure else "rhythm", at
    return None, None, None


def _deadline(statement: Statement, start: int, end: int) -> tuple[str | None, int | None, bool]:
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


def _effective(
    statement: Statement, start: int, end: int, after: int | None, deadline: int | None
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
        nearest = _nearest(days, after)
        return (nearest, False) if nearest else (None, False)
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


def _nearest(days: list[tuple[int, str | None]], after: int | None) -> str | None:
    """The end of the term where one of two days is that; else none: the choice is not ours."""
    if after is None:
        return None
    values = {value for _, value in days}
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
