"""Who represents a party: what follows «vertreten durch», in the nominative, without article and «Herrn»."""

from __future__ import annotations

import re

from agreementkit.german import find_offices, looks_like_person

_BY_RE = re.compile(r"(?:vertreten|vertr\.)(?:\s{1,3}wird)?\s{1,3}(?:jeweils\s|gemeinsam\s)?durch:?\s{1,3}")
_ACTING_RE = re.compile(r"für\s(?:die|den|das)\s(?=[^.;()]{3,160}\shandelt\b)")
_END_RE = re.compile(
    r"[()]|[ ]{5}|\s[–—-]\s|[–—]\s|\n[ \t]*\n|;|·"
    # the number of the next partner in a list
    r"|\n[ \t]{0,40}(?:\(?\d{1,2}[.)]?|[IVX]{1,4}[.)]|\(?[a-p]\))\s{0,9}\Z"
    r"|,?\s(?:und|sowie)(?:\s(?:als|[-–—•]))?\s{0,3}\Z"
    r"|\b(?:nachfolgend|nachstehend|[Ii]m\s[Ff]olgenden"
    r"|[Ii]m\s[Ww]eiteren|fortan|kurz:|als\s|schließ|vereinbar|legen|treffen|handelt\b"
    r"|wird\b(?!\svertr))|(?<=[a-zäöüß]{4})(?<!phil)(?<!abil)(?<!heol)\.(?=\s|\Z)"
)
# «(Schulleiterin: Rita Muster)»
_OFFICE_RE = re.compile(r"\((?P<office>[A-ZÄÖÜ][\w -]{3,40}):\s{1,3}(?:Frau\s|Herrn?\s)?(?P<person>[^()\n,]{3,50})\)")
_BY_COLUMNS_RE = re.compile(
    r"(?<=\n)[ \t]{0,40}(?:vertreten|vertr\.)\sdurch[^\n]{3,90}?[ ]{3,80}(?:vertreten|vertr\.)\sdurch[^\n]{3,200}"
)
# «Für die Schule spricht die Schul-Leiterin Anna Berg.»
_SPEAKS_RE = re.compile(
    r"(?:[Ff]ür\s(?:die|den|das)\s[\w-]{2,40}|[Ff]ür\s(?:sie|ihn|es))\s(?:spricht|handelt|unterschreibt|entscheidet)\s"
    r"(?=(?:die|der|das|Frau|Herr)\s)"
)
_LINE_RE = re.compile(r"\n[ \t]*")
_GOES_ON_RE = re.compile(r"(?:Herrn?|Frau|diese[rs]?|dies|Dr\.|Prof\.|und|sowie|geschäfts|die\sHerren)\b|(?:Dr|Prof)\.")
_LINE_GOES_ON_RE = re.compile(r"(?:Herrn?|Frau|Dr|Prof|[a-zäöü(])")
_ARTICLE_RE = re.compile(r"(?P<article>den|die|das|dem|der|ihren|ihre|ihr|seinen|seine|sein|deren|dessen)\s{1,3}")
_POLITE_RE = re.compile(r"(?:Herrn?|Frau)\s{1,3}")
_ADDRESS_RE = re.compile(r"\d|(?:straße|str\.|platz|weg|allee|Postfach|gasse)\b")
_CHAIN_RE = re.compile(r",?\s{1,2}(?:diese[rs]?|dies)\s{1,2}")
_ADJECTIVE_RE = re.compile(
    r"(?:Ersten|Zweiten|Leitenden|Stellvertretenden|stellvertretenden|Vorsitzenden|Beigeordneten"
    r"|Bevollmächtigten|Beauftragten|Geschäftsführenden"
    r"|geschäftsführenden|Hauptamtlichen|hauptamtlichen|Ehrenamtlichen|ehrenamtlichen|ersten|zweiten"
    r"|Allgemeinen|Technischen|Kaufmännischen|kommissarischen"
    r"|zuständigen|Vorstandsvorsitzenden|1\.|\w{3,30}(?:vorsitzenden|beauftragten|bevollmächtigten))\Z"
)
_WEAK_NOUN_RE = re.compile(
    r"(?P<stem>\w{0,40}(?:präsident|dezernent|superintendent|referent|intendant|prokurist|assistent))en\Z",
    re.IGNORECASE,
)
_ALTERED_RE = re.compile(r"(?P<stem>\w{2,40}(?:rat|vorstand|direktor))(?:e?s)?\Z")
_AND_RE = re.compile(r",?\s{1,3}(?:und|sowie)\s{1,3}(?:dem|der|das|die|den)\s{1,3}(?=[A-ZÄÖÜ])")
MAX_LENGTH = 260
_FULL_LINE = 55


def represented_in_columns(text: str, start: int, end: int, parties: int) -> list[str | None]:
    """Who represents each of the parties named in columns above, where a line below says so column by column.

    Args:
        text: The document's text.
        start: Offset behind the last party's name.
        end: Where what is said of it ends.
        parties: How many there are; a line with another number of columns is none of theirs.

    Returns:
        One for each party, or an empty list.
    """
    line = _BY_COLUMNS_RE.search(text, start, end)
    if line is None:
        return []
    cells = list(re.finditer(r"\S(?:[^\n]{0,200}?\S)?(?=[ ]{3}|\n|\Z)", line[0]))
    if len(cells) != parties or not all(_BY_RE.match(cell[0]) for cell in cells):
        return []
    return [find_representative(cell[0], 0, len(cell[0])) for cell in cells]


