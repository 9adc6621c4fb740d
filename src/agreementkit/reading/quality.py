"""How much a text looks like printed German: one number from 0 to 1, from counts alone.

The figures behind the thresholds: in German administrative prose a third of all words are function words, and 8 to 13
per cent of the words hold ä, ö, ü or ß. Text that was recognised with an English model has none of these at all.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

_WORD_RE = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000

_FUNCTION_WORDS = frozenset(
    """
    der die das und in von zu den mit für im des auf ist eine ein dem nicht als auch an werden aus wird bei sich nach
    oder sowie durch über zum zur einer eines einen einem dieser diese dieses sind kann können haben hat vom bis am
    zwischen unter gemäß soll sollen es er sie wenn dass daß nur vor ihrer ihre seine um bzw jeweils so wie
    """.split()  # noqa: SIM905 - a list of 90 strings would fill a screen
)

_UMLAUTS = frozenset("äöüÄÖÜßẞ")
_GERMAN_LETTER = "A-Za-zÄÖÜäöüßẞéèêáàâçñëïôóúíšžćčÉ"
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzÄÖÜäöüßẞéèêáàâçñëïôóúíšžćčÉ")
_LONGEST_WORD, _MOST_SIGNS = 80, 4
# A token as German prints it: letters with hyphens, slashes, dots, quotes inside; numbers; § and bullets.
_PLAIN_TOKEN_RE = re.compile(
    rf"[(\[„“\"‚‘’'»«*]{{0,3}}[{_GERMAN_LETTER}0-9§%€°²³½]"
    rf"[{_GERMAN_LETTER}0-9\-–/.,:'’_&@+()§%€°²³½·\u00ad\u2010]{{0,80}}[.,;:!?)\]“”\"‘’'«»…*]{{0,4}}"
)
_MARK_RE = re.compile(r"[-–—•·*§&/|=…]{1,3}|_{2,}|\.{2,}|#{1,6}|\|")
# A capital after a small letter inside a word, or a digit between letters: print has neither.
_BROKEN_RE = re.compile(r"[a-zäöüß](?:[A-ZÄÖÜ]|[0-9][a-zäöüß])")
_BINNEN_I_RE = re.compile(r"[a-zäöü]Innen|[a-zäöü]In\b|mbH|eV|[a-z]SL")
_SPACED_TOKEN_RE = re.compile(rf"[{_GERMAN_LETTER}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What was counted in a text.

    Attributes:
        words: Runs of letters.
        function_share: Share of words that are common German function words.
        umlaut_share: Share of words that hold ä, ö, ü or ß.
        odd_share: Share of blank-separated tokens that no German printer sets.
    """

    words: int
    function_share: float
    umlaut_share: float
    odd_share: float


def traits(text: str) -> Traits:
    """Count; only the first 20,000 code points are looked at."""
    sample = text[:_SAMPLE]
    words = Counter(_WORD_RE.findall(sample))
    tokens = Counter(sample.split())
    count = max(1, words.total())
    return Traits(
        words=words.total(),
        function_share=sum(times for word, times in words.items() if word.lower() in _FUNCTION_WORDS) / count,
        umlaut_share=sum(times for word, times in words.items() if not _UMLAUTS.isdisjoint(word)) / count,
        odd_share=sum(times for token, times in tokens.items() if _is_odd(token)) / max(1, tokens.total()),
    )


def german_quality(text: str) -> float:
    """Say how much a text looks like printed German.

    Args:
        text: The text of one page.

    Returns:
        0 for nothing or noise, 0.9 and more for clean prose. A page of few words, such as one of signatures, is judged
        by its tokens alone: it has no prose that could be missing. Rounded to three decimals.
    """
    counted = traits(text)
    if counted.words == 0:
        return 0.0
    prose_weight = counted.words / (counted.words + 60)
    prose = min(1.0, counted.function_share / 0.20)
    score = (1.0 - min(1.0, 2.2 * counted.odd_share)) * (1.0 - 0.6 * prose_weight * (1.0 - prose))
    if lacks_umlauts(counted):
        score *= 0.5
    elif counted.words >= 80 and counted.umlaut_share < 0.03:
        score *= 0.75
    return round(score * min(1.0, counted.words / 4), 3)


def lacks_umlauts(counted: Traits) -> bool:
    """Whether German letters are missing where they must be: the mark of a text layer made with another language.

    At 9 per cent a page of 60 words has none by chance once in 300 times.
    """
    return counted.words >= 60 and counted.umlaut_share < 0.012


def _is_odd(printed: str) -> bool:
    if printed.isascii() and printed.isalpha() and (printed.islower() or printed.istitle()):
        return False  # an ordinary word: most are
    word = printed.rstrip(".,;:!?")
    if (
        word.isalpha()
        and (word.islower() or word.istitle())
        and len(word) <= _LONGEST_WORD
        and len(printed) - len(word) <= _MOST_SIGNS
        and _LETTERS.issuperset(word)
    ):
        return False
    if _MARK_RE.fullmatch(printed):
        return False
    if not _PLAIN_TOKEN_RE.fullmatch(printed):
        return True
    if _BROKEN_RE.search(printed) and not _BINNEN_I_RE.search(printed):
        return True
    return len(printed) == 1 and not printed.isalnum() and printed != "§"
