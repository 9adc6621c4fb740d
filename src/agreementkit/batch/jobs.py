"""What goes to a worker and what comes back; light, so that the command line starts fast."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from agreementkit.errors import AgreementkitError
from agreementkit.ocr_engine import DEFAULT_ENGINE

if TYPE_CHECKING:
    from agreementkit.catalog.passages import Passage
    from agreementkit.records import Reading
    from agreementkit.repair import Normalised

OcrMode = Literal["auto", "skip", "force"]
RepairLevel = Literal["off", "safe", "full"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """How documents are to be worked on; the same for all of a run.

    Attributes:
        task: ``extract`` gives ``Extracted``, ``normalize`` gives ``Normal``.
        as_of: ISO date that counts as today.
        ocr: Whether image pages are read: ``auto``, ``skip`` or ``force``.
        ocr_engine: Name of the OCR engine.
        level: How much evidence a repair needs: ``safe``, ``full``, or ``off``.
        without_plugins: Names of plugins to leave out.
    """

    task: Literal["extract", "normalize"] = "extract"
    as_of: str
    ocr: OcrMode = "auto"
    ocr_engine: str = DEFAULT_ENGINE
    level: RepairLevel = "full"
    without_plugins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One document.

    Attributes:
        data: The bytes of the file.
        file_name: Its name, as the record shows it.
        path: Where it came from; a label for the caller.
    """

    data: bytes
    file_name: str
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """A record as JSON, the normalised text it counts in, that text's citable pieces, and what reading it lacked.

    ``makeshift`` where it was read with another language's model for want of a German one.
    """

    record_json: str
    text: str
    passages: tuple[Passage, ...]
    warnings: tuple[str, ...] = ()
    makeshift: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Normal:
    """The pages as read, and the normalised text with its edits."""

    reading: Reading
    normalised: Normalised


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one job ended: with a result, or with an error that the user can read."""

    job: Job
    result: Extracted | Normal | None
    error: AgreementkitError | None


class Message(NamedTuple):
    """What a worker says.

    Attributes:
        kind: ``step`` (content a ``Step``), ``done`` (a result), ``error`` (an ``AgreementkitError``), ``fault`` (a
            traceback as text), or ``lost`` (the process has ended; written by nobody, the reader adds it).
    """

    kind: str
    content: object
