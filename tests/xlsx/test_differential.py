"""Values agree with two other readers wherever those agree; each difference is deliberate."""

from __future__ import annotations

import io
import random
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest
import xlsxwriter
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

from evaluator.catalogue import Catalogue
from evaluator.files import Workspace
from evaluator.xlsx.opening import read_source
from evaluator.xlsx.refusal import Refused
from evaluator.xlsx.source import At, Cell, Sheet, Source
from tests.builders import submitted
from tests.xlsx.packages import (
    BOOK,
    MAIN,
    OFFICE,
    SHEET,
    SOUND,
    a_book,
    a_package,
    a_sheet,
    packed,
)

CORPUS: Final = Path(__file__).parents[3] / "shared" / "corpus"

PAGE: Final = Path(__file__).parents[2] / "docs" / "reading.md"

FAR: Final = 2_000_000
"""Cells in a rectangle from which one of the others would take the whole process with it."""

Values = dict[str, dict[At, object]]

DELIBERATE: Final[dict[str, Callable[[Cell], bool]]] = {
    "struck text is left out of the value and kept beside it": lambda cell: cell.struck is not None,
    "a number too small for a day, in a format of days, is said to be an error": (
        lambda cell: cell.error == "#VALUE!"
    ),
    "a formula that gives a blank text is blank and not uncalculated": (
        lambda cell: bool(cell.formula) and cell.value == ""
    ),
}
"""Where this reader says something else than both others, and why it may."""


def plain(value: object) -> object:
    """What a value comes to when numbers have one type, days one type, blanks one spelling."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, datetime):
        return value.replace(microsecond=0)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    if isinstance(value, time | timedelta):
        return str(value).partition(".")[0]
    # The others take spaces at the ends away, or an escape out, each in its own way.
    text = re.sub(r"_x[0-9A-Fa-f]{4}_|[\r\x0b]|x005F_", "", str(value or "")).strip()
    return re.sub(r"(:\d\d)\.\d+$", r"\1", text) or None


def by_openpyxl(content: bytes) -> Values:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book: Any = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    if any(sheet.max_row * sheet.max_column > FAR for sheet in book.worksheets):
        raise ValueError(FAR)
    return {
        sheet.title: {at: cell.value for at, cell in sheet._cells.items()}
        for sheet in book.worksheets
    }


def by_calamine(content: bytes) -> Values:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {
        name: {
            (row, column): value
            for row, values in enumerate(
                book.get_sheet_by_name(name).to_python(skip_empty_area=False), start=1
            )
            for column, value in enumerate(values, start=1)
        }
        for name in book.sheet_names
    }


def differences(source: Source, one: Values, other: Values) -> Iterator[tuple[str, At, Cell]]:
    for sheet in source.sheets:
        first, second = one.get(sheet.name, {}), other.get(sheet.name, {})
        for at in {**first, **second, **sheet.cells}:
            agreed = plain(first.get(at))
            if agreed != plain(second.get(at)) or at in sheet.covered:
                continue
            cell = sheet.cells.get(at, Cell(None))
            shown = plain(cell.value)
            if shown != agreed and not any(allowed(cell) for allowed in DELIBERATE.values()):
                yield sheet.name, at, cell


def compared(content: bytes) -> list[tuple[str, At, Cell]]:
    """Differences from what both other readers say; none if one of them cannot read it."""
    source = read_source("x", content)
    try:
        one, other = by_openpyxl(content), by_calamine(content)
    except Exception:  # noqa: BLE001  # other people's parsers fail in any way at all
        return []
    return list(differences(source, one, other))


# a form of our own, changed at random ----------------------------------------------------
def a_form(chance: random.Random) -> bytes:
    """A workbook with every type of value, some of it struck, merged, hidden, in odd formats."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    looks = [
        book.add_format({"num_format": code, "font_strikeout": chance.random() < 0.1})
        for code in (
            "General",
            "0.0%",
            "yyyy/m/d",
            '[$-411]ggge"年"m"月"d"日"',
            "#,##0,",
            "h:mm",
            "@",
        )
    ]
    sheet = book.add_worksheet("表")
    bold, struck = book.add_format({"bold": True}), book.add_format({"font_strikeout": True})
    for row in range(30):
        for column in range(8):
            look = chance.choice(looks)
            kind = chance.randrange(7)
            if kind == 0:
                sheet.write_number(row, column, chance.randrange(1, 60_000), look)
            elif kind == 1:
                sheet.write_number(row, column, round(chance.uniform(61, 50_000), 3), look)
            elif kind == 2:
                sheet.write_string(
                    row, column, chance.choice(["○", " 文 ", "髙島㈱\n改行", "=1+1"])
                )
            elif kind == 3:
                sheet.write_boolean(row, column, chance.random() < 0.5, look)
            elif kind == 4:
                sheet.write_formula(row, column, "=A1", look, chance.choice([1, 2.5, "文", True]))
            elif kind == 5:
                last = chance.choice([bold, struck])
                sheet.write_rich_string(row, column, "前", bold, "中", last, "後")
            else:
                sheet.write_blank(row, column, None, look)
    book.close()
    return out.getvalue()


