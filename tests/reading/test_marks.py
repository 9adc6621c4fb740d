from __future__ import annotations

import pytest

from agreementkit.reading.lines import PlacedWord
from agreementkit.reading.marks import letter_height, with_dashes, without_specks
from agreementkit.reading.numerals import is_numeral, with_numerals
from agreementkit.reading.picture import View
from rendering import Style, page_images, typeset


def word(text: str, x0: float, width: float, top: float = 100.0, height: float = 9.0, sure: float = 0.9) -> PlacedWord:
    return PlacedWord(text, x0, top, x0 + width, top + height, sure)


LINE = [word("Stadt", 60, 24), word("fördert", 90, 32), word("Vereine", 130, 34)]


def texts(words: list[PlacedWord]) -> list[str]:
    return [word.text for word in words]


def test_single_marks_and_tiny_letters_are_dust_on_a_dusty_page():
    specks = [
        word(".", 87, 1, 104, 1),
        word("'", 165, 1, 100, 2),
        word("i", 300, 2, 500, 2, 0.1),
        word("-", 400, 1, 300, 1),
    ]
    assert texts(without_specks([*LINE, *specks], dusty=True)) == texts(LINE)
    assert texts(without_specks([*LINE, *specks], dusty=False)) == texts([*LINE, *specks])


def test_print_is_no_dust():
    words = [*LINE, word("-", 60, 3, 120, 1), word("1", 60, 3, 140, 7), word("§", 60, 5, 160), word("|", 70, 1, 160)]
    assert texts(without_specks(words, dusty=True)) == texts(words)


def test_dots_to_sign_on_stay():
    dots = [word("....", 60 + 20 * place, 14, 200, 1) for place in range(6)]
    assert texts(without_specks([*LINE, *dots], dusty=True)) == texts([*LINE, *dots])


def test_middle_dots_below_each_other_are_points_of_a_list():
    words = [*LINE]
    for row in range(3):
        words += [word("-", 60, 1.3, 203.5 + 20 * row, 1.2), word("Punkt", 66, 30, 200 + 20 * row, 9)]
    assert texts(without_specks(words, dusty=True))[3::2] == ["·"] * 3


@pytest.mark.parametrize(("width", "text"), [(3.3, "-"), (6.0, "–"), (11.5, "—")])
@pytest.mark.parametrize("read", ["-", "–", "—", "—-"])
def test_dashes_have_the_length_that_is_printed(width, text, read):
    assert letter_height(LINE) == 9.0
    assert texts(with_dashes([*LINE, word(read, 200, width, 104, 0.6)]))[-1] == text


@pytest.mark.parametrize("font", ["Times", "Helvetica"])
@pytest.mark.parametrize("size", [9.0, 11.0])
def test_strokes_of_roman_numerals_are_counted(font, size):
    printed = ["II", "III", "V", "VI", "VII", "VIII", "(II)", "III.", "VIII,"]
    misread = ["Il", "IH", "V", "VII", "VIl", "VII", "(Il)", "Ill.", "VIl,"]
    pdf = typeset("\n".join(f"SGB {numeral} gilt" for numeral in printed), Style(font=font, size=size))
    view = View(image=page_images(pdf, dpi=200)[0], dpi=200)
    from agreementkit.reading import ReadingOptions, read_document

    words = read_document(pdf, "x", options=ReadingOptions()).pages[0]
    placed = [PlacedWord(words.text[one.start : one.end], *one.box, 0.9) for one in words.words]
    wrong = dict(zip(printed, misread, strict=True))
    read = with_numerals([one._replace(text=wrong.get(one.text, one.text)) for one in placed], view)
    assert [one.text for one in read if one.text not in {"SGB", "gilt"}] == printed


def test_words_that_are_no_numerals_are_left_alone():
    view = View(image=page_images(typeset("Hl. Geist im IM 11 Ill"), dpi=200)[0], dpi=200)
    words = [word(text, 60 + 30 * place, 20) for place, text in enumerate(["Hl.", "im", "IM", "11", "Al", "lI"])]
    assert texts(with_numerals(words, view))[:5] == ["Hl.", "im", "IM", "11", "Al"]
    assert is_numeral("XII.")
    assert not is_numeral("Ill")
