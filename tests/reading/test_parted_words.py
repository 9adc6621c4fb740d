"""Blanks, full stops and figures that are told by the picture: words of a born-digital page, misread on purpose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from agreementkit.reading import ReadingOptions, read_document
from agreementkit.reading.blanks import with_blanks
from agreementkit.reading.dust import without_dust_marks
from agreementkit.reading.figures import with_figures
from agreementkit.reading.ink import Ink
from agreementkit.reading.lines import PlacedWord
from agreementkit.reading.notation import with_notation
from agreementkit.reading.picture import View
from rendering import Style, page_images, typeset

FILLER = "\n".join(
    f"Die Stadt zahlt am {day}.0{month}.2022 einen Zuschuss von {day * 110} Euro an den Verein."
    for month in (1, 3, 7)
    for day in (12, 24, 28)
)


class Printed:
    """A page's words as they stand in its picture."""

    def __init__(self, text: str, style: Style, dpi: int = 200) -> None:
        pdf = typeset(f"{text}\n\n{FILLER}", style)
        page = read_document(pdf, "x", options=ReadingOptions()).pages[0]
        self.view = View(image=page_images(pdf, dpi=dpi)[0], dpi=dpi)
        words = [PlacedWord(page.text[one.start : one.end], *one.box, 0.9) for one in page.words]
        self.words = [self._tight(word) for word in words]

    def _tight(self, word: PlacedWord) -> PlacedWord:
        """A word in a box such as an OCR engine draws: around its ink."""
        strokes = Ink(self.view).strokes(word)
        top, bottom = min(stroke.top for stroke in strokes), max(stroke.bottom for stroke in strokes)
        return word._replace(x0=strokes[0].start, x1=strokes[-1].end, top=top, bottom=bottom)

    def misread(self, printed: Sequence[str], text: str) -> list[PlacedWord]:
        """The words, some neighbours of them read as one."""
        texts = [word.text for word in self.words]
        start = next(at for at in range(len(texts)) if texts[at : at + len(printed)] == list(printed))
        last = self.words[start + len(printed) - 1]
        one = self.words[start]._replace(text=text, x1=last.x1, bottom=last.bottom)
        return [*self.words[:start], one, *self.words[start + len(printed) :]]


def texts(words: Sequence[PlacedWord]) -> list[str]:
    return [word.text for word in words]


TEXT = """Nach Artikel 7 SGB II i. V. m. Abs. 2 sind es + 10 oder 11 % oder 21,4 % im e. V. des Ortes

Seite 1 von 2

Die gGmbH (KommZG) nimmt 11% und 14% nach 16a i.V.m. 1.1.2020, der e.V. mit B1 und 2x11; AöR, SchülerInnen.

3.1 Das Ziel auf dem Konto 11 02. und 2 5 nach Abs. 1 5. 1 im Jahr 1711

Am 11.11.2011 um 17:11 waren es 1.111 oder 11,1 (1:11) Euro 111.111 von 7.117."""
STYLES = [Style(font="Times"), Style(font="Helvetica", size=10), Style(font="Helvetica", justify=True)]


@pytest.fixture(scope="module", params=STYLES, ids=["Times", "Helvetica", "justified"])
def page(request: pytest.FixtureRequest) -> Printed:
    return Printed(TEXT, request.param)


@pytest.mark.parametrize(
    ("printed", "misread"),
    [
        (["11", "%"], "11%"),
        (["21,4", "%"], "21,4%"),
        (["+", "10"], "+10"),
        (["i.", "V.", "m."], "i.V.m."),
        (["e.", "V."], "e.V."),
        (["Artikel", "7"], "Artikel7"),
        (["1", "von", "2"], "1von2"),
        (["II", "i."], "IIi."),
    ],
)
def test_words_joined_over_a_blank_are_parted(page, printed, misread):
    assert texts(with_blanks(page.misread(printed, misread), page.view)) == texts(page.words)


def test_words_without_a_blank_are_left_whole(page):
    assert texts(with_blanks(page.words, page.view)) == texts(page.words)


@pytest.mark.parametrize("misread", ["31", "3:1", "341"])
def test_a_full_stop_between_figures_is_seen(page, misread):
    assert texts(with_figures(page.misread(["3.1"], misread), page.view)) == texts(page.words)


@pytest.mark.parametrize(("printed", "misread"), [(["11", "02."], "1102."), (["2", "5"], "25"), (["1", "5."], "15.")])
def test_a_blank_between_figures_is_seen(page, printed, misread):
    assert texts(with_figures(page.misread(printed, misread), page.view)) == texts(page.words)


def test_numbers_read_right_are_left_as_they_are(page):
    assert texts(with_figures(page.words, page.view)) == texts(page.words)


def test_a_word_on_bare_paper_has_no_strokes(page):
    assert Ink(page.view).strokes(PlacedWord("11", 10, 10, 30, 20)) == []
    assert with_figures([PlacedWord("11", 10, 10, 30, 20)], page.view)[0].text == "11"
    assert Ink(page.view).strokes(PlacedWord("11", 900, 900, 930, 920)) == []


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("§ I der Satzung", "§ 1 der Satzung"),
        ("Abs. l Nr. I, Satz l)", "Abs. 1 Nr. 1, Satz 1)"),
        ("nach Abs. 2 5. 1 und Absatz 3 5. 2", "nach Abs. 2 S. 1 und Absatz 3 S. 2"),
        ("Artikel I und Teil I", "Artikel I und Teil I"),
        ("§ 5 Abs. 1 am 5. Mai", "§ 5 Abs. 1 am 5. Mai"),
        ("I. Ziele 5. Organe", "I. Ziele 5. Organe"),
        ("zum 5. 5. 2020", "zum 5. 5. 2020"),
    ],
)
def test_legal_notation_leaves_one_reading(read, printed):
    words = [PlacedWord(text, 10 * place, 0, 10 * place + 8, 9) for place, text in enumerate(read.split())]
    assert " ".join(texts(with_notation(words))) == printed


@pytest.mark.parametrize("text", ["1a" * 100_000, "." * 200_000, "aB" * 100_000, "-" * 200_000, "1." * 100_000])
def test_endless_words_of_an_engine_cost_no_time(page, text):
    words = [*page.words, PlacedWord(text, 60, 700, 500, 712, 0.2)]
    dusty = replace(page.view, dusty=True)
    assert texts(with_figures(with_blanks(without_dust_marks(words, dusty), dusty), dusty))[-1] == text
