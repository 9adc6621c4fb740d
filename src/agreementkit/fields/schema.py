"""What a field file may say: its keys, their types, and what is refused. From parsed TOML to a frozen record."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any, Literal, get_args

from agreementkit.fields.lines import Path
from agreementkit.records import JsonValue, Role

ValueType = Literal["date", "duration", "amount", "yes_no", "text", "list"]
Take = Literal["nearest", "all", "sentence", "match", "clause"]

NAME_RE = re.compile(r"[a-z][a-z0-9_]{1,39}")
ROLES: tuple[str, ...] = get_args(Role)
VALUE_TYPES: tuple[str, ...] = get_args(ValueType)
TAKES: Mapping[str, tuple[Take, ...]] = {
    "date": ("nearest", "all"),
    "duration": ("nearest", "all"),
    "amount": ("all", "nearest"),
    "text": ("sentence", "match", "clause"),
}
"""What may be taken for a type of value; the first is what is taken where the file says nothing."""

_RESERVED = """
    type agreement_date party parties signature signatures goal goals organ organs amendment legal_reference
    legal_references council_paper council_papers flag flags effective_date expiration_date initial_term renewal
    notice_period effective notice_deadline_day first_end locked_until form for_cause mutual_rescission state next_end
    notice_by targets id municipality file_name
