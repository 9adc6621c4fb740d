"""``agreementkit plugin new``: what it writes works as it is, and it writes over nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from agreementkit.errors import ConfigurationError, FileAccessError
from agreementkit.scaffold import new_plugin
from interpreters import install_editable, make_interpreter


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "agreementkit", *arguments]
    environment = {**os.environ, "PYTHONUTF8": "1", "AGREEMENTKIT_FIELDS": ""}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=120)


def test_its_own_test_passes_after_an_editable_install(tmp_path: Path) -> None:
    python = make_interpreter(tmp_path / "venv")
    done = run("plugin", "new", "care-places", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "agreementkit-care-places\n"), done.stderr
    folder = tmp_path / "agreementkit-care-places"
    install_editable(python, folder)
    test = [str(python), "-m", "pytest", "-q", "-W", "error", "-p", "no:cacheprovider", str(folder / "tests")]
    tested = subprocess.run(test, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    assert tested.returncode == 0, tested.stdout + tested.stderr
    assert "3 passed" in tested.stdout


def test_the_package_is_typed_and_whole(tmp_path: Path) -> None:
    folder = new_plugin("care-places", tmp_path / "here")
    project = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["entry-points"]["agreementkit"] == {"care-places": "agreementkit_care_places"}
    assert (folder / "agreementkit_care_places" / "py.typed").exists()
    for path in folder.rglob("*.py"):
        compile(path.read_text("utf-8"), str(path), "exec")
        assert "$" not in path.read_text("utf-8")


def test_it_writes_over_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "README.md").write_text("mine")
    with pytest.raises(FileAccessError, match="exists already"):
        new_plugin("care-places", folder)
    assert [path.name for path in folder.iterdir()] == ["README.md"]
    assert (folder / "README.md").read_text() == "mine"
    assert run("plugin", "new", "care-places", "--into", str(folder), cwd=tmp_path).returncode == 5


def test_an_empty_folder_is_used(tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    assert new_plugin("x", folder) == folder
    assert (folder / "agreementkit_x" / "__init__.py").exists()


@pytest.mark.parametrize(
    "name", ["", "Care", "care places", "../evil", "care--places", "-care", "9care", "a" * 41, "ä", "a_b"]
)
def test_what_is_no_name_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError):
        new_plugin(name, tmp_path / "x")
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("name", ["parties", "fields", "goal", "notice-period"])
def test_a_name_that_is_taken_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError):
        new_plugin(name, tmp_path / "x")


def test_the_group_alone_says_what_is_missing(tmp_path: Path) -> None:
    done = run("plugin", cwd=tmp_path)
    assert done.returncode == 2
    assert "Missing command" in done.stderr
