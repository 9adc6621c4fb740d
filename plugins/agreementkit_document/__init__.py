"""What the document is, whose it is, of which day, and who signed it."""

from __future__ import annotations

from collections.abc import Iterator

from agreementkit import Document, FieldInfo, Finding, PluginDescription, hookimpl
from agreementkit_document.dating import agreement_date
from agreementkit_document.document_type import document_type
from agreementkit_document.municipality import municipality
from agreementkit_document.own_number import own_number
from agreementkit_document.signature_layout import read_columns
from agreementkit_document.signatures import signatures
from agreementkit_document.title import title


@hookimpl
def agreementkit_describe() -> PluginDescription:
    """Name the plugin and its fields."""
    return PluginDescription(
        name="document",
        version="1.0",
        fields=(
            FieldInfo(kind="document.type", label_de="Dokumentart", label_en="Document type"),
            FieldInfo(kind="document.title", label_de="Titel", label_en="Title"),
            FieldInfo(kind="document.municipality", label_de="Kommune", label_en="Municipality"),
            FieldInfo(kind="document.agreement_date", label_de="Datum der Vereinbarung", label_en="Agreement date"),
            FieldInfo(kind="document.number", label_de="Nummer", label_en="Number"),
            FieldInfo(kind="signature", label_de="Unterschriften", label_en="Signatures"),
        ),
    )


@hookimpl
def agreementkit_extract(document: Document) -> Iterator[Finding]:
    """Find type, title, municipality, date, number and signatures; what is unclear is left out."""
    for read in (document_type, title, municipality, own_number):
        yield from read(document)
    columns = read_columns(document)
    yield from agreement_date(document, columns)
    yield from signatures(columns, document.page_at)
