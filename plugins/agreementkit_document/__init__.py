"""The document plugin."""

from __future__ import annotations
