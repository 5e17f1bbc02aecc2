"""The open data: long tables, one value a cell, each field declared once, as a model's field.

The column heads, the JSON schema, the Table Schema of `datapackage.json` and the types of the
Parquet columns are all derived from these models.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Final

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from evaluator.catalogue.succession import Kind, Predecessor
from evaluator.findings import CellRef
from evaluator.model import (
    Basis,
    Direction,
    DomainGroup,
    KpiKind,
    Mark,
    MarkSource,
    MinistryName,
    Phase,
    Unrated,
    ValueBasis,
)
from evaluator.results.annex import Bullet
from evaluator.results.change import Before, Movement, Transition
from evaluator.results.marks import MeasureResult
from evaluator.results.results import Results


class TidyRow(BaseModel):
    """Base of the tables: a field's title is its column head."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    table: ClassVar[str]
    title: ClassVar[str]
    key: ClassVar[tuple[str, ...]]

    @classmethod
    def heads(cls) -> tuple[str, ...]:
        """The column heads, in order."""
        return tuple(str(field.title) for field in cls.model_fields.values())


def _field(title: str, description: str, unit: str = "") -> Any:
    if unit:
        return Field(title=title, description=description, json_schema_extra={"unit": unit})
    return Field(title=title, description=description)


Year = Annotated[
    int, _field("年度", "年度が始まる西暦年（2025は2025年4月から2026年3月まで）", "年")
]
MeasureKey = Annotated[str, _field("施策ID", "施策の識別子")]
Ministry = Annotated[str, _field("府省庁", "府省庁の名称")]
File = Annotated[str | None, _field("記入ファイル", "値が記入されていたファイルの名前")]
Sheet = Annotated[str | None, _field("記入シート", "値が記入されていたシートの名前")]
Cell = Annotated[str | None, _field("記入セル", "値が記入されていたセルの番地")]
CategoryKey = Annotated[
    str, _field("施策分類番号", "施策分類の識別子。施策一覧の番号の前にCを付けたもの")
]
DomainKey = Annotated[
    str, _field("領域番号", "領域又はその内訳の識別子。施策一覧の番号の前にDを付けたもの")
]
Number = Annotated[Decimal | None, WithJsonSchema({"type": ["number", "null"]})]


class RatingRow(TidyRow):
    """One measure with its mark."""

    table: ClassVar[str] = "ratings"
    title: ClassVar[str] = "施策の評価"
    key: ClassVar[tuple[str, ...]] = ("year", "measure_id")

    year: Year
    measure_id: MeasureKey
    measure: Annotated[str, _field("施策名", "施策の名称")]
    category_id: CategoryKey
    category: Annotated[str, _field("施策分類", "施策分類の名称（先頭の番号を除く）")]
    subcategory_id: Annotated[
        str, _field("施策小分類番号", "施策小分類の識別子。番号の前にCを付けたもの")
    ]
    subcategory: Annotated[str, _field("施策小分類", "施策小分類の名称（先頭の番号を除く）")]
    lead: Annotated[str | None, _field("主担当", "主担当の府省庁。共同の施策は空欄")]
    mark: Annotated[Mark | None, _field("評価", "◎・○・△・× の評価。ない場合は空欄")]
    source: Annotated[MarkSource, _field("評価の種類", "「評価」がどの評価によるか")]
    self_mark: Annotated[Mark | None, _field("自己評価", "府省庁の自己評価。ない場合は空欄")]
    proposed_mark: Annotated[
        Mark | None, _field("試算評価", "評価基準による試算。公式の評価ではない。ない場合は空欄")
    ]
    state: Annotated[
        str, _field("評価の状態", "評価あり、又は評価がない理由（未判定・未提出など）")
    ]
    basis: Annotated[Basis | None, _field("実績見込みの別", "年度末までの予定を含む場合は見込み")]
    progress: Annotated[str | None, _field("進捗状況", "評価した府省庁が記入した進捗状況")]
    file: File
    sheet: Sheet
    cell: Cell


class MeasureMinistryRow(TidyRow):
    """One ministry of a measure."""

    table: ClassVar[str] = "measure_ministries"
    title: ClassVar[str] = "施策の府省庁"
    key: ClassVar[tuple[str, ...]] = ("year", "measure_id", "ministry")

    year: Year
    measure_id: MeasureKey
    ministry: Ministry
    role: Annotated[str, _field("役割", "主担当又は関係府省庁")]


