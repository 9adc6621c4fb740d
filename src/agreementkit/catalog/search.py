"""Full-text search that knows German: other spellings, other forms, and parts of compounds.

First come passages that hold every word as it is or in another form (stems), ranked by BM25; then those that hold it as
part of a longer word («Vereinbarung» in «Kooperationsvereinbarung»), found through an index of the words' parts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from agreementkit.catalog.german_words import WORD_RE, as_unicode, fold, folded_words, stem
from agreementkit.catalog.queries import EVERYTHING, Filter, list_documents
from agreementkit.catalog.store import Catalog
from agreementkit.output.shapes import Column, Listing

MAX_WORDS = 16
"""Words of a question that are looked at."""

_MAX_COMPOUNDS = 200
_SHORTEST_PART = 4
_SNIPPET = 160
_HYPHENATED_RE = re.compile(r"[^\W\d_]{2,40}(?:[-\u2010\u2011][^\W\d_]{2,40}){1,4}")
_TERM_RE = re.compile(r'"([^"]{0,400})"|([^\s"]+)')

_COLUMNS = (
    Column("municipality", "Kommune", "Municipality"),
    Column("place", "Fundstelle", "Place"),
    Column("snippet", "Text", "Text", "snippet"),
    Column("file_name", "Datei", "File", minor=1),
    Column("document_id", "Kennung", "Id", "id"),
)


@dataclass(frozen=True, slots=True)
class _Term:
    """A word, or words that stand together; folded.

    Attributes:
        words: In order; «Kündigungs-Frist» has two.
        whole: The word that is searched with its forms and compounds: «kundigungsfrist»; None for quoted words.
    """

    words: tuple[str, ...]
    whole: str | None

    def exact(self) -> str:
        phrase = f'words : "{" ".join(self.words)}"'
        if self.whole is None:
            return f"({phrase})"
        joined = f' OR words : "{self.whole}"' if len(self.words) > 1 else ""
        return f'({phrase}{joined} OR stems : "{stem(self.whole)}")'


def search(catalog: Catalog, question: str, *, limit: int = 20, which: Filter = EVERYTHING) -> Listing:
    """Find the passages that hold all words of a question.

    Args:
        catalog: An open catalog.
        question: Words; «"a b"» are words that stand together. No other character has a meaning, so none is wrong.
        limit: Passages at most.
        which: In which documents.

    Returns:
        Rows with document_id, municipality, file_name, place, page, role, start, end, snippet, highlights (offsets of
        the found words in the snippet), text, and rank (from 1).
    """
    terms = _terms(question)
    if not terms or limit <= 0:
        return Listing(_COLUMNS, (), "Treffer", "Hits")
    documents = {row["id"]: row for row in list_documents(catalog, which).rows}
    narrowed = None if which == EVERYTHING else documents
    found: dict[int, dict[str, Any]] = {}
    for expression, words in _expressions(catalog, terms):
        for row in _passages(catalog, expression, narrowed, limit + len(found)):
            if row["id"] not in found and len(found) < limit and row["document_id"] in documents:
                found[row["id"]] = _hit(row, documents[row["document_id"]], words, len(found) + 1)
        if len(found) >= limit:
            break
    return Listing(_COLUMNS, tuple(found.values()), "Treffer", "Hits")


def _terms(question: str) -> list[_Term]:
    terms = []
    for quoted, word in _TERM_RE.findall(as_unicode(question)[:2000]):
        words = tuple(folded_words(quoted or word))
        if words:
            one = len(words) == 1 or (not quoted and _HYPHENATED_RE.fullmatch(word.strip(".,;:!?()")) is not None)
            terms.append(_Term(words, "".join(words) if one else None))
    return list(dict.fromkeys(terms))[:MAX_WORDS]


def _expressions(catalog: Catalog, terms: Sequence[_Term]) -> Sequence[tuple[str, frozenset[str]]]:
    """The FTS5 expressions to try, each with the folded words that count as found."""
    exact = " AND ".join(term.exact() for term in terms)
    words = {word for term in terms for word in (*term.words, term.whole) if word}
    stems = {stem(word) for word in words}
    forms = frozenset(words | stems)
    wider = []
    longer: set[str] = set()
    for term in terms:
        compounds = _compounds(catalog, term.whole) if term.whole else []
        longer.update(compounds)
        inside = " OR ".join(f'words : "{word}"' for word in compounds)
        wider.append(f"({term.exact()} OR {inside})" if inside else term.exact())
    if not longer:
        return [(exact, forms)]
    return [(exact, forms), (" AND ".join(wider), forms | longer)]


def _compounds(catalog: Catalog, word: str) -> list[str]:
    """Words of the catalog that hold a word, or its stem where that is long enough; the shortest first."""
    core = stem(word)
    part = core if len(core) > _SHORTEST_PART else word
    if len(part) < _SHORTEST_PART:
        return []
    # LIKE finds the part through the trigrams; a word holds no wildcard but the underscore, hence the second look
    rows = catalog.rows(
        "SELECT word FROM search_word_parts WHERE word LIKE ? ORDER BY length(word), word LIMIT ?",
        (f"%{part}%", _MAX_COMPOUNDS),
    )
    return [row["word"] for row in rows if part in row["word"]]


def _passages(catalog: Catalog, expression: str, narrowed: Any, limit: int) -> list[dict[str, Any]]:
    documents = "" if narrowed is None else "AND p.document_id IN (SELECT value FROM json_each(:documents))"
    return catalog.rows(
        "SELECT p.* FROM passage_words w JOIN passages p ON p.id = w.rowid "  # noqa: S608 - the parts are our own
        "JOIN documents d ON d.id = p.document_id "
        f"WHERE passage_words MATCH :expression AND d.latest = 1 {documents} "
        "ORDER BY bm25(passage_words, 4.0, 1.0), p.document_id, p.start_offset LIMIT :limit",
        {
            "expression": expression,
            "documents": None if narrowed is None else _json_list(narrowed),
            "limit": limit,
        },
    )


def _json_list(values: Sequence[str]) -> str:
    import json

    return json.dumps(list(values))


def _hit(row: dict[str, Any], document: Any, words: frozenset[str], rank: int) -> dict[str, Any]:
    snippet, highlights = _snippet(row["text"], words)
    return {
        "rank": rank,
        "document_id": row["document_id"],
        "municipality": document["municipality"],
        "title": document["title"],
        "file_name": document["file_name"],
        "place": row["place"],
        "page": row["page"],
        "role": row["role"],
        "start": row["start_offset"],
        "end": row["end_offset"],
        "snippet": snippet,
        "highlights": highlights,
        "text": row["text"],
    }


def _snippet(text: str, words: frozenset[str]) -> tuple[str, list[list[int]]]:
    """A readable part of a passage around the first found word, and where the found words stand in it."""
    text = " ".join(text.split())
    matches = [match for match in WORD_RE.finditer(text) if _counts(match.group(), words)]
    first = matches[0].start() if matches else 0
    start = 0 if len(text) <= _SNIPPET else max(0, min(first - _SNIPPET // 3, len(text) - _SNIPPET))
    end = min(len(text), start + _SNIPPET)
    start += _to_word(text[start:first]) if start else 0
    if end < len(text):
        end = max(text.rfind(" ", start, end), matches[0].end() if matches else start + 1)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    shift = len(before) - start
    inside = [match.span() for match in matches if start <= match.start() and match.end() <= end]
    return f"{before}{text[start:end]}{after}", [[begin + shift, stop + shift] for begin, stop in inside]


def _to_word(text: str) -> int:
    space = text.find(" ")
    return space + 1 if space >= 0 else 0


def _counts(word: str, words: frozenset[str]) -> bool:
    folded = fold(word)
    return folded in words or stem(folded) in words
