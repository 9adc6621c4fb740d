"""What was learned, as package data: each file's source, licence and recipe stand in SOURCES.md.

Nothing is read when this package is imported. ``read`` opens one file; whoever needs a model builds it from that once
and keeps it (``agreementkit.repair.lexicon.german_lexicon`` and its neighbours do so with ``functools.cache``).
"""

from __future__ import annotations

import lzma
from importlib.resources import files

__all__ = ["read"]


def read(name: str) -> bytes:
    """Read one file of this package, unpacked where its name ends with ``.xz``.

    Raises:
        FileNotFoundError: There is no such file.
    """
    data = files(__name__).joinpath(name).read_bytes()
    return lzma.decompress(data) if name.endswith(".xz") else data