class MeasureDomainRow(TidyRow):
    """One domain that a measure is tagged with."""

    table: ClassVar[str] = "measure_domains"
    title: ClassVar[str] = "施策の領域"
    key: ClassVar[tuple[str, ...]] = ("year", "measure_id", "domain_id")

    year: Year
    measure_id: MeasureKey
    domain_id: DomainKey
    group: Annotated[DomainGroup, _field("領域区分", "戦略領域又は重要領域")]
    domain: Annotated[str, _field("領域", "領域の名称")]
    part: Annotated[str | None, _field("領域の内訳", "内訳の名称。ない場合は空欄")]


class KpiValueRow(TidyRow):
    """One KPI with its value of the year."""

    table: ClassVar[str] = "kpi_values"
    title: ClassVar[str] = "KPIの値"
    key: ClassVar[tuple[str, ...]] = ("year", "kpi_id")

    year: Year
    kpi_id: Annotated[str, _field("KPI番号", "KPIの識別子")]
    measure_id: MeasureKey
    ministry: Annotated[str, _field("府省庁", "値を回答する府省庁")]
    kpi: Annotated[str, _field("KPI", "KPIの名称")]
    is_main: Annotated[bool, _field("主KPI", "施策を代表するKPIか")]
    kind: Annotated[KpiKind, _field("KPIの種類", "値の性質")]
    direction: Annotated[Direction, _field("望ましい方向", "増又は減")]
    unit: Annotated[str | None, _field("単位", "基準値・目標値・実績値の単位")]
    baseline: Annotated[Number, _field("基準値", "基準年度の値。単位は「単位」の列")]
    baseline_year: Annotated[int | None, _field("基準年度", "西暦", "年")]
    target: Annotated[Number, _field("目標値", "目標年度の値。単位は「単位」の列")]
    target_year: Annotated[int | None, _field("目標年度", "西暦", "年")]
    value: Annotated[Number, _field("実績値", "回答された値。単位は「単位」の列")]
    value_state: Annotated[
        str, _field("実績値の状態", "実績・見込み・未公表・未記入・未提出のいずれか")
    ]
    as_of: Annotated[date | None, _field("時点", "値の時点（YYYY-MM-DD）")]
    note: Annotated[str | None, _field("備考", "府省庁が記入した補足")]
    file: File
    sheet: Sheet
    cell: Cell


class OutcomeRow(TidyRow):
    """One bullet of part 1 of the annex."""

    table: ClassVar[str] = "outcomes"
    title: ClassVar[str] = "成果例"
    key: ClassVar[tuple[str, ...]] = ("year", "bullet_id")

    year: Year
    bullet_id: Annotated[str, _field("掲載ID", "掲載項目の識別子")]
    category_id: CategoryKey
    category: Annotated[str, _field("施策分類", "施策分類の名称（先頭の番号を除く）")]
    heading: Annotated[str | None, _field("見出し", "見出し（先頭の番号を除く）。ない場合は空欄")]
    order: Annotated[int, _field("掲載順", "見出しの中での順")]
    text: Annotated[str, _field("成果", "別紙に掲載した文")]
    ministry: Annotated[str, _field("回答府省庁", "回答した府省庁。表記は attributions にある")]
    file: File
    sheet: Sheet
    cell: Cell


class ActivityRow(TidyRow):
    """One bullet of part 2 of the annex, or a domain without any."""

    table: ClassVar[str] = "domain_activities"
    title: ClassVar[str] = "領域別の取組"
    key: ClassVar[tuple[str, ...]] = ("year", "domain_id", "order")

    year: Year
    domain_id: DomainKey
    group: Annotated[DomainGroup, _field("領域区分", "戦略領域又は重要領域")]
    domain: Annotated[str, _field("領域", "領域の名称")]
    part: Annotated[str | None, _field("領域の内訳", "内訳の名称。ない場合は空欄")]
    order: Annotated[int, _field("掲載順", "領域の中での順。取組がない領域は0")]
    state: Annotated[str, _field("取組の有無", "取組あり・取組なし・未確定のいずれか")]
    bullet_id: Annotated[str | None, _field("掲載ID", "掲載項目の識別子。取組がない領域は空欄")]
    text: Annotated[str | None, _field("取組", "別紙に掲載した文。取組がない領域は空欄")]
    phase: Annotated[Phase | None, _field("進行フェーズ", "標準化の進み具合。回答がない場合は空欄")]
    ministry: Annotated[str | None, _field("回答府省庁", "回答した府省庁。取組がない領域は空欄")]
    file: File
    sheet: Sheet
    cell: Cell


