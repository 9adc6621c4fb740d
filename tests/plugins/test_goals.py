"""The goals plugin, through its hook, on sentences of our own."""

from __future__ import annotations

import time

import pytest

from agreementkit.testing import assert_verbatim, document_from_text
from agreementkit_goals import agreementkit_describe, agreementkit_extract

FRAME = """Kooperationsvereinbarung

zwischen der Stadt Musterau und dem Verein Lichtblick e. V.

{body}

§ 9 Schlussbestimmungen

Diese Vereinbarung tritt am 1. Mai 2020 in Kraft.
"""


def goals(body: str) -> list[dict]:
    document = document_from_text(FRAME.format(body=body))
    findings = list(agreementkit_extract(document=document))
    assert_verbatim(document, findings)
    return [dict(finding.value) for finding in findings]


def texts(body: str) -> list[str]:
    return [goal["text"] for goal in goals(body)]


def target(sentence: str, *, heading: str = "§ 2 Ziele") -> dict | None:
    found = goals(f"{heading}\n\n(1) {sentence}\n\n(2) Ausbau der Hilfen vor Ort.")
    assert found, sentence
    return found[0]["target"]


def test_describes_itself() -> None:
    description = agreementkit_describe()
    assert (description.name, [field.kind for field in description]) == ("goals", ["goal"])


def test_items_keep_their_labels() -> None:
    body = (
        "§ 2 Ziele\n\nDie Partner verfolgen folgende Ziele:\n\n(1) Abbau von Wartezeiten\n\n(2) Ausbau "
        "der Beratung vor Ort"
    )
    assert [(goal["label"], goal["text"]) for goal in goals(body)] == [
        ("(1)", "Abbau von Wartezeiten"),
        ("(2)", "Ausbau der Beratung vor Ort"),
    ]


def test_bullets_have_no_label_and_lose_their_joints() -> None:
    body = (
        "§ 2 Ziele der Zusammenarbeit\n\nZiel ist es,\n\n- Kinder zu stärken,\n- Eltern zu entlasten "
        "und\n- Wege zu verkürzen."
    )
    assert [(goal["label"], goal["text"]) for goal in goals(body)] == [
        (None, "Kinder zu stärken"),
        (None, "Eltern zu entlasten"),
        (None, "Wege zu verkürzen."),
    ]


def test_an_item_broken_by_a_page_is_one_goal() -> None:
    body = (
        "§ 2 Ziele\n\n(1) Die Schule öffnet sich dem Stadtteil. Dazu werden im\n\nRahmen der Mittel "
        "Räume bereitgestellt.\n\n(2) Mehr Sport am Nachmittag"
    )
    found = texts(body)
    assert len(found) == 2
    assert found[0].endswith("im Rahmen der Mittel Räume bereitgestellt.")


