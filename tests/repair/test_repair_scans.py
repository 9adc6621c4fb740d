"""What only scans have: headings whose section sign is misread, and dust that is read as a mark."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreementkit.repair.furniture import page_furniture
from agreementkit.repair.markdown import wrapped_rows
from agreementkit.repair.notation import glued_acts, legal_forms, proxies, roman_numerals, section_signs
from agreementkit.repair.page_breaks import page_boundaries
from agreementkit.repair.plan import apply_pass
from agreementkit.repair.section_headings import section_headings
from agreementkit.repair.specks import specks


def headed(text: str) -> str:
    return apply_pass(text, tuple(section_headings(text)))


def cleaned(text: str) -> str:
    return apply_pass(text, tuple(specks(text)))


def document(*labels: str) -> str:
    return "\n\n".join(f"{label}\nZiele der Zusammenarbeit\n\nDie Partner fördern den Austausch." for label in labels)


def test_signs_of_a_sequence_are_regained() -> None:
    repaired = headed(document("81", "8.2", "3.", "$4", "8& 5", "8 6"))
    assert [line for line in repaired.splitlines() if line.startswith("§")] == [f"§ {n}" for n in range(1, 7)]


def test_a_title_behind_the_number() -> None:
    text = "8 1 Gegenstand\n\nText.\n\n82 Ziele\n\nText.\n\n$ 3 Dauer und Kündigung\n\nText."
    assert headed(text).count("§ ") == 3


def test_numbers_above_nine_and_a_lost_heading() -> None:
    labels = [f"8 {number}" for number in range(1, 9)]
    assert headed(document(*labels, "810", "811")).count("§ ") == 10


def test_other_numberings_stay() -> None:
    for text in (
        document("8.1", "8.2", "8.3", "8.4"),
        document("1.", "2.", "3.", "4."),
        document("79", "80", "81", "82"),
        document("82", "84", "89"),
        document("50", "51", "52", "53", "54"),
        "8 Kinder\n\n12 Plätze\n\n8 Stunden",
    ):
        assert headed(text) == text


def test_headings_with_their_sign_stay() -> None:
    text = document("§ 1", "§ 2", "§ 3")
    assert headed(text) == text


@given(st.lists(st.sampled_from(["81", "8 2", "§ 3", "$4", "85", "6.", "7", "8.8", "S 9"]), max_size=12))
def test_headings_are_settled_at_once(labels: list[str]) -> None:
    once = headed(document(*labels))
    assert headed(once) == once


def test_dust_behind_an_article() -> None:
    assert cleaned("vertreten durch die.Geschäftsführerin") == "vertreten durch die Geschäftsführerin"
    assert cleaned("Der Verein will. die Eltern beraten.") == "Der Verein will die Eltern beraten."
    assert cleaned("Ein’wichtiger Grund liegt vor") == "Ein wichtiger Grund liegt vor"


def test_dashes_around_short_names() -> None:
    assert cleaned("— „Verein“ —\n—- im Folgenden „Stadt“ —") == "– „Verein“ –\n– im Folgenden „Stadt“ –"


def test_dollars_are_section_signs() -> None:
    assert [edit.after for edit in section_signs("nach $ 4 und nach $\n2 Abs. 1, (8 7 DSchG)")] == ["§"] * 3
    assert not list(section_signs("davon $ 3,50 und $ 12 Mio."))


def test_citations_over_the_end_of_a_line() -> None:
    text = "nach 8 22 Abs.\n8 SGB II, 88 61 bis\n65 SGB VIII, (8 203\nAbs. 1 StGB) und &\n54a SGB III, 816a SGB II"
    expected = "nach § 22 Abs.\n8 SGB II, §§ 61 bis\n65 SGB VIII, (§ 203\nAbs. 1 StGB) und §\n54a SGB III, § 16a SGB II"
    assert apply_pass(text, tuple(section_signs(text))) == expected
    text = "nach 88 10 SGB II, § 816a Nr. 2 SGB II, (8$16a SGB II)"
    expected = "nach §§ 10 SGB II, § 16a Nr. 2 SGB II, (§ 16a SGB II)"
    assert apply_pass(text, tuple(section_signs(text))) == expected
    assert not list(section_signs("Es sind 8 Kinder, 8 12 EUR,\n8 30 Uhr und 816 Euro"))


def test_acts_glued_to_their_number() -> None:
    assert (
        apply_pass("§ 16 aSGB II, § 7SGB X", tuple(glued_acts("§ 16 aSGB II, § 7SGB X"))) == "§ 16a SGB II, § 7 SGB X"
    )
    text = "nach § 48b Abs. 1S. 1 Nr.2SGBII, Nr. 3und Nr. 4"
    assert apply_pass(text, tuple(glued_acts(text))) == "nach § 48b Abs. 1 S. 1 Nr.2 SGB II, Nr. 3 und Nr. 4"
    assert not list(glued_acts("§ 16a SGB II, 7 SGB, SGB, 1. und 2. Halbjahr"))


def test_companies_with_digits() -> None:
    text = "Bau 9g6mbH, Hof 9G5mbH, Rad 6mbH, Tal gGmbH und Au GmbH"
    assert apply_pass(text, tuple(legal_forms(text))) == "Bau gGmbH, Hof gGmbH, Rad GmbH, Tal gGmbH und Au GmbH"


def test_days_without_point_and_lines_that_end_in_an_article() -> None:
    assert (
        cleaned("bis zum 31 März zum Ende des.\nlaufenden Jahres") == "bis zum 31. März zum Ende des\nlaufenden Jahres"
    )
    assert cleaned("§ 3 Mai, Nr. 3 Mai, 2019 Mai, 1. Mai") == "§ 3 Mai, Nr. 3 Mai, 2019 Mai, 1. Mai"


def test_proxies_before_a_signature() -> None:
    text = "1. V. Ida Holm\n\nl. A.\n\n1. Verein"
    assert apply_pass(text, tuple(proxies(text))) == "i. V. Ida Holm\n\ni. A.\n\n1. Verein"


def test_a_lone_running_head_tears_no_sentence() -> None:
    text = "Die Partner halten das\n\fVereinbarung Hilfe\n\nErgebnis fest und\nmehr.\n"
    assert apply_pass(text, tuple(page_furniture(text))) == "Die Partner halten das\n\f\nErgebnis fest und\nmehr.\n"
    for other in ("Ende.\n\fZiele\n\nDie Stadt hilft.\n", "Die Stadt und der\n\fKreis Au\nhelfen.\n"):
        assert not list(page_furniture(other))


def test_lines_of_dust() -> None:
    assert cleaned("Für den Verein\n\\\nIda Holm") == "Für den Verein\nIda Holm"


def test_roman_labels_and_numbers_of_papers() -> None:
    text = "l. Ziele\n\nIl. Dauer\n\nIl.2 Form\n\nVorlage 2031/1V/0040 und X1/0388, nicht 11/0388"
    expected = "I. Ziele\n\nII. Dauer\n\nII.2 Form\n\nVorlage 2031/IV/0040 und XI/0388, nicht 11/0388"
    assert apply_pass(text, tuple(roman_numerals(text))) == expected
    mixed = "I. Ziele\n\n1. Beratung\n\n2. Bildung\n\nII. Dauer\n\n1. Beginn"
    assert not list(roman_numerals(mixed))


def test_dust_at_the_head_of_a_line() -> None:
    assert cleaned('Ende.\n\n"Artikel 3\nDauer') == "Ende.\n\nArtikel 3\nDauer"
    assert cleaned("Musterau, den 1.2.2020\n. Bürgermeister") == "Musterau, den 1.2.2020\nBürgermeister"
    assert cleaned("(3).Das Recht bleibt\n4..die Bereitschaft") == "(3) Das Recht bleibt\n4. die Bereitschaft"
    assert cleaned("8 _ Geltungsdauer") == "8 Geltungsdauer"


def test_marks_that_are_printed_stay() -> None:
    for text in (
        "„Wer wir sind“ heißt das Heft.",
        "Das regelt die Satzung. Die Stadt stimmt zu.",
        "Dr. med. Muster, i. d. R. die Leitung, ggf. der Vorstand",
        "1. Ziele\n2. Dauer\n1.1 Zweck",
        "‚Hilfe‘ ist mehr als Rat.",
        ". Eins\n. Zwei\n. Drei",
        "Wie geht’s weiter?",
    ):
        assert cleaned(text) == text


@given(st.text(alphabet="aD .,'„“(1)\n_die", max_size=60))
def test_edits_fit_their_text(text: str) -> None:
    cleaned(text)
    headed(text)


def test_bullets_and_wrapped_rows() -> None:
    assert cleaned("« Stadt Au\n« Kreis Berg") == "• Stadt Au\n• Kreis Berg"
    assert cleaned("Er sagt «Ja».") == "Er sagt «Ja»."
    table = "| Partner | durch |\n| Verein Au | Frau\nBuder |\n| Stadt Au | Herr Kern |\nWerk |\n"
    joined = "| Partner | durch |\n| Verein Au | Frau Buder |\n| Stadt Au | Herr Kern | Werk |\n"
    assert apply_pass(table, tuple(wrapped_rows(table))) == joined


def test_a_citation_over_a_page_boundary() -> None:
    assert [edit.after for edit in page_boundaries("nach § 4 Abs. 1 Nr. 8\n\fBuchst. b SGB VII")] == ["\n"]


@pytest.mark.parametrize(
    "piece", ["„a\n", "82\n\n", "8 1\nA\n\n", "die.a ", "—\n", "$ 1\n", "1. V.\n", "| a | b\n", "a’aaaa", "1V/1"]
)
def test_linear(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    started = time.process_time()
    cleaned(text)
    headed(text)
    for rule in (section_signs, roman_numerals, glued_acts, proxies, wrapped_rows, page_furniture):
        list(rule(text))
    assert time.process_time() - started < 3.0
