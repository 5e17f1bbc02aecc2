"""Two versions of one ministry: which one counts, a person has to say."""

from __future__ import annotations

import shutil

from tests.recipes import Form, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    shutil.copy(form.path, form.path.with_name("様式（最終）.xlsx"))
    form.put(MeasureAnswer, "progress", 0, "書き直した文章")
    return Told(
        (("F010", "", ""), ("F010", "", "")),
        "外務省から内容の異なるファイルが複数あります（様式（最終）.xlsx）。どれも集計していません。",
    )
