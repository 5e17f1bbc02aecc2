"""The annex described: the published shape, decisions on bullets, what may be said of nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook

from evaluator.catalogue import Catalogue
from evaluator.catalogue.rows import TextRow
from evaluator.catalogue.texts import TextKey, Texts
from evaluator.files import Workspace
from evaluator.findings import CellRef
from evaluator.form.sheets import ActivityAnswer, OutcomeAnswer
from evaluator.ledger.details import Adoption
from evaluator.model import MinistryName
from evaluator.results.annex import Annex, describe
from evaluator.results.bullet import Attribution, Bullet, as_decided, attributed_to, signed
from evaluator.results.editorial import Editing
from evaluator.results.results import Results
from evaluator.secretariat import evaluate
from evaluator.secretariat.opening import open_round
from evaluator.sheets.layout import layout_of
from tests.annex_shape import Line, published
from tests.builders import R07, catalogue_of, cell_of, edit, read_form, shown, submitted


def shape(annex: Annex) -> list[Line]:
    """Return the annex in the form of the published shape."""
    lines = []
    for section in annex.categories:
        for group in section.groups:
            for order, bullet in enumerate(group.bullets, start=1):
                lines.append(
                    Line(
                        "成果例",
                        section.category.name,
                        group.heading,
                        order,
                        "、".join(bullet.names),
                    )
                )
    for domain in annex.domains:
        if domain.nothing:
            lines.append(Line("領域別の取組", domain.row.id, "", 0, ""))
        for order, bullet in enumerate(domain.bullets, start=1):
            lines.append(Line("領域別の取組", domain.row.id, "", order, "、".join(bullet.names)))
    return lines


def test_the_sample_has_the_published_shape(report: Results) -> None:
    assert shape(report.annex) == published()
    assert len(published()) == 42 + 60 + 2


def test_without_decisions_the_order_is_headings_ministries_rows(report: Results) -> None:
    annex = describe(report.catalogue, report.submissions)

    assert sorted(shape(annex)) != shape(annex)
    ranks = report.catalogue.rank_of_name
    for section in annex.categories:
        for group in section.groups:
            places = [(ranks[b.ministry], int(b.where.cell[1:])) for b in group.bullets]
            assert places == sorted(places)
        known = [*section.category.headings, ""]
        used = [group.heading for group in section.groups]
        assert used == [heading for heading in known if heading in used]
    assert [section.row.id for section in annex.domains] == [r.id for r in report.catalogue.domains]


def all_bullets(annex: Annex) -> list[Bullet]:
    bullets = [bullet for section in annex.categories for bullet in section.bullets]
    return bullets + [bullet for section in annex.domains for bullet in section.bullets]


def test_every_bullet_knows_its_cell(report: Results, sample_workspace: Workspace) -> None:
    for bullet in all_bullets(report.annex)[::17]:
        path = sample_workspace.submissions(R07) / bullet.where.file
        assert load_workbook(path)[bullet.where.sheet][bullet.where.cell].value == bullet.text


def decided(bullet: Bullet, **given: Any) -> Editing:
    return Editing(key=bullet.key, ministry=bullet.ministry, **given)


def test_a_decision_leaves_out_moves_edits_and_attributes(report: Results) -> None:
    catalogue, submissions = report.catalogue, report.submissions
    category = describe(catalogue, submissions).categories[1]
    first, second, third, *_ = category.groups[0].bullets

    annex = describe(
        catalogue,
        submissions,
        [
            decided(first, adoption=Adoption.LEFT_OUT),
            decided(second, heading="② 専門サービス", order=1),
            decided(third, text="直した文", attribution="経産省・内閣府（海洋・科技）", order=9),
        ],
    )

    training, services = annex.categories[1].groups
    assert services.bullets[0].where == second.where
    assert (training.bullets[0].text, training.bullets[0].printed) == (
        "直した文",
        "直した文（経産省・内閣府（海洋・科技））",
    )
    assert first.where not in [b.where for b in all_bullets(annex)]
    assert annex.findings == ()


def test_a_decision_on_words_since_changed_is_said(report: Results) -> None:
    bullet = report.annex.categories[0].bullets[0]
    stale = Editing(key="0" * 16, ministry=bullet.ministry, excerpt="前の文")

    (finding,) = describe(report.catalogue, report.submissions, [stale]).findings

    assert str(finding) == (
        "[警告] A007 受付簿：採否の記録「前の文」に当たる回答がありません（内閣府）。"
        "回答が差し替えられた可能性があります。新しい回答について採否を決めてください。"
    )


def test_a_heading_of_another_category_is_said(workspace: Workspace, catalogue: Catalogue) -> None:
    path = submitted(workspace, catalogue, "農林水産省")
    where = []

    def change(book: Any) -> None:
        cell = cell_of(book[OutcomeAnswer.sheet_title], OutcomeAnswer, "heading", row=5)
        cell.value = "② 専門サービス"
        where.append(cell_of(book[OutcomeAnswer.sheet_title], OutcomeAnswer, "text", row=5))

    edit(path, change)
    outcome = evaluate.evaluate(open_round(workspace, R07))

    found = [f for f in outcome.findings if f.code == "A008"]
    assert [(f.where.cell, f.message) for f in found] == [
        (
            where[0].coordinate,
            (
                "見出し「② 専門サービス」は「(1)産学官金の取組の強化」の見出しではありません。"
                "見出しなしとして扱いました。"
            ),
        )
    ]
    assert [group.heading for group in outcome.annex.categories[0].groups] == [""]


@pytest.mark.parametrize(
    ("written", "order", "names"),
    [
        ("", "記載順", ("総務省",)),
        ("経産省", "記載順", ("経済産業省",)),
        ("経済産業省、内閣府", "記載順", ("経済産業省", "内閣府")),
        ("経済産業省・内閣府", "建制順", ("内閣府", "経済産業省")),
        ("経団連、関係省庁、内閣府", "建制順", ("内閣府", "関係省庁", "経団連")),
        ("内閣府 (知財)／総務省", "記載順", ("内閣府（知財）", "総務省")),
        ("内閣府（海洋・科技）、どこか", "建制順", ("内閣府（海洋・科技）",)),
        ("METI", "記載順", ("総務省",)),
        ("（内閣府、経団連）", "記載順", ("内閣府", "経団連")),
        ("(内閣府（科技）・経産省)", "記載順", ("内閣府（科技）", "経済産業省")),
        (
            "デジタル庁･外務省\n経産省;文科省",
            "記載順",
            ("デジタル庁", "外務省", "経済産業省", "文部科学省"),
        ),
        ("総務省、総務省", "記載順", ("総務省",)),
    ],
)
def test_attributions(catalogue: Catalogue, written: str, order: str, names: tuple[str]) -> None:
    texts = replace(catalogue.texts, values={**catalogue.texts.values, TextKey.ORDER: order})

    given = attributed_to(written, MinistryName("総務省"), replace(catalogue, texts=texts))

    assert given == Attribution(names, "、".join(names))


def test_half_width_numbers_and_another_separator(report: Results) -> None:
    values = {TextKey.PART_NUMBER: "①-1", TextKey.SEPARATOR: "・"}
    texts = replace(report.catalogue.texts, values={**report.catalogue.texts.values, **values})

    annex = describe(replace(report.catalogue, texts=texts), report.submissions)

    assert [s.number for s in annex.domains][:7] == ["①-1", "①-2", "①-3", "②", "③", "④-1", "④-2"]
    assert "文部科学省・経済産業省" in [b.attribution for b in annex.domains[0].bullets]
    assert [s.number for s in report.annex.domains][:2] == ["①－１", "①－２"]


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("経団連・経産省", "経団連・経済産業省"),
        ("内閣府、経産省・関係省庁", "内閣府、経済産業省・関係省庁"),
        ("内閣府\n経産省;内閣府", "内閣府、経済産業省"),
        ("内閣府（海洋・科技）・総務省", "内閣府（海洋・科技）・総務省"),
        ("内閣府・どこか・経産省", "内閣府、経済産業省"),
        ("", "総務省"),
    ],
)
def test_a_ministrys_separators_stay_where_its_names_are_known(
    catalogue: Catalogue, written: str, printed: str
) -> None:
    values = {**catalogue.texts.values, TextKey.SEPARATOR: "記載どおり"}
    worded = replace(catalogue, texts=replace(catalogue.texts, values=values))

    assert attributed_to(written, MinistryName("総務省"), worded).printed == printed


@pytest.mark.parametrize(
    ("written", "typed", "text", "printed"),
    [
        ("提案した。（総務省）", "", "提案した。", "総務省"),
        ("提案した（総務省）", "", "提案した", "総務省"),
        ("提案した。（内閣府・経団連）", "", "提案した。", "内閣府・経団連"),
        ("提案した。（経産省）", "経済産業省", "提案した。", "経済産業省"),
        ("提案した。(内閣府（科技）)", "内閣府（科技）", "提案した。", "内閣府（科技）"),
        ("提案した。（総務省）\n－ 部会", "", "提案した。\n－ 部会", "総務省"),
        ("会合を開催（環境省）", "", "会合を開催（環境省）", "総務省"),  # who else was there
        ("提案した。（環境省）", "総務省", "提案した。（環境省）", "総務省"),
        ("提案した。（部会、総務省）", "", "提案した。（部会、総務省）", "総務省"),
        ("提案した（2025年）。", "", "提案した（2025年）。", "総務省"),
    ],
)
def test_an_attribution_that_the_text_ends_in_is_printed_once(
    catalogue: Catalogue, written: str, typed: str, text: str, printed: str
) -> None:
    values = {**catalogue.texts.values, TextKey.SEPARATOR: "記載どおり"}
    worded = replace(catalogue, texts=replace(catalogue.texts, values=values))

    left, whose = signed(written, typed, MinistryName("総務省"), worded)

    assert (left, whose.printed) == (text, printed)


@pytest.mark.parametrize(
    ("text", "typed", "printed"),
    [
        ("", "（内閣府・経団連）", "元の文。（内閣府・経団連）"),
        ("直した文。（内閣府・経団連）", "", "直した文。（内閣府・経団連）"),
        ("直した文。（経産省）", "経済産業省", "直した文。（経済産業省）"),
        ("直した文（総務省）", "", "直した文（総務省）"),
        ("直した文。（概要）", "", "直した文。（概要）（総務省）"),
        ("・ 直した文。", "", "直した文。（総務省）"),
    ],
)
def test_a_line_may_be_pasted_as_it_was_published(
    catalogue: Catalogue, text: str, typed: str, printed: str
) -> None:
    own = MinistryName("総務省")
    bullet = Bullet("", own, "元の文。", (own,), own, CellRef(""))
    decision = Editing(key="0" * 16, ministry=own, text=text, attribution=typed)

    assert as_decided(bullet, decision, catalogue).printed == printed


def test_the_separators_of_a_form_are_read_as_they_are_typed(
    workspace: Workspace, catalogue: Catalogue
) -> None:
    path = submitted(workspace, catalogue, MinistryName("総務省"))

    def type_it(book: Any) -> None:
        sheet = book[layout_of(OutcomeAnswer).title]
        cell_of(sheet, OutcomeAnswer, "attribution", row=5).value = "（内閣府・経団連）"

    edit(path, type_it)
    submission, _ = read_form(path, catalogue)

    assert submission is not None
    assert submission.table(OutcomeAnswer).rows[0].row.attribution == "内閣府・経団連"


def test_nothing_is_said_only_where_every_assigned_ministry_said_so(
    report: Results, draft: Results
) -> None:
    nothing = {s.row.id: s.nothing for s in report.annex.domains if s.nothing}
    assert nothing == dict.fromkeys(
        ["13", "15"], "（令和7年度は、府省庁による取組は確認されなかった。）"
    )
    assert not any(section.open for section in report.annex.domains)

    assert not any(section.nothing for section in draft.annex.domains)
    semiconductors = next(s for s in draft.annex.domains if s.row.id == "13")
    assert semiconductors.open == "経済産業省の回答がなく、取組の有無は未確定。"


def test_an_activity_left_out_or_left_to_others_is_not_nothing(
    report: Results, workspace: Workspace, catalogue: Catalogue
) -> None:
    nursing = next(s for s in report.annex.domains if s.row.id == "9")
    left_out = [decided(b, adoption=Adoption.LEFT_OUT) for b in nursing.bullets]
    annex = describe(catalogue, report.submissions, left_out)
    section = next(s for s in annex.domains if s.row.id == "9")
    assert (section.nothing, section.open) == (
        "",
        "取組の回答が2件あるが、採用されたものがない。",
    )

    def change(book: Any) -> None:
        sheet = book[ActivityAnswer.sheet_title]
        for row in range(5, sheet.max_row + 1):
            if str(cell_of(sheet, ActivityAnswer, "domain", row=row).value).startswith("13 "):
                cell_of(sheet, ActivityAnswer, "status", row=row).value = "他府省庁が回答"

    edit(submitted(workspace, catalogue, "経済産業省"), change)
    outcome = evaluate.evaluate(open_round(workspace, R07))
    section = next(s for s in outcome.annex.domains if s.row.id == "13")
    assert (section.nothing, section.open) == (
        "",
        "取組があるとされているが、その内容の回答がない。",
    )


# the wording of the round -------------------------------------------------------------------
def with_text(workspace: Workspace, key: str, field: str, value: str | None) -> str:
    """Change a row of 別紙文言; return the cell's address."""
    where: list[str] = []

    def change(book: Any) -> None:
        cell = cell_of(book[layout_of(TextRow).title], TextRow, field, key)
        cell.value = value
        where.append(cell.coordinate)

    edit(workspace.catalogue(R07), change)
    return where[0]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("key", "field", "value", "code", "message"),
    [
        (
            "府省庁の順",
            "key",
            "府省の順",
            "A002",
            "別紙文言の項目「府省の順」は使われません。",
        ),
        (
            "府省庁の区切り",
            "value",
            "/",
            "A003",
            "別紙文言「府省庁の区切り」の「/」は選べません。",
        ),
        (
            "別紙の表題",
            "value",
            "{戦略}の{年}",
            "A004",
            "別紙文言「別紙の表題」の「{年}」は置き換えられません。",
        ),
        (
            "別紙の表題",
            "value",
            "{年度.__class__}",
            "A004",
            "別紙文言「別紙の表題」の「{年度.__class__}」は置き換えられません。",
        ),
        (
            "第2部の前文",
            "value",
            "閉じていない{年度",
            "A004",
            "別紙文言「第2部の前文」の「{」は置き換えられません。",
        ),
        (
            "取組のない領域の一文",
            "value",
            "（取組なし）",
            "A005",
            "別紙文言「取組のない領域の一文」に {年度} か {西暦} がありません。",
        ),
        ("別紙の表題", "value", None, "V001", "「文言」が未記入です。"),
    ],
)
def test_wrong_wording_is_a_finding(
    workspace: Workspace, key: str, field: str, value: str | None, code: str, message: str
) -> None:
    where = with_text(workspace, key, field, value)

    catalogue, found = catalogue_of(workspace.catalogue(R07), R07)

    assert catalogue is None
    expected = (code, "別紙文言", where)
    assert shown(found)[-1] == expected if code != "A002" else expected in shown(found)
    assert message in [finding.message for finding in found]


def test_a_text_that_is_missing_is_named(workspace: Workspace) -> None:
    with_text(workspace, "内訳の番号", "key", "")

    _, found = catalogue_of(workspace.catalogue(R07), R07)

    assert [f.message for f in found if f.code == "A001"] == [
        "別紙文言の項目「内訳の番号」の行がありません。"
    ]


def test_a_lead_may_be_left_blank(workspace: Workspace) -> None:
    with_text(workspace, "第1部の前文", "value", None)

    catalogue, found = catalogue_of(workspace.catalogue(R07), R07)

    assert catalogue is not None
    assert found == ()
    assert catalogue.texts.of(TextKey.PART_1_LEAD) == ""


def test_what_is_put_into_a_text_is_not_read_for_words_again() -> None:
    texts = Texts({TextKey.SUBTITLE: "＜{小見出し}・{年度}＞"}, {"年度": "令和7年度"})

    assert texts.of(TextKey.SUBTITLE, 小見出し="{年度}{x}") == "＜{年度}{x}・令和7年度＞"


def test_signs_that_no_document_can_hold_are_taken_out() -> None:
    decision = Editing(key="0" * 16, ministry=MinistryName("総務省"), text="文\x01\ufffe字\u200b")

    assert decision.text == "文字"
