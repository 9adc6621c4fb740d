"""An interpreter of its own for tests that install plugins: it sees what this one has installed."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path


def make_interpreter(folder: Path) -> Path:
    """Make a virtual environment beside ours and return its Python; what is installed in it leaves ours alone."""
    venv.create(folder, with_pip=False)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(folder)}))
    ours = sysconfig.get_path("purelib")
    (site / "ours.pth").write_text(f"import site; site.addsitedir({ours!r})\n", "utf-8")
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def install_editable(python: Path, project: Path) -> None:
    """Install a project into the environment of an interpreter, without network."""
    command = [sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check", "install", "-q"]
    command += ["--no-deps", "--no-build-isolation", "--no-index", "-e", str(project)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
