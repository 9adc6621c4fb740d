"""Quantified targets: what is to rise, fall or stay, by how much, against what, until when.

Decisions: «von 26,9 auf 30,1 Prozent» is a rise of 3.2 Prozentpunkte, since the difference of two percentages is one of
points. «auf dem Niveau des Vorjahres» is «hold» with change 0. «auf 40 % steigern» without a starting value is a rise
whose size the text does not give: change None. A number to be reached that is no change («mindestens 80 Familien») is
no target. K1, K2 and K3 are the Kennzahlen of § 48a SGB II.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from agreementkit import Document, JsonValue, Span
from agreementkit_goals.baselines import YEAR_RE, baseline_of, from_base, start_year
from agreementkit_goals.directions import Direction, direction_near, held_at
from agreementkit_goals.indicators import counted_unit, find_indicator, is_measured_noun, name_at
from agreementkit_goals.measures import POINTS, Measure, find_measures, has_measure, number
from agreementkit_goals.phrases import mask_asides

__all__ = ["Context", "Target", "find_target", "is_share", "only_year", "read_target"]

LONGEST_SENTENCE = 1500
LONGEST_BEFORE = 300
_CONDITION_RE = re.compile(
    r"\s{0,3}(?:(?:Die|Der|Das)\s\w+\s)?(?:Weicht|Weichen|Wird|Werden|Wenn|Falls|Sofern|Soweit|Sollte|Sollten|Steigt|Steigen|Sinkt|Sinken|Erhöht|Verringert|Übersteigt|Liegt"
    r"|Bei\s(?:einer\s|einem\s)?(?:\w+\s)?(?:Abweich\w+|Unterschreit\w+|Überschreit\w+|\w*[Vv]erfehlung\w*|Nichterreich\w+)|Bei\s[^,.;]{0,60}?(?:weniger|mehr|höher|niedriger)\sals)(?!\w)"
)
_LAW_RE = re.compile(
    r"\s{0,3}(?:Nach\s(?:dem\s\w*[Gg]esetz\w*|§)|Laut\s|Gesetzlich|Das\s\w*[Gg]esetz\s|Der\sBund\s|Die\sBundesregierung\s)"
)
_MAY_RE = re.compile(r"(?<!\w)(?:kann|können|könnten?|dürfen)(?!\w)")
_REASON_RE = re.compile(r"\s{0,3}(?i:da|weil|obwohl|obgleich|nachdem|wenn|falls|sofern|soweit|solange|während)\s")
_REACHED_RE = re.compile(r"erreicht,?\s{1,3}(?:wenn|sobald|falls)(?!\w)")
_FACT_RE = re.compile(
    r"(?<!\w)(?:stieg|stiegen|sank|sanken|betrug|betrugen|lag|lagen|wuchs|wuchsen|konnte|konnten|war|waren|hatte|hatten|Derzeit|(?<!von\s)derzeit|wurde|wurden|nahm|nahmen|ging|gingen|fiel|fielen|kam|kamen|gab|nutzten|verzeichneten?|verließen)(?!\w)"
    r"|(?<!\w)(?:gestiegen|gesunken|gewachsen|zurückgegangen)(?!\w)|(?<!\w)(?:hat|haben)\ssich(?!\w)[^.]{0,80}(?:erhöht|verringert|verbessert|vermindert|verkürzt|reduziert|verdoppelt|halbiert|verlängert)"
    r"|(?<!\w)(?:hat|haben)\s[^.;,]{0,120}?(?:gesenkt|gesteigert|erhöht|verringert|reduziert|halbiert|verdoppelt|ausgebaut|eingespart)(?!\w)|(?<!\w)bereits\sum(?!\w)"
)
_THRESHOLD_RE = re.compile(
    r"(?<!\w)(?:verfehl\w*|abweich\w*|Abweichung\w*|weicht|Kürzung|gekürzt|Preis\w*|Entgelt\w*|Zuschuss|Pauschale|Vergütung|Betriebskosten|Erfüllungsgrad|gemindert|begrenz\w*|überschr\w+|unterschr\w+|übersteig\w+)(?!\w)"
)
_PAID_RE = re.compile(
    r"(?i:zusch(?:uss(?!bedarf)|üsse)|vergütung|entgelt|(?<!ver)miete\b|gebühr|(?<!deckungs)beitr[aä]g|pauschale|preis|gehalt|gehälter|umlage|(?<!durch)laufzeit|arbeitszeit|stellenanteil"
    r"|(?:träger|eigen|förder|finanzierungs|kosten)anteil|honorar|tarif|budget|wochenstunden|stellenumfang|stellenplan|mehrheit|zuwendung|finanzierung|\blöhne|stundenlohn)"
    r"|Förder(?:ung|quote|satz|mittel)|(?<!\w)Frist|(?:Kündigungs|Zahlungs|Widerspruchs|Vertrags)frist|(?<!\w)Mittel(?!\w)|[a-z]mittel(?!\w)|[Ss]teuer(?!ung|kraft)|Vertrag|Vereinbarung"
)
_OF_COSTS_RE = re.compile(
    r"\s(?:der|an\sden|von\sden)\s(?:zuwendungsfähigen\s|förderfähigen\s|tatsächlichen\s)?(?:\w*[Kk]osten|Ausgaben|Aufwendungen)(?!\w)"
)
# «um zwei Kinder kleiner als im Regelbetrieb» compares with another thing, not with another time.
_PER_UNIT_RE = re.compile(r"\s(?:je|pro)\s(?!\w*[Jj]ahr|Quartal|Monat)")
_COMPARED_RE = re.compile(
    r"\s{0,2}(?:größer|kleiner|höher|niedriger|länger|kürzer)\s(?:\w+\s){0,2}als\s(?!(?:im\s|in\s|am\s|zu\s|der\s|das\s|die\s)?(?:\w*[Jj]ahr|(?:19|20)\d\d|bisher|derzeit|heute|zuvor|Beginn))"
)
_RATE_RE = re.compile(
    r"(?:Ziel(?:wert|vorgabe)|Veränderungs(?:rate|quote|wert)|Steigerungs?rate|Steigerung|Zuwachs|Rückgang|Zunahme|Abnahme|Reduzierung|Reduktion|Senkung|Erhöhung|Einsparung|Minderung|Plus|Minus)"
    r"\W{0,4}(?:\w+\s){0,6}\W{0,3}\Z"
)

_YEAR_RE = re.compile(r"(?<![\w/-])(?<![^.\d]\.)(?<!\d\d\d\.)((?:19|20)\d\d)(?![\w/-]|\.\d)")
_BESIDE_RE = re.compile(
    r"\s(?P<side>unter|über)\s(?:dem|den)\s(?:Wert|Stand|Niveau|Ergebnis|Ausgangswert|Vorjahres\w+)(?!\w)"
)
_ABOVE_OTHER_RE = re.compile(
    r"\s(?:unter|über)\s(?:dem|den|der)\s\w*(?:[Ss]chnitt|[Mm]ittel|Wert|Durchschnittswert)(?!\w)"
)
_LIES_RE = re.compile(r"(?<!\w)lieg(?:en|t)(?!\w)")
_MORE_RE = re.compile(r"\s(?P<word>mehr|weniger|höhere?|geringere?)\s(?=[A-ZÄÖÜ]|[a-zäöüß]{3,30}\s[A-ZÄÖÜ])")
_TWICE_RE = re.compile(r"[Dd]oppelt\sso\sviele?\s")
_INTENT_RE = re.compile(
    r"(?<!\w)(?:Ziel|soll|sollen|wird|werden|wollen|entwickel\w*|verändert|möchten|steht|liegt)(?!\w)|(?<!\w)(?:zu\s\w{4,}en|\w{2,}zu\w{4,}en)(?!\w)"
)
_IS_SHARE_RE = re.compile(r"(?:[Qq]uote|[Aa]nteil\w*|rate|grad)(?!\w)")


@dataclass(frozen=True, slots=True)
class Target:
    """A quantified target and the sentence that gives it.

    Attributes:
        value: ``indicator``, ``direction``, ``change``, ``unit``, ``baseline``, ``year`` as the record has them.
        span: The sentence, in the document's text.
    """

    value: dict[str, JsonValue]
    span: Span


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a goal's own words and belongs to them.

    Attributes:
        heading: The goal's own words, where a sentence names no indicator itself.
        stem: What leads into the list the goal is an item of («Bis 2027 sollen»).
        tail: What closes that list («gesenkt werden.»).
        year: The agreement's year, where neither the sentence nor the stem names one.
    """

    heading: str = ""
    stem: str = ""
    tail: str = ""
    year: int | None = None


