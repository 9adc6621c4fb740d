"""The durations plugin through its hook: sentences of agreements, and sentences that only look like them."""

from __future__ import annotations

import time

import pytest

import agreementkit_durations
from agreementkit import Document, Finding
from agreementkit.testing import assert_verbatim, document_from_text

FRAME = """Kooperationsvereinbarung über die Lesehilfe

zwischen der Stadt Musterhagen, vertreten durch die Bürgermeisterin,
und dem Verein Lesestern e. V.

§ 1 Ziele
Die Partner wollen die Lesefreude der Kinder stärken.

§ 5 {heading}
{body}

§ 6 Schlussbestimmungen
Sollte eine Bestimmung unwirksam sein, bleibt der Rest bestehen.

Musterhagen, den 12. Februar 2018
"""


def _read(body: str, heading: str = "Laufzeit") -> tuple[Document, list[Finding]]:
    document = document_from_text(FRAME.format(heading=heading, body=body))
    findings = list(agreementkit_durations.agreementkit_extract(document))
    assert_verbatim(document, findings)
    return document, findings


def _values(findings: list[Finding], kind: str, key: str) -> list[object]:
    return [finding.value.get(key) for finding in findings if finding.kind == kind]


def _summary(findings: list[Finding]) -> dict[str, object]:
    """Start, event, end, perpetual, length and renewal, as far as stated; two starts or ends are a list."""
    found: dict[str, object] = {}
    for name, kind, key in (
        ("start", "term.effective_date", "value"),
        ("event", "term.effective_date", "event"),
        ("end", "term.expiration_date", "value"),
        ("perpetual", "term.expiration_date", "perpetual"),
        ("computed", "term.expiration_date", "computed"),
        ("length", "term.initial_term", "value"),
        ("automatic", "term.renewal", "automatic"),
        ("period", "term.renewal", "period"),
    ):
        values = [value for value in _values(findings, kind, key) if value not in (None, False) or name == "automatic"]
        if values:
            found[name] = values[0] if len(values) == 1 else values
    return found


