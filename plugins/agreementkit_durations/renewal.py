"""Whether and by how long an agreement is prolonged: by itself, by a decision, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from agreementkit import Span, Statement
from agreementkit.german import OWN_NOUN
from agreementkit_durations.readings import TERM_NOUN_RE, TERM_ROLES, proof, segment, trust
from agreementkit_durations.repetition import is_repeated

_VERB_RE = re.compile(
    r"(?i:verlänger(?:t|n|e|te|ung|ungen|bar)?(?!\w)|fortgesetzt|fortsetzung|fortführung|fortgeführt"
    r"|weiterführung|weitergeführt|erneuert|setzt (?:sie |er |es )?sich [^;.]{0,80}? ?fort(?!\w))"
)
# Prolonged by itself: «verlängert sich um», «gilt als um … verlängert», «bleibt jeweils weitere … in Kraft».
_AUTOMATIC_RE = re.compile(
    r"(?:verlänger(?:t|n) (?:sie |er |es )?(?:[\w-]{1,30} ){0,6}?sich|sich (?!(?:darüber |darin )?einig)(?:[^;.<]"
    r"|<[A-Z]\d+>){0,140}?verlänger(?:t|n)(?!\w)|sich(?: [\w<>]{1,20}){0,8} verlängern"
    r"|gilt (?:[^;.<]|<[A-Z]\d+>){0,120}?als (?:[^;.<]|<[A-Z]\d+>){0,60}?verlängert"
    r"|setzt (?:sie |er |es )?sich|verlängert sich"
    r"|(?:stillschweigend|automatisch)\w{0,2} (?:[\w-]{1,24} ){0,4}?(?:verlänger|fortges|um (?:jeweils |je )?<L)"
    r"|(?:[Ss]tillschweigende|[Aa]utomatische) (?:Verlängerung|Fortsetzung)"
    r"|(?:danach|anschließend|sodann|im Anschluss)(?: mit)? (?:jährliche|automatische)r? Verlängerung"
    r"|(?<!\w)(?:wird|werden|gilt|gelten), (?:wenn|sofern|falls|soweit)"
    r"(?:[^;.<]|<[A-Z]\d+>){0,160}? (?:nicht|kein\w{0,2})(?!\w)"
    r"(?:[^;.<]|<[A-Z]\d+>){0,160}?verlängert(?!\w)"
    r"|(?<!\w)gilt (?:sie |er |es )?(?:[\w-]{1,20} ){0,4}um (?:jeweils )?<L\d+> verlängert"
    r"|(?<!\w)(?:wird|werden)(?!\w)(?:[^;.<]|<[A-Z]\d+>){0,120}?verlängert, (?:wenn|sofern|falls|soweit|es sei denn)"
    r"(?:[^;.<]|<[A-Z]\d+>){0,80}? (?:nicht|kein\w{0,2}|kündigt)(?!\w))"
)
# «danach unbefristet»: after its first term the agreement goes on by itself, for no stated length.
_THEN_FOREVER_RE = re.compile(
    r"(?<!\w)(?:[Dd]anach|[Aa]nschließend|[Ss]odann|[Ii]m Anschluss|[Dd]arüber hinaus|[Nn]ach Ablauf[^;.,]{0,60})"
    r" (?:[^;.,]{0,60}? )?(?:unbefristet|auf unbestimmte (?:Zeit|Dauer))(?!\w)"
    r"|(?<!\w)[Aa]b dem <D\d+> (?:gilt|läuft|besteht)(?!\w)"
    r"[^;.,<]{0,60}?(?:unbefristet|auf unbestimmte (?:Zeit|Dauer)) (?:fort|weiter)(?!\w)"
)
_STAYS_RE = re.compile(
    r"(?<!\w)(?:bleibt|bleiben|gilt|gelten|läuft|laufen|besteht|bestehen|wirkt|geht)(?!\w)(?P<between>(?:[^;.<]"
    r"|<[DPR]\d+>){0,90}?)<L(?P<length>\d+)>"
    r"(?P<after>[^;.<]{0,40}?)(?:in Kraft|bestehen|gültig|wirksam|weiter|fort|fortbestehen|verbindlich)(?!\w)"
)
_STAYS_SHORT_RE = re.compile(
    r"(?<!\w)(?:gilt|gelten|läuft|laufen)(?!\w)(?P<between>[^;.<]{0,60}?)(?:für |um )?(?P<again>jeweils )(?:für "
    r"|um )?(?:ein(?:en)? |weitere[sn]? )?<L(?P<length>\d+)>"
)
# «Widerspricht niemand, gilt sie ab dem 1. Januar für weitere drei Jahre»
_UNLESS_RE = re.compile(
    r"(?i:widersp[rt]|kündig|sagt )[^;]{0,120}?(?<!\w)(?:kein\w{0,2}|nicht|niemand)(?!\w)[^;]{0,120}?"
    r", (?:so )?(?:gilt|läuft|besteht)(?!\w)(?: (?:sie|er|es|diese)|[^;]{0,120}?(?:um|für))"
    r" (?:jeweils )?(?:weitere[rsn]? )?<L(?P<length>\d+)>"
)
_AGAIN_RE = re.compile(
    r"(?i:weitere|jeweils|erneut|nochmals|abermals|(?<!\w)(?:immer|stets|anschließend|danach)(?!\w))"
)
_AND_SO_ON_RE = re.compile(r"[^;.<]{0,30}(?:und so fort|und so weiter|usw\.)")
_BY_RE = re.compile(
    r"(?<!\w)(?:[Uu]m|[Ff]ür|[Aa]uf)(?: (?:jeweils|je|ein|eine|einen|weitere[rsn]?|zusätzliche[rn]?"
    r"|die Dauer von|die Dauer|den Zeitraum von|einen Zeitraum von|eine Dauer von|höchstens"
    r"|maximal|längstens|nochmals|bis zu|wiederum|erneut|zunächst|insgesamt)){0,5} <L(?P<length>\d+)>"
)
_EACH_RE = re.compile(r"(?:jeweils|weitere|weiteres|als) <L(?P<length>\d+)>(?= (?:verlänger|fort))")
# «verlängert sich jährlich», «gilt für das folgende Haushaltsjahr fort»: a year without a number.
_YEARLY_RE = re.compile(
    r"(?:(?:verlänger(?:t|n)(?: (?:sie|er|es))? sich (?:[\w-]{1,24} ){0,3}?|(?:danach|anschließend)(?: mit)? )"
    r"(?:jährlich|von Jahr zu Jahr)"
    r"|(?:fort|fortges|verlänger|setzt)[^;<]{0,60} von (?P<one>(?:Kalender|Haushalts|Schul|Kindergarten|Kita)?[Jj]ahr)"
    r" zu (?P=one)(?!\w)"
    r"|jährliche[rn]? Verlängerung"
    r"|(?:um|für|auf) (?:das|ein) (?:jeweils )?(?:folgende|nächste|nachfolgende|darauffolgende|anschließende|weitere)s?"
    r" (?:Kalender|Haushalts|Schul|Kindergarten|Kita|Vertrags|Geschäfts)?[Jj]ahr(?!\w|e))"
)
_GOES_ON_RE = re.compile(
    r"(?<!\w)(?:gilt|läuft|besteht)(?!\w)(?:[^;.<]){0,80}?(?:(?:folgende|nächste|nachfolgende|weitere)s?"
    r" (?:Kalender|Haushalts|Schul|Kindergarten|Vertrags)?[Jj]ahr|von Jahr zu Jahr) (?:fort|weiter)(?!\w)"
    r"|(?<!\w)danach von Jahr zu Jahr (?:fort|weiter)(?!\w)"
)
# «Danach läuft sie weiter und kann … gekündigt werden»: on and on, until somebody ends it.
_RUNS_ON_RE = re.compile(
    r"(?<!\w)(?:[Dd]anach|[Aa]nschließend|[Ss]odann|[Ii]m Anschluss(?: daran)?|[Nn]ach Ablauf[^;.,<]{0,60})"
    r" (?:gilt|läuft|besteht|wird)(?!\w) (?:(?:sie|er|es|(?:die|der|das|diese[rs]?) \w{4,30}) )?"
    r"(?:\w{5,20} ){0,2}?(?:weiter|fort|fortgesetzt|fortgeführt|weitergeführt)(?!\w)(?![^;.]{0,60}(?<!\w)nicht(?!\w))"
)
# «verlängert sich, falls die Mittel bewilligt werden»: whether it does, the text cannot tell.
_ON_CONDITION_RE = re.compile(
    r"(?:verlänger|fortges)(?:[^;.<]|<[A-Z]\d+>){0,100}?, (?:falls|sofern|wenn|soweit|solange) "
    r"(?![^;]{0,240}?(?<!\w)(?:nicht|kein|niemand|ohne|weder))(?![^,;]{0,200}?(?:künd|widerspr|widerspricht|ausbleibt|unterbleibt))"
    r"(?P<consent>[^,;]{0,160}?(?i:zustimm|einig|vereinbar|beschließ|beschlossen|erklär|einverstanden))?"
)
_IF_GRANTED_RE = re.compile(
    r"(?:verlänger|fortges)[^;.<]{0,60}, (?:falls|sofern|wenn|soweit|solange) "
    r"(?![^,;]{0,120}?(?:(?<!\w)(?:nicht|kein)|künd|widerspr))"
    r"[^,;]{0,80}?(?i:förder|mittel|zuwend|bewillig|haushalt|finanz|projekt|programm)"
)
_SUBJECT_BEHIND_RE = re.compile(
    r"verlänger(?:t|n) sich (?:jeweils |dann |danach )?(?:die|der|das|diese[rs]?|ihre?|seine?)(?: [a-zäöüß]{3,20})? "
    r"(?P<noun>[A-ZÄÖÜ][\w-]{2,50})"
)
_LIMITED_RE = re.compile(
    r"(?<!\w)(?:höchstens|maximal|längstens|einmal|einmalig\w{0,2}|zweimal|dreimal|insgesamt|bis zu <L)(?!\w)"
)
_AT_MOST_RE = re.compile(r"(?:höchstens|maximal|längstens|insgesamt) \Z")
_SAME_RE = re.compile(
    r"um (?:jeweils )?(?:den|die) (?:gleiche|selbe|vereinbarte|ursprüngliche)n? |um (?:jeweils )?(?:denselben"
    r"|dieselbe)|um die(?:se)? Laufzeit|um einen gleichen Zeitraum"
)
_NOT_BY_ITSELF_RE = re.compile(
    r"(?i:(?:keine|nicht|ohne)(?: \w{1,20}){0,2} (?:automatisch|stillschweigend|von selbst)\w{0,3}|(?:automatische"
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
    r"|(?:verlängerung|fortsetzung)(?:[^;.<]|<[A-Z]\d+>){0,60}?"
    r"(?:erfolgt|tritt|kommt) (?:nur|ausschließlich|erst|zustande)"
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


GOES_ON = "renewal_goes_on"
"""The rule of what needs no word of prolonging."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewalReading:
    """What one sentence says of a prolongation.

    Attributes:
        automatic: It happens unless somebody stops it; None where the sentence only foresees one.
        period: ISO duration of each prolongation, or None.
        limited: The text says how often or until when at most.
        repeats: It comes again and again, as far as the wording tells; «um ein Jahr» alone is one prolongation.
        same_period: It lasts as long as the first term did.
        has_rule: The sentence says how it comes about.
        span: The place in the document.
        confidence: 0 to 1.
        rule: Name of the rule.
    """

    automatic: bool | None
    period: str | None
    limited: bool = False
    repeats: bool = False
    same_period: bool = False
    has_rule: bool
    span: Span
    confidence: float
    rule: str


