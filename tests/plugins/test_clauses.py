"""The clauses plugin through its hook: severability, liability, annexes, tasks, target groups, links."""

from __future__ import annotations

import time

import pytest

import agreementkit_clauses
from agreementkit import Finding
from agreementkit.testing import assert_verbatim, document_from_text

FRAME = """Kooperationsvereinbarung zur Lesehilfe

zwischen der Stadt Musterhagen, vertreten durch die Bürgermeisterin,
– im Folgenden „Stadt“ –
und dem Verein Lesestern e. V.
– im Folgenden „Verein“ –

§ 1 {heading}

{body}

§ 2 Dauer

Die Vereinbarung gilt ein Jahr.
"""


def read(kind: str, body: str, heading: str = "Regelung", frame: str = FRAME) -> list[Finding]:
    document = document_from_text(frame.format(heading=heading, body=body))
    findings = list(agreementkit_clauses.agreementkit_extract(document))
    assert_verbatim(document, findings)
    return [finding for finding in findings if finding.kind == kind]


@pytest.mark.parametrize(
    ("body", "replacement"),
    [
        ("Sollte eine Bestimmung unwirksam sein, bleiben die übrigen in Kraft.", False),
        ("Ist ein Teil dieser Vereinbarung nichtig, wird er durch eine zulässige Regelung ersetzt.", True),
        ("Die Unwirksamkeit einzelner Regelungen berührt die Gültigkeit der anderen nicht.", False),
        (
            "Wird eine Klausel undurchführbar, bleibt das Übrige. An ihre Stelle tritt, was ihr am nächsten kommt.",
            True,
        ),
    ],
)
def test_a_salvatory_clause_is_found(body: str, replacement: bool) -> None:
    (finding,) = read("severability", body, "Salvatorische Klausel")
    assert finding.value == {"value": True, "replacement": replacement}


@pytest.mark.parametrize(
    "body",
    [
        "Eine mündliche Kündigung ist unwirksam.",
        "Unwirksame Verträge mit Dritten werden gekündigt.",
        "Ein Beschluss, der ohne die Stadt gefasst wird, ist nichtig und gilt nicht.",
        "Die Schule arbeitet wirksam mit den Eltern zusammen.",
    ],
)
def test_what_only_sounds_like_a_salvatory_clause_is_none(body: str) -> None:
    assert read("severability", body) == []


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("Für Schäden am Gebäude haftet der Verein.", "assigned"),
        ("Die Stadt haftet nur für Vorsatz und grobe Fahrlässigkeit.", "limited"),
        ("Eine Haftung der Stadt für Garderobe ist ausgeschlossen.", "excluded"),
        ("Die Stadt haftet nicht für verlorene Bücher.", "excluded"),
        ("Der Verein stellt die Stadt von allen Ansprüchen Dritter frei.", "indemnity"),
        ("Der Verein schließt eine Haftpflichtversicherung ab.", "insured"),
        ("Die Haftung richtet sich nach den gesetzlichen Vorschriften.", "statutory"),
    ],
)
def test_liability_is_told_apart(body: str, kind: str) -> None:
    (finding,) = read("liability", body, "Haftung")
    assert (finding.value["type"], finding.value["value"]) == (kind, body)


@pytest.mark.parametrize(
    "body",
    [
        "Partner ist die Lernwerkstatt Gesellschaft mit beschränkter Haftung.",
        "Die Zusammenarbeit wird nachhaltig gestaltet.",
        "Wer in Musterhagen wohnhaft ist, kann teilnehmen.",
        "Das Projekt begleitet Frauen nach der Haft.",
    ],
)
def test_what_only_sounds_like_liability_is_none(body: str) -> None:
    assert read("liability", body) == []


def test_annexes_are_listed_with_title_and_presence() -> None:
    body = (
        "Der Finanzplan (Anlage 1) und die Anlage 2 (Hausordnung) sind Bestandteil.\n\n"
        "Die Anlagen 3 und 4 folgen. Das gilt nicht für Anlage 7 zum TVöD."
    )
    annex = "\n\nAnlage 2: Hausordnung\n\n" + "Die Räume werden bis 20 Uhr verlassen und aufgeräumt übergeben. " * 3
    found = {str(f.value["label"]): f.value for f in read("annex", body, frame=FRAME + annex)}
    assert {label: (value["title"], value["present"]) for label, value in found.items()} == {
        "Anlage 1": ("Finanzplan", False),
        "Anlage 2": ("Hausordnung", True),
        "Anlage 3": (None, False),
        "Anlage 4": (None, False),
    }


def test_a_range_of_annexes_is_counted_out() -> None:
    found = read("annex", "Die Anlagen 1 bis 3 sind beigefügt.")
    assert [finding.value["label"] for finding in found] == ["Anlage 1", "Anlage 2", "Anlage 3"]


def test_an_annex_without_a_number_is_listed_by_its_title() -> None:
    (finding,) = read("annex", "", frame="Vereinbarung\n\nDie Partner treffen sich.\n\nAnlage: Muster des Berichts\n")
    assert finding.value == {"label": "Anlage", "title": "Muster des Berichts", "present": False}
    assert read("annex", "", frame="Vereinbarung\n\nDie Partner treffen sich.\n\nAnlage: keine\n") == []


