"""The references plugin."""

from __future__ import annotations
