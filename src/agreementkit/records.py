"""The values that cross a stage or a hook: immutable, without behaviour beyond looking things up.

Offsets are half-open and count Unicode code points from 0. Page numbers are 1-based. Boxes are PDF points (1/72 inch)
with the origin at the top left of the page as it is shown. The public JSON record is ``agreementkit.agreement``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in PDF points, origin top left."""

JsonValue = str | int | float | bool | None | list["JsonValue"] | tuple["JsonValue", ...] | Mapping[str, "JsonValue"]

Origin = Literal["text_layer", "ocr", "plain", "none"]

Role = Literal[
    "preamble",
    "parties",
    "goals",
    "tasks",
    "organs",
    "term",
    "termination",
    "amendment",
    "data_protection",
    "financing",
    "confidentiality",
    "severability",
    "signatures",
    "other",
]
"""What a clause is about, judged by its heading and its content together."""


class Span(NamedTuple):
    """A half-open range of code points in one text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word of a page.

    Attributes:
        start: Offset of its first code point in the page's text.
        end: Offset after its last code point in the page's text.
        box: Where it stands on the page.
        line: 0-based number of the printed line it belongs to, in reading order.
        confidence: The OCR engine's own, 0 to 1; None for a text layer.
    """

    start: int
    end: int
    box: Box
    line: int
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page as it was read, before any repair.

    Attributes:
        number: 1-based.
        text: Lines in reading order, separated by a line feed; never contains a form feed.
        words: In the order of the text; empty for plain text.
        width_pt: Width of the page as it is shown, in points; 0 for plain text.
        height_pt: Height likewise.
        origin: Where the text came from; ``none`` where the page gave no text or failed.
        quality: 0 to 1: how much the text looks like printed German.
        reason: One English sentence: why the text was taken from there.
        failed: The page could not be read; the document's status is then ``partial``.
    """

    number: int
    text: str
    words: tuple[Word, ...] = ()
    width_pt: float = 0.0
    height_pt: float = 0.0
    origin: Origin
    quality: float
    reason: str
    failed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What identifies the bytes that were read."""

    file_name: str
    sha256: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The pages of one document, and the one text that repairs count in.

    ``text`` is the pages' texts joined by a form feed (U+000C), so that page boundaries stay visible to the repair.
    ``makeshift`` where pages were read with another language's model for want of a German one.
    """

    source: Source
    pages: tuple[Page, ...]
    warnings: tuple[str, ...] = ()
    makeshift: bool = False

    @property
    def text(self) -> str:
        """The source text: all pages joined by a form feed."""
        return "\f".join(page.text for page in self.pages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change of the text, with its reason.

    Attributes:
        rule: Name of the rule, e.g. ``hyphenation``.
        start: Offset in the text that this rule's pass has read.
        end: Offset after the replaced part; equal to ``start`` for an insertion.
        before: The replaced text.
        after: The new text.
        reason: One English sentence.
        score: How sure the rule is, 0 to 1.
    """

    rule: str
    start: int
    end: int
    before: str
    after: str
    reason: str
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSpan:
    """Where a page lies in the normalised text, and what is known of its reading."""

    number: int
    start: int
    end: int
    origin: Origin
    quality: float


class DoubtfulWord(NamedTuple):
    """A word that the OCR engine was not sure of.

    Attributes:
        start: Offset in the normalised text.
        end: Offset after its last code point.
        confidence: The engine's own, 0 to 1; below 0.9, from where on words are rarely misread.
    """

    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One node of the outline.

    Attributes:
        id: Stable and readable: ``par_6/abs_1``, ``art_3``, ``rom_vii``, ``dec_1_1``, ``head_2``; unique.
        label: As printed: ``§ 6``, ``(1)``, ``a)``, ``VII.``; None for an unnumbered heading.
        heading: The heading without its label, over however many lines it ran; None where there is none.
        role: What it is about; inherited from the parent where nothing else is known.
        level: 0 for the outermost.
        start: Offset of the label or heading.
        body_start: Offset of the first code point after label and heading.
        end: Offset after its last code point, children included.
        parent: The id of the enclosing clause, or None.
    """

    id: str
    label: str | None
    heading: str | None
    role: Role
    level: int
    start: int
    body_start: int
    end: int
    parent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table such as a Beratungsfolge: rows of cells, each cell a span of the text."""

    start: int
    end: int
    rows: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One value that a plugin read, with the places it was read from.

    Attributes:
        kind: One of the kinds that ``hookspecs`` documents, or a name of the plugin's own.
        value: JSON values by key, as the kind prescribes; absent is None.
        spans: Where it stands in the normalised text, the main place first; never empty.
        rule: Name of the rule that found it.
        confidence: 0 to 1, as sure as the rule is on clean text; assembly lowers it where the text is poor.
    """

    kind: str
    value: Mapping[str, JsonValue]
    spans: tuple[Span, ...]
    rule: str
    confidence: float

    def __post_init__(self) -> None:
        if not self.spans:
            raise ValueError(f"a finding of kind {self.kind!r} has no evidence")
        if not (math.isfinite(self.confidence) and 0.0 <= self.confidence <= 1.0):
            raise ValueError(f"confidence {self.confidence!r} is not between 0 and 1")
        for span in self.spans:
            if not 0 <= span[0] < span[1]:
                raise ValueError(f"span {span!r} is empty or negative")


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldInfo:
    """How a plugin's field is called and shown.

    Attributes:
        kind: The finding kind.
        label_de: German label, as shown to users.
        label_en: English label.
    """

    kind: str
    label_de: str
    label_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PluginDescription:
    """What a plugin says of itself.

    ``name`` is the entry point's name; ``version`` is the plugin's own, so that a record tells which rules made it.
    """

    name: str
    version: str
    fields: tuple[FieldInfo, ...] = field(default_factory=tuple)

    def __iter__(self) -> Iterator[FieldInfo]:
        return iter(self.fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldFile:
    """A TOML file that describes one field, as ``agreementkit_fields`` hands it over.

    Attributes:
        name: The file's name, e.g. ``financing.toml``; records name it where it is refused.
        data: Its bytes.
        origin: Where it lies, for people.
    """

    name: str
    data: bytes
    origin: str


class Step(NamedTuple):
    """What a worker is about to do; sent before it starts, for the progress bar and the watchdog.

    Attributes:
        what: ``open``, ``text_layer``, ``layout``, ``ocr``, ``repair``, ``structure``, ``extract`` or ``assemble``.
        page: 1-based page number, 0 where the step is about the whole document.
        pages: Number of pages of the document, 0 where it is not known yet.
        limit_s: Wall-clock seconds after which the step counts as hung.
    """

    what: str
    page: int
    pages: int
    limit_s: float


Progress = Callable[[Step], None]
"""Called before each step; must be cheap and must not raise."""


def no_progress(step: Step) -> None:
    """Take no notice of a step."""
