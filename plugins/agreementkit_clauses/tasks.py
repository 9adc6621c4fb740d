"""What each partner has to do: sentences of the clauses on tasks whose subject is a partner, and lists under one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agreementkit import Clause, Document, Finding, Role, Span, Statement, read_statements
from agreementkit.german import OWN_NOUN, names_body

_ROLES: tuple[Role, ...] = ("tasks",)
_OBLIGES = ("verpflichtet sich", "verpflichten sich", "ist verantwortlich für", "ist zuständig für")
_NOUN = r"[A-ZÄÖÜ][\w-]{1,40}"
_MORE = rf"(?P<more>(?:\sfür\s[A-ZÄÖÜ][\w-]{{2,20}}|\s{_NOUN}){{0,2}})"
_MARK = r"[\s(*–•-]{0,4}(?:[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}[.)]{0,2}\s|[a-z]\)\s|[IVX]{1,5}\.\s){0,1}[\s*]{0,3}"
_SUBJECT_RE = re.compile(
    rf"{_MARK}(?:(?P<article>Die|Der|Das|Beide|Alle)\s)?(?P<noun>{_NOUN}){_MORE}\s(?P<verb>[a-zäöüß]{{2,24}})(?!\w)"
)
_PRONOUN_RE = re.compile(rf"{_MARK}(?P<pronoun>Sie|Er|Es|Dieser|Diese|Dieses)\s(?P<verb>[a-zäöüß]{{2,24}})(?!\w)")
_ARTICLES = {"Sie": "Die", "Diese": "Die", "Er": "Der", "Dieser": "Der", "Es": "Das", "Dieses": "Das"}
_VERB_RE = re.compile(r"[a-zäöüß]{2,22}(?:t|en|ern|eln)\Z")
_STATES_ONLY = """
    hat haben wird werden kann können darf dürfen beträgt betragen endet enden gilt gelten tritt treten erhält erhalten
    bleibt bleiben besteht bestehen umfasst umfassen liegt liegen haftet haften kündigt kündigen steht stehen seit nicht
    ist sind war waren regelt regeln dient dienen
"""
_NO_TASK = frozenset(_STATES_ONLY.split())
"""Verbs that tell a state or a right rather than what somebody does."""
_HEADING_RE = re.compile(
    rf"(?:Aufgaben?|Leistungen?|Pflichten|Beitr[aä]ge?|Verpflichtungen|Zusagen)\s(?:und\s\w{{4,20}}\s)?"
    rf"(?P<article>der|des|von)\s(?P<noun>{_NOUN}){_MORE}"
)
_ALL = """
    Partner Partnerinnen Kooperationspartner Vertragspartner Vereinbarungspartner Vertragsparteien Parteien Beteiligten
    Seiten Häuser Vertragsschließenden Netzwerkpartner Unterzeichnenden