def find_target(document: Document, scopes: Sequence[Span], context: Context) -> Target | None:
    """Return the first quantified target in the sentences of a goal, or None.

    Args:
        document: The document.
        scopes: Where to look, in order.
        context: What stands around the goal.
    """
    for scope in scopes:
        if not has_measure(document.text[scope.start : scope.end]):
            continue
        sentences = document.sentences_in(*scope)
        for index, sentence in enumerate(sentences):
            text = _words(document, sentence)
            if not has_measure(text):
                continue
            before = _words(document, sentences[index - 1]) if index else _before(document, scope.start)
            value = read_target(text, context, before=before)
            if value is not None and (scope == scopes[0] or _is_figure(value)):
                if value["change"] is None:
                    after = _words(document, sentences[index + 1]) if index + 1 < len(sentences) else ""
                    value = from_base(value, f"{before} {after}", text)
                return Target(value, sentence)
    return None


def _is_figure(value: Mapping[str, JsonValue]) -> bool:
    """Whether a target below a goal's heading is one in figures; «zwei weitere Nachmittage» there is a measure."""
    return value["unit"] in ("%", POINTS) or value["baseline"] is not None or is_measured_noun(str(value["indicator"]))


def _words(document: Document, span: Span) -> str:
    return " ".join(document.text[span.start : min(span.end, span.start + LONGEST_SENTENCE)].split())