def read_renewals(statement: Statement) -> Iterator[RenewalReading]:
    """Yield what a sentence says of prolonging the agreement."""
    text = statement.text
    stays = _STAYS_RE.search(text) or _STAYS_SHORT_RE.search(text) or _UNLESS_RE.search(text)
    verb = _VERB_RE.search(text)
    if stays is not None and _says_again(statement, stays) and not (verb and _AUTOMATIC_RE.search(text)):
        confidence = trust(statement, stays.start())
        if confidence is not None:
            yield _reading(
                statement, stays, True, statement.template.length(stays["length"]), confidence, "stays_in_force"
            )
        return
    yield from _goes_on(statement)
    if verb is None or _OTHERS_RE.search(text) or _prolongs_something_else(text):
        return
    confidence = trust(statement, verb.start())
    if confidence is None or (statement.role not in TERM_ROLES and statement.about_at(verb.start()) is None):
        return
    period = _period(statement, verb)
    condition = _ON_CONDITION_RE.search(text)
    if condition and condition["consent"]:
        yield _by_decision(statement, verb, period, confidence)
    elif (condition or _IF_GRANTED_RE.search(text)) and not _BY_DECISION_RE.search(text):
        yield replace(_by_decision(statement, verb, period, confidence), automatic=None, has_rule=True)
    elif _NOT_BY_ITSELF_RE.search(text):
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


