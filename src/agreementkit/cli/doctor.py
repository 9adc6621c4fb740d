"""``agreementkit doctor``: what this machine has and lacks."""

from __future__ import annotations

import json
import platform
import sqlite3
import sys
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import click

from agreementkit import __version__
from agreementkit.cli.settings import Settings, pass_settings
from agreementkit.cli.writing import write_text
from agreementkit.errors import AgreementkitError, ExitCode

if TYPE_CHECKING:
    from agreementkit.plugins import Plugins


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at.

    Attributes:
        needed: Whether something does not work without it.
        fix: What to do where it is missing.
    """

    name: str
    ok: bool
    found: str
    needed: bool = True
    fix: str = ""


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_settings
def doctor_command(settings: Settings, as_json: bool) -> int:
    """Check Python, SQLite, Tesseract with its languages, the plugins and the catalog.

    Ends with 3 where something is missing that scans need.
    """
    checks = [*_python(), *_tesseract(), *_plugins(settings), _catalog(settings)]
    if as_json:
        write_text(json.dumps([asdict(check) for check in checks], ensure_ascii=False, indent=2) + "\n")
    else:
        for check in checks:
            mark = "ok" if check.ok else "MISSING" if check.needed else "-"
            write_text(f"{mark:8} {check.name:22} {check.found}\n")
            if not check.ok and check.fix:
                write_text(f"{'':8} {'':22} -> {check.fix}\n")
    return ExitCode.DONE if all(check.ok or not check.needed for check in checks) else ExitCode.MISSING_DEPENDENCY


def _python() -> list[Check]:
    from importlib.metadata import version

    parts = ("pdfplumber", "pypdfium2", "pytesseract", "spacy", "pluggy", "sqlite-utils")
    libraries = ", ".join(f"{name} {version(name)}" for name in parts)
    with sqlite3.connect(":memory:") as connection:
        options = {row[0] for row in connection.execute("PRAGMA compile_options")}
    connection.close()
    return [
        Check("agreementkit", ok=True, found=f"{__version__}, Python {platform.python_version()} on {sys.platform}"),
        Check("libraries", ok=True, found=libraries),
        Check(
            "SQLite",
            ok="ENABLE_FTS5" in options,
            found=f"{sqlite3.sqlite_version}, full-text search {'yes' if 'ENABLE_FTS5' in options else 'no'}",
            fix="Install a Python whose SQLite has FTS5 (python.org's has it).",
        ),
    ]


def _tesseract() -> list[Check]:
    from agreementkit.reading import tesseract_state

    state = tesseract_state()
    checks = [Check("Tesseract", ok=state.version is not None, found=state.version or "not found", fix=state.fix)]
    for language, needed in (("deu", True), ("eng", False), ("script/Latin", False)):
        found = language in state.languages or language.rpartition("/")[2] in state.languages
        text = "installed" if found else "not installed"
        # how to install what is never needed is not said: the command is for deu and eng
        fix = "" if language == "script/Latin" else state.fix
        checks.append(Check(f"Tesseract {language}", ok=found, found=text, needed=needed, fix=fix))
    return checks


def _plugins(settings: Settings) -> list[Check]:
    from agreementkit.plugins import load_plugins

    try:
        plugins = load_plugins(without=settings.without_plugins)
    except AgreementkitError as error:
        return [Check("plugins", ok=False, found=error.what, fix=error.fix)]
    names = ", ".join(info.name for info in plugins.infos)
    fix = "Correct the file, or leave it out with --without-plugin."
    refused = [Check(r.name, ok=False, found=f"refused: {r.message}", needed=False, fix=fix) for r in plugins.refused]
    return [Check("plugins", ok=bool(plugins.infos), found=names or "none"), *refused, *_engines(plugins)]


def _engines(plugins: Plugins) -> list[Check]:
    """The OCR engines that plugins bring; none of them is needed."""
    from agreementkit.engines import ocr_engines

    try:
        engines = ocr_engines(plugins)
    except AgreementkitError as error:
        return [Check("OCR engines", ok=False, found=error.what, fix=error.fix)]
    checks = []
    for name, brought in engines.items():
        if brought.plugin is not None:
            state = brought.engine.state()
            found = f"{state.version}, {', '.join(state.languages)}" if state.version else "not installed"
            ok = state.version is not None
            checks.append(Check(f"OCR engine {name}", ok=ok, found=found, needed=False, fix=state.fix))
    return checks


def _catalog(settings: Settings) -> Check:
    from agreementkit.catalog import open_catalog

    path = settings.catalog_path()
    if not path.exists():
        return Check("catalog", ok=True, found=f"none yet; ingest makes it at {path}")
    try:
        with open_catalog(path, readonly=True) as catalog:
            count = catalog.rows("SELECT count(*) AS n FROM documents")[0]["n"]
    except AgreementkitError as error:
        return Check("catalog", ok=False, found=error.what, fix=error.fix)
    return Check("catalog", ok=True, found=f"{path}: {count} documents")
