"""Who is bound by the agreement, as what, under which short name, and represented by whom."""

from __future__ import annotations

from collections.abc import Iterator

from agreementkit import Document, FieldInfo, Finding, PluginDescription, hookimpl
from agreementkit_parties.findings import find_parties


@hookimpl
def agreementkit_describe() -> PluginDescription:
    """Name the plugin and its field."""
    return PluginDescription(
        name="parties",
        version="1.0",
        fields=(FieldInfo(kind="party", label_de="Vertragspartner", label_en="Parties"),),
    )


@hookimpl
def agreementkit_extract(document: Document) -> Iterator[Finding]:
    """Find the parties in the order in which the document names them."""
    yield from find_parties(document)
