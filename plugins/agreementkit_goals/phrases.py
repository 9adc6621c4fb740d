"""Noun phrases of a sentence that stand without a preposition: what may rise, fall or be raised in it.

German puts the thing measured anywhere («Bis 2027 ist die Zahl der Fälle um 6 % zu senken»), but never behind a
preposition of its own. So phrases are read from left to right by the forms of their words: article, adjectives, noun,
then genitives, attributes with prepositions and a relative clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from agreementkit.german import parse_count
from agreementkit_goals.small_words import (
    ADVERBS,
    ATTRIBUTE_PREPOSITIONS,
    DETERMINERS,
    GENITIVE_DETERMINERS,
    NO_ADJECTIVES,
    PREPOSITIONS,
)

__all__ = ["Phrase", "find_phrases", "mask_asides", "phrase_at"]

_TOKEN_RE = re.compile(r"\w[\w/.·-]{0,80}\w(?:-(?=\s))?|[^\W_]|[^\s\w~]|_{1,600}|~{1,600}")
_RELATIVE_RE = re.compile(
    r",\s(?:(?:an|in|auf|mit|bei|für|von|zu|aus|über)\s)?(?:die|der|das|den|dem|deren|dessen|denen|welche\w?)\s(?P<rest>[^,.;:]{2,200})(?:,|(?=[.;:])|\Z)"
)
_NOW_ASIDE_RE = re.compile(r",\s(?:derzeit|zuletzt|aktuell|bisher|bislang|heute|zurzeit)\s[^,.;]{1,40},")
_STATUTE_RE = re.compile(
    r"(?:(?:gemäß|nach|entsprechend|im\sSinne\s(?:von|des))\s)?§{1,2}\s?\d[^,;:%]{0,60}?(?:SGB\s[IVX]{1,4}|[A-ZÄÖÜ][\wäöüÄÖÜ]{0,20}G|GG|BGB)(?!\w)"
)
_ASIDE_RE = re.compile(r"\([^()]{0,160}\)")

_TIMES = re.compile(
    r"\d|(?:\w*[Jj]ahr(?:e|es|en|zehnt\w*)?|Zeitraum|\w*zeitraum|Vergleich|Verhältnis|Verlauf|Laufe?|Rahmen|Schnitt|Durchschnitt|\w*durchschnitt|Mittel|Ende|Anfang|Beginn|Mitte"
    r"|Sommer|Herbst|Winter|Frühjahr|\w*[Jj]ahresende|Stichtag|Vorjahr\w*|Monate?n?|Quartal|Halbjahr|Laufzeit|Ablauf|Zuge|Wege|Folge|Hilfe|Höhe|Umfang|Januar|Februar|März|April"
    r"|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Ziel|Zukunft|Interesse|Maß|Niveau|Stand|Wert|Schritten|Rede|Sinne|Woche|Tag|Jubiläum|Regel|Zusammenarbeit|Kooperation|Hälfte|Drittel|Viertel|Fünftel|Doppelte|Dreifache)\Z"
)
_ADJECTIVE_RE = re.compile(r"[a-zäöüß-]{2,40}(?:e|en|er|es|em)\Z|\d{1,3}-[a-zäöüß]{3,20}(?:e|en|er|es|em)\Z")
_ADVERB_RE = re.compile(r"[a-zäöüß-]{4,40}(?:ig|lich|isch|los|haft|gemäß)\Z")
_MOST_PRENOMINAL = 9


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase without a preposition.

    Attributes:
        start: Offset of its first word, the article if it has one.
        inner: Offset of its first word behind the article.
        head: The noun that carries it.
        head_start: Offset of that noun.
        end: Offset after its last word.
        determiner: Its article as written, or None.
        core: Offset after its noun and genitives, before attributes with prepositions.
    """

    start: int
    inner: int
    head: str
    head_start: int
    end: int
    determiner: str | None
    core: int


class _Tokens:
    def __init__(self, text: str, start: int, end: int) -> None:
        self.spans = [match.span() for match in _TOKEN_RE.finditer(text, start, end)]
        self.words = [text[slice(*span)] for span in self.spans]

    def __len__(self) -> int:
        return len(self.words)

    def word(self, index: int) -> str:
        return self.words[index] if 0 <= index < len(self.words) else ""


