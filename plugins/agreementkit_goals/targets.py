"""Quantified targets: what is to rise, fall or stay, by how much, against what, until when.

Decisions: «von 26,9 auf 30,1 Prozent» is a rise of 3.2 Prozentpunkte, since the difference of two percentages is one of
points. «auf dem Niveau des Vorjahres» is «hold» with change 0. «auf 40 % steigern» without a starting value is a rise
whose size the text does not give: change None. A number to be reached that is no change («mindestens 80 Familien») is
no target. K1, K2 and K3 are the Kennzahlen of § 48a SGB II.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from agreementkit import Document, JsonValue, Span
from agreementkit_goals.directions import Direction, direction_near, held_at
from agreementkit_goals.indicators import counted_unit, find_indicator, is_measured_noun
from agreementkit_goals.measures import POINTS, Measure, find_measures, has_measure
from agreementkit_goals.phrases import mask_asides

__all__ = ["Context", "Target", "find_target", "is_share", "number", "only_year", "read_target"]

LONGEST_SENTENCE = 1500
LONGEST_BEFORE = 300
_CONDITION_RE = re.compile(
    r"\s{0,3}(?:(?:Die|Der|Das)\s\w+\s)?(?:Weicht|Weichen|Wird|Werden|Wenn|Falls|Sofern|Soweit|Sollte|Sollten|Steigt|Steigen|Sinkt|Sinken|Erhöht|Verringert|Übersteigt|Liegt"
    r"|Bei\s(?:einer\s|einem\s)?(?:\w+\s)?(?:Abweich\w+|Unterschreit\w+|Überschreit\w+|\w*[Vv]erfehlung\w*|Nichterreich\w+))(?!\w)"
)
_LAW_RE = re.compile(
    r"\s{0,3}(?:Nach\s(?:dem\s\w*[Gg]esetz\w*|§)|Laut\s|Gesetzlich|Das\s\w*[Gg]esetz\s|Der\sBund\s|Die\sBundesregierung\s)"
)
_REACHED_RE = re.compile(r"erreicht,?\s{1,3}(?:wenn|sobald|falls)(?!\w)")
_FACT_RE = re.compile(
    r"(?<!\w)(?:stieg|stiegen|sank|sanken|betrug|betrugen|lag|lagen|wuchs|wuchsen|konnte|konnten|war|waren|hatte|hatten|Derzeit|(?<!von\s)derzeit|wurde|wurden|nahm|ging|gingen|fiel|fielen)(?!\w)"
    r"|(?<!\w)(?:gestiegen|gesunken|gewachsen|zurückgegangen)(?!\w)|(?<!\w)(?:hat|haben)\ssich(?!\w)[^.]{0,80}(?:erhöht|verringert|verbessert|vermindert)"
)
_THRESHOLD_RE = re.compile(
    r"(?<!\w)(?:verfehl\w*|abweich\w*|Abweichung\w*|weicht|Kürzung|gekürzt|Preis\w*|Entgelt\w*|Zuschuss|Pauschale|Vergütung|Betriebskosten|Erfüllungsgrad|gemindert)(?!\w)"
)
_PAID_RE = re.compile(
    r"(?:Zusch(?:uss|üsse)|Vergütung|Entgelt|Miete|Gebühr|Beitr[aä]g|Pauschale|Preis|Gehalt|Gehälter|Umlage|Laufzeit|[Aa]rbeitszeit|Stellenanteil|(?:Träger|Eigen|Förder|Finanzierungs|Kosten)anteil"
    r"|Förder(?:ung|quote|satz|mittel)|[Ff]rist|Honorar|Tarif|Budget|Mittel(?!stand|stufe|schule|punkt)|[Ss]teuer(?!ung)|Vertrag|Vereinbarung|Zuwendung|Finanzierung|Wochenstunden|Stellenumfang|Mehrheit)"
)
_OF_COSTS_RE = re.compile(
    r"\s(?:der|an\sden|von\sden)\s(?:zuwendungsfähigen\s|förderfähigen\s|tatsächlichen\s)?(?:\w*[Kk]osten|Ausgaben|Aufwendungen)(?!\w)"
)
_RATE_RE = re.compile(
    r"(?:Ziel(?:wert|vorgabe)|Veränderungs(?:rate|quote|wert)|Steigerungs?rate|Steigerung|Zuwachs|Rückgang|Zunahme|Abnahme|Reduzierung|Reduktion|Senkung|Erhöhung|Einsparung|Minderung)"
    r"\W{0,4}(?:(?:bei|an|in|der|des|den|von|Höhe|\w+)\s){0,6}\W{0,3}\Z"
)
_AGAINST_RE = re.compile(
    r"(?:gegenüber|im\sVergleich\szu[mr]?|verglichen\smit|im\sVerhältnis\szu[mr]?|bezogen\sauf|ausgehend\svo[nm]|gemessen\sam?|(?:auf|unter|über)\sdem\s(?:Niveau|Stand|Wert|Ergebnis)\s(?:des|von|aus)|als(?:\sim)?)\s{1,3}(?:(?:dem|der|das|den)\s{1,3})?"
    r"(?P<what>Vorjahr\w*|Jahresdurchschnitt(?:swert)?\s(?:des\sJahres\s)?(?:19|20)\d\d|Vergleichszeitraum|Vorjahreszeitraum|Ausgangswert\w*|(?:Basis|Referenz|Kalender|Schul)?[Jj]ahr(?:es|e)?\s(?P<year>(?:19|20)\d\d(?:/\d{2,4})?)|Jahrgang\s\d{4}|Stand\s(?:vom|am|zum)\s[\d.]{4,10}\d|(?P<bare>(?:19|20)\d\d))"
)
_PREVIOUS_YEAR_RE = re.compile(r"(?<!\w)(?:des\s|dem\s|zum\s)?Vorjahr\w*")
_YEAR_RE = re.compile(r"(?<![\w/-])(?<![^.\d]\.)(?<!\d\d\d\.)((?:19|20)\d\d)(?![\w/-]|\.\d)")
_START_YEAR_RE = re.compile(
    r"(?:im\sJahre?|in|Jahr)\s{1,3}(?P<year>(?:19|20)\d\d)\s{1,3}auf|\((?P<bare>(?:19|20)\d\d)\)\s{1,3}auf"
)
_BESIDE_RE = re.compile(
    r"\s(?P<side>unter|über)\s(?:dem|den)\s(?:Wert|Stand|Niveau|Ergebnis|Ausgangswert|Vorjahres\w+)(?!\w)"
)
_LIES_RE = re.compile(r"(?<!\w)lieg(?:en|t)(?!\w)")
_MORE_RE = re.compile(
    r"\s(?P<word>mehr|weniger|höhere?|geringere?)\s(?P<what>(?:[a-zäöüß]{3,30}\s){0,2}[A-ZÄÖÜ][\w-]{2,40}(?:\sund\s[A-ZÄÖÜ][\w-]{2,40})?)"
)
_INTENT_RE = re.compile(
    r"(?<!\w)(?:Ziel|soll|sollen|wird|werden|wollen|entwickel\w*|verändert|möchten|steht|liegt)(?!\w)|(?<!\w)(?:zu\s\w{4,}en|\w{2,}zu\w{4,}en)(?!\w)"
)
_IS_SHARE_RE = re.compile(r"(?:[Qq]uote|[Aa]nteil\w*|rate|grad)(?!\w)")
_BASE = r"(?P<base>[0-9]{1,3}(?:,[0-9]{1,2})?)\s?(?P<unit>%|Prozent(?!p)|v\.\s?H\.)"
_BASE_RES = (
    re.compile(
        rf"\((?:[^()]{{0,60}}\s)?(?:\D{{0,40}}(?P<year>(?:19|20)\d\d)\W{{1,3}})?(?:[^()\d]{{0,40}})?{_BASE}[^()]{{0,30}}\)"
    ),
    re.compile(
        rf"(?:[Aa]usgangs(?:wert|punkt|niveau|lage|basis|quote)|[Bb]asiswert|Ist-?[Ww]ert|[Ss]tand)[^.;:%]{{0,40}}:?\s(?:(?:bei|von|ist|beträgt)\s)?{_BASE}"
    ),
    re.compile(
        rf"(?<!\w)(?:derzeit|zuletzt|aktuell|bisher|bislang|heute|zurzeit|gegenwärtig)\s(?:(?:noch|bei|rund|nur|etwa)\s){{0,2}}{_BASE}"
    ),
    re.compile(rf"(?<!\w)(?:lag|liegt|betrug|beträgt)\s[^.;,%]{{0,60}}?{_BASE}"),
    re.compile(
        rf",\s(?:die|der|das)\s[^.;,%]{{0,60}}?{_BASE}\s(?:lag|liegt|betrug|beträgt|betragen\shat|ausmacht)(?!\w)"
    ),
)


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


def find_target(document: Document, scopes: Iterable[Span], context: Context) -> Target | None:
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
            text = _words(document, Span(sentence.start, min(sentence.end, sentence.start + LONGEST_SENTENCE)))
            if not has_measure(text):
                continue
            before = _words(document, sentences[index - 1]) if index else _before(document, scope.start)
            value = read_target(text, context, before=before)
            if value is not None:
                if value["change"] is None:
                    after = _words(document, sentences[index + 1]) if index + 1 < len(sentences) else ""
                    value = _from_base(value, f"{before} {after}", text)
                return Target(value, sentence)
    return None


def _words(document: Document, span: Span) -> str:
    return " ".join(document.text[span.start : span.end].split())


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
        if masked[measure.start] == "_":
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


def _changed(sentence: str, measure: Measure, context: Context) -> _Change | None:
    """What a measure of a masked sentence says of a rise or fall, or None where it only counts something."""
    around = sentence[max(0, measure.start - 60) : measure.end + 40]
    if _THRESHOLD_RE.search(around) or _OF_COSTS_RE.match(sentence, measure.end):
        return None
    if measure.way == "from_to":
        return _from_to(sentence, measure, context)
    more = _MORE_RE.match(sentence, measure.end)
    if more is not None and measure.way in ("plain", "by") and measure.unit == "%":
        rises = more["word"].startswith(("mehr", "höher"))
        named = more["what"] if measure.way == "plain" and more["word"] in ("mehr", "weniger") else None
        return _Change("increase" if rises else "decrease", measure.value, "%", None, None, named)
    beside = _BESIDE_RE.match(sentence, measure.end) if _LIES_RE.search(sentence) else None
    direction: Direction | None
    if measure.direction is not None:
        direction = "increase" if measure.direction == "increase" else "decrease"
    elif beside is not None:
        direction = "decrease" if beside["side"] == "unter" else "increase"
    else:
        direction = _direction(sentence, measure, context)
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
    if written is None and not _INTENT_RE.search(f"{context.stem} {sentence} {context.tail}"):
        return None
    started = _START_YEAR_RE.search(sentence, measure.start, min(len(sentence), measure.end + 5))
    year = (started["year"] or started["bare"]) if started else None
    return _Change(by_value, abs(measure.value), measure.unit, measure.first, year)


def is_share(indicator: str) -> bool:
    """Whether an indicator is a share by its name, so that two plain numbers of it are percentages."""
    return _IS_SHARE_RE.search(indicator) is not None


def number(value: Decimal | None) -> int | float | None:
    """A change as the record has it: positive, whole where it is whole."""
    if value is None:
        return None
    size = abs(value)
    return int(size) if size == size.to_integral_value() else float(size)


def _value(sentence: str, change: _Change, place: int, context: Context, before: str) -> dict[str, JsonValue] | None:
    indicator = change.indicator or find_indicator(sentence, place, context.heading, before=before)
    if indicator is None or _PAID_RE.search(indicator.split(" der ")[0].split(" des ")[0]):
        return None
    unit = change.unit or (POINTS if is_share(indicator) else counted_unit(indicator))
    if unit is None:
        return None
    baseline, base_years = _baseline(sentence, change)
    years = [int(found) for found in _YEAR_RE.findall(sentence) if found not in base_years]
    years = years or [int(found) for found in _YEAR_RE.findall(f"{context.stem} {context.tail}")]
    value: dict[str, JsonValue] = {
        "indicator": indicator,
        "direction": change.direction,
        "change": number(change.change),
        "unit": unit,
        "baseline": baseline,
        "year": max(years) if years else context.year,
    }
    return value if change.change is not None else _from_base(value, sentence, sentence)


def _from_base(value: dict[str, JsonValue], text: str, sentence: str) -> dict[str, JsonValue]:
    """A level with the value it starts from makes a change: «auf 25 % (2024: 18 %)» is one of 7 Prozentpunkte."""
    if value["unit"] != "%":
        return value
    level = next((m.value for m in find_measures(sentence) if m.way == "to" and m.unit == "%"), None)
    for pattern in _BASE_RES:
        match = pattern.search(text)
        if match is None or level is None:
            continue
        change = level - Decimal(match["base"].replace(",", "."))
        if (change > 0) == (value["direction"] == "increase") and change != 0:
            year = value["year"]
            named = match.groupdict().get("year")
            others = [int(found) for found in _YEAR_RE.findall(sentence) if found != named]
            year = max(others, default=None) if named and year == int(named) else year
            return {**value, "change": number(change), "unit": POINTS, "baseline": f"{match['base']} %", "year": year}
    return value


def _baseline(sentence: str, change: _Change) -> tuple[str | None, set[str]]:
    """What the target is measured against, and the years that belong to it."""
    against = _AGAINST_RE.search(sentence)
    if against is not None:
        year = against["year"] or against["bare"]
        what = against["what"]
        if year:
            return year, {year}
        return ("Vorjahr" if what.startswith("Vorjahr") else what), set(re.findall(r"\d{4}", what))
    if change.start_year:
        return change.start_year, {change.start_year}
    if _PREVIOUS_YEAR_RE.search(sentence):
        return "Vorjahr", set()
    return change.start_value, set()


def only_year(title: str) -> int | None:
    """The year of an agreement whose title names just one, else None.

    >>> only_year("Zielvereinbarung 2023"), only_year("Vereinbarung 2023/2024")
    (2023, None)
    """
    years = set(_YEAR_RE.findall(title))
    return int(years.pop()) if len(years) == 1 else None
