"""A plugin that fails costs its own findings, never the document."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

FAULTS = Path(__file__).parent / "fault_plugins"
TEXT = """Kooperationsvereinbarung

zwischen

der Stadt Birkenfurt

und

dem Jobcenter Birkenfurt

§ 1 Kündigung

Die Vereinbarung kann mit einer Frist von drei Monaten zum Jahresende gekündigt werden.
"""


def install(site: Path, module: str, name: str = "fault") -> None:
    """Put a plugin on the path as an installed distribution."""
    site.mkdir(exist_ok=True)
    (site / f"{module}.py").write_bytes((FAULTS / f"{module}.py").read_bytes())
    info = site / f"{module}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module.replace('_', '-')}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[agreementkit]\n{name} = {module}\n")


def run(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(site), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "agreementkit", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=120)


@pytest.mark.parametrize("module", sorted(path.stem for path in FAULTS.glob("fault_*.py")))
def test_the_record_keeps_all_else_and_names_the_plugin(
    module: str, write: Callable[[str, str], Path], tmp_path: Path
) -> None:
    install(tmp_path / "site", module)
    done = run(tmp_path / "site", "extract", "--json", str(write("vertrag.txt", TEXT)))
    assert done.returncode == 0, done.stderr
    record = json.loads(done.stdout)
    assert record["termination"]["notice_period"] == "P3M"
    named = [error["plugin"] for error in record["errors"]]
    if module == "fault_prints":
        assert (named, list(record["fields"])) == ([], ["printed"])
    else:
        assert set(named) == {"fault"}
        assert record["status"] == "partial"
        assert not record["fields"]


def test_a_plugin_that_cannot_be_imported_is_refused_with_the_way_out(tmp_path: Path) -> None:
    site = tmp_path / "site"
    install(site, "fault_raises", "broken")
    (site / "fault_raises.py").write_text("import a_module_that_is_not_there\n")
    done = run(site, "plugins")
    assert done.returncode == 9
    assert "broken" in done.stderr
    assert "--without-plugin broken" in done.stderr
    assert len(done.stderr.splitlines()) <= 3
    assert run(site, "--without-plugin", "broken", "plugins").returncode == 0


def test_two_plugins_of_one_name_are_refused(tmp_path: Path) -> None:
    install(tmp_path / "site", "fault_raises", "parties")
    done = run(tmp_path / "site", "plugins")
    assert done.returncode == 9
    assert "Two plugins are called 'parties'" in done.stderr


def test_a_misspelt_hook_is_refused(tmp_path: Path) -> None:
    site = tmp_path / "site"
    install(site, "fault_raises", "typo")
    (site / "fault_raises.py").write_text(
        "from agreementkit import hookimpl\n@hookimpl\ndef agreementkit_extrakt(document): return ()\n"
    )
    done = run(site, "plugins")
    assert (done.returncode, "agreementkit_extrakt" in done.stderr) == (9, True)
