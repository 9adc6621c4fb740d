"""Pages from pictures: each is read as its picture asks for it, and again where that gave nothing good."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from agreementkit.errors import MissingDependencyError
from agreementkit.ocr_engine import DEFAULT_ENGINE, OcrEngine, OcrFailedError
from agreementkit.reading.blanks import with_blanks
from agreementkit.reading.dust import without_dust_marks
from agreementkit.reading.figures import with_figures
from agreementkit.reading.layout import arrange
from agreementkit.reading.lines import PlacedWord
from agreementkit.reading.marks import with_dashes, without_specks
from agreementkit.reading.notation import with_notation
from agreementkit.reading.numerals import with_numerals
from agreementkit.reading.ocr import mean_confidence, recognise
from agreementkit.reading.options import ReadingOptions
from agreementkit.reading.picture import (
    LEAST_SKEW,
    Measures,
    View,
    cleaned_view,
    is_blank,
    lies_sideways,
    measure,
    plain_view,
    skew_of,
)
from agreementkit.reading.quality import german_quality
from agreementkit.reading.second_look import look_again
from agreementkit.reading.tesseract import TesseractEngine
from agreementkit.records import Page

if TYPE_CHECKING:
    from PIL.Image import Image

# Mean confidence below which the words of a page are noise: pictures, hatching, dirt. Pages that a person can read
# have 0.6 and more, even at 150 dpi with a shadow.
_NOISE_CONFIDENCE = 0.35
_GOOD_CONFIDENCE = 0.78
_LEAST_S = 4.0
_SECOND_LOOK_S = 8.0


@dataclass(frozen=True)
class _Attempt:
    """One reading of a page."""

    view: View
    words: list[PlacedWord]

    @cached_property
    def confidence(self) -> float:
        return mean_confidence(self.words)

    @property
    def score(self) -> float:
        """Letters that were read well, less those that were guessed."""
        return sum(len(word.text) * ((word.confidence or 0.0) - 0.6) for word in self.words)

    @property
    def good(self) -> bool:
        return self.confidence >= _GOOD_CONFIDENCE and not self.sideways

    @property
    def sideways(self) -> bool:
        """Whether Tesseract found lines that run from top to bottom; it reads these less well."""
        long_words = [word for word in self.words if len(word.text) >= 3]
        return 2 * sum(word.bottom - word.top > 1.2 * (word.x1 - word.x0) for word in long_words) > len(long_words)


class Recogniser:
    """Recognises the pages of one document.

    Attributes:
        warnings: What an installed program or model would have made better, one sentence each.
        makeshift: Whether a model stands in that has no German letters.
    """

    def __init__(self, options: ReadingOptions) -> None:
        self.warnings: list[str] = []
        self.makeshift = False
        self._options = options
        self._engine: OcrEngine = options.engine or TesseractEngine()
        self._languages: tuple[str, ...] = ()
        self._installed: tuple[str, ...] = ()

    def languages(self) -> tuple[str, ...]:
        """The models to read with; where ``deu`` is not installed ``Latin`` stands in for it, else ``eng``.

        Raises:
            MissingDependencyError: The OCR engine or a language model is not installed.
        """
        if not self._languages:
            self._installed = tuple(self._engine.models())
            wanted = self._options.languages
            if wanted == ("deu",) and "deu" not in self._installed and (other := self._stand_in()):
                wanted = (other,)
                lost = (
                    ": ä, ö, ü and ß were read with eng, as other letters" if other == "eng" else f": read with {other}"
                )
                fix = self._engine.state(("deu",)).fix
                self.makeshift = other == "eng"
                fix += " Then read again, with --again." if self.makeshift else ""
                self.warn(f"The OCR engine {self._engine.name} has no German model{lost}. {fix}")
            self._require(wanted)
            self._languages = wanted
        return self._languages

    def _stand_in(self) -> str | None:
        """The model that reads German where ``deu`` is not installed; the better one first."""
        return self._latin_model() or ("eng" if "eng" in self._installed else None)

    def _latin_model(self) -> str | None:
        """The model of all languages in Latin script, as it is called here; None where it is not installed."""
        return next((name for name in self._installed if name.rpartition("/")[2] == "Latin"), None)

    def _require(self, languages: Sequence[str]) -> None:
        """Check that models are installed: Tesseract itself reads on without one that it lacks."""
        if set(languages) <= set(self._installed):
            return
        state, name = self._engine.state(languages), self._engine.name
        missing = [language for language in languages if language not in state.languages]
        if state.version is None:
            raise MissingDependencyError(
                f"The OCR engine {name} is not installed; it is needed for pages that are pictures.", state.fix
            )
        if missing:
            raise MissingDependencyError(f"The OCR engine {name} has no language model {missing[0]!r}.", state.fix)

    @property
    def step_limit_s(self) -> float:
        """When a watchdog may take a page's recognition for hung: after the engine itself should have given up."""
        return self._options.limits.ocr_seconds + 2 * _SECOND_LOOK_S

    def warn(self, warning: str) -> None:
        """Keep a warning, once."""
        if warning not in self.warnings:
            self.warnings.append(warning)

    def page(self, image: Image, *, number: int, dpi: float, why: str) -> Page:
        """Recognise one page.

        Args:
            image: The page in grey (mode ``L``).
            number: 1-based.
            dpi: Its resolution.
            why: The first half of the page's reason.

        Returns:
            The page; without text and with quality 0 where it is blank or noise.

        Raises:
            MissingDependencyError: The OCR engine or a language model is not installed.
            OcrFailedError: The engine failed or took too long.
        """
        page = Page(
            number=number,
            text="",
            width_pt=image.width * 72 / dpi,
            height_pt=image.height * 72 / dpi,
            origin="none",
            quality=0.0,
            reason="the page is blank",
        )
        if is_blank(image):
            return page
        languages = self.languages()
        attempt = self._best_attempt(image, dpi)
        engine = "" if self._engine.name == DEFAULT_ENGINE else f" by {self._engine.name}"
        how = f"recognised with {'+'.join(languages)}{engine} at {dpi:.0f} dpi"
        if attempt.view.done:
            how = f"{how}, {', '.join(attempt.view.done)}"
        if attempt.confidence < _NOISE_CONFIDENCE:
            return replace(page, origin="ocr", reason=f"{why}; nothing on it can be recognised as text")
        arranged = arrange(self._finished(attempt))
        quality = german_quality(arranged.text) * min(1.0, attempt.confidence / 0.85)
        return replace(
            page,
            text=arranged.text,
            words=tuple(replace(word, box=attempt.view.on_page(word.box)) for word in arranged.words),
            origin="ocr",
            quality=round(quality, 3),
            reason=f"{why}; {how}, mean confidence {attempt.confidence:.2f}",
        )

    def _best_attempt(self, image: Image, dpi: float) -> _Attempt:
        """Read the page as its picture asks for it, and otherwise where that gave nothing good."""
        deadline = time.monotonic() + self._options.limits.ocr_seconds
        found = measure(image)
        view = plain_view(image, dpi)
        if not found.clean or abs(skew_of(view.image)) >= LEAST_SKEW:
            view = cleaned_view(image, dpi, found)
        best = self._attempt(view, deadline)
        if best.good or found.hopeless:
            return best
        failure: OcrFailedError | None = None
        for other in _other_views(image, dpi, found, best):
            if deadline - time.monotonic() < _LEAST_S:
                break
            try:
                best = max(best, self._attempt(other(), deadline), key=lambda attempt: attempt.score)
            except OcrFailedError as error:  # the first reading stands, poor as it is
                failure = error
            if best.good:
                break
        if failure is not None and best.confidence < _NOISE_CONFIDENCE:
            raise failure  # nothing was read, and the reading that failed may have been the one
        return best

    def _attempt(self, view: View, deadline: float) -> _Attempt:
        words = self._read(view.image, view.dpi, view.options, self.languages(), deadline)
        return _Attempt(view, without_specks(words, dusty=view.dusty))

    def _read(
        self, image: Image, dpi: float, options: str, languages: Sequence[str], deadline: float
    ) -> list[PlacedWord]:
        limit_s = max(1.0, deadline - time.monotonic())
        return recognise(image, dpi=dpi, languages=languages, limit_s=limit_s, options=options, engine=self._engine)

    def _finished(self, attempt: _Attempt) -> list[PlacedWord]:
        """The words of the chosen attempt, with what is better told by their size, by counting or by another model."""
        words = without_dust_marks(with_dashes(attempt.words), attempt.view)
        words = with_blanks(words, attempt.view)
        words = with_numerals(with_figures(words, attempt.view), attempt.view)
        second = self._second_model()
        if second is None:
            return with_notation(words)
        deadline = time.monotonic() + _SECOND_LOOK_S
        with suppress(OcrFailedError):  # the first reading stands
            words = look_again(
                words, attempt.view, lambda image, dpi, options: self._read(image, dpi, options, (second,), deadline)
            )
        # Now that section signs are known as such, the blank behind them can be seen.
        return with_notation(with_blanks(words, attempt.view))

    def _second_model(self) -> str | None:
        """A model that knows the section sign, where the main one does not; ``Latin`` takes longest to load."""
        if self.languages() != ("deu",):
            return None
        return "eng" if "eng" in self._installed else self._latin_model()


def _other_views(image: Image, dpi: float, found: Measures, tried: _Attempt) -> Iterator[Callable[[], View]]:
    """What else may help a page that was read badly, the likeliest first: turning it, cleaning it, all its pixels."""
    turns = (90, 270) if tried.sideways or lies_sideways(tried.view.image) else (0, 180)
    for turn in turns:
        if turn:
            yield lambda turn=turn: cleaned_view(image, dpi, found, turn)  # type: ignore[misc]
    for turn in turns:
        yield lambda turn=turn: cleaned_view(image, dpi, found, turn, strong=True)  # type: ignore[misc]
    if tried.view.dpi < dpi:
        yield lambda: View(image=image, dpi=dpi)
