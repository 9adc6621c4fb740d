"""The termination plugin through its hook: notices, forms and amendments, and sentences that only look like them."""

from __future__ import annotations

import time

import pytest

import agreementkit_termination
from agreementkit import Finding
from agreementkit.testing import assert_verbatim, document_from_text

FRAME = """Kooperationsvereinbarung über die Lesehilfe

zwischen der Stadt Musterhagen, vertreten durch die Bürgermeisterin,
und dem Verein Lesestern e. V.

§ 1 Ziele
Die Partner wollen die Lesefreude der Kinder stärken.

§ 6 {heading}
{body}

§ 7 Salvatorische Klausel
Sollte eine Bestimmung unwirksam sein, bleibt der Rest bestehen.

Musterhagen, den 12. Februar 2018
"""


def _read(body: str, heading: str = "Kündigung") -> list[Finding]:
    document = document_from_text(FRAME.format(heading=heading, body=body))
    findings = list(agreementkit_termination.agreementkit_extract(document))
    assert_verbatim(document, findings)
    return findings


def _summary(findings: list[Finding]) -> dict[str, object]:
    """What is stated, by short names."""
    found: dict[str, object] = {}
    names = {"notice_period": "period", "notice_deadline_day": "by", "effective": "to", "form": "form"}
    for finding in findings:
        if finding.kind == "termination.notice":
            found |= {names[key]: value for key, value in finding.value.items() if value is not None and key in names}
        elif finding.kind == "termination.for_cause":
            found["cause"] = True
        elif finding.kind == "termination.mutual_rescission":
            found["rescission"] = finding.value["form"] or "any"
        elif finding.kind == "amendment":
            found["amendment"] = finding.value["form"] or "any"
    return found


NOTICES = [
    (
        "Beide Seiten können mit sechs Wochen Frist jeweils zum 31.10. eines Jahres kündigen.",
        {"period": "P6W", "to": "--10-31"},
    ),
    (
        "Der Vertrag verlängert sich um ein Schuljahr, sofern niemand ihn ein halbes Jahr vorher kündigt.",
        {"period": "P6M", "to": "end_of_term"},
    ),
    (
        "Die Vereinbarung verlängert sich, sofern sie nicht spätestens drei Monate vor Ablauf gekündigt wird.",
        {"period": "P3M", "to": "end_of_term"},
    ),
    (
        "Sie kann spätestens bis zum 31. März eines Jahres zum Ende des Schuljahres gekündigt werden.",
        {"by": "--03-31", "to": "--07-31"},
    ),
    (
        "Jeder Partner kann unter Einhaltung einer Kündigungsfrist von drei Monaten zum Monatsende kündigen.",
        {"period": "P3M", "to": "end_of_month"},
    ),
    ("Die Kündigungsfrist beträgt sechs Monate zum Jahresende.", {"period": "P6M", "to": "--12-31"}),
    ("Die Kündigungsfrist beträgt sechs Monate.", {"period": "P6M"}),
    (
        "Die Vereinbarung kann vierteljährlich zum Quartalsende gekündigt werden.",
        {"period": "P3M", "to": "end_of_quarter"},
    ),
    (
        "Die Vereinbarung ist mit halbjährlicher Frist zum Jahresende kündbar.",
        {"period": "P6M", "to": "--12-31"},
    ),
    (
        (
            "Die Vereinbarung kann mit einer Frist von sechs Wochen zum Schluss eines "
            "Kalendervierteljahres gekündigt werden."
        ),
        {"period": "P6W", "to": "end_of_quarter"},
    ),
    ("Die Vereinbarung kann jederzeit gekündigt werden.", {"to": "any_time"}),
    (
        "Die Vereinbarung kann jederzeit mit einer Frist von vier Wochen gekündigt werden.",
        {"period": "P4W", "to": "any_time"},
    ),
    (
        "Sie kann jederzeit mit einer Frist von drei Monaten zum Monatsende gekündigt werden.",
        {"period": "P3M", "to": "end_of_month"},
    ),
    (
        (
            "Die Kündigung ist mit einer Frist von einem Monat jeweils zum 30. April, "
            "erstmals zum 30. April 2019, möglich."
        ),
        {"period": "P1M", "to": "--04-30"},
    ),
    (
        "Die Vereinbarung kann mit einer Frist von einem Jahr zum Schluss eines Kalenderjahres gekündigt werden.",
        {"period": "P1Y", "to": "--12-31"},
    ),
    (
        "Die Vereinbarung kann mit dreimonatiger Frist zum 31. Dezember eines jeden Jahres gekündigt werden.",
        {"period": "P3M", "to": "--12-31"},
    ),
    (
        "Ihre Kündigung ist sechs Monate vor Ablauf der jeweiligen Laufzeit zu erklären.",
        {"period": "P6M", "to": "end_of_term"},
    ),
    (
        "Der Vertrag kann mit einer Frist von sechs (6) Monaten zum Ende der Vertragslaufzeit gekündigt werden.",
        {"period": "P6M", "to": "end_of_term"},
    ),
    (
        "Jede Seite kann drei Monate zum Quartalsende kündigen.",
        {"period": "P3M", "to": "end_of_quarter"},
    ),
    (
        "Die Kündigung muss bis zum 30. Juni eines Jahres zum 31. Dezember erfolgen.",
        {"by": "--06-30", "to": "--12-31"},
    ),
    (
        "Eine Kündigung ist mit einer Frist von drei Monaten zum Ende des Schuljahres zulässig.",
        {"period": "P3M", "to": "--07-31"},
    ),
    (
        "Die Kündigung ist mit einer Frist von sechs Monaten zum Ende des Kindergartenjahres (31. Juli) möglich.",
        {"period": "P6M", "to": "--07-31"},
    ),
    (
        "Sie kann mit einer Frist von 14 Tagen zum Monatsende gekündigt werden.",
        {"period": "P14D", "to": "end_of_month"},
    ),
    (
        "Die Partner können ihre Mitwirkung mit einer Frist von zwei Monaten zum Jahresende beenden.",
        {"period": "P2M", "to": "--12-31"},
    ),
    (
        "Jeder Partner kann jederzeit austreten; er teilt dies den anderen einen Monat vorher mit.",
        {"period": "P1M", "to": "any_time"},
    ),
    ("Jede Seite kann zum Ende eines Monats aussteigen.", {"to": "end_of_month"}),
    (
        "Die Vereinbarung kann mit einer Frist von drei Monaten zum Ende eines Schulhalbjahres gekündigt werden.",
        {"period": "P3M"},
    ),
    (
        "Die ordentliche Kündigung ist mit einer Frist von einem halben Jahr zum Ende des Haushaltsjahres zulässig.",
        {"period": "P6M", "to": "--12-31"},
    ),
]

