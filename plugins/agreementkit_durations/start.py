"""When an agreement begins: a day, a school year, or an event such as the last signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from agreementkit import Statement
from agreementkit_durations.readings import Reading, is_about_a_change, iso_or_none, proof, term_cue, trust

_IN_FORCE = (
    r"(?:in Kraft|in Wirksamkeit|inkraft|wirksam|rechtswirksam|rechtskräftig|gültig|Gültigkeit|Geltung|Rechtskraft"
    r"|zur Anwendung)"
)
_FROM = (
    r"(?:[Aa]b|[Vv]om|[Vv]on|[Ss]eit|beginnend(?: am| mit| ab| zum)?|[Mm]it Wirkung (?:vom|zum|ab|von)"
    r"|[Rr]ückwirkend(?: mit Wirkung)?(?: zum| ab| vom| auf den)?|[Mm]it Beginn|[Mm]it|[Zz]um|[Zz]u"
    r"|[Aa]m)(?: dem| den| der| des)?"
)
_SHARED_WORK = r"(?:die|ihre|unsere) (?:\w{5,20} )?(?:Zusammenarbeit|Kooperation|Partnerschaft)"
_TAKEN_UP_RE = re.compile(
    rf"(?:nehmen|nimmt) [^;.<]{{0,40}}{_SHARED_WORK}(?!\w)[^;.]{{0,60}} auf(?!\w)"
    rf"|{_SHARED_WORK} (?:wird|werden)[^;.]{{0,120}} (?:aufgenommen|begonnen|gestartet)(?!\w)"
    rf"|wird {_SHARED_WORK} (?:aufgenommen|begonnen)(?!\w)",
    re.IGNORECASE,
)
_RULES = (
    (
        "in_force_on",
        re.compile(
            r"(?<!\w)(?:tritt|treten|trat|trete|getreten|gesetzt|wird|werden|wurde|ist|erlangt"
            r"|erlangen)(?!\w)(?![^;<]{0,60}außer Kraft)"
            rf"[^;<]{{0,110}}?(?P<raw>(?:rückwirkend )?{_FROM}) "
            r"(?:<[PR]\d+>[^;<]{0,20}|<D\d+> (?:am |zum |\())?<D(?P<day>\d+)>"
            rf"(?=[^;<]{{0,90}}?{_IN_FORCE})"
            r"(?![^;<]{0,40}außer Kraft)"
        ),
    ),
    (
        "in_force_from_front",
        re.compile(
            rf"(?:^|[^\w<])(?P<raw>{_FROM}) <D(?P<day>\d+)>,? (?:tritt|treten|wird"
            rf"|werden)(?!\w)(?![^;<]{{0,80}}außer)[^;<]{{0,110}}?{_IN_FORCE}"
        ),
    ),
    (
        "predicate_first",
        re.compile(
            rf"(?:^|[^\w<])(?:In Kraft|Wirksam|Rechtswirksam|Gültig) (?:tritt|treten|wird|werden|ist)(?!\w)"
            rf"[^;<]{{0,80}}? (?P<raw>(?:rückwirkend )?{_FROM}) <D(?P<day>\d+)>(?![^;<]{{0,40}}außer Kraft)"
        ),
    ),
    (
        "in_force_label",
        re.compile(
            r"(?:[Ii]n Kraft(?:tritt|treten)?|Inkrafttretens?|In-Kraft-Tretens?|wirksam|[Vv]ertragsbeginn"
            r"|[Ll]aufzeitbeginn|Beginn)"
            r"(?: (?:der|des|dieser|dieses) \w{3,40})?(?: (?:sie|er|es|tritt sie|getreten))?:?"
            r"(?P<raw>(?: (?:ist|auf|wird|am|zum|ab|mit|vom|rückwirkend|Wirkung|dem|der|den"
            r"|seit)){0,5}) <D(?P<day>\d+)>(?!(?:[^;<]{0,30}außer Kraft)|[^;,<]{0,40}\b(?:gekündigt|kündb))"
        ),
    ),
    (
        "valid_from",
        re.compile(
            r"(?<!\w)(?:gilt|gelten|gültig|läuft|laufen|besteht|bestehen|geschlossen|abgeschlossen|vereinbart"
            r"|eingegangen"
            r"|befristet|Dauer|Zeit|Zeitraum|Wirkung|wirksam|\w{0,20}[Ll]aufzeit|Geltungsdauer|Vertragsdauer"
            r"|Gültigkeit|Kraft|getroffen"
            r"|schließen|vereinbaren|erstreckt)(?!\w)[^;<]{0,50}?(?<!\w)(?P<raw>(?:[Aa]b|[Mm]it|[Vv]om|[Vv]on|[Ss]eit"
            r"|beginnend(?: am| mit| ab| zum)?"
            r"|[Mm]it Wirkung (?:vom|zum|ab|von)|[Rr]ückwirkend(?: mit Wirkung)?(?: zum| ab| vom)?)(?: dem| den"
            r"| der)?) "
            r"(?:(?:Beginn des )?(?:Kindergarten|Kita|Schul)jahre?s? [0-9/]{4,9} \("
            r"(?:ab |also |am |dem )?)?<D(?P<day>\d+)>"
        ),
    ),
    (
        "length_from",
        re.compile(
            r"<L\d+>[^;,<]{0,40}?(?<!\w)(?P<raw>(?:ab|vom|von|seit|beginnend(?: am| mit| ab| zum)?"
            r"|mit Wirkung (?:vom|zum|ab))(?: dem)?) <D(?P<day>\d+)>"
        ),
    ),
    (
        "from_until",
        re.compile(
            r"(?:^|[^\w<])(?P<raw>(?:[Vv]om|[Vv]on|[Aa]b|[Ss]eit|[Mm]it Wirkung (?:vom|zum|ab)"
            r"|[Rr]ückwirkend (?:ab|vom|zum))(?: dem)?)"
            r" <D(?P<day>\d+)>[^;]{0,110}?(?<!\w)(?:geschlossen|abgeschlossen|vereinbart|gilt|gelten|gültig"
            r"|wirksam|befristet|eingegangen"
            r"|in Kraft|läuft|besteht|getroffen)(?!\w)"
        ),
    ),
    (
        "closed_on",
        re.compile(
            r"(?<!\w)(?P<raw>(?:zum|ab|mit Wirkung zum)(?: dem)?) <D(?P<day>\d+)> (?:geschlossen|abgeschlossen"
            r"|vereinbart|eingegangen|eingerichtet)(?!\w)"
        ),
    ),
    (
        "begins_on",
        re.compile(
            r"(?<!\w)(?:[Bb]eginnt|[Bb]eginnen|[Bb]egann|[Ss]tartet|[Ll]os geht es|[Ss]tart ist|[Aa]ufgenommen"
            r"|[Bb]eginnend)(?!\w)[^;<]{0,50}?(?:<P\d+>[^;<]{0,6})?"
            r"(?P<raw>(?:am|zum|mit|ab|mit Wirkung vom)(?: dem)?) <D(?P<day>\d+)>"
        ),
    ),
    (
        "taken_up_on",
        re.compile(
            r"(?<!\w)(?P<raw>(?:[Aa]m|[Zz]um|[Mm]it|[Aa]b|[Mm]it Wirkung (?:vom|zum))(?: dem)?) <D(?P<day>\d+)>"
            rf" (?:wird {_SHARED_WORK} (?:aufgenommen|begonnen)|nehmen [^;,.<]{{2,60}}{_SHARED_WORK} auf)(?!\w)"
        ),
    ),
    (
        "is_taken_up_on",
        re.compile(
            rf"{_SHARED_WORK} (?:(?:wird|werden) )?(?P<raw>(?:am|zum|mit|ab|mit Wirkung (?:vom|zum))(?: dem)?)"
            r" <D(?P<day>\d+)> (?:auf(?=[ .,;]|\Z)|(?:aufgenommen|begonnen|gestartet)(?!\w))",
            re.IGNORECASE,
        ),
    ),
    ("range", re.compile(r"(?P<raw>)<D(?P<day>\d+)> ?(?:[-–—−]|bis(?: [a-zß]{2,14}){0,3}) ?<D\d+>")),
)
_LIMIT_RE = re.compile(
    r"(?<!\w)(?:[Ff]rühestens|[Ss]pätestens|jedoch nicht vor|nicht jedoch vor|nicht vor|andernfalls|ansonsten)(?!\w)"
)
_GOES_ON_FROM_RE = re.compile(r"[^;]{0,140}?(?:gilt|läuft|besteht)(?!\w)[^;,<]{0,60}? (?:fort|weiter)(?!\w)")
_RENEWED_FROM_RE = re.compile(
    r"(?i:widersp[rt]|kündig)[^;]{0,120}?(?<!\w)(?:kein\w{0,2}|nicht|niemand)(?!\w)[^;]{0,160}? weitere[rsn]? <L"
)
_NOT_BEFORE_RE = re.compile(r"(?<!\w)(?:[Ff]rühestens|nicht(?: \w{3,10})? vor)(?!\w)")

_STRONG = r"(?:[Aa]uf|[Mm]it|[Aa]b|[Aa]m|[Zz]um|[Bb]ei|[Dd]urch|[Ss]obald|[Vv]on|[Vv]om)"
_WEAK = r"(?:[Nn]ach|[Ww]enn|[Nn]achdem|[Vv]orbehaltlich|der)"
_EVENTS = (
    (
        "signature",
        (
            r"(?:\w{0,20}[Uu]nterzeichnung\w{0,10}|\w{0,20}[Uu]nterschrift\w{0,12}|unterzeichnet|unterschrieben"
            r"|Gegenzeichnung|Zeichnung|Unterfertigung)"
        ),
    ),
    (
        "publication",
        (
            r"(?:\w{0,20}[Bb]ekanntmachung\w{0,4}|\w{0,8}[Vv]eröffentlichung\w{0,4}|Verkündung|bekannt ?gemacht"
            r"|veröffentlicht)"
        ),
    ),
    (
        "ratification",
        (
            r"(?:Ratifi\w{3,14}|ratifiziert|Zustimmung|zugestimmt|zustimm\w{0,4}|Genehmigung\w{0,4}|genehmigt"
            r"|Beschlussfassung|Ratsbeschluss|beschlossen)"
        ),
    ),
)
_EVENT_RES = tuple(
    (
        event,
        re.compile(rf"(?<!\w){_STRONG}(?: [\w/()-]{{1,30}},?){{0,9}}? (?P<noun>{noun})(?!\w)"),
        re.compile(rf"(?<!\w){_WEAK}(?: [\w/()-]{{1,30}},?){{0,9}}? (?P<noun>{noun})(?!\w)"),
    )
    for event, noun in _EVENTS
)
_NOT_BY_ALL_RE = re.compile(
    r"(?<!\w)(?:mindestens|wenigstens|(?:ersten?|erste[rn]) (?=\w{0,20}[Uu]nter)"
    r"|durch eine[nr]? der|die Hälfte|Mehrheit|zwei Drittel)(?!\w)"
    r"|(?<!\w)erste[rn]? \w{0,20}[Uu]nter(?:schrift|zeichnung)"
)
_EVENT_CUE_RE = re.compile(
    rf"(?<!\w)(?:{_IN_FORCE}|Rechtswirksam|erlangt(?=[^;]{{0,160}} Wirksamkeit(?!\w))"
    r"|[Ii]nkrafttreten|In-Kraft-Treten|beginnt|gilt|gelten|läuft|startet|Beginn"
    r"|Vertragsbeginn|geschlossen|abgeschlossen|begrenzt|befristet)(?!\w)"
)
_DAY_AFTER_RE = re.compile(
    r"(?:[Tt]age? nach|(?:folgenden|nächsten) Tage?\b|[Tt]age?, der (?:auf|nach)[^;<]{0,80}folgt)"
)
_MONTH_AFTER_RE = re.compile(
    r"(?:ersten Tage?s?|1\.|Ersten|Monatsersten|Beginn|Monat)[^;<]{0,70}?(?:folgenden|folgt|nächsten"
    r"|Folgemonats)|folgenden (?:Monatsersten|Kalendermonats|Monats)|(?:Folgemonats?|Monat,? (?:der|nach))"
)


def read_starts(statement: Statement, signed_on: date | None) -> Iterator[Reading]:
    """Yield what a sentence says of the beginning.

    Args:
        statement: A sentence.
        signed_on: The last day of the signature block; «on the day after the last signature» is computed from it.
    """
    text = statement.text
    if not (term_cue(text) or _TAKEN_UP_RE.search(text)) or is_about_a_change(statement):
        return
    dated = next(_dated(statement), None)
    event = _event(statement, signed_on)
    if dated is None:
        if event is not None:
            yield event
        return
    limited = event is not None and _LIMIT_RE.search(text)
    if limited and event is not None and event.event == "signature" and dated.value and signed_on is not None:
        later = max(event.value or signed_on.isoformat(), dated.value)
        if _NOT_BEFORE_RE.search(text):
            yield replace(event, value=later, raw=f"{event.raw} / {dated.raw}", confidence=0.8, computed=True)
            return
    if limited and event is not None:
        # «frühestens am 1. Januar»: which of the two days it was, only the event tells
        yield Reading(
            value=None,
            raw=f"{event.raw} / {dated.raw}",
            span=event.span,
            confidence=0.7,
            rule="start_not_before",
            # no day of signature may be put in for it later
            event=event.event if event.event != "signature" else None,
        )
        return
    yield dated


def _dated(statement: Statement) -> Iterator[Reading]:
    text, template = statement.text, statement.template
    for rule, pattern in _RULES:
        for match in pattern.finditer(text):
            confidence = trust(statement, match.start())
            if rule == "from_until" and _GOES_ON_FROM_RE.match(text, match.start()):
                continue  # «ab dem … gilt sie unbefristet fort» is what comes after the first term
            if _RENEWED_FROM_RE.search(text):
                continue  # «Widerspricht niemand, gilt sie ab … für weitere drei Jahre» prolongs
            if confidence is None or (rule == "range" and not term_cue(text)):
                continue
            mention = template.date(match["day"])
            if mention.raw.startswith(("Ablauf", "Ende", "Schlu", "Auslauf")):
                continue  # «endet mit Ablauf des Jahres 2020»
            raw = " ".join(f"{match['raw']} {mention.raw}".split())
            if rule in {"range", "from_until", "valid_from"}:
                raw = mention.raw
            begin = match.start("raw") if match["raw"] else match.start()
            yield Reading(
                value=iso_or_none(mention.first_day),
                raw=raw,
                span=proof(statement, begin, match.end()),
                confidence=confidence if mention.precision == "day" else confidence - 0.1,
                rule=f"start_{rule}",
                suggestions=mention.suggestions,
                problem=mention.problem,
            )
            return


def _event(statement: Statement, signed_on: date | None) -> Reading | None:
    text = statement.text
    cue = _EVENT_CUE_RE.search(text)
    confidence = trust(statement, cue.start()) if cue else None
    if cue is None or confidence is None or "außer Kraft" in text:
        return None
    hits = [
        (strength, match.start("noun"), match, event)
        for event, strong, weak in _EVENT_RES
        for strength, match in ((0, strong.search(text)), (1, weak.search(text)))
        if match and _belongs(text, match, cue)
    ]
    if not hits:
        return None
    strength, _, match, event = min(hits, key=lambda hit: hit[:2])
    if _NOT_BY_ALL_RE.search(text, match.start(), min(len(text), match.end() + 40)):
        return None  # the last signature is not the one that counts
    raw = match[0]
    value = None
    if event == "signature" and (offset := _offset(text)):
        limited = _LIMIT_RE.search(text) is not None and "<D" in text
        value = None if limited else iso_or_none(_shifted(signed_on, offset))
        raw = text[match.start() : cue.start()].strip() if cue.start() > match.end() else raw
        confidence = min(confidence, 0.8)
        if value is None:
            return Reading(
                value=None,
                raw=raw,
                span=proof(statement, match.start(), match.end()),
                confidence=confidence,
                rule="start_after_event",
                event=None,
            )
    return Reading(
        value=value,
        raw=raw,
        span=proof(statement, match.start(), match.end()),
        confidence=confidence - 0.1 * strength if event != "signature" else confidence,
        rule="start_event",
        event=event,
        computed=value is not None,
    )


def _belongs(text: str, event: re.Match[str], cue: re.Match[str]) -> bool:
    """Whether event and beginning stand in one statement, near each other and not across a semicolon."""
    first, last = sorted((event.start(), cue.start()))
    return last - first < 220 and ";" not in text[first:last]


def _offset(text: str) -> str | None:
    if _MONTH_AFTER_RE.search(text):
        return "month"
    return "day" if _DAY_AFTER_RE.search(text) else None


def _shifted(signed_on: date | None, offset: str) -> date | None:
    if signed_on is None:
        return None
    if offset == "day":
        return signed_on + timedelta(days=1)
    return date(signed_on.year + signed_on.month // 12, signed_on.month % 12 + 1, 1)
