"""Whether a sentence speaks of a rise, a fall or of what shall stay, next to a measure."""

from __future__ import annotations

import re
from typing import Literal

__all__ = ["Direction", "direction_near", "held_at"]

Direction = Literal["increase", "decrease", "hold"]

FARTHEST = 220
_RISE_RE = re.compile(
    r"(?<!\w)(?:zu|an|auf|aus)?(?:zu)?(?:erhöh|gesteiger|steiger|gestiegen|steig[et]|stiege|anstieg|anheb|gehoben|heb[et]n?\b|hebung|verbesser(?!te[nrms]?\b)|gebaut|ausbau|bauen\b|zun[ei][hm]m|zunahme|nehmen\szu|wachs|wächst"
    r"|vergrößer|vermehr|erweiter|intensivier|aufwuchs|heraufsetz|heraufgesetz|weit(?:en|et|ung)|geweitet|stock(?:en|t|ung)|gestockt|kletter|zu(?:zu)?leg|zugelegt|verlänger|dehn(?:en|t|ung)|gedehnt)"
    r"|(?<!\w)(?:verdoppel|verdreifach|hinzu|Zuwachs|größer|höher|länger|plus\s)|(?<!\w)(?:zu|aus|an)zu(?:heben|steigern|bauen|weiten|dehnen)|(?<!\w)mehr\s(?=[A-ZÄÖÜ]|[a-zäöüß]+e\s[A-ZÄÖÜ])"
    r"|(?<!\w)(?:nimmt|nehmen|legt|legen)\s[^.;:]{0,120}?\szu(?=[.,;]|\Z|\sund\s)|erhöhung|steigerung",
    re.IGNORECASE,
)
_FALL_RE = re.compile(
    r"(?<!\w)(?:ge|ab|abge|abzu)?(?:senk|sink[et])|(?<!\w)(?:verringer|reduzier|reduktion|verminder|minder[tun]|abn[ei][hm]m|abnahme|rückgang|zurückgeh|zurückzugeh|zurückgeführ|zurückzuführ|verkürz|verkleiner|gekürzt"
    r"|schrumpf|eingespar|einspar|einzuspar|halbier|abbau|abgebaut|herabsetz|herabgesetz|herabzusetz|abzubauen|drossel|gedrosselt|(?:herunter)?(?:drück|gedrück)|fallen\b|fällt\b|niedriger|geringer|kleiner|kürzer|minimier|zurück(?:zu)?fahr|zurückgefahren|abschmelz|dämpf|gedämpft|einzudämm|eindämm|spar(?:en|t)\b|minus\s)"
    r"|(?<!\w)weniger\s(?=[A-ZÄÖÜ]|[a-zäöüß]+e\s[A-ZÄÖÜ])|(?<!\w)(?:nimmt|nehmen)\s[^.;:]{0,120}?\sab(?=[.,;]|\Z|\sund\s)|(?<!\w)geh(?:t|en)\s[^.;:]{0,120}?\szurück(?!\w)|senkung",
    re.IGNORECASE,
)
_HELD_RE = re.compile(
    r"auf\s(?:dem|gleichem|diesem|dem\sgleichen|dem\serreichten|mindestens\sdem)\s(?:bisherigen\s|derzeitigen\s|aktuellen\s|hohen\s|heutigen\s|erreichten\s)?(?:Niveau|Stand|Wert|Vorjahres\w+)"
)
_KEPT_RE = re.compile(
    r"(?<!\w)(?:gehalten|[Hh]alten|zu\shalten|bleib(?:t|en)|konstant|stabil\w*|unverändert|nicht\s(?:überschr|unterschr)\w+|beibehalten)(?!\w)"
)
_STEADY_RE = re.compile(
    r"(?<!\w)(?:(?:gehalten|konstant|stabil|unverändert|stabilisiert|gleich\s?bleib(?:en|t))(?!\w)"
    r"|nicht\s(?:höher|niedriger|geringer|länger|größer|mehr)\s(?:\w+\s){0,2}als\s(?:im|in|am|zum|das|der|bisher|20\d\d)"
    r"|nicht\s(?:unter|über)\s(?:den|das|dem)\s(?:Stand|Wert|Niveau|Vorjahres\w+)(?!\w))"
)


def direction_near(text: str, start: int, end: int) -> Direction | None:
    """Whether the words nearest to a measure speak of a rise or a fall; None for neither, or for both equally near.

    Args:
        text: The sentence, asides blanked out.
        start: Where the measure begins.
        end: Where it ends.

    >>> direction_near("Die Quote soll um 3 % steigen, die Kosten sinken.", 15, 21)
    'increase'
    >>> direction_near("Die Quote liegt bei 3 %.", 16, 23) is None
    True
    """
    nearest: list[tuple[int, Direction]] = []
    patterns: tuple[tuple[Direction, re.Pattern[str]], ...] = (("increase", _RISE_RE), ("decrease", _FALL_RE))
    for name, pattern in patterns:
        nearest += [(max(m.start() - end, start - m.end(), 0), name) for m in pattern.finditer(text)]
    if not nearest:
        return None
    nearest.sort()
    if nearest[0][0] > FARTHEST:
        return None
    rivals = {name for gap, name in nearest if gap == nearest[0][0]}
    return nearest[0][1] if len(rivals) == 1 else None


def held_at(text: str) -> tuple[int, bool] | None:
    """Where a sentence says that something shall stay, and whether it names the level («auf dem Stand von 2020»).

    >>> held_at("Die Quote wird auf dem Niveau des Vorjahres gehalten."), held_at("Der Verbrauch bleibt unverändert.")
    ((15, True), (21, False))
    """
    level = _HELD_RE.search(text)
    if level is not None and _KEPT_RE.search(text):
        return level.start(), True
    steady = _STEADY_RE.search(text)
    return (steady.start(), False) if steady is not None else None