def mask_asides(sentence: str) -> str:
    """The sentence with parentheses blanked out by underscores, relative clauses by tildes; offsets stay.

    >>> mask_asides("Die Quote, die bei 22 % lag, soll (ab 2027) steigen.")
    'Die Quote ~~~~~~~~~~~~~~~~~~ soll _________ steigen.'
    """
    masked = _ASIDE_RE.sub(lambda match: "_" * len(match.group()), sentence)
    if "§" in masked:
        masked = _STATUTE_RE.sub(lambda match: "_" * len(match.group()), masked)

    masked = _NOW_ASIDE_RE.sub(lambda match: " " + "~" * (len(match.group()) - 1), masked)
    place = 0
    while (match := _RELATIVE_RE.search(masked, place)) is not None:
        place = match.start() + 1
        if _is_relative(match["rest"]):
            masked = f"{masked[: match.start()]} {'~' * (len(match.group()) - 1)}{masked[match.end() :]}"
            place = match.end()
    return masked


def _is_relative(rest: str) -> bool:
    """Whether what follows a pronoun behind a comma is a relative clause: «, die Kosten zu senken» is none."""
    if re.match(r"(?:[a-zäöüß]+e[nrsm]?\s){0,2}[A-ZÄÖÜ]", rest) is None:
        return True
    if not rest.rsplit(maxsplit=1)[-1].islower():
        return False
    return re.search(r"(?<!\w)(?:um|auf|von)\s(?:\w+\s)?\d|(?<!\w)zu\s\w+en|\w{2}zu\w{4,}en|(?<!\w)um\s", rest) is None


def find_phrases(masked: str, start: int, end: int) -> list[Phrase]:
    """Return the noun phrases without preposition in a stretch of a masked sentence, in order.

    Args:
        masked: What ``mask_asides`` made of the sentence.
        start: Where to begin.
        end: Where to stop.

    >>> text = "Bis Ende 2027 soll der Anteil der Kinder im Sportverein um 5 % wachsen"
    >>> [text[p.start : p.end] for p in find_phrases(text, 0, len(text))]
    ['der Anteil der Kinder im Sportverein']
    """
    tokens = _Tokens(masked, start, end)
    found: list[Phrase] = []
    index = 0
    while index < len(tokens):
        word = tokens.word(index)
        if word.lower() in PREPOSITIONS and word.lower() not in ("als", "wie"):
            index = _after_group(tokens, index)
            continue
        phrase = _phrase(tokens, index)
        if phrase is None:
            index += 1
            continue
        found.append(phrase[0])
        index = max(phrase[1], index + 1)
    return found


def phrase_at(masked: str, start: int, end: int) -> Phrase | None:
    """The noun phrase that begins at a place («Senkung» | «der Kosten»), or None."""
    tokens = _Tokens(masked, start, end)
    phrase = _phrase(tokens, 0) if len(tokens) else None
    return phrase[0] if phrase else None


