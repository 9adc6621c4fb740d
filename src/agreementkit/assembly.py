"""Findings to one record: clauses on duration and on termination joined, conflicts kept as such, deadlines computed.

Pure: the same findings give the same record. A value that the record's schema refuses is dropped and named in
``errors``; two findings that contradict each other give no value but a flag.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from pydantic import ValidationError

from agreementkit.agreement import (
    Agreement,
    Amendment,
    CouncilPaper,
    DocumentInfo,
    Evidence,
    Extra,
    Flag,
    Goal,
    LegalReference,
    Meta,
    Organ,
    PageInfo,
    Party,
    PluginError,
    PluginVersion,
    Producer,
    Signature,
    SourceInfo,
)
from agreementkit.applicability import CONTRACTUAL, absent_kinds
from agreementkit.confidence import Cues
from agreementkit.cues import Witnesses
from agreementkit.deadlines import compute_deadlines
from agreementkit.document import Document
from agreementkit.evidence import EvidenceMaker
from agreementkit.flags import built_in_flags
from agreementkit.plugins import Located, Problem
from agreementkit.quotations import amends_another
from agreementkit.records import JsonValue, PluginDescription, Reading
from agreementkit.repair import Normalised
from agreementkit.signatories import last_signed, parties_who_sign, settle_signatures
from agreementkit.silence import Conditions, explain_silence
from agreementkit.terms import build_term, build_termination

M = TypeVar("M", bound=Meta)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All that one record is made of."""

    reading: Reading
    normalised: Normalised
    document: Document
    located: tuple[Located, ...]
    problems: tuple[Problem, ...]
    plugins: tuple[PluginDescription, ...]
    as_of: date
    version: str
    judge: Callable[[Cues], float]


def assemble(material: Material) -> Agreement:
    """Make the record of one document.

    Args:
        material: The reading, its normalised text and structure, what the plugins found, and how sure that is.

    Returns:
        The record, with deadlines and the built-in flags; flags of plugins' ``agreementkit_flags`` are not yet in it.
    """
    desk = _Desk(material)
    info = desk.document_info()
    desk.drop_what_does_not_apply(info)
    signing = desk.all_of("signature", Signature)
    parties = desk.all_of("party", Party) or (parties_who_sign(signing) if info.is_agreement else ())
    signatures = settle_signatures(signing, parties)
    signed_on = max((s.date for s in signatures if s.date), default=None)
    block_day = info.agreement_date if desk.date_basis == "signature" else None
    complete_on = last_signed(signatures, parties, block_day)
    if signed_on is None:
        signed_on = complete_on = block_day
    term, term_flags = build_term(desk.findings, desk.meta, complete_on)
    termination = build_termination(desk.findings, desk.meta)
    deadlines = compute_deadlines(
        term=term,
        termination=termination,
        as_of=material.as_of,
        unsigned=complete_on is None,
        amends=amends_another(material.document),
    )
    extras = desk.extras()
    record = Agreement(
        id=material.reading.source.sha256[:16],
        source=_source(material.reading, material.document),
        producer=Producer(
            version=material.version,
            plugins=tuple(PluginVersion(name=p.name, version=p.version) for p in material.plugins),
        ),
        status="complete",
        document=info,
        parties=parties,
        signatures=signatures,
        goals=desk.all_of("goal", Goal),
        organs=desk.all_of("organ", Organ),
        term=term,
        termination=termination,
        amendment=desk.one_of("amendment", Amendment),
        legal_references=desk.distinct("legal_reference", LegalReference, "normalised"),
        council_papers=desk.distinct("council_paper", CouncilPaper, "number", without=info.number),
        deadlines=deadlines,
        flags=(*desk.flags(), *term_flags),
        fields=extras,
    )
    return record.model_copy(
        update={
            "status": "partial" if desk.errors or not _is_whole(material.reading) else "complete",
            "flags": (*record.flags, *built_in_flags(record, signed_on)),
            "errors": tuple(desk.errors),
            "silence": explain_silence(record, material.document, _conditions(material, info)),
        }
    )


def _conditions(material: Material, info: DocumentInfo) -> Conditions:
    failed = {problem.plugin for problem in material.problems}
    return Conditions(
        readable={field.kind for plugin in material.plugins if plugin.name not in failed for field in plugin},
        absent=absent_kinds(info),
        unread={page.number for page in material.reading.pages if page.origin == "none" and "blank" not in page.reason},
    )


def _is_whole(reading: Reading) -> bool:
    """Whether every page was read, and read as German."""
    return not reading.makeshift and not any(page.failed for page in reading.pages)


def _source(reading: Reading, document: Document) -> SourceInfo:
    repaired = Counter(document.page_at(span.start) for span in document.repaired)
    return SourceInfo(
        file_name=reading.source.file_name,
        sha256=reading.source.sha256,
        media_type=reading.source.media_type,
        pages=tuple(
            PageInfo(
                page=page.number,
                origin=page.origin,
                quality=round(page.quality, 3),
                reason=page.reason,
                repaired=repaired[page.number],
            )
            for page in reading.pages
        ),
    )


