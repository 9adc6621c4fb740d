"""Is a page's text layer what is printed on the page? What speaks for it, what against it, and how much."""

from __future__ import annotations

from dataclasses import dataclass

from agreementkit.reading.quality import german_quality, lacks_umlauts, traits
from agreementkit.reading.vocabulary import known_share

_POOR = 0.5
_UNUSABLE = 0.3
_FEW_WORDS = 25
# Pages full of names and compounds have 0.68; a layer in which letters are confused has 0.75 and less.
_USUAL_KNOWN = 0.75
_FEW_UMLAUTS = 0.03
_GERMAN_FUNCTION_SHARE = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a text layer is worth.

    Attributes:
        quality: 0 to 1, how much it looks like printed German.
        says: What was found, the first half of the page's reason.
        doubt: Why the page's picture is to be recognised instead; empty where the layer is good enough.
    """

    quality: float
    says: str
    doubt: str


def judge_layer(text: str, *, scanned: bool) -> Judgement:
    """Judge the text layer of a page.

    Args:
        text: As it was arranged.
        scanned: Whether a picture covers the page, so that the layer was recognised by some program. Only then its
            words are looked up: the layer of a born-digital page may name things that no lexicon holds.
    """
    counted = traits(text)
    quality = german_quality(text)
    german = counted.function_share >= _GERMAN_FUNCTION_SHARE
    layer = "the text layer of this scan" if scanned else "the text layer"
    if lacks_umlauts(counted):
        # A page of another language has none either, and recognition would give the same again.
        doubt = f"{layer} lacks the German letters" if scanned or german else ""
        return Judgement(quality=quality, says="the text layer lacks the German letters", doubt=doubt)
    if scanned and german and counted.words >= _FEW_WORDS and not counted.umlaut_share:
        # Of 36 words of German none has an umlaut once in thirty times; reading such a page again costs a second.
        few = f"{layer} has no German letter"
        return Judgement(quality=round(quality / 2, 3), says=few, doubt=few)
    if scanned and counted.words < _FEW_WORDS:
        doubt = f"{layer} holds only a few words"
        return Judgement(quality=quality, says="the text layer holds few words", doubt=doubt)
    if quality < _POOR:
        doubtful = counted.words >= 20 and (scanned or quality < _UNUSABLE)
        doubt = f"{layer} hardly reads as German" if doubtful else ""
        return Judgement(quality=quality, says="the text layer hardly reads as German", doubt=doubt)
    known = known_share(text) if scanned else None
    if known is not None and known < _USUAL_KNOWN:
        return Judgement(
            quality=with_words(quality, known),
            says=f"of the words of the text layer {known:.0%} are known",
            doubt=f"of the words of {layer} only {known:.0%} are known",
        )
    if scanned and german and counted.words >= 120 and counted.umlaut_share < _FEW_UMLAUTS:
        few = f"{layer} has few German letters"
        return Judgement(quality=quality, says=few, doubt=few)
    says = "the text layer reads as German"
    return Judgement(
        quality=quality, says=says if known is None else f"{says}, {known:.0%} of its words are known", doubt=""
    )


def with_words(quality: float, known: float | None) -> float:
    """A text's quality with the share of its words that are known."""
    return round(quality * min(1.0, (known or 0.0) / _USUAL_KNOWN), 3) if known is not None else quality


def better(recognised: str, quality: float, layer: str, layer_quality: float, *, scanned: bool) -> bool:
    """Whether recognised text is worth more than the text layer of the same page.

    Args:
        recognised: What was recognised.
        quality: Its quality without a look at its words.
        layer: The text layer.
        layer_quality: As it was judged.
        scanned: As for ``judge_layer``.
    """
    if scanned:
        quality = with_words(quality, known_share(recognised))
    if abs(quality - layer_quality) < 0.02:
        # As German as each other: what has more to read.
        return len(recognised) > 1.1 * len(layer)
    return quality > layer_quality


def agreement(one: str, other: str) -> float:
    """The share of words on which two parsers agree, in whatever order; 1.0 where neither found any.

    >>> agreement("Die Stadt fördert", "fördert Die Stadt")
    1.0
    """
    words, others = set(one.split()), set(other.split())
    return len(words & others) / max(1, len(words), len(others)) if words or others else 1.0
