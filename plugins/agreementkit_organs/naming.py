"""Words that name a body: found by their last part, put into the nominative singular, told from look-alikes.

«Lenkungskreises» is «Lenkungskreis»; «Zielgruppe» and «Landkreis» are no bodies; «Jugendhilfeausschuss» and «Stadtrat»
are bodies of others, made by statute and not by an agreement.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from agreementkit_organs.look_alikes import is_doubtful, is_look_alike, is_other_use, needs_known_first_part

__all__ = ["MEETINGS", "Body", "Gender", "find_bodies", "is_name", "key_of", "made_body"]

Gender = Literal["m", "f", "n"]

_LONGEST_PREFIX = 60


# Last part as searched, its nominative, its gender. A plural names no body of this agreement, so none is matched.
class _Stem(NamedTuple):
    """The last part of a word for a body: as searched, as a pattern with its endings, in the nominative, its gender."""

    literals: tuple[str, ...]
    pattern: re.Pattern[str]
    name: str
    gender: Gender


def _stem(pattern: str, name: str, gender: Gender, *literals: str) -> _Stem:
    return _Stem(literals or (name,), re.compile(pattern, re.IGNORECASE), name, gender)


# A plural names no body of this agreement, so none is matched.
_STEMS: tuple[_Stem, ...] = (
    _stem(r"runde[rnsm]?\s{1,9}tisch(?:e?s)?", "Runder Tisch", "m", "runder", "runde ", "runden", "rundes", "rundem"),
    _stem(r"jour[ -]fixe?s?", "Jour fixe", "m", "jour"),
    _stem(r"task[ -]?force", "Taskforce", "f", "task"),
    _stem(r"ausschu(?:ss|ß)(?:es)?", "ausschuss", "m", "ausschu"),
    _stem(r"beirat(?:e?s)?", "beirat", "m"),
    _stem(r"kreis(?:es)?", "kreis", "m"),
    _stem(r"gruppe", "gruppe", "f"),
    _stem(r"teams?", "team", "n"),
    _stem(r"runde", "runde", "f"),
    _stem(r"konferenz", "konferenz", "f"),
    _stem(r"versammlung", "versammlung", "f"),
    _stem(r"gremiums?", "gremium", "n"),
    _stem(r"plenums?", "plenum", "n"),
    _stem(r"forums?", "forum", "n"),
    _stem(r"zirkels?", "zirkel", "m"),
    _stem(r"kuratoriums?", "kuratorium", "n"),
    _stem(r"kommission", "kommission", "f"),
    _stem(r"(?<=[ns])stab(?:e?s)?", "stab", "m"),
    _stem(r"(?<=[sklmnrt])rat(?:e?s)?", "rat", "m"),
    _stem(r"gipfels?", "gipfel", "m"),
    _stem(r"(?:(?<=regional)|(?<=netzwerk)|(?<=bildungs)|(?<=quartiers)|(?<=partner))tisch(?:e?s)?", "tisch", "m"),
    _stem(r"stammtisch(?:e?s)?", "stammtisch", "m"),
    _stem(r"jury", "jury", "f"),
    _stem(r"redaktion", "redaktion", "f"),
    _stem(r"dialogs?", "dialog", "m"),
    _stem(r"gespräch(?:e?s)?", "gespräch", "n"),
    _stem(r"(?:(?<=clearing)|(?<=schieds)|(?<=schlichtungs))stelle", "stelle", "f"),
    _stem(r"arbeitsgemeinschaft", "arbeitsgemeinschaft", "f"),
)
_WORD_BEFORE_RE = re.compile(r"[\w-]{0,60}\Z")
_WORD_GOES_ON_RE = re.compile(r"\w|-\w|/-?\w")
_GENITIVE_BEFORE_RE = re.compile(r"(?:des|eines|dieses|jedes|unseres|ihres)\s(?:\w+en\s)?\Z", re.IGNORECASE)

MEETINGS = frozenset({"gespräch", "dialog", "stammtisch"})
"""A talk is a body only where the text says who takes part and how often."""

_BARE_NAMES = frozenset(
    {"beirat", "kuratorium", "plenum", "ausschuss", "gremium", "kommission", "forum", "redaktion", "jury"}
)
"""These name a body by themselves; «Kreis», «Gruppe», «Team», «Runde» alone only point back to one."""

_ADJECTIVE_RE = re.compile(
    r"(?<!\w)(?P<stem>(?:[A-ZÄÖÜ][a-zäöüß]{2,20}(?:iv|isch|ert|sam|end|lich|al|ell|ig)"
    r"|Klein|Groß|groß|operativ|strategisch|erweitert|koordinierend|gemeinsam|Eng|Fest|Ständig))e[nrsm]?\s{1,9}\Z"
)
_ENDINGS: dict[Gender, str] = {"m": "er", "f": "e", "n": "es"}
_TOLD_BY_ADJECTIVE = frozenset({"gruppe", "runde", "team"})
"""«Operatives Team» is a name where «Team» alone is none."""


@dataclass(frozen=True, slots=True)
class Body:
    """One mention of a body.

    Attributes:
        start: Offset of the word's first character in the searched text.
        end: Offset after its last.
        name: The word in the nominative singular.
        stem: Its last part in the nominative.
        gender: Its grammatical gender, for the pronouns that point to it.
        bare: Whether it is the last part alone, so that it may point back to a longer name.
        weak: Whether it may as well be a group of colleagues («Klassenteam»), so that one sign does not prove a body.
        family: What it is called without its qualifier, where it has one: «Arbeitsgruppe» of «Arbeitsgruppe „Sprache“».
    """

    start: int
    end: int
    name: str
    stem: str
    gender: Gender
    bare: bool
    weak: bool = False
    family: str | None = None


def key_of(name: str) -> str:
    """What makes two names the same body's: «Fach-Arbeitskreis» and «Facharbeitskreis».

    >>> key_of("Fach-Arbeitskreis") == key_of("Facharbeitskreis")
    True
    """
    return re.sub(r"[\s„“”\"«»-]", "", name.lower())


def find_bodies(text: str, *, among: Collection[str] | None = None) -> Iterator[Body]:
    """Yield the words in a text that may name a body set up by an agreement, in order.

    Args:
        text: Any text.
        among: The last parts to look for, as ``Body.stem`` has them; None for all.

    >>> [body.name for body in find_bodies("Sitzungen des Lenkungskreises im Landkreis, Runden Tisches und Stadtrat")]
    ['Lenkungskreis', 'Runder Tisch']
    """
    last = 0
    for begin, stem in sorted(_places(_lowered(text), among), key=lambda place: (place[0], -len(place[1].name))):
        match = stem.pattern.match(text, begin) if begin >= last else None
        if match is not None and not _WORD_GOES_ON_RE.match(text, match.end()):
            last = match.end()
            body = _body(text, match, stem)
            if body is not None:
                yield body


def _lowered(text: str) -> str:
    """The text in lower case, letter by letter, so that offsets stay."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)


