"""別紙.docx of a round worded by somebody else: every line that is meant, and no other."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, Final

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from evaluator.catalogue import Catalogue
from evaluator.catalogue.texts import TextKey as Key
from evaluator.catalogue.texts import Texts
from evaluator.form.read import Submission
from evaluator.model import Activity, MinistryName
from evaluator.outputs.document import render_document, render_figures
from evaluator.outputs.every import outputs_of
from evaluator.results.annex import describe, every_bullet
from evaluator.results.editorial import Editing
from evaluator.results.results import Results
from tests.annex_shape import Line, published
from tests.builders import with_values
from tests.outputs.test_document import CHART
from tests.values import answered

TEXTS: Final = {
    Key.TITLE: "（別紙）「{戦略}」のフォローアップ（{年度}）",
    Key.PART_1: "（１）各府省の取組",
    Key.PART_1_LEAD: "{西暦}年の状況を次の表に示す。\n主なものを掲げる。",
    Key.TABLE_1: "分類別の件数（{西暦}年度）",
    Key.PART_2: "（２）領域の取組",
    Key.PART_2_LEAD: "",
    Key.NO_ACTIVITY: "［{領域}の取組は、{西暦}年には見当たらない。］",
    Key.SEPARATOR: "記載どおり",
    Key.GROUP_HEADINGS: "載せない",
    Key.NOTES: "載せない",
    Key.FIGURES: "載せない",
    Key.DOMAIN_TABLE: "載せない",
}
HEADINGS: Final = ("【（１）産学官金】", "", "【３　明確化】", "")
NUMBERS: Final = {"1-1": "①－１", "1-2": "①－２", "4-1": "④-1", "4-2": "④-2"}
OWN_SENTENCE: Final = "［2025年に資源の取組が確認されなかった。］"
TYPED: Final = "経産省・経団連"
"""An attribution as the secretariat typed it, of the first bullet of all."""
DEEP: Final = "原案を提案した。\n審議に入った。\n－ 部会を二つ設けた。\n・議長を出した。"


def wording(catalogue: Catalogue, **more: str) -> Catalogue:
    """Return the sample's catalogue worded by somebody else."""
    texts = Texts(
        {**catalogue.texts.values, **TEXTS, **{Key[k]: v for k, v in more.items()}},
        catalogue.texts.words,
    )
    categories = (
        category.model_copy(update={"annex_heading": heading, "subtitle": f"小見出し{number}"})
        for number, (category, heading) in enumerate(
            zip(catalogue.categories, HEADINGS, strict=True), start=1
        )
    )
    domains = (
        row.model_copy(
            update={
                "number": NUMBERS.get(row.id, ""),
                "no_activity": OWN_SENTENCE if row.id == "15" else "",
            }
        )
        for row in catalogue.domains
    )
    return replace(catalogue, texts=texts, categories=tuple(categories), domains=tuple(domains))


def words(line: Line) -> str:
    """Return a bullet of our own."""
    if (line.place, line.order) == ("6", 1):
        return DEEP
    return f"{line.place}{line.heading}の第{line.order}の取組を行った。"


def writer(line: Line, catalogue: Catalogue) -> MinistryName:
    names = [MinistryName(name) for name in line.ministries.split("、")]
    return names[0] if names[0] in catalogue.respondents else MinistryName("内閣府")


def submissions(catalogue: Catalogue) -> Mapping[MinistryName, Submission]:
    """Return what the ministries wrote: the published shape, and 該当なし where there is none."""
    given: dict[MinistryName, dict[str, list[dict[str, Any]]]] = {
        name: {"outcomes": [], "activities": []} for name in catalogue.respondents
    }
    for line in published():
        if not line.order:
            choice = next(r.choice for r in catalogue.domains if r.id == line.place)
            for name in catalogue.respondents:
                none = {"domain": choice, "status": Activity.NONE}
                given[name]["activities"].append(none)
            continue
        row: dict[str, Any] = {"text": words(line), "attribution": line.ministries}
        if line.part == "成果例":
            row |= {"category": line.place, "heading": line.heading}
            given[writer(line, catalogue)]["outcomes"].append(row)
        else:
            choice = next(r.choice for r in catalogue.domains if r.id == line.place)
            row |= {"domain": choice, "status": Activity.PRESENT}
            given[writer(line, catalogue)]["activities"].append(row)
    return {
        name: answered(name, outcomes=rows["outcomes"], activities=rows["activities"])
        for name, rows in given.items()
    }


