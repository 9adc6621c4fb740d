"""``agreementkit evaluate`` and ``--min-confidence`` through the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agreementkit.cli import cli
from agreementkit.errors import AgreementkitError

CORPUS = Path(__file__).parents[2] / "corpus"
NAMES = ("kv-kaltenweiher-sprachmittlung", "kv-sandhoevel-randzeiten")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in ("--no-progress", *arguments)])


def code(result: Result) -> int:
    """What the program would exit with: errors become codes outside of the group."""
    return int(result.exception.exit_code) if isinstance(result.exception, AgreementkitError) else result.exit_code


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two agreements with their golds, one in train and one in dev."""
    for folder, ending in (("gold", "json"), ("agreements", "txt")):
        (tmp_path / folder).mkdir()
        for name in NAMES:
            source = CORPUS / folder / f"{name}.{ending}"
            (tmp_path / folder / source.name).write_bytes(source.read_bytes())
    (tmp_path / "splits.toml").write_text(f'train = ["{NAMES[0]}"]\ndev = ["{NAMES[1]}", "not-there"]\n', "utf-8")
    return tmp_path


def test_extracts_scores_and_compares(corpus: Path) -> None:
    done = run("evaluate", "--gold", corpus / "gold", "--json", "-o", corpus / "report.json")
    assert done.exit_code == 0, done.output
    report = json.loads((corpus / "report.json").read_text("utf-8"))
    assert report["documents"] == 2
    assert report["micro_f1"] > 0.9
    assert report["confidence"]["n"] > 20
    again = run("evaluate", "--gold", corpus / "gold", "--compare", corpus / "report.json")
    assert "fields: none changed" in again.output
    assert "by origin of the text" in again.output


def test_a_split_is_chosen(corpus: Path) -> None:
    done = run("evaluate", "--gold", corpus / "gold", "--split", "dev", "--json")
    assert list(json.loads(done.stdout)["counts"]) == [NAMES[1]]
    # the file names no test documents
    none = run("evaluate", "--gold", corpus / "gold", "--split", "test")
    assert code(none) == 8
    (corpus / "splits.toml").unlink()
    assert code(run("evaluate", "--gold", corpus / "gold", "--split", "dev")) == 4


def test_stored_records_are_scored(corpus: Path) -> None:
    records = corpus / "records"
    records.mkdir()
    text = corpus / "agreements" / f"{NAMES[0]}.txt"
    assert run("extract", text, "--json", "-o", records / f"{NAMES[0]}.json").exit_code == 0
    assert run("normalize", text, "-o", records / f"{NAMES[0]}.normalised.txt").exit_code == 0
    (records / f"{NAMES[1]}.json").write_text("[1]", "utf-8")
    done = run("evaluate", "--gold", corpus / "gold", "--records", records, "--json")
    report = json.loads(done.stdout)
    assert f"{NAMES[1]}: the record is no JSON object" in done.stderr
    assert (report["by_origin"]["text"]["documents"], report["by_origin"]["unread"]["documents"]) == (1, 1)
    assert report["fields"]["evidence.verbatim"]["precision"] == 1.0


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--records", "a", "--sources", "b"), 2),
        (("--records", "nowhere"), 4),
        (("--compare", "nowhere.json"), 4),
        (("--split", "all"), 2),
    ],
)
def test_what_cannot_be_is_said(corpus: Path, arguments: tuple[str, ...], expected: int) -> None:
    assert code(run("evaluate", "--gold", corpus / "gold", *arguments)) == expected


def test_a_comparison_with_a_strange_file_is_refused(corpus: Path) -> None:
    strange = corpus / "strange.json"
    for content in ("no json", "[]", '{"fields": {}}'):
        strange.write_text(content, "utf-8")
        done = run("evaluate", "--gold", corpus / "gold", "--split", "dev", "--compare", strange)
        assert code(done) == 8, content


def test_doubtful_findings_are_left_out_of_every_output(corpus: Path) -> None:
    db = corpus / "catalog.db"
    assert run("-d", db, "ingest", corpus / "agreements").exit_code == 0
    for command in (("extract", corpus / "agreements" / f"{NAMES[0]}.txt"), ("export",), ("list",), ("compare",)):
        everything, sure = (run("-d", db, *command, *more) for more in ((), ("--min-confidence", "0.995")))
        assert everything.exit_code == sure.exit_code == 0, (command, sure.output)
        assert "findings below a confidence of 0.995 are left out" in sure.stderr
        assert len(sure.stdout) < len(everything.stdout)
        assert "Kaltenweiher" in everything.stdout
    for none in ("1.5", "nan", "-0.1"):
        assert run("-d", db, "export", "--min-confidence", none).exit_code == 2
    assert run("-d", db, "query", "select 1", "--timeout", "nan").exit_code == 2
    assert run("-d", db, "export").stdout == run("-d", db, "export", "--min-confidence", "0").stdout