@pytest.mark.parametrize(
    "heading",
    [
        "§ 2 Ziele",
        "§ 2 Gemeinsame Ziele",
        "§ 2 Zielsetzung",
        "§ 2 Zweck der Vereinbarung",
        "§ 2 Zweck und Ziele",
        "§ 2 Leitziele",
        "§ 2 Was wir erreichen wollen",
        "§ 2 Was erreicht werden soll",
        "§ 2 Absichten",
        "§ 2 Ziele und Kennzahlen",
        "II. Kooperationsziele",
        "2. Übergeordnete Ziele der Partner",
    ],
)
def test_headings_that_open_goals(heading: str) -> None:
    assert texts(f"{heading}\n\na) Weniger Schulabbrüche im Quartier\n\nb) Mehr Sprachförderung in Krippen") == [
        "Weniger Schulabbrüche im Quartier",
        "Mehr Sprachförderung in Krippen",
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "§ 2 Zielgruppe",
        "§ 2 Aufgaben der Stadt",
        "§ 2 Umsetzung der Ziele",
        "§ 2 Überprüfung der Zielerreichung",
        "§ 2 Maßnahmen",
        "§ 2 Arbeitsinhalte",
        "§ 2 Leistungen des Vereins",
        "§ 2 Zweckbindung der Mittel",
        "§ 2 Zielsteuerung",
    ],
)
def test_headings_that_do_not(heading: str) -> None:
    assert texts(f"{heading}\n\na) Beratung von Eltern in der Sprechstunde\n\nb) Führung der Akten") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Ziel ist eine verlässliche Betreuung am Nachmittag.",
        "Ziel der Zusammenarbeit ist es, Wohnungslosigkeit zu vermeiden.",
        "Die Partner wollen Wartezeiten verkürzen.",
        "Angestrebt wird ein gemeinsames Fallverständnis.",
        "Stadt und Verein streben eine Öffnung der Angebote an.",
        "Die Beteiligten setzen sich dafür ein, dass kein Kind verloren geht.",
        "Durch die Bündelung sollen Fahrten eingespart werden.",
        "Die Vereinbarung dient dem Aufbau eines Netzes früher Hilfen.",
        "Die Partner haben sich zum Ziel gesetzt, Übergänge zu begleiten.",
        "Die Zusammenarbeit zielt auf eine bessere Erreichbarkeit.",
        "Beide Seiten beabsichtigen, ihre Daten zusammenzuführen.",
    ],
)
def test_sentences_that_state_a_goal(sentence: str) -> None:
    body = f"§ 2 Zielsetzung\n\nDas Gebiet umfasst drei Ortsteile. {sentence}"
    assert texts(body) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Die Ziele werden jährlich überprüft und fortgeschrieben.",
        "Zur Erreichung dieser Ziele stellt die Stadt Räume.",
        "Das Ziel ist erreicht, wenn alle Plätze belegt sind.",
        "Näheres regelt die Anlage.",
        "Beraten werden Frauen, die wieder einsteigen wollen.",
        "Die nachfolgenden Ziele sollen bis Jahresende erreicht werden.",
    ],
)
def test_sentences_that_only_speak_of_goals(sentence: str) -> None:
    body = f"§ 2 Zielsetzung\n\nZiel ist ein guter Start für alle Kinder. {sentence}"
    assert texts(body) == ["Ziel ist ein guter Start für alle Kinder."]


def test_a_goals_list_within_another_clause() -> None:
    body = (
        "§ 3 Ebenen der Zusammenarbeit\n\nZiele:\n\n- gegenseitige Information\n- abgestimmtes Vorgehen\n\n"
        "Arbeitsinhalte:\n\n- Hospitationen\n- gemeinsame Fortbildungen"
    )
    assert texts(body) == ["gegenseitige Information", "abgestimmtes Vorgehen"]


def test_a_sentence_that_leads_into_goals() -> None:
    body = (
        "§ 1 Grundlagen\n\nDie Partner verfolgen mit dieser Vereinbarung folgende Ziele:\n\n"
        "- Ausbau der Ferienbetreuung\n- Entlastung von Alleinerziehenden"
    )
    assert texts(body) == ["Ausbau der Ferienbetreuung", "Entlastung von Alleinerziehenden"]


def test_headings_of_a_target_agreement_are_goals() -> None:
    body = (
        "1. Ziele für das Jahr 2021\n\nI. Verringerung der Hilfebedürftigkeit\n\nDieses Ziel wird beobachtet.\n\n"
        "II. Verbesserung der Integration in Arbeit\n\nDas Ziel ist erreicht, wenn die "
        "Integrationsquote um 1,2 % gegenüber "
        "dem Vorjahr erhöht wird.\n\n1. Ausbau der Sprachkurse\n\nDer Träger bietet zwei Kurse an.\n\n"
        "2. Mehr Teilzeitausbildung\n\nBetriebe werden angesprochen.\n\nIII. "
        "Unterstützungsangebote\n\nDas Land bietet Schulungen an."
    )
    found = goals(body)
    assert [goal["label"] for goal in found] == ["I.", "II.", "II.1.", "II.2."]
    assert found[1]["target"] == {
        "indicator": "Integrationsquote",
        "direction": "increase",
        "change": 1.2,
        "unit": "%",
        "baseline": "Vorjahr",
        "year": None,
    }
    assert [goal["target"] for goal in found[2:]] == [None, None]


