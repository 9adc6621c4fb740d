"""The references plugin through its hook, on sentences of our own."""

from __future__ import annotations

import pytest

import agreementkit_references as plugin
from agreementkit import Finding
from agreementkit.testing import assert_verbatim, document_from_text


def found(text: str, kind: str) -> list[Finding]:
    document = document_from_text(f"Vereinbarung\n\n§ 1 Anlass\n\n{text}\n")
    findings = list(plugin.agreementkit_extract(document=document))
    assert_verbatim(document, findings)
    for finding in findings:
        if finding.kind == "council_paper":
            quoted = document.text[finding.spans[0].start : finding.spans[0].end]
            assert " ".join(quoted.split()) == finding.value["number"]
    return [finding for finding in findings if finding.kind == kind]


STATUTES: dict[str, list[str]] = {
    "Die Hilfe folgt § 16 a Nr. 2 SGB II und § 8a Abs. 4 SGB VIII.": ["SGB II § 16a Nr. 2", "SGB VIII § 8a Abs. 4"],
    "Die §§ 14-16 SGB II gelten, ebenso § 2 Abs. 1 Nr. 10 Buchst. a SGB VII.": [
        "SGB II §§ 14-16",
        "SGB VII § 2 Abs. 1 Nr. 10",
    ],
    "Nach § 78 SGB VIII und wieder nach § 78 SGB VIII tagt die Runde.": ["SGB VIII § 78", "SGB VIII § 78"],
    "Es gilt § 6 dieser Vereinbarung; § 3 der Satzung bleibt.": [],
}


@pytest.mark.parametrize("sentence", STATUTES)
def test_every_citation_is_a_finding(sentence: str) -> None:
    assert [finding.value["normalised"] for finding in found(sentence, "legal_reference")] == STATUTES[sentence]


PAPERS: dict[str, list[str]] = {
    "Der Rat hat zugestimmt (Vorlage V/0123/2019).": ["V/0123/2019"],
    "Siehe Vorl. V/0123/2019 und V/0456/2020-1.": ["V/0123/2019", "V/0456/2020-1"],
    "Näheres enthält V/0123/2019.": ["V/0123/2019"],
    "Der Gemeinderat hat das beschlossen (Drucksache 12/345).": ["12/345"],
    "Die Drucksachen 2016/0203, 2016/0588 und 2017/0391 liegen vor.": ["2016/0203", "2016/0588", "2017/0391"],
    "Mit der Vorlage Nr. 2015/123 wurde berichtet.": ["2015/123"],
    "Mit der DS-Nr. 0815/19 wurde berichtet.": ["0815/19"],
    "Der Beschluss Nr. 0456 des Kreistages gilt.": ["0456"],
    "Der Ratsantrag A-R0027/2018 wurde angenommen.": ["A-R0027/2018"],
    "Der Antrag der Fraktionen (AN-KT 14/0019) fordert das.": ["AN-KT 14/0019"],
    "Der Beschluss vom 27.03.2019 (BV-KT 12/0078) wird aufgehoben.": ["BV-KT 12/0078"],
    "Auf Anregung des Antrags A 44/2017 wurde gedruckt.": ["A 44/2017"],
    "Es gilt die Sitzungsvorlage 20-26 / V 01234.": ["20-26 / V 01234"],
    "Der Kreistag stimmte zu (Drucksache KT-0312/18).": ["KT-0312/18"],
    "Das Konzept wurde beschlossen (Drucksache XI/0392).": ["XI/0392"],
    (
        "Dem haben der Stadtrat vom 26. Januar 2006 (Nr. 211/06) und der Gemeinderat vom 2. Februar 2006 "
        "(Nr. 12-02/06) zugestimmt."
    ): [
        "211/06",
        "12-02/06",
    ],
    # near misses
    "Die Satzung vom 26. Januar 2006 (Nr. 211/06) gilt.": [],
    "Die Vorlage 2015/2016 meint das Schuljahr 2015/2016.": [],
    "Der Antrag vom 12.03.2019 liegt vor.": [],
    "Der Weiterbewilligungsantrag 12/2019 ist zu stellen.": [],
    "Die Bundestagsdrucksache 17/1234 wird genannt.": [],
    "Telefon 0999/471122, Az. 50.2/411, Amtsblatt Nr. 11/2020, 1/5 der Fälle.": [],
    "Die Vorlage nach § 5 SGB II, Absatz 2, ist frei.": [],
    "Ein Antrag kostet 12/34 Euro nicht.": [],
}


@pytest.mark.parametrize("sentence", PAPERS)
def test_council_papers(sentence: str) -> None:
    assert [finding.value["number"] for finding in found(sentence, "council_paper")] == PAPERS[sentence]


ANNEXES: dict[str, list[str]] = {
    "Der Plan ist als Anlage 1 beigefügt.": ["Anlage 1"],
    "Die Anlagen 1 und 2 sind Bestandteil der Vereinbarung.": ["Anlage 1", "Anlage 2"],
    "Die Preisliste (Anlage A) liegt bei.": ["Anlage A"],
    "Das „Verzeichnis der Räume“ ist als Anlage beigefügt.": ["Verzeichnis der Räume"],
    "Näheres regelt Anhang 3.": ["Anhang 3"],
    "Form und Inhalt folgen dem beiliegenden Muster.": ["Muster"],
    # near misses
    "Das steht in der Anlage 2b zum Protokoll vom 3. Mai.": [],
    "Das zeigt die Anlage zur Vorlage V/0123/2019.": [],
    "Die Anlage auf dem Dach liefert Strom; die Grünanlagen werden gepflegt.": [],
}


@pytest.mark.parametrize("sentence", ANNEXES)
def test_missing_annexes(sentence: str) -> None:
    flags = [finding.value for finding in found(sentence, "flag")]
    assert [flag["suggestions"] for flag in flags] == [[name] for name in ANNEXES[sentence]]
    assert all(flag["code"] == "missing_annex" for flag in flags)


def test_an_annex_that_is_there_is_not_missing() -> None:
    annex = "\n\nAnlage 1: Räume\n\n" + "Der Gruppenraum im Erdgeschoss kann am Vormittag genutzt werden. " * 3
    assert found("Die Räume stehen in Anlage 1 und Anlage 2." + annex, "flag")[0].value["suggestions"] == ["Anlage 2"]
    signed = "\n\nTalheim, 3. Mai 2021\n\nIda Holm\nBürgermeisterin der Gemeinde Talheim\n\nUlf Rabe\nTalblick e. V."
    named = "Die Räume stehen in der Anlage.\n\nAnlage: Raumplan der Grundschule"
    assert [flag.value["suggestions"] for flag in found(named + signed, "flag")] == [["Raumplan der Grundschule"]]
    listed = "\n\nAnlagen:\n\nAnlage 1: Räume\n\nAnlage 2: Zeiten"
    assert len(found("Anlage 1 und Anlage 2 sind beigefügt." + listed, "flag")) == 2


def test_description_has_german_labels() -> None:
    assert [info.kind for info in plugin.agreementkit_describe()] == ["legal_reference", "council_paper"]


@pytest.mark.parametrize(
    "unit",
    [
        "Anlage ",
        "Vorlage ",
        "Antrag der ",
        "V/",
        "1/",
        "§ ",
        "Drucksache 1/2, ",
        "„",
        "A-",
        "Beschluss vom ",
        "Anlage 1 und ",
    ],
)
def test_hostile_repetition_is_linear(unit: str) -> None:
    document = document_from_text("Vereinbarung\n\n§ 1 Anlass\n\n" + unit * (60_000 // len(unit)))
    list(plugin.agreementkit_extract(document=document))
