"""The durations plugin."""

from __future__ import annotations