def test_numbered_goals_take_the_next_line_as_title() -> None:
    body = (
        "Ziel 1\nMehr Plätze in Krippen\n\nEs werden zwei Gruppen eröffnet.\n\nZiel 2\nFachkräfte "
        "halten\n\nDer Träger bildet aus."
    )
    assert [(goal["label"], goal["text"]) for goal in goals(body)] == [
        ("Ziel 1", "Mehr Plätze in Krippen"),
        ("Ziel 2", "Fachkräfte halten"),
    ]


def test_the_aim_named_in_a_preamble_counts_beside_a_goals_clause() -> None:
    body = (
        "Präambel\n\nDas übergeordnete Ziel der Kooperation besteht in der Teilhabe aller Kinder. Viele "
        "Familien sind belastet.\n\n"
        "§ 2 Ziele\n\n(1) Ausbau der Lotsenstelle\n\n(2) Aufbau eines Wegweisers"
    )
    assert texts(body) == [
        "Das übergeordnete Ziel der Kooperation besteht in der Teilhabe aller Kinder.",
        "Ausbau der Lotsenstelle",
        "Aufbau eines Wegweisers",
    ]


def test_without_a_goals_clause_the_agreements_own_aim_counts() -> None:
    body = (
        "§ 1 Gegenstand\n\nZiel der Vereinbarung ist die gemeinsame Nutzung der Halle. Die Halle hat 300 Plätze.\n\n"
        "§ 2 Pflichten der Stadt\n\nDie Stadt will die Heizung im Sommer warten."
    )
    assert texts(body) == ["Ziel der Vereinbarung ist die gemeinsame Nutzung der Halle."]


@pytest.mark.parametrize(
    "body",
    [
        "§ 1 Gegenstand\n\nDer Verein berät Familien. Das Programm des Landes hat das Ziel verfolgt, Armut zu senken.",
        "§ 1 Aufgaben\n\nZiel ist die Vermittlung in Arbeit.",
        "§ 5 Kündigung\n\nWollen die Partner kündigen, soll ein Gespräch vorausgehen.",
    ],
)
def test_aims_of_others_and_of_other_clauses_are_silent(body: str) -> None:
    assert texts(body) == []


def test_a_council_paper_that_retells_goals_is_silent() -> None:
    text = (
        "Beschlussvorlage Nr. 17/2020\n\nBeratungsfolge\n\nSozialausschuss 03.03.2020\n\nBegründung\n\n"
        "Ziel der Kooperation ist die Beratung aus einer Hand. Die Partner wollen Wege verkürzen.\n"
    )
    assert list(agreementkit_extract(document=document_from_text(text))) == []


def test_a_heading_that_the_outline_may_miss() -> None:
    text = (
        "KOOPERATIONSERKLÄRUNG\n\ndes Netzes für Kinder\n\nUnsere Ziele\n\nWir wollen Familien früh erreichen.\n\n"
        "Wir wollen Angebote bündeln.\n\nUnsere Arbeitsweise\n\nWir treffen uns im Rathaus. Jede Stelle "
        "soll eine Person benennen.\n"
    )
    found = [finding.value["text"] for finding in agreementkit_extract(document=document_from_text(text))]
    assert found == ["Wir wollen Familien früh erreichen.", "Wir wollen Angebote bündeln."]


