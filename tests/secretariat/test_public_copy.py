"""公表用: nothing internal occurs in any byte of it; 執務用 has everything.

Every internal field holds a word that occurs nowhere else (機微…), and every file of the public
copy is searched for it, with what is packed in it unpacked.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pyarrow.parquet as pq
import pytest
from PIL import Image

from evaluator.catalogue import Catalogue
from evaluator.catalogue.texts import Shown
from evaluator.form.sheets import (
    ActivityAnswer,
    ContactRow,
    KpiAnswer,
    MeasureAnswer,
    OutcomeAnswer,
)
from evaluator.ledger.details import Seal
from evaluator.model import Audience
from evaluator.results.public import for_public
from evaluator.results.results import Results
from evaluator.review.rows import ReviewRow
from tests.builders import cell_of, edit
from tests.ledger_builders import MOE, MOFA, MONDAY, Office, verified
from tests.outputs.opendata.reading import read_csv
from tests.small_round import Little, decide_all

KNOWN_BY: Final = "機微"
"""Stands in every internal field, and nowhere else."""
NUMBER: Final = 7654321
"""A KPI value that is withheld."""
WITHHELD_MEASURE, WITHHELD_KPI = "S077", "S016"


def confide(path: Path, catalogue: Catalogue) -> Path:
    """Fill every internal field of a form with words to be known by; return the path."""

    def fill(book: Any) -> None:
        cover = book["はじめに"]
        keys = next(r for r in cover.iter_rows() if str(r[0].value or "").startswith("contact."))
        for name in ("division", "name", "email", "phone"):
            cell = cell_of(cover, ContactRow, name, row=keys[0].row + 2)
            cell.value = f"{KNOWN_BY}{name}@example.jp"
        measures = book["施策"]
        if any(row[1].value == WITHHELD_MEASURE for row in measures.iter_rows(max_col=2)):
            for name in ("progress", "reason", "next_plan"):
                cell = cell_of(measures, MeasureAnswer, name, WITHHELD_MEASURE)
                cell.value = f"{KNOWN_BY}の{name}"
            url = cell_of(measures, MeasureAnswer, "evidence_url", WITHHELD_MEASURE)
            url.value = "https://example.jp/kimitsu"
            cell_of(measures, MeasureAnswer, "withheld", WITHHELD_MEASURE).value = "非公表"
        _confide_added(book, catalogue)

    edit(path, fill)
    return path


def _confide_added(book: Any, catalogue: Catalogue) -> None:
    outcomes, activities = book["成果例"], book["領域別取組"]
    printed = next(c for c in catalogue.categories if c.annex_heading != Shown.LEFT_OUT)
    row = next(r for r in range(5, 30) if _blank(outcomes, OutcomeAnswer, r))
    answers = {
        "category": printed.name,
        "text": f"{KNOWN_BY}の成果。",
        "withheld": "非公表",
    }
    for name, value in answers.items():
        cell_of(outcomes, OutcomeAnswer, name, row=row).value = value
    row = next(r for r in range(5, 40) if _blank(activities, ActivityAnswer, r))
    answers = {
        "domain": catalogue.domains[-1].choice,
        "status": "取組あり",
        "text": f"{KNOWN_BY}の取組。",
    }
    for name, value in (answers | {"withheld": "非公表"}).items():
        cell_of(activities, ActivityAnswer, name, row=row).value = value


def _blank(sheet: Any, model: Any, row: int) -> bool:
    key = "category" if model is OutcomeAnswer else "domain"
    return not cell_of(sheet, model, key, row=row).value


def withhold_kpi(path: Path, office: Office) -> Path:
    kpi = next(k for k in office.catalogue.kpis if k.measure_id == WITHHELD_KPI)

    def fill(book: Any) -> None:
        for name, value in (("actual", NUMBER), ("note", KNOWN_BY), ("withheld", "非公表")):
            cell_of(book["KPI"], KpiAnswer, name, kpi.id).value = value

    edit(path, fill)
    return path


def published(little: Little) -> Office:
    """Publish the little round, of which everything internal can be known by its word."""
    office = little.office
    forms = {
        ministry: office.save(little.forms[ministry, "○"], f"{KNOWN_BY}太郎_{ministry}.xlsx")
        for ministry in (MOFA, MOE)
    }
    for path in forms.values():
        confide(path, office.catalogue)
    holder = next(m for m in (MOFA, MOE) if WITHHELD_KPI in [x.id for x in little.of(m)])
    withhold_kpi(forms[holder], office)
    office.receive(*forms.values(), person=f"{KNOWN_BY}花子")
    filled = decide_all(office.export())

    def reasons(book: Any) -> None:
        sheet = book["調整"]
        for measure in office.catalogue.measures:
            cell_of(sheet, ReviewRow, "reason", measure.id).value = f"{KNOWN_BY}の理由"

    edit(filled, reasons)
    named = office.mail / f"{KNOWN_BY}の調整.xlsx"
    filled.rename(named)
    office.take_in(named, person=f"{KNOWN_BY}花子")
    office.publish(person=f"{KNOWN_BY}花子", at=MONDAY + timedelta(days=4))
    return office


# what stands in a file, packed or not -------------------------------------------------------
def unpacked(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield a file's bytes, and those of all that is packed in it."""
    yield name, content
    if name.endswith((".xlsx", ".docx", ".pptx")):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            for part in parts.namelist():
                yield from unpacked(f"{name}/{part}", parts.read(part))
    elif name.endswith(".parquet"):
        table = pq.read_table(io.BytesIO(content))
        yield f"{name}/schema", str(table.schema.metadata).encode() + str(table.schema).encode()
        yield f"{name}/rows", str(table.to_pylist()).encode()
    elif name.endswith(".png"):
        yield f"{name}/text", str(Image.open(io.BytesIO(content)).info).encode()


