"""Fields without code: each TOML file beside this module describes one."""

from __future__ import annotations

from collections.abc import Iterable

from agreementkit import FieldFile, PluginDescription, field_files, hookimpl


@hookimpl
def agreementkit_describe() -> PluginDescription:
    """Name the plugin; its fields describe themselves."""
    return PluginDescription(name="fields", version="1.0")


@hookimpl
def agreementkit_fields() -> Iterable[FieldFile]:
    """Hand over the field files of this package."""
    return field_files(__name__)
