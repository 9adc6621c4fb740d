from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreementkit.german import find_citations, find_quantities


@pytest.mark.parametrize(
    ("text", "normalised"),
    [
        ("§ 16 a SGB II", ["SGB II § 16a"]),
        ("§16a SGB II", ["SGB II § 16a"]),
        ("§ 16a SGB Il", ["SGB II § 16a"]),
        ("§ 2 Abs.2 SGB II", ["SGB II § 2 Abs. 2"]),
        ("§§ 16a und 16b SGB II", ["SGB II § 16a", "SGB II § 16b"]),
        ("§§ 14-16\n SGB II", ["SGB II §§ 14-16"]),
        ("§§ 22 bis 24 SGB VIII", ["SGB VIII §§ 22-24"]),
        ("§ 5 i. V. m. § 6 Abs. 2 SGB VIII", ["SGB VIII § 5", "SGB VIII § 6 Abs. 2"]),
        ("§ 44c Abs. 2 S. 2 Nr. 3 des Zweiten Buches Sozialgesetzbuch (SGB II)", ["SGB II § 44c Abs. 2 S. 2 Nr. 3"]),
        ("§ 48b Absatz 1 Satz 1 Nummer 4 SGB II", ["SGB II § 48b Abs. 1 S. 1 Nr. 4"]),
        ("§ 8a des Achten Buches Sozialgesetzbuch", ["SGB VIII § 8a"]),
        ("Art. 28 GG", ["GG Art. 28"]),
        ("Art. 6 Abs. 1 Buchst. a und e DS-GVO", ["DSGVO Art. 6 Abs. 1"]),
        ("§ 78 ff. SGB VIII", ["SGB VIII § 78"]),
        ("SGB VIII § 78", ["SGB VIII § 78"]),
        ("SGB II, § 16a", ["SGB II § 16a"]),
        ("§ 44b SGB II, § 9 Abs. 3 SGB III und § 13 SGB VIII", ["SGB II § 44b", "SGB III § 9 Abs. 3", "SGB VIII § 13"]),
        ("§ 16a Nr. 3 und Nr. 4 SGB II", ["SGB II § 16a Nr. 3", "SGB II § 16a Nr. 4"]),
        ("§ 8a Abs. 1 und 4 SGB VIII", ["SGB VIII § 8a Abs. 1", "SGB VIII § 8a Abs. 4"]),
        ("§ 41 GO NW", ["GO NRW § 41"]),
        ("§ 5 des Schulgesetzes NRW", ["SchulG NRW § 5"]),
        ("§ 44 der Landeshaushaltsordnung", ["LHO § 44"]),
        ("§ 187 BGB", ["BGB § 187"]),
        ("Art. 7 BayKommZG", ["BayKommZG Art. 7"]),
        ("§ 2 AG-SGB II NRW", ["AG-SGB II NRW § 2"]),
    ],
)
def test_each_cited_norm_is_one_finding(text: str, normalised: list[str]) -> None:
    around = f"Leistungen nach {text} bleiben."
    found = find_citations(around)
    assert [citation.normalised for citation in found] == normalised
    assert all(around[citation.start : citation.end] == citation.raw for citation in found)


def test_letters_are_kept_beside_the_normalised_form() -> None:
    (citation,) = find_citations("Art. 6 Abs. 1 lit. a und e DSGVO")
    assert (citation.letters, citation.act) == (("a", "e"), "DSGVO")