def leaking(folder: Path, *words: str) -> set[str]:
    """Return the files of a folder in which one of the words occurs, in any encoding."""
    sought = [word.encode(code) for word in words for code in ("utf-8", "utf-16-le", "cp932")]
    sought += ["".join(f"&#{ord(sign)};" for sign in word).encode() for word in words]
    sought += [word.encode("unicode_escape") for word in words]
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
        for _, content in unpacked(path.name, path.read_bytes())
        if any(each in content for each in sought)
    }


WORDS: Final = (KNOWN_BY, str(NUMBER), f"{NUMBER:,}", "kimitsu")


def look_through(office: Office) -> None:
    public, house = (office.published(1) / each for each in ("公表用", "執務用"))
    assert leaking(public, *WORDS) == set()
    # the test would see it: the copy for the house has it all
    assert {"別紙.xlsx", "index.html", "data/ratings.parquet", "別紙.docx"} <= leaking(
        house, *WORDS
    )


def test_nothing_internal_occurs_in_the_public_copy(little: Little, no_charts: None) -> None:
    assert no_charts is None
    office = published(little)

    look_through(office)
    _, found = verified(office.workspace)
    assert found.holds
    sealed = next(e.details for e in office.events if isinstance(e.details, Seal))
    assert {name.partition("/")[0] for name in sealed.outputs} == {"公表用", "執務用"}


@pytest.mark.slow
def test_nor_in_its_pictures(little: Little) -> None:
    office = published(little)

    look_through(office)
    pictures = {path.name for path in (office.published(1) / "公表用").rglob("*.png")}
    assert pictures
    assert not [name for name in pictures if "提出状況" in name]


@pytest.mark.slow
@pytest.mark.usefixtures("no_charts")
def test_what_was_taken_back_is_not_said_again_by_the_next_edition(
    ready: Office, little: Little
) -> None:
    ready.publish()
    (measure,) = (m for m in ready.final.marks if m.measure.id == WITHHELD_MEASURE)
    said = measure.progress.partition("\n")[0]
    ready.receive(confide(little.changed(MOFA), ready.catalogue))
    ready.take_in(decide_all(ready.export()))

    ready.publish()

    assert "index.html" in leaking(ready.published(1) / "公表用", said)
    assert leaking(ready.published(2) / "公表用", said, KNOWN_BY, "kimitsu") == set()
    assert "正誤表.docx" in leaking(ready.published(2) / "執務用", said)
    assert verified(ready.workspace, 2)[1].holds


# what is withheld, and what is not -----------------------------------------------------------
@pytest.mark.slow
def test_a_withheld_answer_counts_and_is_not_printed(little: Little, no_charts: None) -> None:
    assert no_charts is None
    office = published(little)
    house = office.final

    public = for_public(house)

    assert public.audience is Audience.PUBLIC
    assert public.tables == house.tables
    assert [m.mark for m in public.marks] == [m.mark for m in house.marks]
    assert {b.text for b in bullets(house)} - {b.text for b in bullets(public)} == {
        f"{KNOWN_BY}の成果。",
        f"{KNOWN_BY}の取組。",
    }
    assert all(b.printed.endswith("【非公表】") for b in bullets(house) if b.is_withheld)
    rows = read_csv((office.published(1) / "公表用/data/kpi_values.csv").read_bytes())
    (row,) = (each for each in rows if each["施策ID"] == WITHHELD_KPI and each["主KPI"] == "true")
    assert (row["実績値"], row["実績値の状態"], row["時点"], row["備考"]) == ("", "非公表", "", "")
    told = read_csv((office.published(1) / "公表用/data/ratings.csv").read_bytes())
    (row,) = (each for each in told if each["施策ID"] == WITHHELD_MEASURE)
    assert row["評価"]
    assert row["進捗状況"] == ""


def bullets(results: Results) -> list[Any]:
    sections: list[Any] = [*results.annex.categories, *results.annex.domains]
    return [bullet for section in sections for bullet in section.bullets]


def test_the_public_reads_all_the_rest(little: Little, no_charts: None) -> None:
    assert no_charts is None
    office = published(little)
    house = office.final

    public = for_public(house)

    progress = {m.measure.id: m.progress for m in house.marks if m.measure.id != WITHHELD_MEASURE}
    shown = {m.measure.id: m.progress for m in public.marks if m.measure.id != WITHHELD_MEASURE}
    assert shown == progress
    assert [each.kpi.id for each in public.progress] == [
        each.kpi.id for each in house.progress if each.kpi.measure_id != WITHHELD_KPI
    ]
    page = (office.published(1) / "公表用/index.html").read_text(encoding="utf-8")
    assert all(text in page for text in filter(None, progress.values()) if "\n" not in text)
