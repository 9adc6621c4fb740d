"""A new plugin as a working package: build file, module, types marker, test, README."""

from __future__ import annotations

import re
from importlib import metadata, resources
from pathlib import Path
from string import Template

from agreementkit import __version__
from agreementkit.errors import ConfigurationError, FileAccessError
from agreementkit.fields import RESERVED

__all__ = ["new_plugin"]

NAME_RE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
LONGEST_NAME = 40
_FILES = {
    "pyproject.toml.template": "pyproject.toml",
    "README.md.template": "README.md",
    "module.py.template": "${module}/__init__.py",
    "test.py.template": "tests/test_${kind}.py",
}


def new_plugin(name: str, into: Path | None = None) -> Path:
    """Write a plugin that works as it is, for its author to change.

    Args:
        name: The plugin's name: small letters, digits and single hyphens, e.g. ``care-places``.
        into: The folder to write; ``agreementkit-NAME`` in the current folder where it is None.

    Returns:
        The folder.

    Raises:
        ConfigurationError: The name is none, or an installed plugin has it.
        FileAccessError: The folder exists and is not empty, or cannot be written.
    """
    if len(name) > LONGEST_NAME or not NAME_RE.fullmatch(name):
        raise ConfigurationError(
            f"{name!r} is no name for a plugin.",
            f"Use at most {LONGEST_NAME} small letters, digits and single hyphens, a letter first, e.g. care-places.",
        )
    taken = [point for point in metadata.entry_points(group="agreementkit") if point.name == name]
    if taken:
        raise ConfigurationError(
            f"There is already a plugin named {name!r} ({taken[0].value}).", "Choose another name."
        )
    folder = into if into is not None else Path(f"agreementkit-{name}")
    kind = name.replace("-", "_")
    if kind in RESERVED:
        raise ConfigurationError(f"The record already uses the name {kind!r}.", "Choose another name.")
    values = {"name": name, "kind": kind, "module": f"agreementkit_{kind}", "version": __version__}
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise FileAccessError(
                f"{folder} exists already; nothing was written.", "Choose another folder with --into."
            )
        _write(folder, values)
    except OSError as error:
        raise FileAccessError(f"{folder} cannot be written: {error.strerror}.", "Check its permissions.") from error
    return folder


def _write(folder: Path, values: dict[str, str]) -> None:
    templates = resources.files(__name__) / "template"
    for source, target in _FILES.items():
        path = folder / Template(target).substitute(values)
        path.parent.mkdir(parents=True, exist_ok=True)
        content = Template((templates / source).read_text("utf-8")).substitute(values)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(content)
    (folder / values["module"] / "py.typed").touch(exist_ok=False)