def _before(document: Document, start: int) -> str:
    """The sentence directly before a goal, in the same paragraph; it may name what the goal only calls «sie»."""
    found = document.sentences_in(max(0, start - LONGEST_BEFORE), start)
    if not found or "\n\n" in document.text[found[-1].end : start]:
        return ""
    return _words(document, found[-1])


def read_target(sentence: str, context: Context = Context(), *, before: str = "") -> dict[str, JsonValue] | None:
    """Return the target that a sentence sets, or None.

    Args:
        sentence: The sentence, blanks only between its words.
        context: What stands around it.
        before: The sentence before it, for what it only calls «sie».

    >>> t = read_target("Die Integrationsquote wird 2023 gegenüber dem Vorjahr um 3,0 % gesteigert.")
    >>> t["indicator"], t["direction"], t["change"], t["unit"], t["baseline"], t["year"]
    ('Integrationsquote', 'increase', 3, '%', 'Vorjahr', 2023)
    >>> read_target("Die Quote ist im Vorjahr um 3 % gestiegen.") is None
    True
    """
    if not has_measure(sentence) or _LAW_RE.match(sentence):
        return None
    masked = mask_asides(sentence)
    if not _REACHED_RE.search(sentence) and (_CONDITION_RE.match(sentence) or _FACT_RE.search(masked)):
        return None
    measures = find_measures(sentence)
    for measure in measures:
        if masked[measure.start] in "_~" or _is_reason(masked, measure.start):
            continue
        change = _changed(masked, measure, context)
        if change is not None:
            return _value(sentence, change, measure.start, context, before)
    held = held_at(masked)
    if held is None:
        return None
    place, named = held
    level = next((m for m in measures if m.start >= place and m.value), None)
    base = sentence[level.start : level.end] if level else None
    value = _value(sentence, _Change("hold", Decimal(0), "%", base, None), place, context, before)
    if value is None or not (named or level or is_measured_noun(str(value["indicator"]))):
        return None
    return value


@dataclass(frozen=True, slots=True)
class _Change:
    direction: Direction
    change: Decimal | None
    unit: str | None
    start_value: str | None
    start_year: str | None
    indicator: str | None = None


def _is_reason(masked: str, place: int) -> bool:
    """Whether a measure stands in a clause of reason, condition or leave: «Da der Anteil um 5 % steigt, …»."""
    start = max(masked.rfind(sign, 0, place) for sign in ",;:") + 1
    if _MAY_RE.search(masked, start, place):
        return True
    return _REASON_RE.match(masked, start) is not None and not _REACHED_RE.search(masked)


