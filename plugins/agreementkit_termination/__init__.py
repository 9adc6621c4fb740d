"""How an agreement is ended and amended: notice, cause, consent, and the form of each."""

from __future__ import annotations

from collections.abc import Iterable

from agreementkit import Document, FieldInfo, Finding, PluginDescription, hookimpl
from agreementkit_termination import rules


@hookimpl
def agreementkit_describe() -> PluginDescription:
    """Name the plugin and its fields."""
    return PluginDescription(
        name="termination",
        version="1.0",
        fields=(
            FieldInfo(kind="termination.notice", label_de="Kündigung", label_en="Notice"),
            FieldInfo(
                kind="termination.for_cause", label_de="Kündigung aus wichtigem Grund", label_en="Termination for cause"
            ),
            FieldInfo(
                kind="termination.mutual_rescission", label_de="Einvernehmliche Aufhebung", label_en="Mutual rescission"
            ),
            FieldInfo(kind="amendment", label_de="Änderungen", label_en="Amendment"),
        ),
    )


@hookimpl
def agreementkit_extract(document: Document) -> Iterable[Finding]:
    """Read how one document is ended and amended."""
    return rules.extract(document)
