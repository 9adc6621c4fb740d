from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreementkit.errors import UnreadableError
from agreementkit.reading import Limits, ReadingOptions, read_document

LETTER = "Der Träger fördert Schülerinnen gemäß § 7 in Köln. ÜBERGÄNGE: „Größe“ – Äußeres, Öffnung."
CP850 = "Der Träger fördert Schülerinnen gemäß § 7 in Köln. ÜBERGÄNGE: Größe, Äußeres, Öffnung."


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", LETTER),
        ("utf-8-sig", LETTER),
        ("utf-16", LETTER),
        ("utf-16-le", LETTER),
        ("utf-16-be", LETTER),
        ("utf-32", LETTER),
        ("utf-32-le", LETTER),
        ("utf-7", LETTER),
        ("cp1252", LETTER),
        ("latin-1", CP850),
        ("cp850", CP850),
        ("mac-roman", LETTER),
    ],
)
def test_german_is_read_in_every_usual_encoding(read, encoding, text):
    reading = read(text.encode(encoding))
    assert reading.text == text
    assert reading.pages[0].origin == "plain"


def test_text_encoded_twice_is_left_for_the_repair(read):
    twice = LETTER.encode().decode("latin-1").encode()
    assert read(twice).text.encode("latin-1").decode() == LETTER


def test_a_file_of_two_encodings_is_read_right_and_warned_of(read):
    data = "Stadt Köln, Träger\n".encode() + "Förderung für Schüler\n".encode("cp1252") + "gekündigt".encode("cp850")
    reading = read(data, "misch.txt")
    assert reading.text == "Stadt Köln, Träger\nFörderung für Schüler\ngekündigt"
    assert len(reading.warnings) == 1
    assert "misch.txt" in reading.warnings[0]


def test_an_undecidable_encoding_is_named_in_a_warning(read):
    reading = read(b"K\xff\xfe\xc3ln \xed\xa0\x80 \xf5")
    assert "cp1252 is assumed" in reading.warnings[0]


def test_line_ends_are_kept_and_form_feeds_part_pages(read):
    reading = read(b"Seite eins\r\nZeile\f\fSeite drei\rEnde\f")
    assert [page.text for page in reading.pages] == ["Seite eins\r\nZeile", "", "Seite drei\rEnde"]
    assert [page.origin for page in reading.pages] == ["plain", "none", "plain"]
    assert [page.number for page in reading.pages] == [1, 2, 3]


def test_too_large_a_text_is_refused_not_cut(read):
    with pytest.raises(UnreadableError, match="limit"):
        read(b"Stadt " * 300, limits=Limits(max_text_bytes=1000))


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_are_read_or_refused_cleanly(data):
    with suppress(UnreadableError):
        reading = read_document(data, "x", options=ReadingOptions(ocr="skip"))
        reading.text.encode("utf-8")
        assert "\0" not in reading.text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_utf_8_comes_back_as_it_was(text):
    text = f"Stadt {text.replace('+', '')}"
    assert read_document(text.encode(), "x", options=ReadingOptions()).text == text