class AttributionRow(TidyRow):
    """One ministry that a bullet is attributed to."""

    table: ClassVar[str] = "attributions"
    title: ClassVar[str] = "掲載項目の府省庁"
    key: ClassVar[tuple[str, ...]] = ("year", "bullet_id", "order")

    year: Year
    bullet_id: Annotated[str, _field("掲載ID", "outcomes 又は domain_activities の掲載ID")]
    order: Annotated[int, _field("記載順", "掲載項目の中での順")]
    ministry: Annotated[str, _field("府省庁の表記", "府省庁の名称、又は関係省庁などの総称")]


class ChangeRow(TidyRow):
    """One measure of this year with one that it continues, or one that is new or has ended."""

    table: ClassVar[str] = "changes"
    title: ClassVar[str] = "前年からの変化"
    key: ClassVar[tuple[str, ...]] = ("year", "number")

    year: Year
    number: Annotated[int, _field("変化番号", "通し番号。統合された施策は前年の施策ごとに1行")]
    kind: Annotated[Kind, _field("変化の種類", "前年の施策との関係")]
    movement: Annotated[
        Movement, _field("評価の変化", "今年の施策の評価が前年と比べてどうなったか")
    ]
    measure_id: Annotated[str | None, _field("施策ID", "今年の施策。終了した施策は空欄")]
    measure: Annotated[str | None, _field("施策名", "今年の施策の名称。終了した施策は空欄")]
    mark: Annotated[Mark | None, _field("評価", "今年の評価。ない場合は空欄")]
    state: Annotated[str, _field("評価の状態", "評価あり、又は今年の評価がない理由")]
    previous_id: Annotated[str | None, _field("前年の施策ID", "新設の施策は空欄")]
    previous: Annotated[str | None, _field("前年の施策名", "新設の施策は空欄")]
    previous_mark: Annotated[Mark | None, _field("前年の評価", "前年の施策の評価。ない場合は空欄")]
    previous_state: Annotated[
        str, _field("前年の評価の状態", "評価あり、又は前年の評価がない理由（評価なし・新設）")
    ]
    note: Annotated[str | None, _field("備考", "前年の施策との関係についての補足")]


class FindingRow(TidyRow):
    """One finding."""

    table: ClassVar[str] = "findings"
    title: ClassVar[str] = "指摘"
    key: ClassVar[tuple[str, ...]] = ("year", "number")

    year: Year
    number: Annotated[int, _field("指摘番号", "指摘の通し番号")]
    code: Annotated[str, _field("指摘コード", "指摘の種類")]
    severity: Annotated[str, _field("重さ", "エラー・警告・情報のいずれか")]
    message: Annotated[str, _field("内容", "何が問題か")]
    remedy: Annotated[str, _field("直し方", "どう直すか")]
    file: File
    sheet: Sheet
    cell: Cell


# text as it may stand in open data ---------------------------------------------------------
_NUMBERED: Final = re.compile(r"^\s*(?:[①-⑳㉑-㊿]|[(（][0-9０-９]+[)）])\s*")


def unnumbered(label: str) -> str:
    """Return a label without the number it begins with; that stands in a column of its own."""
    return _NUMBERED.sub("", label)


def portable(text: str) -> str:
    """Return a text on one line without platform-dependent signs: ① → (1), ㈱ → (株).

    Names of people and places keep their letters, whatever their origin.
    """
    return " ".join("".join(map(_portable_sign, text)).split())


def _portable_sign(sign: str) -> str:
    if not any(first <= sign <= last for first, last in _PLATFORM_SIGNS):
        return sign
    plain = unicodedata.normalize("NFKC", sign)
    return f"({plain})" if plain.isdecimal() else plain


_PLATFORM_SIGNS: Final = (
    ("\u2116", "\u2121"),  # № ℡
    ("\u2160", "\u217f"),  # Ⅰ
    ("\u2460", "\u24ff"),  # ①
    ("\u3220", "\u33ff"),  # ㈱ ㊤ ㍻ ㎏
)


# the tables --------------------------------------------------------------------------------
@dataclass(frozen=True)
class TidyTable:
    """A table with its rows."""

    model: type[TidyRow]
    rows: tuple[TidyRow, ...]


