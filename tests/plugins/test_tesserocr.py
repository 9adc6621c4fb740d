"""The OCR engine ``tesserocr``, against the built-in one."""

from __future__ import annotations

import os
import subprocess
import sys
from difflib import SequenceMatcher

import pytest

from agreementkit import OcrFailedError, OcrPicture, load_plugins
from agreementkit.engines import find_ocr_engine, ocr_engines
from agreementkit.reading import ReadingOptions, read_document
from agreementkit_tesserocr.engine import TesserocrEngine
from rendering import page_images, scan_pdf, typeset

TEXT = """Vereinbarung über die Bücherei

Nach § 16a SGB II fördert die Stadt Möhringsdorf die Bücherei für drei Jahre. Der
Verein öffnet sie an fünf Tagen der Woche und führt Buch über die Ausgaben. Die
Schlüssel übergibt die Stadt zum 1. Mai 2024; größere Änderungen sind schriftlich
zu vereinbaren, § 3 Abs. 2 gilt entsprechend.
"""


def test_it_is_found_like_a_strangers_and_says_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    plugins = load_plugins()
    assert ocr_engines(plugins)["tesserocr"].plugin == "tesserocr"
    assert "tesserocr" not in ocr_engines(load_plugins(without=("tesserocr",)))
    monkeypatch.setitem(sys.modules, "tesserocr", None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    engine = TesserocrEngine()
    assert engine.models() == ()
    state = engine.state()
    assert (state.version, state.languages) == (None, ())
    assert "pip install" in state.fix


@pytest.fixture(scope="module")
def engine(tesseract: str) -> TesserocrEngine:
    pytest.importorskip("tesserocr", reason="the extra 'tesserocr' is not installed: pip install tesserocr")
    assert tesseract
    found = find_ocr_engine(load_plugins(), "tesserocr")
    assert isinstance(found, TesserocrEngine)
    return found


@pytest.fixture(scope="module")
def scan() -> bytes:
    return scan_pdf(page_images(typeset(TEXT), degradation="light", seed=5), degradation="light")


def as_picture(text: str, **more: object) -> OcrPicture:
    image = page_images(typeset(text), dpi=200)[0].convert("L")
    given = {"languages": ("deu",), **more}
    return OcrPicture(pixels=image.tobytes(), width=image.width, height=image.height, dpi=200, **given)  # type: ignore[arg-type]


@pytest.mark.ocr
def test_it_reads_what_the_built_in_engine_reads(engine: TesserocrEngine, scan: bytes) -> None:
    (page,) = read_document(scan, "scan.pdf", options=ReadingOptions(engine=engine)).pages
    (other,) = read_document(scan, "scan.pdf", options=ReadingOptions()).pages
    assert "by tesserocr" in page.reason
    assert SequenceMatcher(None, page.text.split(), other.text.split(), autojunk=False).ratio() > 0.97
    assert "§ 16a SGB II" in page.text
    assert all(0.0 <= (word.confidence or 0.0) <= 1.0 for word in page.words)
    for word, same in zip(page.words[:3], other.words[:3], strict=True):
        assert all(abs(a - b) < 2 for a, b in zip(word.box, same.box, strict=True))


@pytest.mark.ocr
def test_a_page_is_read_alike_whatever_was_read_before(engine: TesserocrEngine) -> None:
    page, other = as_picture(TEXT), as_picture("Größe 1234 – ganz anderes; 17,5 % Öl.\n" * 5)
    alone = TesserocrEngine().read(page)
    engine.read(other)
    lines = OcrPicture(**{name: getattr(other, name) for name in OcrPicture.__slots__} | {"psm": 6})
    engine.read(lines)
    engine.read(as_picture(TEXT, settings=(("thresholding_method", "2"),)))
    assert engine.read(page) == alone


@pytest.mark.ocr
def test_what_tesseract_cannot_do_costs_the_page(engine: TesserocrEngine, scan: bytes) -> None:
    with pytest.raises(OcrFailedError, match="did not start"):
        engine.read(as_picture("Text", languages=("no_model",)))
    with pytest.raises(OcrFailedError, match="no variable"):
        engine.read(as_picture("Text", settings=(("no_variable", "1"),)))
    with pytest.raises(OcrFailedError, match="took longer"):
        engine.read(as_picture(TEXT * 3, limit_s=0.001))
    (page,) = read_document(scan, "scan.pdf", options=ReadingOptions(engine=engine)).pages
    assert not page.failed


@pytest.mark.ocr
@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not say how much processor time was used")
@pytest.mark.usefixtures("engine")
def test_it_keeps_to_one_thread_and_says_nothing(scan: bytes) -> None:
    script = (
        "import resource, sys, time\n"
        "from agreementkit.reading import ReadingOptions, read_document\n"
        "from agreementkit_tesserocr.engine import TesserocrEngine\n"
        "engine, scan, start = TesserocrEngine(), sys.stdin.buffer.read(), time.perf_counter()\n"
        "for _ in range(2):\n"
        "    read_document(scan, 's', options=ReadingOptions(engine=engine))\n"
        "used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2]) / (time.perf_counter() - start)\n"
        "print(used, len(engine._kept))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], input=scan, capture_output=True, check=True, env=os.environ)
    assert done.stderr == b""
    used, kept = map(float, done.stdout.split())
    assert used < 1.2  # processor seconds a second
    assert kept <= 2  # deu, and eng for the second look


@pytest.mark.ocr
def test_the_models_lie_where_a_person_says(
    engine: TesserocrEngine, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    assert {"deu", "eng"} <= set(engine.models())
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    assert TesserocrEngine().models() == ()
    state = TesserocrEngine().state(("deu",))
    assert state.version is not None
    assert "deu.traineddata" in state.fix
