from __future__ import annotations

from functools import partial

import pytest

from agreementkit.records import Role
from agreementkit.structure.roles import judge_roles, lower
from agreementkit.testing import document_from_text

structured = partial(document_from_text, as_is=True)

PROSE = "Die Beteiligten arbeiten vertrauensvoll zusammen und unterrichten sich gegenseitig über alle Vorhaben."


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Präambel", "preamble"),
        ("Vorbemerkungen", "preamble"),
        ("Ausgangslage", "preamble"),
        ("Vertragspartner", "parties"),
        ("Zielsetzung", "goals"),
        ("LEITZIELE", "goals"),
        ("Zweck der Zusammenarbeit", "goals"),
        ("Aufgaben der Gemeinde", "tasks"),
        ("Was der Verein beiträgt", "tasks"),
        ("Kooperationsorgane", "organs"),
        ("Lenkungsrunde", "organs"),
        ("Beirat", "organs"),
        ("Laufzeit und Kündigung", "term"),
        ("Inkrafttreten, Dauer", "term"),
        ("Zeitliche Geltung", "term"),
        ("Kündigung der Vereinbarung", "termination"),
        ("Beendigung", "termination"),
        ("Ausscheiden einzelner Partner", "termination"),
        ("Änderungen und Ergänzungen", "amendment"),
        ("Datenschutz", "data_protection"),
        ("Finanzierung", "financing"),
        ("Kosten", "financing"),
        ("Verschwiegenheit", "confidentiality"),
        ("Salvatorische Klausel", "severability"),
        # near misses: «ziel» in finanziell, «dauer» in dauerhaft
        ("Spezielle Fragen", "other"),
        ("Dauerhafte Ausstellung", "other"),
        ("Zielgruppe", "other"),
    ],
)
def test_role_by_heading(heading: str, role: Role) -> None:
    document = structured(f"§ 1 {heading}\n\n{PROSE}\n\n§ 2 Haftung\n\n{PROSE}\n")
    assert document.clauses[0].role == role


@pytest.mark.parametrize(
    ("content", "role"),
    [
        ("Die Vereinbarung tritt am 1. März 2031 in Kraft und läuft auf unbestimmte Zeit.", "term"),
        ("Jede Seite kann mit einer Frist von drei Monaten zum Jahresende kündigen.", "termination"),
        ("Änderungen dieser Vereinbarung bedürfen der Schriftform.", "amendment"),
        ("Ist eine Bestimmung unwirksam, so bleiben die übrigen in Geltung.", "severability"),
        ("Der Beirat tagt viermal im Jahr.", "organs"),
        (PROSE, "other"),
    ],
)
@pytest.mark.parametrize("heading", ["", " Schlussbestimmungen", " Sonstiges"])
def test_content_speaks_where_the_heading_is_silent(heading: str, content: str, role: Role) -> None:
    document = structured(f"§ 1{heading}\n\n{content}\n\n§ 2 Haftung\n\n{PROSE}\n")
    assert document.clauses[0].role == role


def test_children_may_differ_from_their_parent_and_inherit_otherwise() -> None:
    text = (
        f"§ 7 Laufzeit und Schlussbestimmungen\n\n(1) Die Vereinbarung tritt am Tag der Unterzeichnung in Kraft.\n"
        f"(2) Sie kann von jeder Seite aus wichtigem Grund gekündigt werden.\n(3) {PROSE}\n"
        "(4) Mündliche Nebenabreden bestehen nicht; Änderungen und Ergänzungen bedürfen der Schriftform.\n"
    )
    document = structured(text)
    assert [clause.role for clause in document.clauses] == ["term", "term", "termination", "term", "amendment"]
    assert [clause.id for clause in document.clauses_of("termination")] == ["par_7/abs_2"]


def test_a_heading_outweighs_one_cue_in_its_text() -> None:
    text = f"§ 1 Dauer\n\nSie verlängert sich um ein Jahr, wenn niemand sie kündigt.\n\n§ 2 Haftung\n\n{PROSE}\n"
    assert structured(text).clauses[0].role == "term"


def test_offsets_survive_letters_whose_lower_case_is_longer() -> None:
    text = "İİİ KÜNDIGUNG İ Text"
    assert len(lower(text)) == len(text)
    assert judge_roles(text, [(0, 13)], [-1]) == ["termination"]
