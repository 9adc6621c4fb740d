"""What an agreement cites: statutes, council papers, and annexes that are named but missing."""

from __future__ import annotations

from collections.abc import Iterator

from agreementkit import Document, FieldInfo, Finding, PluginDescription, hookimpl
from agreementkit_references.annexes import missing_annexes
from agreementkit_references.council_papers import council_papers
from agreementkit_references.statutes import legal_references


@hookimpl
def agreementkit_describe() -> PluginDescription:
    """Name the plugin and its fields."""
    return PluginDescription(
        name="references",
        version="1.0",
        fields=(
            FieldInfo(kind="legal_reference", label_de="Rechtsgrundlagen", label_en="Legal references"),
            FieldInfo(kind="council_paper", label_de="Ratsdokumente", label_en="Council papers"),
        ),
    )


@hookimpl
def agreementkit_extract(document: Document) -> Iterator[Finding]:
    """Find citations of statutes and council papers, and flag annexes that the text lacks."""
    yield from legal_references(document)
    yield from council_papers(document)
    yield from missing_annexes(document)
