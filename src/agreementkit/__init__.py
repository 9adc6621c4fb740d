"""agreementkit reads German municipal agreements and compares them.

The public names; each is imported when it is first asked for, so that ``agreementkit --help`` loads nothing heavy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agreementkit.agreement import Agreement, Flag
    from agreementkit.document import Document
    from agreementkit.errors import AgreementkitError, ExitCode
    from agreementkit.fields import field_files
    from agreementkit.hookspecs import hookimpl
    from agreementkit.ocr_engine import OcrEngine, OcrEngineState, OcrFailedError, OcrPicture, OcrWord
    from agreementkit.pipeline import Options, extract, normalize
    from agreementkit.plugins import load_plugins
    from agreementkit.records import (
        Clause,
        DoubtfulWord,
        FieldFile,
        FieldInfo,
        Finding,
        JsonValue,
        PageSpan,
        PluginDescription,
        Role,
        Source,
        Span,
        Table,
    )
    from agreementkit.statements import Statement, read_statements, tells_of_others

__version__ = "0.1.0"

_HOMES = {
    "Agreement": "agreement",
    "AgreementkitError": "errors",
    "Clause": "records",
    "Document": "document",
    "DoubtfulWord": "records",
    "ExitCode": "errors",
    "FieldFile": "records",
    "FieldInfo": "records",
    "Finding": "records",
    "Flag": "agreement",
    "JsonValue": "records",
    "OcrEngine": "ocr_engine",
    "OcrEngineState": "ocr_engine",
    "OcrFailedError": "ocr_engine",
    "OcrPicture": "ocr_engine",
    "OcrWord": "ocr_engine",
    "Options": "pipeline",
    "PageSpan": "records",
    "PluginDescription": "records",
    "Role": "records",
    "Source": "records",
    "Span": "records",
    "Statement": "statements",
    "Table": "records",
    "extract": "pipeline",
    "field_files": "fields",
    "hookimpl": "hookspecs",
    "load_plugins": "plugins",
    "normalize": "pipeline",
    "read_statements": "statements",
    "tells_of_others": "statements",
}

__all__ = [
    "Agreement",
    "AgreementkitError",
    "Clause",
    "Document",
    "DoubtfulWord",
    "ExitCode",
    "FieldFile",
    "FieldInfo",
    "Finding",
    "Flag",
    "JsonValue",
    "OcrEngine",
    "OcrEngineState",
    "OcrFailedError",
    "OcrPicture",
    "OcrWord",
    "Options",
    "PageSpan",
    "PluginDescription",
    "Role",
    "Source",
    "Span",
    "Statement",
    "Table",
    "extract",
    "field_files",
    "hookimpl",
    "load_plugins",
    "normalize",
    "read_statements",
    "tells_of_others",
]


def __getattr__(name: str) -> object:
    """Import a public name from its module when it is first used (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'agreementkit' has no attribute {name!r}")
    value = getattr(import_module(f"agreementkit.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
