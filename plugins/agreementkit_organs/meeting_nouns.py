"""Bodies whose word does not tell: nouns of which the text says that they meet («Die Klimawerkstatt tagt»)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from agreementkit import Span
from agreementkit_organs.cadence import read_rhythm
from agreementkit_organs.look_alikes import is_look_alike
from agreementkit_organs.naming import Body, Gender, find_bodies, made_body
from agreementkit_organs.qualifiers import Qualifiers

__all__ = ["Names"]

_SUBJECT_RE = re.compile(
    r"(?<!\w)(?P<article>Der|Die|Das|Dieser|Diese|Dieses|Ein|Eine)\s{1,9}(?:[a-zäöüß]{4,20}e[rs]?\s{1,9})?"
    r"(?P<noun>[A-ZÄÖÜ][\w-]{4,40})\s{1,9}\Z"
)
_VERBS = ("tagt ", "tagt\n", "tritt ", "trifft sich", "kommt ", "findet ")
# Parties and persons meet too, but are no bodies; a contract «tritt» into force.
_NEVER_RE = re.compile(
    r"[\w-]*(?:partner\w*|stadt|kreis|gemeinde|jobcenter|agentur|vereinbarung|vertrag|erklärung|rat|tag|ausschuss|vorstand|versammlung|konferenz|leitung|verein|träger|schule|magistrat|konzept"
    r"|nutzung|kündigung|satzung|regelung|änderung|besprechung|gespräch|team|kollegium|amt|kommission|person|verwaltung|ministerium|gruppe|runde|forum|gremium|beirat|parlament|senat|fraktion"
    r"|gesellschaft|kammer|gericht|landrat|eltern|familie)\Z",
    re.IGNORECASE,
)


class Names:
    """Finds the bodies of one text: words that name bodies, and nouns that meet in it."""

    def __init__(self, text: str) -> None:
        self._genders = _meeting_nouns(text)
        joined = "|".join(re.escape(noun) for noun in sorted(self._genders, key=len, reverse=True))
        self._nouns = re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])") if joined else None
        self._text, self._found = text, tuple(find_bodies(text))
        self._stems = frozenset(body.stem for body in self._found)
        self._ends = [body.end for body in self._found]
        self._qualifiers = Qualifiers(text, self._found)

    def find(self, text: str, within: Span | None = None) -> Iterator[Body]:
        """Yield the bodies named in a text, in order.

        Args:
            text: The document's text, or a sentence of it on one line.
            within: Where that sentence stands; most name no body, which is known without another search.
        """
        found = list(self._found) if text is self._text else []
        if text is not self._text and (within is None or self._names_one(within)):
            found = list(find_bodies(text, among=self._stems))
        if self._nouns is not None:
            known = {body.start for body in found}
            found += [
                made_body(text, match.start(), match.end(), self._genders[match.group()])
                for match in self._nouns.finditer(text)
                if match.start() not in known
            ]
        found = [*self._qualifiers.widened(text, found), *self._qualifiers.others(text)]
        yield from sorted(found, key=lambda body: body.start)

    def _names_one(self, span: Span) -> bool:
        """Whether a word for a body ends in a span, or signs of emphasis may hide one."""
        place = bisect_right(self._ends, span.start)
        if place < len(self._ends) and self._ends[place] <= span.end:
            return True
        return any(self._text.find(sign, span.start, span.end) >= 0 for sign in "*_#")


def _meeting_nouns(text: str) -> dict[str, Gender]:
    found: dict[str, Gender] = {}
    for verb in _VERBS:
        place = text.find(verb)
        while place >= 0:
            subject = _SUBJECT_RE.search(text, max(0, place - 90), place)
            if (
                subject
                and _NEVER_RE.match(subject["noun"]) is None
                and _really_meets(text, place, verb, subject["noun"])
            ):
                found.setdefault(subject["noun"], _gender(subject["article"]))
            place = text.find(verb, place + 1)
    return found


def _really_meets(text: str, place: int, verb: str, noun: str) -> bool:
    """«tritt in Kraft» is no meeting, «tritt vierteljährlich zusammen» is."""
    if verb.startswith(("tagt", "trifft")):
        return True
    following = text[place : place + 200]
    end = following.find(".")
    said = (following[:end] if end > 0 else following).replace(",", " ")
    if verb == "findet ":
        # an event takes place once, a café every week: of these only a «Fallwerkstatt» with a rhythm is a body
        first = noun.lower().removesuffix("werkstatt")
        held = len(first) < len(noun) and "statt" in said.split() and not is_look_alike(first, "werkstatt")
        return held and read_rhythm(" ".join(said.split())) is not None
    return "zusammen" in said.split()


def _gender(article: str) -> Gender:
    if article in ("Die", "Diese", "Eine"):
        return "f"
    return "n" if article in ("Das", "Dieses") else "m"