def _changed(sentence: str, measure: Measure, context: Context) -> _Change | None:
    """What a measure of a masked sentence says of a rise or fall, or None where it only counts something."""
    around = sentence[max(0, measure.start - 60) : measure.end + 40]
    if _THRESHOLD_RE.search(around) or _OF_COSTS_RE.match(sentence, measure.end):
        return None
    if measure.unit == "%" and _PER_UNIT_RE.match(sentence, measure.end):
        return None
    if _COMPARED_RE.search(sentence, measure.end):
        return None
    if measure.way == "from_to":
        return _from_to(sentence, measure, context)
    more = _MORE_RE.match(sentence, measure.end)
    if more is not None and measure.way in ("plain", "by") and measure.unit == "%":
        rises = more["word"].startswith(("mehr", "höher"))
        counts = measure.way == "plain" and more["word"] in ("mehr", "weniger")
        named = name_at(sentence, more.end()) if counts else None
        return _Change("increase" if rises else "decrease", measure.value, "%", None, None, named)
    beside = _BESIDE_RE.match(sentence, measure.end) if _LIES_RE.search(sentence) else None
    if beside is None and _ABOVE_OTHER_RE.match(sentence, measure.end):
        return None
    direction: Direction | None
    if measure.direction is not None:
        direction = "increase" if measure.direction == "increase" else "decrease"
    elif beside is not None:
        direction = "decrease" if beside["side"] == "unter" else "increase"
    else:
        direction = _direction(sentence, measure, context)
    if measure.way == "part" and _TWICE_RE.match(sentence, measure.start):
        named = name_at(sentence, measure.end)
        return _Change("increase", measure.value, "%", None, None, named) if named else None
    if measure.way == "part":
        return _Change(direction, measure.value, "%", None, None) if direction else None
    if measure.way == "by" or measure.signed or beside is not None:
        return _Change(direction, measure.value, measure.unit, None, None) if direction else None
    if measure.way == "to":
        return _Change(direction, None, measure.unit, None, None) if direction else None
    rate = _RATE_RE.search(sentence[max(0, measure.start - 80) : measure.start])
    if rate is None or measure.value is None:
        return None
    if measure.value == 0:
        return _Change("hold", Decimal(0), measure.unit, None, None)
    towards = direction_near(rate.group(), 0, len(rate.group()))
    return _Change(towards, measure.value, measure.unit, None, None) if towards else None


def _direction(sentence: str, measure: Measure, context: Context) -> Direction | None:
    """The direction from the sentence itself, else from the end or the beginning of the list it stands in."""
    own = direction_near(sentence, measure.start, measure.end)
    if own is not None:
        return own
    for text in (context.tail, context.stem):
        around = direction_near(text, 0, len(text)) if text else None
        if around is not None:
            return around
    return None


def _from_to(sentence: str, measure: Measure, context: Context) -> _Change | None:
    if measure.value is None:
        return None
    written = _direction(sentence, measure, context)
    by_value: Direction = "increase" if measure.value > 0 else "decrease" if measure.value < 0 else "hold"
    if written is not None and written != by_value:
        return None
    arrow = any(sign in sentence[measure.start : measure.end] for sign in ("→", ">", "⇒", "➔"))
    if written is None and not arrow and not _INTENT_RE.search(f"{context.stem} {sentence} {context.tail}"):
        return None
    year = start_year(sentence[measure.start : measure.end + 5])
    return _Change(by_value, abs(measure.value), measure.unit, measure.first, year)


def is_share(indicator: str) -> bool:
    """Whether an indicator is a share by its name, so that two plain numbers of it are percentages."""
    return _IS_SHARE_RE.search(indicator) is not None


def _value(sentence: str, change: _Change, place: int, context: Context, before: str) -> dict[str, JsonValue] | None:
    indicator = change.indicator or find_indicator(sentence, place, context.heading, before=before)
    if indicator is None or _PAID_RE.search(indicator.split(" der ")[0].split(" des ")[0]):
        return None
    unit = change.unit or (POINTS if is_share(indicator) else counted_unit(indicator))
    if unit is None:
        return None
    baseline, base_years = baseline_of(sentence, change.start_value, change.start_year)
    years = [int(found) for found in YEAR_RE.findall(sentence) if found not in base_years]
    years = years or [int(found) for found in YEAR_RE.findall(f"{context.stem} {context.tail}")]
    value: dict[str, JsonValue] = {
        "indicator": indicator,
        "direction": change.direction,
        "change": number(change.change),
        "unit": unit,
        "baseline": baseline,
        "year": max(years) if years else context.year,
    }
    if change.change is not None:
        return value
    value = from_base(value, sentence, sentence)
    return value if value["change"] is not None or unit == "%" else None


def only_year(title: str) -> int | None:
    """The year of an agreement whose title names just one, else None.

    >>> only_year("Zielvereinbarung 2023"), only_year("Vereinbarung 2023/2024")
    (2023, None)
    """
    years = set(YEAR_RE.findall(title))
    return int(years.pop()) if len(years) == 1 else None
