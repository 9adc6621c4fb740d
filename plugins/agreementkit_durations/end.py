"""When the first term of an agreement ends: on a day, with a year, or never."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreementkit import Statement
from agreementkit.german import subject_of
from agreementkit_durations.readings import (
    ACT_BY_RE,
    TERM_ROLES,
    Reading,
    is_about_a_change,
    iso_or_none,
    proof,
    segment,
    term_cue,
    trust,
)

_UNTIL_RE = re.compile(
    r"(?<!\w)(?P<raw>[Bb]is(?: (?:zum|zur|einschließlich|einschl\.|inklusive|inkl\.|mit|längstens|spätestens"
    r"|mindestens|zunächst|vorerst"
    r"|vorläufig|auf|und|Ablauf|Ende|dem|des|der|den)){0,4}) <D(?P<day>\d+)>"
)
_WITH_OPTION_RE = re.compile(r" mit (?:der |einer )?(?:\w{3,20} )?(?:Option|Möglichkeit|Verlängerungsoption)(?!\w).*")
_RANGE_RE = re.compile(r"(?P<raw>)<D\d+> ?[-–—−] ?<D(?P<day>\d+)>")
_ENDS = (
    (
        "ends_on",
        re.compile(
            r"(?<!\w)(?:[Ee]ndet|[Ee]nden|[Ee]nde|endend|[Ee]rlischt|[Ee]rlöschen|[Aa]usläuft|auslaufen"
            r"|[Aa]uslaufend|abläuft)(?!\w)"
            r"(?![^;<]{0,80}<[LR]\d+> (?:nach|vor))[^;<]{0,90}?(?P<raw>(?:am|zum|mit|mit dem|mit Ablauf"
            r"|mit dem Ablauf|spätestens|spätestens am|nach Ablauf)"
            r"(?: (?:des|vom|dem|der|Ablauf|Ende|Tages?|zum|am)){0,4}) <D(?P<day>\d+)>"
        ),
    ),
    (
        "runs_out_on",
        re.compile(
            r"(?<!\w)läuft(?!\w)[^;<]{0,60}?(?P<raw>(?:am|zum|mit|mit Ablauf)(?: (?:des"
            r"|dem)){0,2}) <D(?P<day>\d+)> (?:automatisch )?aus(?!\w)"
        ),
    ),
    (
        "ends_label",
        re.compile(
            r"(?:Ende (?:der (?:Vertrags|Kooperations)?[Ll]aufzeit|dieser Vereinbarung|der Vereinbarung"
            r"|des Vertrag(?:e?s))|Vertragsende|Laufzeitende|Ende)"
            r":?(?P<raw>(?: (?:ist|ist der|am|zum|der|den))?) <D(?P<day>\d+)>"
        ),
    ),
    (
        "out_of_force_on",
        re.compile(
            r"(?P<raw>(?:am|zum|mit|mit Ablauf|mit dem Ablauf)(?: (?:des|dem|vom"
            r"|der)){0,2}) <D(?P<day>\d+)>[^;<]{0,50}? (?:außer Kraft|ihre Gültigkeit|ihre Geltung"
            r"|seine Gültigkeit|seine Geltung)"
        ),
    ),
    (
        "out_of_force_front",
        re.compile(
            r"(?:außer Kraft|ihre Gültigkeit|seine Gültigkeit)[^;<]{0,30}? (?P<raw>(?:am|zum"
            r"|mit Ablauf)(?: (?:des|dem|vom))?) <D(?P<day>\d+)>"
        ),
    ),
    (
        "ends_front",
        re.compile(
            r"(?P<raw>(?:[Aa]m|[Zz]um|[Mm]it|[Mm]it Ablauf|[Mm]it dem Ablauf)(?: (?:des|dem|vom"
            r"|der)){0,2}) <D(?P<day>\d+)> (?:endet|enden|erlischt|erlöschen|läuft)(?!\w)"
        ),
    ),
)
_PERPETUAL_RE = re.compile(
    r"(?<!\w)(?:(?:auf |für )?(?:eine )?unbestimmte[rn]? (?:Zeit|Dauer|Zeitdauer|Laufzeit)"
    r"|(?:zeitlich )?unbefristet(?:e[nrsm]?)?|zeitlich unbegrenzt(?:e[nr])?|zeitlich nicht (?:begrenzt|befristet"
    r"|beschränkt)"
    r"|(?:solange|so lange|bis),? (?:bis )?(?:sie|er|diese|dieser)(?: \w{1,20}){0,6}? gekündigt wird"
    r"|(?:zeitlich )?(?:nicht|weder) (?:zeitlich )?(?:befristet|begrenzt)|[Bb]is auf [Ww]eiteres"
    r"|bis (?:eine[rs]?|ein \w{3,20}|jemand|die \w{3,20})(?: \w{1,20}){0,4}? "
    r"(?:sie|ihn|es|diese|diesen) (?:auf)?kündigt"
    r"|kein(?:e|en)? (?:festes |feste |bestimmtes |vereinbartes )?(?:Ende|Enddatum|Endtermin|Endzeitpunkt|Ablaufdatum)"
    r"|(?:[Ee]in|[Ee]ine|[Dd]as) (?:Endtermin|Enddatum|Ende|Endzeitpunkt|Befristung|Höchstdauer) (?:ist|wird) nicht"
    r" (?:vorgesehen|vereinbart|bestimmt|festgelegt|festgesetzt)"
    r"|[Vv]on einer (?:zeitlichen )?(?:Befristung|Begrenzung) (?:der Laufzeit )?(?:wird abgesehen|haben|sehen)"
    r"|bis auf Widerruf|ohne (?:zeitliche )?(?:Befristung|Begrenzung|zeitliche Beschränkung)"
    r"|unbegrenzte (?:Zeit|Dauer)|auf Dauer (?:angelegt|geschlossen|vereinbart)|bis zu (?:ihrer|seiner"
    r"|einer) Kündigung|keine Befristung|unbefristete)(?!\w)"
)
_NO_END_RE = re.compile(
    r"(?<!\w)(?:kein(?:e|en)?(?: \w{1,16})? |(?:[Ee]in|[Ee]ine|[Ee]iner|[Dd]as) )"
    r"(?:Ende|Enddatum|Endtermin|Endzeitpunkt|Ablaufdatum|Befristung|zeitlichen Befristung)(?!\w)"
)
_AFTERWARDS_RE = re.compile(
    r"(?:verlänger\w{1,4}|(?<!\w)fort(?!\w)|(?<!\w)weiter(?!\w)|[Dd]anach|[Aa]nschließend|[Ss]odann|[Ii]m Anschluss"
    r"|(?<!\w)dann(?!\w)|[Nn]ach Ablauf|wandelt|wird .{0,40}umgewandelt)"
)
_PROVISIONAL_RE = re.compile(r"(?<!\w)(?:[Zz]unächst|[Vv]orerst|[Vv]orläufig|[Ee]rst einmal|[Ff]ürs Erste)(?!\w)")
_UNLIMITED_OTHERS_RE = re.compile(
    r"unbefristet\w{0,3} (?:Arbeits|Stelle|Beschäft|Anstell|Personal|Dienst|Miet|eingestellt|beschäftigt)"
)
# «Die Laufzeit wird bis zum 31. Dezember 2027 verlängert»: the end itself, where nobody has still to decide on it.
_PROLONGED_RE = re.compile(
    r"(?<!\w)(?P<raw>bis(?: (?:zum|einschließlich|mit|Ablauf|des|zum Ablauf|auf den)){0,3}) <D(?P<day>\d+)>"
    r"(?: (?:fest|einvernehmlich|hiermit))? (?:verlängert|fortgesetzt|fortgeführt)(?!\w)(?! (?:sich|werden))"
)
_NOW_RE = re.compile(r"(?<!\w)(?:wird|werden|ist|sind|haben|verlängern|setzen)(?!\w)")
_PROLONG_RE = re.compile(
    r"(?<!\w)(?:verlängern|verlängert) (?!sich)[^;<]{0,80}?"
    r"(?P<raw>bis(?: (?:zum|einschließlich|mit)){0,2}) <D(?P<day>\d+)>"
)
_UNDECIDED_RE = re.compile(
    r"(?<!\w)(?:kann|können|soll|sollen|sollte|könnte|darf|dürfen|würde|wenn|sofern|falls|soweit|jeweils|nicht"
    r"|sich(?! (?:darüber |darin )?einig)"
    r"|es sei denn|wurde|wurden|war)(?!\w)"
)
_DATED_RE = re.compile(r",? (?:vom|von) <X\d+>")


PROLONGED = "end_prolonged"
"""The rule of the end that an amendment puts in the place of an earlier one."""

AFTERWARDS = "end_never_afterwards"
"""The rule of «danach unbefristet»: without an end only where the text knows no first term before it."""


def read_ends(statement: Statement) -> Iterator[Reading]:
    """Yield what a sentence says of the end of the first term."""
    text = statement.text
    yield from _prolonged(statement)
    if is_about_a_change(statement):
        return
    if term_cue(text):
        yield from _until(statement)
    if term_cue(text) or "unbefristet" in text or _NO_END_RE.search(text):
        yield from _perpetual(statement)
    yield from _ending(statement)


def _prolonged(statement: Statement) -> Iterator[Reading]:
    """The day to which the term is prolonged here and now; in an amendment the agreement may be named by its date."""
    text = statement.text
    match = _PROLONGED_RE.search(text) or _PROLONG_RE.search(text)
    if match is None or not _NOW_RE.search(text) or _UNDECIDED_RE.search(text):
        return
    about = statement.about
    if about == "other" and statement.amends and _DATED_RE.search(text):
        about = subject_of(_DATED_RE.sub("", text))
    if about not in {"this", "own"} and not (about is None and re.search(r"(?<!\w)Laufzeit(?!\w)", text)):
        return
    if statement.amends or statement.role in TERM_ROLES:
        yield _day(statement, match, 0.95 if statement.amends else 0.85, PROLONGED.removeprefix("end_"))


def _until(statement: Statement) -> Iterator[Reading]:
    """«bis zum 30.09.2015», «1.1.2013 – 30.09.2015»."""
    text = statement.text
    for pattern, rule in ((_UNTIL_RE, "until"), (_RANGE_RE, "range")):
        for match in pattern.finditer(text):
            first, last = segment(text, match.start())
            part = _WITH_OPTION_RE.sub("", text[first:last])
            if ACT_BY_RE.search(part) or (not term_cue(part) and not _continues(text, first)):
                continue
            confidence = trust(statement, match.start())
            if confidence is None:
                continue
            yield _day(statement, match, confidence, rule)


def _continues(text: str, first: int) -> bool:
    """Whether a part of a sentence carries on one that speaks of the term: «gilt ab sofort, längstens bis …»."""
    before = text[max(0, first - 120) : first]
    return term_cue(before) is not None and ACT_BY_RE.search(before) is None


def _ending(statement: Statement) -> Iterator[Reading]:
    text = statement.text
    for rule, pattern in _ENDS:
        for match in pattern.finditer(text):
            confidence = trust(statement, match.start())
            if confidence is None:
                continue
            if re.search(r"(?<!\w)(?:frühestens|nicht vor)(?!\w)", match[0]):
                continue
            first, last = segment(text, match.start("day"))
            if re.search(r"künd|widerspr", text[first:last], re.IGNORECASE) and rule != "out_of_force_on":
                continue
            yield _day(statement, match, confidence, rule)


def _day(statement: Statement, match: re.Match[str], confidence: float, rule: str) -> Reading:
    mention = statement.template.date(match["day"])
    return Reading(
        value=iso_or_none(mention.last_day),
        raw=mention.raw,
        span=proof(statement, match.start(), match.end()),
        confidence=confidence if mention.precision == "day" else confidence - 0.05,
        rule=f"end_{rule}",
        provisional=_is_provisional(statement.text, match.start()),
        suggestions=mention.suggestions,
        problem=mention.problem,
    )


def _is_provisional(text: str, position: int) -> bool:
    return _PROVISIONAL_RE.search(text, max(0, position - 90), min(len(text), position + 30)) is not None


def _perpetual(statement: Statement) -> Iterator[Reading]:
    text = statement.text
    match = _PERPETUAL_RE.search(text)
    if match is None or _UNLIMITED_OTHERS_RE.search(text):
        return
    first, _ = segment(text, match.start())
    after = _AFTERWARDS_RE.search(text, max(0, first), match.start()) or _AFTERWARDS_RE.match(
        text[match.end() :].lstrip()
    )
    confidence = trust(statement, match.start())
    if confidence is None:
        return
    yield Reading(
        value=None,
        raw=match[0],
        span=proof(statement, match.start(), match.end()),
        confidence=confidence,
        rule=AFTERWARDS if after else "end_never",
        perpetual=True,
    )