def find_representative(text: str, start: int, end: int) -> str | None:
    """Find who represents a party in what stands between its name and the next party.

    Args:
        text: The document's text.
        start: Offset behind the name.
        end: Offset at which the next party begins.

    Returns:
        Office and person of the first representative, and a chain «dieser vertreten durch …» as the text goes on.
    """
    by = _BY_RE.search(text, start, end) or _ACTING_RE.search(text, start, end) or _SPEAKS_RE.search(text, start, end)
    if by is None:
        bracket = _OFFICE_RE.search(text, start, end)
        held = bracket is not None and _is_office(bracket["office"], 0) and looks_like_person(bracket["person"])
        return f"{bracket['office']} {bracket['person'].strip()}" if bracket is not None and held else None
    indent = by.end() - text.rfind("\n", 0, by.end()) - 1
    phrase = _cut(text[by.end() : min(end, by.end() + MAX_LENGTH)], indent)
    chain = _CHAIN_RE.search(phrase)
    first, rest = (phrase[: chain.start()], phrase[chain.start() :]) if chain else (phrase, "")
    first = _first_link(first)
    rest = re.sub(r",\s{1,2}(?:Herrn?|Frau)\s", ", ", rest)
    rest = re.sub(r"\s(?:Herrn?|Frau)\s", " ", rest).strip(" ,")
    return (f"{first}, {rest}" if first and rest else first).rstrip(" –—-") or None


def _cut(phrase: str, indent: int) -> str:
    """The representative without what comes after: a short name, an address, the next line of the block."""
    end = _END_RE.search(phrase)
    if end is not None:
        phrase = phrase[: end.start()]
    other = next((joint for joint in _AND_RE.finditer(phrase) if not _is_office(phrase, joint.end())), None)
    if other is not None:
        phrase = phrase[: other.start()]
    lines = _LINE_RE.split(phrase)
    kept, full_line = lines[0], indent + len(lines[0]) >= _FULL_LINE
    for line in lines[1:]:
        full = full_line or kept.rstrip().endswith((",", "und", "durch", "den", "die", "der", "für", "des"))
        if not (full or _LINE_GOES_ON_RE.match(line) or looks_like_person(line.partition(",")[0])):
            break
        kept, full_line = f"{kept.rstrip()} {line}", len(line) >= _FULL_LINE
    pieces = [piece.strip() for piece in kept.split(",")]
    result = pieces[0]
    for index, piece in enumerate(pieces[1:], 1):
        if _ADDRESS_RE.search(piece) or not piece:
            break
        if _GOES_ON_RE.match(piece) or _names_person(piece) or _is_list(pieces, index):
            result += f", {piece}"
            continue
        break
    return " ".join(result.split())


def _is_office(phrase: str, position: int) -> bool:
    offices = find_offices(phrase, position, min(len(phrase), position + 60))
    return bool(offices) and offices[0].start == position


def _names_person(piece: str) -> bool:
    """Whether a piece between commas is a person, with or without an office before the name."""
    piece = _POLITE_RE.sub("", piece)
    if looks_like_person(piece):
        return True
    offices = find_offices(piece, 0, min(len(piece), 80))
    return bool(offices) and offices[0].start == 0 and looks_like_person(piece[offices[0].end :].strip())


def _is_list(pieces: list[str], index: int) -> bool:
    """Whether a comma stands inside «Beigeordneten für Schule, Bildung und Sport»."""
    before = ", ".join(pieces[:index])
    return (
        " für " in before
        and re.fullmatch(r"[A-ZÄÖÜ][\w-]+(?: und [A-ZÄÖÜ][\w -]+)?", pieces[index]) is not None
        and any(" und " in piece for piece in pieces[index : index + 3])
    )


def _first_link(phrase: str) -> str:
    article = _ARTICLE_RE.match(phrase)
    words = phrase[article.end() :] if article else phrase
    words = _POLITE_RE.sub("", words, count=1) if _POLITE_RE.match(words) else words
    words = re.sub(r",?\s{1,2}(?:Herrn?|Frau)\s{1,2}", " ", words).strip(" ,.")
    if article and article["article"] in {"den", "seinen", "ihren"}:
        return _masculine(words)
    return words


def _masculine(words: str) -> str:
    """Turn the accusative of a man's office into the nominative: «Ersten Beigeordneten» is «Erster Beigeordneter»."""
    parts = words.split(" ")
    for index, word in enumerate(parts):
        weak = _WEAK_NOUN_RE.fullmatch(word)
        if _ADJECTIVE_RE.fullmatch(word):
            parts[index] = word if word == "1." else word[:-1] + "r"
            if word.lower().endswith(("vorsitzenden", "beigeordneten", "beauftragten", "bevollmächtigten")):
                break
        elif weak:
            parts[index] = weak["stem"]
            break
        else:
            break
    return " ".join(parts)
