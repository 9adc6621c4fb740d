"""Where Tesseract's models lie on this machine.

The wheels of tesserocr bundle Tesseract but no models: those of the installed Tesseract are used.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

_ANSWER_S = 20
# Tesseract 5 names the folder in the first line of its list, Tesseract 4 does not.
_NAMED_RE = re.compile(r'languages in "(?P<folder>[^"\n]{1,400})"')
_SUFFIX = ".traineddata"
# Debian with a version number, other systems, Homebrew on its two processors, MacPorts.
_USUAL = (
    ("/usr/share/tesseract-ocr", "*/tessdata"),
    ("/usr/share", "tessdata"),
    ("/usr/local/share", "tessdata"),
    ("/opt/homebrew/share", "tessdata"),
    ("/opt/local/share", "tessdata"),
    (r"C:\Program Files\Tesseract-OCR", "tessdata"),
)


def find_models() -> Path | None:
    """The folder of the models: ``TESSDATA_PREFIX``, else what the installed Tesseract says, else a usual place."""
    return next((folder for folder in _candidates() if models_in(folder)), None)


def models_in(folder: Path) -> tuple[str, ...]:
    """The models in a folder as ``-l`` names them, sorted; those of scripts lie in a folder of their own."""
    found = [*folder.glob(f"*{_SUFFIX}"), *folder.glob(f"script/*{_SUFFIX}")]
    return tuple(sorted(path.relative_to(folder).as_posix().removesuffix(_SUFFIX) for path in found))


def _candidates() -> Iterator[Path]:
    if prefix := os.environ.get("TESSDATA_PREFIX"):
        yield from (Path(prefix), Path(prefix, "tessdata"))
        return  # a person's word is not doubted
    if program := shutil.which("tesseract"):
        if named := _NAMED_RE.search(_answer(program)):
            yield Path(named["folder"])
        yield Path(program).parent / "tessdata"
    for folder, pattern in _USUAL:
        yield from sorted(Path(folder).glob(pattern), reverse=True)


def _answer(program: str) -> str:
    """What the installed Tesseract says of its models, or an empty text where it does not start or end."""
    try:
        done = subprocess.run(
            [program, "--list-langs"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=_ANSWER_S,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace")
