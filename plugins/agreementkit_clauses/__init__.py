"""What else agreements say: severability, liability, annexes, tasks by party, target groups, links to others."""

from __future__ import annotations

from collections.abc import Iterator

from agreementkit import Document, FieldInfo, Finding, PluginDescription, hookimpl
from agreementkit_clauses.annexes import annexes
from agreementkit_clauses.liability import liability
from agreementkit_clauses.links import links
from agreementkit_clauses.severability import severability
from agreementkit_clauses.target_groups import target_groups
from agreementkit_clauses.tasks import tasks


@hookimpl
def agreementkit_describe() -> PluginDescription:
    """Name the plugin and its fields."""
    return PluginDescription(
        name="clauses",
        version="1.0",
        fields=(
            FieldInfo(kind="severability", label_de="Salvatorische Klausel", label_en="Severability"),
            FieldInfo(kind="liability", label_de="Haftung", label_en="Liability"),
            FieldInfo(kind="annex", label_de="Anlagen", label_en="Annexes"),
            FieldInfo(kind="task", label_de="Aufgaben der Partner", label_en="Tasks by party"),
            FieldInfo(kind="target_group", label_de="Zielgruppen", label_en="Target groups"),
            FieldInfo(kind="link", label_de="Verbundene Vereinbarungen", label_en="Related agreements"),
        ),
    )


@hookimpl
def agreementkit_extract(document: Document) -> Iterator[Finding]:
    """Read what one document says beside its term and its parties."""
    yield from severability(document)
    yield from liability(document)
    yield from annexes(document)
    yield from tasks(document)
    yield from target_groups(document)
    yield from links(document)