"""
_TOGETHER = frozenset(_ALL.split())
_THINGS_RE = re.compile(rf"{OWN_NOUN}|\w{{1,40}}(?:keit|heit)|Stra(?:ß|ss)e|Nr|Zusammenarbeit|Ziele?|Zweck")
_LETTER_RE = re.compile(r"\(?[a-z]\)")
_LONGEST = 1200
_SUBJECT, _FOLLOWS, _LISTED, _ELSEWHERE = 0.85, 0.75, 0.78, 0.78


@dataclass(frozen=True, slots=True)
class _Partner:
    """Who has the task, as printed in the nominative, and the article that goes with it."""

    name: str
    article: str
    sure: float


def tasks(document: Document) -> Iterator[Finding]:
    """One finding for each task: ``label`` as printed or None, ``party`` as printed, ``text``."""
    names = _names(document)
    listed: set[int] = set()
    last: tuple[str, _Partner] | None = None
    for statement in read_statements(document, roles=_ROLES, words=_OBLIGES):
        if statement.is_heading or statement.span.start in listed or statement.clause is None:
            continue
        if statement.role != "tasks" and not any(word in statement.text for word in _OBLIGES):
            continue
        before = last[1] if last is not None and last[0] == statement.clause.id else None
        partner = _partner(document, statement, names, before)
        last = (statement.clause.id, partner) if partner is not None else None
        if partner is None:
            continue
        items = _items(document, statement)
        for item in items:
            listed.update(sentence.start for sentence in document.sentences_in(item.start, item.end))
            yield _task(document, Span(item.start, item.end), item.label, partner, statement.span)
        if not items and not statement.text.rstrip().endswith(":"):
            yield _task(document, statement.span, statement.clause.label, partner)


def _task(document: Document, span: Span, label: str | None, partner: _Partner, lead: Span | None = None) -> Finding:
    start, end = span
    text = " ".join(document.text[start:end].split()).lstrip("-–•* ")
    printed = label if label and any(letter.isalnum() for letter in label) else None
    if printed and text.startswith(printed):
        text = text[len(printed) :].strip()
    return Finding(
        kind="task",
        value={"label": printed, "party": partner.name, "text": text[:_LONGEST]},
        spans=(span, *([lead] if lead else [])),
        rule="task_in_list" if lead else "task_of_subject",
        confidence=min(partner.sure, _LISTED) if lead else partner.sure,
    )


def _names(document: Document) -> frozenset[str]:
    """The nouns of the party block: partners are called by some of them."""
    block = document.party_block
    if block is None:
        return frozenset()
    return frozenset(re.findall(_NOUN, document.text[block.start : min(block.end, block.start + 6000)]))


def _partner(
    document: Document, statement: Statement, names: frozenset[str], before: _Partner | None
) -> _Partner | None:
    """The partner whose task a sentence states: its subject, or the one that its pronoun stands for."""
    text = " ".join(document.text[statement.span.start : statement.span.end][:400].split())
    headed = next((partner for h in statement.headings if (partner := _of_heading(h, names))), None)
    pronoun = _PRONOUN_RE.match(text)
    if pronoun is not None:
        article = _ARTICLES[pronoun["pronoun"]]
        meant = next((p for p in (before, headed) if p is not None and article in p.article), None)
        doing = _VERB_RE.match(pronoun["verb"]) and pronoun["verb"] not in _NO_TASK
        return _Partner(meant.name, meant.article, _FOLLOWS) if meant is not None and doing else None
    subject = _SUBJECT_RE.match(text)
    acts = subject is not None and _VERB_RE.match(subject["verb"]) is not None
    if subject is None or not acts:
        return headed if text.endswith(":") or _is_item(statement) else None
    if subject["verb"] in _NO_TASK and not any(word in text for word in _OBLIGES):
        return None
    name = f"{subject['noun']}{subject['more']}"
    if subject["article"] is None:
        return _Partner(name, "Die Der Das", _SUBJECT) if headed is not None and headed.name == name else None
    if not _is_partner(subject["noun"], names):
        return None
    return _Partner(name, subject["article"], _SUBJECT if statement.role == "tasks" else _ELSEWHERE)


def _of_heading(heading: str, names: frozenset[str]) -> _Partner | None:
    match = _HEADING_RE.search(heading)
    if match is None or match["noun"] in _TOGETHER:
        return None
    noun, article = match["noun"], {"der": "Die", "des": "Der Das", "von": "Die Der Das"}[match["article"]]
    if match["article"] == "des":
        noun = noun.removesuffix("es") if noun.endswith(("ses", "des", "tes", "ges")) else noun.removesuffix("s")
    if not (_is_partner(noun, names) or match["article"] == "von"):
        return None
    return _Partner(f"{noun}{match['more']}", article, _LISTED)


def _is_partner(noun: str, names: frozenset[str]) -> bool:
    if noun in _TOGETHER:
        return True
    return not _THINGS_RE.fullmatch(noun) and (noun in names or names_body(noun))


def _is_item(statement: Statement) -> bool:
    """Whether a sentence is a list item right below a heading, with a bullet or a letter."""
    label = statement.clause.label if statement.clause else None
    if label is None:
        return False
    return _LETTER_RE.fullmatch(label) is not None or not any(letter.isalnum() for letter in label)


def _items(document: Document, statement: Statement) -> list[Clause]:
    """The list items below a sentence that ends with a colon."""
    if not statement.text.rstrip().endswith(":") or statement.clause is None:
        return []
    return [child for child in document.children(statement.clause) if child.start >= statement.span.end]
