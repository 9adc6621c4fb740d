"""The composition: read, repair, structure, extract, assemble. What runs is readable from top to bottom.

Every stage is a function from immutable record to immutable record; nothing in between touches a disk. The same bytes,
options and plugins give the same record, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from agreementkit import __version__
from agreementkit.agreement import Agreement, Flag, PluginError
from agreementkit.assembly import Material, assemble
from agreementkit.confidence import Cues, shipped_calibration
from agreementkit.document import Document
from agreementkit.doubt import doubtful_words
from agreementkit.errors import UnreadableError
from agreementkit.plugins import Plugins
from agreementkit.reading import ReadingOptions, read_document
from agreementkit.records import Progress, Reading, Step, no_progress
from agreementkit.repair import Normalised, RepairOptions, repair_reading
from agreementkit.structure import build_document

SLOWEST_PLUGIN = 100_000
"""Code points a second below which a plugin counts as hung; ours read millions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a run depends on beside the bytes.

    Attributes:
        as_of: The day that counts as today for deadlines.
        reading: How pages are read.
        repair: How much the text is repaired.
        avoid: Steps that hung or crashed in an earlier attempt at the same document, e.g. ``layout`` or
            ``plugin:parties``; they are left out, and the record says so.
    """

    as_of: date
    reading: ReadingOptions = field(default_factory=ReadingOptions)
    repair: RepairOptions = field(default_factory=RepairOptions)
    avoid: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """A record, the text and structure that its offsets count in, and what reading it lacked, one sentence each.

    ``makeshift`` where it was read with another language's model for want of a German one.
    """

    record: Agreement
    document: Document
    warnings: tuple[str, ...] = ()
    makeshift: bool = False


def normalize(
    data: bytes, file_name: str, *, options: Options, progress: Progress = no_progress
) -> tuple[Reading, Normalised]:
    """Read a document and repair its text.

    Args:
        data: The bytes of the file.
        file_name: Its name, for messages only: the type is told by content.
        options: How to read and repair.
        progress: Called before each step.

    Returns:
        The pages as read, and the normalised text with its edits.

    Raises:
        AgreementkitError: The document cannot be read; the message says what to do.
    """
    how = replace(options.reading, avoid=options.avoid)
    reading = read_document(data, file_name, options=how, progress=progress)
    progress(Step("repair", 0, len(reading.pages), 60.0))
    normalised = repair_reading(reading, options=options.repair)
    if not normalised.text.strip():
        reasons = "; ".join(dict.fromkeys(page.reason for page in reading.pages[:3]))
        raise UnreadableError(f"No text was found in {file_name}: {reasons}", "Check that the scan shows printed text.")
    return reading, normalised


def extract(
    data: bytes,
    file_name: str,
    *,
    plugins: Plugins,
    options: Options,
    progress: Progress = no_progress,
    judge: Callable[[Cues], float] | None = None,
) -> Extraction:
    """Make the record of one document.

    Args:
        data: The bytes of the file.
        file_name: Its name as the record shall show it.
        plugins: The extractors, from ``load_plugins``.
        options: How to read, repair and date.
        progress: Called before each step.
        judge: Says how sure a finding is; the shipped calibration where it is None.

    Raises:
        AgreementkitError: The document cannot be read; a failing plugin raises nothing, it is named in ``errors``.
    """
    reading, normalised = normalize(data, file_name, options=options, progress=progress)
    pages = len(reading.pages)
    progress(Step("structure", 0, pages, 60.0))
    document = build_document(
        source=reading.source,
        text=normalised.text,
        pages=normalised.pages,
        repaired=normalised.repaired,
        headings=normalised.headings,
        doubtful=doubtful_words(reading, normalised),
    )
    limit = 8.0 + len(document.text) / SLOWEST_PLUGIN
    left_out = {step.removeprefix("plugin:") for step in options.avoid if step.startswith("plugin:")}

    def before(name: str) -> None:
        progress(Step(f"plugin:{name}", 0, pages, limit))

    located, problems = plugins.extract(document, without=left_out, before=before)
    progress(Step("assemble", 0, pages, 60.0))
    record = assemble(
        Material(
            reading=reading,
            normalised=normalised,
            document=document,
            located=located,
            problems=problems,
            plugins=plugins.descriptions(),
            as_of=options.as_of,
            version=__version__,
            judge=judge or shipped_calibration().confidence,
        )
    )
    return Extraction(
        record=_with_plugin_flags(record, plugins.without(left_out), before),
        document=document,
        warnings=reading.warnings,
        makeshift=reading.makeshift,
    )


def _with_plugin_flags(record: Agreement, plugins: Plugins, before: Callable[[str], None]) -> Agreement:
    """The record with what the plugins' ``agreementkit_flags`` add; one that raises is named in ``errors``."""
    flags: list[Flag] = []
    errors: list[PluginError] = []
    for name, call in plugins.flag_callers():
        before(name)
        try:
            flags += [Flag.model_validate(flag) for flag in call(record)]
        except Exception as error:  # noqa: BLE001 - a stranger's code may raise anything; it is named, not hidden
            errors.append(PluginError(plugin=name, message=f"{type(error).__name__}: {error}"))
    if not flags and not errors:
        return record
    return record.model_copy(
        update={
            "flags": (*record.flags, *flags),
            "errors": (*record.errors, *errors),
            "status": "partial" if errors else record.status,
        }
    )
