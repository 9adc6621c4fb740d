"""The contract with plugins: typed signatures and prose.

A plugin is a module, named by an entry point of the group ``agreementkit``, whose functions carry ``@hookimpl``. It
imports only what is public: ``agreementkit`` and ``agreementkit.german`` (and ``agreementkit.testing`` in its tests).

Kinds of findings that assembly knows, with the keys of their ``value`` (absent keys are None):

================================ =====================================================================================
kind                             value
================================ =====================================================================================
``document.type``                ``type`` (one of the record's types), ``is_agreement``
``document.title``               ``title``
``document.municipality``        ``name``, ``ags`` (8 digits, a Kreis 5, or None)
``document.agreement_date``      ``date`` (ISO), ``raw``, ``basis``: ``signature``, ``stand`` or ``issue``
``document.number``              ``number``: the document's own reference number
``party``                        ``name``, ``kind``, ``alias``, ``represented_by``
``signature``                    ``person``, ``office``, ``party``, ``place``, ``date`` (ISO)
``goal``                         ``label``, ``text``, ``themes`` (list), ``target``: None or ``indicator``,
                                 ``direction``, ``change``, ``unit``, ``baseline``, ``year``
``organ``                        ``name``, ``members`` (list), ``tasks`` (list), ``cadence``,
                                 ``interval`` (ISO duration), ``meetings_per_year``
``term.effective_date``          ``value`` (ISO), ``raw``, ``event``: None, ``signature``, ``ratification``,
                                 ``publication``
``term.expiration_date``         ``value`` (ISO), ``raw``, ``perpetual``, ``computed``
``term.initial_term``            ``value`` (ISO duration)
``term.renewal``                 ``automatic``, ``period`` (ISO duration), ``limited``: whether the text says how often
``termination.notice``           ``notice_period``, ``effective``, ``notice_deadline_day``, ``form``,
                                 ``first_end`` (ISO), ``locked_until`` (ISO date, or ISO duration from the beginning)
``termination.for_cause``        ``for_cause``: True
``termination.mutual_rescission``  ``allowed``, ``form``
``amendment``                    ``form``, ``mutual``
``legal_reference``              ``normalised``, ``raw``
``council_paper``                ``number``
``flag``                         ``code``, ``severity``, ``message``, ``suggestions`` (list)
================================ =====================================================================================

A finding of any other kind is kept under the record's ``fields``, by its kind.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pluggy

from agreementkit.document import Document
from agreementkit.ocr_engine import OcrEngine
from agreementkit.records import FieldFile, Finding, PluginDescription

if TYPE_CHECKING:
    import click

    from agreementkit.agreement import Agreement, Flag

hookspec = pluggy.HookspecMarker("agreementkit")
hookimpl = pluggy.HookimplMarker("agreementkit")


@hookspec
def agreementkit_describe() -> PluginDescription:
    """Say the plugin's name, its version and its fields with German labels.

    Returns:
        The description; it goes into every record's ``producer.plugins``.

    Called: once a process, when the plugins are loaded.
    Combined: all results, sorted by plugin name.
    Since: 0.1.

    Example::

        @hookimpl
        def agreementkit_describe() -> PluginDescription:
            return PluginDescription(name="liability", version="1.0", fields=(
                FieldInfo(kind="liability", label_de="Haftung", label_en="Liability"),))
    """
    return PluginDescription(name="", version="")


@hookspec
def agreementkit_extract(document: Document) -> Iterable[Finding]:
    """Read one document and return what was found, each value with the spans it was read from.

    Args:
        document: The normalised text and its structure; immutable, shared by all plugins.

    Returns:
        Findings in any order; a generator is welcome. No evidence, no finding.

    Raises:
        Exception: Whatever it raises costs its own findings of this document and is named in the record's ``errors``.

    Called: once a document, in the worker process that read it.
    Combined: all results, sorted by place, plugin and kind; the order of plugins means nothing.
    Since: 0.1.

    Example::

        @hookimpl
        def agreementkit_extract(document: Document) -> Iterable[Finding]:
            for match in re.finditer(r"haftet", document.text):
                yield Finding(kind="liability", value={"mentioned": True}, spans=(Span(*match.span()),),
                              rule="word", confidence=0.9)
    """
    return ()


@hookspec
def agreementkit_fields() -> Iterable[FieldFile]:
    """Hand over TOML files, each of which describes a field without code.

    Returns:
        The files; ``field_files(__name__)`` lists those that lie in the plugin's own package. Each becomes a plugin of
        its own, named ``fields:`` and the field's name; one that is refused costs itself only.

    Called: once a process, when the plugins are loaded.
    Combined: all results, sorted by plugin, then as given.
    Since: 0.1.

    Example::

        @hookimpl
        def agreementkit_fields() -> Iterable[FieldFile]:
            return field_files(__name__)
    """
    return ()


@hookspec
def agreementkit_flags(record: Agreement) -> Iterable[Flag]:
    """Check a finished record and return further flags.

    Args:
        record: The whole record; immutable.

    Returns:
        Flags, added after the built-in ones.

    Called: once a document, after assembly, in the worker process.
    Combined: all results, in the order of the plugins' names.
    Since: 0.1.

    Example::

        @hookimpl
        def agreementkit_flags(record: Agreement) -> Iterable[Flag]:
            if not record.parties:
                yield Flag(code="no_parties", severity="warning", message="Keine Vertragspartner gefunden")
    """
    return ()


@hookspec
def agreementkit_ocr_engine() -> OcrEngine | None:
    """Bring an OCR engine, which reads the pictures of pages where ``--ocr-engine`` names it.

    Returns:
        The engine, or None where there can be none on this machine. One whose library is missing is returned all the
        same: its ``state`` tells users how to install it. Its name must be its own.

    Raises:
        Exception: Whatever it raises is reported when an engine other than the built-in one is asked for.

    Called: at most once a process, when an engine other than ``tesseract`` is asked for, or engines are listed; in a
        worker the engine then lives as long as the process.
    Combined: all results; the engine is chosen by name.
    Since: 0.1.

    Example::

        @hookimpl
        def agreementkit_ocr_engine() -> OcrEngine | None:
            return StoneReader()
    """
    return None


@hookspec
def agreementkit_commands(cli: click.Group) -> None:
    """Add commands to the command line.

    Args:
        cli: The group; call ``cli.add_command`` or decorate with ``@cli.command()``. Built-in names are taken.

    Called: when a command that is not built in is asked for, and for ``--help``.
    Combined: all results; returns nothing.
    Since: 0.1.

    Example::

        @hookimpl
        def agreementkit_commands(cli: click.Group) -> None:
            cli.add_command(statistics)
    """