@pytest.mark.parametrize("seed", range(12))
def test_a_form_is_read_as_others_read_it(seed: int) -> None:
    assert compared(a_form(random.Random(seed))) == []  # noqa: S311


def test_the_comparison_would_see_a_difference() -> None:
    content = a_form(random.Random(1))  # noqa: S311
    source = read_source("x", content)
    sheet = source.sheets[0]
    at = next(at for at, cell in sheet.cells.items() if cell.value == "○")
    wrong = Source("x", "", (Sheet(sheet.name, {**sheet.cells, at: Cell("×")}),))

    found = list(differences(wrong, by_openpyxl(content), by_calamine(content)))

    assert [(where, cell.value) for _, where, cell in found] == [(at, "×")]


# a filled form, as other programs would have written it -------------------------------------
Mutation = Callable[[dict[str, bytes]], dict[str, bytes]]
MUTATIONS: Final[list[Mutation]] = []


def mutation(change: Mutation) -> Mutation:
    MUTATIONS.append(change)
    return change


def each_sheet(change: Callable[[str], str]) -> Mutation:
    return lambda parts: {
        name: change(part.decode()).encode() if "/worksheets/sheet" in name else part
        for name, part in parts.items()
    }


@mutation
def prefixed(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Every element has a prefix, as some .NET libraries write it."""

    def change(xml: str) -> str:
        tagged = re.sub(r"<(/?)(?![?!/])(?!\w+:)", r"<\1x:", xml)
        return tagged.replace(' xmlns="', ' xmlns:x="', 1)

    return each_sheet(change)(parts)


@mutation
def without_addresses(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Cells follow each other, none says where it is: a row that leaves none out needs no more."""

    def change(xml: str) -> str:
        return re.sub(r"<row .*?</row>", bare, xml, flags=re.DOTALL)

    def bare(row: re.Match[str]) -> str:
        columns = re.findall(r'<c r="([A-Z]+)', row[0])
        is_full = columns == [get_column_letter(n) for n in range(1, len(columns) + 1)]
        return re.sub(r'(<c) r="[A-Z]+\d+"', r"\1", row[0]) if is_full else row[0]

    return each_sheet(change)(parts)


@mutation
def in_shared_strings(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Texts in a table of their own, in runs and with readings, as Excel in Japanese has them."""
    texts: list[str] = []

    def shared(cell: re.Match[str]) -> str:
        texts.append(cell[2])
        return f'{cell[1]}t="s"><v>{len(texts) - 1}</v></c>'

    found = re.compile(r'(<c [^>]*)t="inlineStr"><is><t[^>]*>([^<]*)</t></is></c>')
    changed = each_sheet(lambda xml: found.sub(shared, xml))(parts)
    items = "".join(
        f'<si><r><t xml:space="preserve">{text[:3]}</t></r><r><rPr><b/></rPr>'
        f'<t xml:space="preserve">{text[3:]}</t></r>'
        '<rPh sb="0" eb="1"><t>ヨミ</t></rPh><phoneticPr fontId="1"/></si>'
        if "&" not in text
        else f'<si><t xml:space="preserve">{text}</t></si>'
        for text in texts
    )
    rels, types = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
    relation = f'<Relationship Id="rIdS" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/>'
    return {
        **changed,
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{items}</sst>'.encode(),
        rels: changed[rels].replace(b"</Relationships>", f"{relation}</Relationships>".encode()),
        types: changed[types].replace(b"</Types>", f"{override}</Types>".encode()),
    }


@mutation
def with_lines_and_a_mark(parts: dict[str, bytes]) -> dict[str, bytes]:
    """A byte order mark in front, and each element on a line of its own."""

    def change(xml: str) -> str:
        return "\ufeff" + re.sub(r"(</c>|</row>|<sheetData>)", "\\1\r\n  ", xml)

    return each_sheet(change)(parts)


@mutation
def named_from_where_they_are_used(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Relations that name their parts from the folder they are used in, and one with a dot."""
    rels = "xl/_rels/workbook.xml.rels"
    beside = parts[rels].replace(b'Target="/xl/', b'Target="')
    return {**parts, rels: beside.replace(b'"styles.xml', b'"./styles.xml')}


@mutation
def with_a_wrong_extent(parts: dict[str, bytes]) -> dict[str, bytes]:
    """An extent that is too small, and types that go without saying."""

    def change(xml: str) -> str:
        small = re.sub(r'<dimension ref="[^"]*"', '<dimension ref="A1"', xml)
        return re.sub(r'(<c r="[A-Z]+\d+"(?: s="\d+")?)>', r'\1 t="n">', small)

    return each_sheet(change)(parts)


@pytest.fixture(scope="module")
def form(sample_workspace: Workspace, catalogue: Catalogue) -> bytes:
    return submitted(sample_workspace, catalogue, "外務省").read_bytes()


@pytest.mark.parametrize("change", MUTATIONS, ids=lambda change: change.__name__)
def test_a_form_says_the_same_whatever_program_wrote_it(form: bytes, change: Mutation) -> None:
    with zipfile.ZipFile(io.BytesIO(form)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    changed = change(parts)
    content = packed(changed)

    assert changed != parts
    assert by_openpyxl(content)
    assert by_calamine(content)
    assert compared(content) == []
    assert read_source("x", content).sheets == read_source("x", form).sheets


# what is refused though another reader opens it --------------------------------------------
SOUND_SHEET: Final = a_sheet('<row r="1"><c r="A1"><v>1</v></c></row>')


def _with_a_part_twice() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, part in SOUND.items():
            archive.writestr(name, part)
        archive.writestr(SHEET, SOUND_SHEET.replace("<v>1</v>", "<v>2</v>"))
    return out.getvalue()


def _with_a_wrong_sum() -> bytes:
    content = packed(SOUND, zipfile.ZIP_STORED)
    return content.replace(b"<v>1</v>", b"<v>2</v>")


def _deep() -> str:
    return a_sheet("", "<extLst>" + "<ext>" * 300 + "</ext>" * 300 + "</extLst>")


REFUSED: Final[dict[str, tuple[str, str, bytes]]] = {
    # what it is, and why it is not read: code, how the words begin, and a workbook that is one
    "a value far from the table, so that a sheet drawn out would fill the memory": (
        "F005",
        "表から離れたセル",
        a_package({SHEET: a_sheet('<row r="1048576"><c r="C1048576"><v>1</v></c></row>')}),
    ),
    "two parts of one name: programs differ in which of them they show": (
        "F006",
        "同じ名前の部品の重複",
        _with_a_part_twice(),
    ),
    "elements in each other by the hundred, which no program writes": (
        "F005",
        "要素の入れ子",
        a_package({SHEET: _deep()}),
    ),
    "a DOCTYPE, which the packaging standard forbids and which can ask for other files": (
        "F006",
        "文書型宣言",
        a_package({SHEET: f"<!DOCTYPE worksheet>{SOUND_SHEET}"}),
    ),
    "text before the root element: no XML, and Excel offers to repair it": (
        "F004",
        "シートのXMLの誤り",
        a_package({SHEET: f"x{SOUND_SHEET}"}),
    ),
    "a part whose checksum is not that of the zip: some of it is not what was saved": (
        "F004",
        "圧縮形式の誤り",
        _with_a_wrong_sum(),
    ),
    "macros: a form has none": (
        "F006",
        "マクロ",
        a_package({"xl/vbaProject.bin": "x"}),
    ),
    "Strict Open XML, in which days and names of parts are written otherwise": (
        "F003",
        "Strict Open XML",
        a_package(
            {BOOK: a_book("表").replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")}
        ),
    ),
}
"""Every reason for which a workbook is refused that one of the other readers opens."""


def refused(content: bytes) -> tuple[str, str] | None:
    try:
        read_source("x", content)
    except Refused as refusal:
        return refusal.kind.code, refusal.what
    return None


def is_named(said: tuple[str, str]) -> bool:
    return any(said[0] == code and said[1].startswith(words) for code, words, _ in REFUSED.values())


def opened_by_another(content: bytes) -> bool:
    for reader in (by_openpyxl, by_calamine):
        try:
            if any(
                value is not None for sheet in reader(content).values() for value in sheet.values()
            ):
                return True
        except ValueError as error:
            if error.args == (FAR,):
                return True
        except Exception:  # noqa: BLE001, S110  # other people's parsers, again
            pass
    return False


@pytest.mark.parametrize("reason", REFUSED)
def test_each_reason_refuses_a_workbook_for_what_it_says(reason: str) -> None:
    code, words, content = REFUSED[reason]
    said = refused(content)

    assert said is not None
    assert said[0] == code
    assert said[1].startswith(words)


def test_the_page_on_reading_gives_each_reason() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert [reason for reason in (*REFUSED, *DELIBERATE) if f"| {reason} |" not in page] == []


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus of other people's files here")
def test_other_peoples_files_are_refused_for_the_reasons_named_alone() -> None:
    unnamed = {}
    for path in sorted(CORPUS.glob("*.xls[xm]")):
        said = refused(path.read_bytes())
        if said and not is_named(said) and opened_by_another(path.read_bytes()):
            unnamed[path.name] = said

    assert not unnamed


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus of other people's files here")
def test_other_peoples_files_are_read_as_others_read_them() -> None:
    found = {}
    for path in sorted(CORPUS.glob("*.xls[xm]")):
        try:
            if different := compared(path.read_bytes()):
                found[path.name] = different[:3]
        except Refused:
            continue

    assert not found