STARTS = [
    ("Diese Vereinbarung tritt am 1. März 2018 in Kraft.", {"start": "2018-03-01"}),
    ("Die Vereinbarung tritt zum 01.03.2018 in Kraft.", {"start": "2018-03-01"}),
    ("Der Vertrag tritt mit Wirkung vom 1.3.2018 in Kraft.", {"start": "2018-03-01"}),
    ("Die Vereinbarung tritt rückwirkend zum 1. Januar 2018 in Kraft.", {"start": "2018-01-01"}),
    ("Am 1. März 2018 tritt diese Vereinbarung in Kraft.", {"start": "2018-03-01"}),
    ("Mit Wirkung vom 1. März 2018 wird diese Vereinbarung wirksam.", {"start": "2018-03-01"}),
    ("Die Vereinbarung gilt ab dem 1.3.18.", {"start": "2018-03-01"}),
    ("Sie gilt seit dem 1. März 2018.", {"start": "2018-03-01"}),
    ("Die Zusammenarbeit beginnt am 1. 8. 2018.", {"start": "2018-08-01"}),
    ("Die Zusammenarbeit beginnt mit dem Schuljahr 2018/19.", {"start": "2018-08-01"}),
    ("Der Vertrag beginnt mit dem ersten März zweitausendachtzehn.", {"start": "2018-03-01"}),
    ("Die Vereinbarung wird ab dem Schuljahr 2018/2019 wirksam.", {"start": "2018-08-01"}),
    ("Die Vereinbarung tritt mit dem Tag der letzten Unterzeichnung in Kraft.", {"event": "signature"}),
    ("Die Vereinbarung wird mit Unterzeichnung durch beide Partner wirksam.", {"event": "signature"}),
    ("Sie gilt ab dem Datum der Unterschrift.", {"event": "signature"}),
    ("Der Vertrag tritt in Kraft, sobald ihn alle Partner unterzeichnet haben.", {"event": "signature"}),
    ("Mit der Unterzeichnung tritt die Vereinbarung in Kraft.", {"event": "signature"}),
    ("Die Vereinbarung tritt am Tag nach ihrer Bekanntmachung im Amtsblatt in Kraft.", {"event": "publication"}),
    ("Sie wird mit ihrer Veröffentlichung wirksam.", {"event": "publication"}),
    ("Die Vereinbarung tritt mit der Zustimmung der Gremien beider Partner in Kraft.", {"event": "ratification"}),
    ("Sie wird mit der Genehmigung der Aufsichtsbehörde wirksam.", {"event": "ratification"}),
    ("Das Abkommen tritt mit seiner Ratifizierung durch den Kreistag in Kraft.", {"event": "ratification"}),
    ("Die Vereinbarung tritt nach Unterzeichnung zum 1. März 2018 in Kraft.", {"start": "2018-03-01"}),
    (
        "Die Vereinbarung tritt am Tag nach der letzten Unterzeichnung in Kraft.",
        {"start": "2018-02-13", "event": "signature"},
    ),
    (
        "Die Vereinbarung tritt am ersten Tag des Monats in Kraft, der auf die Unterzeichnung folgt.",
        {"start": "2018-03-01", "event": "signature"},
    ),
    (
        "Die Vereinbarung tritt mit Unterzeichnung, frühestens am 1. Mai 2018, in Kraft.",
        {"start": "2018-05-01", "event": "signature"},
    ),
    (
        (
            "Die Vereinbarung tritt am 1. Mai 2018 in Kraft. Zugleich tritt die Vereinbarung "
            "vom 3. Mai 2010 außer Kraft."
        ),
        {"start": "2018-05-01"},
    ),
    ("Inkrafttreten: 1. Mai 2018", {"start": "2018-05-01"}),
    ("Die Vereinbarung ist ab Mai 2018 gültig.", {"start": "2018-05-01"}),
    (
        "Los geht es am Montag, dem 5. März 2018. Die Vereinbarung gilt bis auf Weiteres.",
        {"start": "2018-03-05", "perpetual": True},
    ),
    ("Die Vereinbarung gilt mit Beginn des Schuljahres 2018/19.", {"start": "2018-08-01"}),
    ("Der Vertragsbeginn ist auf den 1. April 2018 festgelegt.", {"start": "2018-04-01"}),
    # which of the two days it was, nobody can tell from the text alone
    ("Der Vertrag tritt am Tag nach seiner Unterzeichnung, jedoch nicht vor dem 1. Mai 2018, in Kraft.", {}),
]

