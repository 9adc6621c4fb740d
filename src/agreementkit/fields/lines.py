"""At which line of a TOML text a key stands: the parser of the standard library does not tell."""

from __future__ import annotations

import re

Path = tuple[str | int, ...]
"""Where in the file: ``("find", "cues")``, or ``("finds", 2, "text")`` for the third ``[[finds]]``."""

_HEADER_RE = re.compile(r"[ \t]{0,40}(?P<open>\[{1,2})[ \t]{0,8}(?P<name>[\w.\-\"]{1,100})[ \t]{0,8}\]")
_KEY_RE = re.compile(r"[ \t]{0,40}\"?(?P<key>[\w\-]{1,100})\"?[ \t]{0,40}=")
_SYNTAX_RE = re.compile(r" ?\(at (?:line (?P<line>\d{1,9}), column \d{1,9}|end of document)\)\Z")
_FENCE_RE = re.compile(r"\"\"\"|'''")


def line_of(text: str, path: Path) -> int | None:
    r"""The 1-based line of a key; of its table where the key is not written; None where neither is.

    >>> line_of('name = "x"\n[find]\ncues = []\n', ("find", "cues"))
    3
    >>> line_of('[[finds]]\ntext = "a"\n[[finds]]\ntext = "b"\n', ("finds", 1, "text"))
    4
    """
    here: Path = ()
    counts: dict[str, int] = {}
    best, best_line = 0, None
    fence = ""
    for number, line in enumerate(text.splitlines(), 1):
        if fence:
            fence = "" if fence in line else fence
            continue
        header = _HEADER_RE.match(line)
        key = None if header else _KEY_RE.match(line)
        if header:
            name = header["name"].replace('"', "")
            here = tuple(name.split("."))
            if header["open"] == "[[":
                here = (*here, counts.get(name, 0))
                counts[name] = counts.get(name, 0) + 1
            found = here
        elif key:
            found = (*here, key["key"])
            mark = _FENCE_RE.search(line, key.end())
            fence = mark[0] if mark and line.count(mark[0]) == 1 else ""
        else:
            continue
        if found == path[: len(found)] and len(found) > best:
            best, best_line = len(found), number
    return best_line


def syntax_fault(message: str, text: str) -> tuple[int, str]:
    """The 1-based line and the reason that a message of ``tomllib`` tells.

    >>> syntax_fault("Invalid value (at line 3, column 8)", "")
    (3, 'invalid value')
    """
    match = _SYNTAX_RE.search(message)
    reason = message[: match.start()] if match else message
    line = int(match["line"]) if match and match["line"] else max(1, len(text.splitlines()))
    return line, reason[:1].lower() + reason[1:]