CONTINUED = [
    (
        (
            "Jeder Partner hat das Recht, die Vereinbarung zu kündigen. Dabei ist eine Frist "
            "von drei Monaten zum Ende eines "
            "Quartals einzuhalten."
        ),
        {"period": "P3M", "to": "end_of_quarter"},
    ),
    (
        (
            "Die Vereinbarung kann\n a) ordentlich mit einer Frist von drei Monaten zum "
            "Jahresende,\n b) aus wichtigem Grund "
            "ohne Einhaltung einer Frist\ngekündigt werden."
        ),
        {"period": "P3M", "to": "--12-31", "cause": True},
    ),
    (
        "Die Kündigung ist bis spätestens 31.03. zum 31.07. des jeweiligen Jahres einzureichen.",
        {"by": "--03-31", "to": "--07-31"},
    ),
    (
        (
            "Er läuft bis zum 31.12.2021 und verlängert sich um ein Jahr, wenn er nicht mit "
            "einer Frist von sechs Monaten zum "
            "Ablauf gekündigt wird."
        ),
        {"period": "P6M", "to": "end_of_term"},
    ),
    ("Kündigungen sind mit einer Frist von einem Monat zum 15. oder zum Monatsende zulässig.", {"period": "P1M"}),
]

TWO_PERIODS = [
    (
        (
            "Im ersten Jahr kann mit einer Frist von vier Wochen, danach mit einer Frist von "
            "drei Monaten gekündigt werden."
        ),
        {},
    ),
    (
        (
            "Die Stadt kann mit einer Frist von einem Monat kündigen, wenn die "
            "Haushaltsmittel nicht bewilligt werden. Im "
            "Übrigen beträgt die Kündigungsfrist sechs Monate zum Jahresende."
        ),
        {"period": "P6M", "to": "--12-31", "cause": True},
    ),
    (
        (
            "Die Vereinbarung kann mit einer Frist von drei Monaten zum Jahresende, bei "
            "Wegfall der Förderung mit einer Frist von "
            "vier Wochen zum Monatsende gekündigt werden."
        ),
        {"period": "P3M", "to": "--12-31", "cause": True},
    ),
    (
        (
            "Sie kann mit einer Frist von sechs Monaten zum Jahresende gekündigt werden. "
            "Entfällt die Landesförderung, kann die "
            "Stadt mit einer Frist von einem Monat kündigen."
        ),
        {"period": "P6M", "to": "--12-31", "cause": True},
    ),
    (
        (
            "Vor Ablauf der ersten zwei Jahre ist eine ordentliche Kündigung ausgeschlossen. "
            "Danach kann mit einer Frist von drei "
            "Monaten zum Quartalsende gekündigt werden."
        ),
        {"period": "P3M", "to": "end_of_quarter"},
    ),
    (
        (
            "Nach Ablauf von zwei Jahren kann die Vereinbarung mit einer Frist von drei "
            "Monaten zum Jahresende gekündigt werden."
        ),
        {"period": "P3M", "to": "--12-31"},
    ),
    (
        (
            "Unbeschadet des Rechts zur Kündigung aus wichtigem Grund kann jeder Partner mit "
            "einer Frist von drei Monaten zum "
            "Jahresende kündigen."
        ),
        {"period": "P3M", "to": "--12-31", "cause": True},
    ),
    (
        (
            "Die Stadt kann mit einer Frist von drei Monaten kündigen. Der Verein kann mit "
            "einer Frist von sechs Monaten kündigen."
        ),
        {},
    ),
]

