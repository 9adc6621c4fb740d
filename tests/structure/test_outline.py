from __future__ import annotations

from functools import partial

import pytest

from agreementkit.document import Document
from agreementkit.records import Clause
from agreementkit.testing import document_from_text

structured = partial(document_from_text, as_is=True)


def outline(text: str) -> list[tuple[str, str | None]]:
    return [(clause.id, clause.heading) for clause in structured(text).clauses]


def body(document: Document, clause: Clause) -> str:
    return " ".join(document.text[clause.body_start : clause.end].split())


PROSE = "Die Beteiligten arbeiten vertrauensvoll zusammen und unterrichten sich gegenseitig über alle Vorhaben."


@pytest.mark.parametrize(
    ("label", "identifier", "printed"),
    [
        ("§ 1 Gegenstand", "par_1", "§ 1"),
        ("§1 Gegenstand", "par_1", "§1"),
        ("§ 1: Gegenstand", "par_1", "§ 1:"),
        ("§ 1 – Gegenstand", "par_1", "§ 1"),
        ("Artikel 1 Gegenstand", "art_1", "Artikel 1"),
        ("Art. 1 Gegenstand", "art_1", "Art. 1"),
        ("I. Gegenstand", "rom_i", "I."),
        ("A. Gegenstand", "let_a", "A."),
        ("1. Gegenstand", "dec_1", "1."),
        ("1) Gegenstand", "dec_1", "1)"),
        ("## 1. Gegenstand", "dec_1", "1."),
        ("**§ 1 Gegenstand**", "par_1", "§ 1"),
        ("Abschnitt 1: Gegenstand", "absch_1", "Abschnitt 1:"),
    ],
)
def test_label_and_heading_are_told_apart(label: str, identifier: str, printed: str) -> None:
    second = label.replace("1", "2").replace("I.", "II.").replace("A.", "B.").replace("Gegenstand", "Dauer")
    document = structured(f"{label}\n\n{PROSE}\n\n{second}\n\n{PROSE}")
    first = document.clauses[0]
    assert (first.id, first.label, first.heading) == (identifier, printed, "Gegenstand")
    assert body(document, first) == PROSE
    assert [clause.heading for clause in document.clauses] == ["Gegenstand", "Dauer"]


def test_heading_runs_over_the_lines_below_its_label() -> None:
    text = f"§ 6\nHaftung\n\n{PROSE}\n\n§ 7\nInkrafttreten, Dauer und\nKündigung\n\n(1) {PROSE}\n(2) {PROSE}\n"
    document = structured(text)
    seventh = document.clauses[1]
    assert seventh.heading == "Inkrafttreten, Dauer und Kündigung"
    assert text[seventh.start : seventh.body_start] == "§ 7\nInkrafttreten, Dauer und\nKündigung"
    assert [clause.id for clause in document.children(seventh)] == ["par_7/abs_1", "par_7/abs_2"]


def test_heading_below_its_label_needs_no_blank_line() -> None:
    text = (
        "Artikel 1\nGegenstand\nDie Gemeinde stellt dem Träger die Räume im Erdgeschoss der alten Post zur\n"
        "Verfügung.\n\nArtikel 2\nHaftung\nDer Träger haftet für Schäden, die seine Beschäftigten in den Räumen\n"
        "verursachen.\n"
    )
    assert outline(text) == [("art_1", "Gegenstand"), ("art_2", "Haftung")]


def test_text_below_a_label_is_no_heading() -> None:
    text = f"§ 1\n{PROSE}\n\n§ 2\nDie Vereinbarung endet am 31. Dezember 2030.\n"
    assert outline(text) == [("par_1", None), ("par_2", None)]


def test_wrapped_statute_at_the_head_of_a_line_opens_nothing() -> None:
    text = (
        "§ 1 Grundlage\n\nDie Aufgaben werden wahrgenommen nach den Vorschriften des Gesetzes und insbesondere nach\n"
        "§ 5 Abs. 2 SGB XII sowie in entsprechender Anwendung der Regeln über den Auftrag nach den\n"
        "§ 6 dieser Vereinbarung folgenden Bestimmungen. Unberührt bleiben die Rechte Dritter gemäß\n"
        "§ 2 KomZG und die Befugnisse der Aufsicht.\n\n§ 2 Kosten\n\nJede Seite trägt ihre Kosten selbst.\n"
    )
    assert outline(text) == [("par_1", "Grundlage"), ("par_2", "Kosten")]


