"""German words and sentences: the only place that builds a spaCy pipeline, and the splitter that works without it.

spaCy costs two to four seconds to import and tokenises about 1 MB/s; the stages need sentences only. So the splitter
below uses compiled patterns, and spaCy is loaded when a plugin first asks for ``Document.doc``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from agreementkit.records import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_MONTHS = "Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"

_NEVER = """
    Abs Nr Nrn Art Artt Ziff Buchst Bst lit Lit Rn Rz Kap Anl Anh Unterabs Halbs Hs Alt Var Dr Prof Dipl Ing Mag
    Hr Fr Hrn St bzw ca gem vgl Vgl ggf ggfs sog insb insbes bspw grds evtl ggü inkl exkl einschl zzgl abzgl max
    min mind Mind bzgl Bzgl betr Betr entspr Entspr Vorl Drs Drucks Tel Az Reg Bd Hrsg Aufl Jg Vors stellv Stellv
    verantw geb gez Gez beigef nachf lfd Lfd Jan Feb Apr Jun Jul Aug Sep Sept Okt Nov Dez Kto Ref Abt Amtsbl kath
    ev allg Allg jew jurist zul gesetzl öff priv staatl städt Städt kfm techn wiss Bek Erl RdErl Beschl Urt Fa Co
"""
NEVER_FINAL = frozenset(_NEVER.split())
"""Abbreviations whose full stop never ends a sentence, without the full stop."""

PERHAPS_FINAL = frozenset({"etc", "usw", "ff", "f", "ä", "V", "Mio", "Mrd", "Str", "Std", "Min", "Sek", "Stk"})
"""Abbreviations that may end a sentence; whether they do, the next word tells."""

_OPENERS = """
    Der Die Das Den Dem Des Ein Eine Einer Eines Einem Einen Dies Diese Dieser Dieses Diesem Diesen Sie Er Es Wir
    Ihr Ihre Ihm Ihnen Im In Am An Auf Aus Bei Beim Mit Nach Von Vom Zu Zum Zur Für Als Durch Über Unter Gegen
    Ohne Um Bis Seit Vor Zwischen Gemäß Laut Wird Werden Wurde Wurden Ist Sind Hat Haben Kann Können Soll Sollen
    Sollte Sollten Wenn Falls Sofern Soweit Sobald Solange Während Nachdem Bevor Damit Dass Weil Da Dabei Dazu
    Dafür Daher Dadurch Darüber Daneben Darauf Hierzu Hierbei Hierfür Hierdurch Hiermit Hieraus Außerdem Zudem
    Ferner Weiterhin Weitere Insbesondere Auch Alle Allen Jede Jeder Jedes Jedem Beide Beiden Kein Keine Nicht Nur
    Sonst Sonstige Änderungen Näheres Gleichzeitig Ziel Zugleich Insoweit Innerhalb Außerhalb Neben Ergänzend
    Erfolgt Grundlage Maßgeblich Ebenso Entfällt Erstmals Kündigt Kommt Liegt Tritt Wer Was Wie Wo Wann Dessen
    Deren Dort Hier Danach Davon Dagegen Somit
"""
OPENERS = frozenset(_OPENERS.split())
"""Words that open a sentence when they are written with a capital: no nouns that an abbreviation may precede."""

_OPEN_WORDS = """
    der die das den dem des ein eine einer eines einem einen im in am an auf aus bei mit nach von vom zu zum zur
    für als durch über unter gegen ohne um bis seit vor zwischen gemäß laut sowie und oder bzw. beziehungsweise
    dass sich nicht ihre ihrer ihren ihrem seine seiner seinen seinem diese dieser dieses diesem diesen jede jeder
    jedem jedes alle aller wird werden ist sind hat haben kann können soll sollen sowohl auch § §§ abs. nr. art.
    absatz satz artikel anlage ziffer nummer paragraf i.v.m. dr. prof.
