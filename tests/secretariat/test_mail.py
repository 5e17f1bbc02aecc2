"""Drafts of mails: to whom, in which words, with which attachment; nothing is sent."""

from __future__ import annotations

import email
import re
from datetime import date
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from evaluator.catalogue.rows import MinistryRow
from evaluator.errors import MailsRejected, NeverSealed
from evaluator.form.sheets import ContactRow
from evaluator.model import MinistryName
from evaluator.rubric.toml_file import shaped
from evaluator.secretariat import acts
from evaluator.secretariat.check import check_files
from evaluator.secretariat.mail.drafts import Drafts, drafts, put_down
from evaluator.secretariat.mail.letters import Letter
from evaluator.secretariat.mail.wording import EVERYWHERE, REFUSALS, Wording, shipped_wording
from evaluator.secretariat.opening import open_round
from evaluator.secretariat.waive import waive
from evaluator.show.finding import as_lines
from evaluator.words.blanks import named
from tests.amendments import amend, cell_set, measure_added
from tests.builders import R07, cell_of, edit
from tests.ledger_builders import MOE, MOFA, Office, desk_of
from tests.small_round import Little
from tests.supplements import ADDED, LIKE, NEW, NEWER, filled, issued, send_out

BEFORE, AFTER = date(2026, 1, 20), date(2026, 2, 2)
ADDRESSES = cell_set(MinistryRow, MOFA, "addresses", "hyojun@example.go.jp、kikaku@example.go.jp")


@pytest.fixture
def out(little: Little) -> Little:
    """The forms are out, and on record."""
    send_out(little)
    return little


def made(office: Office, letter: Letter, day: date = BEFORE) -> Drafts:
    return drafts(open_round(office.workspace, R07), letter, day)


def mails(office: Office, letter: Letter, day: date = BEFORE) -> dict[str, EmailMessage]:
    """Return the drafts of a letter, by what follows the letter in their names."""
    read = {}
    for draft in made(office, letter, day).drafts:
        message = email.message_from_bytes(draft.content, policy=default)
        assert isinstance(message, EmailMessage)
        assert (message["X-Unsent"], message["Date"], message["Message-ID"]) == ("1", None, None)
        read[draft.name.removeprefix(f"R07_{letter}_").removesuffix(".eml")] = message
    return read


def text_of(message: EmailMessage) -> str:
    body = message.get_body()
    assert body is not None
    text: str = body.get_content()
    return text.replace("\r\n", "\n")


def enclosed(message: EmailMessage) -> dict[str, bytes]:
    return {str(part.get_filename()): part.get_content() for part in message.iter_attachments()}


def received(little: Little, ministry: MinistryName = MOFA, mark: str = "○") -> Path:
    path = little.office.save(little.forms[ministry, mark], f"{ministry}.xlsx")
    little.office.receive(path)
    return path


# 依頼 ----------------------------------------------------------------------------------------
def test_the_form_goes_to_whoever_has_not_sent_it(out: Little) -> None:
    received(out, MOE)
    amend(out.office.workspace, ADDRESSES)

    sent = mails(out.office, Letter.ASK)

    assert [*sent] == [MOFA]
    message = sent[MOFA]
    assert message["To"] == "hyojun@example.go.jp, kikaku@example.go.jp"
    assert message["Subject"] == (
        "【御提出のお願い】新たな国際標準戦略 フォローアップ様式（令和7年度）"
    )
    name = "R07_様式_外務省.xlsx"
    path = out.office.workspace.templates(R07) / name
    assert enclosed(message) == {name: path.read_bytes()}
    text = text_of(message)
    assert text.startswith("外務省　御担当者様\n\nいつもお世話になっております。\n")
    assert "添付の様式に御記入の上、2026年1月30日までに御提出くださいますよう" in text


