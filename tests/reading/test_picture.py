from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageFilter

from agreementkit.reading.picture import (
    View,
    cleaned_view,
    flattened,
    is_blank,
    lies_sideways,
    measure,
    plain_view,
    skew_of,
    without_dust,
)
from rendering import Style, page_images, typeset

from .conftest import TEXT


@pytest.fixture(scope="module")
def clean() -> Image.Image:
    return page_images(typeset(TEXT + "\n" + TEXT, Style(font="Times")), dpi=200)[0]


def test_a_page_from_the_printer_is_clean_and_taken_as_it_is(clean):
    found = measure(clean)
    assert found.clean
    assert not found.hopeless
    assert plain_view(clean, 200).image is clean
    assert not is_blank(clean)


def test_pictures_of_300_dpi_are_read_at_200():
    view = plain_view(Image.new("L", (2480, 3508), 255), 300)
    assert (view.dpi, view.image.size) == (200, (1653, 2339))


@pytest.mark.parametrize("degrees", [-3.0, -0.7, 0.4, 2.2])
def test_skew_is_measured(clean, degrees):
    skewed = clean.rotate(-degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)
    assert skew_of(skewed) == pytest.approx(degrees, abs=0.15)


def test_a_straight_page_and_noise_have_no_skew(clean):
    assert skew_of(clean) == 0.0
    noise = np.random.default_rng(1).integers(0, 255, (900, 700), dtype=np.uint8)
    assert skew_of(Image.fromarray(noise)) == 0.0
    assert measure(Image.fromarray(noise)).hopeless


def test_lines_that_run_from_top_to_bottom_are_seen(clean):
    assert not lies_sideways(clean)
    assert lies_sideways(clean.transpose(Image.Transpose.ROTATE_90))


def test_shade_is_measured_and_lit_away(clean):
    shade = np.linspace(0, 110, clean.width)[None, :]
    shaded = Image.fromarray(np.clip(np.asarray(clean) - shade, 0, 255).astype(np.uint8))
    assert not measure(shaded).even
    assert measure(flattened(shaded)).even
    view = cleaned_view(shaded, 200, measure(shaded))
    assert "lit evenly" in view.done
    assert view.options


def test_dust_goes_and_print_stays(clean):
    assert without_dust(clean).tobytes() == clean.tobytes()
    levels = np.asarray(clean).copy()
    random = np.random.default_rng(2)
    places = [(row, column) for row, column in zip(random.integers(20, 100, 40), random.integers(20, 1600, 40))]  # noqa: B905
    for row, column in places:
        levels[row : row + 2, column : column + 2] = 40
    gone = np.asarray(without_dust(Image.fromarray(levels)))
    left = sum(gone[row, column] < 128 for row, column in places)
    assert left <= 6  # some lie side by side as the dots of a line do
    assert (gone[150:] == levels[150:]).all()


def test_dots_to_sign_on_are_no_dust():
    levels = np.full((400, 900), 255, np.uint8)
    for column in range(100, 800, 12):
        levels[200:203, column : column + 3] = 0
    dotted = Image.fromarray(levels)
    assert without_dust(dotted).tobytes() == dotted.tobytes()


def test_grain_is_smoothed_and_low_resolution_scaled_up(clean):
    half = clean.reduce(2)
    random = np.random.default_rng(3)
    noisy = Image.fromarray(np.clip(np.asarray(half) - random.normal(12, 16, half.size[::-1]), 0, 255).astype(np.uint8))
    view = cleaned_view(noisy, 100, measure(noisy))
    assert "smoothed" in view.done
    assert view.dpi == 200
    assert view.image.width == 2 * half.width


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("skew", [0.0, 2.0, -3.0])
def test_a_box_of_a_view_lies_where_the_mark_is_on_the_page(turned, skew):
    levels = np.full((800, 600), 255, np.uint8)
    levels[100:130, 420:470] = 0
    page = Image.fromarray(levels)
    turns = {90: "ROTATE_90", 180: "ROTATE_180", 270: "ROTATE_270"}
    seen = page.transpose(Image.Transpose[turns[turned]]) if turned else page
    seen = seen.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=255)
    rows, columns = np.nonzero(np.asarray(seen.filter(ImageFilter.MedianFilter(3))) < 128)
    view = View(image=seen, dpi=72, turned=turned, skew=skew)
    box = view.on_page((columns.min(), rows.min(), columns.max() + 1, rows.max() + 1))
    assert all(abs(found - true) < 4 for found, true in zip(box, (420, 100, 470, 130), strict=True))


def test_small_and_blank_pictures_are_measured_without_fault():
    for size in ((1, 1), (5, 40), (70, 3)):
        image = Image.new("L", size, 255)
        assert measure(image).hopeless
        assert skew_of(image) == 0.0
        assert without_dust(image).size == size
        assert cleaned_view(image, 100, measure(image), strong=True).image.size
    assert is_blank(Image.new("L", (300, 300), 240))
