"""Finds the words of a garbled text and repairs those that were misread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from agreementkit.records import Edit
from agreementkit.repair.alignment import segments
from agreementkit.repair.channel import UMLAUTS, Damage, channel_fitted, channel_for
from agreementkit.repair.decider import CLOSE, COMMON, Decider, Reading
from agreementkit.repair.decoder import candidates
from agreementkit.repair.lexicon import KNOWN, Lexicon, german_lexicon
from agreementkit.repair.names import FIRST_NAMES, UMLAUT_NAMES, name_places
from agreementkit.repair.tokens import Token, tokens_of
from agreementkit.repair.variants import variants_of
from agreementkit.repair.visible import without_garble

MOST_LOST = 0.8
PLAIN = 0.97
ENOUGH_PLAIN = 60
FIRST_WORDS = 5000
"""Where most umlauts are lost the text's first plain words (unknown as they were read, and one reading stands out)
show what this OCR made of this font."""

EVERYWHERE = 20_000
"""A word that was counted so often is no name, wherever it stands."""


def repair_words(text: str, damage: Damage, level: Literal["safe", "full"]) -> Iterator[Edit]:
    """Repair the words of a garbled text; every edit says how sure it is."""
    tokens = list(tokens_of(text))
    decider = _decider_for(tokens, damage, level)
    names = _names(text, tokens, decider.lexicon)
    printed: list[str] = []
    left: list[Token] = []
    edits: list[Edit] = []
    for place, token in enumerate(tokens):
        before = printed[-1] if place and _touch(text, tokens[place - 1], token) else ""
        after = ""
        if place + 1 < len(tokens) and _touch(text, token, tokens[place + 1]):
            after = tokens[place + 1].word
        decision = None
        if decider.candidates(token.word):
            decision = decider.decide(token, before, after)
        if decision is not None and (
            _is_name(token, decision[0], names, decider.lexicon) or _repeats(printed, decision[0].word)
        ):
            decision = None
        if decision is not None:
            best, share = decision
            printed.append(best.written)
            edits.append(_edit(token, best.written, share, _reason(token, best, decider)))
        else:
            printed.append(token.word)
            left.append(token)
    if damage.umlauts_lost >= MOST_LOST:
        edits += _repaired_variants(left, decider)
    yield from sorted(edits, key=lambda edit: edit.start)


def _decider_for(tokens: list[Token], damage: Damage, level: Literal["safe", "full"]) -> Decider:
    """A decider whose error model has seen what the text's plainest words were read as."""
    own = _spelt_right(tokens)
    first = Decider(damage, own, level, _double_i_is_ue(tokens, damage), channel_for(damage))
    if damage.umlauts_lost < MOST_LOST:
        return first
    seen: Counter[tuple[str, str]] = Counter()
    number = 0
    near = replace(first, reach=CLOSE)
    for token in tokens[:FIRST_WORDS]:
        if near.lexicon.knows(token.word) or not near.candidates(token.word):
            continue
        decision = near.decide(token, "", "")
        if decision is not None and decision[0].known and decision[1] >= PLAIN:
            pairs = segments(decision[0].written, token.word)
            seen.update((printed, read) for printed, read in pairs if printed in UMLAUTS)
            number += 1
            if number == ENOUGH_PLAIN:
                break
    return replace(first, channel=channel_fitted(damage, seen), seen=seen) if seen else first


def _repaired_variants(tokens: list[Token], decider: Decider) -> Iterator[Edit]:
    """What the several readings of an unknown word, or a sign inside it, prove."""
    lexicon = decider.lexicon
    unknown = {
        token.word
        for token in tokens
        if not lexicon.count(token.word.lower()) >= KNOWN and not lexicon.is_compound(token.word.lower())
    }
    variants = variants_of(unknown, decider.channel, decider.seen)
    for token in tokens:
        variant = variants.get(token.word)
        if variant is not None:
            reason = (
                "No lexicon holds the word; the text has it in several readings, which are all read for this one."
                if variant.several
                else "No word holds this sign, which the OCR reads for the umlaut."
            )
            yield _edit(token, variant.written, variant.share, reason)


def _edit(token: Token, after: str, share: float, reason: str) -> Edit:
    return Edit(
        rule="garbled_word",
        start=token.start,
        end=token.start + len(token.word),
        before=token.word,
        after=after,
        reason=reason,
        score=round(min(share, 0.99), 3),
    )


def _spelt_right(tokens: list[Token]) -> Counter[str]:
    """The known words with umlauts that a text spells right, in lower case."""
    lexicon = german_lexicon()
    lowered = (token.word.lower() for token in tokens if UMLAUTS.intersection(token.word))
    return Counter(word for word in lowered if lexicon.place(word) is not None)


def _double_i_is_ue(tokens: list[Token], damage: Damage) -> bool:
    """Whether the known words of a text that were read with «ii» are words with ü."""
    read = {token.word for token in tokens if "ii" in token.word}
    counts = Counter[str]()
    for word in read:
        found = candidates(word, channel_for(damage), german_lexicon(), CLOSE)
        plain = [candidate for candidate in found if not candidate.parts]
        if plain:
            best = min(plain, key=lambda candidate: candidate.cost)
            counts.update(letter for letter in "äü" if letter in best.word and letter not in word)
    return counts["ä"] * 10 <= counts["ü"]


def _touch(text: str, first: Token, second: Token) -> bool:
    """Whether nothing but spaces stands between two words."""
    return text[first.start + len(first.word) : second.start].isspace()


def _names(text: str, tokens: list[Token], lexicon: Lexicon) -> frozenset[str]:
    """The words that stand as names somewhere in a text, those with visible garble aside."""
    found = {tokens[place].word for place in name_places(text, tokens)}
    return frozenset(word for word in found if without_garble(word, lexicon) == word)


def _is_name(token: Token, best: Reading, names: frozenset[str], lexicon: Lexicon) -> bool:
    """Whether a word may be a name: it stands where names stand and is no long and common word."""
    if best.written in UMLAUT_NAMES and token.word not in FIRST_NAMES:
        return False
    unknown = lexicon.count(token.word.lower()) < KNOWN
    common = unknown and lexicon.count(best.word) >= (COMMON if len(token.word) >= 8 else EVERYWHERE)
    return token.word in FIRST_NAMES or (token.word in names and not common)


def _repeats(printed: list[str], word: str) -> bool:
    """Nobody writes «Fördern und Fördern»: the second is the other word."""
    return len(printed) > 1 and printed[-1] in {"und", "oder"} and printed[-2].lower() == word


def _reason(token: Token, best: Reading, decider: Decider) -> str:
    if decider.lexicon.knows(token.word):
        return "Both are words; the text has lost its umlauts and the other word is likelier between its neighbours."
    if best.known:
        return "What was read is no German word; the OCR's usual misreadings lead to this one."
    return "What was read is no German word; the OCR's usual misreadings lead to this compound."
