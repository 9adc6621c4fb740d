"""The OCR engines by name: the built-in one, and those that plugins bring."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from agreementkit.errors import MissingDependencyError, PluginLoadError
from agreementkit.ocr_engine import OcrEngine
from agreementkit.plugins import PluginInfo, Plugins
from agreementkit.reading import TesseractEngine


class Brought(NamedTuple):
    """An engine, and the name of the plugin that brings it; None for the built-in one."""

    engine: OcrEngine
    plugin: str | None


def ocr_engines(plugins: Plugins) -> Mapping[str, Brought]:
    """All engines, installed or not; the built-in one first, then in the order of the plugins' names.

    Raises:
        PluginLoadError: A plugin fails, brings something else, or a name that another engine has.
    """
    built_in = TesseractEngine()
    engines = {built_in.name: Brought(built_in, None)}
    for info, call in plugins.ocr_engine_callers():
        try:
            brought = call()
        except Exception as error:
            raise _unfit(info, f"brings no OCR engine: {type(error).__name__}: {error}") from error
        for engine in brought:
            if not isinstance(engine, OcrEngine):
                raise _unfit(info, f"brings a {type(engine).__name__} for an OCR engine")
            if engine.name in engines:
                raise _unfit(info, f"calls its OCR engine '{engine.name}', as another one is called")
            engines[engine.name] = Brought(engine, info.name)
    return engines


def find_ocr_engine(plugins: Plugins, name: str) -> OcrEngine:
    """The engine of a name, installed and ready.

    Raises:
        MissingDependencyError: There is none, or what it needs is not installed.
        PluginLoadError: As ``ocr_engines`` does.
    """
    engines = ocr_engines(plugins)
    if name not in engines:
        known = ", ".join(engines)
        raise MissingDependencyError(
            f"There is no OCR engine named '{name}'.",
            f"Install the plugin that brings it, or choose with --ocr-engine among: {known}.",
        )
    engine = engines[name].engine
    state = engine.state()
    if state.version is None:
        raise MissingDependencyError(f"The OCR engine '{name}' is not installed.", state.fix)
    return engine


def _unfit(info: PluginInfo, what: str) -> PluginLoadError:
    origin = f"plugin '{info.name}' ({info.module}) of {info.distribution} {info.version}"
    return PluginLoadError(
        f"The {origin} {what}.", f"pip uninstall {info.distribution}, or leave it out with --without-plugin {info.name}"
    )
