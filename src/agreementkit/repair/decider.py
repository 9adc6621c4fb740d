"""Weighs what may have been printed for a word of a garbled text, and decides."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Literal, NamedTuple

from agreementkit.german.places import is_place_name
from agreementkit.repair.alignment import segments
from agreementkit.repair.channel import UMLAUTS, Channel, Damage
from agreementkit.repair.context import Contexts, confusable_words, german_contexts
from agreementkit.repair.decoder import MAX_COST, MIN_TAIL, Candidate, candidates, tail_candidates
from agreementkit.repair.lexicon import KNOWN, LOWER, MIN_HEAD, OTHER, TITLE, Lexicon, german_lexicon, shape_of
from agreementkit.repair.tokens import StartOf, Token
from agreementkit.repair.visible import GARBLE_RE, without_garble

MIXED_CASE = {"tvöd": "TVöD", "aör": "AöR", "kdör": "KdöR", "bafög": "BAföG"}
ACRONYM_RE = re.compile(r"[a-zäöü][A-Z]\Z|[A-Z]{2}.{0,12}[a-zäöü6é]|[a-zäöü6é].{0,12}[A-Z]{2}")
"""An abbreviation of capitals and small letters, as acts are cited."""

ROMAN_RE = re.compile(r"[ivx]{2,}")

SINGULAR = frozenset({"ein", "eine", "einem", "einen", "einer", "eines", "jeder", "jede", "jedes", "jedem", "jeden"})

_LOG_UNKNOWN_NAME = math.log(0.005)
_LOG_UNKNOWN = math.log(0.0005)
_LOG_LETTER = -2.3
"""Share of words that no lexicon holds (names above all), and what each letter of such a word costs."""

_ODD_CASE = -8.0
_ODD = -4.0
CLOSE = 9.0
_FAR = 10.0
_TAIL_COST = 7.0
_UMLAUT_COST = 5.5
_LETTER_COST = 5.9
_GARBLE_COST = 1.0
_OWN_WEIGHT = 1e-5
"""Share of all words that a word is given for each time it stands elsewhere in the same text, spelt right."""

_BASES = {"ä": "a", "ö": "o", "ü": "u"}
_CAPITALS = {"A": "ä", "O": "ö", "U": "ü"}
WELL_KNOWN = 5
COMMON = 50
_NO_PLACE = 1_000
"""What was counted so often is a word, or a city that everybody knows, though a village may be called so too."""
MIN_FIRST = 5
SHORT = 7
LONG = 12
ACCEPT = {"full": 0.8, "safe": 0.99}
ACCEPT_UNKNOWN = 0.6
ACCEPT_SINGULAR = 0.98
"""Share of the weight that a reading needs: by level, for unknown words where all umlauts are lost, and after a
determiner in the singular with which the reading was never counted."""


class Reading(NamedTuple):
    """What may have been printed, as it would be written, and the logarithm of its weight."""

    written: str
    word: str
    weight: float
    known: bool


@dataclass(frozen=True)
class Decider:
    """Weighs readings of words for one document.

    Attributes:
        damage: How the document is damaged.
        own: Words with umlauts that the document itself spells right, in lower case.
        level: ``full`` or ``safe``.
        trusts_double_i: Whether «ii» stands for ü throughout; in some fonts it stands for ä too.
        channel: The error model of the document.
        seen: What was read for the umlauts of its plain words.
        reach: How unlikely a reading may be (a negative logarithm) and is still looked for.
    """

    damage: Damage
    own: Counter[str]
    level: Literal["safe", "full"]
    trusts_double_i: bool
    channel: Channel
    seen: Counter[tuple[str, str]] = field(default_factory=Counter)
    reach: float = MAX_COST

    @cached_property
    def lexicon(self) -> Lexicon:
        """The German lexicon."""
        return german_lexicon()

    @cached_property
    def contexts(self) -> Contexts:
        """The German word pairs."""
        return german_contexts()

    @cached_property
    def _candidates(self) -> dict[str, tuple[Candidate, ...]]:
        return {}

    def candidates(self, word: str) -> tuple[Candidate, ...]:
        """What may have been printed; empty where the word stands beyond doubt."""
        known = self._candidates.get(word)
        if known is None:
            known = self._candidates[word] = self._search(word) if self.doubtful(word) else ()
        return known

    def _search(self, word: str) -> tuple[Candidate, ...]:
        found = candidates(word, self.channel, self.lexicon, self.reach)
        if self.lexicon.knows(word) and self.lexicon.count(word.lower()) >= KNOWN:
            rivals = {word.lower(), *confusable_words()[word.lower()]}
            return tuple(candidate for candidate in found if candidate.word in rivals)
        if (
            self.reach > CLOSE
            and len(word) >= MIN_HEAD + MIN_TAIL
            and not any(candidate.cost < CLOSE for candidate in found)
        ):
            found += tail_candidates(word, self.channel, self.lexicon, _TAIL_COST)
        plain = without_garble(word, self.lexicon) if self.trusts_double_i or "ii" not in word else word
        if plain != word and all(candidate.word != plain.lower() for candidate in found):
            found.append(Candidate(plain.lower(), _GARBLE_COST, ()))
        if all(candidate.word != word.lower() for candidate in found) and (cut := self._two_words(word.lower())):
            found.append(Candidate(word.lower(), 0.0, (cut,)))
        return tuple(found)

    def _two_words(self, word: str) -> int:
        """Where a word is put together from two known nouns, as it was read: «Rucksack-gruppen»; 0 where nowhere."""
        for cut in range(len(word) - MIN_HEAD, MIN_FIRST - 1, -1):
            first = word[:cut]
            if self.lexicon.is_noun(first) and self.lexicon.count(first) >= WELL_KNOWN:
                head = self.lexicon.head_log_share(word[cut:])
                if head > -math.inf:
                    return cut
        return 0

    def doubtful(self, word: str) -> bool:
        """Whether a word may be something else: unknown, very rare, or known to be confused."""
        lowered = word.lower()
        if not any(map(str.isalpha, word)) or len(word) < 3:
            return False
        if lowered in self.own or (shape_of(word) == OTHER and word.isupper() and len(word) < 4):
            return False
        if not word.isalpha():
            signs = [sign for sign in word if not sign.isalpha()]
            return len(word) >= 4 and len(signs) * 5 <= 2 * len(word) and self.channel.signs.issuperset(signs)
        if self.lexicon.knows(word) and self.lexicon.count(lowered) >= KNOWN:
            return self.level == "full" and lowered in confusable_words() and self.damage.umlauts_lost > 0.2
        return True

    def readings(self, token: Token, before: str, after: str) -> list[Reading]:
        """The weighed readings of a token, itself among them."""
        read = token.word
        mixed = shape_of(read) == OTHER and not read.isupper()
        found = []
        for candidate in self.candidates(read):
            if not self._worth(read, candidate):
                continue
            for shape in _shapes(token, candidate.word):
                weight = self._prior(candidate, shape, token, before, after) - candidate.cost
                if candidate.word == read.lower():
                    weight = max(weight, _unknown(read))
                # A word that differs in capitals only is not the OCR's doing: «FrauenForum».
                written = read if candidate.word == read.lower() else _written(candidate.word, shape)
                if ACRONYM_RE.search(read):
                    written = _in_its_case(candidate.word, read)
                found.append(Reading(written, candidate.word, weight, known=not candidate.parts))
        if all(reading.written != read for reading in found):
            odd = mixed or not read.isalpha() or GARBLE_RE.search(read) is not None
            weight = _unknown(read) + (_ODD if odd else 0.0)
            found.append(Reading(read, read.lower(), weight, known=False))
        return found

    def _worth(self, read: str, candidate: Candidate) -> bool:
        """Whether a candidate is worth weighing: the word itself, or one with an umlaut more, or a well-known one.

        Any long word is near some compound or some rare word: other letters alone are no reason to believe in it.
        """
        word = candidate.word
        if word == read.lower():
            return True
        if ROMAN_RE.fullmatch(word):
            return False
        gained = sum(map(word.count, "äöüß")) - sum(map(read.lower().count, "äöüß"))
        if _CAPITALS.get(read[0], word[0]) != word[0] and word[0] in UMLAUTS:
            return False  # a capital loses its dots and nothing else
        if gained <= 0 and read[:-1].lower() == word[:-1]:
            return False  # the endings of a word are not told apart without a picture
        if candidate.parts:
            return candidate.cost <= _UMLAUT_COST * max(gained, 2 * (self.damage.umlauts_lost <= 0.2))
        count = self.lexicon.count(word)
        if gained <= 0 and count < _NO_PLACE and read.isalpha() and read[0].isupper() and is_place_name(word):
            return False  # another place is no better reading of an unknown one
        if self.damage.umlauts_lost <= 0.2:
            return count >= WELL_KNOWN
        if gained > 0:
            if count < COMMON and read[0].isupper() and _changes_a_vowel(word, read.lower()):
                return False  # a rare word with a capital is a name, and another name is another place
            near = _UMLAUT_COST if read[0].isupper() and len(read) < SHORT else CLOSE
            return candidate.cost <= (_FAR if count >= COMMON else near) * gained
        return count >= (COMMON if len(word) >= LONG else WELL_KNOWN) and (
            len(word) >= LONG or candidate.cost <= _LETTER_COST
        )

    def _prior(self, candidate: Candidate, shape: int, token: Token, before: str, after: str) -> float:
        word = candidate.word
        start = token.start_of is not StartOf.NOTHING
        if candidate.parts:
            head = word[candidate.parts[-1] :]
            weight = self.lexicon.head_log_share(head)
            if word[: candidate.parts[0]] in self.lexicon.modifiers:
                for first, last in pairwise((0, *candidate.parts)):
                    weight += self.lexicon.modifiers[word[first:last]]
            elif candidate.cost or self.lexicon.count(word[: candidate.parts[0]]) < KNOWN:
                weight += _unknown(token.word[: candidate.parts[0]])
            else:
                weight += self.lexicon.log_share(word[: candidate.parts[0]], OTHER, sentence_start=False)
            expected = TITLE if self.lexicon.is_noun(head) else LOWER
            if shape == TITLE and expected == LOWER and not start:
                return -math.inf
            fits = shape in {expected, OTHER} or shape == TITLE
        elif self.lexicon.place(word) is None:
            weight = _unknown(_written(word, shape))
            fits = True
        else:
            share = self.lexicon.log_share(word, shape, sentence_start=start)
            if word in self.own:
                share = math.log(math.exp(share) + self.own[word] * _OWN_WEIGHT)
            weight = self.contexts.log_fit(before, _written(word, shape), after, share)
            fits = True
        if shape == LOWER and token.word[0].isupper():
            weight -= self.channel.small.get(word[0], 0.0)
            fits = fits and token.start_of is not StartOf.SENTENCE
        return weight + (0.0 if fits else _ODD_CASE)

    @cached_property
    def _decisions(self) -> dict[tuple[object, ...], tuple[Reading, float] | None]:
        return {}

    def decide(self, token: Token, before: str, after: str) -> tuple[Reading, float] | None:
        """The same words between the same neighbours are weighed once."""
        key = (*token[1:], before, after)
        if key not in self._decisions:
            self._decisions[key] = self._weigh(token, before, after)
        return self._decisions[key]

    def _weigh(self, token: Token, before: str, after: str) -> tuple[Reading, float] | None:
        """The reading that wins over all others together, with its share of the weight; None to leave the word."""
        found = self.readings(token, before, after)
        if len(found) < 2 or (token.abbreviated and len(token.word) <= 4):
            return None
        best = max(found, key=lambda reading: reading.weight)
        if best.written == token.word:
            return None
        if self.level == "safe" and any(reading.written == token.word and reading.known for reading in found):
            return None
        total = sum(math.exp(reading.weight - best.weight) for reading in found)
        # Both ways to write the first letter speak for the same word.
        share = sum(math.exp(reading.weight - best.weight) for reading in found if reading.word == best.word) / total
        return (best, share) if share >= self._wanted(token, best, before) else None

    def _wanted(self, token: Token, best: Reading, before: str) -> float:
        if self.lexicon.knows(token.word):
            # «jeder Vater» is not «jeder Väter», however likely fathers are.
            return (
                ACCEPT_SINGULAR
                if before.lower() in SINGULAR and not self.contexts.count(before.lower(), best.word)
                else ACCEPT[self.level]
            )
        return ACCEPT_UNKNOWN if self.level == "full" and self.damage.umlauts_lost >= 0.9 else ACCEPT[self.level]


def _changes_a_vowel(word: str, read: str) -> bool:
    """Whether an umlaut was read as another vowel than its own: «Löhnberg» as «Lahnberg»."""
    pairs = segments(word, read)
    return any(len(seen) == 1 and seen in "aeiou" and _BASES.get(umlaut, seen) != seen for umlaut, seen in pairs)


def _unknown(word: str) -> float:
    """Logarithm of the share of a word that no lexicon holds: a name most often, seldom a word in lower case."""
    return (_LOG_UNKNOWN_NAME if word[:1].isupper() else _LOG_UNKNOWN) + _LOG_LETTER * len(word)


def _shapes(token: Token, word: str) -> tuple[int, ...]:
    """How a candidate may be written: as what was read, and both ways where its first letter was misread."""
    read = token.word
    if read.isupper() and len(read) > 1:
        return (OTHER,)
    if read[0].lower() != word[0] and (not read[0].islower() or read[0] == "l"):
        return (LOWER, TITLE)
    return (TITLE,) if read[0].isupper() else (LOWER,)


def _written(word: str, shape: int) -> str:
    if shape == OTHER:
        return "".join(letter if letter == "ß" else letter.upper() for letter in word)
    return word[0].upper() + word[1:] if shape == TITLE else word


def _in_its_case(word: str, read: str) -> str:
    """The short title of an act or the like keeps its capitals: «ThürStrG»."""
    if word in MIXED_CASE:
        return MIXED_CASE[word]
    written = ""
    place = 0
    for printed, seen in segments(word, read.lower()):
        kept = read[place : place + len(seen)]
        written += kept if seen == printed else printed if place else printed.capitalize()
        place += len(seen)
    return written
