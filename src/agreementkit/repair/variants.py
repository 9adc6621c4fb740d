"""Words that no lexicon holds, read in several ways or with a sign that no word has: which umlaut was printed there."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from agreementkit.repair.channel import LONGEST_READ, UMLAUTS, Channel

MIN_LETTERS = 4
LONGEST = 40
_ACCEPT = 0.95
_SINGLE_SHARE = 0.96
_ENDING = 5.0
"""How much likelier (a logarithm) a word is that ends as places do."""

_MAX_COST = 8.0
_ALONE = 3.5
_PLAINLY_SEEN = 2
"""A sign stands for one umlaut where the next one is so much (a logarithm) less likely, or where the document's plain
words have it for no other."""

# How often each letter is printed, of all umlauts (the statutes).
_SHARES = {"ä": 0.34, "ö": 0.17, "ü": 0.4, "ß": 0.09}
_VOWELS = frozenset("aeiouyäöü")

# Endings of five and more places in the register of municipalities, none of which ends so without the umlaut; «brück»
# has «bruck» beside it.
PLACE_ENDINGS = ("brück", "brücken", "bühl", "büll", "büttel", "hütte", "hütten", "mühl", "mühlen", "münde", "münster")

# What no German word or name has inside: a digit or another sign; ii; é anywhere but at the end («Café», «Renée»).
FOREIGN_RE = re.compile(r"(?<=[A-Za-zäöüß])(?:[468&®€§@]|ii(?=[a-zäöüß])|é(?=[a-zäöüß]{2}))")
_ACCENTED_RE = re.compile(r"[áàâãåçèêëíìîïñóòôõúùûý]|ée|é\Z|É")


class Variant(NamedTuple):
    """What was printed for a word as read, how sure that is, and whether several readings show it."""

    written: str
    share: float
    several: bool


class _Guess(NamedTuple):
    written: str
    letter: str
    read: str
    cost: float
    foreign: bool
    place_name: bool


def variants_of(words: Iterable[str], channel: Channel, seen: Mapping[tuple[str, str], int]) -> dict[str, Variant]:
    """What was printed for words that no lexicon holds.

    A name that was read as «Grinwiek», «Grunwiek» and «Grtinwiek» was printed with the one letter that is read as i, u
    and ti. A single reading is proof only where it holds what no name has.

    Args:
        words: Unknown words as they were read, repetitions left out.
        channel: The document's error model.
        seen: What was read for the umlauts of plain words of the document, and how often.

    Returns:
        For each word that is proved: what was printed.
    """
    guesses = {word: {guess.written: guess for guess in _guesses(word, channel)} for word in sorted(words)}
    readings: dict[str, list[str]] = defaultdict(list)
    for word, found in guesses.items():
        for written in found:
            readings[written].append(word)
    proved: dict[str, Variant] = {}
    for written, words_read in sorted(readings.items(), key=lambda item: (-len(item[1]), item[0])):
        reads = [word for word in words_read if word not in proved]
        if len(reads) > 1:
            share = _share_of(written, [guesses[word] for word in reads])
        else:
            share = _SINGLE_SHARE * any(_is_plain(written, word, guesses[word], channel, seen) for word in reads)
        if share >= _ACCEPT:
            proved |= dict.fromkeys(reads, Variant(written, share, several=len(reads) > 1))
    return proved


def _is_plain(
    written: str, word: str, guesses: dict[str, _Guess], channel: Channel, seen: Mapping[tuple[str, str], int]
) -> bool:
    """Whether one reading is proof: an ending of places, or a sign that stands for one umlaut only."""
    guess = guesses[written]
    rivals = [rival for rival in guesses.values() if rival is not guess]
    if not word[0].isupper():
        return False
    if guess.place_name:
        return not any(rival.place_name for rival in rivals)
    if not guess.foreign:
        return False
    if all(rival.cost - guess.cost > _ALONE for rival in rivals):
        return True
    likeliest = next((letter for letter, _ in channel.general[guess.read] if letter in UMLAUTS), "")
    others = sum(number for (letter, read), number in seen.items() if read == guess.read and letter != guess.letter)
    return seen.get((guess.letter, guess.read), 0) >= _PLAINLY_SEEN and not others and guess.letter == likeliest


def _share_of(written: str, guesses: list[dict[str, _Guess]]) -> float:
    """How likely this word is among those that may have been read in all these ways."""
    weights = {
        other: math.log(_SHARES[guess.letter]) - sum(found[other].cost for found in guesses)
        for other, guess in guesses[0].items()
        if all(other in found for found in guesses)
    }
    best = max(weights.values())
    return math.exp(weights[written] - best) / sum(math.exp(weight - best) for weight in weights.values())


def _guesses(word: str, channel: Channel) -> list[_Guess]:
    """The words with one umlaut more that may have been printed."""
    letters = sum(map(str.isalpha, word))
    if letters < MIN_LETTERS or len(word) > LONGEST or word.isupper() or _ACCENTED_RE.search(word):
        return []
    foreign = {place for match in FOREIGN_RE.finditer(word) for place in range(*match.span())}
    found = []
    for place in range(len(word)):
        for taken in range(1, LONGEST_READ + 1):
            read = word[place : place + taken]
            if len(read) < taken:
                break
            inside = foreign.intersection(range(place, place + taken))
            if foreign - inside:
                continue
            for letter, cost in channel.readings.get(read, ()):
                if letter in UMLAUTS and cost <= _MAX_COST:
                    written = word[:place] + (letter.upper() if not place else letter) + word[place + taken :]
                    if _is_spelt(written, place, letter):
                        ends = letter == "ü" and written.endswith(PLACE_ENDINGS) and _is_misread(word, read)
                        found.append(
                            _Guess(written, letter, read, cost - _ENDING * ends, bool(inside), place_name=ends)
                        )
    return found


def _is_misread(word: str, read: str) -> bool:
    """Whether the end of a place's name shows that it was misread: «Ellerbrock» and «Innsbruck» are names as well."""
    return read not in _VOWELS or (read == "u" and not word.endswith("bruck"))


def _is_spelt(written: str, place: int, letter: str) -> bool:
    """Whether a German word may be spelt so: beside an umlaut stands no vowel but in äu, before ß stands one."""
    before = written[place - 1 : place].lower()
    after = written[place + 1 : place + 2].lower()
    if not written.isalpha():
        return False
    if letter == "ß":
        return before in _VOWELS and place > 1
    if place == 0 and not written[0].isupper():
        return False
    return before not in _VOWELS and (after not in _VOWELS or (letter == "ä" and after == "u"))
