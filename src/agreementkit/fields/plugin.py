"""A field file as a plugin: described and called as any other."""

from __future__ import annotations

from collections.abc import Iterator

from agreementkit.document import Document
from agreementkit.fields.reading import FieldReader
from agreementkit.fields.schema import FieldSpec
from agreementkit.fields.values import values_of
from agreementkit.hookspecs import hookimpl
from agreementkit.records import FieldInfo, Finding, PluginDescription


class FieldPlugin:
    """What a field file does, with the hooks of a plugin module.

    Attributes:
        name: ``fields:`` and the field's name.
        spec: What the file says.
    """

    def __init__(self, spec: FieldSpec, digest: str) -> None:
        """Compile a field.

        Args:
            spec: What the file says.
            digest: Of the file's bytes; part of the version, so that a record tells which rules made it.

        Raises:
            SchemaError: A cue or a pattern cannot be used.
        """
        self.name = f"fields:{spec.name}"
        self.spec = spec
        self._version = f"{spec.version}+{digest}"
        self._reader = FieldReader(spec)
        self._values = values_of(spec)

    @hookimpl
    def agreementkit_describe(self) -> PluginDescription:
        """Name the field and its labels."""
        info = FieldInfo(kind=self.spec.name, label_de=self.spec.label_de, label_en=self.spec.label_en)
        return PluginDescription(name=self.name, version=self._version, fields=(info,))

    @hookimpl
    def agreementkit_extract(self, document: Document) -> Iterator[Finding]:
        """Read the field from a document."""
        yield from self._values(document, list(self._reader.hits(document)))
