"""The organs plugin, through its hook, on sentences of our own."""

from __future__ import annotations

import time

import pytest

from agreementkit.testing import assert_verbatim, document_from_text
from agreementkit_organs import agreementkit_describe, agreementkit_extract

FRAME = """Kooperationsvereinbarung

zwischen der Stadt Musterau und dem Verein Lichtblick e. V.

§ 1 Gegenstand

Die Partner arbeiten in der Jugendhilfe zusammen.

{body}

§ 9 Schlussbestimmungen

Diese Vereinbarung tritt am 1. Mai 2020 in Kraft.
"""


def organs(body: str) -> list[dict]:
    document = document_from_text(FRAME.format(body=body))
    findings = list(agreementkit_extract(document=document))
    assert_verbatim(document, findings)
    return [dict(finding.value) for finding in findings]


def organ(body: str) -> dict:
    found = organs(body)
    assert len(found) == 1, [one["name"] for one in found]
    return found[0]


def test_describes_itself() -> None:
    description = agreementkit_describe()
    assert (description.name, [field.kind for field in description]) == ("organs", ["organ"])


def test_a_clause_of_its_own() -> None:
    found = organ(
        "§ 4 Lenkungskreis\n\n(1) Zur Steuerung wird ein Lenkungskreis gebildet. Ihm gehören die "
        "Leitung des Jugendamtes, "
        "die Geschäftsführung des Vereins und eine Vertretung der Schulen an.\n\n"
        "(2) Er tagt mindestens zweimal im Jahr und entscheidet über den Jahresplan."
    )
    assert found["name"] == "Lenkungskreis"
    assert list(found["members"]) == [
        "Leitung des Jugendamtes",
        "Geschäftsführung des Vereins",
        "eine Vertretung der Schulen",
    ]
    assert (found["cadence"], found["interval"], found["meetings_per_year"]) == ("mindestens zweimal im Jahr", "P6M", 2)
    assert any("entscheidet über den Jahresplan" in task for task in found["tasks"])


def test_two_bodies_in_one_clause_keep_their_own() -> None:
    found = organs(
        "§ 4 Gremien\n\nDie Steuerungsgruppe besteht aus der Dezernentin und dem Vorstand des Vereins. "
        "Sie tritt halbjährlich "
        "zusammen. Die Fachrunde besteht aus den Lehrkräften und der Schulsozialarbeit. Sie trifft sich "
        "alle sechs Wochen."
    )
    assert [(one["name"], one["interval"]) for one in found] == [("Steuerungsgruppe", "P6M"), ("Fachrunde", "P6W")]
    assert list(found[0]["members"]) == ["Dezernentin", "Vorstand des Vereins"]
    assert list(found[1]["members"]) == ["Lehrkräften", "Schulsozialarbeit"]


def test_members_in_items_below() -> None:
    found = organ(
        "§ 4 Beirat\n\nDem Beirat gehören an:\n\n- die Leitung des Sozialamtes,\n- zwei Mitglieder des Vereins und\n"
        "- eine Person aus dem Stadtelternrat.\n\nDer Beirat tagt vierteljährlich."
    )
    assert list(found["members"]) == [
        "Leitung des Sozialamtes",
        "zwei Mitglieder des Vereins",
        "eine Person aus dem Stadtelternrat",
    ]
    assert found["interval"] == "P3M"


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Es wird eine Steuerungsgruppe eingerichtet.", "Steuerungsgruppe"),
        ("Ein Fachbeirat begleitet die Umsetzung.", "Fachbeirat"),
        ("Die Partner bilden einen Koordinierungskreis.", "Koordinierungskreis"),
        ("Die Partner richten eine Arbeitsgruppe ein.", "Arbeitsgruppe"),
        ("Der Lenkungsausschuss tritt einmal im Jahr zusammen.", "Lenkungsausschuss"),
        ("Halbjährlich tagt der Steuerkreis.", "Steuerkreis"),
        ("Einmal im Jahr lädt die Stadt alle Träger zu einer Netzwerkkonferenz ein.", "Netzwerkkonferenz"),
        ("Zur Abstimmung wird ein Jour fixe vereinbart, der monatlich stattfindet.", "Jour fixe"),
        ("Der Runde Tisch wird zweimal jährlich einberufen.", "Runder Tisch"),
        ("Die Klimawerkstatt tagt einmal im Quartal.", "Klimawerkstatt"),
        ("Dem Kuratorium gehören die Landrätin und der Bürgermeister an.", "Kuratorium"),
        ("Mitglieder des Qualitätszirkels sind die Fachberatung und die Kitaleitungen.", "Qualitätszirkel"),
        (
            "Die Leitungen beider Häuser treffen sich vierteljährlich in einer Koordinierungsrunde.",
            "Koordinierungsrunde",
        ),
        ("Die Verbandsversammlung besteht aus den Bürgermeistern der Mitgliedsgemeinden.", "Verbandsversammlung"),
        (
            "Den laufenden Austausch regelt ein Praxisteam aus zwei Fachkräften, das monatlich zusammenkommt.",
            "Praxisteam",
        ),
        ("Im Netzwerkforum kommen die Fachkräfte zweimal jährlich zusammen.", "Netzwerkforum"),
    ],
)
def test_signs_of_a_body(sentence: str, name: str) -> None:
    assert [one["name"] for one in organs(f"§ 4 Zusammenarbeit\n\n{sentence}")] == [name]