def test_instructions_go_with_the_form_as_they_lie_there(out: Little) -> None:
    path = out.office.workspace.instructions(R07)
    path.write_bytes(b"edited by the secretariat")

    sent = mails(out.office, Letter.ASK)[MOFA]

    assert enclosed(sent)[path.name] == b"edited by the secretariat"
    parts = {part.get_filename(): part.get_content_type() for part in sent.iter_attachments()}
    assert parts[path.name].endswith("wordprocessingml.document")


def test_a_form_that_was_filled_in_where_it_lies_goes_to_nobody(out: Little) -> None:
    path = out.office.workspace.templates(R07) / "R07_様式_外務省.xlsx"
    path.write_bytes(out.forms[MOFA, "○"])

    done = made(out.office, Letter.ASK)

    assert [draft.name for draft in done.drafts] == ["R07_依頼_環境省.eml"]
    assert done.notes[0] == (
        "外務省：発行した記録のある様式がありません。「evaluator template R07」で作ってください。"
    )


def test_a_passed_date_is_never_asked_for(out: Little) -> None:
    received(out, MOE, "")

    for letter in (Letter.ASK, Letter.RETURN, Letter.REMIND):
        for message in mails(out.office, letter, AFTER).values():
            text = text_of(message)
            assert "1月30日" not in text
            assert "提出期限を過ぎておりますので、できるだけ早く" in text


def test_the_supplement_goes_with_what_was_changed(out: Little) -> None:
    received(out)
    amend(out.office.workspace, ADDED)
    assert made(out.office, Letter.ASK).notes[0] == (
        "外務省：増えた行があります。"
        "「evaluator template R07 --supplement」で追補様式を作ってください。"
    )
    (path,) = issued(out)

    message = mails(out.office, Letter.ASK)["外務省_追補"]

    assert enclosed(message) == {path.name: path.read_bytes()}
    assert "追補様式" in message["Subject"]
    assert f"\n\n・施策{NEW}「新しい施策」を追加しました。\n\n" in text_of(message)
    assert "外務省_追補" in mails(out.office, Letter.REMIND)

    out.office.receive(filled(out, path))
    assert "外務省_追補" not in mails(out.office, Letter.ASK)


def test_a_supplement_that_asks_for_less_by_now_goes_to_nobody(out: Little) -> None:
    received(out)
    amend(out.office.workspace, ADDED)
    issued(out)
    amend(out.office.workspace, measure_added(NEWER, LIKE, "もう一つの施策"))

    done = made(out.office, Letter.ASK)
    assert [draft.name for draft in done.drafts] == ["R07_依頼_環境省.eml"]
    assert "増えた行があります。" in done.notes[0]

    (path,) = issued(out)
    message = mails(out.office, Letter.ASK)["外務省_追補"]
    assert [*enclosed(message)] == [path.name]


def test_who_has_no_address_is_said_and_left_blank(out: Little) -> None:
    done = made(out.office, Letter.ASK)

    assert mails(out.office, Letter.ASK)[MOFA]["To"] == ""
    assert done.notes[0] == (
        "外務省：宛先がないため、空欄にしました。"
        "施策一覧のシート『府省庁』の「宛先」に記入できます。"
    )


# 返却 ----------------------------------------------------------------------------------------
def test_the_findings_have_the_order_and_the_numbers_that_they_have_everywhere(out: Little) -> None:
    path = received(out, MOFA, "")
    (checked,) = check_files(out.office.workspace, [path])

    message = mails(out.office, Letter.RETURN)[MOFA]

    lines = re.findall(r"^(\d+)．(.*?)：", text_of(message), re.MULTILINE)
    asked = [f for f in checked.findings if str(f.severity) != "情報"]
    assert lines == [(str(f.number), f"{f.where.sheet} {f.where.cell}") for f in asked]
    on_screen = "\n".join(as_lines(path.name, checked.findings))
    assert all(finding.message in on_screen for finding in asked)
    assert f"（エラー {len(asked)}件、" in text_of(message)
    ((name, copy),) = enclosed(message).items()
    assert name == "外務省_点検結果.xlsx"
    assert copy != path.read_bytes()
    (again,) = check_files(out.office.workspace, [out.office.save(copy, name)])
    assert [f.code for f in again.findings] == [f.code for f in checked.findings]


