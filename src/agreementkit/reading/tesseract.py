"""Tesseract as a child of its own: started through pytesseract, one picture and one table of words at a time.

The program sets ``OMP_THREAD_LIMIT=1`` for it: Tesseract's threads cost seven times the processor time for little wall
time, and documents run beside each other anyway. Pictures are handed over as uncompressed files, by their path: what
pytesseract would write from a picture is a PNG, whose compression costs a tenth of the recognition. Starting costs 0.05
CPU seconds of the 1.7 that a page takes, so each page has a child of its own, which can be stopped alone.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from agreementkit.ocr_engine import DEFAULT_ENGINE, OcrEngineState, OcrFailedError, OcrPicture, OcrWord

_LINE_RE = re.compile(r"^5\t.*$", re.MULTILINE)
_WINDOWS_PROGRAM = r"C:\Program Files\Tesseract-OCR\tesseract.exe"
_ANSWER_S = 20


class TesseractEngine:
    """The engine that is built in."""

    name = DEFAULT_ENGINE

    def state(self, wanted: Sequence[str] = ("deu", "eng")) -> OcrEngineState:
        """Ask Tesseract for its version and models; nothing is remembered."""
        return tesseract_state(wanted)

    def models(self) -> tuple[str, ...]:
        """The models that are installed; asked once a process."""
        program = find_tesseract()
        return _models(program, os.environ.get("TESSDATA_PREFIX", "")) if program else ()

    def read(self, picture: OcrPicture) -> list[OcrWord]:
        """Start Tesseract for one picture.

        Raises:
            OcrFailedError: Tesseract failed, crashed or took too long.
        """
        return parse_table(word_table(picture))


def tesseract_state(wanted: Sequence[str] = ("deu", "eng")) -> OcrEngineState:
    """Ask Tesseract for its version and models; nothing is remembered.

    Args:
        wanted: The models that ``fix`` says how to install.
    """
    fix = install_hint(wanted)
    program = find_tesseract()
    if program is None:
        return OcrEngineState(None, (), fix)
    words = _answer(program, "--version").split()
    if len(words) < 2 or words[0] != "tesseract":
        return OcrEngineState(None, (), fix)
    return OcrEngineState(words[1].removeprefix("v"), _asked_models(program), fix)


def word_table(picture: OcrPicture) -> str:
    """Let Tesseract read a picture.

    Returns:
        Its table of words, tab-separated.

    Raises:
        OcrFailedError: Tesseract failed, crashed or took too long.
    """
    from pytesseract import pytesseract

    program = find_tesseract()
    if program is not None:
        # Where it is not on the path pytesseract must be told; the value is the same in every thread.
        pytesseract.tesseract_cmd = program
    os.environ["OMP_THREAD_LIMIT"] = "1"
    settings = (*picture.settings, ("tessedit_create_tsv", "1"))
    config = f"--dpi {picture.dpi:.0f} --psm {picture.psm} {' '.join(f'-c {key}={value}' for key, value in settings)}"
    with TemporaryDirectory(prefix="agreementkit-") as folder:
        file = Path(folder, "page.pgm")
        file.write_bytes(b"P5\n%d %d\n255\n" % (picture.width, picture.height) + picture.pixels)
        try:
            table = pytesseract.run_and_get_output(
                str(file),
                "tsv",
                lang="+".join(picture.languages),
                config=config,
                timeout=picture.limit_s,
                return_bytes=True,
            )
        except pytesseract.TesseractError as error:
            last = str(error.message)[-200:].strip() or "no message"
            raise OcrFailedError(f"Tesseract ended with code {error.status} ({last})") from error
        except RuntimeError as error:  # pytesseract's way of saying that the time was over
            raise OcrFailedError(f"Tesseract took longer than {picture.limit_s:.0f} seconds") from error
        except pytesseract.TesseractNotFoundError as error:
            raise OcrFailedError("Tesseract could not be started") from error
        except OSError as error:
            raise OcrFailedError(f"Tesseract gave no answer ({error.strerror})") from error
        except UnicodeDecodeError as error:
            raise OcrFailedError("Tesseract failed without a readable message") from error
    return bytes(table).decode("utf-8", "replace")


def parse_table(table: str) -> list[OcrWord]:
    """Read Tesseract's table of words; level 5 is a word, a confidence of -1 none.

    Args:
        table: Tab-separated, as ``word_table`` gives it.
    """
    words = []
    for match in _LINE_RE.finditer(table):
        cells = match.group().split("\t")
        if len(cells) == 12 and (text := cells[11].strip()):
            left, top, width, height = map(int, cells[6:10])
            words.append(OcrWord(text, left, top, left + width, top + height, float(cells[10]) / 100))
    return words


def find_tesseract() -> str | None:
    """Where the program is, or None; the Windows installer does not put it on the path."""
    found = shutil.which("tesseract")
    if found is None and sys.platform == "win32":
        found = shutil.which(_WINDOWS_PROGRAM)
    return found


def install_hint(languages: Sequence[str]) -> str:
    """The command that installs Tesseract with its models on this system."""
    if sys.platform == "darwin":
        return "Install it: brew install tesseract tesseract-lang"
    if sys.platform == "win32":
        return (
            "Install it: winget install --id UB-Mannheim.TesseractOCR, tick German among the additional language data, "
            "and put its folder on PATH."
        )
    packages = " ".join(f"tesseract-ocr-{name.lower().replace('_', '-')}" for name in languages if "/" not in name)
    return f"Install it: sudo apt install tesseract-ocr {packages}".rstrip()


@cache
def _models(program: str, data_folder: str) -> tuple[str, ...]:
    """The models of a program, remembered; ``data_folder`` only tells answers apart."""
    assert isinstance(data_folder, str)
    return _asked_models(program)


def _asked_models(program: str) -> tuple[str, ...]:
    """The models of a program. pytesseract's own ``get_languages`` leaves out ``Latin`` and ``script/Latin``."""
    return tuple(sorted(line.strip() for line in _answer(program, "--list-langs").splitlines()[1:] if line.strip()))


def _answer(program: str, question: str) -> str:
    """What a program says, or an empty text where it does not start or end."""
    try:
        done = subprocess.run(
            [program, question],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=_ANSWER_S,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace")
