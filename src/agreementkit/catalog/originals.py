"""The files themselves, kept beside the catalog and addressed by content: ``catalog.originals/ab/abcdef….pdf``.

The name that a file came with is a label in the catalog and never part of an address, so no name can lead outside.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from pathlib import Path

from agreementkit.errors import FileAccessError

_SUFFIXES = {
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/tiff": ".tif",
}
_SHA256_RE = re.compile(r"[0-9a-f]{64}")


def originals_folder(catalog: Path) -> Path:
    """The folder of the originals of a catalog: ``catalog.db`` has ``catalog.originals`` beside it."""
    return catalog.with_suffix(".originals")


def original_address(sha256: str, media_type: str) -> str:
    """Where an original lies, relative to the folder of originals, with ``/`` on every system.

    Raises:
        ValueError: ``sha256`` is not 64 hexadecimal digits.
    """
    if not _SHA256_RE.fullmatch(sha256):
        raise ValueError(f"{sha256!r} is no SHA-256")
    return f"{sha256[:2]}/{sha256}{_SUFFIXES.get(media_type, '.bin')}"


def keep_original(folder: Path, address: str, original: bytes | Path, sha256: str) -> None:
    """Put an original in its place: written aside, flushed to the disk, renamed; nothing where it is there already.

    Args:
        folder: The folder of originals.
        address: From ``original_address``.
        original: The bytes, or the file that has them.
        sha256: What the bytes must hash to.

    Raises:
        FileAccessError: The file cannot be read or written, or has changed since it was read.
    """
    target = folder / address
    name = original.name if isinstance(original, Path) else address
    try:
        if target.exists():
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = target.with_name(f"{target.name}.{os.getpid()}.tmp")
        try:
            digest = _copy_flushed(original, aside)
            if digest != sha256:
                raise FileAccessError(f"The file {name} has changed while it was being read.", "Ingest it again.")
            aside.replace(target)
        finally:
            aside.unlink(missing_ok=True)
        _flush_folder(target.parent)
    except OSError as error:
        raise FileAccessError(
            f"The original of {name} cannot be kept in {folder}: {error.strerror or error}.",
            "Check the free space and the permissions there.",
        ) from error


def sweep(folder: Path) -> int:
    """Remove what a killed writer has left half-written; only while the catalog's write lock is held.

    Returns:
        The number of files removed.
    """
    left = list(folder.glob("*/*.tmp"))
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def _copy_flushed(original: bytes | Path, target: Path) -> str:
    with target.open("xb") as out:
        if isinstance(original, bytes):
            out.write(original)
        else:
            with original.open("rb") as source:
                shutil.copyfileobj(source, out, 1 << 20)
        out.flush()
        os.fsync(out.fileno())
    with target.open("rb") as written:
        return hashlib.file_digest(written, "sha256").hexdigest()


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":  # a folder cannot be opened there; NTFS journals the rename
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
