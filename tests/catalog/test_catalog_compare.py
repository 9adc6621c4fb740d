from __future__ import annotations

import time
from typing import Any

import pytest
from made import meta, record_of, text_of

from agreementkit.catalog.compare import as_listing, compare
from agreementkit.errors import NotFoundError
from agreementkit.output.record import summarise
from agreementkit.output.shapes import Cell


def cells(record: dict[str, Any], lang: Any = "de") -> dict[str, Cell]:
    return {row.key: row.cells[0] for row in compare([record], lang=lang).rows}


def test_values_are_said_as_lawyers_write_them() -> None:
    said = {key: (cell.text, cell.place) for key, cell in cells(record_of("Altbeuren")).items()}
    assert said["parties"] == ("Stadt Altbeuren; Jobcenter Altbeuren", "S. 1")
    assert said["effective_date"] == ("01.10.2020", "§ 3 (1), S. 1")
    assert said["expiration_date"] == ("30.09.2023", "§ 3 (1), S. 1")
    assert said["renewal"] == ("verlängert sich um je 1 Jahr", "§ 3 (1), S. 1")
    assert said["notice_period"] == ("6 Wochen", "§ 3 (2), S. 1")
    assert said["effective"] == ("zum 30.09.", "§ 3 (2), S. 1")
    assert said["notice_by"] == ("19.08.2027", "§ 3 (2), S. 1; § 3 (1), S. 1")
    assert said["organs"] == ("Lenkungskreis (halbjährlich)", "§ 2, S. 1")
    assert said["goals"] == ("1 Ziel: Arbeit", "§ 1 (1), S. 1")
    assert said["legal_references"] == ("SGB II § 16a", "S. 1")


def test_english_on_request() -> None:
    comparison = compare([record_of("Altbeuren")], ["notice_period", "effective", "renewal"], lang="en")
    assert [(row.label, row.cells[0].text) for row in comparison.rows] == [
        ("Notice period", "6 weeks"),
        ("Termination to", "to 30 September"),
        ("Renewal", "renews by 1 year each time"),
    ]


def test_silence_is_an_empty_cell_and_a_field_all_are_silent_on_is_left_out() -> None:
    silent = record_of("Neubeuren", termination=None, organs=[])
    rows = {row.key: row.cells for row in compare([record_of("Altbeuren"), silent]).rows}
    assert rows["notice_period"][1].silent
    assert rows["organs"][1].silent
    assert "amendment" not in rows
    assert "mutual_rescission" not in rows
    (asked,) = compare([silent], ["amendment"]).rows
    assert asked.cells[0].silent


def test_a_false_or_missing_value_is_never_said() -> None:
    record = record_of("Altbeuren", term=None, termination=None, parties=[], goals=[], organs=[], flags=[])
    record |= {"legal_references": []}
    record["document"] |= {"agreement_date": None}
    record["deadlines"] = {"as_of": "2026-11-21", "status": "unknown", "rule": "", "missing": ["term"]}
    assert compare([record]).rows == ()


def test_low_confidence_and_impossible_values_are_marked() -> None:
    record = record_of("Altbeuren")
    record["termination"]["confidence"] = 0.4
    record["term"]["effective_date"] |= {"value": None, "raw": "0.01.2013"}
    said = cells(record)
    assert (said["effective_date"].text, said["effective_date"].doubtful) == ("0.01.2013", True)
    assert said["notice_period"].doubtful
    assert said["notice_by"].doubtful
    assert not said["expiration_date"].doubtful


def test_a_deadline_that_cannot_be_computed_says_what_is_missing() -> None:
    record = record_of("Altbeuren")
    record["deadlines"] |= {"next_end": None, "notice_by": None, "missing": ["signature date"]}
    cell = cells(record)["notice_by"]
    assert (cell.text, cell.doubtful) == ("offen, es fehlt: Datum der Unterschrift", True)


def test_what_a_person_rejected_is_silence() -> None:
    record = record_of("Altbeuren")
    record["termination"]["review"] = "rejected"
    record["organs"][0]["review"] = "rejected"
    record["term"]["renewal"]["review"] = "rejected"
    said = cells(record)
    assert not {"notice_period", "effective", "organs", "renewal"} & set(said)


