from __future__ import annotations

import pytest

from agreementkit.records import Span
from agreementkit.repair import BOLD_LINE, Normalised, repair_reading

from .made import reading


def repaired(*pages: str) -> Normalised:
    return repair_reading(reading(*pages))


def rules(result: Normalised) -> set[str]:
    return {edit.rule for edit, _ in result.all_edits()}


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("Die Geschäfts-\nführung tagt.", "Die Geschäftsführung\ntagt."),
        ("die Geschäfts-\nführung, die tagt", "die Geschäftsführung,\ndie tagt"),
        ("der Schul-\nund Jugendausschuss", "der Schul-\nund Jugendausschuss"),
        ("der SGB II-\nBezug endet", "der SGB II-Bezug\nendet"),
        ("im Team Markt-\nIntegration", "im Team Markt-Integration"),
        ("die Grund- sicherung", "die Grundsicherung"),
        ("Vor- oder Nachteile, Ein- und Ausgang", "Vor- oder Nachteile, Ein- und Ausgang"),
        ("das Zwink- blatt", "das Zwink- blatt"),
        ("die Verein\x02\nbarung gilt", "die Vereinbarung\ngilt"),
        ("die Verein\ufffebarung gilt", "die Vereinbarung gilt"),
        ("die Ver\u00adeinbarung", "die Vereinbarung"),
    ],
)
def test_divided_words(read: str, printed: str) -> None:
    assert repaired(read).text == printed


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("V E R E I N B A R U N G", "VEREINBARUNG"),
        ("Z I E L  U N D  Z W E C K", "ZIEL  U N D  ZWECK"),
        ("Ö F F E N T L I C H - R E C H T L I C H", "ÖFFENTLICH-RECHTLICH"),
        ("Die Klassen A B C D E gehen", "Die Klassen A B C D E gehen"),
    ],
)
def test_letter_spacing(read: str, printed: str) -> None:
    assert repaired(read).text == printed


def test_a_sentence_runs_over_a_page_with_number_and_running_head() -> None:
    result = repaired(
        "Vereinbarung Musterheim\nDie Partner treffen sich im\nJahr mindestens\n- 1 -",
        "Vereinbarung Musterheim\nzweimal und berichten dem Rat.\nNeuer Absatz.\n- 2 -",
        "Vereinbarung Musterheim\nEnde.\n- 3 -",
    )

    assert "mindestens\nzweimal" in result.text
    assert result.text.count("Vereinbarung Musterheim") == 1
    assert "- 2 -" not in result.text
    assert [result.text[page.start : page.start + 7] for page in result.pages] == ["Vereinb", "zweimal", "Ende."]


def test_bare_numbers_are_page_numbers_only_in_step_with_the_pages() -> None:
    assert "4" in repaired("Anzahl der Plätze:\n4", "Kosten:\n12").text
    assert repaired("Erste Seite.\n1", "Zweite Seite.\n2").text == "Erste Seite.\n\nZweite Seite."


def test_a_divided_word_runs_over_a_page() -> None:
    result = repaired("Die Partner schließen die Kooperations-", "vereinbarung auf zwei Jahre.")

    assert result.text == "Die Partner schließen die Kooperationsvereinbarung\nauf zwei Jahre."
    assert result.text[slice(result.pages[1].start, None)].startswith("\n") or result.pages[1].start == 51


def test_a_page_break_in_plain_text_is_closed_only_inside_a_sentence() -> None:
    line = "Darüber hinaus stellen die Partner gemeinsam sicher, dass alle Angebote im"
    assert repaired(f"{line}\n\nRahmen der Mittel fortgeführt und jährlich neu bewertet werden.").text.count("\n") == 1
    assert (
        repaired(f"{line} Haushalt.\n\nDie Stadt trägt die Kosten der Räume und der Ausstattung.").text.count("\n") == 2
    )
    party = "Die Gemeinde Musterheim, vertreten durch die Bürgermeisterin Frau Beispiel,"
    assert repaired(f"{party}\n\ndie Schule am Bach, vertreten durch den Leiter Herrn Beispiel,").text.count("\n") == 2
    item = "- Beratung und Begleitung der Familien in allen Fragen der frühen Bildung und"
    assert repaired(f"{item}\n\n- Hilfe beim Übergang in die Schule und in den Beruf.").text.count("\n") == 2


def test_a_page_number_line_in_plain_text_goes_with_its_gap() -> None:
    text = (
        "Der Beirat berät die Stadt und ihre Partner in allen Fragen, die\n\nSeite 2 von 3\n\ndie Betreuung betreffen."
    )

    assert (
        repaired(text).text
        == "Der Beirat berät die Stadt und ihre Partner in allen Fragen, die\ndie Betreuung betreffen."
    )


def test_headings_survive_their_marks() -> None:
    result = repaired("## **der Stadt Musterheim:**\n\n**§ 2 Ziele**\n\nText mit **fettem** Wort.\n\n# Schluss")

    assert result.text == "der Stadt Musterheim:\n\n§ 2 Ziele\n\nText mit fettem Wort.\n\nSchluss"
    found = [
        (result.text[slice(*span)], level) for span, level in zip(result.headings, result.heading_levels, strict=True)
    ]
    assert found == [("der Stadt Musterheim:", 2), ("§ 2 Ziele", BOLD_LINE), ("Schluss", 1)]


def test_a_bold_title_of_several_lines_is_several_headings() -> None:
    result = repaired("**über die Ziele\nder Beratung\nim Jahr 2031**\n\nText")

    assert [result.text[slice(*span)] for span in result.headings] == ["über die Ziele", "der Beratung", "im Jahr 2031"]


def test_stars_that_are_no_emphasis_stay() -> None:
    text = "Mitarbeiter*innen, 2 ** 3, siehe Fußnote **)\n\nnoch ein ** Zeichen"

    assert repaired(text).text == text
    assert repaired(text).headings == ()


@pytest.mark.parametrize(
    ("read", "printed", "rule"),
    [
        ("P\ufb02ege und O\ufb03ze", "Pflege und Offize", "ligature"),
        ("Tra\u0308ger", "Träger", "nfc"),
        ("z.\u202fB.\u00a0so", "z. B. so", "space"),
        ("f\u00a8ur die M\u00a8oglichkeit", "für die Möglichkeit", "loose_diaeresis"),
        ("fÃ¼r die StraÃŸe â€“ dort", "für die Straße – dort", "mojibake"),
        ("\ufeffText\u200b", "Text", "invisible"),
        ("a\r\nb\rc", "a\nb\nc", "line_end"),
        ("\uf0b7 Punkt", "\N{BULLET} Punkt", "bullet_symbol"),
        ("\x84Stadt\x93", "„Stadt“", "control_character"),
    ],
)
def test_characters(read: str, printed: str, rule: str) -> None:
    result = repaired(read)

    assert result.text == printed
    assert rule in rules(result)


def test_an_empty_document_and_empty_pages() -> None:
    assert repaired("").text == ""
    result = repaired("", "Text", "")
    assert result.text == "Text"
    assert [(page.start, page.end) for page in result.pages] == [(0, 0), (0, 4), (4, 4)]
    assert result.to_source(Span(0, 4)) == Span(1, 5)