def test_dates_and_ordinals_open_nothing() -> None:
    text = (
        "1. Beginn\n\nDie Arbeit beginnt am\n1. Januar 2031 und dauert bis zum\n30.06. des folgenden Jahres.\n\n"
        "2. Ende\n\nSie endet spätestens zum\n31.12.2033. Gefördert werden Kinder bis zur Vollendung des\n"
        "3. Lebensjahres.\n\n14.05.2031\n"
    )
    assert outline(text) == [("dec_1", "Beginn"), ("dec_2", "Ende")]


def test_one_lonely_number_is_no_chapter() -> None:
    text = f"§ 1 Umfang\n\n{PROSE}\n3. Obergeschoss und Keller gehören nicht dazu.\n"
    assert outline(text) == [("par_1", "Umfang")]


def test_numbering_that_starts_anew_inside_itself() -> None:
    headings = [
        "1. Ziele des Jahres",
        "I. Weniger Wege",
        "II. Kürzere Wartezeiten",
        "1. Wartezeiten im Bürgeramt",
        "2. Wartezeiten in der Kasse",
        "3. Wartezeiten im Fundbüro",
        "III. Freundliche Auskunft",
        "2. Gespräche über die Ziele",
    ]
    text = "\n\n".join(f"{heading}\n\n{PROSE}" for heading in headings)
    assert [identifier for identifier, _ in outline(text)] == [
        "dec_1",
        "dec_1/rom_i",
        "dec_1/rom_ii",
        "dec_1/rom_ii/dec_1",
        "dec_1/rom_ii/dec_2",
        "dec_1/rom_ii/dec_3",
        "dec_1/rom_iii",
        "dec_2",
    ]


def test_list_below_a_heading_and_chapters_after_it() -> None:
    text = (
        f"Präambel\n\n{PROSE}\n\nSchwerpunkte der gemeinsamen Arbeit\n\n1. Frühe Hilfen für Familien\n\n{PROSE}\n\n"
        f"2. Sprache im Kindergarten\n\n{PROSE}\n\n1. Aufgaben der Gemeinde\n\n{PROSE}\n\n"
        f"2. Aufgaben des Trägers\n\n{PROSE}"
    )
    assert [identifier for identifier, _ in outline(text)] == [
        "head_praeambel",
        "head_schwerpunkte_der_gemeinsamen",
        "head_schwerpunkte_der_gemeinsamen/dec_1",
        "head_schwerpunkte_der_gemeinsamen/dec_2",
        "dec_1",
        "dec_2",
    ]


def test_decimal_chapters_with_and_without_dots() -> None:
    text = (
        f"1   Rahmen\n\n1.1   {PROSE}\n\n1.2   {PROSE}\n\n2   Mittel\n\n2.1 Geld\n\n{PROSE}\n\n2.1.1 {PROSE}\n\n"
        f"2.1.2 {PROSE}\n\n2.2 Personal\n\n{PROSE}\n"
    )
    assert outline(text) == [
        ("dec_1", "Rahmen"),
        ("dec_1_1", None),
        ("dec_1_2", None),
        ("dec_2", "Mittel"),
        ("dec_2_1", "Geld"),
        ("dec_2_1_1", None),
        ("dec_2_1_2", None),
        ("dec_2_2", "Personal"),
    ]


def test_roman_chapters_with_arabic_sections_and_without_dot() -> None:
    text = (
        f"I  ANLASS\n\n{PROSE}\n\nII  ZIELE\n\nII.1  Wege\n\n{PROSE}\n\nII.2  Zeiten\n\n{PROSE}\n\n"
        f"III  DAUER\n\n{PROSE}\n"
    )
    assert outline(text) == [
        ("rom_i", "ANLASS"),
        ("rom_ii", "ZIELE"),
        ("rom_ii/mixed_ii_1", "Wege"),
        ("rom_ii/mixed_ii_2", "Zeiten"),
        ("rom_iii", "DAUER"),
    ]


def test_letters_that_are_also_numerals() -> None:
    letters = "ABCDEFGHIJ"
    text = "\n\n".join(f"{letter}. Thema Nummer {letter}\n\n{PROSE}" for letter in letters)
    assert [identifier for identifier, _ in outline(text)] == [f"let_{letter.lower()}" for letter in letters]
    listed = "§ 1 Liste\n\n" + "\n".join(f"{letter}) der Punkt {letter} ist erledigt," for letter in "abcdefghijk")
    assert [identifier for identifier, _ in outline(listed)][-3:] == ["par_1/lit_i", "par_1/lit_j", "par_1/lit_k"]
    small = "§ 1 Liste\n\n" + "\n".join(
        f"{number}) der Punkt ist erledigt," for number in ("i", "ii", "iii", "iv", "v")
    )
    assert [identifier for identifier, _ in outline(small)][1:] == [
        f"par_1/lrom_{n}" for n in ("i", "ii", "iii", "iv", "v")
    ]


