"""Sentences that name no body and yet speak of one: «Er tagt jährlich», «Den Vorsitz führt die Stadt», «Alle tagen»."""

from __future__ import annotations

import re
from typing import Literal

from agreementkit_organs.naming import Gender

__all__ = ["goes_on", "points", "speaks_of_all", "speaks_of_all_within"]

Pointing = Literal["meets", "anything"]
"""What a sentence may say of the body it points to: that it meets, or whatever is said of bodies."""

# What a sentence begins with that goes on about the body before it; behind it the genders a pronoun can mean.
_POINTERS = {
    **dict.fromkeys(("Er", "Dieser", "In ihn"), "m"),
    **dict.fromkeys(("Ihm", "lhm", "Diesem", "In ihm", "An ihm"), "mn"),
    **dict.fromkeys(("Sie", "Diese", "Ihr", "lhr", "In ihr", "In sie", "An ihr"), "f"),
    **dict.fromkeys(("Es", "Dieses"), "n"),
    **dict.fromkeys(("Man", "Darin", "Dabei", "Am Tisch", "Mit dabei"), "mfn"),
}
_POINTS_RE = re.compile(
    rf"(?:[\W\d]|[a-z]\)\s){{0,10}}(?P<word>{'|'.join(sorted(_POINTERS, key=len, reverse=True))}"
    r"|(?:Ständige|Stimmberechtigte|Beratende|Die|Seine|Ihre|Weitere)?\s?(?:Mitglieder|Aufgaben?|Sitzungen|Treffen|Beschlüsse|Zusammensetzung|Besetzung|Turnus)"
    r"|Vertreten|Stimmberechtigt|Mitwirkende|Teilnehm\w+|Den\sVorsitz|Zu\s(?:den|seinen|ihren)\s(?:Sitzungen|Aufgaben|Mitgliedern)|Mit\sberatender\sStimme"
    r"|Teilnehmen|(?:Die|Der|Das|Eine?)\s[^.;:,]{3,120}?\s(?:nimmt|nehmen)\s[^.;:,]{0,60}?(?:beratend|beratender|Stimmrecht|Gast))(?!\w)"
)
_WE_RE = re.compile(
    r"[\W\d]{0,10}Wir\s(?:treffen\suns|kommen\s[^.;]{0,120}?zusammen|setzen\suns\s[^.;]{0,120}?zusammen)(?!\w)"
)
# «Danach tagt er halbjährlich», «Die Vorsitzende beruft es zweimal im Jahr ein»
_LATER_RE = re.compile(
    r"(?<!\w)(?:tagt\s(?P<tagt>er|sie|es)(?!\w)|(?:trifft|tritt|kommt)\s(?P<meets>er|sie|es)\s(?=[^.;]{0,160}?(?<!\w)(?:zusammen|sich)(?!\w))"
    r"|(?:beruft|berufen|lädt|laden)\s(?P<called>ihn|sie|es)\s(?=[^.;]{0,200}?(?<!\w)ein(?!\w)))"
)
_LATEST = 80
"""Code points from the beginning of a sentence in which its verb stands."""
_GENDERS: dict[str, Gender] = {"er": "m", "ihn": "m", "sie": "f", "es": "n"}
# Those who form the body, whatever its gender.
_THEY_RE = re.compile(r"[\W\d]{0,10}Sie\s(?:tagen|treffen\ssich|kommen|treten|beraten|besprechen)(?!\w)")
_ALL_RE = re.compile(
    r"[\W\d]{0,10}(?:Beide|Alle|Sie|Die)\s(?:\w+\s){0,2}?(?:tagen|treffen|kommen|treten|beraten)(?!\w)"
)
_ALL_WITHIN_RE = re.compile(r"(?<!\w)(?:Beide|Alle|Sie)\s(?:tagen|treffen|kommen|treten)(?!\w)")
_GOES_ON_RE = re.compile(r"[\W\d]{0,10}(?:Er|Sie|Es|Ihm|Ihr|Dieser|Dieses|Den\sVorsitz|Die\sSitzungen)\s")


def points(sentence: str, gender: Gender) -> Pointing | None:
    """Tell whether a sentence may point to a body of a gender, and what it may say of it.

    >>> points("Er entscheidet über die Mittel.", "m"), points("Danach tagt er jährlich.", "m")
    ('anything', 'meets')
    >>> points("Sie tagt jährlich.", "m"), points("Die Stadt zahlt.", "f")
    (None, None)
    """
    later = _LATER_RE.search(sentence, 0, _LATEST + 200)
    if later is not None and later.start() <= _LATEST:
        who = later["tagt"] or later["meets"] or later["called"]
        if _GENDERS[who] == gender:
            return "meets"
    if _WE_RE.match(sentence):
        return "meets"
    match = _POINTS_RE.match(sentence)
    if match is None or (gender not in _POINTERS.get(match["word"], "mfn") and not _THEY_RE.match(sentence)):
        return None
    return "anything"


def speaks_of_all(sentence: str) -> bool:
    """Tell whether a sentence speaks of the several bodies named before it.

    >>> speaks_of_all("Beide tagen vierteljährlich."), speaks_of_all("Er tagt vierteljährlich.")
    (True, False)
    """
    return _ALL_RE.match(sentence) is not None


def speaks_of_all_within(sentence: str) -> bool:
    """Tell whether a sentence goes on, behind an item, about all bodies of the list.

    >>> speaks_of_all_within("- AG Sprache Sie treffen sich monatlich.")
    True
    """
    return _ALL_WITHIN_RE.search(sentence) is not None


def goes_on(sentence: str) -> bool:
    """Tell whether a sentence goes on about a body and is no item of its list.

    >>> goes_on("(2) Er tagt jährlich."), goes_on("- die Stadt")
    (True, False)
    """
    return _GOES_ON_RE.match(sentence) is not None