ENDS = [
    ("Die Vereinbarung endet am 31. Dezember 2020.", {"end": "2020-12-31"}),
    ("Die Vereinbarung endet mit Ablauf des 31.12.2020.", {"end": "2020-12-31"}),
    ("Sie endet, ohne dass es einer Kündigung bedarf, am 31. Dezember 2020.", {"end": "2020-12-31"}),
    ("Am 31. Dezember 2020 endet die Kooperation.", {"end": "2020-12-31"}),
    ("Der Vertrag läuft am 31.12.2020 aus.", {"end": "2020-12-31"}),
    ("Diese Vereinbarung ist bis zum 31.12.2020 befristet.", {"end": "2020-12-31"}),
    ("Die Vereinbarung gilt bis einschließlich 31.12.2020.", {"end": "2020-12-31"}),
    ("Die Vereinbarung gilt bis Ende 2020.", {"end": "2020-12-31"}),
    ("Die Vereinbarung gilt bis Dezember 2020.", {"end": "2020-12-31"}),
    ("Die Vereinbarung gilt bis zum Ende des Schuljahres 2020/2021.", {"end": "2021-07-31"}),
    (
        "Diese Vereinbarung tritt am 1.1.2019 in Kraft und am 31.12.2020 außer Kraft.",
        {"start": "2019-01-01", "end": "2020-12-31"},
    ),
    ("Die Vereinbarung gilt vom 1.1.2019 bis 31.12.2020.", {"start": "2019-01-01", "end": "2020-12-31"}),
    ("Die Vereinbarung gilt vom 1.1. bis 31.12.2020.", {"start": "2020-01-01", "end": "2020-12-31"}),
    (
        "Sie wird für die Zeit vom 1. Januar 2019 – 31. Dezember 2020 geschlossen.",
        {"start": "2019-01-01", "end": "2020-12-31"},
    ),
    ("Laufzeit: 01.01.2019 – 31.12.2020", {"start": "2019-01-01", "end": "2020-12-31"}),
    ("Die Laufzeit beginnt am 1.1.2019 und endet am 31.12.2020.", {"start": "2019-01-01", "end": "2020-12-31"}),
    ("Die Vereinbarung gilt für das Schuljahr 2018/19.", {"start": "2018-08-01", "end": "2019-07-31"}),
    ("Die Vereinbarung gilt für die Schuljahre 2018/19 und 2019/20.", {"start": "2018-08-01", "end": "2020-07-31"}),
    ("Sie wird für das Haushaltsjahr 2019 geschlossen.", {"start": "2019-01-01", "end": "2019-12-31"}),
    ("Die Vereinbarung gilt für die Jahre 2019 bis 2021.", {"start": "2019-01-01", "end": "2021-12-31"}),
    ("Die Vereinbarung wird auf unbestimmte Zeit geschlossen.", {"perpetual": True}),
    ("Sie gilt unbefristet.", {"perpetual": True}),
    ("Die Laufzeit endet mit Ablauf des Kalenderjahres 2020.", {"end": "2020-12-31"}),
    ("Die Vereinbarung gilt ab sofort und auf unbestimmte Zeit.", {"perpetual": True}),
    ("Die Vereinbarung gilt so lange, bis sie von einem Partner gekündigt wird.", {"perpetual": True}),
    ("Die Vereinbarung gilt bis auf Weiteres.", {"perpetual": True}),
    ("Die Laufzeit der Vereinbarung ist nicht befristet.", {"perpetual": True}),
    (
        "Die Vereinbarung tritt am 1. März 2018 in Kraft und läuft auf unbestimmte Zeit.",
        {"start": "2018-03-01", "perpetual": True},
    ),
]

LENGTHS = [
    (
        "Die Vereinbarung tritt am 1. März 2022 in Kraft und wird auf zwei Jahre geschlossen.",
        {"start": "2022-03-01", "end": "2024-02-29", "computed": True, "length": "P2Y"},
    ),
    (
        "Die Vereinbarung tritt am 15.1.2020 in Kraft. Sie hat eine Laufzeit von sechs (6) Monaten.",
        {"start": "2020-01-15", "end": "2020-07-14", "computed": True, "length": "P6M"},
    ),
    (
        "Die Zusammenarbeit beginnt am 1. September 2018 und wird auf die Dauer von zwei Schuljahren vereinbart.",
        {"start": "2018-09-01", "end": "2020-07-31", "computed": True, "length": "P2Y"},
    ),
    ("Die Laufzeit dieser Vereinbarung beträgt drei Jahre.", {"length": "P3Y"}),
    ("Die Vertragslaufzeit beträgt zunächst 24 Monate.", {"length": "P24M"}),
    ("Die Vereinbarung gilt zunächst für ein Jahr.", {"length": "P1Y"}),
    ("Sie wird für die Dauer von anderthalb Jahren abgeschlossen.", {"length": "P18M"}),
    ("Die Vereinbarung hat eine zweijährige Laufzeit.", {"length": "P2Y"}),
    ("Die Vereinbarung ist auf fünf Jahre befristet.", {"length": "P5Y"}),
    (
        "Die Vereinbarung wird mit Unterzeichnung wirksam und läuft zwei Jahre.",
        {"event": "signature", "length": "P2Y"},
    ),
    (
        "Die Vereinbarung gilt vom 1.1.2019 bis 31.12.2020 und hat damit eine Laufzeit von zwei Jahren.",
        {"start": "2019-01-01", "end": "2020-12-31", "length": "P2Y"},
    ),
]

