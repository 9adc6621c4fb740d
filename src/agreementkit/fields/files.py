"""Where field files lie: in an installed package, or in a folder of the user."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from agreementkit.records import FieldFile

FIELDS_ENV = "AGREEMENTKIT_FIELDS"
"""Folders of the user's own field files, parted as in PATH; empty for none; unset for the default folder."""

MOST_BYTES = 200_000
MOST_FIELD_FILES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadField:
    """A field file, or a folder of them, that could not be read.

    Attributes:
        name: The file's name, or None for a folder.
        origin: Where it lies, or who names the folder.
        reason: One sentence without its full stop.
    """

    name: str | None
    origin: str
    reason: str


def field_files(package: str) -> tuple[FieldFile, ...]:
    """List the field files (``*.toml``) of an installed package, for its ``agreementkit_fields`` hook.

    Args:
        package: The import name, usually ``__name__``; the files lie beside its ``__init__.py``.

    Returns:
        The files, sorted by name.

    Raises:
        ModuleNotFoundError: There is no such package.
        OSError: A file cannot be read.
    """
    entries = sorted(
        (entry for entry in resources.files(package).iterdir() if entry.name.endswith(".toml")),
        key=lambda entry: entry.name,
    )
    return tuple(FieldFile(name=e.name, data=e.read_bytes(), origin=f"{package}/{e.name}") for e in entries)


def user_folders(environ: Mapping[str, str] | None = None) -> tuple[Path, ...]:
    """The folders of the user's own field files.

    Args:
        environ: The environment; the process's own where it is None.

    Returns:
        The folders of ``AGREEMENTKIT_FIELDS`` in their order; where it is unset, ``fields`` in the user's
        configuration folder if that exists.
    """
    named = (os.environ if environ is None else environ).get(FIELDS_ENV)
    if named is not None:
        return tuple(Path(part) for part in named.split(os.pathsep) if part)
    from platformdirs import user_config_path

    default = user_config_path("agreementkit", appauthor=False) / "fields"
    return (default,) if default.is_dir() else ()


def user_field_files(environ: Mapping[str, str] | None = None) -> tuple[FieldFile | UnreadField, ...]:
    """List the user's own field files, folder by folder, sorted by name.

    Args:
        environ: The environment; the process's own where it is None.

    Returns:
        The files, and in their places what could not be read: a file, or a folder that ``AGREEMENTKIT_FIELDS`` names.
    """
    found: list[FieldFile | UnreadField] = []
    for folder in user_folders(environ):
        if not folder.is_dir():
            found.append(UnreadField(name=None, origin=FIELDS_ENV, reason=f"there is no folder {folder}"))
        found += [_read(path) for path in sorted(folder.glob("*.toml"))[:MOST_FIELD_FILES]]
    return tuple(found)


def _read(path: Path) -> FieldFile | UnreadField:
    try:
        with path.open("rb") as file:
            return FieldFile(name=path.name, data=file.read(MOST_BYTES + 1), origin=str(path))
    except OSError as error:
        reason = f"the file cannot be read: {error.strerror}"
        return UnreadField(name=path.name, origin=str(path), reason=reason)
