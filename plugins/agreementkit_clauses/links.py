"""Other agreements that this one changes, adds to, replaces, prolongs, or rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreementkit import Document, Finding, Span, read_statements, tells_of_others
from agreementkit.german import OWN_NOUN, DateMention, Template, read_template, subject_of

_WORDS = (
    "ändert",
    "ändern ",
    "geändert",
    "Nachtrag",
    "Änderungsv",
    "Ergänzungsv",
    "Zusatzv",
    "ersetzt",
    "an die Stelle",
    "außer Kraft",
    "aufgehoben",
    "abgelöst",
    "löst ",
    "ergänzt",
    "gefasst",
    "verlängert",
    "verlängern ",
    "ur Verlängerung ",
    "ergänzen ",
    "Fortschreibung",
    "verliert",
    "erlischt",
    "Fassung",
    "Wortlaut",
    "lautet",
    "gestrichen",
    "eingefügt",
    "angefügt",
    "hinzugefügt",
    "entfällt",
    "entfallen",
    "fällt",
)
_TITLE = rf"(?P<title>(?:[a-zäöü]\w{{2,20}} ){{0,2}}?{OWN_NOUN}(?: [^<.;:]{{1,160}}?)?)"
_DATED = rf"{_TITLE}(?:,)? (?:vom|von) <[XD](?P<date>\d{{1,3}})>"
_CLAUSE = (
    r"(?P<clause>(?:§{1,2}|Art\.|Artikel|Ziffer|Nr\.|Nummer|Punkt) ?[0-9IVX]{1,5}[a-z]?"
    r"(?: (?:Abs\.|Absatz) ?[0-9]{1,2}| ?\([0-9]{1,2}\))?)"
)
_ARTICLE = r"(?:die|den|das|der|des|dem|zur|zum|zu der|zu dem)"
_GONE = r"(?:außer Kraft|aufgehoben|abgelöst|ersetzt|ungültig|gegenstandslos|ihre (?:Gültigkeit|Wirksamkeit|Geltung))"
_FALLS_AWAY = r"(?:entfällt|entfallen|fällt (?:\w{1,12} )?weg|fallen (?:\w{1,12} )?weg)"
# What a clause gives may fall away while the clause stays: «Die Mittel nach § 5 der Vereinbarung vom … entfallen.»
_ITSELF = r"(?<!§)(?<!nach )(?<!Nach )(?<!gemäß )(?<!Gemäß )(?<!aus )(?<!laut )(?<!in )(?<!im Sinne von )"
_CHANGED = (
    r"(?:geändert|ergänzt|gefasst|neugefasst|gestrichen|ersetzt|angepasst|aufgehoben"
    r"|(?:an|ein|hinzu)gefügt|(?:erhält|erhalten|bekommt) [^.;:]{0,30}?(?:Fassung|Wortlaut)"
    r"|laute[tn] (?:nun|nunmehr|künftig|zukünftig|fortan|jetzt|neu|wie folgt))"
)

_ADDENDUM_RE = re.compile(
    rf"(?<!\w)(?:Nachtrag|NACHTRAG|(?:Änderungs|Ergänzungs|Zusatz|ÄNDERUNGS)(?i:vereinbarung|vertrag)|Änderung)"
    rf"(?: Nr\. ?[0-9]{{1,2}}| [IVX]{{1,4}})? (?i:{_ARTICLE}) {_DATED}"
)
_RULES: tuple[tuple[str, str, re.Pattern[str], float], ...] = (
    # relation, rule, expression, confidence
    (
        "amends",
        "changes_a_clause",
        re.compile(rf"(?<!\w)ändert (?:in )?{_CLAUSE}(?: \w{{1,12}}){{0,3}}? {_ARTICLE} {_DATED}"),
        0.93,
    ),
    (
        "amends",
        "clause_is_changed",
        re.compile(rf"{_CLAUSE} (?:\w{{1,12}} ){{0,2}}?{_ARTICLE} {_DATED}[^.;]{{0,120}}?(?<!\w){_CHANGED}(?!\w)"),
        0.92,
    ),
    (
        "amends",
        "clause_falls_away",
        re.compile(
            rf"{_ITSELF}{_CLAUSE} (?:\w{{1,12}} ){{0,2}}?{_ARTICLE} {_DATED}[^.;]{{0,60}}?(?<!\w){_FALLS_AWAY}(?!\w)"
        ),
        0.9,
    ),
    (
        "amends",
        "addendum",
        _ADDENDUM_RE,
        0.92,
    ),
    ("amends", "changes", re.compile(rf"(?<!\w)änder[tn] {_ARTICLE} {_DATED}"), 0.9),
    (
        "amends",
        "is_changed",
        re.compile(
            rf"(?:[Dd]ie|[Dd]er|[Dd]as) {_DATED} (?:\w{{1,20}} ){{0,4}}?(?:wird|werden)[^.;]{{0,80}}?"
            r" (?:geändert|ergänzt|neu gefasst)(?!\w)"
        ),
        0.9,
    ),
    (
        "replaces",
        "replaces",
        re.compile(
            rf"(?<!\w)(?:ersetzt|ersetzen|löst|(?:tritt|treten) an die Stelle) "
            rf"(?:\w{{1,20}} ){{0,3}}?{_ARTICLE} {_DATED}"
        ),
        0.93,
    ),
    (
        "replaces",
        "goes_out_of_force",
        re.compile(
            rf"(?<!\w)[Dd](?:ie|er|as) {_DATED}[^.;]{{0,80}}? (?:tritt|treten|wird|werden|ist|verlier(?:t|en))(?!\w)"
            rf"[^.;]{{0,80}}?{_GONE}"
        ),
        0.92,
    ),
    (
        "replaces",
        "puts_out_of_force",
        re.compile(
            rf"(?<!\w)(?:[Tt]ritt|[Ww]ird|verliert) (?:[\w<>,]{{1,20}} ){{0,6}}?(?:die|der|das) {_DATED}"
            rf"[^.;]{{0,80}}?{_GONE}"
        ),
        0.92,
    ),
    ("supplements", "supplements", re.compile(rf"(?<!\w)ergänz(?:t|en) {_ARTICLE} {_DATED}"), 0.9),
    (
        "extends",
        "extends",
        re.compile(
            r"(?<!\w)(?:verlänger[tn]|[Zz]ur Verlängerung) (?:(?:die|der) (?:Laufzeit|Geltungsdauer) )?"
            rf"{_ARTICLE} {_DATED}"
        ),
        0.88,
    ),
    (
        "extends",
        "is_extended",
        re.compile(
            rf"(?<!\w)[Dd]ie (?:Laufzeit|Geltungsdauer) {_ARTICLE} {_DATED}[^.;]{{0,60}}? (?:wird|ist)(?!\w)"
            r"[^.;]{0,120}? verlängert(?!\w)"
        ),
        0.9,
    ),
    ("continues", "continues", re.compile(rf"(?<!\w)Fortschreibung {_ARTICLE} {_DATED}"), 0.88),
    (
        "replaces",
        "former_agreement",
        re.compile(
            r"(?<!\w)(?:ersetzt|ersetzen|löst|tritt an die Stelle) (?:\w{1,20} ){0,2}?(?:die|den|das|der|des) "
            rf"(?P<title>(?:bisherige|bestehende|frühere|vorherige|alte|vorangegangene|vorhergehende)\w? {OWN_NOUN})"
        ),
        0.8,
    ),
)

_DENIED_AFTER_RE = re.compile(r"[^.;,:]{0,25}(?<!\w)nicht(?!\w)")
_NOUN_RE = re.compile(r"[A-ZÄÖÜ][\w-]{3,60}")
_ADDENDA = ("Nachtrag", "Änderungsv", "Ergänzungsv", "Zusatzv", "NACHTRAG", "ÄNDERUNGSV")
_HEAD = 3000
_TITLE_WITHIN, _LONGEST_TITLE = 800, 400
_DENIED_RE = re.compile(r"(?<!\w)(?:nicht|weder|keine\w?|unberührt)(?!\w)")


def links(document: Document) -> Iterator[Finding]:
    """One finding for each other agreement and relation: ``relation``, ``date`` (ISO) or None, ``title``, ``clause``.

    ``relation`` is ``amends``, ``replaces``, ``supplements``, ``extends`` or ``continues``.
    """
    if tells_of_others(document):
        return
    seen: set[tuple[str, str]] = set()
    statements = read_statements(document, roles=(), words=_WORDS)
    read = (_link(s.template) for s in statements if not (s.is_heading and s.clause and s.clause.start > _HEAD))
    for finding in (_of_title(document), *read):
        if finding is None:
            continue
        key = str(finding.value["relation"]), f"{finding.value['date']} {finding.value['clause'] or ''}"
        if key not in seen:
            seen.add(key)
            yield finding


def _of_title(document: Document) -> Finding | None:
    """What an addendum's own title says, over however many lines it runs."""
    places = [document.text.find(word, 0, _TITLE_WITHIN) for word in _ADDENDA]
    start = min((place for place in places if place >= 0), default=-1)
    if start < 0:
        return None
    template = read_template(document.text, start, min(start + _LONGEST_TITLE, len(document.text)))
    match = _ADDENDUM_RE.match(template.text)
    return _finding("amends", "addendum", match, template, 0.93) if match else None


def _link(template: Template) -> Finding | None:
    for relation, rule, pattern, confidence in _RULES:
        match = pattern.search(template.text)
        if match is None or _DENIED_RE.search(match[0]) or _DENIED_AFTER_RE.match(template.text, match.end()):
            continue
        noun = _NOUN_RE.search(match["title"])
        if noun is None or (noun[0] not in {"Vereinbarung", "Vertrag"} and subject_of(noun[0]) == "other"):
            continue
        return _finding(relation, rule, match, template, confidence)
    return None


def _finding(relation: str, rule: str, match: re.Match[str], template: Template, confidence: float) -> Finding:
    groups = match.groupdict()
    mention = template.mark(groups["date"]).mention if groups.get("date") else None
    date = mention.value if isinstance(mention, DateMention) else None
    return Finding(
        kind="link",
        value={
            "relation": relation,
            "date": date,
            "title": match["title"].strip(" ,"),
            "clause": groups.get("clause"),
        },
        spans=(Span(*template.span(*match.span())),),
        rule=rule,
        confidence=confidence if mention is None or date else round(confidence - 0.25, 2),
    )
