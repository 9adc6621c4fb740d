"""The organs of an agreement: sentences walked in order, each given to the body it speaks of.

A body counts where the text sets it up, says who sits in it, or has it meet. One that is only mentioned does not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from agreementkit import Clause, Document, Finding, Span
from agreementkit_organs.cadence import Rhythm, read_rhythm
from agreementkit_organs.membership import read_membership
from agreementkit_organs.naming import Body, Gender, find_bodies, is_name, key_of, made_body
from agreementkit_organs.signs import gives_task, is_conditional, meets, sets_up

__all__ = ["extract"]

LONGEST_SENTENCE = 1600
FOLLOWING = 8
"""So many sentences after the last mention of a body may still speak of it by a pronoun."""

MOST_SENTENCES = 4000
MOST_TASKS = 12
_SPACE_RE = re.compile(r"\s+")
_MEETING_SUBJECT_RE = re.compile(
    r"(?<!\w)(?P<article>Der|Die|Das|Dieser|Diese|Dieses|Ein|Eine)\s{1,9}(?:[a-zäöüß]{4,20}e[rs]?\s{1,9})?(?P<noun>[A-ZÄÖÜ][\w-]{4,40})\s{1,9}\Z"
)
_MEETING_VERBS = ("tagt ", "tritt ", "trifft sich", "kommt ")
_NO_SUBJECT_RE = re.compile(
    r"(?:[\w-]*(?:[Pp]artner\w*|[Ss]tadt|[Kk]reis|[Gg]emeinde|[Jj]obcenter|[Aa]gentur|[Vv]ereinbarung|[Vv]ertrag|[Ee]rklärung|[Rr]at|[Tt]ag|[Aa]usschuss|[Vv]orstand|[Vv]ersammlung|[Kk]onferenz|[Ll]eitung|[Vv]erein"
    r"|[Tt]räger|[Ss]chule|[Mm]agistrat|[Kk]onzept|[Nn]utzung|[Kk]ündigung|[Ss]atzung|[Rr]egelung|[Ää]nderung|[Bb]esprechung|[Gg]espräch|[Tt]eam|[Kk]ollegium|[Bb]etriebsrat|[Aa]mt|[Kk]ommission|[Pp]erson))\Z"
)
_POINTS_RE = re.compile(
    r"(?:[\W\d]|[a-z]\)\s){0,10}(?P<word>Er|Sie|Es|Man|Dieser|Diese|Dieses|Ihm|Ihr|Diesem|In\sihr|In\sihm|Darin|Mitglieder|Ständige|Stimmberechtigte|Vertreten|Zusammensetzung|Besetzung|Teilnehme\w*|Den\sVorsitz|Die\sSitzungen|Die\sTreffen|Sitzungen|Die\sMitglieder|Zu\sden\sSitzungen|Zu\sseinen|Zu\sihren|Zu\sden\sAufgaben|Aufgaben|Die\sAufgaben|Seine\sAufgaben?|Ihre\sAufgaben?|Turnus|Die\sLeitung|Die\sKassenleitung|Beschlüsse)(?!\w)"
)
_BY_GENDER = {
    "er": "m",
    "dieser": "m",
    "ihm": "mn",
    "in ihm": "mn",
    "diesem": "mn",
    "sie": "f",
    "diese": "f",
    "ihr": "f",
    "in ihr": "f",
    "es": "n",
    "dieses": "n",
}
_BULLET_RE = re.compile(
    r"\s{0,9}(?:[-–—•*·▪]\s|\(?\d{1,2}[.)]\s|[a-z]\)\s|\(\d{1,2}\)\s|\d{1,2}(?:\.\d{1,2}){1,3}\.?\s)"
)
_QUALIFIER_RE = re.compile(
    r"\s(?P<rest>(?:(?:„[^“”\"]{2,60}[“”\"])|(?:[A-ZÄÖÜ][\w-]{2,40}(?:\s(?:und|für|gegen|zur|zum|der|des)\s(?:\w+\s){0,2}?[A-ZÄÖÜ][\w-]{2,40}){0,2})))(?=[.,;)]|\s(?:ein|gebildet|eingesetzt|eingerichtet|gegründet|,)|\Z)"
)
_NOT_QUALIFIER_RE = re.compile(
    r"(?:Vertret|Mitglied|Ende|Anfang|Mitte|Januar|Februar|März|April|Mai|Juni|Juli|August|Septem|Oktober|Novem|Dezem|Arbeitsgr|Beschl|Empfehl|Vorschl|Bericht|Aufgab|Themen|Sitzung)"
)
_BESIDE_RE = re.compile(r"(?:(?<!\w)(?:und|sowie)|[,/&–-])\s*(?:\w+e[rs]?\s)?\Z")
_ABOUT_RE = re.compile(
    r"(?<!\w)(?:des|der|im|vom|zum|zur|für|von|durch)(?:\s(?:den|die|das|dem|der))?\s(?:\w+en\s)?\Z|[A-ZÄÖÜ]\w{3,}\s\Z"
)
_HEADING_NAME_RE = re.compile(r"[\s\d.()§*#:a-zIVX)]{0,12}(?P<name>[A-ZÄÖÜ][^.:;]{3,70}?)\s*:?\Z")


@dataclass(slots=True)
class _Organ:
    """What has been gathered of one body so far."""

    body: Body
    name: str
    spans: list[Span] = field(default_factory=list)
    name_span: Span | None = None
    members: list[str] = field(default_factory=list)
    tasks: list[str] = field(default_factory=list)
    rhythm: Rhythm | None = None
    signs: set[str] = field(default_factory=set)
    conditional: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence on one line, with the way back to the document."""

    span: Span
    text: str
    offsets: tuple[int, ...]

    def place(self, start: int, end: int) -> Span:
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