CAUSES = [
    ("Das Recht zur außerordentlichen Kündigung bleibt unberührt.", {"cause": True}),
    ("Die Vereinbarung kann aus wichtigem Grund fristlos gekündigt werden.", {"cause": True}),
    ("Jeder Partner kann bei Vorliegen eines wichtigen Grundes ohne Einhaltung einer Frist kündigen.", {"cause": True}),
    ("Eine Kündigung aus wichtigem Grund gemäß § 314 BGB ist jederzeit möglich.", {"cause": True}),
    ("Bei Wegfall der Fördermittel kann die Stadt die Vereinbarung kündigen.", {"cause": True}),
    ("Die ordentliche Kündigung ist ausgeschlossen.", {}),
    (
        "Während der Laufzeit ist die Kündigung ausgeschlossen; aus wichtigem Grund bleibt sie zulässig.",
        {"cause": True},
    ),
]

FORMS = [
    ("Die Kündigung bedarf der Schriftform.", {"form": "written"}),
    ("Die Kündigung hat schriftlich zu erfolgen.", {"form": "written"}),
    (
        "Die Vereinbarung kann mit einer Frist von drei Monaten zum Jahresende schriftlich gekündigt werden.",
        {"period": "P3M", "to": "--12-31", "form": "written"},
    ),
    (
        "Sie kann mit einer Frist von drei Monaten zum Jahresende durch eingeschriebenen Brief gekündigt werden.",
        {"period": "P3M", "to": "--12-31", "form": "written"},
    ),
    (
        "Die Kündigungsfrist beträgt drei Monate. Sie ist schriftlich gegenüber allen Partnern zu erklären.",
        {"period": "P3M", "form": "written"},
    ),
    (
        (
            "Jeder Partner kann mit einer Frist von drei Monaten zum Jahresende kündigen. "
            "Die Erklärung ist schriftlich an die "
            "Stadt zu richten."
        ),
        {"period": "P3M", "to": "--12-31", "form": "written"},
    ),
    ("Die Kündigung ist in Textform zu erklären.", {}),
    ("Die Kündigung kann schriftlich oder per E-Mail erfolgen.", {}),
    (
        "Die Kündigungsfrist beträgt drei Monate. Änderungen der Vereinbarung bedürfen der Schriftform.",
        {"period": "P3M", "amendment": "written"},
    ),
    (
        "Die Kündigung sowie Änderungen und Ergänzungen dieser Vereinbarung bedürfen der Schriftform.",
        {"form": "written", "amendment": "written"},
    ),
    ("Die Kündigung bedarf keiner besonderen Form.", {}),
    (
        "Aus wichtigem Grund kann nach schriftlicher Abmahnung fristlos gekündigt werden.",
        {"cause": True},
    ),
]

RESCISSIONS = [
    ("Die Vereinbarung kann einvernehmlich aufgehoben werden.", {"rescission": "any"}),
    ("Sie kann jederzeit im gegenseitigen Einvernehmen beendet werden.", {"rescission": "any"}),
    (
        "Die Vereinbarung kann im beiderseitigen Einvernehmen jederzeit schriftlich aufgehoben werden.",
        {"rescission": "written"},
    ),
    (
        (
            "Die Vereinbarung kann einvernehmlich aufgehoben werden. Hierzu bedarf es einer "
            "schriftlichen Erklärung aller Partner."
        ),
        {"rescission": "written"},
    ),
    ("Die Aufhebung im Einvernehmen aller Partner ist jederzeit möglich.", {"rescission": "any"}),
    ("Eine vorzeitige Beendigung durch Aufhebungsvertrag ist zulässig.", {"rescission": "any"}),
    ("Die Aufhebung im Einvernehmen ist zulässig; sie bedarf der Schriftform.", {"rescission": "written"}),
]

