"""Exit codes and the exception tree; imports nothing from the project.

Every error that a user can meet says three things: what happened, to which file, and what to do next. The command line
converts an ``AgreementkitError`` once, at its edge, into one to three lines on stderr and the exit code it carries.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes of the command line, as the README documents them."""

    DONE = 0
    FAULT = 1
    USAGE = 2
    MISSING_DEPENDENCY = 3
    NOT_FOUND = 4
    FILE_ACCESS = 5
    UNREADABLE = 8
    CONFIGURATION = 9
    PARTLY_FAILED = 20
    INTERRUPTED = 130


class AgreementkitError(Exception):
    """Base of all errors that the user can do something about.

    Attributes:
        what: One sentence: what happened, and to which file.
        fix: What to do next, or an empty string.
        exit_code: What the process ends with when this reaches the edge.
    """

    exit_code: ExitCode = ExitCode.FAULT

    def __init__(self, what: str, fix: str = "") -> None:
        super().__init__(what, fix)
        self.what = what
        self.fix = fix

    def __str__(self) -> str:
        return f"{self.what}\n{self.fix}" if self.fix else self.what


class MissingDependencyError(AgreementkitError):
    """A program or language pack that this document needs is not installed; ``fix`` holds the install command."""

    exit_code = ExitCode.MISSING_DEPENDENCY


class NotFoundError(AgreementkitError):
    """A path, a document of the catalog or a plugin does not exist."""

    exit_code = ExitCode.NOT_FOUND


class FileAccessError(AgreementkitError):
    """A file cannot be read or written, or the catalog is locked by another program."""

    exit_code = ExitCode.FILE_ACCESS


class UnreadableError(AgreementkitError):
    """The input is encrypted, damaged, empty, too large, or no document at all."""

    exit_code = ExitCode.UNREADABLE


class EncryptedError(UnreadableError):
    """A PDF needs a password."""


class ConfigurationError(AgreementkitError):
    """An option, a configuration file or a plugin is invalid."""

    exit_code = ExitCode.CONFIGURATION


class PluginLoadError(ConfigurationError):
    """A plugin cannot be imported, misspells a hook, or shares its name with another."""
