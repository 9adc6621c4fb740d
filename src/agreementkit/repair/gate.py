"""Decides whether a text is German and whether it is garbled; a text that shows no garbling is never touched."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import islice

from agreementkit.repair.channel import UMLAUTS, Damage, channel_for
from agreementkit.repair.decoder import candidates
from agreementkit.repair.lexicon import KNOWN, OTHER, TITLE, german_lexicon, shape_of
from agreementkit.repair.tokens import tokens_of
from agreementkit.repair.visible import without_garble

# Share of running words with ä, ö, ü or ß: German texts have 7 to 12 in a hundred (five agreements, 6,600 laws).
USUAL_UMLAUT_WORDS = 0.095
_ENOUGH_UMLAUTS = 0.012
"""Umlauts and ß for each character of a text: above this nothing much is lost. German has 0.016 and more."""

_SAMPLE = 200_000
_SIGN_EVERY = 5_000
_SAMPLE_WORDS = 20_000
_SAMPLE_UNKNOWN = 400

# Words with which German is written, other languages not; none with an umlaut, which may be lost.
_FUNCTION_WORDS = """
    und oder der die das den dem ein eine einer eines einem einen ist sind wird werden wurde nicht auch auf aus bei mit
    nach von vom zu zum zur im sich sowie durch als dass diese dieser dieses ihre ihrer sie es haben hat kann soll
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
_GERMAN_SHARE = 0.1

_LEAST = -23.0
_TITLE_WEIGHT = 0.4

# Misreadings that show without a lexicon: a capital I inside a word, an l before a consonant, a digit or a sign inside.
SIGNS_RE = re.compile(
    # The first character is the rare one: `re` skips to it.
    r"[I0-9|!lGKPTBmc](?:(?<=[a-zäöüß]{2}I)[a-zäöüß]|(?<![\w][lI])(?<=[lI])[bcdfgkpqrtvwxz][a-zäöü]{2}"
    r"|(?<=[a-zäöüß]{3}[0-9|!])[a-zäöüß]{2}|(?<!\w[GKPTB])(?<=[GKPTB])m[nr][a-z]|(?<=[a-z]m)ng(?!\w)"
    r"|(?<=[a-z]c)hm[nr][a-z])"
)


@lru_cache(maxsize=8)
def damage_of(text: str, read_by_ocr: bool = False) -> Damage | None:
    """How a text is damaged, or None where it is not, or not German.

    Args:
        text: The whole document.
        read_by_ocr: Whether pages of it were read by OCR: then letters are looked at even where nothing stands out.
    """
    umlauts = sum(map(text.count, "äöüßÄÖÜ"))
    few_umlauts = umlauts < _ENOUGH_UMLAUTS * (len(text) - text.count(" ") - text.count("\n"))
    sample = text[:_SAMPLE]
    if not few_umlauts and not read_by_ocr and len(SIGNS_RE.findall(sample)) < max(2, len(sample) / _SIGN_EVERY):
        return None
    words = Counter(token.word for token in islice(tokens_of(sample), _SAMPLE_WORDS) if token.word.isalpha())
    total = words.total()
    lowered = Counter[str]()
    for word, number in words.items():
        lowered[word.lower()] += number
    if total < 5 or sum(lowered[word] for word in FUNCTION_WORDS) < _GERMAN_SHARE * total:
        return None
    with_umlaut = sum(number for word, number in words.items() if UMLAUTS.intersection(word))
    lost = min(max(1.0 - with_umlaut / total / USUAL_UMLAUT_WORDS, 0.0), 0.98)
    if few_umlauts and lost > 0.2:
        damage = Damage(round(lost, 1), letters=False)
        if _evidence(words, damage) >= max(2.0, (0.002 if lost > 0.7 else 0.01) * total):
            return Damage(round(lost, 1), letters=True)
    damage = Damage(0.0, letters=True)
    return damage if _evidence(words, damage) >= max(3.0, 0.004 * total) else None


def _evidence(words: Counter[str], damage: Damage) -> float:
    """How many running words are none, but would be with what this damage does undone.

    Where umlauts are concerned a word with a capital letter counts less: «Burger» and «Moller» are names as well.
    """
    lexicon = german_lexicon()
    channel = channel_for(damage)
    unknown = [word for word in words if len(word) >= 3 and not word.isupper() and lexicon.count(word.lower()) < KNOWN]
    sample = unknown[:_SAMPLE_UNKNOWN]
    found = 0.0
    for word in sample:
        if lexicon.is_compound(word.lower()):
            continue
        if not damage.letters and without_garble(word, lexicon) != word:
            found += words[word]
            continue
        for candidate in candidates(word, channel, lexicon, 9.0):
            if candidate.parts:
                # Any long word is near some compound: only an umlaut regained counts.
                convincing = not damage.letters and not UMLAUTS.isdisjoint(candidate.word)
            else:
                convincing = lexicon.log_share(candidate.word, OTHER, sentence_start=False) - candidate.cost > _LEAST
            if convincing and word[:-1].lower() != candidate.word[:-1]:
                found += words[word] * (1.0 if damage.letters or shape_of(word) != TITLE else _TITLE_WEIGHT)
                break
    return found * len(unknown) / max(len(sample), 1)
