"""The bodies that an agreement sets up: who sits in them, what they do, how often they meet."""

from __future__ import annotations

from collections.abc import Iterable

from agreementkit import Document, FieldInfo, Finding, PluginDescription, hookimpl
from agreementkit_organs import reading


@hookimpl
def agreementkit_describe() -> PluginDescription:
    """Name the plugin and its field."""
    return PluginDescription(
        name="organs",
        version="1.0",
        fields=(FieldInfo(kind="organ", label_de="Organe", label_en="Bodies"),),
    )


@hookimpl
def agreementkit_extract(document: Document) -> Iterable[Finding]:
    """Read the bodies that one document sets up."""
    return reading.extract(document)
