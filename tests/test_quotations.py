"""Wording in quotation marks: agreed on where an amendment gives it to another agreement, else only cited."""

from __future__ import annotations

import json
import time
from datetime import date

import pytest

from agreementkit import Options, extract, load_plugins
from agreementkit.quotations import is_amendment, new_wordings

HEAD = (
    "{title}\n\nzwischen der Stadt Ahrenfeld, vertreten durch die Bürgermeisterin,\n"
    "und dem Verein Lichtblick Ahrenfeld e. V.\n\n§ 1 Änderungen\n\n{text}\n\n"
    "§ 2 Schlussbestimmungen\n\nDieser Nachtrag tritt am 1. Juli 2024 in Kraft.\n\n"
    "Ahrenfeld, den 3. Juni 2024\n"
)
ADDENDUM = "Erster Nachtrag zur Kooperationsvereinbarung über das Lesecafé vom 2. Mai 2019"
REPLACED = (
    "§ 7 Abs. 2 erhält folgende Fassung:\n"
    "„(2) Sie kann mit einer Frist von acht Monaten zum Jahresende gekündigt werden.“"
)


def _wordings(text: str) -> list[str]:
    return [text[span.start : span.end] for span in new_wordings(text)]


@pytest.mark.parametrize(
    "formula",
    [
        "§ 3 erhält folgende Fassung: „{}“",
        "§ 3 Abs. 1 Satz 2 wird wie folgt neu gefasst:\n\n„{}“",
        "§ 3 lautet nunmehr wie folgt: »{}«",
        'Nach § 3 wird folgender § 3a eingefügt: "{}"',
        "Dem § 3 wird folgender Absatz 4 angefügt: „{}“",
        "Der bisherige Absatz 2 wird durch folgenden Satz ersetzt: „{}“",
        "In § 3 lauten die Absätze 1 und 2 künftig:\n„{}“",
    ],
)
def test_a_formula_of_amendment_gives_the_wording_behind_it(formula: str) -> None:
    wording = "Die Vereinbarung gilt („bis auf Weiteres“) fort."
    wording = wording if "„" in formula else wording.replace("„", "").replace("“", "")
    assert _wordings(formula.format(wording)) == [wording]


@pytest.mark.parametrize(
    "text",
    [
        "§ 3 lautete bisher: „Sie gilt ein Jahr.“",
        "Die Wörter „drei Monate“ werden durch die Wörter „sechs Monate“ ersetzt.",
        "Anlage 2 erhält folgende Fassung: „Der Betrag wird zum Jahresende gezahlt.“",
        "§ 3 des Mietvertrages erhält folgende Fassung: „Der Vertrag läuft zwei Jahre.“",
        "§ 3 erhält folgende Fassung: „Die schließenden Zeichen fehlen.",
    ],
)
def test_other_quotations_give_none(text: str) -> None:
    assert _wordings(text) == []


def test_only_a_title_or_head_makes_an_amendment() -> None:
    assert is_amendment("2. Änderungsvereinbarung zum Vertrag vom 1. Mai 2010", None, 400)
    assert not is_amendment("Kooperationsvereinbarung", None, 400)
    assert not is_amendment("Vertrag\n§ 9 Jeder Nachtrag bedarf der Schriftform.", None, 7)


def test_the_record_of_an_addendum_holds_the_new_wording_with_its_place_in_the_quotation() -> None:
    text = HEAD.format(title=ADDENDUM, text=REPLACED)
    made = extract(text.encode(), "n.txt", plugins=load_plugins(), options=Options(as_of=date(2026, 11, 21)))
    found = json.loads(made.record.to_json())
    assert (found["termination"]["notice_period"], found["termination"]["effective"]) == ("P8M", "--12-31")
    assert found["term"]["effective_date"]["value"] == "2024-07-01"
    quote = found["termination"]["evidence"][0]
    assert quote["quote"].startswith("Sie kann mit einer Frist")
    assert made.document.text[quote["start"] : quote["end"]] == quote["quote"]


def test_a_wording_of_one_sentence_with_a_pronoun_is_read() -> None:
    text = HEAD.format(title=ADDENDUM, text="§ 5 lautet nunmehr: „Sie gilt bis zum 31. Dezember 2028.“")
    record = extract(text.encode(), "n.txt", plugins=load_plugins(), options=Options(as_of=date(2026, 11, 21))).record
    assert record.term is not None
    assert record.term.expiration_date is not None
    assert (record.term.expiration_date.value, record.deadlines.next_end) == ("2028-12-31", None)
    assert "amended agreement" in record.deadlines.missing


def test_an_agreement_that_cites_another_ones_wording_does_not_agree_on_it() -> None:
    text = HEAD.format(title="Kooperationsvereinbarung über das Lesecafé", text=REPLACED).replace(
        "Dieser Nachtrag", "Sie"
    )
    record = extract(text.encode(), "n.txt", plugins=load_plugins(), options=Options(as_of=date(2026, 11, 21))).record
    assert record.termination is None


@pytest.mark.parametrize(
    "bit", ["„", "§ 5 erhält folgende Fassung: „", "folgender Absatz ", '"', "lautet: »", "lautet: „“"]
)
def test_hostile_quotations_cost_linear_time(bit: str) -> None:
    text = bit * (200_000 // len(bit))
    started = time.perf_counter()
    new_wordings(text)
    assert time.perf_counter() - started < 5
