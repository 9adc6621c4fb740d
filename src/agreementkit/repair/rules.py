"""The rules in the order they run; each is a function from text to edits over that text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from agreementkit.records import Edit
from agreementkit.repair.characters import composed, line_ends, loose_diaereses, odd_characters, trailing_spaces
from agreementkit.repair.furniture import page_furniture
from agreementkit.repair.hyphenation import leftover_marks, line_end_hyphens
from agreementkit.repair.letterspacing import letter_spacing
from agreementkit.repair.markdown import remove_emphasis
from agreementkit.repair.page_breaks import gaps_in_sentences, page_boundaries

Rule = Callable[[str], Iterable[Edit]]
"""Reads a text and gives sorted edits over it, without overlap."""

LAYOUT_RULES: tuple[Rule, ...] = (
    line_ends,
    odd_characters,
    composed,
    loose_diaereses,
    remove_emphasis,
    letter_spacing,
    trailing_spaces,
    page_furniture,
    page_boundaries,
    gaps_in_sentences,
    line_end_hyphens,
    leftover_marks,
)


def word_rules(_level: Literal["off", "safe", "full"]) -> tuple[Rule, ...]:
    """The rules that change words, by how much proof they need."""
    return ()