def extract(document: Document) -> Iterator[Finding]:
    """Yield the organs that a document sets up, in the order of their first mention."""
    made = _meeting_nouns(document.text)
    wanted = _wanted(document, made)
    if not wanted:
        return
    walk = _Walk(document, made)
    for index in wanted[:MOST_SENTENCES]:
        walk.read(index)
    yield from walk.findings()


def _meeting_nouns(text: str) -> dict[str, str]:
    """Nouns without a known last part that meet: «Die Klimawerkstatt tagt»; with their gender."""
    found: dict[str, str] = {}
    for verb in _MEETING_VERBS:
        place = text.find(verb)
        while place >= 0:
            subject = _MEETING_SUBJECT_RE.search(text, max(0, place - 90), place)
            if subject and _NO_SUBJECT_RE.match(subject["noun"]) is None and _really_meets(text, place, verb):
                article = subject["article"]
                found[subject["noun"]] = (
                    "f" if article in ("Die", "Diese", "Eine") else "n" if article in ("Das", "Dieses") else "m"
                )
            place = text.find(verb, place + 1)
    return found


def _really_meets(text: str, place: int, verb: str) -> bool:
    """«tritt in Kraft» is no meeting, «tritt vierteljährlich zusammen» is."""
    if verb in ("tagt ", "trifft sich"):
        return True
    following = text[place : place + 200]
    end = following.find(".")
    return "zusammen" in (following[:end] if end > 0 else following).split()


def _wanted(document: Document, made: dict[str, str]) -> list[int]:
    """The indices of the sentences that name a body, and of those after them."""
    starts = [sentence.start for sentence in document.sentences]
    places = [body.start for body in find_bodies(document.text)]
    for noun in made:
        places += [match.start() for match in re.finditer(rf"(?<![\w-]){re.escape(noun)}(?![\w-])", document.text)]
    wanted: set[int] = set()
    for place in places:
        index = bisect_right(starts, place) - 1
        if index >= 0:
            wanted.update(range(index, min(len(starts), index + FOLLOWING)))
    return sorted(wanted)


