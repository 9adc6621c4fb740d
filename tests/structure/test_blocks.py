from __future__ import annotations

from functools import partial

import pytest

from agreementkit.document import Document
from agreementkit.records import Span
from agreementkit.testing import document_from_text

structured = partial(document_from_text, as_is=True)

PROSE = "Die Beteiligten arbeiten vertrauensvoll zusammen und unterrichten sich gegenseitig über alle Vorhaben."
CLAUSES = f"§ 1 Gegenstand\n\n{PROSE}\n\n§ 2 Dauer\n\nDie Vereinbarung gilt ein Jahr.\n"


def words(document: Document, span: Span | None) -> str | None:
    return None if span is None else " ".join(document.text[span.start : span.end].split())


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ("Kooperationsvereinbarung\n\nzwischen\n\nder Stadt Moorau und dem Verein X", "Kooperationsvereinbarung"),
        ("RAHMENVERTRAG\nüber die Pflege der Wege\n\nzwischen\n\nA und B", "RAHMENVERTRAG über die Pflege der Wege"),
        (
            "Vereinbarung\n\nzur Pflege der Wege\nin der Gemeinde Moorau\nim Jahr 2031\n\nzwischen dem\n\nLand",
            "Vereinbarung zur Pflege der Wege in der Gemeinde Moorau im Jahr 2031",
        ),
        (
            "Gemeinde Moorau\n\nÖffentlich-rechtliche Vereinbarung\nüber das Archiv\n\nDie Gemeinde schließt ab:",
            "Öffentlich-rechtliche Vereinbarung über das Archiv",
        ),
        (
            "Kooperationserklärung\n„Moorau blüht“\n\nder Gemeinde Moorau,\ndes Vereins X (im Folgenden: X)",
            "Kooperationserklärung „Moorau blüht“",
        ),
        (
            "Zielvereinbarung\n\nMehr Sitzbänke im Ort\n\nDie Gemeinde, vertreten durch Frau A, legt dies fest.",
            "Zielvereinbarung Mehr Sitzbänke im Ort",
        ),
        (
            "Zielvereinbarung\n\nGemeinde Moorau\n\nDie Gemeinde Moorau, vertreten durch Frau A, legt dies fest.",
            "Zielvereinbarung",
        ),
        (
            "1. Nachtrag\nzur Vereinbarung vom 3. Mai 2029\n\nzwischen A und B",
            "1. Nachtrag zur Vereinbarung vom 3. Mai 2029",
        ),
        ("Gemeinde Moorau\n\n3. Mai 2029", None),
    ],
)
def test_title(front: str, title: str | None) -> None:
    document = structured(f"{front}\n\n{CLAUSES}")
    assert words(document, document.title) == title


def test_title_that_is_lost_but_named_in_the_text() -> None:
    text = f"1. Anlass\n\n{PROSE}\n\n2. Dauer\n\nDas Fachkonzept Offene Türen tritt am 1. Mai 2031 in Kraft.\n"
    document = structured(text)
    assert words(document, document.title) == "Fachkonzept Offene Türen"


def test_subject_of_a_council_paper() -> None:
    text = (
        "Gemeinde Moorau\n\nBerichtsvorlage\n\nVorlagen-Nr.:\n\nV/0012/2031\n\nBetrifft\n\nPflege der Wege\n"
        "hier: Bericht über das Jahr 2030\n\nBeratungsfolge\n\n03.05.2031\tBauausschuss\tBericht\n"
        "17.05.2031\tHaupt- und Finanzausschuss\tKenntnisnahme\n\n"
        f"Ausgangslage:\n\n{PROSE}\n\nIn Vertretung\n\ngez.\nEva Muster\n"
    )
    document = structured(text)
    assert words(document, document.title) == "Pflege der Wege hier: Bericht über das Jahr 2030"
    assert document.party_block is None
    assert [clause.heading for clause in document.clauses] == ["Beratungsfolge", "Ausgangslage"]
    assert words(document, document.signature_block) == "In Vertretung gez. Eva Muster"


