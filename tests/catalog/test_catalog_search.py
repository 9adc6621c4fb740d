from __future__ import annotations

import doctest
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import add, text_of

from agreementkit.catalog import Catalog, german_words, open_catalog
from agreementkit.catalog.german_words import fold, stem
from agreementkit.catalog.queries import Filter
from agreementkit.catalog.search import search


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    with open_catalog(tmp_path_factory.mktemp("search") / "catalog.db") as catalog:
        for city in ("Altbeuren", "Öhrdorf"):
            add(catalog, city)
        add(catalog, "Altbeuren", text_of("Altbeuren") + "\n\nDer Kündigungsgrund ist zu nennen.")
        yield catalog


def found(catalog: Catalog, question: str) -> set[str]:
    return {row["text"].split("\n")[0] for row in search(catalog, question).rows}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("kündigen", "§ 3 Laufzeit und Kündigung"),
        ("Kuendigung", "§ 3 Laufzeit und Kündigung"),
        ("KÜNDIGUNGEN", "§ 3 Laufzeit und Kündigung"),
        ("kundigung", "§ 3 Laufzeit und Kündigung"),
        ("Maßnahme", "§ 1 Ziele"),
        ("massnahmen", "§ 1 Ziele"),
        ("§ 16a", "§ 2 Lenkungskreis"),
        ('"sechs Wochen"', "§ 3 Laufzeit und Kündigung"),
        ("Frist Wochen", "§ 3 Laufzeit und Kündigung"),
        ("Vereinbarung Laufzeit", "§ 3 Laufzeit und Kündigung"),
        ("30.09.2023", "§ 3 Laufzeit und Kündigung"),
        ("erziehend", "§ 1 Ziele"),
        # a hyphen that the document does not have
        ("Maß-Nahmen,", "§ 1 Ziele"),
        ("Allein-Erziehende", "§ 1 Ziele"),
    ],
)
def test_other_spellings_forms_and_parts_of_words_are_found(catalog: Catalog, question: str, expected: str) -> None:
    assert expected in found(catalog, question)


@pytest.mark.parametrize("question", ['"Wochen sechs"', "Frist Ziele", "Schwimmbad", "16b"])
def test_what_is_not_there_is_not_found(catalog: Catalog, question: str) -> None:
    assert search(catalog, question).rows == ()


def test_a_word_comes_before_its_compounds(catalog: Catalog) -> None:
    texts = [row["text"] for row in search(catalog, "Kündigung", which=Filter(municipality="Altbeuren")).rows]
    assert [text.startswith("§ 3") for text in texts] == [True, False]
    assert "Kündigungsgrund" in texts[1]


def test_only_latest_versions_and_wanted_documents_are_searched(catalog: Catalog) -> None:
    rows = search(catalog, "Lenkungskreis").rows
    assert sorted(row["municipality"] for row in rows) == ["Altbeuren", "Öhrdorf"]
    (row,) = search(catalog, "Lenkungskreis", which=Filter(municipality="Öhrdorf")).rows
    assert row["municipality"] == "Öhrdorf"
    assert len(search(catalog, "Lenkungskreis", limit=1).rows) == 1


def test_a_hit_is_verbatim_and_marks_what_was_found(catalog: Catalog) -> None:
    (row,) = search(catalog, "Lenkungskreis", which=Filter(municipality="Öhrdorf")).rows
    assert text_of("Öhrdorf")[row["start"] : row["end"]] == row["text"]
    assert {row["snippet"][start:end] for start, end in row["highlights"]} == {"Lenkungskreis"}
    assert row["place"] == "S. 1"


@pytest.mark.parametrize(
    "question",
    [
        "",
        " ",
        '"',
        '""',
        "*",
        "a*",
        "AND",
        "NEAR(a b)",
        "words:x",
        "(",
        "^a",
        "-a",
        "a OR",
        "\x00\x1b[2J",
        "'",
        "{a} : b",
        "%",
    ],
)
def test_no_question_is_wrong(catalog: Catalog, question: str) -> None:
    search(catalog, question)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_question_is_answered(catalog: Catalog, question: str) -> None:
    search(catalog, question)


def test_a_very_long_question_is_answered(catalog: Catalog) -> None:
    search(catalog, "kündigen " * 5000)
    search(catalog, '"' * 5000)
    search(catalog, "a" * 200_000)


@given(st.text(alphabet="abeghiklnorstuvzäöüß", min_size=1, max_size=20))
def test_case_never_matters_and_a_stem_begins_its_word(word: str) -> None:
    assert fold(word) == fold(word.upper())
    assert fold(word).startswith(stem(fold(word)))


def test_the_examples_of_the_docstrings_hold() -> None:
    assert doctest.testmod(german_words).failed == 0
