"""The whole errand in a ministry's office: a marked form corrected and saved in LibreOffice."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from evaluator.catalogue import Catalogue
from evaluator.files import Workspace
from evaluator.form.annotate import annotate
from evaluator.form.sheets import KpiAnswer, MeasureAnswer
from evaluator.model import MinistryName
from evaluator.secretariat import check as returning
from tests import office
from tests.builders import answer, shown, submitted
from tests.form.test_annotate import looks

MOFA = MinistryName("外務省")


@pytest.mark.slow
@pytest.mark.skipif(bool(office.missing()), reason=office.missing())
def test_corrected_in_libreoffice_it_is_accepted_and_the_marks_are_gone(
    few: Workspace, catalogue: Catalogue, tmp_path: Path
) -> None:
    path = submitted(few, catalogue, MOFA)
    correct = path.read_bytes()
    measures, kpi = catalogue.measures_of(MOFA), catalogue.kpis_of(MOFA)[0]
    typed: dict[tuple[str, str], object] = {
        ("施策", answer(path, MeasureAnswer, measures[0].id, "self_mark", "A")): "○",
        ("施策", answer(path, MeasureAnswer, measures[1].id, "progress", None)): "書きました。",
        ("KPI", answer(path, KpiAnswer, kpi.id, "actual", "約12件")): 115,
        (
            "施策",
            answer(path, MeasureAnswer, measures[2].id, "self_mark", "◯"),
        ): "○",
    }
    (before,) = returning.check_files(few, [path])
    marked, back = tmp_path / "返却.xlsx", tmp_path / "再提出.xlsx"
    marked.write_bytes(annotate(path.read_bytes(), before.findings, before.about))

    seen = office.open_and_save(marked, back, [(*at, value) for at, value in typed.items()])

    assert seen.first == "指摘一覧"
    assert seen.links == [f"#'{sheet}'.{cell}" for sheet, cell in typed]
    assert (len(seen.notes["施策"]), len(seen.notes["KPI"])) == (3, 1)

    assert load_workbook(back).sheetnames[0] == "指摘一覧"
    (after,) = returning.check_files(few, [back])
    assert shown(after.findings) == []
    assert (
        returning.compare_files(few, path, back).comparison.summary == "3件解消、0件残り、0件新規"
    )

    clean = looks(annotate(back.read_bytes(), ()))
    issued = looks(correct)
    assert {sheet for sheet, _ in clean} == {sheet for sheet, _ in issued}
    for sheet, cell in issued:
        if sheet in ("施策", "KPI"):
            assert clean[sheet, cell][1:6] == issued[sheet, cell][1:6], (sheet, cell)
            assert clean[sheet, cell][-1] is None
