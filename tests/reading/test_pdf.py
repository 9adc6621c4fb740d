from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from agreementkit.errors import EncryptedError, UnreadableError
from agreementkit.reading import Limits, ReadingOptions, read_document
from rendering import Style, typeset


def test_a_born_digital_pdf_gives_its_words_in_order_with_boxes(read, born_digital, printed):
    reading = read(born_digital)
    page = reading.pages[0]
    assert reading.text.split() == printed
    assert page.origin == "text_layer"
    assert page.quality > 0.9
    assert [page.text[word.start : word.end] for word in page.words] == printed
    assert all(word.confidence is None for word in page.words)
    assert all(
        0 <= x0 < x1 <= page.width_pt and 0 <= top < bottom <= page.height_pt
        for x0, top, x1, bottom in (word.box for word in page.words)
    )


def test_the_same_bytes_give_the_same_reading(read, born_digital):
    assert read(born_digital) == read(born_digital)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [False, True])
def test_boxes_lie_on_the_page_as_it_is_shown(read, draw, rotation, crop):
    with pikepdf.open(BytesIO(draw([(100, 200, "Vereinbarungstext")]))) as pdf:
        pdf.pages[0].MediaBox = [-20, -30, 575, 812]
        if crop:
            pdf.pages[0].CropBox = [20, 10, 555, 782]
        pdf.pages[0].Rotate = rotation
        buffer = BytesIO()
        pdf.save(buffer)
    by_pdfplumber = read(buffer.getvalue()).pages[0]
    by_pdfium = read(buffer.getvalue(), avoid=frozenset({"layout"})).pages[0]
    left, bottom, right, top = (20, 10, 555, 782) if crop else (-20, -30, 575, 812)
    x, y = 100 + 40, 842 - 200  # within the word, on its baseline
    shown = {
        0: (x - left, top - y),
        90: (y - bottom, x - left),
        180: (right - x, y - bottom),
        270: (top - y, right - x),
    }[rotation]
    for page in (by_pdfplumber, by_pdfium):
        x0, top_edge, x1, bottom_edge = page.words[0].box
        assert page.text == "Vereinbarungstext"
        assert x0 - 4 <= shown[0] <= x1 + 4
        assert top_edge - 4 <= shown[1] <= bottom_edge + 4


def test_without_pdfplumber_the_text_is_the_same(read, born_digital):
    page = read(born_digital, avoid=frozenset({"layout:1"})).pages[0]
    assert page.text == read(born_digital).pages[0].text
    assert "pdfium" in page.reason
    assert not page.failed


def test_a_dense_page_is_placed_by_pdfium(read, born_digital, printed):
    page = read(born_digital, limits=Limits(dense_chars=100)).pages[0]
    assert page.text.split() == printed
    assert "pdfium" in page.reason


def test_a_page_that_hung_before_fails_and_the_others_are_kept(read):
    pdf = typeset("Die Stadt und der Kreis arbeiten für die Schülerinnen zusammen.\n" * 120, Style())
    pages = read(pdf, avoid=frozenset({"text_layer:2"})).pages
    assert [page.failed for page in pages] == [number == 2 for number in range(1, len(pages) + 1)]
    assert len(pages) > 2
    assert pages[2].text


def test_steps_are_told_before_they_start(born_digital):
    steps = []
    read_document(born_digital, "x", options=ReadingOptions(), progress=steps.append)
    assert [(step.what, step.page, step.pages) for step in steps] == [
        ("open", 0, 0),
        ("text_layer", 1, 1),
        ("layout", 1, 1),
    ]
    assert all(0 < step.limit_s <= 30 for step in steps)


def test_a_pdf_without_pages_is_refused(read):
    buffer = BytesIO()
    pikepdf.new().save(buffer)
    with pytest.raises(UnreadableError, match="no pages"):
        read(buffer.getvalue())


def test_a_blank_page_has_no_text_and_has_not_failed(read, draw):
    page = read(draw([])).pages[0]
    assert (page.origin, page.text, page.quality, page.failed) == ("none", "", 0.0, False)
    assert page.reason == "the page is blank"


def test_an_encrypted_pdf_names_the_way_out(read, born_digital):
    buffer = BytesIO()
    with pikepdf.open(BytesIO(born_digital)) as pdf:
        pdf.save(buffer, encryption=pikepdf.Encryption(user="geheim", owner="auch", R=6))
    with pytest.raises(EncryptedError) as caught:
        read(buffer.getvalue(), "vertrag.pdf")
    assert "vertrag.pdf" in caught.value.what
    assert "qpdf --decrypt" in caught.value.fix


def test_a_pdf_that_only_forbids_copying_is_read(read, born_digital, printed):
    buffer = BytesIO()
    with pikepdf.open(BytesIO(born_digital)) as pdf:
        pdf.save(buffer, encryption=pikepdf.Encryption(owner="x", R=6, allow=pikepdf.Permissions(extract=False)))
    assert read(buffer.getvalue()).text.split() == printed


@pytest.mark.parametrize(
    ("limits", "says"),
    [(Limits(max_pages=0), "limit is 0"), (Limits(max_bytes=100), "limit is")],
)
def test_the_caps_are_kept(read, born_digital, limits, says):
    with pytest.raises(UnreadableError, match=says):
        read(born_digital, limits=limits)


def test_a_pdf_cut_in_half_is_refused(read, born_digital):
    with pytest.raises(UnreadableError, match="damaged or cut off"):
        read(born_digital[: len(born_digital) // 2])


def test_a_hyphen_at_a_line_end_stays_a_hyphen(read, draw):
    pdf = draw([(60, 100, "Die Stadt und der Kreis fördern die Zusammen-"), (60, 113, "arbeit der Schulen.")])
    for avoid in (frozenset(), frozenset({"layout"})):
        assert "Zusammen-\narbeit" in read(pdf, avoid=avoid).text


def test_marks_that_no_page_shows_are_dropped(read, draw):
    text = read(draw([(60, 100, "Stadt\x00\x01\x1f Köln")])).text
    assert text.isprintable()
    assert text.endswith("Köln")
