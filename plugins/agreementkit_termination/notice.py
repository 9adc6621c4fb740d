"""How an agreement is left by ordinary notice: the period, the day it takes effect, the last day for the notice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agreementkit import Span, Statement
from agreementkit.german import OWN_NOUN, DurationMention
from agreementkit_termination.days import named_days, read_deadline, read_effective
from agreementkit_termination.exits import declares_exit, is_own_exit, leaves_a_body
from agreementkit_termination.scope import exit_trust, ordinary_parts
from agreementkit_termination.words import EXIT_ROLES, LEAVE_RE, NOTICE_RE, proof

_BY_CONSENT_RE = re.compile(r"(?i:einvernehm|einverständnis|aufgehoben|aufheb|gemeinsam|übereinstimm)")
_LENGTH_RE = re.compile(r"<L(\d+)>")
_PERIOD_BEFORE_RE = re.compile(
    r"(?:[Ff]rist(?:en)?|[Vv]orlauf(?:zeit|frist)?|[Vv]orankündigung|[Aa]nkündigung\w{0,6})(?![\w])[^;<.]{0,60}\Z"
)
_PERIOD_AFTER_RE = re.compile(r" (?:\w{1,20} )?(?:\w{0,16}frist|Frist|Vorlauf\w{0,5}|Vorankündigung)(?!\w)")
_BEFORE_RE = re.compile(r",? (?:(?:jeweils|spätestens|mindestens) )?(?P<word>vor|vorher|zuvor|im Voraus|vorab)(?!\w)")
_TO_DAY_RE = re.compile(
    r" (?:jeweils |immer )?(?:zum|auf das|auf den|zu) (?:jeweiligen )?(?:<[RD]|Ende|Ablauf|Schluss)"
)
_WITH_RE = re.compile(
    r"(?<!\w)(?:[Mm]it|[Bb]innen|unter Einhaltung von|unter Wahrung von)(?: (?:mindestens|jeweils|einer|einem"
    r"|von)){0,2} \Z"
)
_FIRST_YEARS_RE = re.compile(
    r"(?<!\w)(?:(?:der|den|die) ersten|nach Ablauf von|frühestens nach|erst nach|nach|um|weitere[rsn]?|Dauer von"
    r"|Laufzeit von|Abständen von|alle) \Z"
)
# What is to be done before or after a notice is not the notice.
_BEFORE_NOTICE_RE = re.compile(
    r" vor (?:\w{3,6} )?(?:\w{1,24} )?(?:(?:der|einer) )?(?:Kündigung|Aufkündigung"
    r"|Austritt)"
)
_AFTER_NOTICE_RE = re.compile(
    r"\W{0,6}(?:\(?\w{1,3}\)? )?(?:Bei|Im Falle?|Nach|Erfolgt|Infolge|Aufgrund|Mit (?:Zugang|Ablauf"
    r"|Wirksamwerden|Eingang))"
    r"(?: \w{1,24}){0,4} (?:Kündigung|Kündigungsfrist|Austritts?|Ausscheidens?)(?!\w)"
)
_TO_KEEP_RE = re.compile(
    r"(?<!\w)[Ff]rist\w{0,2}(?!\w)(?:[^;]{0,80}?(?:einzuhalten|zu wahren|zu beachten|beträgt"
    r"|gilt))"
)
# A condition after the right makes it one for that case; «wenn nicht» only says how a renewal is stopped.
_ON_CONDITION_RE = re.compile(
    r"(?:kann|können|darf|dürfen)(?!\w)[^;]{0,200}?, (?:wenn|sofern"
    r"|falls)(?! (?:\w{1,20} ){0,2}(?:nicht|kein))(?!\w)"
)
_OWN_DAY = {"period", "period_to_day"}
# «drei Monate, nach fünf Jahren sechs Monate»: a second period for another case.
_STAGGERED_RE = re.compile(
    r"(?:sonst|ansonsten|andernfalls|danach|später|anschließend|[Nn]ach <L\d+> \w{3,24}|[Nn]ach \w{3,24} \w{3,24}"
    r"|ab dem \w{3,12} \w{3,20}|im (?:ersten|zweiten|dritten) \w{3,20}|für (?:die|den|das) \w{3,30})"
    r"(?: (?:auf|von|nur|jedoch|aber|mit))? \Z"
)
_SECOND_PARTY_RE = re.compile(
    r", (?:der|die|das) [A-ZÄÖÜ][\w-]{2,40}(?: [\w.]{1,20}){0,3}? (?:mit|unter|bis|binnen)(?!\w)"
)
_LONGER_RE = re.compile(
    r"(?:verlängert|verkürzt|erhöht|verringert|ermäßigt) sich (?:die|diese)r? \w{0,16}[Ff]rist (?:\w{1,12} ){0,3}auf <L"
)
# A period that another contract or statute foresees: «… des Rahmenvertrages, der eine Frist von … vorsieht».
_FORESEEN_RE = re.compile(r"[^,;]{0,40}? (?:vorsieht|vorsah|bestimmt|enthält|enthielt|vorgesehen hat)(?!\w)")
# «von drei Monaten auf sechs Monate»: the first is the period that is given up.
_NO_LONGER_RE = re.compile(r" auf (?:nunmehr )?<L")
_RENEWS_RE = re.compile(r"(?i:verlänger|fortgesetzt|bleibt)")
_TO_CURE_RE = re.compile(
    r"(?i:frist\w{0,2} zur (?:abhilfe|nacherfüllung|stellungnahme)|abhilfe|abmahnung|mahnung|nachfrist|fristsetzung)"
)
# In a sentence without a word of leaving: «Die Verjährungsfrist beträgt …», «kann die Leistung … abbestellen».
_IS_ANOTHER_RIGHT_RE = re.compile(
    r"(?<!\w)(?:kann|können|darf|dürfen|muss|müssen|soll|sollen|hat|haben|verpflichtet)(?!\w)"
    r"|(?<!\w)(?!Monats|Wochen|Jahres|Quartals|Halbjahres|Vierteljahres|Mindest|Austritts|Rücktritts)\w{3,24}frist\w{0,2}(?!\w)"
)
# «Für den Abruf der Mittel gilt eine Frist …»; what is said for a party may contradict what is said for all.
_FOR_SOMETHING_RE = re.compile(
    r"[\W\d_]{0,12}Für (?!(?:die|eine|den|das|jede) (?:\w{3,24} )?"
    r"(?i:\w{0,12}kündig|austritt|ausscheid|ausstieg|beendig|rücktritt|stadt|gemeinde|\w{0,4}kreis"
    r"|kommune|träger|verein|schule|\w{0,12}partner|\w{0,8}partei|seite|jobcenter|agentur|gesellschaft))"
)
_TAKES_UP_RE = re.compile(
    r"[\W\d_]{0,12}(?:Sie|Er|Es|Dies\w{0,2}|Dabei|Hierbei|Hierfür|Dafür|Hierzu|Die Frist|Eine Frist|Als Frist|Danach"
    rf"|Mit|(?:Die|Der|Das) {OWN_NOUN})(?!\w)"
)
_OTHER_MATTER_RE = re.compile(
    r"(?i:verlänger|entscheid|verhandel|bericht|überprüf|auswert|fortsetz|vorzulegen|vorgelegt|abhilfe|stellungnahme)"
)
# «In § 9 (Kündigung) werden die Wörter „…“ durch die Wörter „…“ ersetzt»: the second quotation is what holds from now.
_REPLACED_WORDS_RE = re.compile(
    r"[„»\"][^„“”»«\"]{2,160}[“”«\"] (?:(?:wird|werden) )?durch (?:[^„“”»«\"<;]{0,60} )?"
    r"[„»\"](?P<new>[^„“”»«\"]{2,160})[“”«\"] (?:zu )?(?:ersetzt|ersetzen|ausgetauscht)(?!\w)"
)
_RHYTHM_RE = re.compile(
    r"(?<!\w)(?P<word>vierteljähr(?:lich|ig)|halbjähr(?:lich|ig)"
    r"|monatlich)(?P<bend>e[rnms]?)? (?P<what>\w{0,12}[Ff]rist|zum <R|zu jedem|zum Ende)"
)
_RHYTHM_LENGTHS = {"v": "P3M", "h": "P6M", "m": "P1M"}

_GRANTS_RE = re.compile(
    r"(?<!\w)(?:kann|können|darf|dürfen|ist|sind|kündbar|möglich|zulässig|berechtigt|kündigt|kündigen|wirkt|wird"
    r"|beläuft|beträgt|nur)(?!\w)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeReading:
    """What one sentence says of ordinary notice.

    Attributes:
        period: ISO duration, or None.
        effective: A recurring day as the record writes it, or None.
        open_day: The wording of the day where ``effective`` cannot say it, and what it may mean; or None.
        deadline: The last day for the notice, «--MM-DD», or None.
        span: The part of the sentence that proves it.
        confidence: 0 to 1.
        rule: Name of the rule.
        clause: The id of its clause, or None.
    """

    period: str | None
    effective: str | None
    open_day: tuple[str, tuple[str, ...]] | None
    deadline: str | None
    span: Span
    confidence: float
    rule: str
    clause: str | None

    @property
    def tells_when(self) -> bool:
        """Whether it gives a period or a last day."""
        return self.period is not None or self.deadline is not None


def read_notices(statement: Statement) -> Iterator[NoticeReading]:
    """Yield what a sentence says of ordinary notice, part by part."""
    text = statement.text
    speaks = (
        NOTICE_RE.search(text)
        or (statement.role in EXIT_ROLES and LEAVE_RE.search(text) and not leaves_a_body(text))
        or is_own_exit(statement, 0, len(text))
    )
    context = " ".join((statement.before, *statement.headings))
    continues = statement.role in EXIT_ROLES and NOTICE_RE.search(context) is not None
    speaks = speaks or declares_exit(statement)
    if continues and _OTHER_MATTER_RE.search(text):
        continues = _LONGER_RE.search(text) is not None
    if not speaks and not continues:
        return
    if statement.amends and (words := _REPLACED_WORDS_RE.search(text)):
        of_notice = NOTICE_RE.search(f"{statement.before} {text[: words.start()]}") is not None
        reading = _read_part(statement, words.start("new"), words.end("new"), 0.9, sure=True) if of_notice else None
        if reading is not None:
            yield reading
        return
    doubt = 0.0 if speaks else 0.05 if NOTICE_RE.search(statement.before) else 0.1
    for start, end in ordinary_parts(text):
        if not speaks and _speaks_of_another_right(text[start:end]):
            continue
        confidence = exit_trust(statement, start, end)
        part = text[start:end]
        if confidence is None or (_AFTER_NOTICE_RE.match(part) and not _TO_KEEP_RE.search(part)):
            continue
        if NOTICE_RE.search(part) and _ON_CONDITION_RE.search(part) and not _RENEWS_RE.search(part):
            confidence -= 0.2
        if _LONGER_RE.search(part):
            confidence = 0.95 + doubt  # it says another period as surely as the sentence before said its own
        for first, last in _by_period(statement, start, end):
            reading = _read_part(statement, first, last, confidence - doubt, sure=bool(speaks))
            if reading is not None:
                yield reading


def _speaks_of_another_right(part: str) -> bool:
    if _FOR_SOMETHING_RE.match(part):
        return True
    return _IS_ANOTHER_RIGHT_RE.search(part) is not None and _TAKES_UP_RE.match(part) is None


def _by_period(statement: Statement, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A part with several periods cut between them, so that each keeps its own day; else the part as it is."""
    found = [(at, value) for value, rule, at in _periods(statement, start, end) if rule in _OWN_DAY]
    if len({value for _, value in found}) < 2:
        yield start, end
        return
    cuts = [start, *(at for at, _ in found[:-1]), end]
    for (at, _), first, last in zip(found, cuts[:-1], cuts[1:], strict=True):
        following = _LENGTH_RE.search(statement.text, at, end)
        yield first, max(last, following.start() if following else end)


