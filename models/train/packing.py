"""How the artefacts are packed: counts as bytes, bytes as XZ; shared by the recipes."""

from __future__ import annotations

import lzma
import math


def quantised(number: float) -> int:
    """A count as one byte: eight steps to a factor of two."""
    return min(255, round(8 * math.log2(1 + number)))


def compress(data: bytes) -> bytes:
    """XZ without a time stamp, at its strongest."""
    return lzma.compress(data, preset=9 | lzma.PRESET_EXTREME)
