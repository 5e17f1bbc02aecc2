"""A sheet is a model: every column is declared once, in full, and within Excel's limits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Annotated, Any, ClassVar, Final

import pytest
from pydantic import create_model

from evaluator import catalogue, form, review
from evaluator.catalogue.rows import TABLES
from evaluator.form.sheets import MeasureAnswer, MetaRow, form_sheets
from evaluator.secretariat.bundle import HandedIn
from evaluator.sheets.cells import Line, MarkCell, Nature, Number
from evaluator.sheets.layout import BoundColumn, Column, Filler, Row, layout_of
from evaluator.standards.rows import TABLES as STANDARDS
from evaluator.standards.secretariats.rows import TABLES as SECRETARIATS
from tests.marks import SCALE


def _models(package: ModuleType) -> tuple[type[Row], ...]:
    """Every sheet model that a package declares, in whichever of its modules."""
    for module in iter_modules(package.__path__, f"{package.__name__}."):
        import_module(module.name)
    declared = [m for m in Row.__subclasses__() if m.__module__.startswith(package.__name__)]
    return tuple(sorted(declared, key=lambda model: model.sheet_key))


WORKBOOKS: Final[dict[str, tuple[type[Row], ...]]] = {
    "catalogue": _models(catalogue),
    "form": _models(form),
    "review": _models(review),
    "標準化団体表": STANDARDS,
    "幹事国表": SECRETARIATS,
    "一覧": (HandedIn,),
}
FORM: Final[list[type[Row]]] = [sheet.model for sheet in form_sheets()]
MODELS: Final = [model for models in WORKBOOKS.values() for model in models]
COLUMNS: Final = {
    layout_of(model).cell_key(column.field): column
    for model in MODELS
    for column in layout_of(model).on(SCALE).columns
}
MAX_TITLE: Final = 32  # of an input message, in Excel
MAX_MESSAGE: Final = 255
MAX_CHOICES: Final = 255  # of a list written into the validation itself
MAX_SHEET_NAME: Final = 31
JAPANESE: Final = re.compile(r"[ぁ-んァ-ヶ一-龠]")
NAMES_OF_THEIR_OWN: Final = {"KPI", "No.", "SHA-256"}


def a_model(annotation: Any) -> type[Row]:
    """A sheet of one field, `name`, with this annotation."""
    model: type[Row] = create_model("ASheet", __base__=Row, name=(annotation, ...))
    return model


def breaking(rule: Callable[[BoundColumn], object]) -> list[str]:
    """Return the columns, by cell key, that break a rule."""
    return [key for key, column in COLUMNS.items() if not rule(column)]


# what a layout is ------------------------------------------------------------------------
class Example(Row):
    """A sheet of three columns."""

    sheet_key: ClassVar[str] = "example"
    sheet_title: ClassVar[str] = "例"
    row_key: ClassVar[str] = "name"

    name: Annotated[Line, Column("名称", 20, Filler.PREFILLED)]
    mark: Annotated[MarkCell, Column("評価", help="選んでください。", required=True)]
    total: Annotated[Number, Column("合計", filler=Filler.FORMULA)]


def test_a_layout_follows_the_order_of_the_fields() -> None:
    layout = layout_of(Example)

    assert [column.header for column in layout.columns] == ["名称", "評価", "合計"]
    assert [layout.index(name) for name in ("name", "mark", "total")] == [0, 1, 2]
    assert (layout.key, layout.title) == ("example", "例")


def test_a_column_knows_its_cell_and_its_choices() -> None:
    column = layout_of(Example).on(SCALE).by_field("mark")

    assert column.cell.nature is Nature.CHOICE
    assert column.choices == tuple(mark.value for mark in SCALE.marks)
    assert layout_of(Example).by_field("name").choices == ()


def test_only_what_is_sent_out_to_be_filled_is_an_input() -> None:
    assert [column.is_input for column in layout_of(Example).columns] == [False, True, False]


def test_a_formula_is_never_read() -> None:
    assert [column.field for column in layout_of(Example).read_columns] == ["name", "mark"]


def test_the_row_key_is_a_column() -> None:
    key = layout_of(Example).row_key

    assert key is not None
    assert (key.field, layout_of(Example).cell_key(key.field)) == ("name", "example.name")


def test_a_sheet_may_have_no_row_key() -> None:
    assert layout_of(MetaRow).row_key is None


def test_an_unknown_field_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="nothing"):
        layout_of(Example).by_field("nothing")


@pytest.mark.parametrize(
    ("annotation", "message"),
    [
        (Line, "ASheet.name: exactly one Column expected, got 0"),
        (Annotated[str, Column("名称")], "ASheet.name: exactly one CellType expected, got 0"),
        (str, "ASheet.name: exactly one CellType expected, got 0"),
        (
            Annotated[Line, Column("名称"), Column("氏名")],
            "ASheet.name: exactly one Column expected, got 2",
        ),
    ],
)
def test_a_field_that_is_not_declared_in_full_is_refused(annotation: Any, message: str) -> None:
    with pytest.raises(TypeError) as caught:
        layout_of(a_model(annotation))

    assert str(caught.value) == message


# what holds for every sheet --------------------------------------------------------------
def test_every_model_of_the_program_is_looked_at() -> None:
    declared = {m for m in Row.__subclasses__() if m.__module__.startswith("evaluator.")}

    assert declared == set(MODELS)
    assert set(TABLES) | set(FORM) <= declared


def test_sheet_keys_are_unique_over_all_workbooks() -> None:
    assert [k for k, n in Counter(layout_of(m).key for m in MODELS).items() if n > 1] == []


@pytest.mark.parametrize("name", WORKBOOKS)
def test_sheet_titles_are_unique_in_a_workbook_and_fit_excel(name: str) -> None:
    titles = [layout_of(model).title for model in WORKBOOKS[name]]

    assert len({title.casefold() for title in titles}) == len(titles)
    assert [t for t in titles if len(t) > MAX_SHEET_NAME or re.search(r"[\[\]:*?/\\]", t)] == []


@pytest.mark.parametrize("model", MODELS)
def test_headers_are_unique_on_a_sheet(model: type[Row]) -> None:
    headers = Counter(column.header for column in layout_of(model).columns)

    assert [header for header, count in headers.items() if count > 1] == []


@pytest.mark.parametrize("model", [model for model in MODELS if model.row_key])
def test_a_row_key_is_a_column_that_is_read(model: type[Row]) -> None:
    assert layout_of(model).row_key in layout_of(model).read_columns


def test_every_header_is_japanese() -> None:
    assert breaking(lambda c: JAPANESE.search(c.header) or c.header in NAMES_OF_THEIR_OWN) == []


def test_every_header_fits_the_title_of_an_input_message() -> None:
    assert breaking(lambda c: 0 < len(c.header.strip()) == len(c.header) <= MAX_TITLE) == []


def test_every_help_is_japanese_and_ends_as_a_sentence() -> None:
    helps = {key: column.column.help for key, column in COLUMNS.items() if column.column.help}

    assert len(helps) > 10
    assert [k for k, text in helps.items() if not JAPANESE.search(text) or text[-1] != "。"] == []


def test_every_help_is_shown_whole_by_excel() -> None:
    assert breaking(lambda c: len(c.column.help) <= MAX_MESSAGE) == []


def test_every_list_of_choices_fits_into_excels_validation() -> None:
    assert breaking(lambda c: len(",".join(c.choices)) <= MAX_CHOICES) == []
    assert breaking(lambda c: not any("," in choice for choice in c.choices)) == []


def test_every_column_is_wide_enough_to_be_seen() -> None:
    assert breaking(lambda c: 5 <= c.column.width <= 255) == []


def test_a_limit_of_characters_is_for_text_only() -> None:
    limited = {key: c for key, c in COLUMNS.items() if c.column.max_length is not None}

    assert limited
    assert [key for key, c in limited.items() if c.cell.nature is not Nature.TEXT] == []


def test_a_limit_of_characters_is_told_to_who_writes() -> None:
    form = {f"{layout_of(model).key}." for model in FORM}
    limited = {
        key: c
        for key, c in COLUMNS.items()
        if c.column.max_length and c.is_input and key.startswith(tuple(form))
    }

    assert limited
    assert [
        key for key, c in limited.items() if f"{c.column.max_length}字以内" not in c.column.help
    ] == []


def test_choices_come_from_one_place() -> None:
    assert (
        breaking(
            lambda c: (
                (
                    [bool(c.choices), bool(c.column.choices_from), bool(c.column.suggestions_from)]
                ).count(True)
                <= 1
            )
        )
        == []
    )


def test_a_required_answer_of_the_form_says_what_to_do() -> None:
    silent = [
        layout_of(model).cell_key(column.field)
        for model in FORM
        for column in layout_of(model).columns
        if column.is_input and column.column.required and not column.column.help
    ]

    assert silent == []


def test_the_marks_are_offered_best_first() -> None:
    assert layout_of(MeasureAnswer).on(SCALE).by_field("self_mark").choices == ("◎", "○", "△", "×")
