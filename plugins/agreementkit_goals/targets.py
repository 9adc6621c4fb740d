"""Quantified targets: what is to rise, fall or stay, by how much, against what, until when.

Decisions: «von 26,9 auf 30,1 Prozent» is a rise of 3.2 Prozentpunkte, since the difference of two percentages is one of
points. «auf dem Niveau des Vorjahres» is «hold» with change 0. «auf 40 % steigern» without a starting value is a rise
whose size the text does not give: change None. K1, K2 and K3 are the Kennzahlen of § 48a SGB II.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from agreementkit import Document, JsonValue, Span
from agreementkit.german import Quantity, find_quantities
from agreementkit_goals.indicators import find_indicator

__all__ = ["Target", "find_target", "only_year"]

LONGEST_SENTENCE = 1500
_RISE_RE = re.compile(
    r"(?<!\w)(?:zu)?(?:erhöh|gesteiger|steiger|steig[et]|ansteig|anstieg|anheb|angehoben|heb[et]n?\b|verbesser|ausgebaut|ausbau|zunehm|zunahme|nimmt\szu|wachs|wächst|vergrößer|hinzu|verdoppel)"
    r"|(?<!\w)Zuwachs|(?<!\w)zu(?:erhöhen|steigern)|erhöhung|steigerung|anzuheben|zu\ssteigern|auszuweiten|ausgeweitet",
    re.IGNORECASE,
)
_FALL_RE = re.compile(
    r"(?<!\w)(?:ge|ab|abge)?(?:senk|sink[et])|(?<!\w)(?:verringer|reduzier|reduktion|verminder|minder[tun]|abnehm|abnahme|rückgang|zurückgeh|zurückgeführ|verkürz|gekürzt|schrumpf|eingespar|einspar|halbier)"
    r"|(?<!\w)(?:senkung|absenkung|nimmt\sab|geht\szurück|abgebaut|abzusenken|abzubauen)|senkung",
    re.IGNORECASE,
)
_HOLD_RE = re.compile(
    r"auf\s(?:dem|gleichem|diesem|dem\sgleichen|dem\serreichten|mindestens\sdem)\s(?:bisherigen\s|derzeitigen\s|aktuellen\s|hohen\s)?(?:Niveau|Stand|Wert|Vorjahres\w+)"
    r"|(?:mindestens|weiterhin)?\s?(?<!\w)(?:gehalten|konstant|stabil|unverändert|stabilisiert)(?!\w)"
)
_KEEPS_RE = re.compile(
    r"(?<!\w)(?:gehalten|halten|zu\shalten|bleib(?:t|en)|konstant|stabil\w*|unverändert|nicht\s(?:überschr|unterschr)\w+|beibehalten)(?!\w)"
)
_CONDITION_RE = re.compile(
    r"\s{0,3}(?:(?:Die|Der|Das)\s\w+\s)?(?:Weicht|Weichen|Wird|Werden|Wenn|Falls|Sofern|Soweit|Sollte|Sollten|Steigt|Steigen|Sinkt|Sinken|Erhöht|Verringert|Übersteigt|Liegt|Bei)(?!\w)"
)
_REACHED_RE = re.compile(r"erreicht,?\s{1,3}(?:wenn|sobald|falls)(?!\w)")
_FACT_RE = re.compile(
    r"(?<!\w)(?:stieg|stiegen|sank|sanken|betrug|betrugen|lag|lagen|wuchs|wuchsen|konnte|konnten|war|waren|hatte|hatten|Derzeit|derzeit|wurde|wurden|nahm|ging)(?!\w)"
    r"|(?<!\w)(?:gestiegen|gesunken|gewachsen|zurückgegangen)(?!\w)|(?<!\w)(?:hat|haben)\ssich(?!\w)[^.]{0,80}(?:erhöht|verringert|verbessert|vermindert)"
)
_THRESHOLD_RE = re.compile(
    r"(?<!\w)(?:verfehl\w*|abweich\w*|Abweichung\w*|weicht|Kürzung|gekürzt|Preis\w*|Entgelt\w*|Zuschuss|Pauschale|Vergütung|Betriebskosten|Erfüllungsgrad)(?!\w)"
)
_RATE_RE = re.compile(
    r"(?:Ziel(?:wert|vorgabe)|Veränderungs(?:rate|quote|wert)|Steigerungs?rate|Steigerung|Zuwachs|Rückgang|Zunahme|Abnahme|Reduzierung|Reduktion|Senkung|Erhöhung)\W{0,4}(?:\w+\s){0,3}\W{0,3}\Z"
)
_AGAINST_RE = re.compile(
    r"(?:gegenüber|im\sVergleich\szu[mr]?|verglichen\smit|im\sVerhältnis\szu[mr]?|bezogen\sauf|ausgehend\svo[nm]|gemessen\sam?|(?:auf|unter|über)\sdem\s(?:Niveau|Stand|Wert|Ergebnis)\s(?:des|von|aus))\s{1,3}(?:(?:dem|der|das|den)\s{1,3})?"
    r"(?P<what>Vorjahr\w*|Jahresdurchschnitt(?:swert)?\s(?:des\sJahres\s)?(?:19|20)\d\d|Vergleichszeitraum|Vorjahreszeitraum|Ausgangswert\w*|(?:Basis|Referenz|Kalender|Schul)?[Jj]ahr(?:es|e)?\s(?P<year>(?:19|20)\d\d(?:/\d{2,4})?)|Jahrgang\s\d{4}|Stand\s(?:vom|am|zum)\s[\d.]{4,10}\d|(?P<bare>(?:19|20)\d\d))"
)
_PREVIOUS_YEAR_RE = re.compile(r"(?<!\w)(?:des\s|dem\s|zum\s)?Vorjahr\w*")
_YEAR_RE = re.compile(r"(?<![\w/-])(?<![^.\d]\.)(?<!\d\d\d\.)((?:19|20)\d\d)(?![\w/-]|\.\d)")
_START_YEAR_RE = re.compile(
    r"(?:im\sJahre?|in|Jahr)\s{1,3}(?P<year>(?:19|20)\d\d)\s{1,3}auf|\((?P<bare>(?:19|20)\d\d)\)\s{1,3}auf"
)
_MEASURE_RE = re.compile(
    r"[0-9]|rozent|iveau|Vorjahr|Hälfte|Drittel|Viertel|Fünftel|Achtel|Zehntel|halbier|verdoppel|konstant|gehalten|halten"
)
_BESIDE_RE = re.compile(
    r"\s(?P<side>unter|über)\sdem\s(?:Wert|Stand|Niveau|Ergebnis|Vorjahres\w+)(?!\w)[^.;]{0,60}?\sliegen"
)
_IS_SHARE_RE = re.compile(r"(?:[Qq]uote|Anteil|rate)(?!\w)")
_PARTS = {"Hälfte": 50, "Drittel": 33.3, "Viertel": 25, "Fünftel": 20, "Achtel": 12.5, "Zehntel": 10}
_PART_RE = re.compile(
    r"(?<!\w)um\s(?:(?:mindestens|rund|etwa|gut|fast)\s)?(?:die|ein|das)\s(?P<part>Hälfte|Drittel|Viertel|Fünftel|Achtel|Zehntel)(?!\w)"
)
_TIMES_RE = re.compile(r"(?<!\w)(?:(?P<half>(?:zu\s)?halbier(?:t|en))|(?P<double>(?:zu\s)?verdoppel[nt]))(?!\w)")
_FROM_RE = re.compile(r"(?<!\w)[Vv]on\s(?:\w+\s){0,2}\Z")
_TO_RE = re.compile(r"\s[^.,;%]{0,70}?(?<!\w)auf\s(?:\w+\s){0,2}")
_COUNTED_RE = re.compile(r"\s{1,3}(?P<unit>[A-ZÄÖÜ][\w-]{2,30})")


@dataclass(frozen=True, slots=True)
class Target:
    """A quantified target and the sentence that gives it.

    Attributes:
        value: ``indicator``, ``direction``, ``change``, ``unit``, ``baseline``, ``year`` as the record has them.
        span: The sentence, in the document's text.
    """

    value: dict[str, JsonValue]
    span: Span


def find_target(document: Document, scopes: Iterable[Span], *, heading: str, year: int | None) -> Target | None:
    """Return the first quantified target in the sentences of a goal, or None.

    Args:
        document: The document.
        scopes: Where to look, in order.
        heading: The goal's own words, where a sentence names no indicator itself.
        year: The agreement's year, where the sentence names none.
    """
    for scope in scopes:
        for sentence in document.sentences_in(*scope):
            stop = min(sentence.end, sentence.start + LONGEST_SENTENCE)
            text = " ".join(document.text[sentence.start : stop].split())
            value = read_target(text, heading=heading, year=year)
            if value is not None:
                return Target(value, sentence)
    return None


def read_target(sentence: str, *, heading: str = "", year: int | None = None) -> dict[str, JsonValue] | None:
    """Return the target that a sentence sets, or None.

    >>> t = read_target("Die Integrationsquote wird 2023 gegenüber dem Vorjahr um 3,0 % gesteigert.")
    >>> t["indicator"], t["direction"], t["change"], t["unit"], t["baseline"], t["year"]
    ('Integrationsquote', 'increase', 3, '%', 'Vorjahr', 2023)
    >>> read_target("Die Quote ist im Vorjahr um 3 % gestiegen.") is None
    True
    """
    if not _MEASURE_RE.search(sentence):
        return None
    if not _REACHED_RE.search(sentence) and (_CONDITION_RE.match(sentence) or _FACT_RE.search(sentence)):
        return None
    quantities = _joined(sentence, find_quantities(sentence))
    for quantity in quantities:
        found = _changed(sentence, quantity)
        if found is not None:
            return _value(sentence, found, quantity.start, heading=heading, year=year)
    part = _in_parts(sentence)
    if part is not None:
        return _value(sentence, part[1], part[0], heading=heading, year=year)
    held = _HOLD_RE.search(sentence)
    if held is not None and _KEEPS_RE.search(sentence):
        level = next((q for q in quantities if q.start >= held.start() and q.value), None)
        found = _Change("hold", 0, "%", level.raw if level else None, None)
        return _value(sentence, found, held.start(), heading=heading, year=year)
    return None


def _in_parts(sentence: str) -> tuple[int, _Change] | None:
    """«um ein Viertel verringern», «halbieren», «verdoppeln»: where it stands, and the change in per cent."""
    match = _PART_RE.search(sentence)
    if match is not None:
        rises, falls = _RISE_RE.search(sentence) is not None, _FALL_RE.search(sentence) is not None
        if rises == falls or _THRESHOLD_RE.search(sentence):
            return None
        return match.start(), _Change("increase" if rises else "decrease", _PARTS[match["part"]], "%", None, None)
    match = _TIMES_RE.search(sentence)
    if match is None:
        return None
    change = _Change("decrease", 50, "%", None, None) if match["half"] else _Change("increase", 100, "%", None, None)
    return match.start(), change


def _joined(sentence: str, quantities: list[Quantity]) -> list[Quantity]:
    """Join «von 18,2 % im Jahr 2018 auf 20,0 %» to one quantity where it was read as two."""
    joined: list[Quantity] = []
    for quantity in quantities:
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.value is not None
            and quantity.value is not None
            and before.unit == quantity.unit == "%"
            and _FROM_RE.search(sentence[max(0, before.start - 25) : before.start])
            and _TO_RE.fullmatch(sentence[before.end : quantity.start])
        ):
            raw = sentence[before.start : quantity.end]
            change = quantity.value - before.value
            joined[-1] = Quantity(
                before.start, quantity.end, raw, "from_to", change, "Prozentpunkte", before.value, quantity.value
            )
        else:
            joined.append(quantity)
    return joined


@dataclass(frozen=True, slots=True)
class _Change:
    direction: str
    change: int | float | None
    unit: str | None
    start_value: str | None
    start_year: str | None


def _changed(sentence: str, quantity: Quantity) -> _Change | None:
    """What a quantity of a sentence says of a rise or fall, or None where it only measures something."""
    around = sentence[max(0, quantity.start - 60) : quantity.end + 40]
    if _THRESHOLD_RE.search(around):
        return None
    if quantity.kind == "from_to" and quantity.value is not None:
        return _from_to(sentence, quantity)
    beside = _BESIDE_RE.match(sentence, quantity.end)
    if beside is not None:
        direction: str | None = "decrease" if beside["side"] == "unter" else "increase"
    else:
        direction = _direction(sentence, quantity)
    if quantity.kind == "change":
        if direction is None or (quantity.unit is None and _counted(sentence, quantity) is None):
            return None
        unit = quantity.unit or _counted(sentence, quantity)
        return _Change(direction, _number(quantity.value), unit, None, None)
    rate = _RATE_RE.search(sentence[max(0, quantity.start - 60) : quantity.start])
    if rate is not None and quantity.value is not None and quantity.unit is not None:
        if quantity.value == 0:
            return _Change("hold", 0, quantity.unit, None, None)
        signed = quantity.raw[:1] in "+-\N{MINUS SIGN}"
        by_sign = "decrease" if quantity.value < 0 else "increase"
        towards = by_sign if signed else _direction(rate.group(), quantity, whole=True)
        return _Change(towards, _number(quantity.value), quantity.unit, None, None) if towards else None
    if (
        quantity.kind == "level"
        and quantity.unit is not None
        and direction is not None
        and _reaches(sentence, quantity)
    ):
        return _Change(direction, None, quantity.unit, None, None)
    return None


def _reaches(sentence: str, quantity: Quantity) -> bool:
    """Whether a level is what is to be reached: «auf 40 %»; «über 40 %» may be anything."""
    return (
        re.search(r"(?<!\w)auf\s(?:\w+\s){0,2}\Z", sentence[max(0, quantity.start - 30) : quantity.start]) is not None
    )


def _from_to(sentence: str, quantity: Quantity) -> _Change | None:
    assert quantity.value is not None
    written = _direction(sentence, quantity)
    by_value = "increase" if quantity.value > 0 else "decrease" if quantity.value < 0 else "hold"
    if written is not None and written != by_value:
        return None
    if written is None and not re.search(
        r"(?<!\w)(?:Ziel|soll|sollen|wird|werden|wollen|entwickel|verändert)", sentence
    ):
        return None
    unit = quantity.unit or _counted(sentence, quantity)
    started = _START_YEAR_RE.search(sentence, quantity.start, min(len(sentence), quantity.end + 5))
    first = f"{quantity.first}".replace(".", ",")
    shown = f"{first} %" if unit == "Prozentpunkte" and "%" in quantity.raw else first
    return _Change(
        by_value, _number(quantity.value), unit, shown, (started["year"] or started["bare"]) if started else None
    )


def _direction(text: str, quantity: Quantity, *, whole: bool = False) -> str | None:
    """Whether the words next to a quantity speak of a rise or a fall; None for neither, or for both equally near."""
    place = len(text) if whole else quantity.end
    nearest: list[tuple[int, str]] = []
    for name, pattern in (("increase", _RISE_RE), ("decrease", _FALL_RE)):
        for match in pattern.finditer(text):
            gap = match.start() - place if match.start() >= place else quantity.start - match.end()
            nearest.append((abs(gap) if not whole else 0, name))
    if not nearest:
        return None
    nearest.sort()
    if nearest[0][0] > 220:
        return None
    rivals = {name for gap, name in nearest if gap == nearest[0][0]}
    return nearest[0][1] if len(rivals) == 1 else None


def _counted(sentence: str, quantity: Quantity) -> str | None:
    """The counted thing behind a plain number: «um 20 Plätze»."""
    counted = _COUNTED_RE.match(sentence, quantity.end)
    return counted["unit"] if counted else None


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    size = abs(value)
    return int(size) if size == size.to_integral_value() else float(size)


def _value(
    sentence: str, change: _Change, place: int, *, heading: str, year: int | None
) -> dict[str, JsonValue] | None:
    indicator = find_indicator(sentence, place, heading)
    unit = change.unit
    if indicator is not None and unit is None and _IS_SHARE_RE.search(indicator):
        unit = "Prozentpunkte"
    if indicator is None or unit is None:
        return None
    baseline, base_years = _baseline(sentence, change)
    years = [int(found) for found in _YEAR_RE.findall(sentence) if found not in base_years]
    return {
        "indicator": indicator,
        "direction": change.direction,
        "change": change.change,
        "unit": unit,
        "baseline": baseline,
        "year": max(years) if years else year,
    }


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
