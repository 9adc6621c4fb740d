"""Discovery of plugins by entry point, and typed calls to them.

One scan of the group ``agreementkit``, sorted by name, so that runs are equal on all machines. The manager is a value
that is made by ``load_plugins`` and passed on. A plugin that fails costs its own findings, never the document. Field
files, those that plugins hand over and the user's own, become plugins beside them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from importlib import metadata
from itertools import islice
from typing import TYPE_CHECKING

import pluggy

from agreementkit import hookspecs
from agreementkit.document import Document
from agreementkit.errors import ConfigurationError, PluginLoadError
from agreementkit.fields import FIELDS_ENV, MOST_FIELD_FILES, RESERVED, RefusedField, load_fields, user_field_files
from agreementkit.records import FieldFile, Finding, PluginDescription, Span

if TYPE_CHECKING:
    from agreementkit.agreement import Agreement, Flag

GROUP = "agreementkit"
MAX_FINDINGS = 20_000
"""More findings than this from one plugin in one document are taken for a fault of the plugin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PluginInfo:
    """Where a plugin comes from."""

    name: str
    module: str
    distribution: str
    version: str
    description: PluginDescription | None
    hooks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A finding and the plugin that made it."""

    plugin: str
    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What went wrong in a plugin, in one sentence."""

    plugin: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plugins:
    """The loaded plugins of one run; made by ``load_plugins``."""

    infos: tuple[PluginInfo, ...]
    manager: pluggy.PluginManager
    refused: tuple[RefusedField, ...] = ()

    def descriptions(self) -> tuple[PluginDescription, ...]:
        """What the plugins say of themselves, sorted by name."""
        return tuple(info.description for info in self.infos if info.description is not None)

    def own_labels(self) -> dict[str, tuple[str, str]]:
        """German and English labels, by kind, of the fields that only their plugins know."""
        return {
            field.kind: (field.label_de, field.label_en)
            for description in self.descriptions()
            for field in description.fields
            if "." not in field.kind and field.kind not in RESERVED
        }

    def names(self) -> set[str]:
        """The names of all plugins, refused field files among them."""
        return {info.name for info in self.infos} | {refused.name for refused in self.refused}

    def without(self, names: Collection[str]) -> Plugins:
        """The same plugins but for some."""
        return replace(
            self,
            infos=tuple(info for info in self.infos if info.name not in names),
            refused=tuple(refused for refused in self.refused if refused.name not in names),
        )

    def field_files(self, name: str) -> list[FieldFile]:
        """The field files that one plugin hands over.

        Raises:
            Exception: Whatever the plugin raises.
            TypeError: It hands over something else.
        """
        handed: list[Iterable[FieldFile]] = self._caller("agreementkit_fields", name)()
        files = [file for files in handed for file in islice(files, MOST_FIELD_FILES)]
        if not all(isinstance(file, FieldFile) for file in files):
            raise TypeError("agreementkit_fields returned something else than field files")
        return files

    def extract(
        self, document: Document, *, without: Collection[str] = (), before: Callable[[str], None] = lambda _: None
    ) -> tuple[tuple[Located, ...], tuple[Problem, ...]]:
        """Run every extractor over one document.

        Args:
            document: What is read.
            without: Plugins that hung or crashed over this document before; each is named as a problem.
            before: Called with a plugin's name before it runs.

        Returns:
            The findings, sorted by place, plugin and kind, and the problems, sorted by plugin; field files that were
            refused are among them. The findings of a plugin that raised or returned something invalid are dropped as a
            whole: half a plugin's word is no word.
        """
        located: list[Located] = []
        problems = [Problem(plugin=refused.name, message=refused.message) for refused in self.refused]
        for info in self.infos:
            if info.name in without:
                problems.append(Problem(plugin=info.name, message="hung or crashed over this document; left out"))
                continue
            before(info.name)
            caller = self._caller("agreementkit_extract", info.name)
            try:
                results: list[Iterable[Finding]] = caller(document=document)
                if not results and "agreementkit_extract" in info.hooks:
                    raise TypeError("returned None instead of findings")  # pluggy leaves a None out
                findings = [
                    _checked(f, len(document.text)) for found in results for f in islice(found, MAX_FINDINGS + 1)
                ]
                if len(findings) > MAX_FINDINGS:
                    raise ValueError(f"more than {MAX_FINDINGS} findings in one document")
            except Exception as error:  # noqa: BLE001 - a stranger's code may raise anything; it is named, not hidden
                problems.append(Problem(plugin=info.name, message=f"{type(error).__name__}: {error}"))
                continue
            located += [Located(plugin=info.name, finding=finding) for finding in findings]
        problems.sort(key=lambda problem: problem.plugin)
        located.sort(key=lambda item: (item.finding.spans[0], item.plugin, item.finding.kind, item.finding.rule))
        return tuple(located), tuple(problems)

    def flag_callers(self) -> tuple[tuple[str, Callable[[Agreement], list[Flag]]], ...]:
        """For each plugin with ``agreementkit_flags``, sorted by name: its name and a call that returns its flags."""
        return tuple(
            (info.name, partial(self._flags, info.name)) for info in self.infos if "agreementkit_flags" in info.hooks
        )

    def _flags(self, name: str, record: Agreement) -> list[Flag]:
        found: list[Iterable[Flag]] = self._caller("agreementkit_flags", name)(record=record)
        held = list(islice((flag for flags in found for flag in flags), MAX_FINDINGS + 1))
        if len(held) > MAX_FINDINGS:
            raise ValueError(f"more than {MAX_FINDINGS} flags for one document")
        return held

    def ocr_engine_callers(self) -> tuple[tuple[PluginInfo, Callable[[], list[object]]], ...]:
        """For each plugin with ``agreementkit_ocr_engine``, sorted by name: a call that returns what it brings."""
        return tuple(
            (info, self._caller("agreementkit_ocr_engine", info.name))
            for info in self.infos
            if "agreementkit_ocr_engine" in info.hooks
        )

    def _caller(self, hook: str, name: str) -> pluggy.HookCaller:
        """A hook of one plugin alone, so that a failure is that plugin's."""
        others = [plugin for other, plugin in self.manager.list_name_plugin() if other != name]
        return self.manager.subset_hook_caller(hook, others)