"""
RESERVED = frozenset(_RESERVED.split())
"""Names that the record or the comparison already uses."""

MOST_ENTRIES = 200
LONGEST_TEXT = 3000


class SchemaError(ValueError):
    """A key of a field file is missing, unknown, or of a wrong type or value.

    Attributes:
        path: Where in the file.
        reason: One sentence.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(reason)
        self.path = path
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Find:
    """What makes a sentence a hit: one of the cues, patterns or token patterns, and none of ``unless``."""

    cues: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    tokens: tuple[tuple[Mapping[str, Any], ...], ...] = ()
    unless: tuple[str, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether every sentence of the named clauses is a hit."""
        return not (self.cues or self.patterns or self.tokens)


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where sentences are read: in clauses of these roles or headings, elsewhere only with one of these words.

    With neither roles nor headings the whole document is read.
    """

    roles: tuple[Role, ...] = ()
    headings: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()

    @property
    def everywhere(self) -> bool:
        """Whether the whole document is read."""
        return not (self.roles or self.headings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What is read from a hit.

    Attributes:
        no: For ``yes_no``: cues that turn a hit into a no.
        items: For ``list``: labels and the cues that stand for each; empty to take the list items below a hit.
        take: Which part, see ``TAKES``.
    """

    type: ValueType
    no: tuple[str, ...] = ()
    items: tuple[tuple[str, tuple[str, ...]], ...] = ()
    take: Take = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A test sentence.

    Attributes:
        finds: Whether something is to be found in it.
        index: 0-based, among those of its kind.
        heading: The heading of the clause it stands in.
        expected: The value; only where ``has_value`` is set.
    """

    finds: bool
    index: int
    text: str
    heading: str = "Regelung"
    expected: JsonValue = None
    has_value: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpec:
    """One field, as its file describes it."""

    name: str
    version: str
    label_de: str
    label_en: str
    confidence: float
    find: Find
    where: Where
    value: Value
    examples: tuple[Example, ...] = field(default_factory=tuple)


def read_spec(content: Mapping[str, Any]) -> FieldSpec:
    """Check parsed TOML and make a record of it.

    Raises:
        SchemaError: A key is missing, unknown, or of a wrong type or value.
    """
    top = _Table(content, ())
    name = top.text("name")
    if not NAME_RE.fullmatch(name):
        raise SchemaError(("name",), f"{name!r} is no name: 2 to 40 small letters, digits and _, a letter first")
    if name in RESERVED:
        raise SchemaError(("name",), f"the record already uses the name {name!r}; choose another")
    spec = FieldSpec(
        name=name,
        version=top.text("version", "1"),
        label_de=top.text("label_de"),
        label_en=top.text("label_en"),
        confidence=top.number("confidence", 0.85, low=0.05, high=0.99),
        find=_find(top.table("find")),
        where=_where(top.table("where")),
        value=_value(top.table("value", required=True)),
        examples=(*_examples(top, finds=True), *_examples(top, finds=False)),
    )
    top.text("description", "")
    top.close()
    if spec.find.anything and spec.where.everywhere:
        raise SchemaError(("find",), "says neither what to find nor in which clauses to look")
    if spec.where.elsewhere and spec.where.everywhere:
        raise SchemaError(("where", "elsewhere"), "needs roles or headings: elsewhere than where?")
    for finds, key in ((True, "finds"), (False, "ignores")):
        if not any(example.finds is finds for example in spec.examples):
            raise SchemaError((key,), f"there is no test sentence under [[{key}]]")
    return spec


def _find(table: _Table) -> Find:
    made = Find(
        cues=table.texts("cues"),
        patterns=table.texts("patterns"),
        tokens=table.tokens("tokens"),
        unless=table.texts("unless"),
    )
    table.close()
    return made


def _where(table: _Table) -> Where:
    roles = table.texts("roles", choices=ROLES)
    made = Where(
        roles=tuple(role for role in get_args(Role) if role in roles),
        headings=table.texts("headings"),
        elsewhere=table.texts("elsewhere"),
    )
    table.close()
    return made


def _value(table: _Table) -> Value:
    kind = table.text("type", choices=VALUE_TYPES)
    takes = TAKES.get(kind, ())
    # the types of these two are told by the choices
    take: Any = table.text("take", takes[0], choices=takes) if takes else "all"
    value_type: Any = kind
    made = Value(
        type=value_type,
        no=table.texts("no") if kind == "yes_no" else (),
        items=table.items("items") if kind == "list" else (),
        take=take,
    )
    table.close()
    return made


def _examples(top: _Table, *, finds: bool) -> list[Example]:
    key = "finds" if finds else "ignores"
    made = []
    for index, table in enumerate(top.tables(key)):
        has_value = finds and table.has("value")
        made.append(
            Example(
                finds=finds,
                index=index,
                text=table.text("text"),
                heading=table.text("heading", "Regelung"),
                expected=table.json("value") if has_value else None,
                has_value=has_value,
            )
        )
        table.close()
    return made


class _Table:
    """A table of the file; knows which of its keys were asked for, so that the others can be refused."""

    def __init__(self, content: Mapping[str, Any], path: Path) -> None:
        self._content = content
        self._path = path
        self._known: list[str] = []

    def has(self, key: str) -> bool:
        return key in self._content

    def _get(self, key: str) -> Any:
        self._known.append(key)
        return self._content.get(key)

    def _fail(self, key: str, reason: str) -> SchemaError:
        return SchemaError((*self._path, key), reason)

    def close(self) -> None:
        for key in self._content:
            if key not in self._known:
                close = get_close_matches(key, self._known, 1)
                hint = f"; did you mean {close[0]!r}?" if close else f"; known are {', '.join(self._known)}"
                raise self._fail(key, f"unknown key {key!r}{hint}")

    def text(self, key: str, default: str | None = None, *, choices: Sequence[str] = ()) -> str:
        value = self._get(key)
        if value is None and default is not None:
            return default
        if value is None:
            raise self._fail(key, f"the key {key!r} is missing")
        if not isinstance(value, str):
            raise self._fail(key, f"{key!r} must be a text, not {_kind(value)}")
        return self._checked(key, value, choices)

    def _checked(self, key: str, value: str, choices: Sequence[str]) -> str:
        if choices and value not in choices:
            raise self._fail(key, f"{value!r} is none of {', '.join(choices)}")
        if len(value) > LONGEST_TEXT or (not value.strip() and key != "description"):
            raise self._fail(key, f"{key!r} is {'empty' if not value.strip() else 'too long'}")
        return value

    def texts(self, key: str, *, choices: Sequence[str] = ()) -> tuple[str, ...]:
        value = self._get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self._fail(key, f"{key!r} must be a list of texts")
        if len(value) > MOST_ENTRIES:
            raise self._fail(key, f"{key!r} has more than {MOST_ENTRIES} entries")
        return tuple(self._checked(key, item, choices) for item in value)

    def number(self, key: str, default: float, *, low: float, high: float) -> float:
        value = self._get(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise self._fail(key, f"{key!r} must be a number from {low} to {high}")
        return float(value)

    def table(self, key: str, *, required: bool = False) -> _Table:
        value = self._get(key)
        if value is None and required:
            raise self._fail(key, f"the table [{key}] is missing")
        if value is not None and not isinstance(value, dict):
            raise self._fail(key, f"{key!r} must be a table: write [{key}]")
        return _Table(value or {}, (*self._path, key))

    def tables(self, key: str) -> list[_Table]:
        value = self._get(key)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self._fail(key, f"{key!r} must be tables: write [[{key}]]")
        if len(value) > MOST_ENTRIES:
            raise self._fail(key, f"there are more than {MOST_ENTRIES} [[{key}]]")
        return [_Table(item, (*self._path, key, index)) for index, item in enumerate(value)]

    def tokens(self, key: str) -> tuple[tuple[Mapping[str, Any], ...], ...]:
        value = self._get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(
            isinstance(pattern, list) and pattern and all(isinstance(token, dict) for token in pattern)
            for pattern in value
        ):
            raise self._fail(key, f"{key!r} must be a list of token patterns, each a list of tables")
        return tuple(tuple(pattern) for pattern in value)

    def items(self, key: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        table = self.table(key)
        labels = self._content.get(key) or {}
        return tuple((label, table.texts(label)) for label in labels)

    def json(self, key: str) -> JsonValue:
        value = self._get(key)
        if isinstance(value, datetime) or not isinstance(value, str | int | float | bool | date | list):
            raise self._fail(key, f"{key!r} must be a text, a number, a day, true, false or a list of texts")
        return value.isoformat() if isinstance(value, date) else value


def _kind(value: object) -> str:
    kinds = {"int": "a number", "float": "a number", "bool": "true or false", "list": "a list", "dict": "a table"}
    return kinds.get(type(value).__name__, "a day or a time")