KNOWN = {
    "document.type",
    "document.title",
    "document.municipality",
    "document.agreement_date",
    "document.number",
    "signature",
    "legal_reference",
    "council_paper",
    "flag",
    *CONTRACTUAL,
}


class _Desk:
    """The findings of one document while its record is made: by kind, with their evidence."""

    def __init__(self, material: Material) -> None:
        self._maker = EvidenceMaker(material.reading, material.normalised, material.document)
        self._witnesses = Witnesses(material.document, self._maker, material.located)
        self._judge = material.judge
        self.errors = [PluginError(plugin=p.plugin, message=p.message) for p in material.problems]
        self.findings: dict[str, list[Located]] = {}
        for located in material.located:
            self.findings.setdefault(located.finding.kind, []).append(located)
        self.date_basis: str | None = None

    def meta(self, *located: Located, sure: Callable[[Iterable[float]], float] = min) -> Meta:
        """Evidence, confidence, rule and plugin of one finding, or of several that make one value together.

        Such a value is as sure as the least sure of them; where each states the whole value, ``sure`` is ``max``.
        """
        evidence: dict[tuple[int, int], Evidence] = {}
        for item in located:
            for span in item.finding.spans:
                made = self._maker.make(span)
                evidence.setdefault((made.start, made.end), made)
        return Meta(
            evidence=tuple(evidence.values()),
            confidence=sure([self._judge(self._witnesses.cues(item)) for item in located]),
            rule="+".join(dict.fromkeys(item.finding.rule for item in located)),
            plugin="+".join(dict.fromkeys(item.plugin for item in located)),
        )

    def best(self, kind: str) -> Located | None:
        """The most certain finding of a kind; the earliest of equals."""
        return max(self.findings.get(kind, ()), key=lambda item: item.finding.confidence, default=None)

    def document_info(self) -> DocumentInfo:
        """Type, title, municipality, date and number, each with its evidence in ``meta``."""
        meta: dict[str, Meta] = {}
        values: dict[str, Mapping[str, JsonValue]] = {}
        for key in ("type", "title", "municipality", "agreement_date", "number"):
            found = self.best(f"document.{key}")
            values[key] = found.finding.value if found else {}
            if found:
                meta[key] = self.meta(found)
        basis = values["agreement_date"].get("basis")
        self.date_basis = str(basis) if basis else None
        content: dict[str, object] = {
            "type": values["type"].get("type") or "Sonstige",
            "is_agreement": bool(values["type"].get("is_agreement")),
            "title": values["title"].get("title"),
            "municipality": dict(values["municipality"]) or None,
            "agreement_date": values["agreement_date"].get("date"),
            "number": values["number"].get("number"),
            "meta": meta,
        }
        return DocumentInfo.model_validate(content)

    def drop_what_does_not_apply(self, info: DocumentInfo) -> None:
        """Leave out what a document of this type can only report of others."""
        for kind in absent_kinds(info):
            self.findings.pop(kind, None)

    def all_of(self, kind: str, model: type[M]) -> tuple[M, ...]:
        """All findings of a kind as records, in the order of the text."""
        made = (self._made(item, model) for item in self.findings.get(kind, ()))
        return tuple(record for record in made if record is not None)

    def one_of(self, kind: str, model: type[M]) -> M | None:
        """The most certain finding of a kind as a record."""
        found = self.best(kind)
        return self._made(found, model) if found else None

    def distinct(self, kind: str, model: type[M], key: str, *, without: str | None = None) -> tuple[M, ...]:
        """One record for each different value of a key, with the evidence of all its places."""
        groups: dict[JsonValue, list[Located]] = {}
        for item in self.findings.get(kind, ()):
            value = item.finding.value.get(key)
            if value != without:
                groups.setdefault(value, []).append(item)
        made = (self._made(items[0], model, *items[1:]) for items in groups.values())
        return tuple(record for record in made if record is not None)

    def _made(self, item: Located, model: type[M], *more: Located) -> M | None:
        meta = self.meta(item, *more, sure=max)
        try:
            return model.model_validate({**item.finding.value, **dict(meta)})
        except ValidationError as error:
            self._refuse(item, error)
            return None

    def _refuse(self, item: Located, error: ValidationError) -> None:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        message = f"a finding of kind '{item.finding.kind}' was dropped: {place}: {first['msg']}"
        self.errors.append(PluginError(plugin=item.plugin, message=message))

    def flags(self) -> tuple[Flag, ...]:
        """The flags that plugins raised while reading."""
        flags = []
        for item in self.findings.get("flag", ()):
            try:
                flags.append(Flag.model_validate({**item.finding.value, "evidence": self.meta(item).evidence}))
            except ValidationError as error:
                self._refuse(item, error)
        return tuple(flags)

    def extras(self) -> dict[str, tuple[Extra, ...]]:
        """Findings of kinds that only their plugins know."""
        return {
            kind: tuple(
                Extra.model_validate({"value": dict(item.finding.value), **dict(self.meta(item))}) for item in items
            )
            for kind, items in sorted(self.findings.items())
            if kind not in KNOWN
        }
