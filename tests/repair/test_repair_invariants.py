from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreementkit.records import Edit, Span
from agreementkit.repair import RepairOptions, apply_plan, invert_plan, repair_reading

from .made import reading

# What the rules look for, so that random texts meet them.
PIECES = [
    *("Die Stadt", "und", "der", "die", "mit", "von", "den", "werden", "nach", "ist"),
    *("fir", "fur", "Trager", "kdnnen", "gebiindelt", "8 10 SGB Il", "§ 5", "Il.", "Seite 2 von 3", "- 3 -", "3"),
    *(
        "Geschäfts-\n",
        "führung",
        "Schul-",
        "Grund- sicherung",
        "V e r t r a g",
        "A B C D",
        "**",
        "## ",
        "* ",
        "e ",
        "o ",
    ),
    *("a\u0308", "\u0308", "\ufb01", "\u00a0", "\u200b", "\u00ad", "\x02", "\ufffe", "\r\n", "\r", "\t", "\f", "\n\n"),
    *("Ã¼", "â€“", ",,", "“", "„", "ii", "&", "B", "\x00", "\x85", "\x1c", "\ud800", "x" * 50),
]
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(PIECES), max_size=50).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=50).map(" ".join),
)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_a_repair_replays_inverts_and_is_final(text: str) -> None:
    repaired = repair_reading(reading(*text.split("\f")))

    assert apply_plan(repaired.source, repaired.passes) == repaired.text
    assert invert_plan(repaired.text, repaired.passes) == repaired.source
    assert repair_reading(reading(repaired.text)).text == repaired.text


@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_the_text_is_as_printed(text: str) -> None:
    repaired = repair_reading(reading(*text.split("\f")))

    assert unicodedata.is_normalized("NFC", repaired.text)
    assert not set("\f\r\x00\x02\u00ad\u200b\ufffe") & set(repaired.text)
    assert all(line == line.rstrip(" \t") for line in repaired.text.split("\n"))
    assert repaired.pages[0].start == 0
    assert repaired.pages[-1].end == len(repaired.text)
    for page, following in zip(repaired.pages, repaired.pages[1:], strict=False):
        assert page.start <= page.end == following.start


@settings(max_examples=60, deadline=None)
@given(text=TEXTS)
def test_offsets_are_monotone_both_ways(text: str) -> None:
    repaired = repair_reading(reading(*text.split("\f")))

    for carry, size, limit in (
        (repaired.to_source, len(repaired.text), len(repaired.source)),
        (repaired.to_text, len(repaired.source), len(repaired.text)),
    ):
        last = Span(0, 0)
        for place in range(size):
            span = carry(Span(place, place + 1))
            assert last.start <= span.start <= span.end <= limit
            assert last.end <= span.end
            last = span


def test_a_plan_of_another_text_is_refused() -> None:
    edit = Edit(rule="x", start=0, end=1, before="a", after="b", reason="made")

    with pytest.raises(ValueError, match="does not fit"):
        apply_plan("c", ((edit,),))
    with pytest.raises(ValueError, match="does not fit"):
        invert_plan("c", ((edit,),))
    with pytest.raises(ValueError, match="overlaps"):
        apply_plan("aa", ((edit, edit),))


def test_spans_come_back_whole_words_and_without_what_was_deleted() -> None:
    source = "## Zweck der Geschäfts-\nführung ist"
    repaired = repair_reading(reading(source))

    assert repaired.text == "Zweck der Geschäftsführung\nist"
    start = repaired.text.index("Zweck")
    assert source[slice(*repaired.to_source(Span(start, start + 5)))] == "Zweck"
    word = Span(repaired.text.index("Geschäft"), repaired.text.index("\n"))
    assert source[slice(*repaired.to_source(word))] == "Geschäfts-\nführung "
    assert repaired.to_text(Span(0, 3)) == Span(0, 0)


def test_every_edit_has_its_place_in_the_source() -> None:
    source = "Die\u00a0Stadt trägt die Grund-\nsicherung\u200b nach § 5."
    repaired = repair_reading(reading(source))

    for edit, span in repaired.all_edits():
        assert edit.reason.endswith(".")
        assert edit.before in {source[slice(*span)], source[slice(*span)].replace("\u200b", "").replace("\u00a0", " ")}


def test_a_rule_can_be_left_out() -> None:
    options = RepairOptions(without_rules=frozenset({"hyphenation"}))

    assert repair_reading(reading("Geschäfts-\nführung"), options=options).text == "Geschäfts-\nführung"
