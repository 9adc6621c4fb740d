"""How long the first term lasts, where the text gives a length: «auf die Dauer von zwei Jahren»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from agreementkit import Statement
from agreementkit.german import end_of_period, parse_period
from agreementkit_durations.readings import Reading, is_about_a_change, proof, segment, term_cue, trust

_AGAIN = r"(?:weitere[rsnm]?|jeweils|je|erneut|nochmals|zusätzliche[rn]?|folgende[rn]?)"
_TERM_NOUN = (
    r"(?:\w{0,24}[Ll]aufzeit|\w{0,12}[Gg]eltungsdauer|\w{0,12}[Gg]ültigkeit(?:sdauer)?|[Vv]ertragsdauer"
    r"|[Vv]ereinbarungsdauer|Dauer|[Vv]ertragszeit|Zeitdauer"
    r"|Zeitraum|Befristung|Bindungsdauer)"
)
_SOFTENER = (
    r"(?:zunächst|vorerst|vorläufig|mindestens|längstens|höchstens|insgesamt|die|der|eine[nr]?|ca\.|von|fest"
    r"|erst einmal|dem|zunächst einmal)"
)
_RULES = (
    (
        "for_length",
        re.compile(
            rf"(?<!\w)(?:[Aa]uf|[Ff]ür)(?: {_SOFTENER}| {_TERM_NOUN}| Zeit){{0,6}} <L(?P<length>\d+)>(?! (?:vor"
            r"|nach|vorher|zuvor)(?!\w))"
        ),
    ),
    (
        "term_of",
        re.compile(
            rf"(?<!\w){_TERM_NOUN}(?: (?:der|des|dieser|dieses) [\w-]{{3,50}})?:?"
            r"(?: (?:beträgt|umfasst|ist auf|ist|von|wird auf|wird|auf|erstreckt sich auf|erstreckt sich über"
            rf"|über|läuft über|{_SOFTENER})){{0,5}} <L(?P<length>\d+)>"
        ),
    ),
    (
        "lasts",
        re.compile(
            r"(?<!\w)(?:gilt|gelten|läuft|laufen|dauert|besteht|(?:endet|endend)(?: (?:automatisch|spätestens"
            r"|ohne [Ww]eiteres|von selbst|dann|somit))?"
            r" (?:nach|mit)(?: dem)?(?: Ablauf)?(?: von)?|erstreckt sich)(?: (?:sie|er"
            rf"|über))?(?: {_SOFTENER}){{0,4}} <L(?P<length>\d+)>(?! (?:vor|vorher|zuvor)(?!\w))"
        ),
    ),
    (
        "length_from",
        re.compile(
            r"(?P<none>)<L(?P<length>\d+)>,? (?:lang|gültig|(?:ab|vom|von|seit|nach"
            r"|beginnend)(?: \w{1,14}){0,4} (?:<D\d+>|\w{0,20}[Uu]nterzeichnung|Inkrafttreten))"
        ),
    ),
    (
        "beträgt",
        re.compile(
            rf"aufzeit(?!\w)[^;]{{0,60}}? und (?:beträgt|umfasst|dauert)(?: {_SOFTENER}){{0,4}} <L(?P<length>\d+)>"
        ),
    ),
    ("later", re.compile(r"(?<!\w)(?:endet|enden) <L(?P<length>\d+)> (?:später|danach)(?!\w)")),
    (
        "adjective",
        re.compile(
            r"(?<!\w)<L(?P<length>\d+)> (?:\w{0,24}[Ll]aufzeit|Geltungsdauer|Vertragsdauer|Gültigkeitsdauer"
            r"|Dauer)(?!\w)"
        ),
    ),
)
# «nach Ablauf der Laufzeit von zwei Jahren»: the first term, though the sentence speaks of what comes after it.
_AFTER_THE_TERM_RE = re.compile(
    r"<R(?P<day>\d+)> von(?: fest)? <L(?P<length>\d+)>"
    r"|[Aa]blauf (?:der|ihrer|seiner|dieser|des) <L(?P<bare>\d+)> "
    r"(?:Laufzeit|Vertragslaufzeit|Vertragsdauer|Geltungsdauer|Dauer)(?!\w)"
)
_OTHER_TERM_RE = re.compile(r"(?i:verlänger|mindest|rest|probe|jeweilig)")
_RENEWS_RE = re.compile(r"(?i:verlänger|fortges|fortsetz|weitere[rsn]?\b|jeweils)")
_NOT_THE_TERM_RE = re.compile(
    r"(?i:künd|widerspr|(?<!be)frist|vor (?:ablauf|ende|beginn)|vorher|mindestlaufzeit|aufbewahr|gespeichert"
    r"|projekt|förder|evalu|probe)"
)
_PROVISIONAL_RE = re.compile(r"(?<!\w)(?:[Zz]unächst|[Vv]orerst|[Vv]orläufig)(?!\w)")
_SCHOOL_RE = re.compile(r"(?i:schulj)")
_SCHOOL_STARTS = (8, 9, 10)
"""Months in which a school year begins or has just begun."""


def read_lengths(statement: Statement) -> Iterator[Reading]:
    """Yield the lengths that a sentence gives for the first term, the likeliest first."""
    text, template = statement.text, statement.template
    speaks = term_cue(text) or "dauert" in text or "aufzeit" in text or _AFTER_THE_TERM_RE.search(text)
    if not speaks or is_about_a_change(statement):
        return
    for rule, pattern in _RULES:
        for match in pattern.finditer(text):
            first, last = segment(text, match.start("length"))
            part = text[first:last]
            if _RENEWS_RE.search(text, first, match.end()) or _renewed_after(text, match.end(), last):
                continue
            if _NOT_THE_TERM_RE.search(part) or (rule in {"for_length", "length_from"} and not term_cue(part)):
                continue
            if re.match(r" (?:länger|mehr|zusätzlich)(?!\w)", text[match.end() : match.end() + 14]):
                continue
            mark = template.mark(match["length"])
            confidence = trust(statement, match.start())
            if confidence is None or re.search(r"(?i:weitere)", mark.raw):
                continue
            yield Reading(
                value=template.length(match["length"]),
                raw=text_of(statement, match),
                span=proof(statement, match.start(), match.end()),
                confidence=confidence,
                rule=f"length_{rule}",
                provisional=_PROVISIONAL_RE.search(text, max(0, match.start() - 60), match.end()) is not None,
                school_years=_SCHOOL_RE.search(mark.raw) is not None,
            )
            return
    yield from _after_the_term(statement)


def _after_the_term(statement: Statement) -> Iterator[Reading]:
    match = _AFTER_THE_TERM_RE.search(statement.text)
    confidence = trust(statement, match.start()) if match else None
    if match is None or confidence is None:
        return
    if match["day"]:
        day = statement.template.day(match["day"])
        if day.kind != "end_of_term" or _OTHER_TERM_RE.search(day.raw):
            return
    yield Reading(
        value=statement.template.length(match["length"] or match["bare"]),
        raw=text_of(statement, match),
        span=proof(statement, match.start(), match.end()),
        confidence=confidence - 0.1,
        rule="length_after_the_term",
    )


def _renewed_after(text: str, position: int, last: int) -> bool:
    if re.match(r" mit (?:der|einer) (?:Option|Möglichkeit)(?!\w)", text[position:last]):
        return False
    return re.match(r"[^;,<]{0,40}(?:verlänger|fortges|fort\b|weiter\b)", text[position:last]) is not None


def text_of(statement: Statement, match: re.Match[str]) -> str:
    """The wording of a match, its marks filled in again."""
    return re.sub(r"<[A-Z](\d+)>", lambda mark: statement.template.mark(mark[1]).raw, match[0]).strip()


def end_of_length(start: date, length: Reading) -> date | None:
    """The last day of a term from its first day (BGB §§ 187 Abs. 2, 188 Abs. 2).

    School years end on 31 July; which one is the first is open where the agreement begins in the midst of one.
    """
    if length.value is None:
        return None
    try:
        period = parse_period(length.value)
        if length.school_years and period.months % 12 == 0 and not period.days:
            if start.month not in _SCHOOL_STARTS:
                return None
            return date(start.year + period.months // 12, 7, 31)
        return end_of_period(start, length.value)
    except (ValueError, OverflowError):
        return None
