from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreementkit.german import (
    body_kind,
    find_offices,
    looks_like_person,
    looks_like_surname,
    lookup,
    lookup_municipality,
    names_body,
    parse_office,
    parse_person,
)


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (
            "municipality",
            (
                "Stadt Hamm|Landeshauptstadt Düsseldorf|Kreis Mettmann|Landkreis Leer|Rhein-Sieg-Kreis|Markt Murnau"
                "|Samtgemeinde Bevensen|Verbandsgemeinde Montabaur|Bezirksamt Mitte von Berlin|Kreis Unna – Jugendamt –"
                "|Jugendamt der Stadt Hamm|Freie und Hansestadt Hamburg|Städteregion Aachen|Regionalverband Saarbrücken"
                "|Städtische Beratungsstelle"
            ),
        ),
        ("jobcenter", "Jobcenter Hamm|Jobcenter Hamm AöR|Kommunales Jobcenter Kreis Steinfurt|Jobcenter gE"),
        ("jobcenter", "Arbeitsgemeinschaft SGB II Kreis Unna"),
        ("employment_agency", "Agentur für Arbeit Hamm|Bundesagentur für Arbeit"),
        ("ministry", "Ministerium für Arbeit des Landes Nordrhein-Westfalen|Senatsverwaltung für Bildung"),
        ("company", "Bildung gGmbH|Stadtwerke Hamm GmbH|Muster GmbH & Co. KG|Sparbank AG|Wohnen eG|Werk UG"),
        (
            "association",
            "Caritasverband Hamm e. V.|Zweckverband Naturpark|AWO Kreisverband Wesel|Diakonisches Werk|DRK",
        ),
        ("association", "Schulverein am Gymnasium e.V."),
        ("school", "Grundschule Am Park|Städtisches Gymnasium Hamm|Berufskolleg Nord|Gesamtschule der Stadt Hamm"),
        ("other", "Bertelsmann Stiftung|Evangelische Kirchengemeinde Hamm|Handwerkskammer Düsseldorf|Netzwerk W"),
        ("other", "Land Nordrhein-Westfalen, vertreten durch das Ministerium|Universität Kassel|Arbeitskreis Bildung"),
        ("other", "Darmstadt|die Kurbel|"),
    ],
)
def test_the_name_tells_the_kind_of_a_body(kind: str, names: str) -> None:
    assert {name: body_kind(name) for name in names.split("|")} == dict.fromkeys(names.split("|"), kind)


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        (
            "durch den Oberbürgermeister, dieser durch die Erste Beigeordnete",
            ["Oberbürgermeister", "Erste Beigeordnete"],
        ),
        ("Landrätin und Jugendamtsleiter/in", ["Landrätin", "Jugendamtsleiter/in"]),
        ("Stellvertretende Vorsitzende des Vorstandes", ["Stellvertretende Vorsitzende", "Vorstandes"]),
        ("DER OBERBÜRGERMEISTER", ["OBERBÜRGERMEISTER"]),
        ("Fachbereichsleitung, Schulleiterin", ["Fachbereichsleitung", "Schulleiterin"]),
        ("das Ministerium, die Begleitung und die Einleitung", []),
    ],
)
def test_offices_in_running_text(text: str, offices: list[str]) -> None:
    found = find_offices(text)
    assert [office.raw for office in found] == offices
    assert all(text[office.start : office.end] == office.raw for office in found)


def test_an_office_line_keeps_its_complement() -> None:
    office = parse_office("  Beigeordneter für Kultur, Bildung & Sport ")
    assert office is not None
    assert (office.raw, office.head) == ("Beigeordneter für Kultur, Bildung & Sport", "Beigeordneter")
    assert parse_office("vertreten durch den Landrat") is None