def _is_noun(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word.lower() not in DETERMINERS | PREPOSITIONS


def _phrase(tokens: _Tokens, index: int) -> tuple[Phrase, int] | None:
    """The phrase that begins at a token, and the token after it."""
    first = tokens.word(index)
    determiner = first if first.lower() in DETERMINERS else None
    head = _head(tokens, index + (determiner is not None))
    if head is None:
        return None
    inner = tokens.spans[index + 1 if determiner else index][0]
    after = _after_genitives(tokens, head + 1)
    core = tokens.spans[after - 1][1]
    last, after = _after_attributes(tokens, after)
    start, stop = tokens.spans[index][0], tokens.spans[last][1] if last >= 0 else core
    return (
        Phrase(start, inner, tokens.word(head), tokens.spans[head][0], max(stop, core), determiner, core),
        after,
    )


def _head(tokens: _Tokens, index: int) -> int | None:
    """The noun of a phrase: behind adjectives and what belongs to a participle («im Gebiet tätige Hebammen»)."""
    for place in range(index, min(index + _MOST_PRENOMINAL, len(tokens))):
        word = tokens.word(place)
        if _is_noun(word):
            return place
        low = word.lower()
        if low in PREPOSITIONS and place > index - 1 and tokens.word(index - 1).lower() in DETERMINERS:
            inner = _after_group(tokens, place)
            if inner > place + 1 and _is_adjective(tokens.word(inner)):
                return _head(tokens, inner)
            return None
        modifies = word.islower() and low not in NO_ADJECTIVES and _is_adjective(tokens.word(place + 1))
        if not (_is_adjective(word) or low in ADVERBS or _ADVERB_RE.match(word) or modifies):
            return None
    return None


def _is_adjective(word: str) -> bool:
    return word not in NO_ADJECTIVES and word not in DETERMINERS and _ADJECTIVE_RE.match(word) is not None


def _after_group(tokens: _Tokens, index: int) -> int:
    """The token after a preposition with its nouns and their genitives: «bis zum Ende des Schuljahres»."""
    place = index + 1
    while tokens.word(place).lower() in PREPOSITIONS:
        place += 1
    if tokens.word(place).lower() in DETERMINERS:
        place += 1
    while place < len(tokens) and (_is_adjective(tokens.word(place)) or _is_number(tokens.word(place))):
        if tokens.word(place)[:1].isdigit() and tokens.word(place + 1) in ("%", "."):
            place += 1
        place += 1
    if not _is_noun(tokens.word(place)):
        return max(place, index + 1)
    return _after_genitives(tokens, place + 1)


def _is_number(word: str) -> bool:
    return word[:1].isdigit() or (word.islower() and parse_count(word) is not None)


def _after_genitives(tokens: _Tokens, index: int) -> int:
    """The token after a noun's genitives, names and joined nouns."""
    place = index
    while place < len(tokens):
        word = tokens.word(place)
        low = word.lower()
        if _is_noun(word) or re.fullmatch(r"(?:19|20)\d\d", word) or word in ("II", "III"):
            place += 1
            continue
        if low in GENITIVE_DETERMINERS or (low.endswith("er") and _is_adjective(word)):
            head = _head(tokens, place + (low in GENITIVE_DETERMINERS))
            if head is None:
                return place
            place = head + 1
            continue
        if _ADVERB_RE.match(word) and tokens.word(place + 1).endswith("er") and _is_noun(tokens.word(place + 2)):
            place += 3
            continue
        if low == "bis" and tokens.word(place - 1).endswith("-") and _is_noun(tokens.word(place + 1)):
            place += 2
            continue
        if low in ("und", "sowie", "oder", "bzw", "/"):
            step = place + 1 + (tokens.word(place + 1) == ".")
            step += tokens.word(step).lower() in GENITIVE_DETERMINERS | {"die", "den", "das"}
            head = _head(tokens, step)
            if head is None:
                return place
            place = head + 1
            continue
        return place
    return place


def _after_attributes(tokens: _Tokens, index: int) -> tuple[int, int]:
    """The last token of a phrase with its attributes, and the token after it."""
    last, place = index - 1, index
    while place < len(tokens):
        word = tokens.word(place)
        if word[:1] == "_":
            place += 1
            continue
        if word in ("unter", "über", "ab") and tokens.word(place + 2) in ("Jahren", "Jahre"):
            last, place = place + 2, place + 3
            continue
        if word.lower() not in ATTRIBUTE_PREPOSITIONS or _tells_time(tokens, place):
            break
        after = _after_group(tokens, place)
        if after <= place + 1 or not _is_noun(tokens.word(after - 1)):
            break
        last, place = after - 1, after
    return last, place


def _tells_time(tokens: _Tokens, index: int) -> bool:
    """Whether a preposition opens a time, a measure or a manner rather than an attribute."""
    if tokens.word(index) in ("je", "pro"):
        return tokens.word(index + 1) in ("Jahr", "Monat", "Woche", "Quartal")
    for word in tokens.words[index + 1 : index + 4]:
        if _is_noun(word) or word[:1].isdigit():
            return _TIMES.match(word) is not None
    return True
