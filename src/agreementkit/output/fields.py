"""The fields that are shown and compared: where each stands in a record, and how it is said.

A field is silent (an empty cell, shown as «–») where the document says nothing of it; what a person has rejected counts
as nothing. A printed but impossible value is shown as printed and marked as doubtful.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from agreementkit.output import wording
from agreementkit.output.shapes import SILENCE, Cell, Lang
from agreementkit.output.wording import place

DOUBTFUL_BELOW = 0.7
"""Confidence under which a value is marked: of ten such, three and more are wrong."""

_MAX_PLACES = 3

Record = Mapping[str, Any]
"""A record as parsed JSON."""

Read = Callable[[Record, Lang], Cell]


@dataclass(frozen=True, slots=True)
class Field:
    """A row of the comparison.

    Attributes:
        key: Its name for ``--fields`` and in JSON.
        label_de: German label.
        label_en: English label.
        read: From a record to the cell.
    """

    key: str
    label_de: str
    label_en: str
    read: Read


def cell(text: str, findings: Iterable[Record], *, value: Any = None, doubtful: bool = False) -> Cell:
    """A cell that says ``text`` and rests on findings; silent where the text is empty.

    Args:
        text: In words.
        findings: The findings that it was read from; their places are cited and the lowest confidence counts.
        value: The value as data.
        doubtful: Mark it, whatever the confidence.
    """
    if not text:
        return SILENCE
    rests_on = list(findings)
    places = dict.fromkeys(place(finding["evidence"][0]) for finding in rests_on if finding.get("evidence"))
    named = [name for name in places if name]
    shown = "; ".join(named[:_MAX_PLACES]) + (" …" if len(named) > _MAX_PLACES else "")
    known = [finding["confidence"] for finding in rests_on if finding.get("confidence") is not None]
    confidence = min(known, default=None)
    unsure = confidence is not None and confidence < DOUBTFUL_BELOW
    return Cell(text=text, place=shown, confidence=confidence, doubtful=doubtful or unsure, value=value)


def _standing(finding: Any) -> Mapping[str, Any]:
    """A finding, or nothing where there is none or a person has rejected it."""
    if not isinstance(finding, Mapping) or finding.get("review") == "rejected":
        return {}
    return finding


def _listed(record: Record, key: str) -> list[Mapping[str, Any]]:
    return [finding for finding in record.get(key) or () if _standing(finding)]


def _term(record: Record, part: str) -> Mapping[str, Any]:
    return _standing((record.get("term") or {}).get(part))


def _of_list(key: str, say: Callable[[Mapping[str, Any], Lang], str]) -> Read:
    def read(record: Record, lang: Lang) -> Cell:
        findings = _listed(record, key)
        said = dict.fromkeys(say(finding, lang) for finding in findings)
        return cell("; ".join(said), findings, value=list(said))

    return read


def _of_term(part: str, say: Callable[[Mapping[str, Any], Lang], str], settled: Sequence[str]) -> Read:
    """A part of the term; doubtful where it has text but none of the keys that settle it."""

    def read(record: Record, lang: Lang) -> Cell:
        finding = _term(record, part)
        if not finding:
            return SILENCE
        open_ = not any(finding.get(key) for key in settled)
        value = {key: finding.get(key) for key in ("value", "raw", *settled)}
        return cell(say(finding, lang), [finding], value=value, doubtful=open_)

    return read


def _of_termination(key: str, say: Callable[[Any, Lang], str]) -> Read:
    def read(record: Record, lang: Lang) -> Cell:
        finding = _standing(record.get("termination"))
        value = finding.get(key)
        # the notice, the extraordinary notice and the rescission each stand in a place of their own
        part = key if key in {"for_cause", "mutual_rescission"} else "notice"
        rests_on = (finding.get("meta") or {}).get(part) or finding
        if not value and (raw := finding.get(f"{key}_raw")):
            return cell(raw, [rests_on], value=raw, doubtful=True)
        return cell(say(value, lang), [rests_on], value=value) if value else SILENCE

    return read


def _initial_term(record: Record, lang: Lang) -> Cell:
    term = record.get("term") or {}
    if not term.get("initial_term") or (term.get("initial_term_meta") or {}).get("review") == "rejected":
        return SILENCE
    meta = term.get("initial_term_meta") or _term(record, "expiration_date")
    return cell(
        wording.duration_in_words(term["initial_term"], lang), [meta] if meta else [], value=term["initial_term"]
    )


def _renewal(record: Record, lang: Lang) -> Cell:
    finding = _term(record, "renewal")
    value = {key: finding.get(key) for key in ("automatic", "period", "limited")}
    return cell(wording.renewal_in_words(finding, lang), [finding], value=value) if finding else SILENCE


def _rescission(value: Any, lang: Lang) -> str:
    if not value["allowed"]:
        return "ausgeschlossen" if lang == "de" else "excluded"
    form = f", {wording.word(value['form'], lang)}" if value.get("form") else ""
    return f"{'möglich' if lang == 'de' else 'possible'}{form}"


def _amendment(record: Record, lang: Lang) -> Cell:
    finding = _standing(record.get("amendment"))
    parts = [wording.word(finding["form"], lang)] if finding.get("form") else []
    if finding.get("mutual"):
        parts.append("einvernehmlich" if lang == "de" else "by mutual consent")
    return cell(", ".join(parts), [finding], value={key: finding.get(key) for key in ("form", "mutual")})


def _goals(record: Record, lang: Lang) -> Cell:
    findings = _listed(record, "goals")
    if not findings:
        return SILENCE
    count = len(findings)
    if lang == "de":
        counted = f"{count} {'Ziel' if count == 1 else 'Ziele'}"
    else:
        counted = f"{count} {'goal' if count == 1 else 'goals'}"
    themes = dict.fromkeys(theme for finding in findings for theme in finding.get("themes") or ())
    labels = dict.fromkeys(finding["label"] for finding in findings if finding.get("label"))
    named = ", ".join(themes or labels)
    return cell(f"{counted}: {named}" if named else counted, findings, value=[finding["text"] for finding in findings])


def _targets(record: Record, lang: Lang) -> Cell:
    findings = [finding for finding in _listed(record, "goals") if finding.get("target")]
    said = dict.fromkeys(wording.target_in_words(finding["target"], lang) for finding in findings)
    return cell("; ".join(said), findings, value=[finding["target"] for finding in findings])


def _state(record: Record, lang: Lang) -> Cell:
    status = record["deadlines"]["status"]
    return SILENCE if status == "unknown" else cell(wording.word(status, lang), (), value=status)


def _notice_by(record: Record, lang: Lang) -> Cell:
    deadlines = record["deadlines"]
    findings = [_standing(record.get("termination")), _term(record, "expiration_date")]
    rests_on = [finding for finding in findings if finding]
    if deadlines.get("notice_by"):
        return cell(wording.date_in_words(deadlines["notice_by"], lang), rests_on, value=deadlines["notice_by"])
    if deadlines.get("missing") and _standing(record.get("termination")):
        lacks = "offen, es fehlt" if lang == "de" else "open, missing"
        facts = ", ".join(wording.word(fact, lang) for fact in deadlines["missing"])
        return cell(f"{lacks}: {facts}", rests_on, doubtful=True)
    return SILENCE


def _next_end(record: Record, lang: Lang) -> Cell:
    day = record["deadlines"].get("next_end")
    finding = _term(record, "expiration_date")
    return cell(wording.date_in_words(day, lang), [finding] if finding else (), value=day) if day else SILENCE


def _flags(record: Record, _lang: Lang) -> Cell:
    flags = record.get("flags") or ()
    worst = any(flag["severity"] == "error" for flag in flags)
    return cell(
        "; ".join(flag["message"] for flag in flags), flags, value=[flag["code"] for flag in flags], doubtful=worst
    )


def _document(key: str) -> Read:
    def read(record: Record, lang: Lang) -> Cell:
        document = record["document"]
        meta = _standing((document.get("meta") or {}).get(key))
        value = document.get(key)
        return cell(wording.plain_value(value, lang), [meta] if meta else [], value=value)

    return read


def _party(finding: Mapping[str, Any], lang: Lang) -> str:
    by = finding.get("represented_by")
    return (
        f"{finding['name']} ({'vertreten durch' if lang == 'de' else 'represented by'} {by})" if by else finding["name"]
    )


FIELDS: tuple[Field, ...] = (
    Field("type", "Art des Dokuments", "Type", _document("type")),
    Field("agreement_date", "Datum", "Agreement date", _document("agreement_date")),
    Field("parties", "Vertragspartner", "Parties", _of_list("parties", _party)),
    Field(
        "effective_date",
        "Beginn",
        "Effective date",
        _of_term("effective_date", wording.start_in_words, ("value", "event")),
    ),
    Field(
        "expiration_date",
        "Ende der Erstlaufzeit",
        "End of initial term",
        _of_term("expiration_date", wording.end_in_words, ("value", "perpetual")),
    ),
    Field("initial_term", "Laufzeit", "Initial term", _initial_term),
    Field("renewal", "Verlängerung", "Renewal", _renewal),
    Field(
        "notice_period", "Kündigungsfrist", "Notice period", _of_termination("notice_period", wording.duration_in_words)
    ),
    Field("effective", "Kündigung zum", "Termination to", _of_termination("effective", wording.effective_in_words)),
    Field(
        "notice_deadline_day",
        "Kündigung spätestens am",
        "Notice at the latest on",
        _of_termination("notice_deadline_day", wording.month_day_in_words),
    ),
    Field(
        "first_end",
        "Kündigung erstmals zum",
        "Termination at the earliest to",
        _of_termination("first_end", wording.date_in_words),
    ),
    Field(
        "locked_until",
        "Kündigung ausgeschlossen",
        "Notice excluded",
        _of_termination("locked_until", wording.lock_in_words),
    ),
    Field("form", "Form der Kündigung", "Form of notice", _of_termination("form", wording.word)),
    Field(
        "for_cause",
        "Außerordentliche Kündigung",
        "Termination for cause",
        _of_termination("for_cause", lambda _, lang: "vorgesehen" if lang == "de" else "provided for"),
    ),
    Field(
        "mutual_rescission",
        "Einvernehmliche Aufhebung",
        "Mutual rescission",
        _of_termination("mutual_rescission", _rescission),
    ),
    Field("amendment", "Form von Änderungen", "Form of amendments", _amendment),
    Field("state", "Stand", "State", _state),
    Field("next_end", "Nächstes Ende", "Next end", _next_end),
    Field("notice_by", "Nächste Kündigung bis", "Next notice by", _notice_by),
    Field("goals", "Ziele", "Goals", _goals),
    Field("targets", "Zielwerte", "Targets", _targets),
    Field("organs", "Organe und Turnus", "Organs and cadence", _of_list("organs", wording.organ_in_words)),
    Field(
        "legal_references",
        "Rechtsgrundlagen",
        "Legal references",
        _of_list("legal_references", lambda finding, _: str(finding["normalised"])),
    ),
    Field(
        "council_papers",
        "Ratsvorlagen",
        "Council papers",
        _of_list("council_papers", lambda finding, _: str(finding["number"])),
    ),
    Field("flags", "Hinweise", "Flags", _flags),
)
"""The built-in fields, in the order in which a lawyer reads an agreement."""


def plugin_field(kind: str, label_de: str, label_en: str) -> Field:
    """A field for findings that only their plugin knows (``record.fields``)."""

    def read(record: Record, lang: Lang) -> Cell:
        findings = [finding for finding in (record.get("fields") or {}).get(kind) or () if _standing(finding)]
        said = dict.fromkeys(wording.own_value_in_words(finding["value"], lang) for finding in findings)
        return cell("; ".join(filter(None, said)), findings, value=[finding["value"] for finding in findings])

    return Field(kind, label_de, label_en, read)