def test_all_of_termination_and_amendment() -> None:
    text = text_of("Altbeuren")
    record = record_of("Altbeuren")
    record["termination"] |= {
        "effective": "end_of_quarter",
        "notice_deadline_day": "--06-30",
        "form": "written",
        "for_cause": True,
        "mutual_rescission": {"allowed": True, "form": "written"},
    }
    record["amendment"] = {"form": "written", "mutual": True} | meta(text, "Jeder Partner", "§ 9, S. 2")
    record["goals"][0]["target"] = {
        "indicator": "Vermittlungen",
        "direction": "increase",
        "change": 2.5,
        "unit": "%",
        "baseline": "Vorjahr",
        "year": 2027,
    }
    said = {key: cell.text for key, cell in cells(record).items()}
    assert said["effective"] == "zum Quartalsende"
    assert said["notice_deadline_day"] == "30.06."
    assert said["form"] == "schriftlich"
    assert said["for_cause"] == "vorgesehen"
    assert said["mutual_rescission"] == "möglich, schriftlich"
    assert said["amendment"] == "schriftlich, einvernehmlich"
    assert said["targets"] == "Vermittlungen um 2,5 % erhöhen (gegenüber Vorjahr, 2027)"


def test_from_when_on_it_can_be_left_and_how_often_it_renews() -> None:
    record = record_of("Altbeuren")
    record["termination"] |= {"first_end": "2030-12-31", "locked_until": "P5Y"}
    record["term"]["renewal"] |= {"limited": True}
    said = cells(record)
    assert (said["first_end"].text, said["first_end"].place) == ("31.12.2030", "§ 3 (2), S. 1")
    assert (said["locked_until"].text, said["locked_until"].value) == ("5 Jahre ab Beginn", "P5Y")
    assert said["renewal"].text == "verlängert sich um je 1 Jahr, begrenzt"
    assert said["renewal"].value == {"automatic": True, "period": "P1Y", "limited": True}
    record["termination"]["locked_until"] = "2029-06-30"
    english = cells(record, "en")
    assert english["locked_until"].text == "until 30 June 2029"
    assert english["renewal"].text == "renews by 1 year each time, limited"
    assert "Kündigung erstmals zum     31.12.2030  [§ 3 (2), S. 1]" in summarise(record)
    plain = cells(record_of("Altbeuren"))
    assert not {"first_end", "locked_until"} & set(plain)


def test_findings_of_a_strangers_plugin_are_compared_too() -> None:
    text = text_of("Altbeuren")
    record = record_of("Altbeuren")
    record["fields"] = {
        "liability": [{"value": {"until": "2030-01-31", "capped": True}} | meta(text, "Frist", "§ 3, S. 1")]
    }
    comparison = compare([record, record_of("Neubeuren")], labels={"liability": ("Haftung", "Liability")})
    (row,) = [row for row in comparison.rows if row.key == "liability"]
    assert row.label == "Haftung"
    assert [cell.text for cell in row.cells] == ["until: 31.01.2030; capped: ja", ""]


def test_documents_of_one_city_are_told_apart() -> None:
    first, second = record_of("Altbeuren"), record_of("Altbeuren", text_of("Altbeuren") + ".")
    second["source"]["file_name"] = "zweite.txt"
    headings = compare([first, second, record_of("Neubeuren")]).headings
    assert [heading.detail for heading in headings] == [
        "Kooperationsvereinbarung, 15.09.2020, Altbeuren.txt",
        "Kooperationsvereinbarung, 15.09.2020, zweite.txt",
        "Kooperationsvereinbarung",
    ]


def test_an_unknown_field_is_named() -> None:
    with pytest.raises(NotFoundError, match="'notice'") as error:
        compare([record_of("Altbeuren")], ["notice"])
    assert "notice_period" in error.value.fix


def test_one_row_a_document() -> None:
    listing = as_listing(compare([record_of("Altbeuren"), record_of("Neubeuren", termination=None)], ["notice_period"]))
    assert [column.key for column in listing.columns][3:] == ["notice_period", "notice_period_place"]
    assert [row["notice_period"] for row in listing.rows] == ["6 Wochen", ""]


def test_a_hundred_documents_take_under_a_second() -> None:
    records = [record_of(f"Neudorf{number}") for number in range(100)]
    begun = time.process_time()
    comparison = compare(records)
    assert len(comparison.headings) == 100
    assert time.process_time() - begun < 1


def test_a_summary_shows_values_with_places_and_no_control_characters() -> None:
    record = record_of("Altbeuren")
    record["document"]["title"] = "Vereinbarung\x1b[2J\nfalsch"
    record["parties"][0]["name"] = "Stadt\x07 \u202eAltbeuren"
    text = summarise(record)
    assert "6 Wochen  [§ 3 (2), S. 1]" in text
    assert "- (1) Die Partner helfen Alleinerziehenden in Arbeit.  [§ 1 (1), S. 1]" in text
    assert "- Kein Datum (no_signature_date)" in text
    assert not [character for character in text if not character.isprintable() and character != "\n"]
