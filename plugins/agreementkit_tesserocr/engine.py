"""Tesseract inside of the process, by tesserocr.

The built-in engine starts a process a page, loads the models anew for each, and hands the picture over as a file. Here
the models are loaded once, and the picture stays in memory. What is lost is the process of its own: where Tesseract
crashes, the worker does, and the document is read again without that page.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from agreementkit import OcrEngineState, OcrFailedError, OcrPicture, OcrWord
from agreementkit_tesserocr.models import find_models, models_in

_LIBRARY_FIX = "Install it: pip install 'agreementkit[tesserocr]'"


class TesserocrEngine:
    """Keeps one Tesseract for each combination of models that was asked for; not for several threads at a time."""

    name = "tesserocr"

    def __init__(self) -> None:
        self._kept: dict[tuple[str, ...], Any] = {}

    def state(self, wanted: Sequence[str] = ("deu", "eng")) -> OcrEngineState:
        """Look afresh for the library and the models."""
        folder = find_models()
        models = models_in(folder) if folder else ()
        if find_spec("tesserocr") is None:
            return OcrEngineState(None, (), _LIBRARY_FIX)
        try:
            tesserocr = _library()
        except ImportError as error:
            return OcrEngineState(None, (), f"The installed tesserocr does not load ({error}). {_LIBRARY_FIX}")
        version = f"{tesserocr.__version__} (Tesseract {tesserocr.tesseract_version().split()[1]})"
        files = ", ".join(f"{model}.traineddata" for model in wanted)
        fix = f"Install Tesseract with its models, or set TESSDATA_PREFIX to a folder that holds {files}."
        return OcrEngineState(version, models, fix)

    def models(self) -> tuple[str, ...]:
        """The models that are installed."""
        return models_in(self._folder) if self._folder and find_spec("tesserocr") else ()

    def read(self, picture: OcrPicture) -> list[OcrWord]:
        """Read one picture.

        Raises:
            OcrFailedError: Tesseract failed or took too long.
        """
        api = self._api(picture.languages)
        before = {name: api.GetVariableAsString(name) for name, _ in picture.settings}
        if unknown := [name for name, value in before.items() if value is None]:
            raise OcrFailedError(f"Tesseract has no variable {unknown[0]}")
        try:
            api.SetPageSegMode(picture.psm)
            for name, value in picture.settings:
                api.SetVariable(name, value)
            api.SetImageBytes(picture.pixels, picture.width, picture.height, 1, picture.width)
            api.SetSourceResolution(round(picture.dpi))
            if not api.Recognize(max(1, int(1000 * picture.limit_s))):
                raise OcrFailedError(f"Tesseract gave no answer, or took longer than {picture.limit_s:.0f} seconds")
            return _words(api.GetTSVText(0))
        finally:
            for name, value in before.items():
                api.SetVariable(name, value)
            # what it learnt of this page's letters must not change how it reads the next
            api.ClearAdaptiveClassifier()
            api.Clear()

    @cached_property
    def _folder(self) -> Path | None:
        return find_models()

    def _api(self, languages: tuple[str, ...]) -> Any:
        """The Tesseract that reads with these models, loaded on first use."""
        if languages not in self._kept:
            tesserocr = _library()
            try:
                api = tesserocr.PyTessBaseAPI(path=str(self._folder), lang="+".join(languages))
            except RuntimeError as error:
                raise OcrFailedError(f"Tesseract did not start ({error})") from error
            api.SetVariable("debug_file", os.devnull)  # it remarks on pages on stderr
            self._kept[languages] = api
        return self._kept[languages]


def _library() -> Any:
    """The library, told before it is loaded to run one thread: more cost seven times the processor time."""
    os.environ["OMP_THREAD_LIMIT"] = "1"
    import tesserocr

    return tesserocr


def _words(table: str) -> list[OcrWord]:
    """The words of Tesseract's table; level 5 is a word."""
    words = []
    for line in table.splitlines():
        cells = line.split("\t")
        if len(cells) == 12 and cells[0] == "5" and (text := cells[11].strip()):
            left, top, width, height = map(int, cells[6:10])
            words.append(OcrWord(text, left, top, left + width, top + height, float(cells[10]) / 100))
    return words
