"""_meta: what a form says of itself."""

from __future__ import annotations

from typing import Annotated, ClassVar

from evaluator.form.sheets.sheet import GIVEN
from evaluator.sheets.cells import Identifier, Line
from evaluator.sheets.layout import Column, Row


class MetaRow(Row):
    """What identifies the form; very hidden."""

    sheet_key: ClassVar[str] = "meta"
    sheet_title: ClassVar[str] = "_meta"

    round: Annotated[Identifier, Column("年度", filler=GIVEN)]
    ministry: Annotated[Line, Column("府省庁", filler=GIVEN)]
    division: Annotated[Line, Column("担当課室", filler=GIVEN)]
    is_part: Annotated[Line, Column("分割様式", filler=GIVEN)]
    form_version: Annotated[Identifier, Column("様式の版", filler=GIVEN)]
    catalogue: Annotated[Line, Column("施策一覧のハッシュ", filler=GIVEN)]
