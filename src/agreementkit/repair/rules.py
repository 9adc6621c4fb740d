"""The rules in the order they run; each is a function from text to edits over that text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from agreementkit.records import Edit
from agreementkit.repair.characters import composed, line_ends, loose_diaereses, odd_characters, trailing_spaces
from agreementkit.repair.furniture import page_furniture
from agreementkit.repair.gate import damage_of
from agreementkit.repair.hyphenation import leftover_marks, line_end_hyphens, spaced_hyphens
from agreementkit.repair.letterspacing import letter_spacing
from agreementkit.repair.markdown import remove_emphasis, wrapped_rows
from agreementkit.repair.marks import garbled_marks
from agreementkit.repair.mojibake import mojibake
from agreementkit.repair.notation import glued_acts, legal_forms, proxies, roman_numerals, section_signs
from agreementkit.repair.page_breaks import gaps_in_sentences, page_boundaries
from agreementkit.repair.section_headings import section_headings
from agreementkit.repair.specks import specks
from agreementkit.repair.words import repair_words

Rule = Callable[[str], Iterable[Edit]]
"""Reads a text and gives sorted edits over it, without overlap."""

LAYOUT_RULES: tuple[Rule, ...] = (
    line_ends,
    mojibake,
    odd_characters,
    composed,
    loose_diaereses,
    remove_emphasis,
    letter_spacing,
    trailing_spaces,
    wrapped_rows,
    page_furniture,
    page_boundaries,
    gaps_in_sentences,
    line_end_hyphens,
    leftover_marks,
    spaced_hyphens,
)


def word_rules(level: Literal["off", "safe", "full"], *, read_by_ocr: bool) -> tuple[Rule, ...]:
    """The rules that change words.

    Args:
        level: How much proof they need; ``off`` for none of these rules.
        read_by_ocr: Whether pages of the document were read by OCR.
    """
    if level == "off":
        return ()

    def garbled_marks_if_garbled(text: str) -> Iterable[Edit]:
        return garbled_marks(text) if damage_of(text, read_by_ocr) else ()

    def garbled_words(text: str) -> Iterable[Edit]:
        damage = damage_of(text, read_by_ocr)
        return repair_words(text, damage, level) if damage else ()

    def specks_of_scans(text: str) -> Iterable[Edit]:
        return specks(text) if read_by_ocr else ()

    return (
        specks_of_scans,
        proxies,
        legal_forms,
        glued_acts,
        section_signs,
        section_headings,
        roman_numerals,
        garbled_marks_if_garbled,
        garbled_words,
    )