def tidy_tables(report: Results) -> tuple[TidyTable, ...]:
    """Return every table of a round."""
    return tuple(TidyTable(model, tuple(make(report))) for model, make in _TABLES)


def _where(ref: CellRef | None) -> dict[str, str | None]:
    if ref is None:
        return dict.fromkeys(("file", "sheet", "cell"))
    return {"file": ref.file or None, "sheet": ref.sheet or None, "cell": ref.cell or None}


def category_key(number: str) -> str:
    """Return a category's or subcategory's identifier: 1-1 alone Excel would take for a date."""
    return f"C{number}"


def domain_key(number: str) -> str:
    """Return the identifier of a domain or of a part of one."""
    return f"D{number}"


def _ratings(report: Results) -> Iterator[RatingRow]:
    catalogue = report.catalogue
    for result, rated in zip(report.marks, report.rated, strict=True):
        subcategory = catalogue.subcategory_by_id[result.measure.subcategory_id]
        category = catalogue.category_by_id[subcategory.category_id]
        answer = _rater_answer(result)
        yield RatingRow(
            year=catalogue.round.fiscal_year,
            measure_id=result.measure.id,
            measure=portable(result.measure.title),
            category_id=category_key(category.id),
            category=portable(unnumbered(category.name)),
            subcategory_id=category_key(subcategory.id),
            subcategory=portable(unnumbered(subcategory.name)),
            lead=result.measure.lead,
            mark=result.mark if isinstance(result.mark, Mark) else None,
            source=report.source,
            self_mark=rated.self_mark,
            proposed_mark=rated.proposal.mark,
            state=result.mark.value if isinstance(result.mark, Unrated) else "評価あり",
            basis=answer.basis if answer else None,
            progress=portable(answer.progress) or None if answer else None,
            **_where(result.evidence[0] if result.evidence else None),
        )


def _rater_answer(result: MeasureResult) -> Any:
    """Return the row of the first ministry whose mark counts."""
    given = [result.answers[name] for name in result.said_by if name in result.answers]
    return given[0].row if given else None


def _measure_ministries(report: Results) -> Iterator[MeasureMinistryRow]:
    for measure in report.catalogue.measures:
        for ministry in measure.ministries:
            yield MeasureMinistryRow(
                year=report.catalogue.round.fiscal_year,
                measure_id=measure.id,
                ministry=ministry,
                role="主担当" if ministry == measure.lead else "関係府省庁",
            )


def _measure_domains(report: Results) -> Iterator[MeasureDomainRow]:
    for measure in report.catalogue.measures:
        for domain in measure.domains:
            row = report.catalogue.domain_by_id[domain]
            yield MeasureDomainRow(
                year=report.catalogue.round.fiscal_year,
                measure_id=measure.id,
                domain_id=domain_key(row.id),
                group=row.group,
                domain=portable(row.domain),
                part=portable(row.part) or None,
            )


def _kpi_values(report: Results) -> Iterator[KpiValueRow]:
    catalogue = report.catalogue
    for kpi in catalogue.kpis:
        ministry = catalogue.measure_by_id[kpi.measure_id].kpi_respondent
        located = _kpi_answer(report, ministry, kpi.id)
        row = located.row if located else None
        basis = row.basis if row else None
        yield KpiValueRow(
            year=catalogue.round.fiscal_year,
            kpi_id=kpi.id,
            measure_id=kpi.measure_id,
            ministry=ministry,
            kpi=portable(kpi.name),
            is_main=kpi.main,
            kind=kpi.kind,
            direction=kpi.direction,
            unit=portable(kpi.unit) or None,
            baseline=kpi.baseline,
            baseline_year=kpi.baseline_year,
            target=kpi.target,
            target_year=kpi.target_year,
            value=row.actual if row and basis is not ValueBasis.NOT_YET else None,
            value_state=_value_state(ministry in report.submissions, row),
            as_of=row.as_of if row else None,
            note=portable(row.note) or None if row else None,
            **_where(located.ref("actual") if located else None),
        )


def _kpi_answer(report: Results, ministry: MinistryName, kpi_id: str) -> Any:
    submission = report.submissions.get(ministry)
    rows = submission.kpis.rows if submission else ()
    return next((located for located in rows if located.row.kpi_id == kpi_id), None)