def orders(catalogue: Catalogue, sent: Mapping[MinistryName, Submission]) -> list[Editing]:
    """Return the secretariat's order, which is the published one, and one attribution."""
    place = {words(line): line.order for line in published() if line.order}
    decided = []
    for at, placed in enumerate(every_bullet(catalogue, sent)):
        bullet = placed.bullet
        typed = TYPED if at == 0 else ""
        order = place[bullet.written]
        decided.append(
            Editing(key=bullet.key, ministry=bullet.ministry, order=order, attribution=typed)
        )
    return decided


@pytest.fixture(scope="module")
def worded(report: Results) -> Results:
    return reworded(report)


def reworded(report: Results, **more: str) -> Results:
    catalogue = wording(report.catalogue, **more)
    sent = submissions(catalogue)
    annex = describe(catalogue, sent, orders(catalogue, sent))
    return with_values(report, catalogue=catalogue, annex=annex)


def read(content: bytes) -> WordDocument:
    return Document(io.BytesIO(content))


def lines_of(document: WordDocument) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def outcomes(catalogue: Catalogue) -> list[str]:
    """Return the lines of part 1 below its table."""
    lines: list[str] = []
    for number, category in enumerate(catalogue.categories, start=1):
        lines += [HEADINGS[number - 1] or f"【{category.name}】", f"＜小見出し{number}＞"]
        lines.append(category.lead)
        of_it = [line for line in published() if line.place == category.name]
        for heading, group in groupby(of_it, key=lambda line: line.heading):
            lines += [heading] if heading else []
            lines += [f"{words(line)}（{line.ministries}）" for line in group]
    first = lines[3]
    lines[3] = first[: first.index("（内閣府）")] + f"（{TYPED}）"
    return lines


def activities(catalogue: Catalogue) -> list[str]:
    """Return the lines of part 2 below its heading."""
    lines: list[str] = []
    for row in catalogue.domains:
        name = row.domain + (f"（{row.part}）" if row.part else "")
        number = NUMBERS.get(row.id) or row.mark + ("－３" if row.id == "1-3" else "")
        lines.append(f"{number} {name}")
        of_it = [line for line in published() if line.place == row.id]
        if row.id == "13":
            lines.append("［半導体の取組は、2025年には見当たらない。］")
        elif row.id == "15":
            lines.append(OWN_SENTENCE)
        elif row.id == "6":
            lines += [
                "原案を提案した。\n審議に入った。（総務省）",
                "部会を二つ設けた。",
                "議長を出した。",
                *(f"{words(line)}（{line.ministries}）" for line in of_it[1:]),
            ]
        else:
            lines += [f"{words(line)}（{line.ministries}）" for line in of_it]
    return lines


BEFORE: Final = (
    "（別紙）「新たな国際標準戦略」のフォローアップ\n（令和7年度）",  # not broken inside a word
    "（１）各府省の取組",
    "2025年の状況を次の表に示す。",
    "主なものを掲げる。",
    "（出典）内閣府知的財産戦略推進事務局が作成",
    "別紙図表1 : 分類別の件数（2025年度）",
)


def test_every_line_is_there_and_no_other(worded: Results) -> None:
    document = read(render_document(worded, [CHART]))

    assert lines_of(document) == [
        *BEFORE,
        *outcomes(worded.catalogue),
        "（２）領域の取組",
        *activities(worded.catalogue),
    ]
    assert len(document.tables) == 1


def test_a_point_under_a_bullet_has_a_level_of_its_own(worded: Results) -> None:
    document = read(render_document(worded))

    styles = {p.text: p.style.name for p in document.paragraphs if p.style is not None}
    assert styles["原案を提案した。\n審議に入った。（総務省）"] == "List Bullet"
    assert styles["部会を二つ設けた。"] == styles["議長を出した。"] == "List Bullet 2"