@pytest.mark.parametrize(
    "sentence",
    [
        "Der Jugendhilfeausschuss wird einmal im Jahr unterrichtet.",
        "Der Jugendhilfeausschuss tagt vierteljährlich.",
        "Die Verwaltung berichtet dem Stadtrat und dem Kreistag.",
        "Zur Zielgruppe gehören Eltern mit kleinen Kindern.",
        "Der Landkreis besteht aus zwölf Gemeinden.",
        "Die Stadt wirkt in der Arbeitsgemeinschaft nach § 78 SGB VIII mit.",
        "Der Personenkreis umfasst Jugendliche unter 25 Jahren.",
        "Es wird eine Spielgruppe eingerichtet.",
        "Die Eingruppierung erfolgt in Entgeltgruppe 9b.",
        "Die Lenkungsgruppe wird informiert.",
        "Bei Bedarf kann ein Beirat gebildet werden.",
        "In Hochrisikofällen beruft die Polizei eine Fallkonferenz ein.",
        "Der Vorstand des Vereins trifft sich monatlich.",
        "Diese Vereinbarung tritt am Tag der Unterzeichnung in Kraft.",
        "Der Aufsichtsrat der Gesellschaft besteht aus neun Personen.",
        "Die Schulkonferenz tagt zweimal im Jahr.",
        "Grundlage ist der Beschluss des Bund-Länder-Ausschusses.",
        "Die Mitgliederversammlung des Vereins tritt jährlich zusammen.",
        "Der Seniorenbeirat tagt öffentlich.",
        "Es werden Gruppen mit höchstens zehn Kindern gebildet.",
    ],
)
def test_what_is_no_body_of_the_agreement(sentence: str) -> None:
    assert organs(f"§ 4 Zusammenarbeit\n\n{sentence}") == []


@pytest.mark.parametrize(
    ("sentence", "members"),
    [
        (
            "Mitglieder des Beirats sind: Ressortleitung Kinder, Jugend und Familie, Schulleitung, die Teamleitung.",
            ["Ressortleitung Kinder, Jugend und Familie", "Schulleitung", "Teamleitung"],
        ),
        (
            "Der Beirat besteht aus je zwei Vertreterinnen des Jobcenters und des Kreises.",
            ["je zwei Vertreterinnen des Jobcenters", "je zwei Vertreterinnen des Kreises"],
        ),
        (
            "Im Beirat ist eine Vertretung der Stadt und eine Vertretung des Vereins.",
            ["eine Vertretung der Stadt", "eine Vertretung des Vereins"],
        ),
        (
            "Der Beirat setzt sich aus der Leitung, einer Lehrkraft sowie zwei Eltern zusammen.",
            ["Leitung", "eine Lehrkraft", "zwei Eltern"],
        ),
        (
            "Es wird ein Beirat gebildet, dem die Kämmerer der drei Gemeinden angehören.",
            ["Kämmerer der drei Gemeinden"],
        ),
        (
            "Schulleitung, Träger und das Amt für Bildung bilden einen Beirat.",
            ["Schulleitung", "Träger", "Amt für Bildung"],
        ),
        ("Die Partner entsenden je eine Person in den Beirat.", ["je eine Person"]),
        (
            "Der Beirat, bestehend aus der Volkshochschule und dem Familienbund, gibt einen Wegweiser heraus.",
            ["Volkshochschule", "Familienbund"],
        ),
        (
            "Die Leitung des Bauamtes bildet zusammen mit dem Verein einen Beirat; er tagt jährlich.",
            [],
        ),
    ],
)
def test_members(sentence: str, members: list[str]) -> None:
    assert list(organ(f"§ 4 Zusammenarbeit\n\n{sentence}")["members"]) == members