def _read_part(statement: Statement, start: int, end: int, confidence: float, *, sure: bool) -> NoticeReading | None:
    text = statement.text
    period, rule = _period(statement, start, end)
    deadline, deadline_at, weaker = read_deadline(statement, start, end)
    dated = deadline_at is not None or deadline is not None
    effective, fits = read_effective(statement, start, end, deadline_at, has_deadline=dated)
    if period is not None and deadline is not None and _SECOND_PARTY_RE.search(text, start, end):
        return None  # a day for the one, a period for the other
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
        open_day=named_days(statement, start, end, deadline_at) if effective is None else None,
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
    return _GRANTS_RE.search(part) is not None


def _periods(statement: Statement, start: int, end: int) -> Iterator[tuple[str, str, int]]:
    """The lengths in a part that are notice periods: each with its rule and where in the template it ends."""
    text, template = statement.text, statement.template
    for match in _LENGTH_RE.finditer(text, start, end):
        left, right = (
            text[max(start, match.start() - 90) : match.start()],
            text[match.end() : min(end, match.end() + 60)],
        )
        value, raw = template.length(match[1]), template.mark(match[1]).raw
        if isinstance(counted := template.mark(match[1]).mention, DurationMention) and counted.note is not None:
            continue  # working days are no calendar days
        before, after = _BEFORE_RE.match(right), _PERIOD_AFTER_RE.match(right)
        if value is None or (_FIRST_YEARS_RE.search(left) and not before):
            continue
        if _FORESEEN_RE.match(right) or (left.endswith("von ") and _NO_LONGER_RE.match(right)):
            continue
        if _TO_CURE_RE.search(left + right) or _BEFORE_NOTICE_RE.match(right):
            continue
        if _PERIOD_BEFORE_RE.search(left) or after or raw.lower().endswith("frist"):
            yield value, "period", match.end()
        elif before:
            yield value, "before_end", match.end()
        elif (
            _STAGGERED_RE.search(text[max(0, match.start() - 90) : match.start()])
            and "ündigungsfrist" in text[: match.start()]
        ):
            yield value, "period", match.end()
        elif _TO_DAY_RE.match(right) or (_WITH_RE.search(left) and NOTICE_RE.search(text, start, end)):
            yield value, "period_to_day", match.end()


def _period(statement: Statement, start: int, end: int) -> tuple[str | None, str | None]:
    """The first period of a part, and the rule."""
    for value, rule, _ in _periods(statement, start, end):
        return value, rule
    rhythm = _RHYTHM_RE.search(statement.text, start, end)
    if rhythm and rhythm["what"].lower().endswith("frist"):
        return _RHYTHM_LENGTHS[rhythm["word"][0]], "rhythmic_period"
    if rhythm and rhythm["bend"] is None:
        return _RHYTHM_LENGTHS[rhythm["word"][0]], "rhythm"
    return None, None
