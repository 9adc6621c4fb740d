"""German numbers: words, ordinals, Roman numerals and decimals, each from a span of text to a value.

Every parser takes the whole span (surrounding blanks are ignored) and returns None where the span is not such a number;
nothing is guessed and nothing is raised for odd text.
"""

from __future__ import annotations

import re
from decimal import Decimal

__all__ = [
    "NUMBER_WORD",
    "ORDINAL_WORD",
    "parse_count",
    "parse_decimal",
    "parse_number_word",
    "parse_ordinal_word",
    "parse_roman",
]

_ONES = {
    "ein": 1,
    "eins": 1,
    "zwei": 2,
    "zwo": 2,
    "drei": 3,
    "vier": 4,
    "fünf": 5,
    "sechs": 6,
    "sieben": 7,
    "acht": 8,
    "neun": 9,
}
_TEENS = {
    "zehn": 10,
    "elf": 11,
    "zwölf": 12,
    "dreizehn": 13,
    "vierzehn": 14,
    "fünfzehn": 15,
    "sechzehn": 16,
    "siebzehn": 17,
    "achtzehn": 18,
    "neunzehn": 19,
}
_TENS = {
    "zwanzig": 20,
    "dreißig": 30,
    "vierzig": 40,
    "fünfzig": 50,
    "sechzig": 60,
    "siebzig": 70,
    "achtzig": 80,
    "neunzig": 90,
}
_BELOW_HUNDRED = (
    _ONES | _TEENS | _TENS | {f"{one}und{ten}": n + t for one, n in _ONES.items() for ten, t in _TENS.items()}
)
_INFLECTED_ONE = {"eine": 1, "einem": 1, "einen": 1, "einer": 1, "eines": 1, "zweier": 2, "zweien": 2, "dreier": 3}
_IRREGULAR_ORDINALS = {"ers": 1, "erst": 1, "dritt": 3, "siebt": 7, "siebent": 7, "acht": 8}
_ORDINAL_ENDINGS = ("en", "er", "es", "em", "e")
# «siebenhundertsiebenundsiebzigtausendsiebenhundertsiebenundsiebzig» has 65 letters; nothing longer is read.
_LONGEST_WORD = 70

_ROMAN_RE = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_DECIMAL_RE = re.compile(
    r"""
    (?P<sign>[-+\N{MINUS SIGN}]?)\s?
    (?: (?P<grouped>[0-9]{1,3}(?:\.[0-9]{3}){1,4}) | (?P<plain>[0-9]{1,15}) )  # 1.200 or 1200
    (?: ,(?P<fraction>[0-9]{1,10}|-{1,2}|\N{EN DASH}) )?                 # ,50 or the dash of «5,- »
    """,
    re.VERBOSE,
)
_POINT_DECIMAL_RE = re.compile(r"[-+\N{MINUS SIGN}]?[0-9]{1,3}\.(?:[0-9]{1,2}|[0-9]{4,10})")

_U = "(?:ü|ue|u\N{COMBINING DIAERESIS})"
_O = "(?:ö|oe|o\N{COMBINING DIAERESIS})"
NUMBER_WORD = (
    rf"(?:ein(?:e[mnrs]?|und[a-zß]{{4,7}}zig)?|zwei(?:er|und[a-zß]{{4,7}}zig)?|zwo|drei(?:er|zehn|und[a-zß]{{4,7}}zig)?"
    rf"|vier(?:zehn|und[a-zß]{{4,7}}zig)?|f{_U}nf(?:zehn|und[a-zß]{{4,7}}zig)?|sech(?:zehn|s(?:und[a-zß]{{4,7}}zig)?)"
    rf"|sieb(?:zehn|en(?:und[a-zß]{{4,7}}zig)?)|acht(?:zehn|und[a-zß]{{4,7}}zig)?|neun(?:zehn|und[a-zß]{{4,7}}zig)?"
    rf"|zehn|elf|zw{_O}lf|zwanzig|drei(?:ß|ss)ig|vierzig|f{_U}nfzig|sechzig|siebzig|achtzig|neunzig|hundert)"
)
"""Regex fragment (lower case, no groups captured) for number words from one to a hundred; check with
parse_number_word."""

ORDINAL_WORD = (
    r"(?:[a-zßäöü]{0,12}"
    r"(?:ers|zwei|drit|vier|fünf|fuenf|sechs|sieb|sieben|ach|neun|zehn|elf|zwölf|zwoelf|zig|ßig|ssig)s?te[nrs]?)"
)
"""Regex fragment for ordinal words up to «einunddreißigsten»; check with parse_ordinal_word."""


def _fold(word: str) -> str:
    """Return the word in lower case, one spelling for the umlauts and the sharp s, without blanks or hyphens."""
    folded = word.strip().lower().replace("\N{SOFT HYPHEN}", "").replace("-", "").replace(" ", "")
    folded = folded.replace("u\N{COMBINING DIAERESIS}", "ü").replace("o\N{COMBINING DIAERESIS}", "ö")
    return folded.replace("fuenf", "fünf").replace("zwoelf", "zwölf").replace("dreissig", "dreißig")