AMENDMENTS = [
    ("Änderungen und Ergänzungen dieser Vereinbarung bedürfen der Schriftform.", {"amendment": "written"}),
    (
        "Nebenabreden, Änderungen und Ergänzungen sind nur wirksam, wenn sie schriftlich erfolgen.",
        {"amendment": "written"},
    ),
    ("Änderungen bedürfen der Schriftform und der Zustimmung beider Partner.", {"amendment": "written"}),
    ("Diese Vereinbarung kann nur schriftlich geändert werden.", {"amendment": "written"}),
    (
        "Mündliche Nebenabreden bestehen nicht. Änderungen müssen schriftlich vereinbart werden.",
        {"amendment": "written"},
    ),
    ("Änderungen dieser Vereinbarung erfolgen im gegenseitigen Einvernehmen.", {"amendment": "any"}),
    ("Für Änderungen dieser Vereinbarung genügt die Textform.", {"amendment": "any"}),
    ("Ergänzungen werden in einem Nachtrag geregelt, den alle Partner unterzeichnen.", {"amendment": "written"}),
    ("Personelle Änderungen teilen die Partner einander schriftlich mit.", {}),
    ("Änderungen der Öffnungszeiten sind schriftlich anzuzeigen.", {}),
]

NEAR_MISSES = [
    "Der Verein unterstützt Familien nach Kündigung ihrer Wohnung.",
    "Die Kündigungsfrist des Mietverhältnisses beträgt drei Monate zum Monatsende.",
    "Das Arbeitsverhältnis der Fachkraft kann mit einer Frist von vier Wochen zum Monatsende gekündigt werden.",
    "Die Beratungsstelle hilft bei Kündigungen durch den Vermieter innerhalb einer Frist von zwei Wochen.",
    "Die Partner legen spätestens drei Monate vor Ablauf des Jahres einen Bericht vor.",
    "Eine Frist von zwei Wochen zur Stellungnahme ist einzuhalten.",
    "Die Teilnahme kann von den Eltern jederzeit schriftlich widerrufen werden.",
    "Bei einer Kündigung sind offene Rechnungen innerhalb von vier Wochen zum Monatsende zu begleichen.",
    "Die Stadt informiert das Jobcenter spätestens vier Wochen vor einer beabsichtigten Kündigung.",
    "Veranstaltungen kündigen die Partner einander drei Wochen vorher an.",
    "Anträge sind bis zum 31. März eines Jahres schriftlich zu stellen.",
]


@pytest.mark.parametrize(("body", "expected"), [*NOTICES, *CONTINUED, *TWO_PERIODS, *CAUSES, *FORMS, *RESCISSIONS])
def test_a_sentence_on_leaving_is_read(body: str, expected: dict[str, object]) -> None:
    assert _summary(_read(body)) == expected


@pytest.mark.parametrize(("body", "expected"), AMENDMENTS)
def test_a_sentence_on_amendments_is_read(body: str, expected: dict[str, object]) -> None:
    assert _summary(_read(body, "Änderungen")) == expected


@pytest.mark.parametrize("heading", ["Aufgaben des Vereins", "Verfahren", "Sonstiges"])
@pytest.mark.parametrize("body", NEAR_MISSES)
def test_notices_of_other_contracts_are_left_unread(body: str, heading: str) -> None:
    assert _summary(_read(body, heading)) == {}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Eine einvernehmliche Aufhebung ist jederzeit schriftlich möglich.", {"rescission": "written"}),
        ("Die einvernehmliche Aufhebung bleibt möglich.", {"rescission": "any"}),
        ("Eine einvernehmliche Auflösung der Arbeitsgruppen ist möglich.", {}),
        ("Eine einvernehmliche Aufhebung des Mietvertrages ist möglich.", {}),
    ],
)
def test_rescission_is_read_among_the_final_provisions(body: str, expected: dict[str, object]) -> None:
    assert _summary(_read(body, "Schlussbestimmungen")) == expected


def test_two_periods_of_equal_right_give_none_and_a_flag() -> None:
    findings = _read(
        "Die Stadt kann mit einer Frist von drei Monaten kündigen. Der Verein kann mit sechs Wochen Frist kündigen."
    )
    flag = next(f for f in findings if f.kind == "flag")
    assert flag.value["code"] == "conflicting_notice"
    assert flag.value["suggestions"] == ["P3M", "P6W"]


