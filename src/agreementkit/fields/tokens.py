"""spaCy token patterns of a field; spaCy is imported only where a field has some."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from agreementkit.fields.patterns import PatternError, compile_pattern, spellings
from agreementkit.language import make_doc, pipeline
from agreementkit.records import Span

if TYPE_CHECKING:
    from spacy.matcher import Matcher

MOST_TOKENS = 20
MOST_OPEN = 2
_FIXED = ("LOWER", "ORTH", "TEXT")
_LEARNED = frozenset({"LEMMA", "POS", "TAG", "DEP", "MORPH", "ENT_TYPE", "ENT_IOB", "ENT_ID", "ENT_KB_ID"})

TokenPattern = Sequence[Mapping[str, Any]]


def token_literals(pattern: TokenPattern) -> tuple[str, ...]:
    """A fixed word of a token pattern in the spellings that a text may have; empty where it has none.

    >>> token_literals([{"LOWER": "haftung"}, {"IS_PUNCT": True, "OP": "?"}])
    ('haftung', 'Haftung', 'HAFTUNG')
    """
    words = [
        str(token[key])
        for token in pattern
        for key in _FIXED
        if isinstance(token.get(key), str) and token.get("OP", "1") in {"1", "+"}
    ]
    longest = max(words, key=len, default="")
    return tuple(dict.fromkeys((*spellings(longest), longest.upper()))) if len(longest) > 2 else ()


def check_tokens(pattern: TokenPattern) -> None:
    """Refuse what the blank German pipeline cannot know, and what a long sentence could make slow.

    Raises:
        PatternError: With the reason.
    """
    if len(pattern) > MOST_TOKENS:
        raise PatternError(f"a token pattern of more than {MOST_TOKENS} tokens")
    learned = sorted({key for token in pattern for key in token} & _LEARNED)
    if learned:
        raise PatternError(f"{learned[0]} needs a trained pipeline; use LOWER, SHAPE, REGEX, IS_TITLE and the like")
    open_ends = sum(str(token.get("OP", "")) in {"*", "+"} for token in pattern)
    if open_ends > MOST_OPEN:
        raise PatternError(f"more than {MOST_OPEN} tokens that may come any number of times")
    for token in pattern:
        for value in token.values():
            if isinstance(value, Mapping) and isinstance(value.get("REGEX"), str):
                compile_pattern(value["REGEX"])


class TokenMatcher:
    """Matches token patterns in one sentence."""

    def __init__(self, patterns: Sequence[TokenPattern]) -> None:
        """Compile the patterns.

        Raises:
            PatternError: spaCy knows no such pattern.
        """
        for pattern in patterns:
            check_tokens(pattern)
        self._matcher = _compiled(patterns)

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """The places of the text's range that match, as offsets in the text."""
        doc = make_doc(text[start:end], [Span(0, end - start)])
        for match in self._matcher(doc, as_spans=True):
            yield Span(start + match.start_char, start + match.end_char)


def _compiled(patterns: Sequence[TokenPattern]) -> Matcher:
    from spacy.errors import MatchPatternError
    from spacy.matcher import Matcher

    matcher = Matcher(pipeline().vocab, validate=True)
    try:
        matcher.add("field", [[dict(token) for token in pattern] for pattern in patterns])
    except (MatchPatternError, ValueError, TypeError) as error:
        reason = " ".join(str(error).split())
        raise PatternError(f"no token pattern: {reason[:200]}") from error
    return matcher
