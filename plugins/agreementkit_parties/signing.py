"""What the end of a document says of its parties: a body that signs there was rightly taken for one."""

from __future__ import annotations

import re

from agreementkit import Document

_WORD_RE = re.compile(r"[\w-]{2,60}")
_SMALL = frozenset(
    ["der", "die", "das", "des", "dem", "den", "und", "für", "in", "im", "von", "zu", "am", "an", "bei", "mit"]
)
_LONGEST_END = 6_000
"""Code points of the signatures."""
_SHARE = 0.5
SIGNS, UNSIGNED_DRAFT, DOES_NOT_SIGN, MOST = 1.08, 0.95, 0.85, 0.95
_ENDINGS = ("s", "es", "n", "en")


def signing_words(document: Document) -> frozenset[str]:
    """The words among which the signatures stand, in small letters; empty where nothing is signed."""
    block = document.signature_block
    if block is None:
        return frozenset()
    text = document.text[block.start : block.start + _LONGEST_END]
    return frozenset(word.strip("-").casefold() for word in _WORD_RE.findall(text))


def signs(document: Document, name: str) -> bool:
    """Whether a body is named among the signatures, by all words of its name, inflected or not."""
    have = document.once(signing_words)
    want = [word.strip("-").casefold() for word in _WORD_RE.findall(name)]
    want = [word for word in want if word not in _SMALL]
    return bool(want) and all(word in have or any(word + ending in have for ending in _ENDINGS) for word in want)


def signs_as(document: Document, name: str) -> bool:
    """Whether a name stands by itself among the signatures, on a line, in a column or behind «Für die»."""
    block = document.signature_block
    if block is None:
        return False
    words = r"\s{1,3}".join(re.escape(word) for word in name.split())
    before, after = (
        r"(?:\n[ \t*]{0,80}|[ ]{3}|[Ff]ür\s(?:die|das|den)\s)",
        r"[*]{0,2}(?=[ \t]{0,3}(?:\n|\Z|[ ]{3}|[,:]))",
    )
    alone = re.compile(before + words + after)
    return alone.search(document.text, max(0, block.start - 1), block.start + _LONGEST_END) is not None


def held_against_signatures(document: Document, name: str, confidence: float) -> float:
    """How sure a party is that a weak layout names: surer where its name is among the signatures, else less sure."""
    if not document.once(signing_words):
        return confidence * UNSIGNED_DRAFT
    return min(MOST, confidence * SIGNS) if signs(document, name) else confidence * DOES_NOT_SIGN


def are_signed_for(document: Document, names: list[str]) -> bool:
    """Whether at least two of these bodies, and half of them, are named among the signatures."""
    signed = sum(signs(document, name) for name in names)
    return signed >= 2 and signed >= _SHARE * len(names)
