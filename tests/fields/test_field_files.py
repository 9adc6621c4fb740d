"""Field files through their public doors: what they find, what is refused, with line and reason."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

import agreementkit_fields
from agreementkit import FieldFile, Finding, load_plugins
from agreementkit.fields import RESERVED, RefusedField, load_fields
from agreementkit.output.fields import FIELDS
from agreementkit.testing import assert_verbatim, document_from_text

HEAD = 'name = "evaluation"\nlabel_de = "Evaluation"\nlabel_en = "Evaluation"\n'
TESTS = '[[finds]]\ntext = "Das Projekt wird evaluiert."\n[[ignores]]\ntext = "Das Projekt beginnt im Mai."\n'
FIND = '[find]\ncues = ["evaluiert", "Evaluation*"]\n'
VALUE = '[value]\ntype = "yes_no"\n'


def file(content: str | bytes, name: str = "evaluation.toml") -> FieldFile:
    data = content.encode() if isinstance(content, str) else content
    return FieldFile(name=name, data=data, origin=f"/somewhere/{name}")


def refused(content: str | bytes) -> RefusedField:
    loaded = load_fields([file(content)], {})
    assert not loaded.fields
    return loaded.refused[0]


def read(content: str, text: str) -> list[Finding]:
    loaded = load_fields([file(content)], {})
    assert not loaded.refused, [str(field) for field in loaded.refused]
    document = document_from_text(text)
    findings = list(loaded.fields[0][0].agreementkit_extract(document))
    assert_verbatim(document, findings)
    return findings


def values(content: str, text: str) -> list[object]:
    return [finding.value["value"] for finding in read(content, text)]


def field(kind: str, more: str = "", find: str = FIND, tests: str = TESTS) -> str:
    return f'{HEAD}{find}[value]\ntype = "{kind}"\n{more}{tests}'


class TestWhatIsFound:
    def test_yes_and_no(self) -> None:
        spec = field("yes_no", 'no = ["nicht", "keine*"]\n')
        text = "§ 1 Ende\n\nDas Projekt wird 2024 evaluiert.\n\n§ 2 Anfang\n\nDie Vorphase wird nicht evaluiert."
        assert values(spec, text) == [True, False]

    def test_a_date_behind_the_cue_even_over_a_line(self) -> None:
        spec = field("date", tests=TESTS.replace("wird evaluiert.", "wird evaluiert bis 1. Mai 2020."))
        text = "§ 1 Ende\n\nAm 3. Mai 2019 wurde beschlossen, dass das Projekt evaluiert wird bis zum 30.\nJuni 2021."
        (finding,) = read(spec, text)
        assert finding.value == {"value": "2021-06-30", "raw": "30. Juni 2021"}

    def test_an_impossible_date_is_kept_as_printed(self) -> None:
        spec = field("date", tests=TESTS.replace("wird evaluiert.", "wird evaluiert bis 1. Mai 2020."))
        (finding,) = read(spec, "§ 1 Ende\n\nDas Projekt wird bis zum 31.06.2021 evaluiert.")
        assert finding.value == {"value": None, "raw": "31.06.2021"}

    def test_a_duration(self) -> None:
        spec = field("duration", tests=TESTS.replace("wird evaluiert.", "wird nach zwei Jahren evaluiert."))
        assert values(spec, "§ 1 Ende\n\nDas Projekt wird nach achtzehn Monaten evaluiert.") == ["P18M"]

    def test_amounts_with_what_they_are_paid_for(self) -> None:
        spec = field("amount", tests=TESTS.replace("wird evaluiert.", "wird für 100 Euro evaluiert."))
        (finding,) = read(spec, "§ 1 Kosten\n\nFür die Evaluation stehen jährlich höchstens 12.500,50 € bereit.")
        assert finding.value == {
            "value": 12500.5,
            "currency": "EUR",
            "per": "jährlich",
            "note": "at_most",
            "raw": "12.500,50 €",
        }

    def test_text_as_a_sentence_as_a_match_and_as_a_clause(self) -> None:
        text = "§ 1 Ende\n\nDas Projekt endet. Die Evaluation leitet\ndie Stadt.\n\n§ 2 Sonstiges\n\nNichts."
        assert values(field("text"), text) == ["Die Evaluation leitet die Stadt."]
        assert values(field("text", 'take = "clause"\n'), text) == [
            "Das Projekt endet. Die Evaluation leitet die Stadt."
        ]
        pattern = "[find]\npatterns = ['Evaluation leitet (?P<value>[a-zäöü]{3,12}\\s[A-Z]\\w{2,20})', 'evaluiert']\n"
        assert values(field("text", 'take = "match"\n', pattern), text) == ["die Stadt"]

    def test_labels_and_list_items(self) -> None:
        items = '[value.items]\n"Zahlen" = ["Kennzahl*"]\n"Gespräche" = ["Interview*", "Gespräch*"]\n'
        tests = TESTS.replace("wird evaluiert.", "wird durch Interviews evaluiert.")
        text = "§ 1 Ende\n\nDie Evaluation nutzt Gespräche. Die Evaluation nutzt Kennzahlen."
        assert values(field("list", items, tests=tests), text) == [("Gespräche", "Zahlen")]
        tests = TESTS.replace("wird evaluiert.", "wird evaluiert:\\n\\na) am Anfang\\n\\nb) am Ende")
        text = "§ 1 Ende\n\nDie Evaluation umfasst:\n\na) die Zahl der Kinder,\n\nb) die Kosten."
        assert values(field("list", tests=tests), text) == [("die Zahl der Kinder,", "die Kosten.")]

    def test_where_to_look(self) -> None:
        where = '[where]\nheadings = ["Auswertung"]\nelsewhere = ["jährlich"]\n'
        tests = TESTS.replace("[[finds]]\n", '[[finds]]\nheading = "Auswertung"\n')
        spec = field("text", find=FIND + where, tests=tests)
        text = (
            "§ 1 Auswertung\n\nHier wird evaluiert.\n\n§ 2 Team\n\nDort wird evaluiert.\n\n"
            "§ 3 Geld\n\nAuch das wird jährlich evaluiert."
        )
        inside, elsewhere = read(spec, text)
        assert (inside.value["value"], elsewhere.value["value"]) == (
            "Hier wird evaluiert.",
            "Auch das wird jährlich evaluiert.",
        )
        assert inside.confidence > elsewhere.confidence

    def test_a_role_alone_takes_every_sentence_of_its_clauses(self) -> None:
        tests = '[[finds]]\nheading = "Datenschutz"\ntext = "Es gilt."\n[[ignores]]\ntext = "Es gilt."\n'
        spec = f'{HEAD}[where]\nroles = ["data_protection"]\n[value]\ntype = "text"\n{tests}'
        text = "§ 1 Datenschutz\n\nErster Satz. Zweiter Satz.\n\n§ 2 Ende\n\nDritter Satz."
        assert values(spec, text) == ["Erster Satz.", "Zweiter Satz."]

    def test_headings_quotations_and_reports_state_nothing(self) -> None:
        spec = field("yes_no")
        assert values(spec, "§ 1 Evaluation\n\nDie Partner treffen sich.") == []
        assert values(spec, "§ 1 Ende\n\n„Das Projekt wird evaluiert.“ So stand es früher.") == []
        assert values(spec, "Beschlussvorlage\n\nVorlage-Nr. 3\n\nDas Projekt wird evaluiert.") == []

    def test_unless_leaves_a_sentence_out(self) -> None:
        spec = field("yes_no", find=FIND + 'unless = ["schon früher"]\n')
        assert values(spec, "§ 1 Ende\n\nDas Projekt wurde schon früher evaluiert.") == []


REFUSED = [
    ("a syntax fault", HEAD + "[find\n", 4, "expected ']'"),
    ("no name", "label_de = 'x'\n", None, "'name' is missing"),
    ("a bad name", HEAD.replace("evaluation", "Evaluation!"), 1, "is no name"),
    ("a name of the record", HEAD.replace('"evaluation"', '"party"'), 1, "already uses"),
    ("a name of the comparison", HEAD.replace('"evaluation"', '"goals"'), 1, "already uses"),
    ("an unknown key", HEAD + FIND.replace("cues", "cue") + VALUE + TESTS, 5, "did you mean 'cues'"),
    ("an unknown table", HEAD + FIND + VALUE + TESTS + "[were]\nroles = []\n", 12, "unknown key 'were'"),
    ("a text for a list", HEAD + '[find]\ncues = "x"\n' + VALUE + TESTS, 5, "must be a list of texts"),
    ("a number for a text", HEAD.replace('"Evaluation"', "3", 1) + FIND + VALUE + TESTS, 2, "must be a text"),
    ("a wrong type of value", HEAD + FIND + '[value]\ntype = "datum"\n' + TESTS, 7, "is none of date"),
    ("no value", HEAD + FIND + TESTS, None, "[value] is missing"),
    ("a wrong role", HEAD + FIND + '[where]\nroles = ["datenschutz"]\n' + VALUE + TESTS, 7, "is none of preamble"),
    ("a confidence beyond one", HEAD + "confidence = 2\n" + FIND + VALUE + TESTS, 4, "from 0.05 to 0.99"),
    ("nothing to find", HEAD + VALUE + TESTS, None, "neither what to find"),
    ("elsewhere than nowhere", HEAD + FIND + '[where]\nelsewhere = ["x"]\n' + VALUE + TESTS, 7, "needs roles"),
    ("no test that finds", HEAD + FIND + VALUE + TESTS.partition("[[ignores]]")[0], None, "under [[ignores]]"),
    ("no test that ignores", HEAD + FIND + VALUE + '[[ignores]]\ntext = "x"\n', None, "under [[finds]]"),
    ("a cue that is too short", HEAD + '[find]\ncues = ["a*"]\n' + VALUE + TESTS, 5, "too short"),
    ("a star within", HEAD + '[find]\ncues = ["eval*ung"]\n' + VALUE + TESTS, 5, "star inside"),
    ("a bad pattern", HEAD + "[find]\npatterns = ['eval(']\n" + VALUE + TESTS, 5, "no regular expression"),
    ("a nested quantifier", HEAD + "[find]\npatterns = ['(?:eval[a-z]{1,9}){1,9}']\n" + VALUE + TESTS, 5, "nested"),
    ("alternatives repeated", HEAD + "[find]\npatterns = ['eval(?:ab|a|b){1,90}']\n" + VALUE + TESTS, 5, "nested"),
    ("no upper bound", HEAD + "[find]\npatterns = ['eval.*']\n" + VALUE + TESTS, 5, "upper bound"),
    ("a large bound", HEAD + "[find]\npatterns = ['eval.{0,900}']\n" + VALUE + TESTS, 5, "more than 200"),
    ("many choices", HEAD + "[find]\npatterns = ['eval.{0,99}a.{0,99}b']\n" + VALUE + TESTS, 5, "10000 choices"),
    ("a backreference", HEAD + "[find]\npatterns = ['(eval)\\1']\n" + VALUE + TESTS, 5, "reference"),
    ("no fixed part", HEAD + "[find]\npatterns = ['[0-9]{1,3}']\n" + VALUE + TESTS, 5, "no fixed part"),
    ("a failing test", HEAD + FIND + VALUE + TESTS.replace("wird evaluiert", "endet"), 9, "found nothing"),
    ("a wrong value", HEAD + FIND + VALUE + TESTS.replace('iert."', 'iert."\nvalue = false', 1), 9, "found true"),
    ("one is not true", HEAD + FIND + VALUE + TESTS.replace('iert."', 'iert."\nvalue = 1', 1), 9, "found true"),
    ("a test that finds more", HEAD + FIND + VALUE + TESTS.replace("beginnt im Mai", "wird evaluiert"), 11, "nothing"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "line", "reason"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_what_is_wrong_is_refused_with_line_and_reason(content: str, line: int | None, reason: str) -> None:
    field = refused(content)
    assert reason in field.reason
    assert field.line == line
    assert (field.file, field.origin) == ("evaluation.toml", "/somewhere/evaluation.toml")


@pytest.mark.parametrize("content", [b"\xff\xfe", b"name = '\xe4'", b"x = 1\n" * 40_000, b"a = " + b"[" * 5000, b""])
def test_bytes_that_are_no_toml_are_refused(content: bytes) -> None:
    assert refused(content).reason


def test_windows_line_ends_and_a_byte_order_mark_are_read() -> None:
    content = (HEAD + FIND + VALUE + TESTS).replace("\n", "\r\n").encode("utf-8-sig")
    loaded = load_fields([file(content)], {})
    assert [plugin.name for plugin, _ in loaded.fields] == ["fields:evaluation"]


def test_a_name_is_given_away_once() -> None:
    content = HEAD + FIND + VALUE + TESTS
    loaded = load_fields([file(content, "a.toml"), file(content, "b.toml")], {})
    assert [source.name for _, source in loaded.fields] == ["a.toml"]
    assert "taken by /somewhere/a.toml" in loaded.refused[0].reason
    assert "taken by plugin x" in load_fields([file(content)], {"evaluation": "plugin x"}).refused[0].reason


def test_the_names_of_the_record_and_the_comparison_are_reserved() -> None:
    from agreementkit.assembly import KNOWN

    assert {field.key for field in FIELDS} <= RESERVED
    assert {kind for kind in KNOWN if "." not in kind} <= RESERVED


@pytest.mark.parametrize(
    "unit", ["evaluiert ", "Evaluation leitet ", "die Evaluation", "evaluiert. ", "e", "Evaluation\n\n"]
)
def test_repetition_costs_little(unit: str) -> None:
    pattern = (
        "[find]\npatterns = ['Evaluation [^.]{0,40}leitet [^.]{0,40}Stadt', 'evaluiert [a-z ]{0,150}!', 'evaluiert']\n"
    )
    loaded = load_fields([file(field("text", find=pattern))], {})
    document = document_from_text("§ 1 Ende\n\n" + unit * (200_000 // len(unit)), as_is=True)
    start = time.perf_counter()
    list(loaded.fields[0][0].agreementkit_extract(document))
    assert time.perf_counter() - start < 5


class TestTokenPatterns:
    TOKENS = '[find]\ntokens = [[{LOWER = "evaluiert"}], [{IS_DIGIT = true}, {LOWER = "evaluationen"}]]\n'

    def test_they_are_matched_in_sentences_that_hold_their_word(self) -> None:
        spec = field("text", 'take = "match"\n', self.TOKENS)
        assert values(spec, "§ 1 Ende\n\nEs gibt 3 Evaluationen im Jahr. Zwei Evaluationen sind viel.") == [
            "3 Evaluationen"
        ]

    @pytest.mark.parametrize(
        ("tokens", "reason"),
        [
            ('[[{LEMMA = "x"}, {LOWER = "evaluiert"}]]', "trained pipeline"),
            ("[[{IS_TITLE = true}]]", "no fixed word"),
            ('[[{LOWER = "evaluiert", NOSUCH = 1}]]', "no token pattern"),
            ('[[{LOWER = "evaluiert"}, {OP = "*"}, {OP = "*"}, {OP = "+"}]]', "any number of times"),
            ('[[{LOWER = "evaluiert"}, {TEXT = {REGEX = "(a+)+"}}]]', "upper bound"),
            ('["evaluiert"]', "list of token patterns"),
        ],
    )
    def test_bad_ones_are_refused(self, tokens: str, reason: str) -> None:
        found = refused(field("text", find=f"[find]\ntokens = {tokens}\n"))
        assert reason in found.reason
        assert found.line == 5

    def test_spacy_is_loaded_for_them_only(self) -> None:
        script = "import sys; from agreementkit import load_plugins; load_plugins(); print('spacy' in sys.modules)"
        environment = {**os.environ, "AGREEMENTKIT_FIELDS": ""}
        done = subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
        )
        assert done.stdout == "False\n"


class TestShippedFields:
    def test_all_run(self) -> None:
        loaded = load_fields(agreementkit_fields.agreementkit_fields(), {})
        assert [str(field) for field in loaded.refused] == []
        names = {plugin.spec.name for plugin, _ in loaded.fields}
        assert names == {"data_protection", "confidentiality", "financing", "own_costs"}

    @pytest.mark.parametrize(
        ("kind", "heading", "sentence", "expected"),
        [
            ("data_protection", "Datenschutz", "Die Daten sind nach Ende der Maßnahme zu löschen.", [("Löschung",)]),
            (
                "data_protection",
                "Zusammenarbeit",
                "Sozialdaten werden nur mit Einwilligung übermittelt.",
                [("Sozialdatenschutz", "Einwilligung", "Übermittlung")],
            ),
            ("data_protection", "Statistik", "Das Jobcenter liefert die Daten monatlich.", []),
            ("confidentiality", "Pflichten", "Über die Beratungen ist Stillschweigen zu wahren.", [True]),
            ("confidentiality", "Grundsätze", "Grundlage ist eine vertrauensvolle Zusammenarbeit.", []),
            ("confidentiality", "Hilfen", "Die Klinik bietet vertrauliche Spurensicherung an.", []),
            ("financing", "Finanzierung", "Die Pauschale beträgt 1.200 Euro je Platz.", [1200]),
            (
                "financing",
                "Leistungen",
                "Der Kreis zahlt zwischen 500 und 800 Euro, höchstens 5.000 € im Jahr.",
                [None, 5000],
            ),
            ("financing", "Preise", "Der Eintritt in das Museum kostet 4 Euro.", []),
            ("financing", "Vergabe", "Ab einem Auftragswert von 10.000 Euro trägt die Stadt die Kosten.", []),
            ("own_costs", "Kosten", "Die Kosten werden von den Partnern jeweils selbst getragen.", [True]),
            ("own_costs", "Kosten", "Alle Partner tragen die Kosten anteilig.", []),
        ],
    )
    def test_on_sentences_of_other_hands(self, kind: str, heading: str, sentence: str, expected: list[object]) -> None:
        loaded = load_fields(agreementkit_fields.agreementkit_fields(), {})
        (plugin,) = [plugin for plugin, _ in loaded.fields if plugin.spec.name == kind]
        document = document_from_text(f"Vereinbarung\n\n§ 1 {heading}\n\n{sentence}\n\n§ 2 Ende\n\nSie endet nie.")
        assert [finding.value["value"] for finding in plugin.agreementkit_extract(document)] == expected


class TestUsersFolder:
    @pytest.fixture
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        folder = tmp_path / "fields"
        folder.mkdir()
        monkeypatch.setenv("AGREEMENTKIT_FIELDS", str(folder))
        return folder

    def test_a_file_there_is_a_plugin_that_can_be_left_out(self, folder: Path) -> None:
        (folder / "evaluation.toml").write_text(HEAD + FIND + VALUE + TESTS, "utf-8")
        plugins = load_plugins()
        assert "fields:evaluation" in {info.name for info in plugins.infos}
        assert plugins.own_labels()["evaluation"] == ("Evaluation", "Evaluation")
        assert not plugins.refused
        without = load_plugins(without=["fields:evaluation"])
        assert "fields:evaluation" not in {info.name for info in without.infos}
        located, problems = without.extract(document_from_text("§ 1 Ende\n\nDas Projekt wird evaluiert."))
        assert not problems
        assert "evaluation" not in {item.finding.kind for item in located}

    def test_a_refused_one_is_named_and_the_others_run(self, folder: Path) -> None:
        (folder / "evaluation.toml").write_text(HEAD + FIND + VALUE + TESTS, "utf-8")
        (folder / "broken.toml").write_text('name = "broken"\nlabel_de = 3\n', "utf-8")
        plugins = load_plugins()
        located, problems = plugins.extract(document_from_text("§ 1 Ende\n\nDas Projekt wird evaluiert."))
        assert "evaluation" in {item.finding.kind for item in located}
        assert [(p.plugin, p.message) for p in problems] == [
            ("fields:broken", "broken.toml, line 2: 'label_de' must be a text, not a number")
        ]
        assert not load_plugins(without=["fields:broken"]).refused

    def test_what_cannot_be_read_costs_itself_only(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (folder / "evaluation.toml").write_text(HEAD + FIND + VALUE + TESTS, "utf-8")
        (folder / "backup.toml").mkdir()
        monkeypatch.setenv("AGREEMENTKIT_FIELDS", os.pathsep.join([str(folder / "nowhere"), str(folder)]))
        plugins = load_plugins()
        assert "fields:evaluation" in {info.name for info in plugins.infos}
        assert [(refused.name, refused.file) for refused in plugins.refused] == [
            ("fields", "AGREEMENTKIT_FIELDS"),
            ("fields:backup", "backup.toml"),
        ]
        # records are the same on all machines: they name no folder of one
        assert not any(str(folder) in refused.message for refused in plugins.refused[1:])

    def test_a_folder_that_is_none_is_named(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("AGREEMENTKIT_FIELDS", str(folder / "nowhere"))
        (problem,) = load_plugins().refused
        assert problem.name == "fields"
        assert "nowhere" in problem.reason
