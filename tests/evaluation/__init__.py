"""The evaluation room's tests."""

from __future__ import annotations