def _places(low: str, among: Collection[str] | None) -> Iterator[tuple[int, _Stem]]:
    """Where the last parts stand; plain searches, since a long text holds few."""
    for stem in _STEMS:
        if among is not None and stem.name not in among:
            continue
        for literal in stem.literals:
            place = low.find(literal)
            while place >= 0:
                yield place, stem
                place = low.find(literal, place + 1)


def made_body(text: str, start: int, end: int, gender: Gender) -> Body:
    """A body whose word has no known last part, but of which the text says that it meets: «Die Klimawerkstatt tagt»."""
    name = text[start:end]
    return Body(start, end, name, name.lower(), gender, bare=False)


def _body(text: str, match: re.Match[str], stem: _Stem) -> Body | None:
    before = _WORD_BEFORE_RE.search(text, max(0, match.start() - _LONGEST_PREFIX), match.start())
    prefix = before.group() if before else ""
    begin = match.start() - len(prefix)
    word = text[begin : match.end()]
    if len(prefix) >= _LONGEST_PREFIX or not word[:1].isupper():
        return None
    if stem.name[:1].isupper():
        return None if prefix else Body(begin, match.end(), stem.name, stem.name, stem.gender, bare=False)
    if stem.name == "team" and word[-1] in "sS" and not _GENITIVE_BEFORE_RE.search(text[max(0, begin - 30) : begin]):
        return None
    folded = prefix.lower()
    weak = stem.name in MEETINGS or (
        bool(prefix) and needs_known_first_part(stem.name) and is_other_use(folded, stem.name)
    )
    if weak and stem.name not in ("team", "rat", *MEETINGS):
        return None
    if prefix and is_look_alike(folded, stem.name):
        return None
    weak = weak or is_doubtful(folded, stem.name)
    if not prefix and (adjective := _adjective_before(text, begin, stem)) is not None:
        name = f"{adjective['stem'].capitalize()}{_ENDINGS[stem.gender]} {stem.name.capitalize()}"
        return Body(adjective.start(), match.end(), name, stem.name, stem.gender, bare=False, weak=True)
    name = _spelled(prefix, stem.name, shouted=word.isupper())
    return Body(begin, match.end(), name, stem.name, stem.gender, bare=not prefix, weak=weak)


def _adjective_before(text: str, start: int, stem: _Stem) -> re.Match[str] | None:
    """The adjective that makes a name of a bare last part: «das Operative Team»."""
    return _ADJECTIVE_RE.search(text, max(0, start - 40), start) if stem.name in _TOLD_BY_ADJECTIVE else None


def _spelled(prefix: str, stem: str, *, shouted: bool) -> str:
    """The name as it is spelled in running text."""
    if shouted:
        prefix = "-".join(part.capitalize() for part in prefix.split("-"))
    if not prefix or prefix.endswith("-"):
        return prefix + stem.capitalize()
    return prefix + stem


def is_name(body: Body) -> bool:
    """Whether a mention names a body by itself rather than pointing back to one."""
    return not body.bare or body.stem in _BARE_NAMES