def summary(findings: list[Finding]) -> list[tuple[object, object, object]]:
    return [(f.value["label"], f.value["party"], f.value["text"]) for f in findings]


def test_tasks_are_read_by_their_subject_and_its_pronoun() -> None:
    body = "(1) Die Stadt stellt zwei Räume. Sie heizt sie.\n\n(2) Der Verein schult Paten. Er besucht Schulen."
    assert summary(read("task", body, "Aufgaben der Partner")) == [
        ("(1)", "Stadt", "Die Stadt stellt zwei Räume."),
        ("(1)", "Stadt", "Sie heizt sie."),
        ("(2)", "Verein", "Der Verein schult Paten."),
        ("(2)", "Verein", "Er besucht Schulen."),
    ]


def test_lists_of_tasks_are_read_under_their_lead_or_heading() -> None:
    body = "Der Verein übernimmt:\n\na) die Schulung der Paten,\n\nb) die Auswahl der Bücher."
    expected = [("a)", "Verein", "die Schulung der Paten,"), ("b)", "Verein", "die Auswahl der Bücher.")]
    assert summary(read("task", body, "Aufgaben")) == expected
    body = "a) Schulung der Paten\n\nb) Auswahl der Bücher"
    assert [task[1] for task in summary(read("task", body, "Aufgaben des Vereins"))] == ["Verein", "Verein"]


@pytest.mark.parametrize(
    "body",
    [
        "Die Vereinbarung regelt die Zusammenarbeit.",
        "Die Stadt ist Trägerin der Bücherei.",
        "Die Lage hat sich verbessert. Sie bleibt angespannt.",
        "Der Zuschuss wird im Mai gezahlt. Er steht unter Vorbehalt.",
        "Die §§ 22 und 24 SGB VIII bleiben unberührt.",
    ],
)
def test_sentences_without_a_partner_that_acts_are_no_tasks(body: str) -> None:
    assert read("task", body, "Aufgaben der Stadt") == []


def test_a_duty_counts_wherever_it_stands() -> None:
    (finding,) = read("task", "Der Verein verpflichtet sich, die Räume zu reinigen.", "Räume")
    assert finding.value["party"] == "Verein"
    assert read("task", "Der Verein erhält einen Schlüssel.", "Räume") == []


@pytest.mark.parametrize(
    ("heading", "body", "expected"),
    [
        ("Ziele", "Die Integrationsquote der Alleinerziehenden steigt um 2 %.", {"Alleinerziehende"}),
        ("Ziele", "Familien mit nur einem Elternteil werden früher beraten.", {"Alleinerziehende"}),
        ("Ziele", "Für Langzeitarbeitslose wird ein Lesekreis gegründet.", {"Langzeitleistungsbeziehende"}),
        ("Ziele", "Kinder entdecken Bücher.", {"Kinder"}),
        ("Ziele", "Die Bücherei wird renoviert, damit Eltern lesen.", set()),
        ("Zielgruppe", "Das Angebot nutzen Geflüchtete und Seniorinnen und Senioren.", {"Zugewanderte", "Ältere"}),
        ("Präambel", "Der Anteil der Alleinerziehenden liegt bei 19 %.", set()),
        ("Präambel", "Die Partner unterstützen Alleinerziehende.", {"Alleinerziehende"}),
        ("Ziele", "Es gilt die Grundsicherung für Arbeitsuchende.", set()),
        ("Kündigung", "Alleinerziehende können jederzeit kündigen.", set()),
    ],
)
def test_target_groups(heading: str, body: str, expected: set[str]) -> None:
    assert {finding.value["value"] for finding in read("target_group", body, heading)} == expected


