"""What a table is, for programs: JSON schema of a row, and Table Schema after frictionless."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from pydantic.fields import FieldInfo

from evaluator.outputs.opendata.rows import TidyRow, base_type, is_optional


def json_schema(model: type[TidyRow]) -> dict[str, Any]:
    """Return the JSON schema of a row, its properties named as the columns are."""
    schema = model.model_json_schema(mode="serialization")
    named = {
        str(info.title): schema["properties"][field] for field, info in model.model_fields.items()
    }
    return schema | {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": model.title,
        "description": str(model.__doc__),
        "properties": named,
        "required": list(named),
    }


_TABLE_SCHEMA_TYPES: Final = {
    bool: "boolean",
    int: "integer",
    Decimal: "number",
    date: "date",
}


def table_schema(model: type[TidyRow]) -> dict[str, Any]:
    """Return the frictionless Table Schema of a table."""
    return {
        "fields": [_schema_field(info) for info in model.model_fields.values()],
        "missingValues": [""],
        "primaryKey": [str(model.model_fields[field].title) for field in model.key],
    }


def _schema_field(info: FieldInfo) -> dict[str, Any]:
    base = base_type(info)
    described: dict[str, Any] = {
        "name": str(info.title),
        "type": _TABLE_SCHEMA_TYPES.get(base, "string"),
        "description": str(info.description),
        "constraints": {"required": not is_optional(info)},
    }
    if isinstance(base, type) and issubclass(base, StrEnum):
        described["constraints"]["enum"] = [member.value for member in base]
    if isinstance(info.json_schema_extra, dict):
        described |= info.json_schema_extra
    return described
