"""Whether and by how long an agreement is prolonged: by itself, by a decision, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from agreementkit import Span, Statement
from agreementkit_durations.readings import TERM_ROLES, proof, trust

_VERB_RE = re.compile(
    r"(?i:verlänger(?:t|n|e|te|ung|ungen|bar)?(?!\w)|fortgesetzt|fortsetzung|fortführung|fortgeführt"
    r"|weiterführung|weitergeführt|erneuert)"
)
# Prolonged by itself: «verlängert sich um», «gilt als um … verlängert», «bleibt jeweils weitere … in Kraft».
_AUTOMATIC_RE = re.compile(
    r"(?:verlänger(?:t|n) (?:sie |er |es )?(?:[\w-]{1,30} ){0,6}?sich|sich (?:[^;.<]"
    r"|<[A-Z]\d+>){0,140}?verlänger(?:t|n)(?!\w)|sich(?: [\w<>]{1,20}){0,8} verlängern"
    r"|gilt (?:[^;.<]|<[A-Z]\d+>){0,120}?als (?:[^;.<]|<[A-Z]\d+>){0,60}?verlängert|setzt sich|verlängert sich"
    r"|(?:stillschweigend|automatisch)\w{0,2} (?:[\w-]{1,24} ){0,4}?(?:verlänger|fortges|um <L)"
    r"|(?:[Ss]tillschweigende|[Aa]utomatische) (?:Verlängerung|Fortsetzung))"
)
_STAYS_RE = re.compile(
    r"(?<!\w)(?:bleibt|bleiben|gilt|gelten|läuft|laufen|besteht|bestehen|wirkt)(?!\w)(?P<between>(?:[^;.<]"
    r"|<[DPR]\d+>){0,90}?)<L(?P<length>\d+)>"
    r"(?P<after>[^;.<]{0,40}?)(?:in Kraft|bestehen|gültig|wirksam|weiter|fort|fortbestehen|verbindlich)(?!\w)"
)
_STAYS_SHORT_RE = re.compile(
    r"(?<!\w)(?:gilt|gelten|läuft|laufen)(?!\w)(?P<between>[^;.<]{0,60}?)(?:für |um )?(?P<again>jeweils )(?:für "
    r"|um )?(?:ein(?:en)? |weitere[sn]? )?<L(?P<length>\d+)>"
)
_AGAIN_RE = re.compile(r"(?i:weitere|jeweils|erneut|nochmals|abermals)")
_BY_RE = re.compile(
    r"(?<!\w)(?:[Uu]m|[Ff]ür|[Aa]uf)(?: (?:jeweils|je|ein|eine|einen|weitere[rsn]?|zusätzliche[rn]?"
    r"|die Dauer von|die Dauer|den Zeitraum von|einen Zeitraum von|eine Dauer von|höchstens"
    r"|maximal|längstens|nochmals|bis zu|wiederum|erneut|zunächst|insgesamt)){0,5} <L(?P<length>\d+)>"
)
_EACH_RE = re.compile(r"(?:jeweils|weitere|weiteres|als) <L(?P<length>\d+)>(?= (?:verlänger|fort))")
_SAME_RE = re.compile(
    r"um (?:jeweils )?(?:den|die) (?:gleiche|selbe|vereinbarte|ursprüngliche)n? |um (?:jeweils )?(?:denselben"
    r"|dieselbe)|um die(?:se)? Laufzeit|um einen gleichen Zeitraum"
)
_NOT_BY_ITSELF_RE = re.compile(
    r"(?i:(?:keine|nicht|ohne)(?: \w{1,20}){0,2} (?:automatisch|stillschweigend)\w{0,3}|(?:automatische"
    r"|stillschweigende)\w? (?:verlängerung|fortsetzung)(?: \w{1,30}){0,5}? (?:nicht|ausgeschlossen|findet nicht"
    r"|erfolgt nicht)"
    r"|verlänger(?:t|n) sich nicht(?!,| nur| spätestens| mindestens| bis| wenn| sofern| <)"
    r"|verlängert sie sich nicht(?!,| <| spätestens)|keine[r]? verlängerung"
    r"|eine verlängerung (?:ist ausgeschlossen|erfolgt nicht|findet nicht))"
)
_BY_DECISION_RE = re.compile(
    r"(?i:ausdrücklich\w{0,3} (?:schriftlich\w{0,3} )?(?:verlänger|vereinbar|fortsetz)|(?:kann|können|soll"
    r"|sollen|könnte|darf)(?!\w)(?:[^;.<]|<[A-Z]\d+>){0,140}?(?:verlängert|fortgesetzt|fortgeführt|erneuert)"
    r"|(?:verlängerung|fortsetzung|fortführung)(?:[^;.<]|<[A-Z]\d+>){0,100}?(?:möglich|zulässig|bedarf|bedürfen"
    r"|vorgesehen|angestrebt|beabsichtigt|setzt .{0,40}voraus|erfordert)"
    r"|einvernehmlich\w{0,3} (?:\w{1,20} ){0,5}?verlänger|verlängerungsoption|option (?:auf|zur) verlängerung"
    r"|bedarf (?:es )?(?:[\w]{1,20} ){0,3}?verlängerung)"
)
# «Über eine Verlängerung entscheidet der Beirat»: a rule for it, and no word on whether it comes by itself.
_TO_BE_DECIDED_RE = re.compile(
    r"(?i:(?:verlängerung|fortsetzung|fortführung|weiterführung)(?:[^;.<]|<[A-Z]\d+>){0,100}?(?:entscheid"
    r"|vereinbar|verhandel|verständig|berat|berät|beschließ|vorschlag)"
    r"|(?:entscheid|vereinbar|verhandel|verständig|berat|berät|beschließ|vorschlag)(?:[^;.<]"
    r"|<[A-Z]\d+>){0,100}?(?:verlängerung|fortsetzung|fortführung|weiterführung))"
)
_HOW_RE = re.compile(
    r"(?i:einvernehm|schriftlich|ausdrücklich|beschl[ou]ss|beschließ|entscheid|zustimm|vereinbar|bedarf|bedürfen"
    r"|antrag|verhandel|verständig|stillschweig|automatisch|vorschlag|evaluat|auswertung|spätestens|<[LDR]\d)"
)
_OTHERS_RE = re.compile(
    r"(?i:frist(?!los)[^;.,]{0,40}verlänger|verlänger\w{0,4} die frist|öffnungszeit|aufenthalt|abgabefrist)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewalReading:
    """What one sentence says of a prolongation.

    Attributes:
        automatic: It happens unless somebody stops it; None where the sentence only foresees one.
        period: ISO duration of each prolongation, or None.
        same_period: It lasts as long as the first term did.
        has_rule: The sentence says how it comes about.
        span: The place in the document.
        confidence: 0 to 1.
        rule: Name of the rule.
    """

    automatic: bool | None
    period: str | None
    same_period: bool = False
    has_rule: bool
    span: Span
    confidence: float
    rule: str


def read_renewals(statement: Statement) -> Iterator[RenewalReading]:
    """Yield what a sentence says of prolonging the agreement."""
    text = statement.text
    stays = _STAYS_RE.search(text) or _STAYS_SHORT_RE.search(text)
    verb = _VERB_RE.search(text)
    if stays is not None and _says_again(statement, stays) and not (verb and _AUTOMATIC_RE.search(text)):
        confidence = trust(statement, stays.start())
        if confidence is not None:
            yield _reading(
                statement, stays, True, statement.template.length(stays["length"]), confidence, "stays_in_force"
            )
        return
    if verb is None or _OTHERS_RE.search(text):
        return
    confidence = trust(statement, verb.start())
    if confidence is None or (statement.role not in TERM_ROLES and statement.about_at(verb.start()) is None):
        return
    by = _BY_RE.search(text) or _EACH_RE.search(text)
    period = statement.template.length(by["length"]) if by else None
    if _NOT_BY_ITSELF_RE.search(text):
        yield _reading(statement, verb, False, None, confidence, "not_by_itself")
    elif _BY_DECISION_RE.search(text) and not _AUTOMATIC_RE.search(text):
        yield _by_decision(statement, verb, period, confidence)
    elif _TO_BE_DECIDED_RE.search(text) and not _AUTOMATIC_RE.search(text):
        yield replace(_by_decision(statement, verb, period, confidence), automatic=None, has_rule=True)
    elif _AUTOMATIC_RE.search(text):
        yield _reading(
            statement,
            verb,
            True,
            period,
            confidence,
            "prolongs_itself",
            same=period is None and _SAME_RE.search(text) is not None,
        )


def _by_decision(statement: Statement, verb: re.Match[str], period: str | None, confidence: float) -> RenewalReading:
    has_rule = _HOW_RE.search(statement.text) is not None
    return RenewalReading(
        automatic=False if has_rule or period else None,
        period=period,
        has_rule=has_rule,
        span=proof(statement, verb.start(), verb.end()),
        confidence=confidence - 0.1,
        rule="renewal_by_decision",
    )


def _says_again(statement: Statement, match: re.Match[str]) -> bool:
    raw = statement.template.mark(match["length"]).raw
    return _AGAIN_RE.search(match[0]) is not None or _AGAIN_RE.search(raw) is not None


def _reading(
    statement: Statement,
    match: re.Match[str],
    automatic: bool,
    period: str | None,
    confidence: float,
    rule: str,
    *,
    same: bool = False,
) -> RenewalReading:
    return RenewalReading(
        automatic=automatic,
        period=period,
        same_period=same,
        has_rule=True,
        span=proof(statement, match.start(), match.end()),
        confidence=confidence,
        rule=f"renewal_{rule}",
    )