RENEWALS = [
    (
        "Sie verlängert sich um jeweils ein Jahr, wenn sie nicht gekündigt wird.",
        {"automatic": True, "period": "P1Y"},
    ),
    (
        "Die Vereinbarung verlängert sich stillschweigend um weitere zwei Jahre, sofern kein Partner kündigt.",
        {"automatic": True, "period": "P2Y"},
    ),
    (
        "Wird sie nicht drei Monate vorher gekündigt, verlängert sie sich jeweils um ein weiteres Schuljahr.",
        {"automatic": True, "period": "P1Y"},
    ),
    (
        "Wird nicht gekündigt, so gilt die Vereinbarung als um ein halbes Jahr verlängert.",
        {"automatic": True, "period": "P6M"},
    ),
    (
        (
            "Die Vereinbarung bleibt jeweils weitere zwei Jahre in Kraft, wenn sie nicht "
            "sechs Monate vor ihrem Ablauf gekündigt wird."
        ),
        {"automatic": True, "period": "P2Y"},
    ),
    ("Danach gilt sie für jeweils ein weiteres Jahr fort.", {"automatic": True, "period": "P1Y"}),
    ("Die Vereinbarung verlängert sich automatisch.", {"automatic": True}),
    (
        "Die Laufzeit beträgt zwei Jahre. Sie verlängert sich um denselben Zeitraum, wenn niemand kündigt.",
        {"automatic": True, "period": "P2Y", "length": "P2Y"},
    ),
    ("Eine Verlängerung bedarf der ausdrücklichen Vereinbarung.", {"automatic": False}),
    ("Die Vereinbarung verlängert sich nicht automatisch.", {"automatic": False}),
    ("Eine stillschweigende Verlängerung ist ausgeschlossen.", {"automatic": False}),
    (
        "Die Vereinbarung kann einvernehmlich um ein Jahr verlängert werden.",
        {"automatic": False, "period": "P1Y"},
    ),
]

NEAR_MISSES = [
    "Das Projekt beginnt am 1. März 2018 und endet am 31. Dezember 2020.",
    "Die Förderung ist bis zum 31. Dezember 2020 befristet.",
    "Die Vereinbarung vom 3. Mai 2010 tritt mit Ablauf des 28. Februar 2018 außer Kraft.",
    "Gleichzeitig tritt die bisherige Vereinbarung vom 3.5.2010 außer Kraft.",
    "Die Partner legen bis zum 31. März 2019 einen gemeinsamen Bericht vor.",
    "Die Satzung der Stadt tritt am 1. März 2018 in Kraft.",
    "§ 4 gilt erst ab dem 1. Juli 2018.",
    "Der Rat hat der Vereinbarung in seiner Sitzung am 5. Februar 2018 zugestimmt.",
    "Die Partner werten die Zusammenarbeit nach zwei Jahren aus.",
    "Änderungen dieser Vereinbarung werden mit ihrer Unterzeichnung wirksam.",
    "Eine Kündigung wird mit Ablauf des 31. Dezember 2019 wirksam.",
    "Die Stelle ist bis zum 31. Dezember 2019 befristet besetzt.",
    "Die Fachkraft wird auf die Dauer von zwei Jahren eingestellt.",
    "Die Haushaltssatzung gilt für das Haushaltsjahr 2019.",
    "Die Haftung endet zwei Jahre nach dem Ende der Vereinbarung.",
    "Die erste Phase endet am 31. Dezember 2018.",
    "Teilnehmende werden für die Dauer von sechs Monaten betreut.",
    "Die Pflichten aus § 7 bestehen nach dem Ende der Vereinbarung für die Dauer von fünf Jahren fort.",
    "Die Partner überprüfen die Vereinbarung erstmals zum 31. Dezember 2018 und danach alle zwei Jahre.",
    "Die Mietverträge laufen bis zum 31. Dezember 2019.",
    "Die Partner entscheiden bis zum 30. Juni 2019 über das weitere Vorgehen.",
    "Die Unterlagen sind für die Dauer von zehn Jahren aufzubewahren; die Aufbewahrung endet am 31.12.2030.",
]


