"""A programme file (TOML) → `Programme`, or findings at the TOML key, all at once."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field

from evaluator.files import PROGRAMME_NAME
from evaluator.findings import CellRef, Finding
from evaluator.findings.programme import (
    PROGRAMME_KEY_MISSING,
    PROGRAMME_KEY_UNKNOWN,
    PROGRAMME_NAME_TWICE,
    PROGRAMME_NAME_UNKNOWN,
    PROGRAMME_NOT_TEXT,
    PROGRAMME_NOT_TOML,
    PROGRAMME_VALUE_UNREADABLE,
)
from evaluator.model import Frozen
from evaluator.programme import FIRST_PROGRAMME, Programme
from evaluator.rubric.toml_file import Refusals, shaped, text_of

_REFUSALS: Final = Refusals(
    not_text=PROGRAMME_NOT_TEXT,
    not_toml=PROGRAMME_NOT_TOML,
    key_missing=PROGRAMME_KEY_MISSING,
    key_unknown=PROGRAMME_KEY_UNKNOWN,
    unreadable=PROGRAMME_VALUE_UNREADABLE,
    not_a_choice=PROGRAMME_VALUE_UNREADABLE,
    remedy="見本の施策体系（standards-strategy）の同じ項目にならって書いてください。",
)
_Line = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f]*$")]
_Text = Annotated[str, Field(min_length=1, max_length=400)]
_Names = tuple[_Line, ...]


class _Form(Frozen):
    sheets: Annotated[_Names, Field(min_length=1)]
    without: _Names = ()


class _Outputs(Frozen):
    documents: Annotated[_Names, Field(min_length=1)]
    charts: _Names = ()
    tables: _Names = ()
    data: _Names = ()


class _ProgrammeFile(Frozen):
    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=30)]
    title: _Line
    source_note: _Line
    rubric: _Line
    levels: Annotated[_Names, Field(min_length=1, max_length=5)]
    self_marks: bool
    domains: bool
    unit: _Line = "施策"
    plan_column: str = ""
    open_questions: tuple[_Text, ...] = ()
    form: _Form
    outputs: _Outputs


def load_programme(path: Path) -> tuple[Programme | None, tuple[Finding, ...]]:
    """Read and check a round's own programme; None if anything is wrong with it."""
    text, found = text_of(path, _REFUSALS)
    return (None, found) if text is None else parse_programme(text, path.name)


def parse_programme(text: str, file: str) -> tuple[Programme | None, tuple[Finding, ...]]:
    """Check the text of a programme file; `file` is its name, for addresses."""
    shape, found = shaped(text, file, _ProgrammeFile, _REFUSALS)
    if shape is None:
        return None, found
    found = (*_twice(shape, file), *_unknown(shape, file))
    return (None if found else _programme(shape, _identity(shape))), found


@cache
def shipped_programme(name: str = FIRST_PROGRAMME) -> Programme:
    """Return a programme of the package; its file is known to be right. KeyError: no such."""
    if name not in shipped_programmes():
        raise KeyError(name)
    shape = _shipped(name)
    return _programme(shape, "" if name == FIRST_PROGRAMME else _identity(shape))


@cache
def shipped_programmes() -> tuple[str, ...]:
    """Return the names of the programmes of the package, the first one first."""
    names = sorted(each.name for each in _folder().iterdir() if (each / PROGRAMME_NAME).is_file())
    return (FIRST_PROGRAMME, *(name for name in names if name != FIRST_PROGRAMME))


def programme_folder(name: str) -> Traversable:
    """Return where the data of a shipped programme lies: what a new round begins with."""
    return _folder() / name


def _folder() -> Traversable:
    return resources.files("evaluator") / "data" / "programmes"


def _shipped(name: str) -> _ProgrammeFile:
    file = programme_folder(name) / PROGRAMME_NAME
    shape, found = shaped(file.read_text(encoding="utf-8"), file.name, _ProgrammeFile, _REFUSALS)
    if shape is None:
        raise ValueError(found)
    return shape


def _identity(shape: _ProgrammeFile) -> str:
    # What the file does not say is left out, so that a later program may know more to say.
    return hashlib.sha256(shape.model_dump_json(exclude_unset=True).encode()).hexdigest()


def _programme(shape: _ProgrammeFile, identity: str) -> Programme:
    form, outputs = shape.form, shape.outputs
    return Programme(
        name=shape.name,
        title=shape.title,
        source_note=shape.source_note,
        rubric=shape.rubric,
        levels=shape.levels,
        self_marks=shape.self_marks,
        domains=shape.domains,
        sheets=form.sheets,
        without=frozenset(form.without),
        documents=outputs.documents,
        charts=outputs.charts,
        tables=outputs.tables,
        data=outputs.data,
        unit=shape.unit,
        plan_column=shape.plan_column,
        open_questions=shape.open_questions,
        identity=identity,
    )


# what the shape alone does not tell ------------------------------------------------------------
def _lists(shape: _ProgrammeFile) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each list of names with its key."""
    yield "form.sheets", shape.form.sheets
    for key in _Outputs.model_fields:
        yield f"outputs.{key}", getattr(shape.outputs, key)


def _twice(shape: _ProgrammeFile, file: str) -> Iterator[Finding]:
    for key, names in (("levels", shape.levels), *_lists(shape)):
        for name, times in Counter(names).items():
            if times > 1:
                yield PROGRAMME_NAME_TWICE.at(CellRef(file, "", key), found=name, key=key)


def _unknown(shape: _ProgrammeFile, file: str) -> Iterator[Finding]:
    """Yield what nothing stands behind: whatever can be listed, a shipped programme lists."""
    known = _known()
    for key, names in _lists(shape):
        for name in names:
            if name not in known[key]:
                yield PROGRAMME_NAME_UNKNOWN.at(CellRef(file, "", key), found=name, key=key)
    for name in shape.form.without:
        if name.partition(".")[0] not in known["form.sheets"]:
            key = "form.without"
            yield PROGRAMME_NAME_UNKNOWN.at(CellRef(file, "", key), found=name, key=key)


@cache
def _known() -> dict[str, frozenset[str]]:
    shapes = [dict(_lists(_shipped(name))) for name in shipped_programmes()]
    return {key: frozenset(name for each in shapes for name in each[key]) for key in shapes[0]}
