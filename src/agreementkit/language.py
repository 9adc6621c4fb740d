"""German words and sentences: the only place that builds a spaCy pipeline, and the splitter that works without it.

spaCy costs two to four seconds to import and tokenises about 1 MB/s; the stages need sentences only. So the splitter
below uses compiled patterns, and spaCy is loaded when a plugin first asks for ``Document.doc``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from agreementkit.records import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_MONTHS = "Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"

# After these a full stop is never the end of a sentence.
_NEVER = (
    "Abs Absatz Nr Nrn Art Artt Ziff Zif Buchst Bst lit Lit Rn Rz Kap Anl Anh Dr Prof Dipl Ing Mag Hr Fr Hrn St Str "
    "bzw ca gem vgl Vgl ggf ggfs sog insb insbes bspw grds evtl ggü inkl exkl einschl zzgl abzgl max min mind Mind "
    "Vorl Drs Drucks Tel Az Reg Bd Hrsg Aufl Jg Vors stellv Stellv verantw geb gez Gez beigef nachf lfd Lfd "
    "Jan Feb Apr Jun Jul Aug Sep Sept Okt Nov Dez z d i v s u o a b n e m h S Bzgl bzgl betr Betr entspr Entspr "
    "Halbs Hs Alt Var Unterabs Kto BLZ Ref Abt Amtsbl kath ev Ev allg Allg päd psych jew Jew jurist kommunalverf zul "
    "Mo Di Mi Do Sa So gesetzl öff priv staatl städt Städt kfm techn wiss Verf Verw Bek Erl RdErl Beschl Urt Fa Co"
)
NEVER_FINAL = frozenset(_NEVER.split())

# These may end a sentence; whether they do, the next word tells.
_PERHAPS = "etc usw ff f ä V Mio Mrd Str Std Min Sek Stk EUR Nds NRW u.a o.ä"
PERHAPS_FINAL = frozenset(_PERHAPS.split())

# Words that open a sentence when they are written with a capital and no noun is expected.
_OPENERS = (
    "Der Die Das Den Dem Des Ein Eine Einer Eines Einem Einen Dies Diese Dieser Dieses Diesem Diesen Sie Er Es Wir Ihr "
    "Ihre Ihm Ihnen Im In Am An Auf Aus Bei Beim Mit Nach Von Vom Zu Zum Zur Für Als Durch Über Unter Gegen Ohne Um Bis "
    "Seit Vor Zwischen Gemäß Laut Wird Werden Wurde Wurden Ist Sind Hat Haben Kann Können Soll Sollen Sollte Sollten "
    "Wenn Falls Sofern Soweit Sobald Solange Während Nachdem Bevor Damit Dass Weil Da Dabei Dazu Dafür Daher Dadurch "
    "Darüber Daneben Darauf Hierzu Hierbei Hierfür Hierdurch Hiermit Außerdem Zudem Ferner Weiterhin Weitere Insbesondere "
    "Auch Alle Allen Jede Jeder Jedes Jedem Beide Beiden Kein Keine Nicht Nur Sonst Sonstige Änderungen Näheres Hieraus "
    "Gleichzeitig Ziel Zugleich Insoweit Innerhalb Außerhalb Neben Ergänzend Erfolgt Grundlage Maßgeblich Ebenso Eine "
    "Entfällt Erstmals Kündigt Kommt Liegt Tritt Wer Was Wie Wo Wann Dessen Deren Dort Hier Danach Davon Dagegen Somit"
)
OPENERS = frozenset(_OPENERS.split())

# A sign that may end a sentence, what closes with it, and the blanks behind; or a paragraph break, or a list item.
_BOUNDARY_RE = re.compile(
    r"(?P<stop>[.!?…])(?P<tail>[\"“”’‘»«)\]*¹²³⁴⁵⁶⁷⁸⁹]{0,4})(?P<blank>[ \t\u00a0]{0,8}\n?[ \t\u00a0]{0,80})"
    r"(?=[\"„‚»«›‹(*]{0,3}[A-ZÄÖÜ0-9§])"
    r"|(?P<break>\n)"
    r"|(?P<page>\f)"
)
_ITEM_RE = re.compile(
    r"[ \t]{0,60}(?:[-–—•·▪●○◦‣►■□✓*][ \t]|\(?[a-z]{1,2}\)[ \t]|\(\d{1,2}[a-z]?\)|\d{1,2}(?:\.\d{1,2}){0,4}[.)][ \t]"
    r"|\d{1,2}(?:\.\d{1,2}){1,4}[ \t]|[IVXL]{1,6}\.[ \t]|\#{1,6}[ \t])"
)
_BLANK_LINE_RE = re.compile(r"[ \t\u00a0\r]{0,200}[\n\f]")
_DATE_ITEM_RE = re.compile(rf"[ \t]{{0,60}}\d{{1,2}}\.[ \t]?(?:\d|{_MONTHS})")
_BEFORE_RE = re.compile(r"[^\s(„\"»–/]{1,30}\Z")
_AFTER_RE = re.compile(r"[\"„‚»«›‹(*]{0,3}(?P<word>[A-Za-zÄÖÜäöüß]{1,40}|\d{1,4}|§)")
_NUMBER_RE = re.compile(r"\d{1,2}\Z")
_MONTH_RE = re.compile(rf"(?:{_MONTHS})(?!\w)")
_ROMAN_RE = re.compile(r"[IVXL]{1,6}\Z")
_UNCLOSED_RE = re.compile(r"„[^“”\"\n]{0,60}\Z")

_OPEN_ENDS = frozenset(
    ["der", "die", "das", "den", "dem", "des", "ein", "eine", "einer", "eines", "einem", "einen", "im", "in", "am", "an", "auf", "aus", "bei", "mit", "nach", "von", "vom", "zu", "zum", "zur", "für", "als", "durch", "über", "unter", "gegen", "ohne", "um", "bis", "seit", "vor", "zwischen", "gemäß", "laut", "sowie", "und", "oder", "dass", "ihre", "ihrer", "ihren", "ihrem", "seine", "seiner", "seinen", "dieser", "diese", "dieses", "diesem", "diesen", "wird", "werden", "ist", "sind", "nicht"]
)


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

    >>> [t[a:b] for t in ["Es gilt § 5 Abs. 2. Dr. A. Roth kam am 3. Mai z. B. nicht."] for a, b in sentence_spans(t, 0, len(t))]
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
        if match.group("stop"):
            if (match.group("blank") or match.group("tail")) and _ends(text, match, begin):
                begin = match.start("blank")
                yield begin
        elif _breaks(text, match, begin, end):
            begin = match.end()
            yield begin


def _ends(text: str, match: re.Match[str], begin: int) -> bool:
    """Whether a full stop with blanks behind it is the end of a sentence."""
    if not match.group("blank"):
        return False
    if match.group("stop") in "!?…":
        return True
    position = match.start()
    before = _BEFORE_RE.search(text, max(begin, position - 30), position)
    if before is None:
        return position > begin
    word = before.group()
    after = _AFTER_RE.match(text, match.end())
    following = after.group("word") if after else ""
    opener = following in OPENERS
    if match.group("tail").lstrip("¹²³⁴⁵⁶⁷⁸⁹"):
        return word.rstrip(".") not in NEVER_FINAL or opener
    if _NUMBER_RE.search(word):
        return _number_ends(
            text, word, following, match, before.start() == begin or _at_line_head(text, before.start(), begin)
        )
    last = word.rsplit(".", 1)[-1]
    if _ROMAN_RE.match(word):
        return opener or not _at_line_head(text, before.start(), begin)
    if len(last) == 1 or "." in word or last in PERHAPS_FINAL:
        return (
            opener and last not in ("B", "S", "Abs", "Nr") and not (len(last) == 1 and last.isupper() and last != "V")
        )
    return last not in NEVER_FINAL


def _number_ends(text: str, word: str, following: str, match: re.Match[str], head: bool) -> bool:
    """Whether a number with a full stop ends a sentence: «Abs. 2. Die …» does, «am 30. September» and «1. Die» do not."""
    if head and len(word) <= 3:
        return False
    digits = len(word) - len(word.rstrip("0123456789"))
    if digits > 2:
        return True
    if _MONTH_RE.match(text, match.end()) or following[:1].isdigit():
        return False
    return following in OPENERS or following == "§" or text[match.end()] == "("


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
    blank = match.group("page") is not None or _BLANK_LINE_RE.match(text, position, end) is not None
    if _ITEM_RE.match(text, position, min(end, position + 90)) and not _DATE_ITEM_RE.match(
        text, position, min(end, position + 90)
    ):
        return blank or word not in _OPEN_ENDS or word in ("und", "oder", "sowie", "die", "das", "der", "dass")
    if not blank:
        return False
    if word in _OPEN_ENDS or _UNCLOSED_RE.search(head):
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
    # no limit of our own: the stages before have capped the text
    language.max_length = 100_000_000
    for word in sorted(NEVER_FINAL | {"usw", "etc", "ff"}):
        if len(word) > 1:
            language.tokenizer.add_special_case(f"{word}.", [{"ORTH": f"{word}."}])
    for phrase in ("i.V.m.", "z.B.", "u.a.", "o.g.", "o.ä.", "d.h.", "e.V.", "i.V.", "i.A.", "v.H.", "a.F.", "n.F."):
        language.tokenizer.add_special_case(phrase, [{"ORTH": phrase}])
    # spaCy leaves the full stop on «31.12.2017.»
    suffixes = [*(language.Defaults.suffixes or []), r"(?<=\d{4})\.", r"(?<=[A-Z]{2})\."]
    language.tokenizer.suffix_search = compile_suffix_regex(suffixes).search
    return language


def make_doc(text: str, sentences: Sequence[Span]) -> Doc:
    """Tokenise a text and set our sentence starts in it.

    Args:
        text: The normalised text.
        sentences: Its sentences, in order.

    Returns:
        A spaCy ``Doc`` of the same text; a token that begins a sentence, or the first after its begin, starts one.
    """
    doc = pipeline().make_doc(text)
    starts = iter([sentence.start for sentence in sentences])
    waiting = next(starts, None)
    for token in doc:
        begins = token.i == 0
        while waiting is not None and token.idx + len(token) > waiting:
            begins = begins or not token.is_space
            waiting = next(starts, None)
        token.is_sent_start = begins
    return doc