@pytest.mark.parametrize(
    ("sentence", "indicator", "direction", "change", "unit", "baseline", "year"),
    [
        (
            "Die Vermittlungsquote soll 2021 gegenüber 2020 um 2,5 % steigen.",
            "Vermittlungsquote",
            "increase",
            2.5,
            "%",
            "2020",
            2021,
        ),
        (
            "Der Stromverbrauch der Schulen wird bis Ende 2030 um 20 Prozent gesenkt.",
            "Stromverbrauch der Schulen",
            "decrease",
            20,
            "%",
            None,
            2030,
        ),
        (
            "Die Betreuungsquote steigt von 30 % auf 36 %.",
            "Betreuungsquote",
            "increase",
            6,
            "Prozentpunkte",
            "30 %",
            None,
        ),
        (
            "Die Quote der Abbrüche sinkt im Vergleich zum Vorjahr um mindestens drei Prozentpunkte.",
            "Quote der Abbrüche",
            "decrease",
            3,
            "Prozentpunkte",
            "Vorjahr",
            None,
        ),
        (
            "Der durchschnittliche Bestand an offenen Fällen wird auf dem Niveau des Vorjahres gehalten.",
            "durchschnittlicher Bestand an offenen Fällen",
            "hold",
            0,
            "%",
            "Vorjahr",
            None,
        ),
        (
            "Die Zahl der Einbrüche soll um ein Viertel verringert werden.",
            "Zahl der Einbrüche",
            "decrease",
            25,
            "%",
            None,
            None,
        ),
        ("Die Zahl der Unfälle soll bis 2028 halbiert werden.", "Zahl der Unfälle", "decrease", 50, "%", None, 2028),
        (
            "Der Bestand an Altfällen wird um 2 v. H. verringert.",
            "Bestand an Altfällen",
            "decrease",
            2,
            "%",
            None,
            None,
        ),
        (
            "Senkung des Wasserverbrauchs um 10 % gegenüber dem Vorjahr",
            "Wasserverbrauch",
            "decrease",
            10,
            "%",
            "Vorjahr",
            None,
        ),
        (
            "Die Partner wollen den Anteil der Teilzeitkräfte um 4 Prozentpunkte erhöhen.",
            "Anteil der Teilzeitkräfte",
            "increase",
            4,
            "Prozentpunkte",
            None,
            None,
        ),
        (
            "Die Quote wird von 18,2 % im Jahr 2018 auf 20,0 % im Jahr 2019 angehoben.",
            "Quote",
            "increase",
            1.8,
            "Prozentpunkte",
            "2018",
            2019,
        ),
        (
            "Die Zahl der Krippenplätze steigt um 20 Plätze.",
            "Zahl der Krippenplätze",
            "increase",
            20,
            "Plätze",
            None,
            None,
        ),
        (
            "Der Anteil der Kinder, die kein Frühstück erhalten, soll um 5 % sinken.",
            "Anteil der Kinder, die kein Frühstück erhalten",
            "decrease",
            5,
            "%",
            None,
            None,
        ),
        ("Die Beschäftigungsquote steigt auf 60 %.", "Beschäftigungsquote", "increase", None, "%", None, None),
    ],
)
def test_targets(
    sentence: str,
    indicator: str,
    direction: str,
    change: float | None,
    unit: str,
    baseline: str | None,
    year: int | None,
) -> None:
    assert target(sentence) == {
        "indicator": indicator,
        "direction": direction,
        "change": change,
        "unit": unit,
        "baseline": baseline,
        "year": year,
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "Mehr als 35 % der Kinder besuchen bereits eine Krippe.",
        "Im Vorjahr ist die Quote um 3 % gestiegen.",
        "Weicht die Quote um mehr als 5 % ab, beraten die Partner.",
        "Die Stadt trägt 60 % der Kosten.",
        "Das Entgelt steigt jährlich um 2 %.",
        "Mindestens die Hälfte der Jugendlichen findet einen Platz.",
        "Betriebe sollen Bewerbungen binnen zwei Wochen beantworten.",
        "Der Anteil konnte um 4 % gesenkt werden.",
        "Die Verfügbarkeit beträgt 99,5 %.",
    ],
)
def test_numbers_that_are_no_targets(sentence: str) -> None:
    assert target(sentence) is None