def test_a_return_gives_its_reason(out: Little) -> None:
    received(out)
    with desk_of(out.office.workspace) as desk:
        acts.send_back(desk, MOFA, "出典を明記してください")

    message = mails(out.office, Letter.RETURN)[MOFA]

    assert "差戻しの理由：出典を明記してください" in text_of(message)
    assert [*enclosed(message)] == ["外務省_点検結果.xlsx"]


def test_what_was_let_pass_is_asked_of_nobody(out: Little) -> None:
    received(out, MOFA, "")
    with desk_of(out.office.workspace) as desk:
        waive(desk, MOFA, "V001", "口頭で確認した")

    assert mails(out.office, Letter.RETURN) == {}
    assert MOFA not in mails(out.office, Letter.REMIND)


def test_of_form_and_supplement_that_is_returned_which_has_findings(out: Little) -> None:
    received(out)
    amend(out.office.workspace, ADDED)
    (blank,) = issued(out)
    out.office.receive(filled(out, blank, ""))

    message = mails(out.office, Letter.RETURN)[MOFA]

    assert [*enclosed(message)] == ["外務省_追補_点検結果.xlsx"]
    assert re.search(r"^1．外務省_追補.xlsx 施策 [A-Z]+\d+：", text_of(message), re.MULTILINE)


def test_who_waits_for_a_supplement_is_returned_nothing(out: Little) -> None:
    received(out)
    amend(out.office.workspace, ADDED)

    assert mails(out.office, Letter.RETURN) == {}


# 督促 ----------------------------------------------------------------------------------------
def test_each_that_owes_something_is_reminded_and_nobody_else(out: Little) -> None:
    received(out, MOE, "")

    sent = mails(out.office, Letter.REMIND)

    assert [*sent] == [MOFA, MOE]
    assert "2026年1月20日現在、様式が届いておりません。" in text_of(sent[MOFA])
    assert [*enclosed(sent[MOFA])] == ["R07_様式_外務省.xlsx"]
    assert sent[MOE]["Subject"].startswith("【御修正のお願い】")
    assert sent[MOE]["To"] == "mihon@example.jp"
    assert [*enclosed(sent[MOE])] == ["環境省_点検結果.xlsx"]
    received(out, MOE)
    assert [*mails(out.office, Letter.REMIND)] == [MOFA]


def test_why_nothing_counts_is_said(out: Little) -> None:
    received(out)
    with desk_of(out.office.workspace) as desk:
        acts.withdraw(desk, MOFA, "差替え予定")
    broken = out.office.save(out.forms[MOE, "○"][:-100], "環境省.xlsx")
    out.office.receive(broken)

    sent = mails(out.office, Letter.REMIND)

    assert "先にお送りいただいた様式は取り下げられており" in text_of(sent[MOFA])
    assert "2026年1月20日現在、様式が届いておりません。" in text_of(sent[MOE])


@pytest.mark.slow
@pytest.mark.parametrize(
    "typed",
    ["なし", "a@b", "a@example.jp, b@example.jp", "国際@example.jp", "x\nBcc: y@example.jp"],
)
def test_what_is_no_address_is_left_blank(out: Little, typed: str) -> None:
    path = out.office.save(out.forms[MOFA, ""], "a.xlsx")

    def change(book: object) -> None:
        sheet = book[ContactRow.sheet_title]  # type: ignore[index]
        keys = cell_of(sheet, ContactRow, "email", row=1)
        for row in range(1, sheet.max_row + 1):
            cell = sheet.cell(row, keys.column)
            if cell.value == "mihon@example.jp":
                cell.value = typed

    edit(path, change)
    out.office.receive(path)

    message = mails(out.office, Letter.REMIND)[MOFA]
    assert (message["To"], message["Bcc"]) == ("", None)