def test_paragraphs_letters_double_letters_and_bullets_nest() -> None:
    text = (
        f"§ 2 Leistungen\n\n(1) Der Verein übernimmt\na) die Beratung\naa) von Familien,\nbb) von Älteren,\n"
        f"b) die Begleitung bei\n- Behörden,\n- Ärzten.\n\n(2) {PROSE}\n\n§ 3 Geld\n\n(1) {PROSE}\n"
    )
    assert [identifier for identifier, _ in outline(text)] == [
        "par_2",
        "par_2/abs_1",
        "par_2/abs_1/lit_a",
        "par_2/abs_1/lit_a/dlit_aa",
        "par_2/abs_1/lit_a/dlit_bb",
        "par_2/abs_1/lit_b",
        "par_2/abs_1/lit_b/item_1",
        "par_2/abs_1/lit_b/item_2",
        "par_2/abs_2",
        "par_3",
        "par_3/abs_1",
    ]


def test_dashed_paragraph_numbers() -> None:
    document = structured("§ 2 Ziele\n\n- (1) mehr Bäume im Ort\n- (2) weniger Lärm am Abend\n\n§ 3 Geld\n\nKeines.\n")
    first = document.clauses[1]
    assert (first.id, first.label, first.heading) == ("par_2/abs_1", "(1)", None)
    assert document.text[first.start : first.end] == "- (1) mehr Bäume im Ort"
    assert body(document, first) == "mehr Bäume im Ort"


def test_numbered_heading_over_text_but_not_over_a_list_item() -> None:
    text = (
        f"§ 3 Aufgaben\n\n(1) Aufgaben der Gemeinde\n\n{PROSE}\n\n(2) Aufgaben des Trägers\n\n{PROSE} Er übernimmt:\n\n"
        "- a) Pflege der Wege\n- b) Schnitt der Hecken\n\nDabei achtet er auf brütende Vögel und auf die Ruhezeiten.\n"
    )
    document = structured(text)
    assert [(clause.id, clause.heading) for clause in document.clauses] == [
        ("par_3", "Aufgaben"),
        ("par_3/abs_1", "Aufgaben der Gemeinde"),
        ("par_3/abs_2", "Aufgaben des Trägers"),
        ("par_3/abs_2/lit_a", None),
        ("par_3/abs_2/lit_b", None),
    ]
    # the paragraph after the list belongs to what the list stands in
    assert document.clause_at(text.index("Dabei achtet")) == document.clauses[2]


def test_list_item_with_a_colon_heads_the_text_below_it() -> None:
    text = f"§ 3 Aufgaben\n\na) Pflege der Wege\nb) Rat der Anlieger:\n\n{PROSE}\n\nc) Schnitt der Hecken\n"
    assert outline(text)[1:] == [("par_3/lit_a", None), ("par_3/lit_b", "Rat der Anlieger"), ("par_3/lit_c", None)]


def test_unnumbered_headings() -> None:
    text = (
        "Vereinbarung über den Dorfladen\n\nzwischen der Gemeinde Moorau und dem Verein Dorfladen Moorau e. V.\n\n"
        f"Anlass\n\n{PROSE}\n\nWas die Gemeinde beiträgt\n\n{PROSE}\n\nLaufzeit und Kündigung\n\n{PROSE}\n"
    )
    assert outline(text) == [
        ("head_anlass", "Anlass"),
        ("head_was_die_gemeinde", "Was die Gemeinde beiträgt"),
        ("head_laufzeit_und_kuendigung", "Laufzeit und Kündigung"),
    ]


def test_unnumbered_headings_without_blank_line_below_and_inside_each_other() -> None:
    long = " ".join([PROSE] * 2)
    text = f"Ziele\n{long}\n\nGremien der Zusammenarbeit\nFachbeirat\n{long}\nKassenrunde\n{long}\n\nGeltung\n{long}\n"
    assert outline(text) == [
        ("head_ziele", "Ziele"),
        ("head_gremien_der_zusammenarbeit", "Gremien der Zusammenarbeit"),
        ("head_gremien_der_zusammenarbeit/head_fachbeirat", "Fachbeirat"),
        ("head_gremien_der_zusammenarbeit/head_kassenrunde", "Kassenrunde"),
        ("head_geltung", "Geltung"),
    ]


