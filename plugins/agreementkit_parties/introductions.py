"""Where a document introduces its parties, and in which grammatical case it names them there.

German agreements do it in many ways: «zwischen der … und dem …», «Vereinbarung der … mit dem …», «Die Stadt …, und der
Verein … schließen», «Die Stadt … schließt mit dem Verein …», «schließen das Ministerium … und die Stadt …», what
follows «Vertragspartner sind», the genitive after the title («Erklärung der Stadt …, des Berufskollegs …»), a block
«Stadt … und Schule …», a line «Stadt … · Jobcenter …», and lines with labels («Partner A: …»). Lists below any other
lead, letters in «Wir», plain language and tables have modules of their own; ``ways`` puts all in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from agreementkit import Document
from agreementkit.german import LineStart, at_word_start
from agreementkit_parties.names import Case

HEAD = 8_000
"""Code points from the start in which parties are introduced."""
LONGEST = 6_000
MAX_TRIED = 8
"""So many places are tried for each way; a real introduction is among the first."""

_BETWEEN_RE = re.compile(at_word_start("[Zz]wischen|ZWISCHEN") + r"(?=\s)")
_FOLLOWING_RE = re.compile(
    r"\s{1,3}(?:den\s)?(?:nach)?folgenden\s[\w-]{0,20}(?:[Pp]artnern|[Pp]arteien|Beteiligten|Trägern)\s?:"
)
_ANOTHER_RE = re.compile(
    at_word_start("geschlossene|abgeschlossene|bestehende|getroffene|vereinbarte|unterzeichnete") + r"[nr]?\s[A-ZÄÖÜ]"
)
_SUBJECTS = LineStart(r"[ \t*#]{0,80}(?=(?:Die|Der|Das|DIE|DER|DAS)\s{1,3}[*„\"]{0,3}[A-ZÄÖÜ])")
_VERB = (
    r"schlie(?:ß|ss)en|schließt|vereinbaren|legen|treffen|erklären|verständigen|verabreden|geben"
    r"|kommen|bekennen|gründen|beschließen"
    r"|verpflichten|bekunden|unterzeichnen|stimmen|haben|wollen|errichten|verbinden|gehen|bilden|machen|einigen"
    r"|beabsichtigen|versprechen|regeln|bekräftigen|ändern|ergänzen|verlängern|erneuern|vertiefen|arbeiten(?=\s(?:\w{2,12}\s){0,3}zusammen)"
)
_VERB_RE = re.compile(rf"{at_word_start(_VERB)}(?!\w)")
# «Die Stadt A schließt mit dem Verein B …»: the rest of the parties stands behind the verb
_CHAINED_RE = re.compile(
    rf"{at_word_start(_VERB + '|vereinbart|trifft|verabredet|kommt|verständigt')}"
    r"(?:\s(?:sich|hiermit|heute|gemeinsam)){0,2}\s{1,3}mit\s{1,3}(?=de[mnr]\s{1,8}[*„\"]{0,3}[A-ZÄÖÜ])"
)
# «Die Erklärung wird getragen von …» is no party that agrees
_AGREEMENT_RE = re.compile(r"\w{0,30}(?:[Vv]ereinbarung|[Ee]rklärung|[Vv]ertrag|[Kk]ooperation|[Zz]usammenarbeit)\b")
_VERB_FIRST_RE = re.compile(
    at_word_start(
        r"schlie(?:ß|ss)en|vereinbaren|treffen|haben\ssich|verpflichten\ssich|arbeiten(?=[^.;]{10,400}?\szusammen)"
        r"|verständigen\ssich"
    )
    + r"\s{1,3}(?=(?:die|der|das)\s{1,3}[*]{0,2}[A-ZÄÖÜ])"
)
_OBJECT_RE = re.compile(
    at_word_start("folgend|nachfolgend(?:e[rsn]?)|nachstehend(?:e[rsn]?)|diese[rsn]?")
    + r"(?!\s{0,3}(?:[„\"»:(]|genannt))"
)
_PARTNERS = LineStart(
    r"""[ \t*#§\d.)(]{0,12}
    (?:(?:Die|Der)\s)?(?:beteiligten\s)?
    (?P<noun>(?:Vertrags|Kooperations|Vereinbarungs|Netzwerk|Projekt|Bündnis)?[Pp]artner(?:innen|:innen|/-?innen)?(?:\sund\s\w{0,20}[Pp]artner(?:innen)?)?
      |(?:Vertrags|Kooperations)?[Pp]arteien|Vertrag(?:s)?schließende[n]?|Beteiligte[n]?|Erklärende[n]?|(?:Erst-?)?[Uu]nterzeichnende[n]?|(?:Erst-?)?[Uu]nterzeichner(?:innen)?)
    (?P<rest>(?:\s(?:diese[rs]?|der|des)\s[\w-]{3,50}){0,2}(?:\ssind)?)[ \t]{0,3}(?P<colon>:)?""",
    re.VERBOSE,
)
# «der Stadt A mit dem Verein B» in a title, «geschlossen von der Stadt A mit dem Verein B»
_WITH_RE = re.compile(
    at_word_start(
        "|".join(
            [
                rf"[{a}{a.lower()}](?<!\w[{a}{a.lower()}]){rest}\s{{1,3}}(?:von|durch)\s{{1,3}}"
                for a, rest in (("G", "eschlossen"), ("A", "bgeschlossen"), ("G", "etroffen"), ("V", "ereinbart"))
            ]
            + [rf"{word}(?=\s{{1,3}}(?:der|des)\s)" for word in ("[Vv]ereinbarung", "[Vv]ertrag", "[Ee]rklärung")]
        ),
        not_after=None,
    )
    + r"(?=(?:[^.;§\n]|\n(?![ \t]*\n)){3,400}?\smit\s(?:der|dem|den)\s)"
)
# «Partner A: …», «Auftraggeberin: …»: each party on a line of its own behind what it is
_LABELLED = LineStart(
    r"""[ \t*-]{0,8}(?:\(?\d[.)][ ])?
    (?:(?:Vertrags|Kooperations|Vereinbarungs|Netzwerk|Projekt|Bündnis)?[Pp]artner(?:in)?[ ]\(?(?:[A-H]|[1-9]|I{1,3})\)?
      |(?:Auftrag|Leistungs|Zuwendungs|Arbeit)(?:geber|nehmer|erbringer|träger|empfänger)(?:in)?
      |(?:Schul|Einrichtungs|Maßnahme|Projekt|Anstellungs)träger|Kostenträger|Leistungsanbieter|Vermieter(?:in)?
      |Mieter(?:in)?|(?:Mit)?Nutzer(?:in)?|(?:Grundstücks)?[Ee]igentümer(?:in)?|(?:Ver)?[Pp]ächter(?:in)?|Anbieter(?:in)?
      |(?:Ver|Ent)leiher(?:in)?|Veranstalter(?:in)?
      |(?:Ab|Auf|Über)[a-z]{3,10}ende[ ](?:Stelle|Gemeinde|Körperschaft|Partei)
      |Betreiber(?:in)?|Kommune|Schule|Träger|Kooperationsschule)
    [ \t*]{0,3}:[ \t*]{1,8}(?=(?:(?:[Dd]ie|[Dd]er|[Dd]as)[ ])?[A-ZÄÖÜ„])""",
    re.VERBOSE,
)
_OTHER_LABEL_RE = re.compile(r"\n[ \t]*\n|\n[ \t*-]{0,8}[A-ZÄÖÜ][\w -]{2,40}:[ \t]|\n[ \t]{0,8}§")
_GENITIVES = LineStart(r"[ \t*]{0,40}(?=(?:der|des)\s{1,3}[*„\"]{0,3}[A-ZÄÖÜ])")
# What comes after the parties in any way of naming them.
_TERMINATOR_RE = re.compile(
    r"""
      \n\s{0,8}[*#_ \t]{0,8}(?:§+\s*\d|Präambel\b|PRÄAMBEL|Vorbemerkung|Vorwort|Vorspruch|Inhalt\b
        |Inhaltsverzeichnis|Artikel\s+[1I]\b|Art\.\s?1\b
        |A\.?\s+[A-ZÄÖÜ]|Teil\s|I\.?\s+[A-ZÄÖÜ])
    | (?<!vertreten\s)(?<!\w)(?:wird|werden)\s(?!vertreten|durch|auch|gemeinsam|nachfolgend|im\s)
    | (?<!\w)(?:schlie(?:ß|ss)en|vereinbaren|geschlossen|vereinbart|verabredet|abgeschlossen)(?!\w)
    | \n\s{0,8}(?:über|zur|zum|für|[Gg]emäß|[Nn]ach|[Aa]uf\s+(?:der\s+)?Grund|[Aa]uf\s+der|[Aa]ufgrund|wegen
        |betreffend)\s
    """,
    re.VERBOSE,
)
_SENTENCE_END_RE = re.compile(
    r"(?<=[a-zäöüß0-9)]{3})(?<!rof)(?<!str)(?<!Ing)(?<!gem)(?<!ipl)(?<!bzw)(?<!med)(?<!jur)(?<!hil)(?<!nat)(?<!pol)(?<!oec)(?<!bil)(?<!eol)\."
    r"(?=\s{1,3}[A-ZÄÖÜ„]|\s{0,3}\n[ \t]{0,80}\n)"
    r"|(?<=\w\))\.(?=\s{1,3}[A-ZÄÖÜ„])"
)
# «Erstunterzeichner: Stadt A, Landkreis B, …» on one line, without articles
_INLINE_RE = re.compile(r"[ \t*]{1,8}(?=(?!(?:Die|Der|Das)\s)[A-ZÄÖÜ][^\n:;]{4,90}(?:,|[ ][/·])\s)")
_BULLET_RE = re.compile(r"[ \t]{0,8}(?:[-–•*·▪]|\(?\d{1,2}[.)]|\(?[a-h]\))[ \t]{1,8}")
_LIST_BELOW_RE = re.compile(
    r"[ \t*]{0,8}\n\s{0,8}(?:[-–•*·▪]|\(?1[.)]|\(?a\))[ \t]{1,8}(?:(?:die|der|das|Die|Der|Das)\s)?[*„\"]{0,3}[A-ZÄÖÜ]"
)
_GOES_ON_RE = re.compile(
    r"\s{0,20}(?:(?:und|sowie|UND)\s|[–—-]\s{0,2}[„\"»]|[(–—-]\s?(?:im|nachf|nachst|fortan|kurz)\b)"
)
_SHORTEST = 40
_FULL_LINE = 60
"""Code points of a line from which on its item may go on in the next line; paper holds 70 to 100."""
_REST, _NEAR_HEAD = 1_500, 2_500
_AND_ALONE_RE = re.compile(r"\n[ \t*]{0,60}(?:und|UND|sowie)[ \t*]{0,8}\n")
_BLOCK_BELOW_RE = re.compile(
    r"[ \t*]{0,8}\n\s{0,8}(?![^\n]{0,90}\bsind\b)"
    r"(?:(?:die|der|das|Die|Der|Das)\s)?[*„\"]{0,3}[A-ZÄÖÜ][^\n.;]{3,90}\n"
)
_SIGNING_RE = re.compile(
    r"(?<!\w)(?:[Dd]ie\s)?(?:unterzeichnenden|unterzeichneten|nachfolgend\sgenannten"
    r"|beteiligten)\s[A-ZÄÖÜ][\w-]{3,40}(?:\ssind)?"
    r"\s{0,2}(?:[–—:(-]\s?|(?=\n\s{0,12}(?:[-–•*·▪]|\(?1[.)])\s))"
)
_DOTTED = LineStart(r"[ \t*]{0,40}(?=[A-ZÄÖÜ][^\n·|/]{4,90}[ ][·/][ ][^\n]{4,400})")
_LINE_RE = re.compile(r"[^\n]+(?:\n|\Z)|\n")
_PARAGRAPH_RE = re.compile(r"\n[ \t]*\n")


class Introduction(NamedTuple):
    """A stretch of text that names the parties.

    Attributes:
        start: Offset of its first code point.
        end: Offset behind it.
        case: The case of the names in it.
        way: Which of the ways it is; names the rule of the findings.
        items: Of a list, how many items it has; else 0.
        each_line: Each line begins a party.
        bare: Parties may stand without article behind a comma or «und».
        then: A second stretch that names the rest: «… schließen mit dem Jobcenter …».
    """

    start: int
    end: int
    case: Case
    way: str
    items: int = 0
    each_line: bool = False
    bare: bool = False
    then: Introduction | None = None


def kind_of_mark(printed: str) -> str:
    """Whether a line begins with a number, a letter or a dash, and with which."""
    mark = printed.lstrip().lstrip("(")[:1]
    return "number" if mark.isdigit() else "letter" if mark.isalpha() else mark


def between(document: Document) -> Iterator[Introduction]:
    """«zwischen der Stadt A und dem Verein B», or «zwischen folgenden Partnern:» over a list."""
    for match in _BETWEEN_RE.finditer(document.text, 0, min(len(document.text), HEAD)):
        listed = _FOLLOWING_RE.match(document.text, match.end())
        if listed:
            yield Introduction(listed.end(), _end(document, listed.end()), "nominative", "list_of_partners")
        else:
            yield Introduction(match.end(), _end(document, match.end()), "dative", "between")


def tells_of_another(document: Document, introduction: Introduction) -> bool:
    """Whether a «zwischen» belongs to «der zwischen A und B geschlossenen Vereinbarung», which is another one."""
    return (
        _ANOTHER_RE.search(document.text, introduction.start, min(introduction.end + 40, introduction.start + _REST))
        is not None
    )


def one_with_another(document: Document) -> Iterator[Introduction]:
    """«Vereinbarung der Stadt A mit dem Verein B»: the genitive, or a dative behind «von», then the dative."""
    limit = min(len(document.text), _NEAR_HEAD)
    for match in _WITH_RE.finditer(document.text, 0, limit):
        yield Introduction(match.end(), _end(document, match.end()), "dative", "one_with_another")


def labelled(document: Document) -> Iterator[Introduction]:
    """«Partner A: …» line by line: the stretch behind each label, up to the next line with one."""
    text = document.text
    for match in islice(_LABELLED.finditer(text, 0, min(len(text), _NEAR_HEAD)), MAX_TRIED):
        end = min(len(text), match.end() + _REST)
        other = _OTHER_LABEL_RE.search(text, match.end(), end)
        yield Introduction(match.end(), other.start() if other else end, "nominative", "labelled_line")


def subjects(document: Document) -> Iterator[Introduction]:
    """«Die Stadt A und der Verein B schließen …», «Die Stadt A vereinbart mit dem Verein B …»."""
    text = document.text
    for match in _SUBJECTS.finditer(text, 0, min(len(text), HEAD)):
        verb = _VERB_RE.search(text, match.end(), min(len(text), match.end() + LONGEST))
        chained = _CHAINED_RE.search(text, match.end(), min(len(text), match.end() + LONGEST))
        if chained and (verb is None or chained.start() <= verb.start()):
            verb = chained
        if verb is None or _AGREEMENT_RE.match(text, match.end()) or _prose_ends(text, match.end(), verb.start()):
            continue
        then = None
        if chained and chained.start() == verb.start():
            then = Introduction(chained.end(), _clause_end(text, chained.end()), "dative", "subject_of_agreeing")
        yield Introduction(match.end(), verb.start(), "nominative", "subject_of_agreeing", then=then)


def verbs_first(document: Document) -> Iterator[Introduction]:
    """«Es schließen die Stadt A und der Verein B …»."""
    text = document.text
    for match in _VERB_FIRST_RE.finditer(text, 0, min(len(text), HEAD)):
        yield Introduction(match.end(), _clause_end(text, match.end()), "nominative", "verb_before_parties")


def partners(document: Document) -> Iterator[Introduction]:
    """What follows «Vertragspartner sind», «Die unterzeichnenden Kommunen» or the like."""
    text = document.text
    for match in _PARTNERS.finditer(text, 0, min(len(text), HEAD)):
        if match["colon"] and (listed := _INLINE_RE.match(text, match.end())):
            end = _list_end(document, match.end())
            yield Introduction(listed.end(), end, "nominative", "list_of_partners", bare=True)
        elif match["colon"] or "sind" in match["rest"] or _LIST_BELOW_RE.match(text, match.end()):
            yield Introduction(match.end(), _list_end(document, match.end()), "nominative", "list_of_partners")
        elif match.start() < _NEAR_HEAD and _BLOCK_BELOW_RE.match(text, match.end()):
            yield Introduction(match.end(), _end(document, match.end()), "nominative", "list_of_partners")
    for match in _SIGNING_RE.finditer(text, 0, min(len(text), HEAD)):
        yield Introduction(match.end(), _list_end(document, match.end()), "nominative", "list_of_partners")


def genitives(document: Document) -> Iterator[Introduction]:
    """«der Stadt A, des Berufskollegs B» below the title."""
    start, end = (document.title.start, document.title.end) if document.title else (0, 0)
    for match in _GENITIVES.finditer(document.text, start, min(len(document.text), HEAD, end + 1_500)):
        yield Introduction(match.end(), _end(document, match.end()), "genitive", "genitive_after_title")


def blocks(document: Document) -> Iterator[Introduction]:
    """«Stadt A … und … Schule B … vereinbaren:» in a block of its own below the title, without article."""
    start = document.title.end if document.title else 0
    end = _end(document, start)
    first_clause = next((clause.start for clause in document.clauses if clause.start > start), len(document.text))
    end = min(end, first_clause, start + _REST)
    if _AND_ALONE_RE.search(document.text, start, end):
        yield Introduction(start, end, "nominative", "block_with_and")


def dotted(document: Document) -> Iterator[Introduction]:
    """«Stadt A · Jobcenter B · Verein C e. V.» on one line of the head."""
    # the line itself may have been taken for a heading
    first_clause = next((clause.start for clause in document.clauses if clause.label), HEAD)
    for match in _DOTTED.finditer(document.text, 0, min(len(document.text), first_clause, _NEAR_HEAD)):
        line_end = document.text.find("\n", match.end())
        end = line_end if line_end >= 0 else len(document.text)
        yield Introduction(match.end(), end, "nominative", "line_of_partners")


def _end(document: Document, start: int) -> int:
    text = document.text
    end = min(len(text), start + LONGEST)
    block = document.party_block
    if block is not None and block.start <= start < block.end - _SHORTEST:
        end = min(end, block.end)
        if _GOES_ON_RE.match(text, block.end):
            following = (clause.start for clause in document.clauses if clause.start > block.end)
            end = min(len(text), block.end + _REST, next(following, len(text)))
    terminator = _TERMINATOR_RE.search(text, start, end)
    return terminator.start() if terminator else end


def _clause_end(text: str, start: int) -> int:
    end = min(len(text), start + 1_500)
    for pattern in (_OBJECT_RE, _SENTENCE_END_RE):
        match = pattern.search(text, start, end)
        end = match.start() if match else end
    return end


def _prose_ends(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends between two offsets."""
    return _SENTENCE_END_RE.search(text, start, end) is not None


def _list_end(document: Document, start: int) -> int:
    """Where a list of partners ends: at the first paragraph that is no item, or at the end of the sentence."""
    text = document.text
    end = min(len(text), start + LONGEST)
    position = start
    while position < end and text[position].isspace():
        position += 1
    if not _BULLET_RE.match(text, position):
        sentence = _SENTENCE_END_RE.search(text, position, end)
        paragraph = _PARAGRAPH_RE.search(text, position, end)
        return min(sentence.end() if sentence else end, paragraph.start() if paragraph else end)
    stop = position
    wrapped = False
    for match in _LINE_RE.finditer(text, position, end):
        line = match[0]
        if not line.strip() or _BULLET_RE.match(line) or line[:1] in " \t" or wrapped:
            # a blank line ends the list unless another item follows; a full line goes on in the next
            stop = match.end() if line.strip() else stop
            wrapped = len(line.rstrip()) >= _FULL_LINE
            continue
        break
    return stop
