"""The walk over the sentences of a document: which body each speaks of, and what it says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreementkit import Clause, Document, Finding, Span
from agreementkit_organs.cadence import read_deliberation, read_rhythm
from agreementkit_organs.gathered import Gathered
from agreementkit_organs.lines import Line, kind_of_mark, one_line, without_mark
from agreementkit_organs.meeting_nouns import Names
from agreementkit_organs.membership import Membership, read_membership
from agreementkit_organs.naming import Body, is_name, key_of
from agreementkit_organs.pointing import goes_on, points, speaks_of_all, speaks_of_all_within
from agreementkit_organs.signs import gives_task, is_conditional, meets, sets_up, sets_up_several
from agreementkit_organs.splitting import read_item
from agreementkit_organs.stretches import own_rhythm, reaches, shared_rhythm

__all__ = ["Walk"]

_SUBJECT_RE = re.compile(
    r"(?:[^\w]|\d{1,2}(?:\.\d{1,2}){0,3}[.)]?(?=\s)|[a-z]\)){0,8}(?:(?:Der|Die|Das|Dem|Den|Im|In\sder|Dieser|Diese|Dieses|Ein|Eine|Am|Zum|Zur)\s(?:\w+e[nrs]?\s)?)?\Z"
)
_STATUTE_RE = re.compile(r"\s{0,2}(?:nach|gemäß|i\.\s?S\.)?\s{0,2}§")
_BESIDE_RE = re.compile(r"(?:(?<!\w)(?:und|sowie)|[,/&–-])\s*(?:\w+e[rs]?\s)?\Z")
_ABOUT_RE = re.compile(
    r"(?<!\w)(?:des|der|im|vom|zum|zur|für|von|durch)(?:\s(?:den|die|das|dem|der))?\s(?:\w+en\s)?\Z|[A-ZÄÖÜ]\w{3,}\s\Z"
)
_HEADING_NAME_RE = re.compile(r"[\s\d.()§*#:a-zIVX)]{0,12}(?P<name>[A-ZÄÖÜ][^.:;]{3,70}?)\s*:?\Z")
_NOMINATIVE_RE = re.compile(r"(?<!\w)(?:der|ein|dieser)\s(?:\w+er?\s)?\Z")
_PASSIVE_RE = re.compile(
    r"(?<!\w)(?:wird|entscheidet|steht|folgt|arbeitet|wirkt|agiert|besteht)\s(?:die|das|eine|ein)\s(?:\w+es?\s)?\Z"
)
_INDEFINITE_RE = re.compile(r"(?<!\w)(?:über|durch|mit|in|von|an)\s(?:einen|einem|einer|eine)\s(?:\w+e[nrs]?\s)?\Z")
_PREDICATE_RE = re.compile(r"(?<!\w)[Aa]ls\s(?:\w+e[nrs]?\s)?\Z")
# what is offered to people is no body of the partners
_OF_OTHERS_RE = re.compile(
    r"\s(?:der\s(?:Stadt|Gemeinde|Kommune|Schule|Agentur|Kammer)|des\s(?:Landkreises|Kreises|Landes|Jobcenters|Vereins|Bundes|Ministeriums))(?!\w)"
)
_POSSESSED_RE = re.compile(
    r"\s(?:des|der)\s(?:\w{0,20}[Aa]mtes|Amts|Jobcenters|Landkreises|Kreises|Landes|Bundes|Trägers|Vereins|Stadt|Verwaltung|Schule|Agentur|Klinik)(?!\w)"
)
# whoever signs, these have bodies of their own
_FOREIGN_RE = re.compile(
    r"\s(?:des|der)\s(?:\w{3,30}\s)?(?!Volkshochschule)[A-ZÄÖÜ][\w-]{0,30}?(?:[Aa]nstalt|[Ss]tiftung|[Zz]eitung|[Rr]egierung|[Mm]inisteriums|[Hh]ochschule|[Uu]niversität|GmbH|gesellschaft"
    r"|kreistag(?:e?s)|[Ss]tädtetag(?:e?s)|[Gg]emeindetag(?:e?s)|[Kk]rankenkassen?|[Kk]rankenhauses|[Kk]linikums)(?!\w)"
)
_SENDS_RE = re.compile(r"(?<!\w)(?:entsendet|delegiert|benennt)(?!\w)")
_OFFER_RE = re.compile(
    r"(?<!\w)(?:(?:Das\sLand|Der\sBund|Das\sMinisterium|Die\sLandesregierung|Der\sGesetzgeber)\s(?:hat|richtet|bildet|beruft)|(?:Landes\w{3,30}|Bundes\w{3,30}|Ministerium|Bezirksregierung|Regierungspräsidium)\s(?:lädt|richtet|veranstaltet|hat|haben|bildet|beruft|unterhält)"
    r"|Angebote?n?\s(?:umfass|besteh|gehör|zähl)|bietet|bieten|(?:Leistungen|Kurse)\sumfassen)"
)
_SENTENCE_RE = re.compile(
    r"(?:\s[a-zäöüß]{2,20}|(?<!\w)(?:besteht|bestehen|gehören|gehört|setzt|sind|bilden|entsenden)\s[^.:;]{2,80}):\s*\Z"
)
_OPENS_BODIES_RE = re.compile(
    r"(?<!\w)(?:[\w-]*(?:gruppen|kreise|gremien|runden|teams)|Gremien|Organe)(?!\w)[^.;]{0,160}:\s*\Z", re.IGNORECASE
)
_ITEM_RE = re.compile(r"[\W\d]{0,12}(?:[a-z]\)\s)?(?:(?:der|die|das|ein|eine)\s)?")
_ANY_SUBJECT = frozenset(
    {
        "consists_of",
        "is_composed_of",
        "members_are",
        "members_colon",
        "members_become",
        "take_part",
        "advise",
        "list_below",
    }
)
"""Rules that do not say by themselves whose members they list: then the body must be what the sentence is about."""


class Walk:
    """Reads sentences in order and gives each to the body it speaks of."""

    def __init__(self, document: Document, names: Names) -> None:
        self._document = document
        self._names = names
        self._bodies: dict[str, Gathered] = {}
        self._current: Gathered | None = None
        self._section: str | None = None
        self._opened: Gathered | None = None
        self._opener = self._mark = ""
        self._several: list[Gathered] = []
        self._listing = False
        self._last = -2

    def read(self, index: int) -> None:
        """Read the sentence of an index; indices must rise."""
        span = self._document.sentences[index]
        clause = self._document.clause_at(span.start)
        self._enter(clause)
        if index != self._last + 1:
            self._opened = None
        self._last = index
        if clause is not None and clause.heading and span.end <= clause.body_start and not self._is_sentence(clause):
            return
        line = one_line(self._document, span)
        if line is None or self._takes_item(line) or self._lists_body(line):
            return
        self._opened = None
        self._opener, self._mark = kind_of_mark(line.text), ""
        if not self._named(line):
            self._pointed(line)

    def findings(self) -> Iterator[Finding]:
        """The bodies that count, in the order of their first mention."""
        for gathered in self._bodies.values():
            finding = gathered.finding()
            if finding is not None:
                yield finding

    def _enter(self, clause: Clause | None) -> None:
        """Note the section a sentence stands in; a new one begins without a body, or with the one in its heading."""
        section = clause
        while section is not None and (section.heading is None or self._is_sentence(section)):
            section = self._document.parent(section)
        identifier = section.id if section is not None else None
        if identifier == self._section:
            return
        self._section = identifier
        self._current = None
        self._opened = None
        if section is not None and section.heading is not None:
            bodies = [body for body in self._names.find(section.heading) if is_name(body)]
            if len(bodies) == 1:
                self._current = self._headed(section, section.heading, bodies[0])

    def _is_sentence(self, clause: Clause) -> bool:
        """Whether what stands as a heading is half a sentence over items: «In den Beirat entsenden:»."""
        text, end = self._document.text, clause.body_start
        if ":" not in text[max(clause.start, end - 12) : end]:
            return False
        return _SENTENCE_RE.search(text, clause.start, end) is not None

    def _headed(self, section: Clause, heading: str, body: Body) -> Gathered | None:
        """The body that a heading names or is about; None where it names something else beside it."""
        if _BESIDE_RE.search(heading[: body.start]):
            return None
        gathered = self._of(body)
        if _ABOUT_RE.search(heading[: body.start]):
            return gathered
        gathered.signs.add("heading")
        named = _HEADING_NAME_RE.match(heading)
        if named is not None and len(named["name"].split()) <= 7:
            gathered.name = body.name if heading.isupper() else named["name"].strip(" *_:.")
        place = self._document.text.find(heading[:12], section.start, section.body_start)
        if gathered.name_span is None and place >= 0:
            piece = self._document.text[place : section.body_start].rstrip(" \n\t*_:.#")
            gathered.name_span = Span(place, place + len(piece))
        return gathered

    def _of(self, body: Body) -> Gathered:
        return self._bodies.setdefault(key_of(body.name), Gathered(body=body, name=body.name))

    def _meant(self, body: Body) -> Gathered | None:
        """The body a mention means: «Der Ausschuss» goes back to the «Lenkungsausschuss» before it."""
        current = self._current
        if body.bare and current is not None and current.body.stem == body.stem:
            return current
        if body.bare:
            fuller = [g for g in self._bodies.values() if g.body.stem == body.stem and not g.body.bare]
            if len(fuller) == 1:
                return fuller[0]
        if not body.bare and body.family is None and key_of(body.name) not in self._bodies:
            # «Die Arbeitsgruppe» goes back to the «Arbeitsgruppe „Sprache“» before it
            members = [g for g in self._bodies.values() if g.body.family == body.name]
            if current in members or len(members) == 1:
                return current if current in members else members[0]
        return self._of(body) if is_name(body) else None

    def _may_mean(self, body: Body) -> bool:
        """Whether a mention can mean a body: «Kreis» alone is the district where no «…kreis» has been named."""
        return is_name(body) or any(gathered.body.stem == body.stem for gathered in self._bodies.values())

    def _named(self, line: Line) -> bool:
        """Give a sentence to the bodies that it names; False where it speaks of none of them."""
        text = line.text
        bodies = [
            b for b in self._names.find(text, line.span) if not _STATUTE_RE.match(text, b.end) and self._may_mean(b)
        ]
        bodies = [b for b in bodies if not (b.bare and b.stem == "kreis" and text[: b.end].endswith("es"))]
        bodies = [b for b in bodies if b is bodies[-1] or not (b.bare and _PREDICATE_RE.search(text, 0, b.start))]
        topic: Gathered | None = None
        listed = False
        ends = reaches(text, bodies)
        self._several = [] if bodies else self._several
        for position, body in enumerate(bodies):
            gathered = self._meant(body)
            if gathered is None:
                continue
            known = len(gathered.members)
            said = self._said(line, body, gathered, ends[position])
            if (
                not said
                and self._several
                and (rhythm := shared_rhythm(text, body, ends[position], bodies[position - 1].end))
            ):
                gathered.meet(rhythm)
                gathered.note(line)
                said = True
            if said:
                self._several.append(gathered)
            listed = listed or len(gathered.members) > known
            if said or (topic is None and _SUBJECT_RE.fullmatch(text, 0, body.start)):
                topic = gathered
            if said and gathered.name_span is None:
                gathered.name_span = line.place(body.start, body.end)
        if topic is None:
            self._current = self._new_subject(text, bodies) or self._current
            return False
        if gives_task(text, lists_members=listed):
            topic.work(line)
        self._current = topic
        return True

    def _new_subject(self, text: str, bodies: list[Body]) -> Gathered | None:
        """The body that the next sentence may go on about: «Über allen steht der Beirat»."""
        for body in bodies:
            if _INDEFINITE_RE.search(text, 0, body.start):
                return self._meant(body)
            nominative = _NOMINATIVE_RE if body.gender == "m" else _PASSIVE_RE
            if nominative.search(text, 0, body.start):
                return self._meant(body)
        return None

    def _said(self, line: Line, body: Body, gathered: Gathered, until: int | None) -> bool:
        """Note what a sentence says of one body; False where it says nothing of its making, members or meetings."""
        text = line.text
        if _OFFER_RE.search(text, 0, body.start) or (
            _OF_OTHERS_RE.match(text, body.end) and _SENDS_RE.search(text, 0, body.start)
        ):
            return False
        made = sets_up(text, body.start, body.end)
        if not made and _FOREIGN_RE.match(text, body.end):
            return False
        if made and not is_conditional(text):
            gathered.signs.add("set_up")
        membership = read_membership(text, place=(body.start, body.end))
        if (
            membership is not None
            and membership.rule in _ANY_SUBJECT
            and not membership.named
            and gathered is not self._current
        ):
            membership = membership if _SUBJECT_RE.fullmatch(text, 0, body.start) else None
        if membership is not None:
            self._join(gathered, membership)
        met = meets(text, body.start, body.end, until)
        if met and _POSSESSED_RE.match(text, body.end) and not made and membership is None:
            # «Die Leitungskonferenz des Amtes tagt»: somebody else's, unless more speaks for it
            gathered.rhythm = gathered.rhythm or own_rhythm(text, body, until)
            return False
        if met:
            gathered.meet(own_rhythm(text, body, until))
        elif gathered.deliberates is None and (deliberates := read_deliberation(text, body.end)) is not None:
            gathered.deliberates = deliberates
            gathered.note(line)
        if made or met or membership is not None:
            gathered.note(line)
            return True
        return False

    def _pointed(self, line: Line) -> None:
        """Give a sentence that names no body to the one spoken of, if it points to it."""
        if len(self._several) > 1 and speaks_of_all(line.text) and (shared := read_rhythm(line.text)) is not None:
            for each in self._several:
                each.meet(shared)
                each.note(line)
            return
        gathered = self._current
        pointing = points(line.text, gathered.body.gender) if gathered is not None else None
        if gathered is None or pointing is None:
            return
        rhythm = read_rhythm(line.text)
        if pointing == "meets":
            gathered.meet(rhythm)
            gathered.note(line)
            return
        membership = read_membership(line.text, place=None)
        if membership is not None:
            self._join(gathered, membership)
            gathered.note(line)
        if rhythm is not None:
            gathered.meet(rhythm)
            gathered.note(line)
        if gives_task(line.text, lists_members=membership is not None):
            gathered.work(line)

    def _join(self, gathered: Gathered, membership: Membership) -> None:
        gathered.join(membership.members)
        self._opened = gathered if membership.open else None

    def _lists_body(self, line: Line) -> bool:
        """Whether a sentence is an item of a list of bodies that the sentence before it sets up."""
        if line.text.endswith(":") and _OPENS_BODIES_RE.search(line.text):
            self._listing, self._several = sets_up_several(line.text), []
            return False
        bodies = (
            [body for body in self._names.find(line.text, line.span) if is_name(body)]
            if self._listing and line.item
            else []
        )
        self._listing = self._listing and line.item
        if not bodies or not _ITEM_RE.fullmatch(line.text, 0, bodies[0].start):
            return False
        gathered = self._of(bodies[0])
        gathered.signs.add("set_up")
        gathered.name_span = gathered.name_span or line.place(bodies[0].start, bodies[0].end)
        gathered.note(line)
        several = [*self._several, gathered]
        if self._named(line):
            gathered.note(line)
        self._several, self._current = several, gathered
        if speaks_of_all_within(line.text) and (rhythm := read_rhythm(line.text)) is not None:
            for each in several:
                each.meet(rhythm)
        return True

    def _takes_item(self, line: Line) -> bool:
        """Whether a sentence is an item of the list of members that the sentence before it has opened."""
        gathered = self._opened
        if gathered is None:
            return False
        if self._takes_row(gathered, line):
            return True
        own, mark = key_of(gathered.body.name), kind_of_mark(line.text)
        if (
            not line.item
            or mark == self._opener
            or mark != (self._mark or mark)
            or goes_on(line.text)
            or any(key_of(b.name) == own for b in self._names.find(line.text, line.span))
        ):
            return False
        gathered.join(read_item(without_mark(line.text)))
        gathered.note(line)
        self._mark = mark
        return True

    def _takes_row(self, gathered: Gathered, line: Line) -> bool:
        """Whether a sentence is a cell of a table that lists members; a row's first cell names one."""
        text = self._document.text
        for table in self._document.tables:
            if not table.start <= line.span.start < table.end:
                continue
            for row in table.rows:
                if row and row[0].start == line.span.start:
                    cells = " ".join(" ".join(text[cell.start : cell.end].split()) for cell in row[:2])
                    gathered.join(read_item(cells))
                    gathered.note(line)
            return True
        return False
