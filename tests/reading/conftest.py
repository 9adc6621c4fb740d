"""Documents for the reading: set from one text of our own, so that what must be read is known."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from agreementkit.reading import ReadingOptions, read_document
from agreementkit.records import Reading
from rendering import Style, page_images, sandwich_pdf, scan_pdf, scan_tiff, typeset

TEXT = """Vereinbarung über die Begleitung junger Menschen

zwischen der Stadt Tüllenbeck und dem Verein Brückenbauer Tüllenbeck e. V.

Die Stadt und der Verein wollen jungen Menschen beim Übergang von der Schule in
den Beruf zur Seite stehen. Der Verein stellt dafür zwei Fachkräfte, die Stadt
übernimmt die Miete für das Büro in der Mühlenstraße und die Kosten für Möbel.

Die Fachkräfte besuchen jede Schule mindestens zweimal im Monat. Sie sprechen mit
den Schülerinnen und Schülern, wenn diese es wünschen, und unterstützen sie bei der
Suche nach einer Lehrstelle. Gespräche werden nur mit Zustimmung der Eltern geführt.

Die Vereinbarung gilt ab dem 1. März 2022 für die Dauer von zwei Jahren. Sie endet,
ohne dass es einer Kündigung bedarf. Änderungen müssen schriftlich erfolgen.
"""


@pytest.fixture(scope="session")
def printed() -> list[str]:
    """The words of the document, in order."""
    return TEXT.split()


@pytest.fixture(scope="session")
def born_digital() -> bytes:
    return typeset(TEXT, Style(font="Times"))


@pytest.fixture(scope="session")
def pictures(born_digital: bytes) -> list[Any]:
    return page_images(born_digital, degradation="light", seed=3)


@pytest.fixture(scope="session")
def scan(pictures: list[Any]) -> bytes:
    return scan_pdf(pictures, degradation="light")


@pytest.fixture(scope="session")
def tiff(pictures: list[Any]) -> bytes:
    return scan_tiff(pictures * 2)


@pytest.fixture(scope="session")
def sandwich(pictures: list[Any], tesseract: str) -> bytes:
    assert tesseract
    return sandwich_pdf(pictures, degradation="light")


@pytest.fixture(scope="session")
def read() -> Callable[..., Reading]:
    """Reads a document with options given by name."""

    def run(data: bytes, name: str = "document", **options: Any) -> Reading:
        return read_document(data, name, options=ReadingOptions(**options))

    return run


@pytest.fixture
def draw() -> Callable[[list[tuple[float, float, str]]], bytes]:
    """Makes a one-page PDF of strings at x and y from the top, in points, Helvetica 10."""

    def make(strings: list[tuple[float, float, str]]) -> bytes:
        from reportlab.pdfgen.canvas import Canvas

        buffer = BytesIO()
        canvas = Canvas(buffer, pagesize=(595, 842), invariant=1)
        canvas.setFont("Helvetica", 10)
        for x, top, string in strings:
            canvas.drawString(x, 842 - top, string)
        canvas.showPage()
        canvas.save()
        return buffer.getvalue()

    return make
