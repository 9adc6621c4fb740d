"""Outlines and tables as OCR and a PDF's layout give them."""

from __future__ import annotations

from functools import partial

from agreementkit.testing import document_from_text

structured = partial(document_from_text, as_is=True)
PROSE = "Die Beteiligten arbeiten vertrauensvoll zusammen und unterrichten sich gegenseitig über alle Vorhaben."


def ids(text: str) -> list[str]:
    return [clause.id for clause in structured(text).clauses]


def test_numerals_without_point_and_with_one_blank() -> None:
    text = "\n\n".join(f"{label}\n\n{PROSE}" for label in ("I EINLEITUNG", "II ZIELE", "III STRUKTUR", "IV AUSBLICK"))
    assert ids(f"Konzept\n\n{text}\n") == ["rom_i", "rom_ii", "rom_iii", "rom_iv"]


def test_a_lone_numeral_before_a_word_numbers_nothing() -> None:
    text = f"Konzept\n\n1. Ziele\n\n{PROSE}\n\nV Person\n\n{PROSE}\n\n2. Dauer\n\n{PROSE}\n"
    assert not [name for name in ids(text) if "rom" in name]


def test_points_of_decimals_that_were_misread_or_lost() -> None:
    text = "\n\n".join(
        f"{label}\n\n{PROSE}"
        for label in ("1 Ausgangslage", "2 Ziele", "2:1 Arbeit", "22 Bildung", "2.3 Wohnen", "3 Dauer")
    )
    found = structured(f"Zielvereinbarung\n\n{text}\n").clauses
    assert [clause.id for clause in found] == [
        "dec_1",
        "dec_2",
        "dec_2_1",
        "dec_2_2",
        "dec_2_3",
        "dec_3",
    ]
    assert [clause.label for clause in found][2:4] == ["2.1", "2.2"]


def test_times_are_no_labels() -> None:
    text = f"1. Ablauf\n\n{PROSE}\n\n8:30 Uhr Beginn\n\n9:15 Uhr Pause\n\n2. Ende\n\n{PROSE}\n"
    assert ids(text) == ["dec_1", "dec_2"]


def test_a_torn_rule_does_not_tear_its_table() -> None:
    text = "Wer macht mit?\n\n| Partner | durch |\nPH\n| Stadt Au | Frau A |\n| Verein B e. V. | Herr B |\n"
    (table,) = structured(text).tables
    assert len(table.rows) == 3


def test_labels_after_a_lost_one_and_with_a_wrong_sign() -> None:
    text = "\n\n".join(
        f"{label}\n\n{PROSE}" for label in ("3 Ziele", "Sl Arbeit", "32 Bildung", "33) Wohnen", "4 Dauer")
    )
    assert ids(f"Zielvereinbarung\n\n1 Anlass\n\n{PROSE}\n\n2 Rahmen\n\n{PROSE}\n\n{text}\n")[-3:] == [
        "dec_3_2",
        "dec_3_3",
        "dec_4",
    ]


def test_a_list_whose_first_label_has_lost_its_point() -> None:
    text = (
        "Vertrag\n\n§ 1 Ziele\n\nDie Partner wollen,\n\n1 jährlich zehn Jugendliche gewinnen,\n\n"
        "2. die Räume teilen,\n\n3. zusammen lernen.\n"
    )
    assert ids(text) == ["par_1", "par_1/dec_1", "par_1/dec_2", "par_1/dec_3"]


def test_a_table_of_contents_with_a_torn_line() -> None:
    heads = ["1 Rahmen", "2 Lage", "3 Ziele", "4 Gremien", "5 Mittel", "6 Dauer"]
    contents = "\n".join([*heads[:3], "4 Gremien", "vA Mittel", "6 Dauer"])
    text = "\n\n".join(f"{head}\n\n{PROSE}" for head in heads)
    found = structured(f"Zielvereinbarung\n\nInhalt\n\n{contents}\n\n{text}\n").clauses
    assert [(clause.id, clause.heading) for clause in found] == [(f"dec_{h[0]}", h[2:]) for h in heads]


def test_offices_in_small_letters_part_no_signatures() -> None:
    block = (
        "Au, den 16.12.2031\n\nStadt Au\n\nUlla Brand\nberufsm. Stadträtin\n\nAu, den 18.12.2031\n\nVerein\n\nJo Kern\n"
    )
    document = structured(f"Vertrag\n\n§ 1 Ziele\n\n{PROSE}\n\n§ 2 Dauer\n\n{PROSE}\n\n{block}")
    assert document.signature_block is not None
    assert document.text[document.signature_block.start :].startswith("Au, den 16.12.2031")
