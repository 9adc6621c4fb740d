"""From files to plugins: each is parsed, checked, compiled and tried; one that fails is refused, the others run."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from agreementkit.fields.examples import run_examples
from agreementkit.fields.files import MOST_BYTES
from agreementkit.fields.lines import line_of, syntax_fault
from agreementkit.fields.plugin import FieldPlugin
from agreementkit.fields.schema import NAME_RE, SchemaError, read_spec
from agreementkit.records import FieldFile


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedField:
    """A field file that is not used.

    Attributes:
        name: ``fields:`` and the field's name, by the file's where it tells none.
        file: The file's name, as records show it.
        origin: Where the file lies.
        line: 1-based, or None where the fault has no line.
        reason: One sentence.
    """

    name: str
    file: str
    origin: str
    line: int | None
    reason: str

    @property
    def message(self) -> str:
        """For a record: without folders, so that two machines write the same."""
        return f"{self.file}{self._at}: {self.reason}"

    @property
    def _at(self) -> str:
        return "" if self.line is None else f", line {self.line}"

    def __str__(self) -> str:
        return f"{self.name}: {self.origin}{self._at}: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedFields:
    """The fields that run, each with its file, and those that were refused; both in the order of the files."""

    fields: tuple[tuple[FieldPlugin, FieldFile], ...]
    refused: tuple[RefusedField, ...]


def load_fields(files: Iterable[FieldFile], taken: Mapping[str, str]) -> LoadedFields:
    """Make a plugin of each file.

    Args:
        files: In the order in which names are given away.
        taken: Kinds of findings that other plugins have, with the plugins' names.
    """
    owners = dict(taken)
    fields: list[tuple[FieldPlugin, FieldFile]] = []
    refused: list[RefusedField] = []
    for file in files:
        loaded = load_field(file, owners)
        if isinstance(loaded, RefusedField):
            refused.append(loaded)
        else:
            owners[loaded.spec.name] = file.origin
            fields.append((loaded, file))
    return LoadedFields(fields=tuple(fields), refused=tuple(refused))


def load_field(file: FieldFile, taken: Mapping[str, str]) -> FieldPlugin | RefusedField:
    """Make a plugin of one file, or say why not.

    Args:
        file: The file.
        taken: Names that are given away, with their owners.
    """
    name = file.name.removesuffix(".toml")

    def refuse(line: int | None, reason: str) -> RefusedField:
        return RefusedField(name=f"fields:{name}", file=file.name, origin=file.origin, line=line, reason=reason)

    if len(file.data) > MOST_BYTES:
        return refuse(None, f"the file has more than {MOST_BYTES} bytes")
    try:
        text = file.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return refuse(file.data[: error.start].count(b"\n") + 1, "the file is not in UTF-8; save it as UTF-8")
    # TOML ends a line with a line feed, alone or behind a carriage return
    text = text.replace("\r\n", "\n")
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return refuse(*syntax_fault(str(error), text))
    except RecursionError:
        return refuse(None, "the file is nested too deeply")
    said = content.get("name")
    name = said if isinstance(said, str) and NAME_RE.fullmatch(said) else name
    try:
        spec = read_spec(content)
        if spec.name in taken:
            raise SchemaError(("name",), f"the name {spec.name!r} is taken by {taken[spec.name]}; choose another")
        plugin = FieldPlugin(spec, hashlib.sha256(file.data).hexdigest()[:8])
        run_examples(plugin)
    except SchemaError as error:
        return refuse(line_of(text, error.path), error.reason)
    return plugin
