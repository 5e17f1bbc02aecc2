"""What a table is, for programs: JSON schema of a row, and Table Schema after frictionless."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from pydantic.fields import FieldInfo

from evaluator.outputs.opendata.rows import TidyRow, base_type, described, is_optional
from evaluator.scale import Mark, Scale


def json_schema(model: type[TidyRow], scale: Scale) -> dict[str, Any]:
    """Return the JSON schema of a row, its properties named as the columns are."""
    schema = model.model_json_schema(mode="serialization")
    named = {
        str(info.title): schema["properties"][field] | {"description": described(info, scale)}
        for field, info in model.model_fields.items()
    }
    definitions = schema.get("$defs", {})
    if Mark.__name__ in definitions:
        definitions[Mark.__name__] = _of_marks(scale)
    return schema | {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": model.title,
        "description": str(model.__doc__),
        "properties": named,
        "required": list(named),
    }


def _of_marks(scale: Scale) -> dict[str, Any]:
    return {
        "description": scale.description,
        "enum": [mark.value for mark in scale.marks],
        "title": Mark.__name__,
        "type": "string",
    }


_TABLE_SCHEMA_TYPES: Final = {
    bool: "boolean",
    int: "integer",
    Decimal: "number",
    date: "date",
}


def table_schema(model: type[TidyRow], scale: Scale) -> dict[str, Any]:
    """Return the frictionless Table Schema of a table."""
    return {
        "fields": [_schema_field(info, scale) for info in model.model_fields.values()],
        "missingValues": [""],
        "primaryKey": [str(model.model_fields[field].title) for field in model.key],
    }


def _schema_field(info: FieldInfo, scale: Scale) -> dict[str, Any]:
    base = base_type(info)
    schema: dict[str, Any] = {
        "name": str(info.title),
        "type": _TABLE_SCHEMA_TYPES.get(base, "string"),
        "description": described(info, scale),
        "constraints": {"required": not is_optional(info)},
    }
    if base is Mark:
        schema["constraints"]["enum"] = [mark.value for mark in scale.marks]
    elif isinstance(base, type) and issubclass(base, StrEnum):
        schema["constraints"]["enum"] = [member.value for member in base]
    if isinstance(info.json_schema_extra, dict):
        schema |= info.json_schema_extra
    return schema