@pytest.mark.parametrize(
    "text",
    [
        "die in § 6 dieser Vereinbarung bestimmten Fristen",
        "§ 3 Abs. 2 der Satzung",
        "nach § 6 und § 7",
        "§ 1\nGegenstand der Vereinbarung",
        "§ 78 AG Jugend",
        "§ 10 Kennung",
        "Artikel 4 der Vereinbarung",
        "§ 3 (Ziele)\nDas SGB II",
        "§ 10 SGB 1.",
        "die Ziele des SGB II",
    ],
)
def test_references_to_the_house_itself_are_none(text: str) -> None:
    assert find_citations(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("um 0,5 %", "change", "0.5", "%"),
        ("um mindestens 5 Prozent", "change", "5", "%"),
        ("um zwei Prozentpunkte", "change", "2", "Prozentpunkte"),
        ("um 1,5 %-Punkte", "change", "1.5", "Prozentpunkte"),
        ("um 10 v. H.", "change", "10", "%"),
        ("auf 30,1 Prozent", "level", "30.1", "%"),
        ("mit 15,2 %", "share", "15.2", "%"),
        ("um 150 Personen", "change", "150", None),
        ("von 26,9 auf 30,1", "from_to", "3.2", None),
        ("von 34 % auf 40 %", "from_to", "6", "Prozentpunkte"),
        ("von 1.200 auf 1.000 Personen", "from_to", "-200", None),
    ],
)
def test_shares_and_changes(text: str, kind: str, value: str, unit: str | None) -> None:
    (quantity,) = find_quantities(f"Die Quote liegt {text}.")
    assert (quantity.kind, quantity.value, quantity.unit) == (kind, Decimal(value), unit)


def test_two_numbers_give_no_single_value() -> None:
    (quantity,) = find_quantities("um 5 bis 10 %")
    assert (quantity.value, quantity.raw) == (None, "5 bis 10 %")


@pytest.mark.parametrize("text", ["um 10.30 Uhr", "um 14 Uhr", "Raum 204.3", "von 2014 auf 2015", "39 Stunden"])
def test_times_rooms_and_years_are_no_quantities(text: str) -> None:
    assert find_quantities(text) == []


@given(st.text(alphabet="§ 0123456789abfAbsNr.SGBIVl,undivm()%Prozentumf\n-", max_size=100))
def test_any_text_gives_ordered_mentions_that_stand_in_it(text: str) -> None:
    for find in (find_citations, find_quantities):
        end = 0
        for mention in find(text):
            assert mention.start >= end
            assert mention.raw == text[mention.start : mention.end]
            end = mention.end


@pytest.mark.parametrize(
    "unit", ["§ 1 ", "§§ 1, ", "§ 1 Abs. 1 und ", "Art. ", "SGB II ", "von 1 auf ", "1 % ", "um ", "(", "A"]
)
def test_hostile_input_takes_linear_time(unit: str) -> None:
    text = (unit * 200_000)[:200_000]
    begin = time.process_time()
    find_citations(text)
    find_quantities(text)
    assert time.process_time() - begin < 10


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        (
            "§§ 1 Abs. 2 und 23 ff. des Gesetzes über gemeinsame Arbeit (GkG NRW)",
            ["GkG NRW § 1 Abs. 2", "GkG NRW § 23"],
        ),
        ("§§ 8 Abs. 1 und 2, 9 SGB VIII", ["SGB VIII § 8 Abs. 1", "SGB VIII § 8 Abs. 2", "SGB VIII § 9"]),
        ("§ 16a Nr. 1 und 2 SGB II", ["SGB II § 16a Nr. 1", "SGB II § 16a Nr. 2"]),
        ("§§ 7 bis 15 des Thüringer Gesetzes über Zweckverbände (ThürKGG)", ["ThürKGG §§ 7-15"]),
        ("§ 3 Abs. 1 des Ersten Gesetzes zur Ausführung des Rechts (AG-KJHG NRW)", ["AG-KJHG NRW § 3 Abs. 1"]),
        ("§ 97 Abs. 5 GWB und § 22 Abs. 3 ThürKO", ["GWB § 97 Abs. 5", "ThürKO § 22 Abs. 3"]),
        ("§ 3 der Satzung (GmbHG)", []),
    ],
)
def test_lists_under_one_sign_and_acts_by_their_long_names(text: str, cited: list[str]) -> None:
    assert [citation.normalised for citation in find_citations(text)] == cited
