from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agreementkit.catalog.passages import MAX_PASSAGE, passages_of, passages_of_text
from agreementkit.document import Document
from agreementkit.records import Clause, PageSpan, Source, Span

TEXT = """Vereinbarung

Artikel 1
§ 1 Laufzeit
(1) Sie gilt zwei Jahre.
(2) Sie endet danach.

Ein Absatz ohne Nummer.
§ 2 Anlagen
"""


def clause(name: str, label: str, head: str, body: str, last: str, parent: str | None = None) -> Clause:
    start = TEXT.index(head)
    return Clause(
        id=name,
        label=label,
        heading=None,
        role="term" if "1" in name else "other",
        level=0 if parent is None else 1,
        start=start,
        body_start=TEXT.index(body) if body else start + len(head),
        end=TEXT.index(last) + len(last),
        parent=parent,
    )


def document() -> Document:
    last = "Ein Absatz ohne Nummer."
    return Document(
        source=Source(file_name="a.txt", sha256="0" * 64, media_type="text/plain", size=len(TEXT)),
        text=TEXT,
        pages=(PageSpan(number=1, start=0, end=len(TEXT), origin="plain", quality=1.0),),
        clauses=(
            clause("art_1", "Artikel 1", "Artikel 1", "§ 1", last),
            clause("par_1", "§ 1", "§ 1 Laufzeit", "(1)", last, "art_1"),
            clause("par_1/abs_1", "(1)", "(1)", "Sie gilt", "zwei Jahre.", "par_1"),
            clause("par_1/abs_2", "(2)", "(2)", "Sie endet", last, "par_1"),
            clause("par_2", "§ 2", "§ 2 Anlagen", "", "§ 2 Anlagen"),
        ),
        sentences=(Span(0, len(TEXT)),),
        title=None,
        party_block=None,
        signature_block=None,
    )


def test_headings_stand_with_what_follows_and_places_are_citable() -> None:
    found = [(passage.place, TEXT[passage.start : passage.end]) for passage in passages_of(document())]
    assert found == [
        ("S. 1", "Vereinbarung"),
        ("Artikel 1 § 1 (1), S. 1", "Artikel 1\n§ 1 Laufzeit\n(1) Sie gilt zwei Jahre."),
        ("Artikel 1 § 1 (2), S. 1", "(2) Sie endet danach."),
        ("Artikel 1 § 1 (2), S. 1", "Ein Absatz ohne Nummer."),
        ("§ 2, S. 1", "§ 2 Anlagen"),
    ]
    assert [passage.role for passage in passages_of(document())] == ["other", "term", "term", "term", "other"]


@given(st.text(alphabet="ab \n\f", max_size=300))
def test_passages_are_trimmed_ordered_and_lose_no_word(text: str) -> None:
    passages = passages_of_text(text)
    assert [word for passage in passages for word in text[passage.start : passage.end].split()] == text.split()
    assert all(text[passage.start : passage.end].strip() == text[passage.start : passage.end] for passage in passages)
    assert all(passage.page == text[: passage.start].count("\f") + 1 for passage in passages)


def test_a_text_without_paragraphs_is_cut_into_readable_passages() -> None:
    for text in ("wort " * 5000, "x" * 10_000, "Zeile eins\n" * 2000):
        passages = passages_of_text(text)
        assert max(passage.end - passage.start for passage in passages) <= MAX_PASSAGE
