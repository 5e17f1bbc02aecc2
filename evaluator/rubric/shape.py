"""The shape of a rubric file: it follows from the scale, whose marks are keys in the file.

A mark may be named by its name (`excellent = …`) or by its sign (`"◎" = …`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Any, Final

from pydantic import AliasChoices, BaseModel, Field, create_model

from evaluator.model import Frozen, KpiKind
from evaluator.rubric.values import (
    Combination,
    Example,
    ExampleInputs,
    Expected,
    ExpectedCounts,
    KindRule,
    NoMark,
    NoMarkWords,
    Rounding,
    Rubric,
    RuleName,
    Rung,
    Sentence,
)
from evaluator.scale import Mark, Scale

Fields = dict[str, Any]
"""For each field of a model its type and its default or declaration, as pydantic takes them."""
_NAME: Final = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+$")]


def shape_on(scale: Scale) -> type[BaseModel]:
    """Return the model of a rubric file on a scale."""
    kind = _model("Kind", {"rule": (RuleName, ...)} | _by_mark(scale, Rung | None, default=None))
    outcome = {
        "mark": (_choice("Sign", (mark.value for mark in scale.marks)) | None, None),
        "no_mark": (NoMark | None, None),
        "boundary": (bool | None, None),
    }
    example = _model("Example", outcome, ExampleInputs)
    return _model(
        "RubricFile",
        {
            "name": (_NAME, ...),
            "title": (Sentence, ...),
            "version": (Sentence, ...),
            "description": (Sentence, ...),
            "combination": (Combination, ...),
            "expected": (_choice("Expected", map(str, _expected(scale))), ...),
            "marks": (_model("Marks", _by_mark(scale, Sentence)), ...),
            "no_mark": (NoMarkWords, ...),
            "rounding": (Rounding, ...),
            "kinds": (dict[KpiKind, kind], ...),  # type: ignore[valid-type]  # made above
            "examples": (tuple[example, ...], ()),  # type: ignore[valid-type]  # made above
        },
    )


def rubric_of(shape: Any, scale: Scale) -> Rubric:
    """Return the rubric that a file of the scale's shape describes."""
    content = shape.model_dump_json(exclude={"examples"}, by_alias=True)
    return Rubric(
        name=shape.name,
        title=shape.title,
        version=shape.version,
        description=shape.description,
        scale=scale,
        combination=shape.combination,
        expected=next(each for each in _expected(scale) if str(each) == shape.expected),
        words=_of_marks(shape.marks, scale),
        no_mark=shape.no_mark,
        rounding=shape.rounding,
        kinds={
            kind: KindRule(rule.rule, tuple(_of_marks(rule, scale).items()))
            for kind, rule in shape.kinds.items()
        },
        examples=tuple(_example(each, scale) for each in shape.examples),
        sha256=hashlib.sha256(content.encode()).hexdigest(),
    )


def _expected(scale: Scale) -> tuple[Expected, ...]:
    """Return what may be said of a 見込み: it counts at most as a good mark below the best."""
    capped = (mark for mark in scale.good if mark != scale.best)
    return (
        Expected(ExpectedCounts.AS_ACTUAL),
        *(Expected(ExpectedCounts.UP_TO, mark) for mark in capped),
        Expected(ExpectedCounts.NOT_AT_ALL),
    )


def _choice(title: str, values: Iterable[str]) -> Any:
    return StrEnum(title, {value: value for value in values})


def _model(title: str, fields: Fields, base: type[BaseModel] = Frozen) -> type[BaseModel]:
    return create_model(title, __base__=base, **fields)


def _by_mark(scale: Scale, kind: Any, **options: Any) -> Fields:
    """Return a field for every mark of the scale."""
    return {
        _field(mark): (
            kind,
            Field(
                validation_alias=AliasChoices(mark.name, mark.value),
                serialization_alias=mark.name,
                **options,
            ),
        )
        for mark in scale.marks
    }


def _field(mark: Mark) -> str:
    # Not the mark's name: data must not be able to hide a method of the model.
    return f"mark_{mark.rank}"


def _of_marks(shape: Any, scale: Scale) -> dict[Mark, Any]:
    """Return what is said of each mark, best first, leaving out marks that nothing is said of."""
    said = {mark: getattr(shape, _field(mark)) for mark in scale.marks}
    return {mark: value for mark, value in said.items() if value is not None}


def _example(shape: Any, scale: Scale) -> Example:
    mark = scale.of(shape.mark) if shape.mark else None
    return Example(**{**dict(shape), "mark": mark})
