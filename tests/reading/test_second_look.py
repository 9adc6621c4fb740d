"""What the first reading got wrong, read again from the page's picture with the model that knows the section sign."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from agreementkit.reading.lines import PlacedWord
from agreementkit.reading.ocr import recognise
from agreementkit.reading.page_numbers import misread_number, page_number
from agreementkit.reading.second_look import look_again
from rendering import Style, page_images, typeset

from .test_ocr import as_png
from .test_parted_words import Printed, texts

pytestmark = [pytest.mark.ocr, pytest.mark.usefixtures("tesseract")]

TEXT = """Nach § 16a SGB II, nach § 8 Abs. 2 und nach §§ 53, 54 SGB XII gilt § 1 für das Elterncafé.

Am 8. Mai kamen 8 Kinder.

Die 85 Plätze, 5 Gruppen und 88 Betten kosten 8 200 Euro; es zahlen 25 von 41 Familien nach Stufe 3.

Seite 2 von 4"""


def seen(image: Any, dpi: float, options: str) -> list[PlacedWord]:
    return recognise(image, dpi=dpi, languages=("eng",), options=options)


@pytest.fixture(scope="module", params=["Times", "Helvetica"])
def page(request: pytest.FixtureRequest) -> Printed:
    return Printed(TEXT, Style(font=request.param))


@pytest.mark.parametrize("sign", ["8", "$", "S", "%"])
def test_section_signs_read_as_others_are_seen_again(page, sign):
    words = [word._replace(text=word.text.replace("§", sign), confidence=0.7) for word in page.words]
    assert texts(look_again(words, page.view, seen)) == texts(page.words)


@pytest.mark.parametrize("font", ["Times", "Helvetica"])
def test_a_blank_behind_a_section_sign_stands_where_it_is_printed(read, font):
    text = (
        "Nach §1 und § 1 Abs. 2 sowie §12 und § 12 SGB II gelten §§5, 6 und §§ 5, 6 nicht; (§2) und (§ 2) gelten.\n\n"
        + "\n\n".join(f"§ {number} Gegenstand der Zusammenarbeit" for number in range(1, 10))
    )
    picture = page_images(typeset(text, Style(font=font)), dpi=300)[0]
    page = read(as_png(np.asarray(picture), dpi=(300, 300))).pages[0]
    assert page.text.split() == text.split()


def test_figures_are_no_section_signs(page):
    assert texts(look_again(page.words, page.view, seen)) == texts(page.words)


def test_an_accent_that_the_german_model_lacks_is_seen(page):
    words = [word._replace(text=word.text.replace("é", "e"), confidence=0.8) for word in page.words]
    assert "Elterncafé." in texts(look_again(words, page.view, seen))


@pytest.mark.parametrize("misread", ["2von4", "von", "Zvon4"])
def test_a_page_number_is_read_again_as_a_whole(page, misread):
    words = page.misread(["2", "von", "4"], misread)
    assert texts(look_again(words, page.view, seen)) == texts(page.words)
    doubtful = [word._replace(confidence=0.4) for word in words]
    assert texts(look_again(doubtful, page.view, seen)).count("von") == texts(page.words).count("von")


def row(text: str) -> list[PlacedWord]:
    return [PlacedWord(word, 280 + 20 * place, 790, 295 + 20 * place, 800) for place, word in enumerate(text.split())]


@pytest.mark.parametrize(
    "right", ["Seite 2 von 4", "Seite 2", "Blatt 3/7", "Seite der Medaille und mehr", "Seiten 2f", "Seite"]
)
def test_a_right_page_number_and_other_words_are_left_alone(right):
    assert misread_number(row(right), 0) == []


def test_a_page_number_inside_a_line_is_none():
    assert misread_number(row("auf Seite 2von 4"), 1) == []


@pytest.mark.parametrize(
    ("read", "again", "printed"),
    [
        ("Seite 2von4", "", "Seite 2 von 4"),
        ("Seite l1von2", "Seite 1 von2", "Seite 1 von 2"),
        ("Seite Z", "Seite Z", "Seite Z"),
    ],
)
def test_the_reading_that_is_a_page_number_is_taken(read, again, printed):
    assert " ".join(texts(page_number(row(read), again))) == printed


def test_the_number_of_a_heading_that_was_guessed_is_seen():
    page = Printed("1       Rahmen\n\n1.2     Ziele", Style(font="Helvetica"))
    words = [word._replace(text={"1": "mr", "1.2": "Alz"}.get(word.text, word.text)) for word in page.words]
    guessed = [word._replace(confidence=0.4) if word.text in {"mr", "Alz"} else word for word in words]
    assert texts(look_again(guessed, page.view, seen)) == texts(page.words)
    assert texts(look_again(words, page.view, seen)) == texts(words)
