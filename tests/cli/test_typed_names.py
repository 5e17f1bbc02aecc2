"""Names are found however they are typed: alias, width, case, composition."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
import typer

from evaluator.catalogue import Catalogue
from evaluator.cli.options import existing, measure_id_of, ministry_of, round_id_of
from evaluator.errors import NotInTheLedger
from evaluator.secretariat.opening import open_rubric
from tests.builders import R07
from tests.cli.test_cli import evaluator
from tests.ledger_builders import MOE, MOFA, Forms, Office
from tests.small_round import Little

DECOMPOSED = unicodedata.normalize("NFD", "デジタル庁")


@pytest.mark.parametrize(
    "typed",
    ["R09", "r09", "R9", "Ｒ０９", "Ｒ９", "令和9年度", "令和９年", "令和 9", " R09 "],
)
def test_a_round(typed: str) -> None:
    assert round_id_of(typed) == "R09"


def test_the_first_year_of_an_era_and_what_is_no_round() -> None:
    assert round_id_of("令和元年度") == "R01"
    assert round_id_of("R10") == "R10"
    with pytest.raises(typer.BadParameter, match="「来年」は年度の識別子ではありません"):
        round_id_of("来年")


@pytest.mark.parametrize("typed", ["S017", "s017", "Ｓ０１７", "　S017 "])
def test_a_measure(typed: str) -> None:
    assert measure_id_of(typed) == "S017"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("経産省", "経済産業省"), ("経済 産業省", "経済産業省"), (DECOMPOSED, "デジタル庁")],
)
def test_a_ministry(catalogue: Catalogue, typed: str, meant: str) -> None:
    assert ministry_of(typed, catalogue) == meant


def test_a_ministry_that_is_none_of_those_asked_is_said_with_those_that_are(
    catalogue: Catalogue,
) -> None:
    with pytest.raises(NotInTheLedger) as told:
        ministry_of("外交省", catalogue)
    assert str(told.value) == (
        "「外交省」は回答府省庁にありません。回答府省庁：" + "、".join(catalogue.respondents)
    )


def test_a_short_form_that_several_respondents_share_is_none_of_them(catalogue: Catalogue) -> None:
    mofa, moe = (m for m in catalogue.ministries if m.name in (MOFA, MOE))
    others = (m for m in catalogue.ministries if m not in (mofa, moe))
    same = replace(
        catalogue,
        ministries=(*(m.model_copy(update={"short": "省"}) for m in (mofa, moe)), *others),
    )

    assert same.respondent("省") is None
    assert same.respondent("外務省") == MOFA


@pytest.mark.parametrize("typed", ["ＨＯＵＳＥ", "house"])
def test_a_rubric(office: Office, typed: str) -> None:
    assert open_rubric(office.workspace, office.catalogue, typed).name == "house"


def test_each_command_about_a_version_says_the_ministry_by_its_name(
    office: Office, forms: Forms
) -> None:
    office.receive(office.save(forms[MOFA, "○"], "a.xlsx"), office.save(forms[MOE, "○"], "b.xlsx"))
    root, because = office.workspace.root, ("--reason", "確認のため")

    def said(*arguments: str) -> str:
        return evaluator(*arguments, cwd=root).stdout

    assert said("return", "令和7年度", "外 務省", *because) == (
        "外務省の第1版を差戻しとして記録しました。\n"
    )
    assert said("accept", "Ｒ０７", "環境省 ") == "環境省の第1版を受理しました。\n"
    assert said("withdraw", "r7", "環　境省", *because) == "環境省の第1版を取り下げました。\n"


@pytest.mark.usefixtures("no_charts")
@pytest.mark.slow
def test_a_preferred_file_and_a_day(little: Little) -> None:
    folder = little.office.workspace.submissions(R07)
    folder.mkdir(parents=True)
    for mark in "○△":
        (folder / f"がいむ{mark}.xlsx").write_bytes(little.forms[MOFA, mark])
    named = unicodedata.normalize("NFD", "がいむ△.xlsx")

    done = evaluator("run", "R07", "--prefer", named, cwd=little.office.workspace.root)

    assert "がいむ○.xlsx" not in done.stderr
    assert Path(little.office.workspace.reports(R07) / "別紙.xlsx").is_file()
    day = ("--today", "２０２６-０１-１５")
    status = evaluator("status", "R07", *day, cwd=little.office.workspace.root)
    assert "あと15日" in status.stdout


def test_a_file_whose_name_is_composed_otherwise_on_the_disk(tmp_path: Path) -> None:
    there = tmp_path / unicodedata.normalize("NFD", "がいむ.xlsx")
    there.write_bytes(b"x")

    assert existing([tmp_path / "がいむ.xlsx"]) == [there]
    with pytest.raises(typer.BadParameter, match=r"ファイル .*かいむ\.xlsx がありません"):
        existing([tmp_path / "かいむ.xlsx"])
    with pytest.raises(typer.BadParameter, match="がありません"):
        existing([tmp_path / "ない" / "がいむ.xlsx"])