class _Walk:
    """The walk over the sentences: which body is spoken of, and what is said of it."""

    def __init__(self, document: Document, made: dict[str, str]) -> None:
        self._document = document
        self._made = made
        self._organs: dict[str, _Organ] = {}
        self._current: _Organ | None = None
        self._section: str | None = None
        self._opened: tuple[_Organ, int] | None = None
        self._last = -2

    def read(self, index: int) -> None:
        """Read one sentence."""
        span = self._document.sentences[index]
        clause = self._document.clause_at(span.start)
        self._enter(clause)
        if index != self._last + 1:
            self._opened = None
        self._last = index
        line = self._line(span)
        if line is None or (clause is not None and clause.heading is not None and span.end <= clause.body_start):
            return
        if self._takes_item(line, index):
            return
        self._opened = None
        bodies = self._bodies(line)
        if not self._named(line, bodies, index):
            self._pointed(line, index)

    def _enter(self, clause: Clause | None) -> None:
        """Note which section a sentence stands in; a new one begins without a body, or with the one in its heading."""
        section = clause
        while section is not None and section.heading is None:
            section = self._document.parent(section)
        identifier = section.id if section is not None else None
        if identifier == self._section:
            return
        self._section = identifier
        self._current = None
        self._opened = None
        if section is None or section.heading is None:
            return
        bodies = [b for b in find_bodies(section.heading) if is_name(b)]
        bodies += [
            made_body(section.heading, m.start(), m.end(), _gender(g))
            for noun, g in self._made.items()
            for m in re.finditer(rf"(?<![\w-]){re.escape(noun)}(?![\w-])", section.heading)
        ]
        if len(bodies) == 1:
            self._current = self._head(section, section.heading, bodies[0])

    def _head(self, section: Clause, heading: str, body: Body) -> _Organ | None:
        """The body that a heading names or is about; None where it names something else beside it."""
        if _BESIDE_RE.search(heading[: body.start]):
            return None
        organ = self._organ(body)
        if _ABOUT_RE.search(heading[: body.start]):
            return organ
        organ.signs.add("heading")
        named = _HEADING_NAME_RE.match(heading)
        if named is not None and len(named["name"].split()) <= 7:
            organ.name = body.name if heading.isupper() else named["name"].strip(" *_:.")
        place = self._document.text.find(heading[:12], section.start, section.body_start)
        if organ.name_span is None and place >= 0:
            organ.name_span = _stripped(self._document.text, Span(place, section.body_start))
        return organ

    def _line(self, span: Span) -> _Line | None:
        end = min(span.end, span.start + LONGEST_SENTENCE)
        parts: list[str] = []
        offsets: list[int] = []
        blank = True
        for position in range(span.start, end):
            sign = self._document.text[position]
            if sign.isspace():
                if not blank:
                    parts.append(" ")
                    offsets.append(position)
                blank = True
            elif sign not in "*#_":
                parts.append(sign)
                offsets.append(position)
                blank = False
        return _Line(span, "".join(parts), tuple(offsets)) if parts else None

    def _bodies(self, line: _Line) -> list[Body]:
        found = list(find_bodies(line.text))
        for noun, gender in self._made.items():
            found += [
                made_body(line.text, m.start(), m.end(), _gender(gender))
                for m in re.finditer(rf"(?<![\w-]){re.escape(noun)}(?![\w-])", line.text)
            ]
        found = [
            body
            for body in found
            if not re.match(r"\s{0,2}(?:nach|gemäß|i\.\s?S\.)?\s{0,2}§", line.text[body.end : body.end + 12])
        ]
        return sorted(found, key=lambda body: body.start)

    def _organ(self, body: Body) -> _Organ:
        key = key_of(body.name)
        if key not in self._organs:
            self._organs[key] = _Organ(body=body, name=body.name)
        return self._organs[key]

    def _resolved(self, body: Body) -> _Organ | None:
        """The organ a mention means: «Der Ausschuss» goes back to the «Lenkungsausschuss» before it."""
        current = self._current
        if body.bare and current is not None and current.body.stem == body.stem:
            return current
        if body.bare:
            named = [o for o in self._organs.values() if o.body.stem == body.stem and not o.body.bare]
            if len(named) == 1:
                return named[0]
        return self._organ(body) if is_name(body) else None

    def _named(self, line: _Line, bodies: list[Body], index: int) -> bool:
        """Give a sentence to the bodies that it names; False where none of them is what it speaks of."""
        topic: _Organ | None = None
        listed = False
        for position, body in enumerate(bodies):
            organ = self._resolved(body)
            if organ is None:
                continue
            until = bodies[position + 1].start if position + 1 < len(bodies) else None
            known = len(organ.members)
            said = self._said(line, body, organ, until, index)
            listed = listed or len(organ.members) > known
            if said or (topic is None and _is_subject(line.text, body)):
                topic = organ
                if said and organ.name_span is None:
                    organ.name_span = line.place(body.start, body.end)
        if topic is None:
            return False
        if gives_task(line.text, lists_members=listed):
            self._task(topic, line)
        self._current = topic
        return True

    def _said(self, line: _Line, body: Body, organ: _Organ, until: int | None, index: int) -> bool:
        """Note what a sentence says of one body; False where it says nothing of its making, members or meetings."""
        said = False
        text = line.text
        if sets_up(text, body.start, body.end):
            said = True
            if is_conditional(text) and "heading" not in organ.signs:
                organ.conditional = True
            else:
                organ.signs.add("set_up")
            self._qualify(line, body, organ)
        membership = read_membership(text, place=(body.start, body.end))
        if membership is not None and (
            membership.rule not in _ANY_SUBJECT or _is_subject(text, body) or organ is self._current
        ):
            said = True
            self._join(organ, line, membership.members, index, opened=membership.open)
        if meets(text, body.start, body.end, until):
            said = True
            organ.signs.add("meets")
            self._rhythm(organ, line)
        if said:
            _note(organ, line.span)
        return said

    def _pointed(self, line: _Line, index: int) -> None:
        """Give a sentence without a name to the body spoken of, if it points to it."""
        organ = self._current
        points = _POINTS_RE.match(line.text)
        if organ is None or points is None:
            return
        word = points["word"].casefold()
        if organ.body.gender not in _BY_GENDER.get(word, organ.body.gender):
            return
        membership = read_membership(line.text, place=None)
        if membership is not None:
            self._join(organ, line, membership.members, index, opened=membership.open)
        rhythm = read_rhythm(line.text)
        if rhythm is not None:
            organ.signs.add("meets")
            self._rhythm(organ, line)
        if membership is not None or rhythm is not None:
            _note(organ, line.span)
        if gives_task(line.text, lists_members=membership is not None):
            self._task(organ, line)

    def _join(self, organ: _Organ, line: _Line, members: tuple[str, ...], index: int, *, opened: bool) -> None:
        organ.signs.add("members")
        organ.members += [member for member in members if member not in organ.members]
        if opened:
            self._opened = (organ, index)

    def _takes_item(self, line: _Line, index: int) -> bool:
        """Whether a sentence is an item of an open list of members."""
        if self._opened is None or not _BULLET_RE.match(self._document.text[line.span.start : line.span.start + 12]):
            return False
        organ = self._opened[0]
        membership = read_membership(
            f"Mitglieder sind: {line.text[_BULLET_RE.match(line.text).end() :] if _BULLET_RE.match(line.text) else line.text}",
            place=None,
        )
        if membership is not None:
            organ.members += [member for member in membership.members if member not in organ.members]
            _note(organ, line.span)
        return True

    def _rhythm(self, organ: _Organ, line: _Line) -> None:
        rhythm = read_rhythm(line.text)
        if rhythm is not None and (organ.rhythm is None or (rhythm.fixed and not organ.rhythm.fixed)):
            organ.rhythm = rhythm

    def _task(self, organ: _Organ, line: _Line) -> None:
        text = _BULLET_RE.sub("", line.text, count=1)
        if len(organ.tasks) < MOST_TASKS and text not in organ.tasks:
            organ.tasks.append(text)
            _note(organ, line.span)

    def _qualify(self, line: _Line, body: Body, organ: _Organ) -> None:
        """Take «Arbeitsgruppe Kinder und Jugendliche» as the name, where the sentence that sets it up says so."""
        rest = _QUALIFIER_RE.match(line.text, body.end)
        if rest is not None and _NOT_QUALIFIER_RE.match(rest["rest"]) is None and organ.name == organ.body.name:
            organ.name = f"{organ.body.name} {rest['rest']}"

    def findings(self) -> Iterator[Finding]:
        """The organs that count."""
        for organ in self._organs.values():
            confidence = _confidence(organ)
            if confidence is None or not (organ.spans or organ.name_span):
                continue
            first = [organ.name_span] if organ.name_span is not None else []
            rest = [span for span in dict.fromkeys(organ.spans) if span not in first]
            yield Finding(
                kind="organ",
                value={
                    "name": organ.name,
                    "members": tuple(organ.members),
                    "tasks": tuple(organ.tasks),
                    "cadence": organ.rhythm.raw if organ.rhythm else None,
                    "interval": organ.rhythm.interval if organ.rhythm else None,
                    "meetings_per_year": organ.rhythm.meetings_per_year if organ.rhythm else None,
                },
                spans=tuple([*first, *rest][:12]),
                rule="+".join(sorted(organ.signs)),
                confidence=confidence,
            )


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


