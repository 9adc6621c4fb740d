"""What the partners of an agreement want to reach, with the quantified targets they set themselves."""

from __future__ import annotations

from collections.abc import Iterable

from agreementkit import Document, FieldInfo, Finding, PluginDescription, hookimpl
from agreementkit_goals import reading


@hookimpl
def agreementkit_describe() -> PluginDescription:
    """Name the plugin and its field."""
    return PluginDescription(
        name="goals",
        version="1.0",
        fields=(FieldInfo(kind="goal", label_de="Ziele", label_en="Goals"),),
    )


@hookimpl
def agreementkit_extract(document: Document) -> Iterable[Finding]:
    """Read the goals of one document."""
    return reading.extract(document)
