"""Fixtures that several rooms share; sockets are closed: nothing here needs a network."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: socket.socket, address: object) -> None:
        raise AssertionError(f"the program tried to reach {address!r}")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the five real documents; it is not part of the project."""
    folder = Path(os.environ.get("AGREEMENTKIT_SHARED", ROOT.parent / "shared"))
    if not (folder / "seeds").is_dir():
        pytest.skip(f"the real documents are not at {folder} (set AGREEMENTKIT_SHARED)")
    return folder


@pytest.fixture(scope="session")
def tesseract() -> str:
    """The path of a Tesseract with German and English; its absence is a fault of the setup, not a reason to skip."""
    path = shutil.which("tesseract")
    assert path, "Tesseract is not installed; run: make tesseract"
    languages = subprocess.run([path, "--list-langs"], check=True, capture_output=True, text=True).stdout.split()
    assert {"deu", "eng"} <= set(languages), "Tesseract lacks deu or eng; run: make tesseract"
    return path


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Writes a file into the test's own folder."""

    def put(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    return put