@pytest.mark.parametrize(
    ("body", "relation", "date", "clause"),
    [
        ("Diese Vereinbarung ändert § 5 der Vereinbarung vom 3. Mai 2010.", "amends", "2010-05-03", "§ 5"),
        ("§ 4 Abs. 2 des Vertrages vom 01.02.2015 wird wie folgt gefasst:", "amends", "2015-02-01", "§ 4 Abs. 2"),
        ("§ 5 der Vereinbarung vom 3.5.2010 erhält folgende Fassung:", "amends", "2010-05-03", "§ 5"),
        ("§ 5 Absatz 2 des Vertrags vom 3.5.2010 lautet künftig wie folgt:", "amends", "2010-05-03", "§ 5 Absatz 2"),
        ("§ 5 (2) der Vereinbarung vom 3.5.2010 bekommt die nachstehende Fassung:", "amends", "2010-05-03", "§ 5 (2)"),
        ("In § 4 der Vereinbarung vom 3.5.2010 wird folgender Absatz 3 angefügt:", "amends", "2010-05-03", "§ 4"),
        ("Nach § 4 des Vertrages vom 3.5.2010 wird ein § 4a eingefügt.", "amends", "2010-05-03", "§ 4"),
        ("§ 7 Abs. 1 Satz 2 der Vereinbarung vom 3.5.2010 entfällt.", "amends", "2010-05-03", "§ 7 Abs. 1"),
        ("§ 7 der Vereinbarung vom 3.5.2010 fällt ersatzlos weg.", "amends", "2010-05-03", "§ 7"),
        ("Sie ersetzt die Vereinbarung über die Lesehilfe vom 12.03.2012.", "replaces", "2012-03-12", None),
        ("Gleichzeitig tritt die Vereinbarung vom 12.03.2012 außer Kraft.", "replaces", "2012-03-12", None),
        ("Die Vereinbarung vom 12.03.2012 wird aufgehoben.", "replaces", "2012-03-12", None),
        ("Diese Vereinbarung tritt an die Stelle der bisherigen Vereinbarung.", "replaces", None, None),
        ("Sie ergänzt den Vertrag vom 1.1.2011.", "supplements", "2011-01-01", None),
        ("Die Partner ändern die Vereinbarung vom 3. Mai 2010 wie folgt:", "amends", "2010-05-03", None),
        ("Sie verlängern die Laufzeit der Vereinbarung vom 3.5.2010.", "extends", "2010-05-03", None),
        ("Die Laufzeit des Vertrages vom 3.5.2010 wird bis zum 31.12.2027 verlängert.", "extends", "2010-05-03", None),
        ("Dies dient zur Verlängerung der Vereinbarung vom 3.5.2010.", "extends", "2010-05-03", None),
    ],
)
def test_links_to_other_agreements(body: str, relation: str, date: str | None, clause: str | None) -> None:
    (finding,) = read("link", body)
    assert (finding.value["relation"], finding.value["date"], finding.value["clause"]) == (relation, date, clause)


def test_an_addendum_names_what_it_amends_in_its_title_over_lines() -> None:
    text = "2. Nachtrag\n\nzur Kooperationsvereinbarung „Lesehilfe“ vom 12. März 2015\n\nzwischen zwei Partnern\n"
    (finding,) = read("link", "", frame=text)
    assert finding.value == {
        "relation": "amends",
        "date": "2015-03-12",
        "title": "Kooperationsvereinbarung „Lesehilfe“",
        "clause": None,
    }


def test_a_date_that_no_calendar_has_gives_a_link_without_date() -> None:
    (finding,) = read("link", "Sie ersetzt die Vereinbarung vom 31.06.2012.")
    assert finding.value["date"] is None
    assert finding.confidence < 0.7


@pytest.mark.parametrize(
    "body",
    [
        "Sie ersetzt keine Weisung.",
        "§ 5 der Vereinbarung vom 12.03.2012 gilt entsprechend.",
        "Die Mittel nach § 5 der Vereinbarung vom 12.03.2012 entfallen.",
        "Die Beratung gemäß § 5 der Vereinbarung vom 12.03.2012 fällt in den Ferien weg.",
        "§ 5 der Vereinbarung vom 12.03.2012 lautet: Der Verein hilft.",
        "Der Verein erhält die Mittel nach § 5 der Vereinbarung vom 12.03.2012.",
        "§ 5 der Vereinbarung vom 12.03.2012 wird nicht gestrichen.",
        "Die Vereinbarung vom 12.03.2012 wird nicht aufgehoben.",
        "Die Vereinbarung vom 12.03.2012 wird weder ersetzt noch verlängert.",
        "Die Satzung vom 9. November 1994 tritt außer Kraft.",
        "Sie ersetzt den Arbeitsvertrag vom 1.2.2020.",
        "Grundlage ist die Vereinbarung vom 12.03.2012.",
        "Die Partner können die Vereinbarung vom 12.03.2012 jederzeit ändern oder verlängern.",
        "Die Laufzeit der Vereinbarung vom 12.03.2012 wird nicht verlängert.",
    ],
)
def test_what_leaves_other_agreements_alone_is_no_link(body: str) -> None:
    assert read("link", body) == []


def test_a_councils_paper_tells_of_others() -> None:
    text = (
        "Beschlussvorlage\n\nVorlage-Nr. 17\n\nDie Vereinbarung vom 12.03.2012 wird aufgehoben. "
        "Für Schäden haftet die Stadt. "
        "Sollte eine Bestimmung unwirksam sein, bleiben die übrigen in Kraft. Anlage 1 (Entwurf)\n"
    )
    assert list(agreementkit_clauses.agreementkit_extract(document_from_text(text))) == []


@pytest.mark.parametrize(
    "unit",
    ["haftet Haftung nicht ", "Nachtrag zur Vereinbarung vom ", "Anlage 1 (", "Anlage 1, 2, 3 und ", "a",
     "Bestimmung unwirksam ", "Die Stadt verpflichtet sich ", "ändert § 5 der Vereinbarung ", "Zielgruppe für Kinder "],
)  # fmt: skip
def test_repetition_costs_little(unit: str) -> None:
    document = document_from_text("§ 1 Aufgaben\n\n" + unit * (200_000 // len(unit)), as_is=True)
    start = time.perf_counter()
    list(agreementkit_clauses.agreementkit_extract(document))
    assert time.perf_counter() - start < 5