@pytest.mark.parametrize(
    ("line", "full"),
    [
        ("Dr. Erika Beispiel", "Dr. Erika Beispiel"),
        ("Prof. Dr.-Ing. Anna-Lena von der Heide", "Prof. Dr.-Ing. Anna-Lena von der Heide"),
        ("gez. Max Probe", "Max Probe"),
        ("Herr Graf von Probstheim", "Graf von Probstheim"),
        ("Beispiel, Hans", "Hans Beispiel"),
        ("H. Beispiel", "H. Beispiel"),
        ("Jan van der Berg", "Jan van der Berg"),
        ("Ayşe Yılmaz", "Ayşe Yılmaz"),
        ("Frau Beispiel", "Beispiel"),
        ("Albrecht Neuhaus", "Albrecht Neuhaus"),
    ],
)
def test_persons_by_the_shape_of_their_name(line: str, full: str) -> None:
    person = parse_person(line)
    assert person is not None
    assert person.full == full


@pytest.mark.parametrize(
    "line",
    [
        "Stadt Hamm",
        "Soziale Dienste",
        "Oberbürgermeister",
        "Bergisch Gladbach",
        "Frühe Hilfen",
        "Anlage 1",
        "Runder Tisch",
        "Ort, Datum",
        "Präambel",
        "Solingen, Wuppertal",
        "Ziele der Vereinbarung",
        "Berufliche Bildung",
        "Lokales Bündnis",
        "Graf von X",
        "",
        "Dr.",
        "von der",
        "12 34",
    ],
)
def test_headings_bodies_and_places_are_no_persons(line: str) -> None:
    assert not looks_like_person(line)


def test_a_single_word_is_a_surname_at_most() -> None:
    assert looks_like_surname("Quandt-Reich")
    assert not looks_like_surname("Solingen")
    assert not looks_like_person("Gebhardt")
    assert names_body("Lokales Bündnis")


@pytest.mark.parametrize(
    ("name", "ags"),
    [
        ("Solingen", "05122000"),
        ("Stadt Solingen", "05122000"),
        ("Solingen, Klingenstadt", "05122000"),
        ("Stadt Wuppertal, vertreten durch den Oberbürgermeister", "05124000"),
        ("Kreis Mettmann", "05158"),
        ("Mettmann", "05158024"),
        ("Landkreis Leer", "03457"),
        ("des Märkischen Kreises", "05962"),
        ("Rhein-Sieg-Kreis", "05382"),
        ("Kreis Unna – Jugendamt –", "05978"),
        ("Städteregion Aachen", "05334"),
        ("Frankfurt am Main", "06412000"),
        ("Frankfurt a. M.", "06412000"),
        ("Frankfurt (Oder)", "12053000"),
        ("Stadt Freiburg", "08311000"),
        ("Münster", "05515000"),
        ("der Stadt Münsters", "05515000"),
        ("Hagen", "05914000"),
        ("Berlin", "11000000"),
        ("Land Berlin", "11000000"),
        ("Freie und Hansestadt Hamburg", "02000000"),
        ("St. Augustin", "05382056"),
        ("Bad Homburg", "06434001"),
    ],
)
def test_a_name_leads_to_its_official_key(name: str, ags: str) -> None:
    municipality = lookup_municipality(name)
    assert municipality is not None
    assert municipality.ags == ags


@pytest.mark.parametrize(
    "name",
    [
        "Frankfurt",
        "Neustadt",
        "Lindau",
        "Freiburg",
        "Freie Hansestadt Bremen",
        "Samtgemeinde Bevensen",
        "Musterstadt",
        "",
    ],
)
def test_doubtful_names_give_none_and_the_reason(name: str) -> None:
    found = lookup(name)
    assert found.municipality is None
    assert found.reason


def test_the_wellknown_city_wins_only_by_its_status() -> None:
    found = lookup("Münster")
    assert found.municipality is not None
    assert found.municipality.kind == "Kreisfreie Stadt"
    assert "kreisfreie Stadt" in found.reason


@given(st.text(max_size=120))
def test_no_name_raises(name: str) -> None:
    body_kind(name)
    lookup(name)
    parse_person(name)
    parse_office(name)
    looks_like_surname(name)
    find_offices(name)


@pytest.mark.parametrize("unit", ["Ober", "Leiter", "aA-", "Stadt ", "Dr. ", "von ", "Erste ", "A", "a"])
def test_hostile_input_takes_linear_time(unit: str) -> None:
    text = (unit * 200_000)[:200_000]
    begin = time.process_time()
    find_offices(text)
    body_kind(text)
    lookup(text)
    parse_person(text)
    parse_office(text)
    assert time.process_time() - begin < 10
