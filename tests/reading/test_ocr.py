from __future__ import annotations

from difflib import SequenceMatcher
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from agreementkit.errors import ExitCode, MissingDependencyError, UnreadableError
from agreementkit.reading import Limits
from rendering import Style, page_images, sandwich_pdf, scan_pdf, typeset

pytestmark = [pytest.mark.ocr, pytest.mark.usefixtures("tesseract")]


def share_read(printed: list[str], text: str) -> float:
    """Share of the printed words that are read, in their order."""
    matcher = SequenceMatcher(None, printed, text.split(), autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / len(printed)


def as_png(levels: np.ndarray, **options: object) -> bytes:
    buffer = BytesIO()
    Image.fromarray(levels).save(buffer, format="PNG", **options)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def read_scan(read, scan):
    return read(scan)


def test_a_scan_is_recognised_with_boxes_and_confidences(read_scan, printed):
    page = read_scan.pages[0]
    assert page.origin == "ocr"
    assert share_read(printed, page.text) > 0.97
    assert page.quality > 0.85
    assert "300 dpi" in page.reason
    assert [page.text[word.start : word.end] for word in page.words] == page.text.split()
    assert all(0 <= word.confidence <= 1 for word in page.words)


def test_boxes_of_recognised_words_lie_where_they_are_printed(read_scan, read, born_digital):
    printed_at = {word.box: born for word, born in zip(read(born_digital).pages[0].words, [0] * 5, strict=False)}
    first = next(iter(printed_at))
    found = read_scan.pages[0].words[0].box
    # The scan is skewed by about a degree about its middle.
    assert all(abs(a - b) < 12 for a, b in zip(first, found, strict=True))


def test_paragraphs_survive_skew(read_scan, read, born_digital):
    assert read_scan.text.count("\n\n") == read(born_digital).text.count("\n\n")


def test_the_pages_of_a_tiff_are_read_alike(read, tiff, printed):
    pages = read(tiff).pages
    assert [page.number for page in pages] == [1, 2]
    assert pages[0].text == pages[1].text
    assert share_read(printed, pages[0].text) > 0.97
    assert abs(pages[0].width_pt - 595) < 2


def test_a_text_layer_of_the_wrong_language_is_read_again(read, sandwich, printed):
    page = read(sandwich).pages[0]
    assert page.origin == "ocr"
    assert "lacks the German letters" in page.reason
    assert share_read(printed, page.text) > 0.97


def test_a_short_text_layer_of_the_wrong_language_is_read_again(read, tesseract):
    assert tesseract
    text = (
        "Die Stadt und der Träger führen die Gespräche über das nächste Jahr früh.\n\nÄnderungen für Häuser und "
        "Gärten gehören dazu, wenn sie den Kindern nützen. Das gilt auch für die Räume in der Schule, die sie prüfen."
    )
    page = read(sandwich_pdf(page_images(typeset(text, Style(font="Times")), seed=3))).pages[0]
    assert page.origin == "ocr"
    assert "Träger" in page.text


def test_a_text_layer_of_the_wrong_language_is_kept_where_recognition_is_off(read, sandwich):
    page = read(sandwich, ocr="skip").pages[0]
    assert page.origin == "text_layer"
    assert page.quality < 0.6
    assert "switched off" in page.reason


def test_recognition_can_be_forced_and_switched_off(read, born_digital, scan, printed):
    assert read(born_digital, ocr="force").pages[0].origin == "ocr"
    page = read(scan, ocr="skip").pages[0]
    assert (page.origin, page.text, page.failed) == ("none", "", False)


def test_noise_and_blank_paper_give_no_text(read):
    random = np.random.default_rng(1)
    noise = read(as_png(random.integers(0, 255, (1754, 1240), dtype=np.uint8))).pages[0]
    assert (noise.origin, noise.text, noise.quality, noise.words) == ("ocr", "", 0.0, ())
    blank = read(as_png(np.full((1754, 1240), 243, np.uint8))).pages[0]
    assert (blank.origin, blank.text, blank.reason) == ("none", "", "the page is blank")


def test_a_photo_is_turned_as_its_camera_says(read, pictures, printed):
    buffer = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # shown turned clockwise
    pictures[0].rotate(90, expand=True).save(buffer, format="JPEG", quality=80, exif=exif, dpi=(72, 72))
    page = read(buffer.getvalue()).pages[0]
    assert share_read(printed, page.text) > 0.97
    assert 800 < page.height_pt < 880


def test_without_tesseract_only_pages_that_need_it_are_refused(
    read, monkeypatch, tmp_path, born_digital, scan, sandwich
):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read(born_digital).pages[0].origin == "text_layer"
    assert read(sandwich).pages[0].origin == "text_layer"
    with pytest.raises(MissingDependencyError) as caught:
        read(scan)
    assert caught.value.exit_code is ExitCode.MISSING_DEPENDENCY
    assert "Install it" in caught.value.fix


def test_a_missing_language_model_is_named(read, scan):
    with pytest.raises(MissingDependencyError, match="xyz"):
        read(scan, languages=("deu", "xyz"))


def test_a_page_whose_recognition_hung_fails_alone(read, pictures):
    pages = read(scan_pdf([*pictures, *pictures]), avoid=frozenset({"ocr:1"})).pages
    assert [page.failed for page in pages] == [True, False]
    assert pages[1].text


def test_a_very_large_page_is_read_at_a_lower_resolution(read, printed):
    text = "\n".join(f"Die Stadt fördert die Schülerinnen und Schüler in {word}." for word in "ABCDEF")
    pdf = scan_pdf(page_images(typeset(text, Style(size=20)), dpi=100), dpi=100)
    page = read(pdf, limits=Limits(max_pixels=2_200_000)).pages[0]
    assert "lowered to" in page.reason
    assert "Schülerinnen" in page.text


def test_a_picture_beyond_the_cap_on_pixels_is_refused(read):
    with pytest.raises(UnreadableError, match="million pixels"):
        read(as_png(np.zeros((2000, 2000), np.uint8)), limits=Limits(max_decoded_bytes=1_000_000))
