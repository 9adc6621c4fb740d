"""Sentences in the past tense: what they tell of is over, or is an earlier agreement, and is not agreed here."""

from __future__ import annotations

import re

from agreementkit.german.word_starts import at_word_start

__all__ = ["tells_the_past"]

_OVER = r"ausgelaufen|abgelaufen|beendet worden|zu Ende gegangen"
_ONCE = r"befristet|erstreckt|kündbar|gültig|gekündigt|beendet|verlängert worden"
# «wurde … geschlossen» and «ist … in Kraft getreten» may tell of the agreement at hand: what they say still holds.
_PAST_RE = re.compile(
    at_word_start(
        r"hatten?(?!\w)|endeten?(?!\w)|lief(?:en)?(?!\w)|galt(?:en)?(?!\w)|konnten?(?!\w)|kündbar war(?:en)?(?!\w)"
        rf"|ist(?!\w)[^;,]{{0,80}}(?:{_OVER})(?!\w)|sind(?!\w)[^;,]{{0,80}}(?:{_OVER})(?!\w)"
        rf"|war(?:en)?(?!\w)[^;,]{{0,80}}(?:{_OVER}|{_ONCE})(?!\w)"
        rf"|wurden?(?!\w)[^;,]{{0,80}}(?:{_ONCE})(?!\w)"
    )
)


def tells_the_past(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether a part of a sentence tells what held once: «konnte gekündigt werden», «war bis zum … befristet».

    Args:
        text: A template (:mod:`agreementkit.german.templates`) or plain text.
        start: Where the part begins.
        end: Where it ends; None for the end of the text.

    >>> tells_the_past("Sie lief bis zum <D0>."), tells_the_past("Sie läuft bis zum <D0>.")
    (True, False)
    """
    return _PAST_RE.search(text, start, len(text) if end is None else end) is not None
