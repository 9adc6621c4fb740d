"""Field files through the installed program: plugins, extract, compare, and a stranger's distribution."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = """name = "evaluation"
label_de = "Auswertung"
label_en = "Evaluation"
[find]
cues = ["evaluiert"]
[value]
type = "duration"
[[finds]]
text = "Das Projekt wird nach drei Monaten evaluiert."
value = "P3M"
[[ignores]]
text = "Das Projekt beginnt nach drei Monaten."
"""
BAD = GOOD.replace('"evaluation"', '"broken"').replace("P3M", "P4M")
AGREEMENT = """Kooperationsvereinbarung

zwischen der Stadt Birkenfurt und dem Jobcenter Birkenfurt

§ 1 Auswertung

Die Zusammenarbeit wird nach zwei Jahren evaluiert.

§ 2 Kündigung

Die Vereinbarung kann mit einer Frist von drei Monaten zum Jahresende gekündigt werden.
"""


def run(folder: Path, *arguments: str, path: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONUTF8": "1", "AGREEMENTKIT_FIELDS": str(folder), "PYTHONPATH": path}
    command = [sys.executable, "-m", "agreementkit", "-d", str(folder / "catalog.db"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=120)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "evaluation.toml").write_text(GOOD, "utf-8")
    (tmp_path / "agreement.txt").write_text(AGREEMENT, "utf-8")
    return tmp_path


def test_plugins_shows_what_runs_on_stdout_and_what_is_refused_on_stderr(folder: Path) -> None:
    done = run(folder, "plugins")
    assert (done.returncode, done.stderr) == (0, "")
    assert "fields:evaluation" in done.stdout
    (folder / "broken.toml").write_text(BAD, "utf-8")
    done = run(folder, "plugins")
    assert done.returncode == 9
    assert "fields:evaluation" in done.stdout
    assert "fields:broken" not in done.stdout
    assert "fields:broken" in done.stderr
    assert "broken.toml, line 9: the test sentence fails" in done.stderr
    assert "found 'P3M'" in done.stderr


def test_a_record_holds_what_was_found_and_names_what_was_refused(folder: Path) -> None:
    (folder / "broken.toml").write_text(BAD, "utf-8")
    done = run(folder, "extract", "--json", str(folder / "agreement.txt"))
    assert done.returncode == 0
    record = json.loads(done.stdout)
    (found,) = record["fields"]["evaluation"]
    assert found["value"] == {"value": "P2Y", "raw": "zwei Jahren"}
    assert found["plugin"] == "fields:evaluation"
    assert found["evidence"][0]["quote"] == "zwei Jahren"
    assert [error["plugin"] for error in record["errors"]] == ["fields:broken"]
    assert record["termination"]["notice_period"] == "P3M"
    (folder / "record.json").write_text(done.stdout, "utf-8")
    assert run(folder, "verify", str(folder / "record.json"), str(folder / "agreement.txt")).returncode == 0


def test_compare_shows_it_under_its_label(folder: Path) -> None:
    assert run(folder, "ingest", str(folder / "agreement.txt")).returncode == 0
    german = run(folder, "compare", "--fmt", "markdown")
    assert "Auswertung" in german.stdout, german.stderr
    assert "2 Jahre" in german.stdout
    assert "Evaluation" in run(folder, "--lang", "en", "compare", "--fmt", "markdown").stdout


def test_a_strangers_distribution_ships_fields(folder: Path) -> None:
    site = folder / "site"
    package = site / "stranger_fields"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(
        "from agreementkit import field_files, hookimpl\n"
        "@hookimpl\n"
        "def agreementkit_fields():\n"
        "    return field_files(__name__)\n"
    )
    (package / "revision.toml").write_text(GOOD.replace('"evaluation"', '"revision"'), "utf-8")
    info = site / "stranger-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: stranger\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[agreementkit]\nstranger = stranger_fields\n")
    rows = json.loads(run(folder, "plugins", "--json", path=str(site)).stdout)
    (row,) = [row for row in rows if row["name"] == "fields:revision"]
    assert row["distribution"] == "stranger 1.0"
    assert row["module"] == "stranger_fields/revision.toml"
    (package / "__init__.py").write_text(
        "from agreementkit import hookimpl\n@hookimpl\ndef agreementkit_fields():\n    return [1 / 0]\n"
    )
    done = run(folder, "plugins", path=str(site))
    assert "stranger" in done.stderr
    assert "ZeroDivisionError" in done.stderr
    assert "fields:evaluation" in done.stdout