def _prolongs_something_else(text: str) -> bool:
    """«verlängert sich diese Frist»: the subject may stand behind its verb."""
    match = _SUBJECT_BEHIND_RE.search(text)
    if match is None or re.search(OWN_NOUN, match["noun"]):
        return False
    return TERM_NOUN_RE.search(match["noun"]) is None


def _goes_on(statement: Statement) -> Iterator[RenewalReading]:
    """«danach unbefristet» and «gilt für das folgende Jahr fort», which need no word of prolonging."""
    text = statement.text
    for pattern, period in ((_THEN_FOREVER_RE, None), (_GOES_ON_RE, "P1Y"), (_RUNS_ON_RE, None)):
        match = pattern.search(text)
        confidence = trust(statement, match.start()) if match else None
        if match and confidence is not None and not _VERB_RE.search(text):
            yield _reading(statement, match, True, period, confidence - 0.05, GOES_ON.removeprefix("renewal_"))
            return


def _period(statement: Statement, verb: re.Match[str]) -> str | None:
    """How long a prolongation lasts: the length that belongs to its verb, never the one of the first term.

    «für zwei Schuljahre geschlossen und verlängert sich um ein Schuljahr»: «um» goes before «für», and what stands in
    another part of the sentence before the verb says nothing of the prolongation.
    """
    text = statement.text
    found = [
        (match, int(match["length"]))
        for match in (*_BY_RE.finditer(text), *_EACH_RE.finditer(text))
        if not _AT_MOST_RE.search(text, max(0, match.start() - 30), match.start())
    ]
    first, last = segment(text, verb.start())
    near = [item for item in found if item[0].start() >= first]
    beside = [item for item in near if item[0].start() < last]
    by = [item for item in near if item[0][0][:2].lower() == "um"]
    chosen = [item for item in beside if item in by] or by or beside or near
    lengths = [statement.template.length(str(number)) for _, number in (by or chosen[:1])]
    if lengths:
        # «zunächst um zwei Jahre, danach um ein Jahr»: the record has room for one, and which one holds is not ours
        return lengths[0] if len(set(lengths)) == 1 else None
    return "P1Y" if _YEARLY_RE.search(text) else None


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
    if _AND_SO_ON_RE.match(statement.text, match.end()):
        return True
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
        limited=automatic and _LIMITED_RE.search(statement.text) is not None,
        repeats=is_repeated(statement),
        same_period=same,
        has_rule=True,
        span=proof(statement, match.start(), match.end()),
        confidence=confidence,
        rule=f"renewal_{rule}",
    )
