"""Dust in the middle of a blank and beside a word, as a scanner's glass leaves it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from agreementkit.reading.dust import without_dust_marks
from agreementkit.reading.lines import PlacedWord
from rendering import Style

from .test_parted_words import Printed, texts

TEXT = """Der Brief kündigt zwölf Monate vorher die Reparatur im Haus (Az. 50.2-411-07) mit 40 % an.

Frau Gronewold-Uhlig hab' ich's im Berufs- und Nacht-Dienst gesagt; Innen- und Außenputz, www.stadt-ort.example"""


@pytest.fixture(scope="module", params=["Times", "Helvetica"])
def page(request: pytest.FixtureRequest) -> Printed:
    printed = Printed(TEXT, Style(font=request.param))
    printed.view = replace(printed.view, dusty=True)
    return printed


def with_speck(page: Printed, x: float, y: float) -> None:
    """Put a speck of 0.8 points on the page's picture."""
    levels = np.asarray(page.view.image).copy()
    row, column = round(y * page.view.dpi / 72), round(x * page.view.dpi / 72)
    levels[row : row + 2, column : column + 2] = 60
    page.view = replace(page.view, image=Image.fromarray(levels))


def test_print_is_left_as_it_is(page):
    assert texts(without_dust_marks(page.words, page.view)) == texts(page.words)


@pytest.mark.parametrize(
    ("left", "mark", "right"),
    [("Brief", ".", "kündigt"), ("zwölf", "-", "Monate"), ("die", "'", "Reparatur"), ("40", "°", "%")],
)
def test_a_speck_in_a_blank_joins_no_words(page, left, mark, right):
    place = texts(page.words).index(left)
    before, after = page.words[place : place + 2]
    with_speck(page, (before.x1 + after.x0) / 2 - 0.3, before.bottom - (1 if mark == "." else 4))
    words = without_dust_marks(page.misread([left, right], f"{left}{mark}{right}"), page.view)
    assert texts(words) == texts(page.words)


@pytest.mark.parametrize("mark", ["-", "’"])
def test_a_speck_beside_a_word_is_no_mark_of_it(page, mark):
    place = texts(page.words).index("Haus")
    word = page.words[place]
    with_speck(page, word.x1 + 1, word.top + 3)
    read = word._replace(text=f"Haus{mark}", x1=word.x1 + 2)
    words = without_dust_marks([*page.words[:place], read, *page.words[place + 1 :]], page.view)
    assert texts(words) == texts(page.words)


def test_a_page_without_dust_is_not_looked_at():
    words = [PlacedWord("zwölf-Monate", 10, 10, 60, 20)]
    view = replace(Printed(TEXT, Style()).view, dusty=False)
    assert without_dust_marks(words, view) == words
