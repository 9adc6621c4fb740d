"""Sums of money in German text."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreementkit.german import find_amounts


@pytest.mark.parametrize(
    ("text", "value", "currency", "note"),
    [
        ("ein Zuschuss von 12.500 Euro", "12500", "EUR", None),
        ("je Einwohner 3,95 €", "3.95", "EUR", None),
        ("EUR 1.200,00 im Jahr", "1200.00", "EUR", None),
        ("6.000,-- DM", "6000", "DEM", None),
        ("14,12 Mio. Euro", "14120000", "EUR", None),
        ("250 T€", "250000", "EUR", None),
        ("zweitausend Euro", "2000", "EUR", None),
        ("bis zu 300 Euro", "300", "EUR", "at_most"),
        ("mindestens 5 Euro", "5", "EUR", "at_least"),
        ("rund 74.000 EUR", "74000", "EUR", "about"),
        ("500 bis 800 Euro", None, "EUR", "range"),
        ("zwischen 500 Euro und 800 Euro", None, "EUR", "range"),
        ("10.000 (zwölftausend) Euro", None, "EUR", "contradiction"),
        ("10.000 (zehntausend) Euro", "10000", "EUR", None),
        ("nach § 3 100 Euro", "100", "EUR", None),
    ],
)
def test_a_sum_is_read(text: str, value: str | None, currency: str, note: str | None) -> None:
    found = find_amounts(text)[-1]
    assert found.value == (None if value is None else Decimal(value))
    assert (found.currency, found.note) == (currency, note)
    assert text[found.start : found.end] == found.raw


@pytest.mark.parametrize("text", ["der Euro", "Eurostat 2010", "im Euroraum", "neuro 5", "die Europawahl 2019", ""])
def test_what_names_no_sum_is_none(text: str) -> None:
    assert find_amounts(text) == []


@given(st.integers(1, 999_999_999), st.sampled_from(["Euro", "€", "EUR"]))
def test_every_grouped_number_is_read(number: int, sign: str) -> None:
    printed = f"{number:,}".replace(",", ".")
    (found,) = find_amounts(f"Es werden {printed} {sign} gezahlt.")
    assert found.value == number


@pytest.mark.parametrize("unit", ["€", "Euro ", "1.000 ", "1", "a€", "zwischen 5 Euro und ", " "])
def test_repetition_costs_little(unit: str) -> None:
    start = time.perf_counter()
    find_amounts(unit * (200_000 // len(unit)) + "Euro")
    assert time.perf_counter() - start < 5