def load_plugins(without: Collection[str] = ()) -> Plugins:
    """Find, import and register all plugins, field files among them.

    Args:
        without: Names that are left out, as ``--without-plugin`` gives them; a field file's is ``fields:NAME``.

    Raises:
        PluginLoadError: Two plugins have one name, one cannot be imported, or one misspells a hook.
        ConfigurationError: A name in ``without`` belongs to no plugin.
    """
    points = sorted(metadata.entry_points(group=GROUP), key=lambda point: (point.name, point.value))
    _refuse_duplicates(points)
    manager = pluggy.PluginManager(GROUP)
    manager.add_hookspecs(hookspecs)
    infos = []
    for point in points:
        if point.name in without:
            continue
        distribution = point.dist.name if point.dist else "unknown"
        version = point.dist.version if point.dist else "unknown"
        origin = f"plugin '{point.name}' ({point.value}) of {distribution} {version}"
        way_out = f"pip uninstall {distribution}, or leave it out with --without-plugin {point.name}"
        try:
            module = point.load()
        except Exception as error:
            raise PluginLoadError(
                f"The {origin} cannot be imported: {type(error).__name__}: {error}", way_out
            ) from error
        try:
            manager.register(module, name=point.name)
            manager.check_pending()
        except pluggy.PluginValidationError as error:
            raise PluginLoadError(f"The {origin} does not fit: {' '.join(str(error).split())}", way_out) from error
        hooks = tuple(sorted(caller.name for caller in manager.get_hookcallers(module) or ()))
        infos.append(
            PluginInfo(
                name=point.name,
                module=point.value,
                distribution=distribution,
                version=version,
                description=_description(module, origin, way_out),
                hooks=hooks,
            )
        )
    plugins = _with_fields(Plugins(infos=tuple(infos), manager=manager))
    known = {point.name for point in points} | plugins.names()
    unknown = set(without) - known
    if unknown:
        raise ConfigurationError(
            f"There is no plugin named {', '.join(sorted(unknown))}.", "See the names with: agreementkit plugins"
        )
    return plugins.without(without)