@pytest.mark.parametrize(
    ("sentence", "interval", "a_year"),
    [
        ("Der Beirat tagt halbjährlich.", "P6M", 2),
        ("Der Beirat tritt alle zwei Monate zusammen.", "P2M", 6),
        ("Der Beirat trifft sich bei Bedarf, mindestens jedoch vierteljährlich.", "P3M", 4),
        ("Der Beirat kommt am ersten Mittwoch jedes Monats zusammen.", "P1M", 12),
        ("Jeden zweiten Dienstag tagt der Beirat.", "P2W", 26),
        ("Der Beirat tritt im März und im September zusammen.", "P6M", 2),
        ("Der Beirat tritt im Januar und im Juni zusammen.", None, 2),
        ("Der Beirat trifft sich nach Bedarf.", None, None),
        ("Der Beirat findet sich wenigstens dreimal im Jahr zusammen.", "P4M", 3),
    ],
)
def test_rhythm(sentence: str, interval: str | None, a_year: int | None) -> None:
    found = organ(f"§ 4 Beirat\n\n{sentence}")
    assert (found["interval"], found["meetings_per_year"]) == (interval, a_year)


def test_a_report_every_year_is_no_rhythm() -> None:
    found = organ("§ 4 Beirat\n\nEs wird ein Beirat gebildet. Er legt jährlich einen Bericht vor.")
    assert found["cadence"] is None


def test_the_short_word_goes_back_to_the_long_one() -> None:
    found = organ(
        "§ 4 Lenkungsausschuss\n\nEs wird ein Lenkungsausschuss gebildet. Der Ausschuss tritt jährlich zusammen. "
        "Er genehmigt den Haushalt."
    )
    assert (found["name"], found["interval"]) == ("Lenkungsausschuss", "P1Y")


def test_the_heading_gives_the_full_name() -> None:
    found = organ(
        "Runder Tisch gegen Gewalt\n\nDer Runde Tisch wird einmal jährlich einberufen. Er berät über Entwicklungen."
    )
    assert found["name"].startswith("Runder Tisch")


def test_the_sentence_that_sets_up_gives_the_full_name() -> None:
    found = organ(
        "§ 4 Zusammenarbeit\n\nEs wird eine Arbeitsgruppe Frühe Bildung eingesetzt. Sie trifft sich monatlich."
    )
    assert (found["name"], found["interval"]) == ("Arbeitsgruppe Frühe Bildung", "P1M")


def test_a_heading_with_another_topic_names_no_body() -> None:
    found = organ("§ 4 Begleitgremium\n\nEin Fachbeirat begleitet die Arbeit. Er kommt quartalsweise zusammen.")
    assert (found["name"], found["interval"]) == ("Fachbeirat", "P3M")


def test_the_name_stands_first_in_the_evidence() -> None:
    body = "§ 4 Zusammenarbeit\n\nZur Steuerung wird ein Lenkungskreis gebildet. Er tagt monatlich."
    document = document_from_text(FRAME.format(body=body))
    finding = next(iter(agreementkit_extract(document=document)))
    quotes = [document.text[start:end] for start, end in finding.spans]
    assert quotes[0] == "Lenkungskreis"
    assert "Er tagt monatlich." in quotes


def test_more_signs_are_surer() -> None:
    def confidence(body: str) -> float:
        return next(iter(agreementkit_extract(document=document_from_text(FRAME.format(body=body))))).confidence

    alone = confidence("§ 4 Zusammenarbeit\n\nDie Partner bilden eine Lenkungsgruppe.")
    both = confidence("§ 4 Lenkungsgruppe\n\nDie Partner bilden eine Lenkungsgruppe. Sie tagt monatlich.")
    assert alone < both


@pytest.mark.parametrize(
    "text",
    [
        "Lenkungskreis " * 8_000,
        "Dem Beirat gehören die " * 5_000,
        "Die Werkstatt tagt " * 6_000,
        "A" * 100_000,
        "bilden einen Beirat, " * 5_000,
        "",
        "\n" * 100_000,
    ],
)
def test_hostile_text_costs_little(text: str) -> None:
    document = document_from_text(text)
    begin = time.perf_counter()
    list(agreementkit_extract(document=document))
    assert time.perf_counter() - begin < 5
