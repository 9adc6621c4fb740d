"""What comes from scanners that nobody looks after: pages on their head, faxes, photographs, other languages."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from agreementkit.reading import Limits
from rendering import page_images, scan_pdf, typeset

from .test_ocr import as_png, share_read

pytestmark = [pytest.mark.ocr, pytest.mark.usefixtures("tesseract")]


@pytest.fixture(scope="module")
def upright(born_digital) -> Any:
    return page_images(born_digital, dpi=150, degradation="light", seed=5)[0]


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_pages_on_their_side_and_on_their_head_are_turned(read, upright, printed, turned):
    picture = upright.transpose(Image.Transpose[f"ROTATE_{turned}"])
    page = read(as_png(np.asarray(picture), dpi=(150, 150))).pages[0]
    assert share_read(printed, page.text) > 0.97
    assert f"turned by {360 - turned} degrees" in page.reason
    assert all(0 <= x0 < x1 <= page.width_pt and 0 <= y0 < y1 <= page.height_pt for x0, y0, x1, y1 in boxes(page))
    first = page.words[0].box
    # The title stands at the left of the upper edge, wherever that edge is now.
    assert {90: first[0] < 100, 180: first[1] > 700, 270: first[0] > 700}[turned]


def boxes(page: Any) -> list[tuple[float, float, float, float]]:
    return [word.box for word in page.words]


@pytest.mark.parametrize("across_down", [(204, 196), (204, 98)])
def test_a_fax_is_read(read, born_digital, printed, across_down):
    page = page_images(born_digital, dpi=204)[0]
    page = page.resize((page.width, round(page.height * across_down[1] / 204)))
    buffer = BytesIO()
    page.point(lambda level: 255 * (level > 140)).convert("1").save(
        buffer, "TIFF", compression="group4", dpi=across_down
    )
    got = read(buffer.getvalue()).pages[0]
    assert share_read(printed, got.text) > 0.9
    assert abs(got.height_pt - 842) < 12


def test_a_hard_scan_is_read(read, born_digital, printed):
    pictures = page_images(born_digital, dpi=150, degradation="hard", seed=4)
    page = read(scan_pdf(pictures, dpi=150, degradation="hard")).pages[0]
    assert share_read(printed, page.text) > 0.96
    assert "lit evenly" in page.reason


def test_a_photograph_and_scrawl_say_honestly_that_they_are_none(read):
    random = np.random.default_rng(3)
    photo = sum(
        np.asarray(Image.fromarray(random.integers(0, 255, (700 // s, 500 // s), dtype=np.uint8)).resize((500, 700)))
        for s in (4, 20, 100)
    )
    scrawl = Image.new("L", (1240, 1754), 250)
    pen = ImageDraw.Draw(scrawl)
    for top in range(200, 1600, 60):
        points = [(150 + 11 * step, top + int(random.integers(-18, 18))) for step in range(85)]
        pen.line(points, fill=40, width=3)
    for levels in (np.asarray(photo // 3, dtype=np.uint8), np.asarray(scrawl)):
        page = read(as_png(levels)).pages[0]
        assert page.quality < 0.5
        assert not page.failed


def test_another_language_is_read_and_not_called_german(read):
    english = "The parties shall meet twice a year and report on the work of the joint committee.\n" * 8
    picture = page_images(typeset(english), dpi=150)[0]
    page = read(as_png(np.asarray(picture), dpi=(150, 150))).pages[0]
    assert "joint committee" in page.text
    assert page.quality < 0.5


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_a_huge_picture_is_read_at_a_lower_resolution(read, pictures, printed, form, mode):
    buffer = BytesIO()
    pictures[0].resize((4960, 7016)).convert(mode).save(buffer, form)
    page = read(buffer.getvalue(), limits=Limits(max_pixels=9_000_000)).pages[0]
    assert "lowered to" in page.reason
    assert "35 million pixels" in page.reason
    assert share_read(printed, page.text) > 0.95
    assert 830 < page.height_pt < 850


def test_section_signs_and_books_of_law_are_read(read):
    text = (
        "Das Jobcenter erbringt Leistungen nach § 16a SGB II, die Agentur solche nach § 81 SGB III.\n\n"
        "Für junge Menschen gelten außerdem § 8a SGB VIII (Schutzauftrag) und §§ 53, 54 SGB XII.\n\n"
        "Das SGB VIII geht vor; nach SGB II. werden nur die Kosten der Unterkunft getragen (§ 22 SGB II)."
    )
    picture = page_images(typeset(text), dpi=300, degradation="light", seed=2)[0]
    page = read(as_png(np.asarray(picture), dpi=(300, 300))).pages[0]
    assert page.text.count("§") == text.count("§")
    assert [word for word in page.text.split() if set(word) <= set("IVX.,;()")] == [
        "II,",
        "III.",
        "VIII",
        "XII.",
        "VIII",
        "II.",
        "II).",
    ]
