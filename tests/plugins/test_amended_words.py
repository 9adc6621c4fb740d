"""Addenda that change words or a section of another agreement: what holds from now on is read, what held is not."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from agreementkit import Options, extract, load_plugins
from agreementkit.plugins import Plugins

ADDENDUM = (
    "Zweiter Nachtrag zur Kooperationsvereinbarung über das Lesecafé vom 2. Mai 2019\n\n"
    "zwischen der Stadt Ahrenfeld, vertreten durch die Bürgermeisterin,\n"
    "und dem Verein Lichtblick Ahrenfeld e. V.\n\n"
    "Vorbemerkung\n\nDie Grundvereinbarung war zunächst bis zum 31. Dezember 2021 befristet; durch den Ersten Nachtrag"
    " wurde ihre Laufzeit bis zum 31. Dezember 2023 erstreckt.\n\n"
    "§ 1 Änderungen\n\n{text}\n\n"
    "§ 2 Inkrafttreten\n\nDieser Nachtrag tritt am 1. Januar 2024 in Kraft.\n\n"
    "Ahrenfeld, den 3. Dezember 2023\n"
)


@pytest.fixture(scope="module")
def plugins() -> Plugins:
    return load_plugins()


def _record(text: str, plugins: Plugins) -> dict[str, Any]:
    content = ADDENDUM.format(text=text).encode()
    made = extract(content, "n.txt", plugins=plugins, options=Options(as_of=date(2026, 11, 21)))
    record: dict[str, Any] = json.loads(made.record.to_json())
    assert record["errors"] == []
    return record


@pytest.mark.parametrize(
    "text",
    [
        (
            "In § 9 (Kündigung) werden die Wörter „mit einer Frist von fünf Monaten zum Quartalsende“ durch die Worte"
            " „mit einer Frist von sechs Monaten zum Jahresende“ ersetzt."
        ),
        (
            "§ 9 (Kündigung) Satz 1 wird geändert: Die Angabe „mit einer Frist von vier Wochen zum Monatsende“ wird"
            " durch die Angabe „mit einer Frist von sechs Monaten zum Jahresende“ ersetzt."
        ),
        (
            "In der Bestimmung über die Kündigung werden die Worte »unter Einhaltung einer Frist von einem Jahr zum"
            " Schuljahresende« durch »unter Einhaltung einer Frist von sechs Monaten zum Jahresende« ersetzt."
        ),
        (
            "Bei der ordentlichen Kündigung wird „mit einer Frist von zwei Monaten zum Quartalsende“ durch „mit einer"
            " Frist von sechs Monaten zum 31. Dezember eines Jahres“ ersetzt."
        ),
        (
            'Im Abschnitt Kündigung wird der Satzteil "mit einer Frist von zwei Jahren zum Monatsende" durch den'
            ' Satzteil "mit einer Frist von sechs Monaten zum Ende des Kalenderjahres" ersetzt.'
        ),
    ],
)
def test_words_put_in_the_place_of_others_are_the_notice(text: str, plugins: Plugins) -> None:
    record = _record(text, plugins)
    termination = record["termination"] or {}
    assert (termination.get("notice_period"), termination.get("effective")) == ("P6M", "--12-31")
    assert "conflicting_notice" not in {flag["code"] for flag in record["flags"]}


@pytest.mark.parametrize(
    "text",
    [
        (
            "§ 8 (Laufzeit) erhält folgende Fassung:\n\n„§ 8 Laufzeit\n\nDiese Vereinbarung wird bis zum"
            " 31. Dezember 2027 verlängert.“"
        ),
        "§ 8 wird wie folgt gefasst:\n\n„§ 8 Geltungsdauer\n\nDie Vereinbarung gilt bis zum 31. Dezember 2027.“",
        "Ziffer 8 erhält folgende Fassung: „Ziffer 8 Dauer\nDiese Vereinbarung endet am 31. Dezember 2027.“",
        "§ 8 lautet künftig: „Die Vereinbarung läuft bis zum 31. Dezember 2027.“",
        (
            "Artikel 8 wird wie folgt neu gefasst: „Artikel 8 Laufzeit\nDer Vertrag ist bis zum 31. Dezember 2027"
            " befristet.“"
        ),
    ],
)
def test_a_section_worded_anew_gives_the_end_and_the_preamble_none(text: str, plugins: Plugins) -> None:
    term = _record(text, plugins)["term"] or {}
    assert (term.get("expiration_date") or {}).get("value") == "2027-12-31"
    assert (term.get("effective_date") or {}).get("value") == "2024-01-01"


def test_what_the_preamble_tells_of_the_past_is_no_end(plugins: Plugins) -> None:
    term = _record("§ 3 (Räume) wird gestrichen.", plugins)["term"] or {}
    assert term.get("expiration_date") is None


@pytest.mark.parametrize(
    "named", ["Dieser zweite Nachtrag", "Der zweite Nachtrag", "Der Zweite Nachtrag", "Der Nachtrag"]
)
def test_an_addendum_may_call_itself_by_its_number(named: str, plugins: Plugins) -> None:
    record = _record(f"§ 3 (Räume) wird gestrichen. {named} gilt bis zum 31. Dezember 2026.", plugins)
    assert ((record["term"] or {}).get("effective_date") or {}).get("value") == "2024-01-01"


@pytest.mark.parametrize("named", ["Dieser erste Nachtrag", "Der erste Nachtrag", "Die erste Änderungsvereinbarung"])
def test_a_first_addendum_begins_as_it_says(named: str, plugins: Plugins) -> None:
    text = ADDENDUM.format(text="§ 3 (Räume) wird gestrichen.").replace("Zweiter Nachtrag", "Erster Nachtrag")
    text = text.replace("Dieser Nachtrag", named)
    made = extract(text.encode(), "n.txt", plugins=plugins, options=Options(as_of=date(2026, 11, 21)))
    term = json.loads(made.record.to_json())["term"] or {}
    assert (term.get("effective_date") or {}).get("value") == "2024-01-01"
