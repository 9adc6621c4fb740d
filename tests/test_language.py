from __future__ import annotations

import subprocess
import sys
from functools import partial

import pytest

from agreementkit.language import make_doc, pipeline, sentence_spans
from agreementkit.records import Span
from agreementkit.testing import document_from_text

structured = partial(document_from_text, as_is=True)


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, 0, len(text))]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Es gilt § 5 Abs. 2 Nr. 3 i. V. m. § 7 S. 1 SGB II.", "Die Stadt zahlt."],
        ["Der Vertrag endet am 30.09. eines Jahres.", "Er wird nicht verlängert."],
        ["Er endet am 31.12.2031.", "Danach gilt nichts."],
        ["Er beginnt am 15. Januar 2031.", "Er endet am 1. 8. 2033."],
        ["Er gilt ab dem 1.8.17.", "Das Ende ist offen."],
        ["Der Verein Blüte e. V. Moorau trägt die Kosten.", "Der Rat stimmt zu."],
        ["Beteiligt ist der Blüte e. V.", "Der Rat stimmt zu."],
        ["Frau Dr. A. B. Muster und Herr Prof. Dr. Beispiel leiten das Gremium.", "Sie tagen."],
        ["Es gibt u. a. Wege, z. B. Radwege, bzw. Stege, ggf. Brücken usw. in Moorau.", "Alle sind frei."],
        ["Es gibt Wege, Stege, Brücken usw.", "Alle sind frei."],
        ["Das steht in § 5 Abs. 2.", "Rechte Dritter bleiben unberührt."],
        ["Das regelt das SGB II.", "Leistungen gehen vor."],
        ["Das regelt § 20a SGB V.", "Näheres folgt."],
        ["Dies betrifft den II. Abschnitt und das 18. Lebensjahr."],
        ["Das ist die 2. Stufe von dreien.", "Die 3. Stufe folgt."],
        ["Es sind 14,12 Mio. Euro (s. Vorl. V/0012/2031).", "Mehr gibt es nicht."],
        ["Er sagte: „Das gilt.“", "Danach ging er."],
        ["Das ist so zu verfolgen.¹", "Damit ist alles gesagt."],
        ["Warum ist das so?", "Weil es gilt!", "So ist es."],
        ["Der Preis stieg 2031.", "2032 fiel er wieder."],
        ["Nach Ziff. 2.2 der Anl. 3 gilt das nicht.", "§ 44 SGB X bleibt unberührt."],
        ["Dies gilt gem. Art. 28 Abs. 3 DSGVO.", "(2) Anderes gilt hier."],
        ["Im Sept. 2031 tagt der Rat.", "Im Okt. folgt der Kreis."],
        ["gez. Muster, i. A. Beispiel, Ruf 0999 / 12-34"],
    ],
)
def test_sentences_in_running_text(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences
    # a line break inside a paragraph is a blank
    assert [" ".join(part.split()) for part in split("\n".join(sentences))] == sentences


def test_paragraphs_and_list_items_are_sentences_of_their_own() -> None:
    text = (
        "Ziele sind:\n\n- mehr Bäume,\n- weniger Lärm sowie\n- frische Luft\n\n"
        "(1) Erstens\n(2) Zweitens\na) hier\nb) dort\n1. eins\n1.1 zwei\n"
    )
    assert split(text) == [
        "Ziele sind:",
        "- mehr Bäume,",
        "- weniger Lärm sowie",
        "- frische Luft",
        "(1) Erstens",
        "(2) Zweitens",
        "a) hier",
        "b) dort",
        "1. eins",
        "1.1 zwei",
    ]


def test_a_page_break_inside_a_sentence_is_no_end() -> None:
    assert split("Wir treffen uns in der\n\nalten Schule.") == ["Wir treffen uns in der\n\nalten Schule."]
    assert split("Es heißt „Haus\n\nJugend“ im Ort.") == ["Es heißt „Haus\n\nJugend“ im Ort."]
    assert split("Das ist das Ende\n\nHier beginnt es.") == ["Das ist das Ende", "Hier beginnt es."]


def test_wrapped_statutes_and_dates_stay_inside_their_sentence() -> None:
    assert (
        len(split("Dies gilt nach Absatz\n(1) und nach § 5 Abs.\n2. Es endet zum\n30.09. eines Jahres und am\n3. Mai."))
        == 2
    )


def test_range_is_kept() -> None:
    text = "Eins. Das zweite. Das dritte."
    assert sentence_spans(text, 6, 17) == [Span(6, 17)]
    assert sentence_spans("  \n ", 0, 4) == []


def test_pipeline_keeps_abbreviations_and_splits_the_last_stop() -> None:
    def tokens(text: str) -> list[str]:
        return [token.text for token in pipeline().make_doc(text)]

    assert tokens("Abs. 2 Nr. 3 Vorl. V/0012/2031.") == ["Abs.", "2", "Nr.", "3", "Vorl.", "V/0012/2031", "."]
    assert tokens("bis 31.12.2031.")[-2:] == ["31.12.2031", "."]
    assert tokens("ab 1.8.17.")[-2:] == ["1.8.17", "."]
    assert tokens("zum 30.09. eines")[1] == "30.09."
    assert tokens("des SGB II.")[-2:] == ["II", "."]
    assert pipeline() is pipeline()


def test_doc_has_our_sentence_starts() -> None:
    text = "§ 1 Dauer\n\nDie Vereinbarung gilt nach Abs. 2 ein Jahr. Sie endet.\n"
    document = structured(text)
    assert document.doc.text == text
    starts = [token.idx for token in document.doc if token.is_sent_start]
    assert starts == [start for start, _ in document.sentences]
    assert make_doc("", ()).text == ""


def test_structure_does_not_import_spacy() -> None:
    code = (
        "import sys; from agreementkit.testing import document_from_text; "
        "document_from_text('1. A'); assert 'spacy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
