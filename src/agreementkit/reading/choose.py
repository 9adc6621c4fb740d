"""For every page of a PDF: keep its text layer, or recognise its picture; with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from agreementkit.errors import MissingDependencyError
from agreementkit.ocr_engine import OcrFailedError
from agreementkit.reading import gate
from agreementkit.reading.judge import agreement, better, judge_layer
from agreementkit.reading.layout import arrange
from agreementkit.reading.lines import PlacedWord
from agreementkit.reading.options import ReadingOptions
from agreementkit.reading.pdf import PageFacts, PdfPages
from agreementkit.reading.plumber import DenseContentError, PlumberPages, SidewaysTextError
from agreementkit.reading.quality import german_quality
from agreementkit.reading.recogniser import Recogniser
from agreementkit.records import Page, Progress, Reading, Source, Step

# An image that covers this share of a page is the page: a logo or a drawing covers less.
_SCAN_SHARE = 0.5
# A picture with more pixels is not decoded: A0 at 500 dpi has 390 million.
_MAX_IMAGE_PIXELS = 450_000_000
# A born-digital document whose letters are as poor in print as in its text layer is not recognised to its end.
_TIRED = 2
_AGREED = 0.6


@dataclass(frozen=True, slots=True)
class PageChooser:
    """Reads the pages of one PDF.

    Attributes:
        pages: The open document.
        options: How to read.
        progress: Told of every step before it starts.
        recogniser: Reads the pictures.
        in_vain: Pages whose recognition gave nothing better than their text layer.
    """

    pages: PdfPages
    options: ReadingOptions
    progress: Progress
    recogniser: Recogniser
    in_vain: list[int] = field(default_factory=list)

    def read(self, number: int) -> Page:
        """Read one page (1-based); a fault costs this page and is told in its reason.

        Raises:
            MissingDependencyError: The page is a picture, and Tesseract or a language model is not installed.
        """
        from pypdfium2 import PdfiumError

        if self.options.avoids("text_layer", number):
            return failed_page(number, "an earlier attempt to read this page crashed or never ended")
        self._step("text_layer", number, 5.0)
        try:
            facts = self.pages.facts(number, self.options.limits.max_page_chars)
        except PdfiumError as error:
            return failed_page(number, f"the page is damaged ({error})")
        if facts.chars > self.options.limits.max_page_chars:
            return failed_page(number, f"the page claims to hold {facts.chars} characters", facts)
        layer, doubt = self._text_layer(facts)
        why = "recognition was asked for" if self.options.ocr == "force" else doubt
        if not why:
            return layer
        if layer.text and len(self.in_vain) >= _TIRED and self.options.ocr == "auto" and not _is_scan(facts):
            return replace(layer, reason=f"{why}; it is kept, because recognition of other pages gave nothing better")
        return self._recognise(facts, layer, why)

    def _text_layer(self, facts: PageFacts) -> tuple[Page, str]:
        """The page as its text layer gives it, and why its picture is to be recognised; origin ``none`` without one."""
        words, how = self._layer_words(facts)
        arranged = arrange(words)
        if not arranged.text:
            why = "the page has no text layer" if facts.drawn else ""
            return _page(facts, reason=why or "the page is blank"), why
        judged = judge_layer(arranged.text, scanned=_is_scan(facts))
        page = _page(facts, reason=f"{judged.says}{how}")
        page = replace(page, text=arranged.text, words=arranged.words, origin="text_layer", quality=judged.quality)
        return page, judged.doubt

    def _layer_words(self, facts: PageFacts) -> tuple[Sequence[PlacedWord], str]:
        """Words of the text layer, and what the reason says of how they were placed."""
        number = facts.number
        if not facts.may_hold_text:
            return (), ""
        if facts.chars > self.options.limits.dense_chars:
            return self.pages.stream_words(number), f"; placed by pdfium, since it holds {facts.chars} characters"
        if self.options.avoids("layout", number):
            return self.pages.stream_words(number), "; placed by pdfium, since pdfplumber did not end in time before"
        self._step("layout", number, 8.0)
        try:
            words = self.pages.layout_words(number)
        except SidewaysTextError:
            return self.pages.stream_words(number), "; placed by pdfium, since it does not stand upright"
        except DenseContentError:
            return self.pages.stream_words(
                number
            ), "; placed by pdfium, since the page is drawn with very many commands"
        except Exception as error:  # noqa: BLE001 - pdfminer raises anything on damaged files, even TypeError
            return self.pages.stream_words(
                number
            ), f"; placed by pdfium, since pdfplumber failed ({type(error).__name__})"
        if not facts.text.strip():
            # Empty text from one parser is no proof of a scan: pdfplumber reads some that pdfium does not.
            return words, "; found by pdfplumber alone" if words else ""
        text = " ".join(word.text for word in words)
        if german_quality(text) < german_quality(facts.text) - 0.2:
            return self.pages.stream_words(number), "; placed by pdfium, since pdfplumber could not map its characters"
        agreed = agreement(text, facts.text)
        return words, "" if agreed >= _AGREED else f"; its two parsers agree on {agreed:.0%} of its words"

    def _recognise(self, facts: PageFacts, layer: Page, why: str) -> Page:
        """The recognised page, or the text layer where that is the better or the only one."""
        number = facts.number
        if self.options.ocr == "skip":
            return replace(layer, reason=f"{why}; recognition was switched off")
        if self.options.avoids("ocr", number):
            return _unrecognised(layer, f"{why}; recognition crashed or never ended in an earlier attempt")
        if facts.image_pixels > _MAX_IMAGE_PIXELS:
            return _unrecognised(
                layer, f"{why}; its image of {facts.image_pixels / 1e6:.0f} million pixels is too large"
            )
        dpi = gate.fitting_dpi(facts.width_pt, facts.height_pt, self.options.dpi, self.options.limits)
        if dpi is None:
            size = f"{facts.width_pt:.0f} x {facts.height_pt:.0f} points"
            return _unrecognised(layer, f"{why}; a page of {size} cannot be rendered")
        if facts.image_pixels > self.options.limits.max_pixels:
            pixels = facts.image_pixels / 1e6
            why = f"{why}; resolution lowered to {dpi} dpi, since its image has {pixels:.0f} million pixels"
        elif dpi < self.options.dpi:
            why = f"{why}; resolution lowered to {dpi} dpi, since the page is very large"
        self._step("ocr", number, self.recogniser.step_limit_s)
        try:
            image, resolution = self.pages.picture(number, dpi)
            page = self.recogniser.page(image, number=number, dpi=resolution, why=why)
        except MissingDependencyError as error:
            if not layer.text:
                raise
            self.recogniser.warn(f"A text layer that should be recognised again was kept. {error.what} {error.fix}")
            return replace(layer, reason=f"{why}; it is kept, because: {error.what}")
        except OcrFailedError as error:
            return _unrecognised(layer, f"{why}; {error}")
        except Exception as error:  # noqa: BLE001 - rendering meets damaged images in many ways
            return _unrecognised(layer, f"{why}; it cannot be rendered ({type(error).__name__})")
        kept = layer.text and self.options.ocr != "force"
        if kept and not better(page.text, page.quality, layer.text, layer.quality, scanned=_is_scan(facts)):
            self.in_vain.append(number)
            return replace(layer, reason=f"{why}; it is kept, because recognition gave nothing better")
        return replace(page, width_pt=facts.width_pt, height_pt=facts.height_pt)

    def _step(self, what: str, number: int, limit_s: float) -> None:
        self.progress(Step(what, number, self.pages.count, limit_s))


def read_pdf(data: bytes, source: Source, *, options: ReadingOptions, progress: Progress) -> Reading:
    """Read a PDF page by page.

    Raises:
        EncryptedError: It needs a password.
        UnreadableError: It is damaged throughout, or has no pages or too many.
        MissingDependencyError: A page is a picture, and Tesseract or a language model is not installed.
    """
    progress(Step("open", 0, 0, 8.0))
    document = gate.open_pdf(data, source.file_name, options)
    if document is None:
        return Reading(source=source, pages=_salvaged(data, source.file_name, options, progress))
    pages = PdfPages(data, document)
    recogniser = Recogniser(options)
    try:
        chooser = PageChooser(pages, options, progress, recogniser)
        read = tuple(chooser.read(number) for number in range(1, pages.count + 1))
    finally:
        pages.close()
    if all(page.failed for page in read):
        raise gate.damaged(source.file_name, read[0].reason)
    return Reading(source=source, pages=read, warnings=tuple(recogniser.warnings), makeshift=recogniser.makeshift)


def _salvaged(data: bytes, file_name: str, options: ReadingOptions, progress: Progress) -> tuple[Page, ...]:
    """The pages of a file that pdfium refuses, as far as pdfplumber can read them.

    Raises:
        UnreadableError: It cannot either.
    """
    if options.avoids("layout", 0):
        raise gate.damaged(file_name)
    pages: list[Page] = []
    plumber = PlumberPages(data)
    while len(pages) <= options.limits.max_pages:
        number = len(pages) + 1
        progress(Step("layout", number, 0, 8.0))
        try:
            found = plumber.words(number)
        except Exception as error:  # pdfminer raises anything on damaged files, even TypeError
            if not pages:
                raise gate.damaged(file_name) from error
            break
        if found is None:
            break
        arranged = arrange(found.words)
        pages.append(
            Page(
                number=number,
                text=arranged.text,
                words=arranged.words,
                width_pt=found.width_pt,
                height_pt=found.height_pt,
                origin="text_layer" if arranged.text else "none",
                quality=german_quality(arranged.text),
                reason="the file is damaged; its text layer was found by pdfplumber alone",
                failed=not arranged.text,
            )
        )
    if all(page.failed for page in pages):
        raise gate.damaged(file_name, "the file has no pages, or is damaged")
    gate.check_page_count(len(pages), file_name, options.limits)
    return tuple(pages)


def _is_scan(facts: PageFacts) -> bool:
    return facts.image_share >= _SCAN_SHARE


def failed_page(number: int, reason: str, facts: PageFacts | None = None) -> Page:
    """A page that could not be read."""
    return Page(
        number=number,
        text="",
        width_pt=facts.width_pt if facts else 0.0,
        height_pt=facts.height_pt if facts else 0.0,
        origin="none",
        quality=0.0,
        reason=reason,
        failed=True,
    )


def _unrecognised(layer: Page, reason: str) -> Page:
    """The text layer where there is one, else a failed page."""
    return replace(layer, reason=reason, failed=not layer.text)


def _page(facts: PageFacts, *, reason: str) -> Page:
    return Page(
        number=facts.number,
        text="",
        width_pt=facts.width_pt,
        height_pt=facts.height_pt,
        origin="none",
        quality=0.0,
        reason=reason,
    )