def _with_fields(plugins: Plugins) -> Plugins:
    """The plugins, and beside them one for each field file."""
    shipped = {info.name: info for info in plugins.infos}
    files: list[tuple[FieldFile, str]] = []
    refused: list[RefusedField] = []
    for name, info in shipped.items():
        try:
            files += [(file, name) for file in plugins.field_files(name)]
        except Exception as error:  # noqa: BLE001 - a stranger's code may raise anything; it is named, not hidden
            reason = f"{type(error).__name__}: {error}"
            refused.append(RefusedField(name=name, file="fields", origin=info.module, line=None, reason=reason))
    for own in user_field_files():
        if isinstance(own, FieldFile):
            files.append((own, ""))
        else:
            name, shown = "fields", FIELDS_ENV
            if own.name is not None:
                name, shown = f"fields:{own.name.removesuffix('.toml')}", own.name
            refused.append(RefusedField(name=name, file=shown, origin=own.origin, line=None, reason=own.reason))
    owners = {id(file): owner for file, owner in files}
    taken = {field.kind: f"plugin {info.name}" for info in plugins.infos for field in info.description or ()}
    loaded = load_fields([file for file, _ in files], taken)
    infos = list(plugins.infos)
    for plugin, file in loaded.fields:
        plugins.manager.register(plugin, name=plugin.name)
        owner = shipped.get(owners[id(file)])
        infos.append(
            PluginInfo(
                name=plugin.name,
                module=file.origin,
                distribution=owner.distribution if owner else "own field",
                version=owner.version if owner else file.origin,
                description=plugin.agreementkit_describe(),
                hooks=("agreementkit_describe", "agreementkit_extract"),
            )
        )
    infos.sort(key=lambda info: info.name)
    return replace(plugins, infos=tuple(infos), refused=(*refused, *loaded.refused))


def _refuse_duplicates(points: Iterable[metadata.EntryPoint]) -> None:
    # pluggy would skip the second one without a word
    counts = Counter(point.name for point in points)
    for name, count in counts.items():
        if count > 1:
            owners = ", ".join(
                f"{point.value} of {point.dist.name if point.dist else 'unknown'}"
                for point in points
                if point.name == name
            )
            raise PluginLoadError(
                f"Two plugins are called '{name}': {owners}.", f"pip uninstall one, or --without-plugin {name}"
            )


def _description(module: object, origin: str, way_out: str) -> PluginDescription | None:
    describe = getattr(module, "agreementkit_describe", None)
    if describe is None:
        return None
    try:
        description = describe()
    except Exception as error:
        raise PluginLoadError(
            f"The {origin} cannot describe itself: {type(error).__name__}: {error}", way_out
        ) from error
    if not isinstance(description, PluginDescription):
        raise PluginLoadError(f"The {origin} describes itself with a {type(description).__name__}.", way_out)
    return description


def _checked(finding: object, length: int) -> Finding:
    """The finding, if it is one: right types, spans inside the text, JSON values only."""
    if not isinstance(finding, Finding):
        raise TypeError(f"expected a Finding, got {type(finding).__name__}")
    for span in finding.spans:
        if span[1] > length:
            raise ValueError(f"span {tuple(span)!r} reaches beyond the text of {length} characters")
    _check_json(finding.value, depth=0)
    spans = tuple(Span(*span) for span in finding.spans)
    return Finding(
        kind=finding.kind, value=finding.value, spans=spans, rule=finding.rule, confidence=float(finding.confidence)
    )


def _check_json(value: object, depth: int) -> None:
    if depth > 8:
        raise ValueError("value is nested too deeply")
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("value holds a number that JSON has not (NaN or infinity)")
    if isinstance(value, str):
        value.encode("utf-8")  # a lone surrogate raises here
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if not isinstance(key, str):
                raise TypeError("a key of the value is no string")
            _check_json(item, depth + 1)
    elif isinstance(value, list | tuple):
        for item in value:
            _check_json(item, depth + 1)
    elif not (value is None or isinstance(value, bool | int | float)):
        raise TypeError(f"value holds a {type(value).__name__}, which JSON has not")
