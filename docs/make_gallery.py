"""Make the pictures in docs/gallery: forms and what belongs to them, reports, review, charts.

Run by `make gallery`; needs soffice, pdftoppm and chromium. The pictures are looked at, not tested.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from desk_pictures import picture_desk
from openpyxl import load_workbook

from evaluator.catalogue import Catalogue
from evaluator.files import Workspace
from evaluator.form.instructions import instructions_of
from evaluator.form.issue import form_name
from evaluator.form.sheets import MeasureAnswer
from evaluator.model import MinistryName, RoundId
from evaluator.outputs import theme
from evaluator.outputs.charts import charts_of
from evaluator.outputs.charts.frame import A4
from evaluator.outputs.document.errata import render_errata
from evaluator.outputs.document.instructions import render_instructions
from evaluator.outputs.document.template import shipped_template
from evaluator.results.errata import Errata, Publication, corrections
from evaluator.sample import later_years, staging
from evaluator.secretariat import check, evaluate, issue, report
from evaluator.secretariat import review as reviewing
from evaluator.secretariat.brief_sheet import write_brief
from evaluator.secretariat.opening import open_catalogue, open_round
from evaluator.sheets.layout import layout_of

GALLERY: Final = Path(__file__).parent / "gallery"
R07: Final = RoundId("R07")
R08: Final = RoundId("R08")
R09: Final = RoundId("R09")
LATER: Final = {
    R08: ("図7_前年からの変化",),
    R09: ("図18_年ごとの評価", "図19_施策ごとの評価の推移"),
}
"""Charts that only the later years have."""
SHOWN: Final = MinistryName("外務省")
EXPLAINED: Final = "S017"
MISTAKES: Final = (("self_mark", "まる"), ("progress", None), ("reason", "同上"))
DPI: Final = "70"


def main() -> None:
    """Run the sample's years in a temporary folder and picture what comes out of them."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder))
        staging.init(workspace, R07)
        catalogue, _ = open_catalogue(workspace, R07)
        issue.write_forms(workspace, catalogue)
        staging.fill_forms(workspace, catalogue)
        staging.decide_sample(workspace, R07, datetime(2026, 1, 5, tzinfo=UTC))
        report.run(open_round(workspace, R07))
        shutil.rmtree(GALLERY, ignore_errors=True)
        GALLERY.mkdir()
        name, reports = form_name(catalogue, SHOWN), workspace.reports(R07)
        picture(workspace.templates(R07) / name, "様式（記入前）", 8)
        picture(workspace.submissions(R07) / name, "様式（記入後）", 2)
        picture(reports / "別紙.xlsx", "別紙（表）", 4)
        picture(reports / "別紙.docx", "別紙（文書）", 4)
        picture(reviewing.export_review(open_round(workspace, R07))[0].path, "調整", 2)
        picture(write_brief(open_round(workspace, R07), EXPLAINED), "一枚紙", 1)
        picture(instructions(workspace, catalogue), "記入要領", 1)
        picture(returned(workspace, workspace.submissions(R07) / name), "返却", 1)
        screenshot(reports / "index.html", "ページ")
        screenshot(reports / "index.html", "ページ（携帯電話）", "390,1200")
        for path in sorted((reports / "図").glob("*.png")):
            shutil.copy(path, GALLERY)
        later_years_drawn(workspace)  # before R07 is corrected, whose marks they begin with
        picture(corrected(workspace, catalogue), "正誤表", 1)
        picture_desk(workspace, workspace.root / name, GALLERY)


def instructions(workspace: Workspace, catalogue: Catalogue) -> Path:
    """Write 記入要領 as it is issued beside the forms; return its path."""
    path = workspace.root / "記入要領.docx"
    told = instructions_of(catalogue)
    path.write_bytes(render_instructions(told, catalogue.round, shipped_template()))
    return path


def returned(workspace: Workspace, form: Path) -> Path:
    """Let a ministry make three mistakes in its form; return the copy that it gets back."""
    book = load_workbook(form)
    sheet = book[MeasureAnswer.sheet_title]
    layout = layout_of(MeasureAnswer)
    for row, (field, value) in enumerate(MISTAKES, start=5):
        sheet.cell(row, layout.index(field) + 1).value = value
    path = workspace.root / form.name
    book.save(path)
    (checked,) = check.check_files(workspace, [path])
    written, _ = check.return_forms(workspace, [checked], workspace.root / "返却")
    return next(path for path in written if path.suffix == ".xlsx")


def corrected(workspace: Workspace, catalogue: Catalogue) -> Path:
    """Let a ministry correct a mark that was published; return the 正誤表 of both editions."""
    before = evaluate.evaluate(open_round(workspace, R07))
    form = workspace.submissions(R07) / form_name(catalogue, SHOWN)
    book = load_workbook(form)
    book[MeasureAnswer.sheet_title].cell(5, layout_of(MeasureAnswer).index("self_mark") + 1, "△")
    book.save(form)
    after = evaluate.evaluate(open_round(workspace, R07))
    errata = Errata(
        before=Publication(1, date(2026, 2, 10)),
        after=Publication(2, date(2026, 2, 24)),
        reason="外務省の評価に誤りがあったため",
        corrections=corrections(before, after),
    )
    path = workspace.root / "正誤表.docx"
    path.write_bytes(render_errata(errata, after))
    return path


def later_years_drawn(workspace: Workspace) -> None:
    """Go on with the sample's later years, and picture the charts that only they have."""
    for round_id in (R08, R09):
        later_years.init(workspace, round_id)
        catalogue, _ = open_catalogue(workspace, round_id)
        issue.write_forms(workspace, catalogue)
        staging.fill_forms(workspace, catalogue)
        results = evaluate.evaluate(open_round(workspace, round_id))
        with theme.themed():
            for chart in charts_of(results):
                if chart.name in LATER[round_id]:
                    content = theme.png(chart.draw(results, A4))
                    (GALLERY / f"{chart.name}.png").write_bytes(content)


def picture(path: Path, name: str, pages: int) -> None:
    """Print a document to PDF as LibreOffice does, and its first pages to pictures."""
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", folder]
        subprocess.run([*command, str(path)], check=True, stdout=sys.stderr)  # noqa: S603
        pdf = Path(folder) / f"{path.stem}.pdf"
        last = str(pages)
        subprocess.run(  # noqa: S603
            ["pdftoppm", "-r", DPI, "-l", last, "-png", str(pdf), str(GALLERY / name)],  # noqa: S607
            check=True,
        )


def screenshot(path: Path, name: str, size: str = "1100,1500") -> None:
    """Picture the top of a page as a browser shows it."""
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    target = f"--screenshot={GALLERY / name}.png"
    subprocess.run(  # noqa: S603
        ["chromium", *options, f"--window-size={size}", target, path.as_uri()],  # noqa: S607
        check=True,
        stderr=subprocess.DEVNULL,
    )


if __name__ == "__main__":
    main()
