from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from agreementkit.reading import ReadingOptions, read_document
from rendering import Style, degrade, page_images, printed_text, scan_pdf, scan_tiff, typeset

CORPUS = Path(__file__).parents[2] / "corpus"
TEXTS = sorted((CORPUS / "agreements").glob("*.txt"))


def words_read(pdf: bytes) -> list[str]:
    return read_document(pdf, "x.pdf", options=ReadingOptions()).text.split()


@pytest.mark.parametrize("path", TEXTS[::6], ids=lambda path: path.stem)
def test_a_born_digital_pdf_holds_the_words_of_its_text(path):
    text = path.read_text(encoding="utf-8")
    assert sorted(words_read(typeset(text))) == sorted(printed_text(text).split())


def test_the_same_seed_gives_the_same_bytes():
    text = TEXTS[0].read_text(encoding="utf-8")
    style = Style(font="Times", hyphenate=True, justify=True, page_numbers=True, running_head="Entwurf")
    assert typeset(text, style) == typeset(text, style)
    first, again, other = (
        page_images(typeset(text[:600]), dpi=150, degradation="hard", seed=seed) for seed in (4, 4, 5)
    )
    assert scan_pdf(first, dpi=150, degradation="hard") == scan_pdf(again, dpi=150, degradation="hard")
    assert scan_tiff(first, dpi=150) == scan_tiff(again, dpi=150)
    assert first[0].tobytes() != other[0].tobytes()


def test_headings_and_bold_lose_their_marks():
    text = "# Vereinbarung\n\nDie **Stadt Ahlau** fördert."
    assert printed_text(text).split() == ["Vereinbarung", "Die", "Stadt", "Ahlau", "fördert."]
    assert words_read(typeset(text)) == printed_text(text).split()


def test_long_lines_are_wrapped_and_words_may_be_parted():
    text = "Die Zusammenarbeitsvereinbarung bestimmt Verantwortlichkeiten. " * 6
    whole = words_read(typeset(text))
    assert whole == text.split()
    parted = typeset(text, Style(hyphenate=True, size=13))
    joined = read_document(parted, "x", options=ReadingOptions()).text.replace("-\n", "").split()
    assert joined == text.split()
    assert words_read(parted) != whole


def test_signatures_can_stand_beside_each_other():
    text = "Ahlau, im Mai\n\nFür die Stadt\nUlla Rahmstedt\n\nFür den Verein\nJens Wolpers\n"
    pdf = typeset("Die Vereinbarung gilt ab sofort für alle Schulen der Stadt.\n\n" + text, Style(side_by_side=True))
    words = read_document(pdf, "x", options=ReadingOptions()).pages[0].words
    assert len({word.box[1] for word in words if word.box[0] > 200}) >= 2


def test_page_numbers_and_running_heads_are_printed():
    pdf = typeset("Die Stadt fördert.\n" * 120, Style(page_numbers=True, running_head="Vereinbarung Ahlau"))
    pages = read_document(pdf, "x", options=ReadingOptions()).pages
    assert pages[0].text.endswith("Seite 1 von 3")
    assert not pages[0].text.startswith("Vereinbarung Ahlau")
    assert pages[1].text.startswith("Vereinbarung Ahlau")


def test_a_picture_keeps_its_size_when_it_ages():
    image = page_images(typeset("Die Stadt"), dpi=150)[0]
    aged = degrade(image, "hard", dpi=150, seed=1, page=1)
    assert aged.size == image.size
    assert degrade(image, "none", dpi=150, seed=1, page=1) is image


def test_the_command_line_writes_the_files(tmp_path):
    done = subprocess.run(
        [sys.executable, CORPUS / "render.py", "--out", tmp_path, "--kind", "scan", "--dpi", "150", TEXTS[0]],
        capture_output=True,
        text=True,
        check=True,
    )
    written = Path(done.stdout.strip())
    assert written.parent == tmp_path
    assert written.read_bytes().startswith(b"%PDF-")
