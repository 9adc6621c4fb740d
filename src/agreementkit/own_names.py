"""What a document calls itself: another name, as «der Erbbaurechtsvertrag», means another agreement."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from agreementkit.german.contract_words import OWN_NOUN, Subject, subject_of

if TYPE_CHECKING:
    from agreementkit.document import Document

__all__ = ["OwnNames", "own_subject"]

_NAMING_HEAD = 6000
_THESE_RE = re.compile(r"[Dd](?<!\w[Dd])iese[rsmn]? (?:[a-zäöü-]{3,30} )?([A-ZÄÖÜ][\w-]{2,60})")
_OWN_NOUN_RE = re.compile(OWN_NOUN)
# «Sie endet mit Abschluss eines Gesellschaftsvertrages»: the pronoun is what the sentence is about.
_PRONOUN_VERB_RE = re.compile(
    r"[\W\d_]{0,12}(?:Sie|Er) (?:tritt|gilt|endet|läuft|wird|beginnt|verlängert|erlischt|bleibt|besteht|kann|ist)(?!\w)"
)
# Names that any agreement may give itself, whatever its title calls it.
_COMMON_NAME_RE = re.compile(
    r"(?:(?:Kooperations|Zusammenarbeits|Partnerschafts|Aufhebungs|Auflösungs|Folge|Anschluss|Neu|Vertrags|Gesamt|Änderungs|Zusatz|Absichts|Ziel)?"
    r"(?:vereinbarung|vertrag(?:e?s)?|erklärung|abkommens?|verhältnis(?:ses)?|werk(?:e?s)?|partnerschaft))"
    r"|(?:Vereinbarung|Vertrag(?:e?s|e)?|Abkommens?|Übereinkunft|Übereinkommens?|Erklärung|Kooperation|Zusammenarbeit"
    r"|Konzept(?:e?s)?|Partnerschaft|Absprache|Abrede|Nachtrag(?:e?s)?|Bündnis(?:ses)?|Kontrakt(?:e?s)?|Pakt(?:e?s)?"
    r"|Charta|Memorandums?|Regelwerk(?:e?s)?)"
)

# «Die zwischen dem Kreis und dem Verein am … geschlossene Vereinbarung», «bleibt von dieser Vereinbarung unberührt»
_ANOTHER_RE = re.compile(
    r"D(?:ie|er|as) (?:zwischen|von|mit)(?!\w)[^;.]{10,200}? (?:am|vom|im) <[DX]\d+>[^;.<]{0,60}? "
    rf"(?:geschlossene|abgeschlossene|vereinbarte|unterzeichnete|getroffene|eingegangene)[rsn]? {OWN_NOUN}"
    rf"|(?:durch|von) (?:diese[rnms]?|vorliegende[rnms]?) {OWN_NOUN} (?:nicht berührt|unberührt|abgelöst|ersetzt)"
)
_CONCEPT_RE = re.compile(r"(?i:konzept)")
_CONTRACT_RE = re.compile(r"(?i:vereinbarung|vertrag|erklärung|abkommen|kooperation|pakt|bündnis|charta)")


def own_subject(sentence: str, names: OwnNames) -> Subject | None:
    """What a sentence is about; a contract of another name than the document gives itself is another one.

    None where a pronoun begins it and nothing but another thing is named: what the sentence before it says counts.

    «Der Erbbaurechtsvertrag läuft 99 Jahre» in a Kooperationsvereinbarung: no agreement at hand is called so.
    """
    about = subject_of(sentence)
    if about == "other" and _PRONOUN_VERB_RE.match(sentence):
        return None
    if about != "own":
        return about
    named = _OWN_NOUN_RE.search(sentence)
    if names.are_of_a_concept and named and not _CONCEPT_RE.search(named[0]):
        return "other"
    if not names.amends and _ANOTHER_RE.search(sentence):
        return "other"
    if named is None or _COMMON_NAME_RE.fullmatch(named[0]):
        return about
    if names.include(_folded(named[0])):
        return about
    return None if _PRONOUN_VERB_RE.match(sentence) else "other"


def _folded(text: str) -> str:
    """A text in small letters without hyphens and blanks, and names of agreements without their genitive."""
    return re.sub(r"[\W_]+", "", text).lower().removesuffix("es").removesuffix("s")


class OwnNames:
    """What a document calls itself: in its head, and wherever it says «diese …».

    Attributes:
        amends: Whether the document changes another agreement, which it calls by its day and its partners.
    """

    def __init__(self, document: Document, *, amends: bool) -> None:
        self._document = document
        self.amends = amends

    @cached_property
    def are_of_a_concept(self) -> bool:
        """Whether the document calls itself a concept: a contract that it names is another one's."""
        title = self._document.title
        called = self._document.text[title.start : title.end] if title else ""
        return _CONCEPT_RE.search(called) is not None and _CONTRACT_RE.search(called) is None

    def include(self, name: str) -> bool:
        """Whether a folded name is one of them; any name is where the document has no head to judge by."""
        return not self._head or name in self._head or name in self._these

    @cached_property
    def _head(self) -> str:
        clauses, title = self._document.clauses, self._document.title
        end = min(clauses[0].start if clauses else 0, _NAMING_HEAD)
        named = self._document.text[title.start : title.end] if title else ""
        return _folded(named + self._document.text[:end])

    @cached_property
    def _these(self) -> frozenset[str]:
        return frozenset(_folded(match[1]) for match in _THESE_RE.finditer(self._document.text))
