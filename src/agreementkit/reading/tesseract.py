"""Tesseract as a child of its own: started through pytesseract, one picture and one table of words at a time.

The program sets ``OMP_THREAD_LIMIT=1`` for it: Tesseract's threads cost seven times the processor time for little wall
time, and documents run beside each other anyway. Pictures are handed over as uncompressed files, by their path: what
pytesseract would write from a picture is a PNG, whose compression costs a tenth of the recognition. Starting costs 0.05
CPU seconds of the 1.7 that a page takes, so each page has a child of its own, which can be stopped alone.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from agreementkit.errors import MissingDependencyError

if TYPE_CHECKING:
    from PIL.Image import Image

_WINDOWS_PROGRAM = r"C:\Program Files\Tesseract-OCR\tesseract.exe"
_ANSWER_S = 20


class OcrFailedError(Exception):
    """Tesseract gave no answer for one picture; the message says why."""


@dataclass(frozen=True, slots=True)
class TesseractState:
    """What this machine has of Tesseract.

    Attributes:
        version: For example ``5.3.0``; None where it is not installed or does not start.
        languages: Its models as ``-l`` names them, sorted.
        fix: What to do where it, or a model, is missing.
    """

    version: str | None
    languages: tuple[str, ...]
    fix: str


def tesseract_state(wanted: Sequence[str] = ("deu", "eng")) -> TesseractState:
    """Ask Tesseract for its version and models; nothing is remembered.

    Args:
        wanted: The models that ``fix`` says how to install.
    """
    fix = install_hint(wanted)
    program = find_tesseract()
    if program is None:
        return TesseractState(None, (), fix)
    words = _answer(program, "--version").split()
    if len(words) < 2 or words[0] != "tesseract":
        return TesseractState(None, (), fix)
    return TesseractState(words[1].removeprefix("v"), _asked_models(program), fix)


def models(*, afresh: bool = False) -> tuple[str, ...]:
    """The models that are installed; asked once a process, unless ``afresh``.

    Raises:
        MissingDependencyError: Tesseract is not installed.
    """
    program = find_tesseract()
    if program is None:
        raise MissingDependencyError(
            "Tesseract is not installed; it is needed for pages that are pictures.", install_hint(("deu",))
        )
    if afresh:
        _models.cache_clear()
    return _models(program, os.environ.get("TESSDATA_PREFIX", ""))


def require_models(languages: Sequence[str]) -> None:
    """Check that models are installed: Tesseract itself reads on without one that it lacks.

    Raises:
        MissingDependencyError: Tesseract or a model is not installed.
    """
    for afresh in (False, True):
        missing = [name for name in languages if name not in models(afresh=afresh)]
        if not missing:
            return
    raise MissingDependencyError(f"Tesseract has no language model {missing[0]!r}.", install_hint(languages))


def latin_model() -> str | None:
    """The model of all languages in Latin script, as it is called here; None where it is not installed."""
    return next((name for name in models() if name.rpartition("/")[2] == "Latin"), None)


def stand_in() -> str | None:
    """The model that reads German where ``deu`` is not installed, the better one first; None where there is none."""
    return latin_model() or next((name for name in models() if name == "eng"), None)


def word_table(image: Image, *, dpi: float, languages: Sequence[str], limit_s: float, options: str = "") -> str:
    """Let Tesseract read a picture.

    Args:
        image: In grey (mode ``L``).
        dpi: Its resolution.
        languages: Models, all of them installed.
        limit_s: Seconds after which the child is stopped.
        options: More of Tesseract's options, such as ``--psm 6``.

    Returns:
        Its table of words, tab-separated.

    Raises:
        OcrFailedError: Tesseract failed, crashed or took too long.
    """
    return _run(image, "tsv", f"--dpi {dpi:.0f} {options}", languages, limit_s)


def _run(image: Image, extension: str, config: str, languages: Sequence[str], limit_s: float) -> str:
    from pytesseract import pytesseract

    program = find_tesseract()
    if program is not None:
        # Where it is not on the path pytesseract must be told; the value is the same in every thread.
        pytesseract.tesseract_cmd = program
    os.environ["OMP_THREAD_LIMIT"] = "1"
    if extension == "tsv":
        config += " -c tessedit_create_tsv=1"
    with TemporaryDirectory(prefix="agreementkit-") as folder:
        picture = Path(folder, "page.pgm")
        picture.write_bytes(b"P5\n%d %d\n255\n" % image.size + image.tobytes())
        try:
            table = pytesseract.run_and_get_output(
                str(picture), extension, lang="+".join(languages), config=config, timeout=limit_s, return_bytes=True
            )
        except pytesseract.TesseractError as error:
            last = str(error.message)[-200:].strip() or "no message"
            raise OcrFailedError(f"Tesseract ended with code {error.status} ({last})") from error
        except RuntimeError as error:  # pytesseract's way of saying that the time was over
            raise OcrFailedError(f"Tesseract took longer than {limit_s:.0f} seconds") from error
        except pytesseract.TesseractNotFoundError as error:
            raise OcrFailedError("Tesseract could not be started") from error
        except OSError as error:
            raise OcrFailedError(f"Tesseract gave no answer ({error.strerror})") from error
        except UnicodeDecodeError as error:
            raise OcrFailedError("Tesseract failed without a readable message") from error
    return bytes(table).decode("utf-8", "replace")


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