@pytest.mark.parametrize(("body", "expected"), [*STARTS, *ENDS, *LENGTHS, *RENEWALS])
def test_a_sentence_on_the_term_is_read(body: str, expected: dict[str, object]) -> None:
    _, findings = _read(body)
    assert _summary(findings) == expected


@pytest.mark.parametrize("body", NEAR_MISSES)
def test_what_is_not_the_agreements_own_term_is_left_unread(body: str) -> None:
    _, findings = _read(body)
    assert _summary(findings) == {}


def _flags(findings: list[Finding]) -> dict[object, object]:
    return {f.value["code"]: f.value["suggestions"] for f in findings if f.kind == "flag"}


def test_an_impossible_day_keeps_its_wording_and_is_flagged() -> None:
    _, findings = _read("Die Vereinbarung tritt am 31.04.2018 in Kraft.")
    start = next(f for f in findings if f.kind == "term.effective_date")
    assert start.value["value"] is None
    assert "31.04.2018" in str(start.value["raw"])
    assert _flags(findings) == {"impossible_date": ["2018-04-30", "2018-05-01"]}


def test_an_end_that_does_not_fit_start_and_length_has_no_value() -> None:
    _, findings = _read("Die Vereinbarung gilt ab 1.1.2019 für drei Jahre, also bis zum 31. Dezember 2020.")
    assert _summary(findings) == {"start": "2019-01-01", "length": "P3Y"}
    assert _flags(findings) == {"conflicting_dates": ["2020-12-31", "2021-12-31"]}


def test_an_end_before_the_start_leaves_neither() -> None:
    _, findings = _read("Die Vereinbarung gilt vom 1. Januar 2020 bis zum 31. Dezember 2018.")
    assert _summary(findings) == {}
    assert _values(findings, "term.expiration_date", "raw") == ["31. Dezember 2018"]
    assert "conflicting_dates" in _flags(findings)


@pytest.mark.parametrize(
    ("body", "flagged"),
    [
        ("Die Vereinbarung gilt zunächst bis zum 31.12.2019.", True),
        ("Die Vereinbarung gilt bis zum 31.12.2019. Eine Verlängerung wird angestrebt.", True),
        ("Die Vereinbarung gilt bis zum 31.12.2019.", False),
        ("Die Vereinbarung gilt zunächst bis zum 31.12.2019 und verlängert sich um je ein Jahr.", False),
        ("Die Vereinbarung gilt zunächst zwei Jahre. Über eine Fortsetzung entscheidet der Beirat.", False),
    ],
)
def test_an_extension_without_a_rule_is_flagged(body: str, flagged: bool) -> None:
    _, findings = _read(body)
    assert ("extension_without_rule" in _flags(findings)) is flagged


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Zielvereinbarung für das Jahr 2019", {"start": "2019-01-01", "end": "2019-12-31"}),
        ("Zielvereinbarung 2019", {"start": "2019-01-01", "end": "2019-12-31"}),
        ("Zielvereinbarung für das Schuljahr 2019/20", {"start": "2019-08-01", "end": "2020-07-31"}),
        ("Kooperationsvereinbarung zum Stadtfest 2019", {}),
    ],
)
def test_the_year_in_the_title_of_an_agreement_on_targets(title: str, expected: dict[str, object]) -> None:
    text = f"{title}\n\nzwischen der Stadt Musterhagen und dem Jobcenter\n\n§ 1 Ziele\nDie Partner wollen viel."
    findings = list(agreementkit_durations.agreementkit_extract(document_from_text(text)))
    assert _summary(findings) == expected


def test_a_council_paper_and_a_quotation_yield_nothing() -> None:
    paper = "Beschlussvorlage\n\nVorlagen-Nr.: 12/2018\n\nBegründung\nDiese Vereinbarung tritt am 1. Mai 2018 in Kraft."
    assert list(agreementkit_durations.agreementkit_extract(document_from_text(paper))) == []
    _, findings = _read("In der alten Fassung hieß es:\n„Diese Vereinbarung tritt am 1. Mai 2010 in Kraft.“")
    assert _summary(findings) == {}


