from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreementkit.german import parse_count, parse_decimal, parse_number_word, parse_ordinal_word, parse_roman

ONES = ["", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"]
TEENS = ["zehn", "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"]
TENS = ["", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]


def spell(number: int) -> str:
    if number >= 1000:
        return spell(number // 1000) + "tausend" + (spell(number % 1000) if number % 1000 else "")
    if number >= 100:
        return ONES[number // 100] + "hundert" + (spell(number % 100) if number % 100 else "")
    if number >= 20:
        return (ONES[number % 10] + "und" if number % 10 else "") + TENS[number // 10]
    return TEENS[number - 10] if number >= 10 else ONES[number]


def roman(number: int) -> str:
    table = zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"],
        strict=True,
    )
    letters = ""
    for value, letter in table:
        letters += letter * (number // value)
        number %= value
    return letters


@given(st.integers(1, 999_999))
def test_every_number_is_read_from_its_word(number: int) -> None:
    assert parse_number_word(spell(number)) == number
    assert parse_count(str(number)) == number


@given(st.integers(1, 99))
def test_every_ordinal_is_read_from_its_word(number: int) -> None:
    irregular = {1: "erst", 3: "dritt", 7: "siebt", 8: "acht"}
    stem = irregular.get(number) or spell(number) + ("t" if number < 20 else "st")
    assert [parse_ordinal_word(stem + ending) for ending in ("e", "en", "er", "es")] == [number] * 4


@given(st.integers(1, 3999))
def test_every_roman_numeral_is_read(number: int) -> None:
    assert parse_roman(roman(number)) == number


@pytest.mark.parametrize("text", ["", "IIII", "VX", "IC", "iv", "Il", "MMMM", "A"])
def test_loose_roman_numerals_are_none(text: str) -> None:
    assert parse_roman(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0,5", "0.5"),
        ("1.200", "1200"),
        ("26,9", "26.9"),
        ("1.200.000,75", "1200000.75"),
        ("-2,5", "-2.5"),
        ("5,-", "5"),
        ("0.5", "0.5"),
    ],
)
def test_decimals_in_german_notation(text: str, number: str) -> None:
    assert parse_decimal(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "1.2.3", "1,2,3", "zwei", "1 200", "12.30 Uhr", "٣"])
def test_other_notations_are_none(text: str) -> None:
    assert parse_decimal(text) is None


@pytest.mark.parametrize(
    ("word", "number"),
    [("null", 0), ("einem", 1), ("fuenf", 5), ("dreissig", 30), ("neunzehnhundertsiebenundneunzig", 1997)],
)
def test_inflections_and_spellings(word: str, number: int) -> None:
    assert parse_number_word(word) == number


@given(st.text(max_size=100))
def test_no_text_raises(text: str) -> None:
    parse_number_word(text)
    parse_ordinal_word(text)
    parse_decimal(text)
    parse_roman(text)
    parse_count(text)
