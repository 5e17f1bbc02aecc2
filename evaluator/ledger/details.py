"""What can happen in a round, and what only that has to say: a class for each kind of event.

The next kind is a class here and its name in `EVENT_KINDS`; nothing else lists them. What it
changes for where a round stands, if anything, is said in `state.py`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache, reduce
from operator import or_
from typing import Annotated, Any, ClassVar, Final, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, field_validator

from evaluator.sheets.normalise import text


class Details(BaseModel):
    """What an event says besides who, when and why.

    A field that is added later needs a default, for the events that stand in ledgers already.
    One that a newer program wrote is kept as it is.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    kind: ClassVar[str]
    """What stands in ledgers: never rename one."""
    label: ClassVar[str]
    """The kind as readers see it."""

    def record(self) -> dict[str, Any]:
        """Return the details for JSON: what was said, and no default that was not."""
        return self.model_dump(mode="json", exclude_unset=True)


# what is asked of the ministries ------------------------------------------------------------
class CatalogueChanged(Details):
    """The catalogue says something else than before; the event's hash is that of its workbook."""

    kind, label = "catalogue changed", "施策一覧の変更"

    content: str
    """The hash of what it says, which forms carry too and under which its bytes are kept."""
    before: str = ""
    """That of the version before; '' if it is the first on record."""
    heirs: dict[str, str] = {}
    """Of ministries for which another name answers from now on: that name."""


class FormsIssued(Details):
    """Forms were made to be sent out."""

    kind, label = "forms issued", "様式の発行"

    content: str
    """The version of the catalogue from which they were made."""
    forms: dict[str, str]
    """The hash of each file, by the ministry, or part of one, that it is for."""
    supplement: bool = False
    """Whether they ask only for what was added since the ministry's form."""


# a ministry's form -------------------------------------------------------------------------
class FormReceived(Details):
    """A readable form came and is now its ministry's version."""

    kind, label = "received", "受付"

    findings: dict[str, int] = {}
    """How many there were, by severity."""
    issued_to: str = ""
    """The ministry as it was called when the form was issued, if that was an earlier version."""
    inside: str = ""
    """The name of the zip that it came in; '' if it came in none."""
    supplement: bool = False
    """Whether it asks only for what was added since the ministry's form."""
    beside: tuple[str, ...] = ()
    """The hashes of the versions that go on counting beside it, where any do."""


class FormSuperseded(Details):
    """The version that was its ministry's until another came."""

    kind, label = "superseded", "差替え"

    by: str = ""
    """The hash of the other."""


class FormWithdrawn(Details):
    """The version no longer counts, and none takes its place."""

    kind, label = "withdrawn", "取下げ"


class FormAccepted(Details):
    """A person took the version over; it has no errors."""

    kind, label = "accepted", "受理"


class FormReturned(Details):
    """Sent back: a version to be mended, or a file that cannot be used."""

    kind, label = "returned", "差戻し"

    codes: tuple[str, ...] = ()
    """Of the findings that make a file unusable."""
    inside: str = ""
    """The name of the zip that the file came in; '' if it came in none."""


class FilePutAside(Details):
    """A file that cannot be used was settled otherwise: nothing is awaited of it."""

    kind, label = "put aside", "片付け"


class FindingWaived(Details):
    """A finding of a version is let pass; the event says why. Another version has no part in it."""

    kind, label = "waived", "指摘の了承"

    code: str
    sheet: str = ""
    cell: str = ""
    further: tuple[str, ...] = ()
    """Further cells of the sheet that it is about."""
    found: str = ""
    words: dict[str, str] = {}
    """What its sentences are filled with."""
    message: str = ""
    """How it was told, for whoever reads the record; never used."""


# the secretariat's decisions ---------------------------------------------------------------
class MarkDecided(Details):
    """The mark of a measure was settled, or what was settled is taken back."""

    kind, label = "decided", "決定"

    subject: Literal["measure"]
    key: str
    """The measure."""
    value: str | None
    """The mark's sign; None takes it back."""
    proposed: str = ""
    """What the rubric came to at that time."""
    basis: dict[str, str] = {}
    """The answers it was decided on: see `results.grounds`."""
    sheet: str = ""
    """Where in its workbook the decision was read."""
    cell: str = ""
    agrees: bool = False
    """Whether it adds a further reason to the same mark, which another had decided."""


class Adoption(StrEnum):
    """Whether a bullet goes into the annex."""

    ADOPTED = "採用"
    LEFT_OUT = "不採用"


