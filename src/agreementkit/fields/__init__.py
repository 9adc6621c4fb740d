"""Fields without code: a TOML file says what to look for and where, and proves it with test sentences.

``field_files`` lists the files that a distribution ships, ``load_fields`` reads files, runs their test sentences and
makes a plugin of each; what is wrong with a file costs that file only.
"""

from __future__ import annotations

from agreementkit.fields.files import FIELDS_ENV, MOST_FIELD_FILES, field_files, user_field_files
from agreementkit.fields.loading import LoadedFields, RefusedField, load_fields
from agreementkit.fields.plugin import FieldPlugin
from agreementkit.fields.schema import RESERVED

__all__ = [
    "FIELDS_ENV",
    "MOST_FIELD_FILES",
    "RESERVED",
    "FieldPlugin",
    "LoadedFields",
    "RefusedField",
    "field_files",
    "load_fields",
    "user_field_files",
]
