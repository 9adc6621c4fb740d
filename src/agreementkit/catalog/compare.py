"""Cities side by side: a matrix of documents and fields, each cell with its place in the document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from agreementkit.errors import NotFoundError
from agreementkit.output import wording
from agreementkit.output.cells import marked
from agreementkit.output.fields import FIELDS, Field, Record, plugin_field
from agreementkit.output.shapes import Column, Comparison, Heading, Lang, Listing, MatrixRow


def compare(
    records: Sequence[Record],
    fields: Sequence[str] | None = None,
    *,
    lang: Lang = "de",
    labels: Mapping[str, tuple[str, str]] | None = None,
) -> Comparison:
    """Compare documents field by field.

    Args:
        records: As ``queries.get_records`` gives them, in the order of the columns.
        fields: Keys of the rows in the wanted order; all but the type, which
            stands in the heading, of which any document says something where it is None.
        lang: Language of labels and values.
        labels: German and English labels of plugins' own fields, by kind.

    Raises:
        NotFoundError: A key names no field; the known ones are listed.
    """
    known = {field.key: field for field in FIELDS}
    for record in records:
        for kind in record.get("fields") or {}:
            german, english = (labels or {}).get(kind, (kind, kind))
            known.setdefault(kind, plugin_field(kind, german, english))
    for kind, (german, english) in (labels or {}).items():
        known.setdefault(kind, plugin_field(kind, german, english))
    rows = [_row(field, records, lang) for field in _chosen(known, fields)]
    shown = rows if fields is not None else [row for row in rows if any(not cell.silent for cell in row.cells)]
    title = "Vergleich" if lang == "de" else "Comparison"
    return Comparison(_headings(records, lang), tuple(shown), lang, title)


def _chosen(known: Mapping[str, Field], fields: Sequence[str] | None) -> Sequence[Field]:
    if fields is None:
        return [field for field in known.values() if field.key != "type"]
    unknown = [key for key in fields if key not in known]
    if unknown:
        raise NotFoundError(f"No field is called {unknown[0]!r}.", f"Known fields: {', '.join(known)}.")
    return [known[key] for key in dict.fromkeys(fields)]


def _row(field: Field, records: Sequence[Record], lang: Lang) -> MatrixRow:
    label = field.label_de if lang == "de" else field.label_en
    return MatrixRow(field.key, label, tuple(field.read(record, lang) for record in records))


def _headings(records: Sequence[Record], lang: Lang) -> tuple[Heading, ...]:
    names = [_name(record) for record in records]
    count = Counter(names)
    return tuple(
        _heading(record, name, lang, alone=count[name] == 1) for record, name in zip(records, names, strict=True)
    )


def _name(record: Record) -> str:
    municipality = record["document"].get("municipality") or {}
    return str(municipality.get("name") or record["document"].get("title") or record["source"]["file_name"])


def _heading(record: Record, name: str, lang: Lang, *, alone: bool) -> Heading:
    """What stands over a column; where a city has several documents, the date and the file tell them apart."""
    document, source = record["document"], record["source"]
    parts = [document["type"]]
    if not alone:
        parts += [wording.date_in_words(document["agreement_date"], lang)] if document.get("agreement_date") else []
        parts.append(source["file_name"])
    return Heading(name, ", ".join(parts), record["id"], source["file_name"])


def as_listing(comparison: Comparison) -> Listing:
    """The same matrix with one row a document: its id, name and file, then each field and the field's place."""
    columns = [
        Column("id", "Kennung", "Id", "id"),
        Column("municipality", "Kommune", "Municipality"),
        Column("file_name", "Datei", "File"),
    ]
    for row in comparison.rows:
        columns.append(Column(row.key, row.label, row.label))
        columns.append(Column(f"{row.key}_place", f"{row.label}: Fundstelle", f"{row.label}: place"))
    rows = []
    for index, heading in enumerate(comparison.headings):
        entry = {"id": heading.document_id, "municipality": heading.name, "file_name": heading.file_name}
        for row in comparison.rows:
            cell = row.cells[index]
            entry[row.key] = "" if cell.silent else marked(cell)
            entry[f"{row.key}_place"] = cell.place
        rows.append(entry)
    return Listing(tuple(columns), tuple(rows), comparison.title, comparison.title)