@pytest.mark.parametrize(
    ("switch", "added"),
    [
        ({"GROUP_HEADINGS": "載せる"}, ["戦略領域", "重要領域"]),
        ({"FIGURES": "載せる"}, ["", "参考図", "参考図1 : 題"]),
        (
            {"NOTES": "載せる"},
            [
                "（注）令和7年度末（2026年3月31日）まで。予定を含む。評価は各府省庁の自己評価による。"
            ],
        ),
        (
            {"DOMAIN_TABLE": "載せる"},
            [
                "別紙図表2 : 戦略領域・重要領域別の施策件数と進捗評価（令和7年度）",
                "（出典）内閣府知的財産戦略推進事務局が作成",
            ],
        ),
    ],
    ids=lambda value: "".join(value) if isinstance(value, dict) else "",
)
def test_each_part_that_the_published_annex_lacks_is_a_switch(
    report: Results, worded: Results, switch: dict[str, str], added: Sequence[str]
) -> None:
    without = lines_of(read(render_document(worded, [CHART])))

    shown = lines_of(read(render_document(reworded(report, **switch), [CHART])))

    rest = list(shown)
    for line in without:
        rest.remove(line)
    assert sorted(rest) == sorted(added)


def test_an_older_catalogue_prints_as_before(report: Results) -> None:
    texts = report.catalogue.texts
    came_later = (Key.GROUP_HEADINGS, Key.NOTES, Key.FIGURES, Key.DOMAIN_TABLE)
    older = Texts({k: v for k, v in texts.values.items() if k not in came_later}, texts.words)
    before = with_values(report, catalogue=replace(report.catalogue, texts=older))

    assert render_document(before, [CHART]) == render_document(report, [CHART])


@pytest.mark.usefixtures("no_charts")
def test_figures_may_be_a_file_of_their_own(report: Results) -> None:
    apart = reworded(report, FIGURES="別ファイル")

    assert "参考図1 : 題" not in lines_of(read(render_document(apart, [CHART])))
    assert lines_of(read(render_figures(apart, [CHART])))[-2:] == ["", "参考図1 : 題"]
    names = [name for _, _, (name, _) in outputs_of(apart, None, ())]
    assert [n for n in names if n.endswith(".docx")] == ["別紙.docx", "参考図.docx"]
    assert "参考図.docx" not in [name for _, _, (name, _) in outputs_of(report, None, ())]


def test_latin_words_are_latin_and_digits_stand_without_gaps(worded: Results) -> None:
    styles = read(render_document(worded)).styles.element

    (language,) = styles.iter(qn("w:lang"))
    assert language.get(qn("w:val")) == "en-US"
    assert [n.get(qn("w:val")) for n in styles.iter(qn("w:autoSpaceDE"))] == ["0"]


def test_a_category_may_be_left_out_as_a_whole(report: Results) -> None:
    first, *others = report.catalogue.categories
    left_out = first.model_copy(update={"annex_heading": "載せない"})
    catalogue = replace(report.catalogue, categories=(left_out, *others))

    annex = describe(catalogue, report.submissions)

    assert [section.category.id for section in annex.categories] == ["2", "3", "4"]


@pytest.mark.parametrize("is_used", [True, False])
def test_a_category_without_bullets_is_a_gap_and_no_bare_heading(
    report: Results,
    is_used: bool,  # noqa: FBT001  # a parameter of the test
) -> None:
    catalogue = report.catalogue
    if not is_used:
        rows = (s for s in catalogue.subcategories if s.category_id != "1")
        catalogue = replace(catalogue, subcategories=tuple(rows))
    sent = {
        name: replace(form, tables={**form.tables, "outcomes": answered(name).outcomes})
        for name, form in report.submissions.items()
    }

    annex = describe(catalogue, sent)

    assert [section.open for section in annex.categories] == ["成果例の回答がない。"] * (
        3 + is_used
    )
    lines = lines_of(read(render_document(with_values(report, annex=annex))))
    at = lines.index("【(2)標準エコシステムの強化】")
    assert lines[at + 3] == "［案］成果例の回答がない。"
    assert ("【(1)産学官金の取組の強化】" in lines) is is_used