def test_unnumbered_headings_stand_below_numbered_chapters() -> None:
    text = (
        f"1. Partner\n\n{PROSE}\n\nGemeinde Moorau\n\n{PROSE}\n\nWeitere Partner in der Pflege\n\n{PROSE}\n\n"
        f"2. Austausch\n\n{PROSE}\n\nArbeitskreise\n\n{PROSE}\n"
    )
    assert [identifier for identifier, _ in outline(text)] == [
        "dec_1",
        "dec_1/head_gemeinde_moorau",
        "dec_1/head_weitere_partner_in",
        "dec_2",
        "dec_2/head_arbeitskreise",
    ]


def test_prose_torn_by_a_page_break_is_no_heading() -> None:
    text = (
        f"§ 1 Umfang\n\n{PROSE} Der Verein führt darüber hinaus das Café im\n\nObergeschoss der alten Schule. Es ist "
        "an vier Tagen der Woche geöffnet und steht allen Menschen im Ort offen.\n"
    )
    document = structured(text)
    assert len(document.clauses) == 1
    assert "Der Verein führt darüber hinaus das Café im\n\nObergeschoss der alten Schule." in [
        text[start:end] for start, end in document.sentences
    ]


def test_table_of_contents_is_dropped() -> None:
    chapters = ["Rahmen", "Ziele", "Mittel", "Dauer"]
    contents = "\n".join(f"{number}   {name}" for number, name in enumerate(chapters, 1))
    dotted = "\n".join(f"{number}. {name} .......... {number}" for number, name in enumerate(chapters, 1))
    chapter_text = "\n\n".join(f"{number}   {name}\n\n{number}.1   {PROSE}" for number, name in enumerate(chapters, 1))
    expected = [part for number in range(1, 5) for part in (f"dec_{number}", f"dec_{number}_1")]
    assert [identifier for identifier, _ in outline(f"Inhalt\n\n{contents}\n\n{chapter_text}\n")] == expected
    assert [identifier for identifier, _ in outline(f"Inhalt\n\n{dotted}\n\n{chapter_text}\n")] == expected


def test_numbered_parties_are_no_clauses() -> None:
    text = (
        "Vereinbarung\n\nzwischen\n\n1. der Stadt Moorau, vertreten durch die Bürgermeisterin,\n\n"
        "2. dem Markt Heidfeld, vertreten durch den Bürgermeister,\n\nwird Folgendes vereinbart:\n\n"
        f"1. Gegenstand\n\n{PROSE}\n\n2. Dauer\n\n{PROSE}\n"
    )
    document = structured(text)
    assert [clause.heading for clause in document.clauses] == ["Gegenstand", "Dauer"]
    assert document.party_block is not None
    assert text[document.party_block.end - 12 :].startswith(" vereinbart:")


def test_a_repeated_id_is_counted() -> None:
    text = f"Ziele\n\n{PROSE}\n\nKosten\n\n{PROSE}\n\nZiele\n\n{PROSE}\n"
    assert [identifier for identifier, _ in outline(text)] == ["head_ziele", "head_kosten", "head_ziele_2"]


def test_text_without_outline_has_none() -> None:
    document = structured(f"{PROSE} {PROSE}")
    assert document.clauses == ()
    assert len(document.sentences) == 2
    assert structured("").sentences == ()


def test_lines_that_the_source_printed_as_headings() -> None:
    from agreementkit.records import Span
    from agreementkit.structure import build_document

    text = f"Das wollen wir erreichen\n\n{PROSE}\n\nSo geht es weiter\n\n{PROSE}\n"
    plain = structured(text)
    second = text.index("So geht")
    hinted = build_document(
        source=plain.source, text=text, pages=plain.pages, headings=(Span(0, 24), Span(second, second + 17))
    )
    assert [clause.heading for clause in hinted.clauses] == ["Das wollen wir erreichen", "So geht es weiter"]


def test_places_are_cited_as_lawyers_do() -> None:
    document = structured(f"§ 6 Ende\n\n(1) {PROSE}\n\n- erstens dies\n\n§ 7 Geld\n\n{PROSE}\n")
    assert document.place(document.text.index("(1)") + 6) == "§ 6 (1), S. 1"
    assert document.place(document.text.index("erstens")) == "§ 6 (1), S. 1"
    decimal = structured(f"1. Rahmen\n\n1.1 {PROSE}\n\n1.2 {PROSE}\n")
    assert decimal.place(decimal.text.rindex("Die")) == "1.2, S. 1"
