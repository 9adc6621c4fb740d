"""Words that were recognised with little confidence, and what becomes of findings that rest on them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreementkit import DoubtfulWord, OcrPicture, OcrWord, Options, extract, load_plugins
from agreementkit.doubt import chance_misread
from agreementkit.ocr_engine import OcrEngineState
from agreementkit.pipeline import Extraction
from agreementkit.reading import ReadingOptions
from agreementkit.records import Finding, Source, Span
from agreementkit.structure import build_document

PLUGINS = load_plugins()
TEXT = """Kooperationsvereinbarung

zwischen der Stadt Tüllenbeck und dem Verein Brückenbauer Tüllenbeck e. V.

§ 1 Grundlage

Grundlage ist § 13 SGB VIII. Die Stadt fördert junge Menschen in ihrer Bildung.

§ 2 Laufzeit und Kündigung

(1) Die Vereinbarung gilt ab dem 1. März 2022 auf unbestimmte Zeit.

(2) Die Vereinbarung kann mit einer Frist von drei Monaten zum 31.12. eines Jahres
schriftlich gekündigt werden. Änderungen dieser Vereinbarung bedürfen der Schriftform.
"""


class Typist:
    """An engine that «reads» a known text, less sure of some of its words."""

    name = "typist"

    def __init__(self, text: str, doubts: Mapping[str, float]) -> None:
        self.text, self.doubts = text, doubts

    def state(self, wanted: object = ()) -> OcrEngineState:
        return OcrEngineState("1", ("deu",), "")

    def models(self) -> tuple[str, ...]:
        return ("deu",)

    def read(self, picture: OcrPicture) -> Iterator[OcrWord]:
        for row, line in enumerate(self.text.splitlines()):
            place = 0
            for word in line.split():
                place = line.index(word, place)
                left, top = 100 + 12 * place, 100 + 40 * row
                yield OcrWord(word, left, top, left + 12 * len(word), top + 24, self.doubts.get(word, 0.96))
                place += len(word)


@pytest.fixture(scope="module")
def picture() -> bytes:
    from rendering import page_images, typeset

    buffer = BytesIO()
    page_images(typeset(TEXT), dpi=150)[0].save(buffer, "PNG")
    return buffer.getvalue()


def made(picture: bytes, text: str = TEXT, **doubts: float) -> Extraction:
    engine = Typist(text, {word.replace("_", "."): doubt for word, doubt in doubts.items()})
    options = Options(as_of=date(2026, 11, 21), reading=ReadingOptions(engine=engine))
    return extract(picture, "scan.png", plugins=PLUGINS, options=options)


def confidences(extraction: Extraction) -> dict[str, float]:
    record: dict[str, Any] = json.loads(extraction.record.to_json())
    return {
        "reference": record["legal_references"][0]["confidence"],
        "notice": record["termination"]["confidence"],
        "start": record["term"]["effective_date"]["confidence"],
        "party": record["parties"][1]["confidence"],
        "amendment": record["amendment"]["confidence"],
    }


@pytest.mark.parametrize(
    ("word", "doubt", "lowered"),
    [
        ("VIII.", 0.5, "reference"),
        ("13", 0.6, "reference"),
        ("drei", 0.2, "notice"),
        ("31.12.", 0.5, "notice"),
        ("März", 0.2, "start"),
        ("2022", 0.5, "start"),
        ("Brückenbauer", 0.1, "party"),
    ],
)
def test_a_value_that_rests_on_a_doubtful_word_is_less_sure(
    picture: bytes, word: str, doubt: float, lowered: str
) -> None:
    sure, unsure = confidences(made(picture)), confidences(made(picture, **{word.replace(".", "_"): doubt}))
    assert unsure[lowered] < sure[lowered] - 0.08
    others = [key for key in sure if key != lowered]
    assert [unsure[key] for key in others] == pytest.approx([sure[key] for key in others], abs=0.02)


def test_a_misread_numeral_does_not_look_certain(picture: bytes) -> None:
    misread = made(picture, TEXT.replace("VIII.", "VI."), VI_=0.55)
    (reference,) = misread.record.legal_references
    assert reference.normalised == "SGB VI § 13"
    assert reference.confidence < 0.85


def test_a_doubtful_word_that_bears_no_value_lowers_little(picture: bytes) -> None:
    sure, unsure = confidences(made(picture)), confidences(made(picture, Jahres=0.6, Bildung=0.3))
    assert all(unsure[key] > sure[key] - 0.06 for key in sure)


def test_plugins_see_the_doubtful_words_in_the_repaired_text(picture: bytes) -> None:
    document = made(picture, TEXT.replace("ihrer Bildung", "ihrer Bil-\ndung"), dung_=0.4, VIII_=0.89).document
    shown = [(document.text[word.start : word.end], word.confidence) for word in document.doubtful]
    assert shown == [("VIII.", 0.89), ("dung.", 0.4)]
    sign = document.text.index("§ 13")
    assert document.doubtful_in(Span(sign, sign + len("§ 13 SGB VI"))) == document.doubtful[:1]
    assert document.doubtful_in(Span(sign, sign + 4)) == ()


def test_a_text_has_no_doubtful_words() -> None:
    options = Options(as_of=date(2026, 11, 21))
    assert extract(TEXT.encode(), "t.txt", plugins=PLUGINS, options=options).document.doubtful == ()


Scalars = st.one_of(st.none(), st.booleans(), st.integers(-3000, 3000), st.floats(-9, 9), st.text(max_size=90))


@given(
    st.text(st.sampled_from("ab1 XI.§\n"), min_size=1, max_size=60),
    st.lists(st.tuples(st.integers(0, 59), st.integers(1, 9), st.floats(0, 0.9))),
    st.dictionaries(st.text(max_size=4), st.one_of(Scalars, st.lists(Scalars, max_size=3)), max_size=4),
)
def test_the_chance_is_a_share_whatever_is_doubtful(
    text: str, words: list[tuple[int, int, float]], value: dict[str, Any]
) -> None:
    doubtful = tuple(
        sorted(DoubtfulWord(start, min(start + n, len(text)), doubt) for start, n, doubt in words if start < len(text))
    )
    source = Source(file_name="t", sha256=hashlib.sha256(text.encode()).hexdigest(), media_type="text/plain", size=1)
    document = build_document(source=source, text=text, pages=(), doubtful=doubtful)
    finding = Finding(kind="k", value=value, spans=(Span(0, len(text)),), rule="r", confidence=0.9)
    chance = chance_misread(document, finding)
    assert 0.0 <= chance < 1.0
    if not doubtful or not value:
        assert chance == 0.0