_NO_CHARACTER: Final = re.compile("[\ufffe\uffff]")


class BulletEdit(BaseModel):
    """What is done with a bullet. What is blank stays as the ministry wrote it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    adoption: Adoption = Adoption.ADOPTED
    order: Annotated[int | None, Field(ge=1)] = None
    """Place among the bullets of its heading or domain; those without follow in the usual order."""
    heading: str = ""
    text: str = ""
    attribution: str = ""
    excerpt: str = ""
    """The beginning of the bullet, for whoever reads the record; never used."""

    @field_validator("heading", "text", "attribution")
    @classmethod
    def _printable(cls, value: str) -> str:
        # The same cleaning as of a cell; and what XML cannot hold would stop Word and Excel.
        return _NO_CHARACTER.sub("", str(text(value).value))


class BulletDecided(Details):
    """What is done with a bullet of the annex was settled, or is taken back."""

    kind, label = "decided", "決定"

    subject: Literal["bullet"]
    key: str
    """The bullet, among those of its ministry."""
    value: BulletEdit | None
    """None takes it back."""
    sheet: str = ""
    cell: str = ""


Decided: TypeAlias = MarkDecided | BulletDecided


# remarks ------------------------------------------------------------------------------------
class RemarkMade(Details):
    """Whoever reads a round said something of a measure; no mark and no output hangs on it."""

    kind, label = "remark made", "意見"

    measure: str
    text: str
    title: str = ""
    """What the measure was called then: a later round knows by it what the remark was about."""


class RemarkAnswered(Details):
    """The secretariat answered a remark."""

    kind, label = "remark answered", "意見への回答"

    remark: int
    """The number of the remark's event."""
    text: str
    settles: bool = True
    """Whether nothing more is to be done about it; else it stays open."""


class CarriedAnswered(Details):
    """The secretariat answered a remark of the years before, that the round asks about."""

    kind, label = "carried remark answered", "前年度からの意見への回答"

    remark: str
    """What names it in the register: R07-31."""
    measure: str
    text: str
    settles: bool = True
    """Whether nothing more is to be done about it, whatever its ministry says."""


Remarked: TypeAlias = RemarkMade | RemarkAnswered | CarriedAnswered


# the report --------------------------------------------------------------------------------
class Seal(Details):
    """A final report was published: what it was made from, and what it came to."""

    kind, label = "published", "公表"

    after: int
    """The last event of the ledger that the report takes into account."""
    catalogue: str
    rubric: str
    inputs: dict[str, str]
    """The hash of each ministry's form."""
    marks: dict[str, str]
    program: str
    libraries: dict[str, str]
    outputs: dict[str, str]
    """The hash of each file that was made, by name."""
    template: str = ""
    """The hash of the Word template; '' in a seal of 0.1.0."""
    checks: str = ""
    """The hash of the round's own settings of the checks; '' where it had none, or in 0.1.0."""
    edition: int = 0
    """Which edition it is; 0 in a seal of 0.1.0, which had one place for all of them."""


# taking back ---------------------------------------------------------------------------------
class Undone(Details):
    """An earlier event was taken back; `ledger.undo` says which may be."""

    kind, label = "undone", "取消し"

    event: int
    """The number of the other, which stays in the ledger."""


EVENT_KINDS: tuple[type[Details], ...] = (
    CatalogueChanged,
    FormsIssued,
    FormReceived,
    FormSuperseded,
    FormWithdrawn,
    FormAccepted,
    FormReturned,
    FilePutAside,
    FindingWaived,
    MarkDecided,
    BulletDecided,
    RemarkMade,
    RemarkAnswered,
    CarriedAnswered,
    Seal,
    Undone,
)
"""Everything that can happen. Classes of one kind are told apart by their `subject`."""


def kind_label(kind: str) -> str:
    """Return what readers see of a kind; what stands in the ledger if it is none known."""
    return next((each.label for each in EVENT_KINDS if each.kind == kind), kind)


def details_of(kind: str, values: Mapping[str, Any]) -> Details | None:
    """Return what stands in a ledger as its class; None if there is no such kind.

    ValidationError if it is not what an event of its kind has to say.
    """
    classes = tuple(each for each in EVENT_KINDS if each.kind == kind)
    return _reader(classes).validate_python(values) if classes else None


@cache
def _reader(classes: tuple[type[Details], ...]) -> TypeAdapter[Details]:
    either: Any = reduce(or_, classes)
    if len(classes) > 1:
        either = Annotated[either, Field(discriminator="subject")]
    return TypeAdapter(either)