def test_the_main_evidence_holds_the_period() -> None:
    document = document_from_text(
        FRAME.format(
            heading="Kündigung",
            body=(
                "(1) Die Partner sind gleich. (2) Die Kündigungsfrist beträgt drei Monate. (3) "
                "Die Kündigung bedarf der Schriftform."
            ),
        )
    )
    notice = next(f for f in agreementkit_termination.agreementkit_extract(document) if f.kind == "termination.notice")
    assert [document.text[slice(*span)] for span in notice.spans] == [
        "Die Kündigungsfrist beträgt drei Monate.",
        "Die Kündigung bedarf der Schriftform.",
    ]


@pytest.mark.parametrize(
    ("heading", "body", "expected"),
    [
        (
            "Beitritt",
            "Jeder Partner kann seine Mitwirkung mit einer Frist von vier Wochen zum Ende eines Quartals beenden.",
            {"period": "P4W", "to": "end_of_quarter"},
        ),
        (
            "Mitwirkung",
            "Sie kann von jedem Partner mit einer Frist von vier Wochen zum Quartalsende schriftlich beendet werden.",
            {"period": "P4W", "to": "end_of_quarter", "form": "written"},
        ),
        (
            "Verschiedenes",
            "Der Austritt eines Partners ist mit einer Frist von sechs Wochen zum Monatsende möglich.",
            {"period": "P6W", "to": "end_of_month"},
        ),
        (
            "Beteiligte",
            "Wer ausscheiden will, erklärt dies mit einer Frist von drei Monaten zum Jahresende.",
            {"period": "P3M", "to": "--12-31"},
        ),
        ("Personal", "Die Fachkraft kann ihre Mitarbeit mit einer Frist von sechs Wochen beenden.", {}),
        ("Verschiedenes", "Ein Mitglied kann seine Mitarbeit in der Steuerungsgruppe mit Monatsfrist beenden.", {}),
        ("Teilnahme", "Familien können ihre Teilnahme mit einer Frist von zwei Wochen beenden.", {}),
    ],
)
def test_a_partners_own_exit_is_read_wherever_it_stands(heading: str, body: str, expected: dict[str, object]) -> None:
    assert _summary(_read(body, heading)) == expected


@pytest.mark.parametrize(
    ("day", "raw", "suggestions"),
    [
        ("zum Ende eines Schulhalbjahres", "Ende eines Schulhalbjahres", ["--01-31", "--07-31"]),
        ("zum Kalenderhalbjahresende", "Kalenderhalbjahresende", ["--06-30", "--12-31"]),
        ("zum Ende eines Halbjahres", "Ende eines Halbjahres", ["--06-30", "--12-31"]),
        ("zum Ende des Kindergartenjahres", "Ende des Kindergartenjahres", []),
        ("zum 30. Juni oder 31. Dezember eines Jahres", "30. Juni / 31. Dezember eines Jahres", ["--06-30", "--12-31"]),
    ],
)
def test_a_day_without_a_word_in_the_record_is_kept_as_printed(day: str, raw: str, suggestions: list[str]) -> None:
    findings = _read(f"Die Vereinbarung kann mit einer Frist von sechs Wochen {day} gekündigt werden.")
    (found,) = [f for f in findings if f.kind == "termination.notice"]
    assert (found.value["notice_period"], found.value["effective"]) == ("P6W", None)
    assert found.value["effective_raw"] == raw
    (flag,) = [f for f in findings if f.kind == "flag"]
    assert (flag.value["code"], flag.value["suggestions"]) == ("open_termination_day", suggestions)


def test_a_council_paper_yields_nothing() -> None:
    paper = "Berichtsvorlage\n\nSachverhalt\nDie Vereinbarung kann mit einer Frist von drei Monaten gekündigt werden."
    assert list(agreementkit_termination.agreementkit_extract(document_from_text(paper))) == []


@pytest.mark.parametrize(
    "unit",
    [
        "Kündigung ",
        "mit einer Frist von drei Monaten zum ",
        "schriftlich ",
        "Änderungen bedürfen ",
        "Partner seine Mitwirkung ",
        "Partner aus dem Netzwerk ",
        "wer Austritt eines Mitglied ",
        "Kündigungsfrist: drei Monate\n",
        "| Frist | drei Monate |\n",
    ],
)
def test_a_long_run_of_one_phrase_is_read_in_no_time(unit: str) -> None:
    text = "Vereinbarung\n\n§ 1 Kündigung\n" + unit * (200_000 // len(unit))
    document = document_from_text(text)
    began = time.process_time()
    list(agreementkit_termination.agreementkit_extract(document))
    assert time.process_time() - began < 2
