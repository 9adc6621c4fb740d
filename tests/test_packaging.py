"""Folders, packages of the wheel and entry points agree; a stranger's plugin is the equal of ours."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PACKAGES = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
ENTRY_POINTS = PROJECT["project"]["entry-points"]["agreementkit"]


def test_plugin_folders_packages_and_entry_points_agree() -> None:
    folders = {path.name for path in (ROOT / "plugins").iterdir() if (path / "__init__.py").exists()}
    assert folders == {Path(package).name for package in PACKAGES if package.startswith("plugins/")}
    assert folders == set(ENTRY_POINTS.values())
    assert {f"agreementkit_{name}" for name in ENTRY_POINTS} == folders


def test_every_package_is_typed_and_checked() -> None:
    names = {Path(package).name for package in PACKAGES}
    assert names == set(PROJECT["tool"]["mypy"]["packages"])
    assert all((ROOT / package / "py.typed").exists() for package in PACKAGES)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_every_source_and_data_file(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    for package in PACKAGES:
        base = (ROOT / package).parent
        for path in (ROOT / package).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                assert path.relative_to(base).as_posix() in inside
    assert not [name for name in inside if name.startswith(("tests/", "corpus/", "src/", "plugins/"))]


def test_an_extractor_copied_out_works_as_a_strangers(wheel: Path, tmp_path: Path) -> None:
    """A built-in plugin, installed from outside under another name, gives the same findings."""
    stranger = tmp_path / "stranger"
    shutil.copytree(ROOT / "plugins" / "agreementkit_termination", stranger / "agreementkit_stranger")
    (stranger / "pyproject.toml").write_text(
        '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
        '[project]\nname = "stranger"\nversion = "1"\n'
        '[project.entry-points.agreementkit]\nstranger = "agreementkit_stranger"\n'
        '[tool.hatch.build.targets.wheel]\npackages = ["agreementkit_stranger"]\n'
    )
    for module in (stranger / "agreementkit_stranger").rglob("*.py"):
        module.write_text(
            module.read_text("utf-8").replace("agreementkit_termination", "agreementkit_stranger"), "utf-8"
        )
    site = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", "--target", str(site)]
    subprocess.run([*install, str(stranger)], check=True, capture_output=True)
    text = "§ 1 Kündigung\n\nDie Vereinbarung kann mit einer Frist von drei Monaten zum Jahresende gekündigt werden."
    script = (
        "import json, sys\n"
        "from agreementkit import load_plugins\n"
        "from agreementkit.testing import document_from_text\n"
        "located, problems = load_plugins().extract(document_from_text(sys.argv[1]))\n"
        "found = {}\n"
        "for item in located:\n"
        "    finding = item.finding\n"
        "    found.setdefault(item.plugin, []).append([finding.kind, dict(finding.value), finding.spans])\n"
        "print(json.dumps([found, [p.message for p in problems]], default=list))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, text],
        check=True,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(site), "PATH": "", "PYTHONUTF8": "1"},
    )
    found, problems = json.loads(run.stdout)
    assert problems == []
    assert found["termination"]
    assert found["stranger"] == found["termination"]