def _confidence(organ: _Organ) -> float | None:
    """How sure it is that a body is an organ of this agreement; None where it is only mentioned."""
    proofs = organ.signs - {"heading"}
    if not proofs:
        return 0.7 if "heading" in organ.signs and organ.tasks and not organ.body.bare else None
    if organ.body.stem == "arbeitsgemeinschaft" and "meets" not in proofs:
        return None
    if len(proofs) > 1:
        return 0.96 if "heading" in organ.signs else 0.93
    return 0.9 if "heading" in organ.signs else 0.78


def _note(organ: _Organ, span: Span) -> None:
    if span not in organ.spans:
        organ.spans.append(span)


def _gender(letter: str) -> Gender:
    return "f" if letter == "f" else "n" if letter == "n" else "m"


def _is_subject(text: str, body: Body) -> bool:
    """Whether a name opens its sentence: «Der Beirat …», «Dem Beirat …», «Beirat: …»."""
    return (
        re.match(
            r"(?:[^\w]|\d{1,2}[.)]|[a-z]\)){0,8}(?:(?:Der|Die|Das|Dem|Den|Im|In\sder|Dieser|Diese|Dieses|Ein|Eine|Am|Zum|Zur)\s(?:\w+e[nrs]?\s)?)?\Z",
            text[: body.start],
        )
        is not None
    )


def _stripped(text: str, span: Span) -> Span:
    piece = text[span.start : span.end]
    return Span(span.start + len(piece) - len(piece.lstrip()), span.start + len(piece.rstrip(" \n\t*_:.#")))
