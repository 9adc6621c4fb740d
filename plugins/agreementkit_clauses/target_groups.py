"""For whom an agreement is made: groups of people named in its title, its goals, or its preamble."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreementkit import Document, Finding, Span, read_statements, tells_of_others
from agreementkit.german import at_word_start

_GROUPS: dict[str, tuple[str, ...]] = {
    "Alleinerziehende": (
        r"[Aa]lleinerziehend\w{0,3}",
        r"[Aa]lleine? erziehend\w{0,3}",
        r"[Ee]insame? erziehend\w{0,3}",
        r"Ein-?[Ee]ltern-?[Ff]amilien?",
        r"Erziehende\w? ohne Partner\w{0,4}",
        r"Familien mit (?:nur )?einem Elternteil",
    ),
    "unter 25-Jährige": (r"U ?25", r"unter 25(?:-[Jj]ährige\w{0,2}| Jahren?)", r"[Uu]nter-25-Jährige\w?"),
    "Langzeitleistungsbeziehende": (
        r"Langzeitleistungsbe(?:ziehend\w{0,3}|zieher\w{0,5}|zug\w{0,2})",
        r"Langzeitbezieh(?:end|er)\w{0,5}",
        r"[Ll]angzeitarbeitslos\w{0,9}",
    ),
    "Zugewanderte": (
        r"[Nn]eu[Zz]ugewandert\w{0,3}",
        r"[Zz]ugewandert\w{0,3}",
        r"Menschen mit (?:Migrations|Zuwanderungs)\w{5,12}",
        r"[Gg]eflüchtet\w{0,3}",
        r"Flüchtling\w{0,3}",
        r"Migrant\w{0,6}",
        r"Asylbewerber\w{0,5}",
        r"Migrationshintergrund",
    ),
    "Jugendliche und junge Erwachsene": (r"Jugendliche[nr]?", r"[Jj]unge[nr]? (?:Menschen|Erwachsene[nr]?|Leute)"),
    "Kinder": (r"Kindern?", r"Mädchen und Jungen", r"Kleinkindern?", r"Kleinstkindern?", r"Vorschulkindern?"),
    "Schülerinnen und Schüler": (r"Schüler(?:innen|/-?innen|\*innen|:innen)?(?: und Schülern?)?", r"Schülerschaft"),
    "Familien": (r"[Jj]unge[nr]? Familien", "Familien", r"[Ww]erdende\w? Eltern", "Eltern"),
    "Menschen mit Behinderung": (
        r"Menschen mit (?:(?:Schwer)?[Bb]ehinderung\w{0,2}|Beeinträchtigung\w{0,2})",
        r"[Ss]chwerbehindert\w{0,3}",
    ),
    "Arbeitslose": (r"[Aa]rbeitslose[nr]?", r"[Aa]rbeits?suchende[nr]?"),
    "Leistungsberechtigte": (r"[Ll]eistungsberechtigt\w{0,3}", r"Bedarfsgemeinschaften"),
    "Ältere": (r"[Ää]ltere[nr]? Menschen", r"Senior(?:innen|en)(?: und Senioren)?"),
    "Wohnungslose": (r"[Ww]ohnungslos\w{0,3}", r"[Oo]bdachlos\w{0,3}", r"Menschen in Wohnungsnot"),
    "Überschuldete": (r"[Üü]berschuldete\w?",),
    "von Gewalt Betroffene": (
        r"[Oo]pfer\w{0,2} (?:häuslicher|von(?: häuslicher)?) Gewalt",
        r"Betroffene\w? (?:häuslicher|von(?: häuslicher)?) Gewalt",
        r"[Gg]ewaltbetroffene\w?",
        r"von Gewalt betroffene\w?",
    ),
}
"""By label the wordings that name a group; the narrower group stands before the wider one."""
_IN_A_WORD = r"\w-"
_COMPILED = tuple(
    (label, re.compile(rf"{at_word_start('|'.join(wordings), not_after=_IN_A_WORD)}(?![\w-])"))
    for label, wordings in _GROUPS.items()
)
_BROAD = frozenset({"Kinder", "Familien", "Schülerinnen und Schüler", "Jugendliche und junge Erwachsene"})
"""Groups that agreements mention in passing; they count where a sentence begins with them or is «für» them."""
_STRESSED_RE = re.compile(
    r"(?:\A[\W\d_]{0,8}(?:[a-z]\) )?(?:(?:Alle|Die|Jeder?|Jedes|Jede und jeder|Jungen|Kleine) (?:\w{3,20} )?)?"
    r"|(?<!\w)(?:für|an|von) (?:(?!ihre|seine|eigene|unsere)(?:alle|die|\w{3,20}e[nr]?) )?)\Z"
)
# The statute on the basic income names everybody who looks for work.
_STATUTE_RE = re.compile(r"Grundsicherung für Arbeits?suchende|Agentur für Arbeit|Kinder- und Jugendhilfe")
_FOR_RE = re.compile(
    r"(?<!\w)(?:Zielgruppen?|richte[nt] sich an|zugunsten|(?:[Uu]nterstütz|[Ff]örder|[Vv]erbesser|begleit)\w{1,6}|für"
    r"|[Ii]ntegration|[Ee]ingliederung|[Tt]eilhabe|[Cc]hance\w{0,14}|[Hh]ilfen?|[Bb]eratung|[Ss]chutz|erreichen)(?!\w)"
)
# A number that describes the city names nobody as the one whom the agreement is made for.
_FIGURE_RE = re.compile(
    r"(?<!\w)(?:Anteil|liegt bei|lag bei|betrug|zählte|lebten|leben|insgesamt|stammen|Jeder? \w{4,9}te)(?!\w)|\d ?%"
)

_TITLE, _HEADED, _GOAL, _PREAMBLE = 0.92, 0.9, 0.85, 0.72
_MOST_SPANS, _MOST_SENTENCES = 5, 100


def target_groups(document: Document) -> Iterator[Finding]:
    """One finding for each group; ``value`` is its label."""
    if tells_of_others(document):
        return
    found: dict[str, list[tuple[float, Span]]] = {}
    if document.title is not None:
        _note(document.text[slice(*document.title)], document.title, _TITLE, found)
    for statement in read_statements(document, roles=("goals", "preamble"), words=("Zielgruppe",)):
        headed = any("Zielgruppe" in heading for heading in statement.headings)
        if headed or statement.is_heading or (document.title and statement.span.start < document.title.end):
            continue  # the title and clauses on target groups are read on their own
        text = document.text[slice(*statement.span)]
        if "Zielgruppe" in text:
            sure = _HEADED
        elif statement.role == "goals":
            sure = _GOAL
        elif statement.role == "preamble" and _FOR_RE.search(text) and not _FIGURE_RE.search(text):
            sure = _PREAMBLE
        else:
            continue
        _note(text, statement.span, sure, found)
    for clause in document.clauses:
        if clause.heading is not None and "Zielgruppe" in clause.heading:
            for span in document.sentences_in(clause.body_start, clause.end)[:_MOST_SENTENCES]:
                _note(document.text[slice(*span)], span, _HEADED, found)
    for label, places in found.items():
        best = sorted(places, key=lambda place: -place[0])[:_MOST_SPANS]
        yield Finding(
            kind="target_group",
            value={"value": label},
            spans=tuple(Span(*span) for _, span in best),
            rule="group_named",
            confidence=best[0][0],
        )


def _note(text: str, span: Span, sure: float, found: dict[str, list[tuple[float, Span]]]) -> None:
    """Note the groups that a sentence names; a part of it that names one names no other."""
    line = _STATUTE_RE.sub(_blank, " ".join(text.split()))
    for label, pattern in _COMPILED:
        match = pattern.search(line)
        if match is None:
            continue
        stressed = label not in _BROAD or _STRESSED_RE.search(line, max(0, match.start() - 40), match.start())
        if stressed or sure >= _HEADED:
            found.setdefault(label, []).append((sure, span))
        line = pattern.sub(_blank, line)


def _blank(match: re.Match[str]) -> str:
    return "_" * len(match[0])
