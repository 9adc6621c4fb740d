"""UTF-8 that was read as cp1252 («fÃ¼r»), once or twice; ftfy decides what it was, this module finds the places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from agreementkit.records import Edit

# The bytes 80 to BF as cp1252 and Latin-1 show them: what follows the first byte of a character in UTF-8.
_FOLLOWING = "".join(
    sorted(
        {bytes([byte]).decode("cp1252", errors="ignore") for byte in range(0x80, 0xC0)}
        | set(map(chr, range(0x80, 0xC0)))
    )
)
_FOLLOWS = f"[{re.escape(_FOLLOWING)}]"

# The first bytes that German text in UTF-8 begins a character with: C2, C3, C5 (two bytes) and E2, EF (three).
_FIRST = "ÂÃÅâï"
MOJIBAKE_RE = re.compile(f"(?:[ÂÃÅ]{_FOLLOWS}|[âï]{_FOLLOWS}{{2}}){{1,8}}")


def mojibake(text: str) -> Iterator[Edit]:
    """Read again what was read with the wrong encoding; only the damaged characters are touched.

    >>> [(edit.before, edit.after) for edit in mojibake("fÃ¼r die StraÃŸe")]
    [('Ã¼', 'ü'), ('ÃŸ', 'ß')]
    >>> list(mojibake("São Paulo, Âge"))
    []
    """
    if not any(sign in text for sign in _FIRST):
        return
    for match in MOJIBAKE_RE.finditer(text):
        after = _reread(match[0])
        if after != match[0]:
            yield Edit(
                rule="mojibake",
                start=match.start(),
                end=match.end(),
                before=match[0],
                after=after,
                reason="UTF-8 was read as cp1252.",
            )


@lru_cache(maxsize=4096)
def _reread(run: str) -> str:
    import ftfy

    fixed = ftfy.fix_encoding(run)
    return fixed if len(fixed) < len(run) else run
