"""OCR engines of strangers: found by entry point, chosen by name, and refused with a reason where they do not fit."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest

from agreementkit import OcrPicture, OcrWord
from agreementkit.ocr_engine import OcrEngineState, OcrFailedError
from agreementkit.reading import ReadingOptions, read_document
from agreementkit.reading.tesseract import TesseractEngine
from interpreters import install_editable, make_interpreter
from rendering import page_images, typeset

WORDS = [
    "Vereinbarung",
    "der",
    "Stadt",
    "Steinau",
    "mit",
    "dem",
    "Verein",
    "Steinleser",
    "über",
    "das",
    "Lesen",
    "von",
    "Steinen",
]

PLUGIN = f"""
from agreementkit import OcrEngineState, OcrWord, hookimpl

WORDS = {WORDS!r}


class Stone:
    name = "stone"

    def state(self, wanted=()):
        return OcrEngineState("1.0", tuple(self.models()), "Chisel it.")

    def models(self):
        return ("deu",)

    def read(self, picture):
        assert len(picture.pixels) == picture.width * picture.height
        for number, word in enumerate(WORDS):
            left = 100 + 150 * (number % 12)
            top = 100 + 60 * (number // 12)
            yield OcrWord(word, left, top, left + 100, top + 40, 0.9)


class Lost(Stone):
    name = "lost"

    def state(self, wanted=()):
        return OcrEngineState(None, (), "Find it.")


class Broken(Stone):
    name = "broken"

    def read(self, picture):
        raise ZeroDivisionError("no stone")


@hookimpl
def agreementkit_ocr_engine():
    return ENGINE()
"""


@pytest.fixture(scope="module")
def picture() -> bytes:
    buffer = BytesIO()
    page_images(typeset("Vereinbarung\n\nDie Stadt und der Verein lesen Steine."), dpi=150)[0].save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory, picture: bytes) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Runs a command where three strangers' engines are installed and no Tesseract is."""
    folder = tmp_path_factory.mktemp("engines")
    python = make_interpreter(folder / "venv")
    (folder / "page.png").write_bytes(picture)
    for name in ("Stone", "Lost", "Broken"):
        project = folder / name
        project.mkdir()
        (project / f"engine_{name.lower()}.py").write_text(PLUGIN.replace("ENGINE", name), "utf-8")
        (project / "pyproject.toml").write_text(
            '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
            f'[project]\nname = "engine-{name.lower()}"\nversion = "1"\n'
            f'[project.entry-points.agreementkit]\n{name.lower()} = "engine_{name.lower()}"\n'
            f'[tool.hatch.build.targets.wheel]\ninclude = ["engine_{name.lower()}.py"]\n'
        )
        install_editable(python, project)

    def command(*arguments: str, **env: str) -> subprocess.CompletedProcess[bytes]:
        environment = {**os.environ, "PATH": str(folder / "venv"), **env}
        return subprocess.run(
            [str(python), "-m", "agreementkit", *arguments],
            cwd=folder,
            env=environment,
            capture_output=True,
            check=False,
            timeout=120,
        )

    return command


def test_a_strangers_engine_reads_the_pictures(run: Callable[..., subprocess.CompletedProcess[bytes]]) -> None:
    for done in (
        run("normalize", "--ocr-engine", "stone", "page.png"),
        run("normalize", "page.png", AGREEMENTKIT_OCR_ENGINE="stone"),
    ):
        assert done.returncode == 0, done.stderr
        assert done.stdout.decode().split() == WORDS
    record = json.loads(run("extract", "--json", "--ocr-engine", "stone", "page.png").stdout)
    assert "with deu by stone" in record["source"]["pages"][0]["reason"]
    assert record["source"]["pages"][0]["origin"] == "ocr"


@pytest.mark.parametrize(
    ("name", "code", "says"),
    [
        ("marble", 3, "no OCR engine named 'marble'.*tesseract, .*stone"),
        ("lost", 3, "'lost' is not installed.*Find it"),
        ("broken", 8, "broken failed .ZeroDivisionError: no stone"),
    ],
)
def test_an_engine_that_is_not_there_or_fails_says_so(
    run: Callable[..., subprocess.CompletedProcess[bytes]], name: str, code: int, says: str
) -> None:
    done = run("extract", "page.png", "--ocr-engine", name)
    assert done.returncode == code
    assert re.search(says, done.stderr.decode(), re.DOTALL), done.stderr


def test_plugins_and_doctor_list_the_engines(run: Callable[..., subprocess.CompletedProcess[bytes]]) -> None:
    listed = run("plugins").stdout.decode()
    for line in ("stone 1.0 plugin stone: deu", "lost – plugin lost: Find it.", "tesseract – agreementkit: "):
        assert line in " ".join(listed.split())
    rows = {row["name"]: row for row in json.loads(run("plugins", "--json").stdout)}
    assert rows["stone"]["ocr_engines"] == [{"name": "stone", "version": "1.0", "languages": ["deu"]}]
    assert rows["goals"]["ocr_engines"] == []
    checks = {check["name"]: check for check in json.loads(run("doctor", "--json").stdout)}
    assert checks["OCR engine stone"]["found"] == "1.0, deu"
    assert (checks["OCR engine lost"]["ok"], checks["OCR engine lost"]["needed"]) == (False, False)


def test_two_engines_of_one_name_are_refused(run: Callable[..., subprocess.CompletedProcess[bytes]]) -> None:
    module = Path(run("--version").args[0]).parents[2] / "Lost" / "engine_lost.py"
    before = module.read_text("utf-8")
    module.write_text(before.replace('"lost"', '"stone"'), "utf-8")
    try:
        done = run("extract", "page.png", "--ocr-engine", "stone")
        assert done.returncode == 9
        assert "calls its OCR engine 'stone'" in done.stderr.decode()
        assert run("--without-plugin", "lost", "extract", "page.png", "--ocr-engine", "stone").returncode == 0
        # who asks for none of them is not held up
        assert b"calls its OCR engine" not in run("extract", "page.png").stderr
    finally:
        module.write_text(before, "utf-8")


class Says:
    """An engine that says what it is told to."""

    name = "says"

    def __init__(self, *words: object) -> None:
        self.words = words

    def state(self, wanted: object = ()) -> OcrEngineState:
        return OcrEngineState("1", ("deu",), "")

    def models(self) -> tuple[str, ...]:
        return ("deu",)

    def read(self, picture: OcrPicture) -> Iterator[OcrWord]:
        yield from self.words  # type: ignore[misc]


WORD = OcrWord("Steine", 10, 10, 90, 30, 0.9)


@pytest.mark.parametrize(
    "word",
    [
        None,
        "Steine",
        (1, 2, 3, 4, 5, 0.9),
        WORD._replace(text="zwei Steine"),
        WORD._replace(text="Steine\fSand"),
        WORD._replace(left=float("nan")),
        WORD._replace(bottom="30"),
        WORD[:4],
    ],
    ids=repr,
)
def test_what_is_no_word_costs_the_page(picture: bytes, word: object) -> None:
    from agreementkit.errors import UnreadableError

    with pytest.raises(UnreadableError, match="OCR engine"):
        read_document(picture, "page.png", options=ReadingOptions(engine=Says(WORD, word)))


def test_a_confidence_is_kept_between_nought_and_one(picture: bytes) -> None:
    engine = Says(WORD, WORD._replace(top=60, bottom=80, confidence=7.0), WORD._replace(top=90, bottom=110, text=" "))
    (page,) = read_document(picture, "page.png", options=ReadingOptions(engine=engine)).pages
    assert page.text.split() == ["Steine", "Steine"]
    assert [word.confidence for word in page.words] == [0.9, 1.0]


@pytest.mark.ocr
@pytest.mark.usefixtures("tesseract")
def test_tesseract_is_an_engine_like_any_other(picture: bytes) -> None:
    (page,) = read_document(picture, "page.png", options=ReadingOptions(engine=TesseractEngine())).pages
    (same,) = read_document(picture, "page.png", options=ReadingOptions()).pages
    assert page == same
    assert "Steine." in page.text
    with pytest.raises(OcrFailedError):
        TesseractEngine().read(OcrPicture(pixels=b"\xff" * 100, width=10, height=10, dpi=300, languages=("none",)))
