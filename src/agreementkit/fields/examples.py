"""The test sentences of a field, run when it is loaded: a field that does not do what it says is not used."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from agreementkit.document import Document
from agreementkit.fields.plugin import FieldPlugin
from agreementkit.fields.schema import Example, SchemaError
from agreementkit.records import JsonValue, PageSpan, Source
from agreementkit.structure import build_document


def run_examples(plugin: FieldPlugin) -> None:
    """Run all test sentences of a field.

    Raises:
        SchemaError: One of them does not give what the file says; with what it gave.
    """
    for example in plugin.spec.examples:
        found = [finding.value for finding in plugin.agreementkit_extract(_document(example))]
        if example.finds and not _fits(example, found):
            wanted = f"{_shown(example.expected)} in " if example.has_value else ""
            raise SchemaError(
                ("finds", example.index, "text"),
                f"the test sentence fails: {wanted}«{_short(example.text)}» should be found; {_given(found)}",
            )
        if found and not example.finds:
            raise SchemaError(
                ("ignores", example.index, "text"),
                f"the test sentence fails: «{_short(example.text)}» should give nothing; {_given(found)}",
            )


def _fits(example: Example, found: list[Mapping[str, JsonValue]]) -> bool:
    return bool(found) and (not example.has_value or any(_same(v.get("value"), example.expected) for v in found))


def _same(value: JsonValue, expected: JsonValue) -> bool:
    if isinstance(value, tuple | list) and isinstance(expected, tuple | list):
        return len(value) == len(expected) and all(_same(*pair) for pair in zip(value, expected, strict=True))
    # true is no number: 1 == True in Python
    return value == expected and isinstance(value, bool) is isinstance(expected, bool)


def _document(example: Example) -> Document:
    text = f"§ 1 {' '.join(example.heading.split())}\n\n{example.text.strip()}\n"
    data = text.encode("utf-8", "replace")
    source = Source(
        file_name="example", sha256=hashlib.sha256(data).hexdigest(), media_type="text/plain", size=len(data)
    )
    page = PageSpan(number=1, start=0, end=len(text), origin="plain", quality=1.0)
    return build_document(source=source, text=text, pages=(page,))


def _given(found: list[Mapping[str, JsonValue]]) -> str:
    return f"found {', '.join(_shown(value.get('value')) for value in found[:3])}" if found else "found nothing"


def _shown(value: JsonValue) -> str:
    if isinstance(value, tuple | list):
        return f"[{', '.join(_shown(item) for item in value)}]"
    return str(value).lower() if isinstance(value, bool) else repr(_short(value) if isinstance(value, str) else value)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 90 else f"{line[:88]} …"