def test_the_year_of_the_title_serves_where_the_sentence_names_none() -> None:
    text = (
        "Zielvereinbarung 2022\n\nzwischen dem Land und dem Kreis\n\n1. Ziele\n\na) Die Quote steigt um "
        "3 %.\n\nb) Mehr Beratung"
    )
    found = [finding.value for finding in agreementkit_extract(document=document_from_text(text))]
    assert found[0]["target"]["year"] == 2022


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("Ausbau der Kinderbetreuung in Randzeiten", "Kinderbetreuung"),
        ("Förderung der Mobilität im ländlichen Raum", "Mobilität"),
        ("Vernetzung der Fachstellen", "Netzwerk"),
        ("Sicherung der Gesundheit von Kindern", "Gesundheit"),
        ("Abbau von Schulden", "Schulden"),
        ("Integration in Erwerbstätigkeit", "Erwerbstätigkeit"),
    ],
)
def test_themes(text: str, theme: str) -> None:
    assert theme in goals(f"§ 2 Ziele\n\na) {text}\n\nb) Mehr Zeit")[0]["themes"]


def test_the_target_sentence_is_further_evidence() -> None:
    body = (
        "1. Ziele\n\n1.1 Langzeitbezug vermeiden\n\nDer Bestand an Langzeitfällen sinkt um 2 % gegenüber"
        " 2020.\n\n1.2 Beratung ausbauen\n\nEs werden Sprechstunden angeboten."
    )
    document = document_from_text(FRAME.format(body=body))
    first = next(iter(agreementkit_extract(document=document)))
    quotes = [document.text[start:end] for start, end in first.spans]
    assert "Langzeitbezug vermeiden" in quotes[0]
    assert quotes[1].startswith("Der Bestand an Langzeitfällen")


@pytest.mark.parametrize(
    "text",
    [
        "Ziel " * 20_000,
        "§ 1 Ziele\n\n" + "soll um 5 % " * 10_000,
        "§ 1 Ziele\n\nDie Quote soll " + "(5 % " * 20_000,
        "§ 1 Ziele\n\n" + "| Ziel | Indikator | Ist | Soll |\n" * 3_000,
        "§ 1 Ziele\n\n- die Quote um 5 %\n" + "abc " * 20_000,
        "1" * 100_000,
        "Die Partner wollen, " * 8_000,
        "",
        " \n" * 50_000,
    ],
)
def test_hostile_text_costs_little(text: str) -> None:
    document = document_from_text(text)
    begin = time.perf_counter()
    list(agreementkit_extract(document=document))
    assert time.perf_counter() - begin < 5


def test_a_measure_below_a_goal_is_no_target() -> None:
    body = (
        "1. Ziele\n\n1.1 Bessere Erreichbarkeit\n\nDie Sprechzeiten steigen um zwei weitere Abende.\n\n"
        "1.2 Kürzere Wege\n\nDie Wartezeit sinkt um zwei Wochen."
    )
    assert [goal["target"] and goal["target"]["indicator"] for goal in goals(body)] == [None, "Wartezeit"]


def test_a_row_of_a_table_is_a_goal_with_its_label_and_evidence() -> None:
    text = FRAME.format(
        body="§ 2 Ziele\n\nNr.   Ziel                        Kennzahl        Ist 2024   Soll 2026\n"
        "1     Hilfen beginnen früher      Erstbesuche     40         + 10 %\n"
        "      und ohne Umwege\n"
        "2     Kurse sind offen für alle   Kursquote       20 %       26 %"
    )
    document = document_from_text(text)
    found = list(agreementkit_extract(document=document))
    assert_verbatim(document, found)
    assert [(f.value["label"], f.value["text"]) for f in found] == [
        ("1", "Hilfen beginnen früher und ohne Umwege"),
        ("2", "Kurse sind offen für alle"),
    ]
    assert [(f.value["target"]["indicator"], f.value["target"]["change"]) for f in found] == [
        ("Erstbesuche", 10),
        ("Kursquote", 6),
    ]
    assert [len(f.spans) for f in found] == [2, 1]


def test_what_shrinks_decreases() -> None:
    (goal,) = goals("§ 1 Ziele\n\n- Die Menge des Sperrmülls schrumpft bis zum Jahr 2030 um 27 %.")
    assert goal["target"]["indicator"] == "Menge des Sperrmülls"
    assert (goal["target"]["direction"], goal["target"]["change"], goal["target"]["year"]) == ("decrease", 27, 2030)