@pytest.mark.parametrize(
    ("front", "block"),
    [
        ("zwischen\n\nder Stadt Moorau\n\nund\n\ndem Verein X", "zwischen der Stadt Moorau und dem Verein X"),
        (
            "Die Stadt Moorau, vertreten durch Frau A, und der Verein schließen nach § 3\nAbs. 2 GO diesen Vertrag:",
            "Die Stadt Moorau, vertreten durch Frau A, und der Verein schließen nach § 3 Abs. 2 GO diesen Vertrag:",
        ),
        (
            "zwischen der Stadt Moorau\n– nachfolgend „Stadt“ genannt –\nund dem Verein X\n– nachfolgend „Verein“ –",
            "zwischen der Stadt Moorau – nachfolgend „Stadt“ genannt – und dem Verein X – nachfolgend „Verein“ –",
        ),
    ],
)
def test_party_block(front: str, block: str) -> None:
    document = structured(f"Vereinbarung\n\n{front}\n\n{CLAUSES}")
    assert words(document, document.party_block) == block
    assert document.clauses[0].id == "par_1"


def test_prose_between_parties_and_first_clause_is_the_preamble() -> None:
    text = (
        f"Erklärung\n\nErklärende sind:\n\n- die Stadt Moorau\n- der Verein X\n\n{PROSE}\n\nUnsere Ziele\n\n{PROSE}\n"
    )
    document = structured(text)
    assert words(document, document.party_block) == "Erklärende sind: - die Stadt Moorau - der Verein X"
    assert [(clause.id, clause.role) for clause in document.clauses] == [
        ("preamble", "preamble"),
        ("head_unsere_ziele", "goals"),
    ]


def test_no_party_block_where_nobody_is_named() -> None:
    document = structured(f"Fachkonzept Offene Türen\n\nStand: Mai 2031\n\n{CLAUSES}")
    assert document.party_block is None


@pytest.mark.parametrize(
    "block",
    [
        "Moorau, den 3. Mai 2031\n\n\nEva Muster\nBürgermeisterin",
        "Moorau, 3.5.31\n\nFür die Stadt          Für den Verein X\n\nEva Muster             Ole Beispiel",
        "Moorau, den __________\n\n______________________\nEva Muster",
        "gez.\n\nMuster\n\nGeschäftsführerin",
        "In Vertretung\n\nEva Muster\nStadträtin",
        "Stand: 03.05.2031",
        "Ort, Datum\n\nUnterschrift",
        "Für das Ministerium für Wald,\nFeld und Flur\ndes Landes\nIm Auftrag\n\nEva Muster",
    ],
)
def test_signature_block(block: str) -> None:
    document = structured(f"Vereinbarung\n\n{CLAUSES}\n\n{block}\n")
    assert words(document, document.signature_block) == " ".join(block.split())
    assert document.signature_block is not None
    assert document.clauses[-1].end <= document.signature_block.start
    assert not any(clause.start >= document.signature_block.start for clause in document.clauses)


def test_annexes_are_no_part_of_the_signatures() -> None:
    signed = "Moorau, den 3. Mai 2031\n\nEva Muster"
    text = f"Vereinbarung\n\n{CLAUSES}\n\n{signed}\n\nAnlagen:\n1. Lageplan des Hauses\n2. Satzung\n"
    document = structured(text)
    assert words(document, document.signature_block) == "Moorau, den 3. Mai 2031 Eva Muster"


def test_two_signatures_side_by_side_are_two_sentences() -> None:
    text = f"{CLAUSES}\n\nMoorau, den 3.5.2031          Heide, den 4.5.2031\n\nEva Muster          Ole Beispiel\n"
    document = structured(text)
    assert [text[start:end] for start, end in document.sentences][-4:] == [
        "Moorau, den 3.5.2031",
        "Heide, den 4.5.2031",
        "Eva Muster",
        "Ole Beispiel",
    ]


def test_unsigned_text_has_no_signature_block() -> None:
    assert structured(CLAUSES).signature_block is None


def test_a_ranked_office_below_a_name_is_no_list() -> None:
    text = (
        "Kooperationsvereinbarung\n\n§ 1 Dauer\n\n(1) Sie ist unbefristet.\n\n"
        "Rabenau, den 9. Mai 2013\n\n____________________\nHans Dorn\nLandrat\n\n"
        "Rabenau, den 24. Mai 2013\n\n____________________\nMaren Pohl\n1. Vorsitzende, Hebammenbund e. V.\n\n"
        "Rabenau, den 17. Mai 2013\n\n____________________\nJan Quast\n2. stellv. Vorsitzender\n"
    )
    document = document_from_text(text)
    block = document.signature_block
    assert block
    assert document.text[block.start : block.end].startswith("Rabenau, den 9. Mai")
    assert [clause.label for clause in document.clauses] == ["§ 1", "(1)"]