# 受理、公表 ------------------------------------------------------------------------------------
def test_who_was_accepted_is_told_which_form_and_when(out: Little) -> None:
    received(out)
    assert mails(out.office, Letter.ACCEPT) == {}
    with desk_of(out.office.workspace) as desk:
        acts.accept(desk, MOFA)

    message = mails(out.office, Letter.ACCEPT)[MOFA]

    assert "「外務省.xlsx」（第1版）を、2026年1月5日に受理いたしました。" in text_of(message)
    assert enclosed(message) == {}


def test_nothing_is_told_of_before_it_is_published(out: Little) -> None:
    with pytest.raises(NeverSealed, match="確定版はまだありません"):
        made(out.office, Letter.PUBLISH)


@pytest.mark.usefixtures("no_charts")
@pytest.mark.slow
def test_everybody_is_told_what_was_published(ready: Office) -> None:
    ready.publish()

    sent = mails(ready, Letter.PUBLISH)

    assert [*sent] == [*ready.catalogue.respondents]
    assert "（第1版）を、2026年1月5日に確定し" in text_of(sent[MOFA])
    assert sent[MOFA]["Subject"].startswith("【公表のお知らせ】")


# the files, and the wording ------------------------------------------------------------------
def test_the_same_day_gives_the_same_bytes(out: Little) -> None:
    received(out, MOE, "")

    for letter in (Letter.ASK, Letter.RETURN, Letter.REMIND):
        assert made(out.office, letter) == made(out.office, letter)


def test_a_draft_that_is_no_longer_due_does_not_stay(out: Little) -> None:
    opened = open_round(out.office.workspace, R07)
    first = list(put_down(opened, Letter.REMIND, made(out.office, Letter.REMIND)))
    other = list(put_down(opened, Letter.ASK, made(out.office, Letter.ASK)))
    received(out)

    second = list(put_down(opened, Letter.REMIND, made(out.office, Letter.REMIND)))

    assert [path.name for path in first] == ["R07_督促_外務省.eml", "R07_督促_環境省.eml"]
    assert sorted(first[0].parent.iterdir()) == sorted([*second, *other])


def test_a_round_may_word_its_mails_itself(out: Little) -> None:
    path = out.office.workspace.mails(R07)
    path.write_text('ask_subject = "{府省庁}へ：{年度}の様式"', encoding="utf-8")

    sent = mails(out.office, Letter.ASK)

    assert sent[MOFA]["Subject"] == "外務省へ：令和7年度の様式"
    assert "いつもお世話になっております。" in text_of(sent[MOFA])


@pytest.mark.parametrize(
    ("said", "code", "told"),
    [
        ('ask = "{年}の様式を{期日}"', "W005", "「{年}」は使えません。"),
        ('ask = "お送りください。"', "W005", "{期日} を入れてください。"),
        ('closing = ""', "W005", "空欄にはできません。"),
        ('asks = "a"', "W004", "つづりを確かめ"),
        ("ask = ", "W001", "この行の前後の引用符と括弧"),
    ],
)
def test_wording_that_cannot_be_used_is_said(out: Little, said: str, code: str, told: str) -> None:
    out.office.workspace.mails(R07).write_text(said, encoding="utf-8")

    with pytest.raises(MailsRejected) as refused:
        made(out.office, Letter.ASK)

    (finding,) = refused.value.findings
    assert finding.code == code
    assert told in finding.remedy


def test_a_line_that_neither_the_round_nor_the_program_has_is_said() -> None:
    said, found = shaped('ask = "{期日}"', "mails.toml", Wording, REFUSALS, {})

    assert said is None
    assert {finding.code for finding in found} >= {"W003"}


def test_wording_that_is_no_text_is_said(out: Little) -> None:
    out.office.workspace.mails(R07).write_bytes("様式".encode("shift_jis"))

    with pytest.raises(MailsRejected) as refused:
        made(out.office, Letter.ASK)

    assert [finding.code for finding in refused.value.findings] == ["W002"]


def test_the_shipped_wording_names_the_ministry_and_says_what_is_asked() -> None:
    said = shipped_wording()

    assert set(EVERYWHERE) <= {*named(said.opening), *named(said.closing)}