"""
OPEN_WORDS = frozenset(_OPEN_WORDS.split())
"""Words in lower case that cannot be the last of a sentence, a heading or a list item: the next line goes on."""

LIST_JOINERS = frozenset({"und", "oder", "sowie", "bzw.", "beziehungsweise", "dass", "die", "der", "das", "zu", "für"})
"""Open words that also stand before a list item: «…, sowie» + «- soziale Teilhabe»."""

# A sign that may end a sentence, what closes with it, and the blanks behind; or a paragraph break, or a list item.
_BOUNDARY_RE = re.compile(
    r"(?P<sign>[.!?…\n\f])(?:(?<=[\n\f])"
    r"|(?<![\n\f])(?P<tail>[\"“”’‘»«)\]*¹²³⁴⁵⁶⁷⁸⁹]{0,4})(?P<blank>[ \t\u00a0]{0,8}\n?[ \t\u00a0]{0,80})"
    r"(?=[\"„‚»«›‹(*]{0,3}[A-ZÄÖÜ0-9§]))"
)
_ITEM_RE = re.compile(
    r"[ \t]{0,60}(?:[-–—•·▪●○◦‣►■□✓*][ \t]|\(?[a-z]{1,2}\)[ \t]|\(\d{1,2}[a-z]?\)|\d{1,2}(?:\.\d{1,2}){0,4}[.)][ \t]"
    r"|\d{1,2}(?:\.\d{1,2}){1,4}[ \t]|[IVXL]{1,6}\.[ \t]|\#{1,6}[ \t])"
)
_BLANK_LINE_RE = re.compile(r"[ \t\u00a0\r]{0,200}[\n\f]")
_DATE_ITEM_RE = re.compile(
    rf"[ \t]{{0,60}}\d{{1,2}}\.[ \t]?(?:\d{{1,2}}\.[ \t]?\d{{2,4}}\b|0\d\.|1[0-2]\.[ \t]|(?:{_MONTHS}))"
)
_BEFORE_RE = re.compile(r"[^\s(„\"»–/]{1,30}\Z")
_AFTER_RE = re.compile(r"[\"„‚»«›‹(*]{0,3}(?P<word>[A-Za-zÄÖÜäöüß]{1,40}|\d{1,4}|§)")
_NUMBER_RE = re.compile(r"\d{1,2}\Z")
# Behind these a number is no ordinal: its full stop is one.
_COUNTED_RE = re.compile(r"(?:§|Abs\.|Absatz|Nr\.|Nummer|S\.|Satz|Art\.|Artikel|Ziff\.|Ziffer|Anlage)\s\Z")
_MONTH_RE = re.compile(rf"(?:{_MONTHS})(?!\w)")
# A numeral that ends a sentence stands behind one of these; one letter behind anything else is an initial.
_NUMBERED_RE = re.compile(r"(?:SGB|Buch|Teil|Kapitel|Abschnitt|Stufe|Sekundarstufe|Hartz|Klasse|Artikel)\s\Z")
_RANKED = frozenset({"Abschnitt", "Kapitel", "Teil", "Quartal", "Halbjahr", "Senat", "Kammer", "Instanz", "Ordnung"})
_ROMAN_RE = re.compile(r"[IVXL]{1,6}\Z")
# The number of a council paper stays one token: V/0980/2013.
_PAPER_RE = re.compile(
    r"(?:[A-Z]{1,4}(?:-[A-Z]{1,3})?[-/])?\d{2,6}/\d{2,6}(?:-\d{1,3})?\Z|[A-Z]{1,4}/\d{2,6}(?:/\d{2,4})?\Z"
)
_UNCLOSED_RE = re.compile(r"„[^“”\"\n]{0,60}\Z")


def sentence_spans(text: str, start: int, end: int) -> list[Span]:
    """Split a range of a text into sentences.

    A line break inside a paragraph ends no sentence; a blank line or the head of a list item does, unless what stands
    before it cannot be an end (an article, a preposition, an open quotation).

    Args:
        text: The normalised text.
        start: Where to begin, inclusive.
        end: Where to stop, exclusive.

    Returns:
        Spans without surrounding whitespace, in order and without overlap.

    >>> text = "Es gilt § 5 Abs. 2. Dr. A. Roth kam am 3. Mai z. B. nicht."
    >>> [text[start:end] for start, end in sentence_spans(text, 0, len(text))]
    ['Es gilt § 5 Abs. 2.', 'Dr. A. Roth kam am 3. Mai z. B. nicht.']
    """
    spans: list[Span] = []
    begin = start
    for stop in _boundaries(text, start, end):
        _append(text, begin, stop, spans)
        begin = stop
    _append(text, begin, end, spans)
    return spans


def _append(text: str, start: int, end: int, spans: list[Span]) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        first = start + len(piece) - len(piece.lstrip())
        spans.append(Span(first, first + len(stripped)))


def _boundaries(text: str, start: int, end: int) -> Iterator[int]:
    """Offsets at which one sentence ends and the next begins."""
    begin = start
    for match in _BOUNDARY_RE.finditer(text, start, end):
        if match.group("sign") not in "\n\f":
            if match.group("blank") and _ends(text, match, begin):
                begin = match.start("blank")
                yield begin
        elif _breaks(text, match, begin, end):
            begin = match.end()
            yield begin


def _ends(text: str, match: re.Match[str], begin: int) -> bool:
    """Whether a full stop with blanks behind it is the end of a sentence."""
    if match.group("sign") in "!?…":
        return True
    position = match.start()
    before = _BEFORE_RE.search(text, max(begin, position - 30), position)
    if before is None:
        return position > begin
    word = before.group()
    after = _AFTER_RE.match(text, match.end())
    following = after.group("word") if after else ""
    opener = following in OPENERS
    first = before.start()
    if match.group("tail").lstrip("¹²³⁴⁵⁶⁷⁸⁹"):
        return word not in NEVER_FINAL or opener
    if _NUMBER_RE.search(word):
        head = first == begin or _at_line_head(text, first, begin)
        if head and len(word) <= 3:
            return False
        counted = _COUNTED_RE.search(text, max(begin, first - 10), first) is not None
        return counted or _number_ends(text, word, following, match.end())
    if _ROMAN_RE.match(word):
        if _NUMBERED_RE.search(text, max(begin, first - 16), first):
            return True
        if len(word) > 1:
            return opener or not (following in _RANKED or _at_line_head(text, first, begin))
    last = word.rsplit(".", 1)[-1]
    if len(last) == 1 and last.isupper() and last != "V":
        return False  # an initial
    if len(last) == 1 or "." in word or last in PERHAPS_FINAL:
        return opener
    return last not in NEVER_FINAL


def _number_ends(text: str, word: str, following: str, after: int) -> bool:
    """Whether a number with a full stop ends a sentence: «Abs. 2. Die …» does, «am 30. September» does not."""
    if len(word) - len(word.rstrip("0123456789")) > 2:
        return True
    if _MONTH_RE.match(text, after) or following[:1].isdigit():
        return False
    return following in OPENERS or following == "§" or text[after] == "("


def _at_line_head(text: str, position: int, begin: int) -> bool:
    before = text[max(begin, position - 8) : position]
    return not before.strip() and (position - 8 <= begin or "\n" in before)


def _breaks(text: str, match: re.Match[str], begin: int, end: int) -> bool:
    """Whether a line break is the end of a sentence: a blank line, a page, or a list item follows."""
    head = text[max(begin, match.start() - 64) : match.start()].rstrip()
    if not head:
        return False
    word = head[-24:].rsplit(None, 1)[-1].lower()
    position = match.end()
    blank = match.group("sign") == "\f" or _BLANK_LINE_RE.match(text, position, end) is not None
    window = min(end, position + 90)
    if _ITEM_RE.match(text, position, window) and not _DATE_ITEM_RE.match(text, position, window):
        return blank or word not in OPEN_WORDS or word in LIST_JOINERS
    if not blank:
        return False
    if word in OPEN_WORDS or _UNCLOSED_RE.search(head):
        return False
    following = text[position : min(end, position + 400)].lstrip()[:1]
    return not (following.islower() and head[-1] not in ".:;!?")


@cache
def pipeline() -> Language:
    """The German pipeline: spaCy's blank tokeniser with the abbreviations of agreements; built once a process.

    No trained model is loaded: sentence starts come from ``sentence_spans``.
    """
    import spacy
    from spacy.util import compile_suffix_regex

    language = spacy.blank("de")
    # the reading gate has capped the text: spaCy's own limit of a million code points guards trained models
    language.max_length = 1_000_000_000
    tokenizer: Any = language.tokenizer
    # «SGB II.» at the end of a sentence is two tokens, although spaCy takes «II.» for an ordinal
    tokenizer.rules = {word: rule for word, rule in (tokenizer.rules or {}).items() if not _ROMAN_RE.match(word[:-1])}
    for word in sorted(NEVER_FINAL | PERHAPS_FINAL):
        if len(word) > 1:
            tokenizer.add_special_case(f"{word}.", [{"ORTH": f"{word}."}])
    for phrase in ("i.V.m.", "z.B.", "u.a.", "o.g.", "o.ä.", "d.h.", "e.V.", "i.V.", "i.A.", "v.H.", "a.F.", "n.F."):
        tokenizer.add_special_case(phrase, [{"ORTH": phrase}])
    # spaCy leaves the full stop on «31.12.2017.» and «1.8.17.»
    # but «30.09.» keeps it: it is a day
    final = [r"(?<=\d{4})\.", r"(?<=\d\.\d\.\d\d)\.", r"(?<=\d\.\d\d\.\d\d)\.", r"(?<=[A-Z]{2})\."]
    tokenizer.suffix_search = compile_suffix_regex([*(language.Defaults.suffixes or []), *final]).search
    tokenizer.token_match = _PAPER_RE.match
    return language


def make_doc(text: str, sentences: Sequence[Span]) -> Doc:
    """Tokenise a text and set our sentence starts in it.

    Args:
        text: The normalised text.
        sentences: Its sentences, in order.

    Returns:
        A spaCy ``Doc`` of the same text; the first token of each sentence that is no whitespace starts one.
    """
    doc = pipeline().make_doc(text)
    starts = iter([sentence[0] for sentence in sentences])
    waiting = next(starts, None)
    for token in doc:
        begins = token.i == 0
        while waiting is not None and token.idx + len(token) > waiting and not token.is_space:
            begins = True
            waiting = next(starts, None)
        token.is_sent_start = begins
    return doc
