"""The public JSON record: pydantic models, frozen, in the order in which the keys are written.

This is what ``extract --json``, ``show --json``, the export and ``schema`` give. Field names follow CUAD's vocabulary,
dates and durations ISO 8601, evidence the W3C Web Annotation model. Offsets are half-open and count Unicode code points
in the normalised text, which is what ``agreementkit normalize FILE`` prints.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from agreementkit.records import Origin

DocumentType = Literal[
    "Kooperationsvereinbarung",
    "Kooperationserklärung",
    "Zielvereinbarung",
    "öffentlich-rechtliche Vereinbarung",
    "Fachkonzept",
    "Berichtsvorlage",
    "Sonstige",
]
PartyKind = Literal[
    "municipality", "jobcenter", "ministry", "employment_agency", "company", "association", "school", "other"
]
Review = Literal["unreviewed", "accepted", "corrected", "rejected"]
Severity = Literal["info", "warning", "error"]
Reason = Literal["not_stated", "not_applicable", "illegible", "conflicting", "not_found"]
"""Why a field is empty; ``agreementkit.silence`` says what each means."""


class Model(BaseModel):
    """Base of all parts of the record: immutable, and nothing that the schema does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(Model):
    """One place that proves a value; ``text[start:end] == quote``."""

    quote: str
    page: int = Field(ge=1)
    start: int = Field(ge=0)
    end: int = Field(ge=1)
    source_start: int = Field(ge=0)
    source_end: int = Field(ge=0)
    boxes: tuple[tuple[float, float, float, float], ...] = ()
    place: str = ""


class Meta(Model):
    """What every finding carries beside its value."""

    evidence: tuple[Evidence, ...]
    confidence: float = Field(ge=0, le=1)
    rule: str
    plugin: str
    review: Review = "unreviewed"


class PageInfo(Model):
    """How a page was read, and why so; ``repaired`` counts words that were changed with less than full certainty."""

    page: int
    origin: Origin
    quality: float
    reason: str
    repaired: int = 0


class SourceInfo(Model):
    """The file; ``sha256`` identifies its bytes."""

    file_name: str
    sha256: str
    media_type: str
    pages: tuple[PageInfo, ...]


class PluginVersion(Model):
    """One plugin that took part."""

    name: str
    version: str


class Producer(Model):
    """The program that made the record."""

    name: str = "agreementkit"
    version: str
    plugins: tuple[PluginVersion, ...]


class Municipality(Model):
    """A city, Kreis or Gemeinde; ``ags`` is its official key, None where the register does not settle it."""

    name: str
    ags: str | None = None


class DocumentInfo(Model):
    """What the document is. ``meta`` holds the evidence of each value by its key."""

    type: DocumentType
    is_agreement: bool
    title: str | None
    municipality: Municipality | None
    agreement_date: str | None
    number: str | None
    meta: dict[str, Meta] = Field(default_factory=dict)


class _Party(Model):
    name: str
    kind: PartyKind
    alias: str | None = None
    represented_by: str | None = None


class Party(Meta, _Party):
    """Someone who is bound by the agreement."""


class _Signature(Model):
    person: str
    office: str | None = None
    party: str | None = None
    place: str | None = None
    date: str | None = None


class Signature(Meta, _Signature):
    """A person who signed, for whom, where and when."""


class Target(Model):
    """A quantified target; ``change`` is positive, ``direction`` tells the rest."""

    indicator: str
    direction: Literal["increase", "decrease", "hold"]
    change: int | float | None = None
    unit: str | None = None
    baseline: str | None = None
    year: int | None = None


class _Goal(Model):
    label: str | None = None
    text: str
    themes: tuple[str, ...] = ()
    target: Target | None = None


class Goal(Meta, _Goal):
    """What the parties want to reach."""


class _Organ(Model):
    name: str
    members: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    cadence: str | None = None
    interval: str | None = None
    meetings_per_year: int | float | None = None


class Organ(Meta, _Organ):
    """A body that the agreement itself sets up."""


