"""What the notation of German statutes leaves no choice of: «§ I» is § 1, «Abs. 1 5. 2» is Abs. 1 S. 2."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agreementkit.reading.lines import PlacedWord

# An Artikel or a Buch may be numbered in Roman numerals; these never are.
_COUNTED_RE = re.compile(r"[(\[„]?(?:§{1,2}|Abs\.|Absatz|Nr\.|Nrn\.|Satz|Ziff\.|Ziffer)")
_STROKE_RE = re.compile(r"(?P<one>[Il|])(?P<tail>[a-z]?[.,;:)]{0,3})")
_NUMBER_RE = re.compile(r"\d{1,3}[a-z]?")


def with_notation(words: Sequence[PlacedWord]) -> list[PlacedWord]:
    """Set right what only one reading of is German legal notation.

    >>> words = [PlacedWord(text, 0, 0, 5, 9) for text in "§ I Abs. 1 5. 2 und 15. Mai".split()]
    >>> " ".join(word.text for word in with_notation(words))
    '§ 1 Abs. 1 S. 2 und 15. Mai'
    """
    result = list(words)
    for place in range(1, len(words)):
        before, text = result[place - 1].text, words[place].text
        if (stroke := _STROKE_RE.fullmatch(text)) and _COUNTED_RE.fullmatch(before):
            result[place] = words[place]._replace(text=f"1{stroke['tail']}")
        elif text == "5." and place > 1 and _is_sentence(result[place - 2].text, before, words[place + 1 : place + 2]):
            result[place] = words[place]._replace(text="S.")
    return result


def _is_sentence(counted: str, number: str, after: Sequence[PlacedWord]) -> bool:
    """Whether «5.» between these is the abbreviation of Satz: a number of a paragraph stands before it, one behind."""
    return (
        counted in {"Abs.", "Absatz"}
        and _NUMBER_RE.fullmatch(number) is not None
        and bool(after)
        and after[0].text[0].isdigit()
    )