def _below_thousand(word: str) -> int | None:
    """Return the value of a folded word below one thousand, or None."""
    if word in _BELOW_HUNDRED:
        return _BELOW_HUNDRED[word]
    head, found, tail = word.partition("hundert")
    if not found:
        return None
    hundreds = 1 if not head else (_ONES | _TEENS).get(head)
    rest = 0 if not tail else _BELOW_HUNDRED.get(tail.removeprefix("und"))
    return None if hundreds is None or rest is None else hundreds * 100 + rest


def parse_number_word(word: str) -> int | None:
    """Return the whole number that a German number word means, or None.

    Reads null to 999,999, the year form («neunzehnhundertsiebenundneunzig»), inflected «einem», and the spellings
    without umlauts («fuenf», «dreissig»).

    >>> parse_number_word("zweitausendneunzehn"), parse_number_word("einem"), parse_number_word("Vierundzwanzig")
    (2019, 1, 24)
    >>> parse_number_word("achtbar") is None
    True
    """
    if len(word) > _LONGEST_WORD:
        return None
    folded = _fold(word)
    if folded == "null":
        return 0
    if folded in _INFLECTED_ONE:
        return _INFLECTED_ONE[folded]
    head, found, tail = folded.partition("tausend")
    if not found:
        return _below_thousand(folded)
    thousands = 1 if not head else _below_thousand(head)
    rest = 0 if not tail else _below_thousand(tail.removeprefix("und"))
    return None if thousands is None or rest is None else thousands * 1000 + rest


def parse_ordinal_word(word: str) -> int | None:
    """Return the rank that an inflected German ordinal word means (the first is 1), or None.

    >>> parse_ordinal_word("ersten"), parse_ordinal_word("einunddreißigsten"), parse_ordinal_word("siebte")
    (1, 31, 7)
    >>> parse_ordinal_word("erstens") is None, parse_ordinal_word("Achtung") is None
    (True, True)
    """
    if len(word) > _LONGEST_WORD:
        return None
    folded = _fold(word)
    ending = next((e for e in _ORDINAL_ENDINGS if folded.endswith(e)), None)
    if ending is None:
        return None
    stem = folded.removesuffix(ending)
    if stem in _IRREGULAR_ORDINALS:
        return _IRREGULAR_ORDINALS[stem]
    for suffix, low, high in (("st", 20, 10**6), ("t", 2, 19)):
        if stem.endswith(suffix):
            number = parse_number_word(stem.removesuffix(suffix))
            if number is not None and low <= (number % 100 or 100) <= high and number not in {3, 7, 8}:
                return number
    return None


def parse_roman(text: str) -> int | None:
    """Return the value of a Roman numeral in capitals from I to MMMCMXCIX, or None for an irregular form.

    >>> parse_roman("XIV"), parse_roman("II")
    (14, 2)
    >>> parse_roman("IIII") is None, parse_roman("Il") is None
    (True, True)
    """
    letters = text.strip()
    if not letters or not _ROMAN_RE.fullmatch(letters):
        return None
    values = [_ROMAN_VALUES[letter] for letter in letters]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def parse_decimal(text: str) -> Decimal | None:
    """Return a number in German notation as an exact Decimal, or None.

    The comma is the decimal mark and the point groups thousands (DIN 1333). A point that cannot group thousands,
    as in «0.5», is read as a decimal mark.

    >>> parse_decimal("1.200"), parse_decimal("26,9"), parse_decimal("0.5")
    (Decimal('1200'), Decimal('26.9'), Decimal('0.5'))
    >>> parse_decimal("1.2.3") is None
    True
    """
    span = text.strip()
    if len(span) > _LONGEST_WORD or (
        not span.isascii() and not re.fullmatch(r"[0-9.,\-+\N{MINUS SIGN}\N{EN DASH}]+", span)
    ):
        return None
    if _POINT_DECIMAL_RE.fullmatch(span):
        return Decimal(span.replace("\N{MINUS SIGN}", "-"))
    match = _DECIMAL_RE.fullmatch(span)
    if match is None:
        return None
    whole = (match["grouped"] or match["plain"]).replace(".", "")
    fraction = (match["fraction"] or "").strip("-\N{EN DASH}")
    sign = "-" if match["sign"] in {"-", "\N{MINUS SIGN}"} else ""
    return Decimal(f"{sign}{whole}.{fraction}" if fraction else f"{sign}{whole}")


def parse_count(text: str) -> int | None:
    """Return a small whole number written in digits or as a word, or None.

    >>> parse_count("6"), parse_count("sechs"), parse_count("sechste")
    (6, 6, None)
    """
    span = text.strip()
    if span.isascii() and span.isdigit() and len(span) <= 9:
        return int(span)
    return parse_number_word(span)
