"""Why a field is empty, in documents written for it."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from agreementkit import Agreement, Options, extract, load_plugins
from agreementkit.silence import TOPICS

OPTIONS = Options(as_of=date(2026, 11, 21))
PLUGINS = load_plugins()

AGREEMENT = """Kooperationsvereinbarung

zwischen

der Stadt Birkenfurt

und

dem Jobcenter Birkenfurt

§ 1 Ziele

(1) Mehr Alleinerziehende finden eine Arbeit, von der sie leben können.

§ 2 Laufzeit

{term}

§ 3 Kündigung

{notice}

Birkenfurt, den 12. Dezember 2019

Karla Muster
Bürgermeisterin der Stadt Birkenfurt
"""
TERM = "Die Vereinbarung gilt vom 1. Januar 2020 bis zum 31. Dezember 2021."
NOTICE = "Die Vereinbarung kann mit einer Frist von drei Monaten zum Jahresende gekündigt werden."


def read(text: str, without: tuple[str, ...] = ()) -> Agreement:
    plugins = load_plugins(without=without) if without else PLUGINS
    return extract(text.encode(), "v.txt", plugins=plugins, options=OPTIONS).record


def made(term: str = TERM, notice: str = NOTICE, without: tuple[str, ...] = ()) -> Agreement:
    return read(AGREEMENT.format(term=term, notice=notice), without)


def test_what_is_stated_has_no_reason_and_what_is_not_has_one() -> None:
    silence = made().silence
    assert not {"parties", "goals", "term.effective_date", "termination.notice_period"} & set(silence)
    assert silence["term.renewal"] == "not_stated"
    assert silence["termination.for_cause"] == "not_stated"
    assert silence["amendment"] == "not_stated"
    assert silence["organs"] == "not_stated"


def test_a_cue_without_a_readable_value_is_not_found() -> None:
    silence = made(notice="Die Kündigung ist nur unter Einhaltung einer angemessenen Frist möglich.").silence
    assert silence["termination.notice_period"] == "not_found"
    impossible = made(term="Die Vereinbarung gilt vom 31.06.2020 bis zum 31.12.2021.").silence
    assert impossible["term.effective_date"] == "not_found"


@pytest.mark.parametrize(
    ("notice", "field"),
    [
        # what one cannot read is not what nobody wrote
        ("Die Vereinbarung kann halbjährlich gekündigt werden.", "termination.effective"),
        ("Die Vereinbarung ist vierteljährlich kündbar.", "termination.effective"),
        ("Die Kündigung ist drei Mal im Jahr möglich.", "termination.effective"),
        (
            f"{NOTICE}\n\n§ 4 Schlussbestimmungen\n\nFür ihre Aufhebung gilt das Gleiche.",
            "termination.mutual_rescission",
        ),
        (
            f"{NOTICE}\n\n§ 4 Form\n\nÜber die Aufhebung dieser Vereinbarung wird ein Protokoll geführt.",
            "termination.mutual_rescission",
        ),
    ],
)
def test_what_is_said_elsewhere_or_otherwise_is_not_found(notice: str, field: str) -> None:
    assert made(notice=notice).silence[field] == "not_found"


def test_what_is_lifted_that_is_no_agreement_is_no_rescission() -> None:
    notice = f"{NOTICE}\n\n§ 4 Hausrecht\n\nDie Aufhebung eines Hausverbots gilt nach einem Jahr."
    assert made(notice=notice).silence["termination.mutual_rescission"] == "not_stated"


def test_a_notice_without_a_period_says_nothing_of_one() -> None:
    silence = made(notice="Die Vereinbarung kann jederzeit schriftlich gekündigt werden.").silence
    assert silence["termination.notice_period"] == "not_stated"
    assert "termination.form" not in silence


def test_what_contradicts_itself_is_conflicting() -> None:
    term = "(1) Diese Vereinbarung endet am 31.12.2021.\n(2) Die Laufzeit dieser Vereinbarung endet am 30.06.2022."
    assert made(term=term).silence["term.expiration_date"] == "conflicting"


def test_a_paper_of_the_council_has_no_such_fields() -> None:
    paper = read(
        "Stadt Birkenfurt\n\nBeschlussvorlage\n\nVorlagen-Nr. V/0980/2019\n\nBeratungsfolge\n\n"
        "Der Rat nimmt den Bericht über die Zusammenarbeit mit dem Jobcenter zur Kenntnis. "
        "Die Vereinbarung soll mit einer Frist von drei Monaten gekündigt werden.\n"
    )
    assert not paper.document.is_agreement
    assert {paper.silence[field] for field in ("parties", "goals", "term.effective_date", "termination.form")} == {
        "not_applicable"
    }


def test_noise_is_illegible_where_it_may_stand() -> None:
    noise = " ".join("xq7 |l1 ,,;: zzkr ~~w3 ]p|" for _ in range(120))
    record = read(f"{AGREEMENT.format(term=TERM, notice=NOTICE)}\f{noise}")
    assert record.source.pages[1].quality < 0.5
    assert record.silence["organs"] == "illegible"
    # its clauses stand on the first page, which is fine
    assert record.silence["termination.for_cause"] == "not_stated"


def test_what_no_plugin_reads_gets_no_reason() -> None:
    silence = made(without=("durations", "organs")).silence
    assert not any(field.startswith("term.") for field in silence)
    assert "organs" not in silence
    assert silence["amendment"] == "not_stated"


def test_silence_is_in_the_record_and_in_its_schema() -> None:
    written = json.loads(made().to_json())
    assert written["silence"]["term.renewal"] == "not_stated"
    reasons = Agreement.model_json_schema()["properties"]["silence"]["additionalProperties"]["enum"]
    assert set(reasons) == {"not_stated", "not_applicable", "illegible", "conflicting", "not_found"}


@pytest.mark.parametrize("topic", [topic for topic in TOPICS if topic.cue], ids=lambda topic: topic.field)
@pytest.mark.parametrize("piece", ["Frist ", "gilt ", "§ 1 ", "läuft aus", "1.1.", "A", "spätestens ", "\n"])
def test_cues_are_linear(topic, piece: str) -> None:  # type: ignore[no-untyped-def]
    text = piece * (200_000 // len(piece))
    assert isinstance(topic.cue, re.Pattern)
    assert sum(1 for _ in topic.cue.finditer(text)) <= len(text)
