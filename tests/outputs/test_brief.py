"""One measure on one sheet: always a page, whatever the texts; what is left out is said."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Pt

from evaluator.model import MinistryName
from evaluator.outputs.charts import path as plot
from evaluator.outputs.document.brief import render_brief
from evaluator.outputs.document.page import keep_to_a_page
from evaluator.outputs.document.template import read_template, shipped_content, shipped_template
from evaluator.results.brief import Brief, Happened, KpiPath, Point, PointKind, Told, YearMark
from tests.values import ROUND, a_measure

POINTS = (
    Point(2023, Decimal(12), PointKind.BASELINE),
    Point(2024, Decimal(20), PointKind.VALUE),
    Point(2025, Decimal(26), PointKind.EXPECTED),
    Point(2028, Decimal(60), PointKind.TARGET),
)
KPI = KpiPath(
    "大学の数", "校", "大学の数（2028年度 60校）", "26校（2026-03-31時点、見込み）", POINTS
)


def a_brief(**given: Any) -> Brief:
    plain: dict[str, Any] = {
        "round": ROUND,
        "measure": a_measure("S001"),
        "facts": "分類一 ＞ 小分類1-1　主担当：内閣府",
        "kpis": (KPI,),
        "marks": (YearMark("令和7年度", "○", "自己評価（内閣府）", "計画どおり。"),),
        "evidence": "内閣府.xlsx 施策!K5",
        "answers": (Told("内閣府", "説明会を開いた。", "内閣府.xlsx 施策!L5"),),
        "happened": (Happened("2026-01-05 10:00", "山田", "内閣府 第1版の受付", "内閣府.xlsx"),),
    }
    return Brief(**plain | given)


def opened(brief: Brief) -> WordDocument:
    return Document(io.BytesIO(render_brief(brief, shipped_template())))


def told(document: WordDocument) -> str:
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


LONG = "在外公館を通じて各国の動向を集め、関係府省に提供した。" * 80
CROWDED = a_brief(
    measure=a_measure("S001").model_copy(update={"title": "長い施策名" * 60}),
    facts="府省庁、" * 80,
    kpis=tuple(replace(KPI, summary=f"{n}" + "指標" * 60, reported="値" * 80) for n in range(20)),
    marks=tuple(YearMark(f"令和{n}年度", "未判定", "自己評価（内閣府）", LONG) for n in range(12)),
    evidence="内閣府.xlsx 施策!K5、" * 30,
    answers=tuple(Told(f"{n}省", LONG, f"{n}省.xlsx 施策!L5") for n in range(15)),
    happened=tuple(
        Happened("2026-01-05 10:00", "山田", LONG, "長い名前のファイル" * 6) for _ in range(60)
    ),
    remarks=("未提出：" + "府省庁、" * 12,),
)


# the page ------------------------------------------------------------------------------------
def test_a_short_brief_says_everything() -> None:
    text = told(opened(a_brief()))

    assert "S001　S001の施策" in text
    assert "大学の数（2028年度 60校）　→　26校（2026-03-31時点、見込み）" in text
    assert "【内閣府】説明会を開いた。（内閣府.xlsx 施策!L5）" in text
    assert "すべての経緯：evaluator history R07 S001" in text
    assert "以下略" not in text


def test_every_page_says_for_whom_it_is() -> None:
    head = opened(a_brief()).sections[0].header.paragraphs[0].text

    assert head.startswith("【執務用】見本の戦略　令和7年度")


@pytest.mark.parametrize(
    "brief",
    [
        pytest.param(a_brief(), id="plain"),
        pytest.param(CROWDED, id="crowded"),
        pytest.param(a_brief(kpis=(), answers=(), happened=()), id="empty"),
        pytest.param(a_brief(answers=(Told("内閣府", LONG, "内閣府.xlsx 施策!L5"),)), id="long"),
    ],
)
def test_it_is_one_page(brief: Brief) -> None:
    assert keep_to_a_page(opened(brief))


def test_what_has_no_room_is_shortened_with_the_place_of_the_whole() -> None:
    text = told(opened(CROWDED))

    assert "……（以下略、原文は0省.xlsx 施策!L5）" in text
    assert "……（以下略、原文は施策一覧）" in text
    assert "件は略しました。すべての経緯：evaluator history R07 S001" in text


def test_a_template_with_larger_letters_is_kept_to_a_page_too() -> None:
    document = Document(io.BytesIO(shipped_content()))
    for style in document.styles:
        if getattr(style, "font", None) is not None and style.font.size:
            style.font.size = Pt(style.font.size.pt * 1.5)
    content = io.BytesIO()
    document.save(content)
    template = read_template("大きな字.docx", content.getvalue())

    made = Document(io.BytesIO(render_brief(a_brief(answers=CROWDED.answers[:1]), template)))

    assert keep_to_a_page(made)
    assert "以下略" in told(made)


def test_the_same_brief_gives_the_same_bytes() -> None:
    assert render_brief(a_brief(), shipped_template()) == render_brief(
        a_brief(), shipped_template()
    )


def test_what_is_not_there_is_said() -> None:
    text = told(opened(a_brief(kpis=(), answers=(), happened=())))

    assert "この施策にKPIはありません。" in text
    assert "回答はまだありません。" in text
    assert "受付簿に記録はありません。" in text


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="soffice is not installed")
@pytest.mark.parametrize("brief", [CROWDED, a_brief()], ids=["crowded", "plain"])
def test_libreoffice_prints_one_page(brief: Brief, tmp_path: Path) -> None:
    path = tmp_path / "S001.docx"
    path.write_bytes(render_brief(brief, shipped_template()))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(path)], check=True, capture_output=True)  # noqa: S603

    assert path.with_suffix(".pdf").read_bytes().count(b"/Type/Page/") == 1


# the plot ------------------------------------------------------------------------------------
def plotted(path: KpiPath) -> dict[str, list[tuple[float, float]]]:
    names = {kind.name for kind in PointKind}
    lines = [line for line in plot.draw(path).axes[0].get_lines() if line.get_gid() in names]
    data: dict[str, Any] = {str(line.get_gid()): line.get_xydata() for line in lines}
    return {
        name: [(x, y) for x, y in points.tolist()] for name, points in data.items() if len(points)
    }


def test_the_plot_shows_the_values_from_baseline_to_target() -> None:
    assert plotted(KPI) == {
        "BASELINE": [(2023, 12)],
        "VALUE": [(2024, 20)],
        "EXPECTED": [(2025, 26)],
        "TARGET": [(2028, 60)],
    }
    assert plot.alt(KPI) == (
        "大学の数の推移。2023年度 12校（基準値）、2024年度 20校（実績）、"
        "2025年度 26校（見込み）、2028年度 60校（目標値）。"
    )


def test_a_kpi_with_values_of_one_year_is_not_drawn() -> None:
    one = replace(KPI, points=POINTS[:1])

    assert not plot.can_be_drawn(one)
    assert len(opened(a_brief(kpis=(one,))).inline_shapes) == 0
    assert len(opened(a_brief()).inline_shapes) == 1


def test_the_picture_says_what_it_shows() -> None:
    shape: Any = opened(a_brief()).inline_shapes[0]

    assert shape._inline.docPr.get("descr") == plot.alt(KPI)


def test_signs_that_mean_something_to_xml_stay_text() -> None:
    brief = a_brief(answers=(Told(MinistryName("<省>&庁"), "＜b＞ <b> & 本文", "x.xlsx 施策!L5"),))

    assert "【<省>&庁】＜b＞ <b> & 本文" in told(opened(brief))