def _value_state(submitted: bool, row: Any) -> str:  # noqa: FBT001  # one of two questions
    if not submitted:
        return Unrated.NOT_SUBMITTED.value
    if row is None or (row.actual is None and row.basis is not ValueBasis.NOT_YET):
        return "未記入"
    return str(row.basis or "区分未記入")


def _outcomes(report: Results) -> Iterator[OutcomeRow]:
    for section in report.annex.categories:
        for group in section.groups:
            for order, bullet in enumerate(group.bullets, start=1):
                yield OutcomeRow(
                    year=report.catalogue.round.fiscal_year,
                    bullet_id=bullet_id(bullet),
                    category_id=category_key(section.category.id),
                    category=portable(unnumbered(section.category.name)),
                    heading=portable(unnumbered(group.heading)) or None,
                    order=order,
                    text=portable(bullet.text),
                    ministry=bullet.ministry,
                    **_where(bullet.where),
                )


def _activities(report: Results) -> Iterator[ActivityRow]:
    for section in report.annex.domains:
        row = section.row
        head = {
            "year": report.catalogue.round.fiscal_year,
            "domain_id": domain_key(row.id),
            "group": row.group,
            "domain": portable(row.domain),
            "part": portable(row.part) or None,
        }
        for order, bullet in enumerate(section.bullets, start=1):
            yield ActivityRow.model_validate(
                head
                | {
                    "order": order,
                    "state": "取組あり",
                    "bullet_id": bullet_id(bullet),
                    "text": portable(bullet.text),
                    "phase": bullet.phase,
                    "ministry": bullet.ministry,
                }
                | _where(bullet.where)
            )
        if not section.bullets:
            state = "未確定" if section.open else "取組なし"
            nothing = dict.fromkeys(("bullet_id", "text", "phase", "ministry"))
            yield ActivityRow.model_validate(
                head | {"order": 0, "state": state} | nothing | _where(None)
            )


def bullet_id(bullet: Bullet) -> str:
    """Return what names a bullet in the open data."""
    return f"B-{bullet.key}"


def _attributions(report: Results) -> Iterator[AttributionRow]:
    bullets = [bullet for section in report.annex.categories for bullet in section.bullets]
    bullets += [bullet for section in report.annex.domains for bullet in section.bullets]
    for bullet in bullets:
        for order, name in enumerate(bullet.names, start=1):
            yield AttributionRow(
                year=report.catalogue.round.fiscal_year,
                bullet_id=bullet_id(bullet),
                order=order,
                ministry=portable(name),
            )


def _changes(report: Results) -> Iterator[ChangeRow]:
    links: list[tuple[Transition, Predecessor | None]] = [
        (each, previous)
        for each in (report.changes.transitions if report.changes else ())
        for previous in each.previous or (None,)
    ]
    for number, (each, previous) in enumerate(links, start=1):
        mark = previous.mark if previous else None
        yield ChangeRow(
            year=report.catalogue.round.fiscal_year,
            number=number,
            kind=each.kind,
            movement=each.movement,
            measure_id=each.measure.id if each.measure else None,
            measure=portable(each.measure.title) if each.measure else None,
            mark=each.after if isinstance(each.after, Mark) else None,
            state="評価あり" if isinstance(each.after, Mark) else each.after.value,
            previous_id=previous.id if previous else None,
            previous=(portable(previous.title) or None) if previous else None,
            previous_mark=mark,
            previous_state="評価あり" if mark else (Before.UNRATED if previous else Before.NEW),
            note=(portable(previous.note) or None) if previous else None,
        )


def _findings(report: Results) -> Iterator[FindingRow]:
    for number, finding in enumerate(report.findings, start=1):
        yield FindingRow(
            year=report.catalogue.round.fiscal_year,
            number=number,
            code=finding.code,
            severity=finding.severity,
            message=portable(finding.message),
            remedy=portable(finding.remedy),
            **_where(finding.where),
        )


_TABLES: Final[tuple[tuple[type[TidyRow], Callable[[Results], Iterator[TidyRow]]], ...]] = (
    (RatingRow, _ratings),
    (MeasureMinistryRow, _measure_ministries),
    (MeasureDomainRow, _measure_domains),
    (KpiValueRow, _kpi_values),
    (OutcomeRow, _outcomes),
    (ActivityRow, _activities),
    (AttributionRow, _attributions),
    (ChangeRow, _changes),
    (FindingRow, _findings),
)
MODELS: Final[Mapping[str, type[TidyRow]]] = {model.table: model for model, _ in _TABLES}
