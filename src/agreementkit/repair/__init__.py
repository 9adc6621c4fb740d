"""Repair: German text as printed from German text as read, every change an edit with its reason.

The door is :func:`repair_reading`. Nothing is loaded from disk until a text shows damage that needs the lexicon.
"""

from __future__ import annotations

from agreementkit.repair.engine import RepairOptions, repair_reading
from agreementkit.repair.normalised import BOLD_LINE, Normalised, PlacedEdit
from agreementkit.repair.plan import Pass, apply_plan, invert_plan

__all__ = [
    "BOLD_LINE",
    "Normalised",
    "Pass",
    "PlacedEdit",
    "RepairOptions",
    "apply_plan",
    "invert_plan",
    "repair_reading",
]
