"""Parties that a document names nowhere but in its signatures, and offices of a town's departments in them."""

from __future__ import annotations

from datetime import date
from functools import cache

from agreementkit import Agreement, Options, extract, load_plugins
from agreementkit.plugins import Plugins

BODY = (
    "\n§ 1 Ziele\n\nDie Partner wollen den Familien im Ort besser helfen als bisher.\n\n"
    "§ 2 Laufzeit\n\nDie Vereinbarung gilt ein Jahr ab dem 1. Mai 2020.\n\n"
)


@cache
def plugins() -> Plugins:
    return load_plugins()


def record(text: str) -> Agreement:
    return extract(text.encode(), "case.txt", plugins=plugins(), options=Options(as_of=date(2026, 11, 21))).record


def test_columns_of_signatures_name_the_parties() -> None:
    read = record(
        "Kooperationsvereinbarung „Lesen im Quartier“\n\nPräambel\n\nLesen öffnet Türen.\n"
        + BODY
        + "Aldorf, 3. März 2020\n\n"
        "Für die Stadt Aldorf                 Für den Lesebund Aldorf e. V.\n\n"
        "gez. Anna Berg                       gez. Tom Kranz\nBürgermeisterin                      Vorsitzender\n"
    )
    assert [(p.name, p.kind, p.rule) for p in read.parties] == [
        ("Stadt Aldorf", "municipality", "signed_for"),
        ("Lesebund Aldorf e. V.", "association", "signed_for"),
    ]
    assert all(p.evidence and p.confidence <= 0.8 for p in read.parties)
    assert [s.party for s in read.signatures] == [p.name for p in read.parties]


def test_one_who_signs_alone_makes_no_agreement() -> None:
    read = record("Gemeinsame Erklärung\n" + BODY + "Aldorf, 3. März 2020\n\nFür die Stadt Aldorf\n\ngez. Anna Berg\n")
    assert read.parties == ()


def test_a_paper_of_the_council_has_no_parties_though_two_sign_it() -> None:
    read = record(
        "Mitteilungsvorlage\n\nVorlagen-Nr. 12/2020\n\nBetreff: Ganztag\n\nSachverhalt\n\nDie Verwaltung berichtet.\n\n"
        "Aldorf, 3. März 2020\n\nFür die Stadt Aldorf\ngez. Anna Berg\n\nFür das Jobcenter Aldorf\ngez. Tom Kranz\n"
    )
    assert read.parties == ()


def test_the_head_of_a_department_signs_for_the_only_town() -> None:
    read = record(
        "Kooperationsvereinbarung\n\nzwischen dem Kreis Auental und der Stiftung Wegweiser\n"
        + BODY
        + "Auental, den 3. März 2020\n\n_______________________\nAnna Berg\nLeiterin des Kreisjugendamtes\n\n"
        "Auental, den 4. März 2020\n\n_______________________\ni. V. Tom Kranz\nStiftung Wegweiser\n"
    )
    assert [(s.person, s.party) for s in read.signatures] == [
        ("Anna Berg", "Kreis Auental"),
        ("Tom Kranz", "Stiftung Wegweiser"),
    ]
