"""German words for the search: folded so that spellings meet, and stemmed so that forms meet.

The stemmer follows the published description of the Snowball stemmer for German (suffixes in the regions R1 and R2,
steps 1 to 3), over folded words; it is small enough to read and needs no package.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

WORD_RE = re.compile(r"\w+|§+")
"""A word or a section sign: «§ 16a» is searched as two words that stand together."""

_VOWELS = frozenset("aeiouy")
_S_ENDING = frozenset("bdfghklmnrt")
_ST_ENDING = frozenset("bdfghklmnt")


def as_unicode(text: str) -> str:
    r"""Text that SQLite can hold: bytes of a file name or an argument that are no Unicode become visible escapes.

    >>> as_unicode("Vertr\udce4ge"), as_unicode("Verträge")
    ('Vertr\\xe4ge', 'Verträge')
    """
    try:
        data = text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # half of a pair of surrogates, as Windows allows in names
        data = text.encode("utf-8", "surrogatepass")
    return data.decode("utf-8", "backslashreplace")


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word without case, accents and the ways of writing an umlaut.

    >>> fold("Kündigung") == fold("KUENDIGUNG") == fold("Kundigung")
    True
    >>> fold("Maßnahme"), fold("Quelle")
    ('massnahme', 'quelle')
    """
    plain = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    plain = plain.replace("ae", "a").replace("oe", "o")
    return re.sub(r"(?<!q)ue", "u", plain)


def folded_words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return [fold(word) for word in WORD_RE.findall(unicodedata.normalize("NFC", text))]


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a folded word.

    >>> stem(fold("kündigen")) == stem(fold("Kündigungen")) == "kundig"
    True
    >>> stem("ziele"), stem("rat")
    ('ziel', 'rat')
    """
    r1 = max(_region(word, 0), 3)
    r2 = _region(word, r1)
    word = _inflection(word, r1)
    word = _comparison(word, r1)
    return _derivation(word, r1, r2)


def _region(word: str, start: int) -> int:
    """Where the part after the first consonant that follows a vowel begins, from ``start`` on."""
    for position in range(start + 1, len(word)):
        if word[position] not in _VOWELS and word[position - 1] in _VOWELS:
            return position + 1
    return len(word)


def _inflection(word: str, r1: int) -> str:
    for suffix in ("ern", "em", "er", "en", "es", "e"):
        if word.endswith(suffix):
            if len(word) - len(suffix) < r1:
                return word
            word = word[: -len(suffix)]
            return word[:-1] if suffix in {"e", "en", "es"} and word.endswith("niss") else word
    if word.endswith("s") and len(word) - 1 >= r1 and word[-2:-1] in _S_ENDING:
        return word[:-1]
    return word


def _comparison(word: str, r1: int) -> str:
    for suffix in ("est", "er", "en"):
        if word.endswith(suffix):
            return word[: -len(suffix)] if len(word) - len(suffix) >= r1 else word
    if word.endswith("st") and len(word) - 2 >= r1 and len(word) >= 6 and word[-3] in _ST_ENDING:
        return word[:-2]
    return word


def _derivation(word: str, r1: int, r2: int) -> str:
    for suffix in ("isch", "lich", "heit", "keit", "end", "ung", "ig", "ik"):
        if not word.endswith(suffix) or len(word) - len(suffix) < r2:
            continue
        rest = word[: -len(suffix)]
        if suffix in {"ig", "ik", "isch"}:
            return word if rest.endswith("e") else rest
        if suffix in {"end", "ung"}:
            return rest[:-2] if rest.endswith("ig") and not rest.endswith("eig") and len(rest) - 2 >= r2 else rest
        if suffix in {"lich", "heit"}:
            return rest[:-2] if rest.endswith(("er", "en")) and len(rest) - 2 >= r1 else rest
        for further in ("lich", "ig"):
            if rest.endswith(further) and len(rest) - len(further) >= r2:
                return rest[: -len(further)]
        return rest
    return word