class _EffectiveDate(Model):
    value: str | None = None
    raw: str
    event: Literal["signature", "ratification", "publication"] | None = None
    computed: bool = False


class EffectiveDate(Meta, _EffectiveDate):
    """When it begins; ``computed`` where an event's date was taken from the signatures."""


class _ExpirationDate(Model):
    value: str | None = None
    raw: str
    perpetual: bool = False
    computed: bool = False


class ExpirationDate(Meta, _ExpirationDate):
    """End of the initial term; ``computed`` from start and length per BGB §§ 187, 188."""


class _Renewal(Model):
    automatic: bool
    period: str | None = None
    limited: bool = False
    repeats: bool = True


class Renewal(Meta, _Renewal):
    """Whether and by how much it goes on; it ``repeats`` unless the text speaks of one prolongation only."""


class Term(Model):
    """Beginning, end of the initial term, and renewal."""

    effective_date: EffectiveDate | None = None
    expiration_date: ExpirationDate | None = None
    initial_term: str | None = None
    renewal: Renewal | None = None
    initial_term_meta: Meta | None = None


class MutualRescission(Model):
    """Ending it together."""

    allowed: bool
    form: str | None = None


class _Termination(Model):
    notice_period: str | None = None
    effective: str | None = None
    effective_raw: str | None = None
    notice_deadline_day: str | None = None
    first_end: str | None = None
    locked_until: str | None = None
    form: str | None = None
    for_cause: bool = False
    mutual_rescission: MutualRescission | None = None


class Termination(Meta, _Termination):
    """How one party can leave; ``meta`` holds the evidence of ``notice``, ``for_cause`` and ``mutual_rescission``.

    ``effective_raw`` is the wording of a day to which notice is given where no single ``effective`` says it.
    """

    meta: dict[str, Meta] = Field(default_factory=dict)


class _Amendment(Model):
    form: str | None = None
    mutual: bool | None = None


class Amendment(Meta, _Amendment):
    """How it can be changed."""


class _LegalReference(Model):
    normalised: str
    raw: str


class LegalReference(Meta, _LegalReference):
    """A cited statute."""


class _CouncilPaper(Model):
    number: str


class CouncilPaper(Meta, _CouncilPaper):
    """A cited council paper; the document's own number is none."""


class _Extra(Model):
    value: dict[str, object]


class Extra(Meta, _Extra):
    """A finding of a kind that only its plugin knows."""


class Deadlines(Model):
    """Computed from what was read, never mixed with it; ``missing`` names what a date would need."""

    as_of: str
    status: Literal["in_force", "expired", "not_yet", "unknown"]
    next_end: str | None = None
    notice_by: str | None = None
    rule: str
    inputs: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


class Flag(Model):
    """Something that a person should look at."""

    code: str
    severity: Severity
    message: str
    suggestions: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class PluginError(Model):
    """A plugin whose findings are missing, and why."""

    plugin: str
    message: str


class Agreement(Model):
    """One document, as every consumer reads it."""

    schema_version: Literal["1.0"] = "1.0"
    id: str
    source: SourceInfo
    producer: Producer
    status: Literal["complete", "partial", "failed"]
    document: DocumentInfo
    parties: tuple[Party, ...] = ()
    signatures: tuple[Signature, ...] = ()
    goals: tuple[Goal, ...] = ()
    organs: tuple[Organ, ...] = ()
    term: Term | None = None
    termination: Termination | None = None
    amendment: Amendment | None = None
    legal_references: tuple[LegalReference, ...] = ()
    council_papers: tuple[CouncilPaper, ...] = ()
    deadlines: Deadlines
    flags: tuple[Flag, ...] = ()
    errors: tuple[PluginError, ...] = ()
    fields: dict[str, tuple[Extra, ...]] = Field(default_factory=dict)
    silence: dict[str, Reason] = Field(default_factory=dict)

    def to_json(self, *, indent: int | None = 2) -> str:
        """The record as JSON, keys in the schema's order, without a final line feed."""
        return self.model_dump_json(indent=indent)
