"""_meta: what a form says of itself."""

from __future__ import annotations

import json
from typing import Annotated, ClassVar, Final

from pydantic import TypeAdapter, ValidationError

from evaluator.form.part import Asked
from evaluator.form.sheets.sheet import GIVEN
from evaluator.sheets.cells import Identifier, Line, RoundName
from evaluator.sheets.layout import Column, Row


class MetaRow(Row):
    """What identifies the form; very hidden."""

    sheet_key: ClassVar[str] = "meta"
    sheet_title: ClassVar[str] = "_meta"

    round: Annotated[RoundName, Column("年度", filler=GIVEN)]
    ministry: Annotated[Line, Column("府省庁", filler=GIVEN)]
    division: Annotated[Line, Column("担当課室", filler=GIVEN)]
    is_part: Annotated[Line, Column("分割様式", filler=GIVEN)]
    form_version: Annotated[Identifier, Column("様式の版", filler=GIVEN)]
    catalogue: Annotated[Line, Column("施策一覧のハッシュ", filler=GIVEN)]
    asked: Annotated[Line, Column("追補で尋ねる行", filler=GIVEN)] = ""


_ASKED: Final = TypeAdapter(dict[str, tuple[str, ...]])


def asked_as_text(asked: Asked | None) -> str:
    """Return how a form says which rows it asks for; '' is all of them."""
    if asked is None:
        return ""
    return json.dumps({key: list(names) for key, names in asked.items()}, ensure_ascii=False)


def asked_in(text: str) -> Asked | None:
    """Return which rows a form says it asks for. ValueError if that cannot be read."""
    try:
        return _ASKED.validate_json(text) if text else None
    except ValidationError as error:
        raise ValueError(text) from error
