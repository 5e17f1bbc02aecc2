"""What the program has to know of a sheet of answers: its model, its rows and its rules.

Writer, cover, legend, live status, reader, carrying over, comparison, checks and open data go
through the sheets of the registry and know none of them by name.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, Final, Generic

from evaluator.catalogue import Catalogue
from evaluator.form.part import NOTHING, Given, Inputs, Part
from evaluator.form.sheets.conditions import Condition
from evaluator.form.sheets.scope import Scope
from evaluator.model import MeasureId, MinistryName, Withheld
from evaluator.scale import Scale
from evaluator.sheets.layout import Column, Filler, Layout, Row, layout_of
from evaluator.sheets.table import R

GIVEN: Final = Filler.PREFILLED
STATE: Final = Column("状態", 8, Filler.FORMULA, centre=True)
REMARK: Final = Column("確認事項", 28, Filler.FORMULA)
WITHHELD: Final = Column(
    "非公表",
    9,
    help="公表できない回答は「非公表」を選んでください。件数に数え、公表する資料には載せません。",
    centre=True,
    internal=True,
)
"""Stands right of all columns of a sheet whose rows are answers one by one."""
ATTRIBUTION_HELP: Final = (
    "連名の場合は「、」で区切って記入してください。空欄なら貴府省庁名とします。"
)


@dataclass(frozen=True)
class Need:
    """A field that has to be filled where the condition holds (always without one)."""

    field: str
    when: Condition | None = None


@dataclass(frozen=True)
class Doubt:
    """A condition under which the form asks for the row to be looked at, and why."""

    when: Condition
    says: str


@dataclass(frozen=True)
class How:
    """A step of the instructions on the cover; '' where another sheet's step tells it too."""

    text: str
    where: tuple[str, ...] = ()
    """What else has to be asked, sheets and columns by key, for it to be said so."""


@dataclass(frozen=True)
class ChoiceList:
    """Choices that are data of the round: what columns call them, and what the legend does."""

    name: str
    header: str | Callable[[Catalogue], str]
    items: Callable[[Catalogue], Sequence[str]]
    by_id: Callable[[Catalogue], Mapping[str, str]] | None = None
    """The same by what stays when a choice is called otherwise, where there is such a thing."""

    def header_in(self, catalogue: Catalogue) -> str:
        """Return what the list is called in a round."""
        return self.header if isinstance(self.header, str) else self.header(catalogue)


def _nothing_closed(_catalogue: Catalogue, _ministry: MinistryName, _row: Any) -> frozenset[str]:
    return frozenset()


def _nothing_else(_catalogue: Catalogue, _row: Any) -> Mapping[str, object]:
    return {}


def _no_words(_cells: Mapping[str, str], _scope: Scope) -> Mapping[str, str]:
    return {}


def _the_same(_before: Any, _now: Any) -> bool:
    return True


def _everybody(_catalogue: Catalogue, _part: Part) -> bool:
    return True


def _no_measure(_catalogue: Catalogue, _row: Any) -> tuple[MeasureId, ...]:
    return ()


def _as_declared(_catalogue: Catalogue) -> Mapping[str, str]:
    return {}


def _as_it_is(row: R) -> R:
    return row


