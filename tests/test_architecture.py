"""Imports point down only; plugins import nothing but what is public."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "agreementkit"

RANK = {
    "errors": 0,
    "records": 0,
    "german": 1,
    "agreement": 1,
    "language": 1,
    "document": 2,
    "own_names": 2,
    "quotations": 2,
    "running_time": 2,
    "sentence_parts": 2,
    "statements": 3,
    "ocr_engine": 1,
    "hookspecs": 3,
    "fields": 4,
    "plugins": 5,
    "engines": 6,
    "reading": 3,
    "repair": 3,
    "structure": 3,
    "doubt": 4,
    "evidence": 4,
    "confidence": 1,
    "cues": 6,
    "silence": 6,
    "threshold": 7,
    "deadlines": 4,
    "short_names": 3,
    "signatories": 4,
    "terms": 6,
    "flags": 5,
    "applicability": 4,
    "assembly": 7,
    "verification": 6,
    "scaffold": 6,
    "pipeline": 8,
    "testing": 8,
    "evaluation": 8,
    "output": 8,
    "catalog": 9,
    "batch": 10,
    "cli": 11,
    "__main__": 12,
}
"""How high each room stands; a module imports its own room and lower ones only."""

PUBLIC = {"agreementkit", "agreementkit.german"}


def room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """The modules of ours that a file imports at run time; imports for type checkers do not count."""
    tree = ast.parse(path.read_text("utf-8"))
    skipped = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    names: set[str] = set()
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return {name for name in names if name.split(".")[0].startswith("agreementkit")}


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_imports_point_down(path: Path) -> None:
    if path == SOURCE / "__init__.py":
        return  # the public names; it imports each when it is first used
    here = room(path)
    for name in imported(path):
        parts = name.split(".")
        if parts[0] == "agreementkit_models" or len(parts) == 1:
            continue
        there = parts[1]
        if there != here:
            assert RANK[there] < RANK[here], f"{here} ({RANK[here]}) imports {there} ({RANK[there]})"


@pytest.mark.parametrize("path", sorted((ROOT / "plugins").rglob("*.py")), ids=lambda p: p.parent.name + "/" + p.name)
def test_plugins_import_only_what_is_public(path: Path) -> None:
    own = path.relative_to(ROOT / "plugins").parts[0]
    strange = {name for name in imported(path) if name.split(".")[0] != own} - PUBLIC
    assert not strange


@pytest.mark.parametrize(
    "path",
    sorted([*SOURCE.rglob("*.py"), *(ROOT / "plugins").rglob("*.py")]),
    ids=lambda p: p.relative_to(ROOT).as_posix(),
)
def test_modules_are_rooms_not_halls(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 400
    assert path.stem not in {"utils", "helpers", "common", "base", "misc"}