def test_the_evidence_is_the_sentence_that_states_the_value() -> None:
    document, findings = _read(
        "(1) Die Partner sind gleich. (2) Die Vereinbarung endet am 31.12.2020; sie bleiben Freunde."
    )
    end = next(f for f in findings if f.kind == "term.expiration_date")
    assert document.text[slice(*end.spans[0])] == "Die Vereinbarung endet am 31.12.2020"


@pytest.mark.parametrize(
    "unit", ["tritt in Kraft am ", "bis zum 1.1.2020 ", "verlängert sich um ein Jahr ", "Laufzeit ", "„"]
)
def test_a_long_run_of_one_phrase_is_read_in_no_time(unit: str) -> None:
    text = "Vereinbarung\n\n§ 1 Laufzeit\n" + unit * (200_000 // len(unit))
    document = document_from_text(text)
    began = time.process_time()
    list(agreementkit_durations.agreementkit_extract(document))
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    "sentence",
    [
        "Wirksam wird diese Vereinbarung am 1. April 2019.",
        "Als Tag des Inkrafttretens wird der 1. April 2019 festgelegt.",
    ],
)
def test_a_sentence_may_open_with_what_begins(sentence: str) -> None:
    _, findings = _read(f"{sentence} Sie gilt unbefristet.")
    assert _summary(findings) == {"start": "2019-04-01", "perpetual": True}


def test_a_period_of_notice_before_the_comma_is_not_what_is_prolonged() -> None:
    _, findings = _read(
        "Sie gilt bis zum 31. März 2021. Wird sie nicht mit einer Frist von drei Monaten zum Ende der Laufzeit"
        " gekündigt, verlängert sie sich jeweils um ein weiteres Jahr."
    )
    assert _summary(findings) == {"end": "2021-03-31", "automatic": True, "period": "P1Y"}
    _, findings = _read("Sie gilt bis zum 31. März 2021. Die Frist für den Bericht verlängert sich um ein Jahr.")
    assert _summary(findings) == {"end": "2021-03-31"}


@pytest.mark.parametrize(
    ("renewal", "repeats"),
    [
        ("Sie verlängert sich um ein Jahr, wenn sie nicht drei Monate vor Ablauf gekündigt wird.", False),
        ("Sie verlängert sich stillschweigend um weitere zwei Jahre, sofern niemand widerspricht.", False),
        ("Sie verlängert sich um jeweils ein Jahr, wenn sie nicht vor Ablauf gekündigt wird.", True),
        ("Sie verlängert sich um je zwölf Monate, sofern niemand widerspricht.", True),
        ("Sie verlängert sich von Jahr zu Jahr, wenn sie nicht gekündigt wird.", True),
        ("Sie verlängert sich jährlich, wenn sie nicht gekündigt wird.", True),
        ("Sie verlängert sich immer wieder um ein Jahr, wenn sie nicht gekündigt wird.", True),
        ("Sie verlängert sich um ein Jahr, wenn sie nicht bis zum 30. September eines Jahres gekündigt wird.", True),
        ("Sie verlängert sich um ein Jahr, wenn sie nicht vor Ende der jeweiligen Laufzeit gekündigt wird.", True),
        ("Sie verlängert sich um ein Jahr, wenn niemand kündigt. Dies gilt auch für weitere Verlängerungen.", True),
        ("Sie verlängert sich um ein Jahr und so fort, wenn sie nicht gekündigt wird.", True),
        ("Sie verlängert sich einmalig um ein Jahr, wenn sie nicht gekündigt wird.", False),
    ],
)
def test_a_renewal_repeats_only_where_the_wording_says_so(renewal: str, repeats: bool) -> None:
    _, findings = _read(f"Die Vereinbarung gilt vom 1. Januar 2019 bis zum 31. Dezember 2020. {renewal}")
    assert [value is not False for value in _values(findings, "term.renewal", "repeats")] == [repeats]