@dataclass(frozen=True, eq=False)
class FormSheet(Generic[R]):
    """A sheet of answers. All but the model and its rows may be left out."""

    model: type[R]
    rows: Callable[[Catalogue, Part, Given], Sequence[R]]
    """The rows as issued: what is printed, and the answers that were given for them."""
    note: str = ""
    """Stands above the table; {year} is the year that is asked about."""
    how: tuple[How, ...] = ()
    """A step of the instructions on the cover: the first that fits what is asked."""
    needs: tuple[Need, ...] = ()
    """What is required beyond the columns' own word, or in place of it."""
    doubts: tuple[Doubt, ...] = ()
    since: int = 1
    """The version of the form that first had the sheet: of an older form it is not asked."""
    is_issued: Callable[[Catalogue, Part], bool] = _everybody
    """Whether the sheet is in this ministry's form at all."""
    still: Callable[[R, R], bool] = _the_same
    """Whether an answer to a row as issued answers the row of that key as it would be now."""
    closed: Callable[[Catalogue, MinistryName, R], frozenset[str]] = _nothing_closed
    """The inputs of a row that are not for this ministry to fill; all, if the row is not."""
    formerly: Callable[[Catalogue, R], Mapping[str, object]] = _nothing_else
    """What forms that are out have printed in a row otherwise than it would be printed now."""
    heads: Callable[[Catalogue], Mapping[str, str]] = _as_declared
    """What columns are called where the round says so, by field; '' where it has no use for one."""
    lists: tuple[ChoiceList, ...] = ()
    """Choices that this sheet brings along."""
    formulas: Mapping[str, str] = field(default_factory=dict)
    """Of formula columns other than 状態 and 確認事項: the formula, with fields in braces."""
    words: Callable[[Mapping[str, str], Scope], Mapping[str, str]] = _no_words
    """Further words of its formulas, given the row's cells by field."""
    looks_into: tuple[type[Row], ...] = ()
    """The sheets that its formulas look into: no form has it without them."""
    bears_on_mark: tuple[str, ...] = ()
    """The answers that a decision on a measure's mark rests on."""
    measures_of: Callable[[Catalogue, R], Sequence[MeasureId]] = _no_measure
    """The measures that a row speaks of."""
    open_data: str = ""
    """The table of the open data that holds the rows as they are; '' where another does."""
    published: Callable[[R], R | None] = _as_it_is
    """What of a row is for the public; None if nothing is."""
    counted: tuple[str, ...] = ()
    """What of a withheld row the public is told too, because it is counted by it."""
    may_say_none: bool = False
    """Whether a row with nothing but 「該当なし」 says that there is none to tell."""
    named: Callable[[R], str] | None = None
    """Of a sheet without keys: what names a row that was printed into it."""
    on_cover: bool = False
    """The contact's table stands on the cover, every other one on a sheet of its own."""

    @property
    def key(self) -> str:
        """What names the sheet inside the file and everywhere in the program."""
        return self.model.sheet_key

    @property
    def title(self) -> str:
        """The sheet's name as issued."""
        return self.model.sheet_title

    @property
    def layout(self) -> Layout:
        """The sheet's columns."""
        return layout_of(self.model)

    @staticmethod
    def is_withheld(row: Row) -> bool:
        """Whether its ministry does not want an answer published."""
        return getattr(row, "withheld", None) is Withheld.YES

    @cached_property
    def inputs(self) -> tuple[str, ...]:
        """The fields that are filled in."""
        return tuple(c.field for c in self.layout.columns if c.is_input)

    @cached_property
    def all_needs(self) -> tuple[Need, ...]:
        """All that a row needs in which no input is closed."""
        special = {need.field for need in self.needs}
        plain = [c.field for c in self.layout.columns if c.is_input and c.column.required]
        return (*(Need(name) for name in plain if name not in special), *self.needs)

    def needs_beside(self, closed: frozenset[str]) -> tuple[Need, ...]:
        """Return all that a row needs, of a row in which some inputs are closed."""
        return _needs_beside(self, closed)

    def closed_in(self, catalogue: Catalogue, ministry: MinistryName, row: R) -> frozenset[str]:
        """Return the inputs of a row that are not for this ministry to fill in this round."""
        return self.closed(catalogue, ministry, row) | catalogue.programme.left_out(self.key)

    def layout_in(self, catalogue: Catalogue) -> Layout:
        """Return the columns as a round has them: on its scale, what it does not ask for hidden."""
        heads = tuple(self.heads(catalogue).items())
        left_out = catalogue.programme.left_out(self.key)
        return _layout_in(self.model, catalogue.scale, heads, left_out)

    def step(self, asked: Collection[str]) -> str:
        """Return its step of the instructions, given the sheets and columns that are asked."""
        return next((how.text for how in self.how if all(n in asked for n in how.where)), "")

    def is_in(self, catalogue: Catalogue, part: Part) -> bool:
        """Whether the sheet stands in this form; in a supplement, if it asks for rows of it."""
        is_asked = part.asked is None or self.on_cover or self.key in part.asked
        return is_asked and self._is_issued(catalogue, part)

    def _is_issued(self, catalogue: Catalogue, part: Part) -> bool:
        return self.key in catalogue.programme.sheets and self.is_issued(catalogue, part)

    def rows_in(self, catalogue: Catalogue, part: Part, given: Given = NOTHING) -> Sequence[R]:
        """Return the rows of this form as issued; of a supplement only those it asks for."""
        rows = self.rows(catalogue, part, given)
        if part.asked is None or self.on_cover:
            return rows
        names = part.asked.get(self.key, ())
        return [row for row in rows if self.name_of(row) in names]

    def name_of(self, row: R) -> str:
        """Return what names a row as issued; '' where nothing does."""
        if self.model.row_key:
            return str(getattr(row, self.model.row_key))
        return self.named(row) if self.named else ""

    def printed(self, catalogue: Catalogue, part: Part) -> dict[str, R]:
        """Return the rows of a form as issued, by name; none where nothing names them."""
        is_named = bool(self.model.row_key) or self.named is not None
        if not is_named or not self._is_issued(catalogue, part):
            return {}
        return {self.name_of(row): row for row in self.rows_in(catalogue, part)}

    def issued(self, catalogue: Catalogue, part: Part) -> dict[str, R]:
        """Return the same by key; none where rows have none."""
        return self.printed(catalogue, part) if self.model.row_key else {}


@lru_cache(maxsize=256)
def _layout_in(
    model: type[Row],
    scale: Scale,
    heads: tuple[tuple[str, str], ...],
    left_out: frozenset[str],
) -> Layout:
    called = {name: head for name, head in heads if head}
    unused = frozenset(name for name, head in heads if not head)
    return layout_of(model).on(scale).headed(called).hiding(left_out | unused)


@lru_cache(maxsize=256)
def _needs_beside(sheet: FormSheet[Any], closed: frozenset[str]) -> tuple[Need, ...]:
    return tuple(need for need in sheet.all_needs if need.field not in closed)


def row_of(model: type[R], printed: Mapping[str, object], given: Inputs | None = None) -> R:
    """Return a row as issued: what is printed, what was given, and blank inputs."""
    return model.model_validate({**layout_of(model).blanks, **printed, **(given or {})})


def one_row(model: type[R]) -> Callable[[Catalogue, Part, Given], Sequence[R]]:
    """Return how a sheet of one row is issued."""

    def rows(_catalogue: Catalogue, _part: Part, given: Given) -> Sequence[R]:
        return [row_of(model, {}, *given.added[:1])]

    return rows


def added_rows(model: type[R]) -> Callable[[Catalogue, Part, Given], Sequence[R]]:
    """Return how a sheet is issued on which nothing is printed but what was given."""

    def rows(_catalogue: Catalogue, _part: Part, given: Given) -> Sequence[R]:
        return [row_of(model, {}, inputs) for inputs in given.added]

    return rows
