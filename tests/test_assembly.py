"""From text and pages to one record: joined clauses, contradictions, places, boxes, flags."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import pytest

from agreementkit import Agreement, Options, extract, load_plugins

sys.path.insert(0, str(Path(__file__).parents[1] / "corpus"))

OPTIONS = Options(as_of=date(2026, 11, 21))
PLUGINS = load_plugins()

AGREEMENT = """Kooperationsvereinbarung

zwischen

der Stadt Birkenfurt, vertreten durch den Bürgermeister
– nachfolgend „Stadt“ genannt –

und

dem Jobcenter Birkenfurt

§ 1 Ziele

(1) Mehr Alleinerziehende finden eine Arbeit, von der sie leben können.
(2) Die Betreuung der Kinder in den Randzeiten wird ausgebaut.

§ 2 Laufzeit

{term}

§ 3 Kündigung

{notice}

Birkenfurt, den {signed}

Karla Muster
Bürgermeisterin der Stadt Birkenfurt

Jonas Beispiel
Geschäftsführer des Jobcenters Birkenfurt
"""


def made(
    term: str = "Die Vereinbarung tritt am 1. Januar 2020 in Kraft und gilt bis zum 31. Dezember 2021. "
    "Sie verlängert sich um jeweils ein Jahr, wenn sie nicht gekündigt wird.",
    notice: str = "Sie kann mit einer Frist von drei Monaten zum Jahresende gekündigt werden.",
    signed: str = "12. Dezember 2019",
    as_of: date = date(2026, 11, 21),
) -> Agreement:
    text = AGREEMENT.format(term=term, notice=notice, signed=signed)
    return extract(text.encode(), "v.txt", plugins=PLUGINS, options=Options(as_of=as_of)).record


def codes(record: Agreement) -> set[str]:
    return {flag.code for flag in record.flags}


def test_duration_and_notice_of_two_clauses_make_one_deadline() -> None:
    record = made()
    assert record.term
    assert record.term.renewal
    assert record.termination
    assert (record.term.renewal.period, record.termination.notice_period) == ("P1Y", "P3M")
    assert (record.deadlines.next_end, record.deadlines.notice_by) == ("2027-12-31", "2027-09-30")
    assert record.termination.evidence[0].place == "§ 3, S. 1"
    assert record.status == "complete"
    assert not codes(record)


def test_signatures_are_joined_to_their_parties() -> None:
    record = made()
    assert [(s.person, s.party, s.date) for s in record.signatures] == [
        ("Karla Muster", "Stadt Birkenfurt", "2019-12-12"),
        ("Jonas Beispiel", "Jobcenter Birkenfurt", "2019-12-12"),
    ]
    assert record.document.agreement_date == "2019-12-12"


def test_an_impossible_day_stays_as_it_is_printed() -> None:
    record = made(term="Die Vereinbarung gilt vom 31.06.2020 bis zum 31.12.2021.")
    assert record.term
    assert record.term.effective_date
    assert (record.term.effective_date.value, record.term.effective_date.raw) == (None, "31.06.2020")
    flag = next(flag for flag in record.flags if flag.code == "impossible_date")
    assert flag.suggestions[0] in {"2020-06-30", "2020-07-01"}
    assert flag.evidence[0].quote.startswith("31.06.2020") or "31.06.2020" in flag.evidence[0].quote


def test_a_start_with_the_signature_takes_the_last_signatures_day() -> None:
    record = made(term="Die Vereinbarung tritt mit Unterzeichnung in Kraft und gilt für die Dauer von zwei Jahren.")
    assert record.term
    assert record.term.effective_date
    assert record.term.expiration_date
    assert (record.term.effective_date.value, record.term.effective_date.event) == ("2019-12-12", "signature")
    assert (record.term.expiration_date.value, record.term.expiration_date.computed) == ("2021-12-11", True)
    unsigned = made(
        term="Die Vereinbarung tritt mit Unterzeichnung in Kraft und gilt für die Dauer von zwei Jahren.", signed="____"
    )
    assert unsigned.deadlines.next_end is None
    assert "signature date" in unsigned.deadlines.missing
    assert "no_signature_date" in codes(unsigned)


def test_a_party_that_has_not_signed_holds_the_start_up() -> None:
    text = AGREEMENT.format(
        term="Die Vereinbarung tritt mit Unterzeichnung durch alle Parteien in Kraft und gilt zwei Jahre.",
        notice="Keine.",
        signed="12. Dezember 2019",
    ).partition("Jonas Beispiel")[0]
    record = extract(text.encode(), "v.txt", plugins=PLUGINS, options=OPTIONS).record
    assert record.term
    assert record.term.effective_date
    assert record.term.effective_date.value is None
    assert "unsigned_party" in codes(record)
    assert "signature date" in record.deadlines.missing


def test_flags_of_dates() -> None:
    assert "retroactive_start" in codes(made(signed="3. März 2020"))
    assert "expired" in codes(made(term="Die Vereinbarung gilt vom 01.01.2020 bis zum 31.12.2021."))
    assert "expired" not in codes(
        made(term="Die Vereinbarung gilt vom 01.01.2020 bis zum 31.12.2021.", as_of=date(2021, 5, 1))
    )
    assert "conflicting_dates" in codes(made(term="Die Vereinbarung gilt vom 01.01.2022 bis zum 31.12.2021."))


def test_two_readings_of_one_date_give_none() -> None:
    record = made(
        term="(1) Diese Vereinbarung endet am 31.12.2021.\n(2) Die Laufzeit dieser Vereinbarung endet am 30.06.2022."
    )
    assert record.term
    assert record.term.expiration_date
    assert record.term.expiration_date.value is None
    assert "conflicting_dates" in codes(record)


def test_a_born_digital_page_gives_boxes_a_line() -> None:
    from rendering import Style, typeset

    text = AGREEMENT.format(
        term="Die Vereinbarung tritt am 1. Januar 2020 in Kraft. " + "Sie dient der Zusammenarbeit aller. " * 120,
        notice="Sie kann von jeder Partei unter Einhaltung einer Frist von drei Monaten zum Ende eines jeden Jahres "
        "gekündigt werden; die Kündigung bedarf der Schriftform.",
        signed="12. Dezember 2019",
    )
    record = extract(typeset(text, Style(page_numbers=True)), "v.pdf", plugins=PLUGINS, options=OPTIONS).record
    assert record.source.media_type == "application/pdf"
    assert {page.origin for page in record.source.pages} == {"text_layer"}
    assert record.termination
    proof = record.termination.evidence[0]
    assert proof.page == len(record.source.pages)
    assert len(proof.boxes) >= 2
    for left, top, right, bottom in proof.boxes:
        assert 0 <= left < right <= 596
        assert 0 <= top < bottom <= 843
        assert bottom - top < 30


@pytest.mark.parametrize("without", ["durations", "termination", "parties"])
def test_without_a_plugin_the_record_lacks_its_part_only(without: str) -> None:
    text = AGREEMENT.format(term="Sie gilt bis zum 31.12.2021.", notice="Keine.", signed="1. Mai 2019").encode()
    record = extract(text, "v.txt", plugins=load_plugins(without=[without]), options=OPTIONS).record
    assert without not in {plugin.name for plugin in record.producer.plugins}
    assert record.document.municipality
    assert json.loads(record.to_json())["schema_version"] == "1.0"
