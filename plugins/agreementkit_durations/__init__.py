"""When an agreement begins and ends, how long it lasts, and how it is prolonged."""

from __future__ import annotations

from collections.abc import Iterable

from agreementkit import Document, FieldInfo, Finding, PluginDescription, hookimpl
from agreementkit_durations import rules


@hookimpl
def agreementkit_describe() -> PluginDescription:
    """Name the plugin and its fields."""
    return PluginDescription(
        name="durations",
        version="1.0",
        fields=(
            FieldInfo(kind="term.effective_date", label_de="Beginn", label_en="Effective date"),
            FieldInfo(kind="term.expiration_date", label_de="Ende der ersten Laufzeit", label_en="Expiration date"),
            FieldInfo(kind="term.initial_term", label_de="Erste Laufzeit", label_en="Initial term"),
            FieldInfo(kind="term.renewal", label_de="Verlängerung", label_en="Renewal"),
        ),
    )


@hookimpl
def agreementkit_extract(document: Document) -> Iterable[Finding]:
    """Read the term of one document."""
    return rules.extract(document)
