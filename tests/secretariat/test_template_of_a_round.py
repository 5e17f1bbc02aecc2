"""A round's Word template: brought along, used, sealed; what is wrong with it is said."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from evaluator.files import Workspace
from evaluator.ledger.details import Seal
from evaluator.model import RoundId
from evaluator.outputs.document.template import shipped_content, shipped_template
from evaluator.sample import staging
from evaluator.secretariat import next_round
from evaluator.secretariat.opening import open_round
from evaluator.secretariat.seal import compare_seals
from tests.builders import R07
from tests.cli.test_cli import evaluator
from tests.ledger_builders import Office, a_few_outputs, reported, verified
from tests.marks import SCALE

R08 = RoundId("R08")


@pytest.fixture
def sketched(ready: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """A round that is ready to be published, and of which a report is three small files."""
    a_few_outputs(ready.workspace, monkeypatch)
    return ready


def without_source_note() -> bytes:
    document = Document(io.BytesIO(shipped_content()))
    styles = document.styles.element
    styles.remove(next(s for s in styles.findall(qn("w:style")) if s.name_val == "出典"))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_init_copies_the_template_and_leaves_an_edited_one_alone(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    staging.init(workspace, R07)
    path = workspace.annex_template(R07)
    assert path.read_bytes() == shipped_content()

    path.write_bytes(b"mine")
    staging.init(workspace, R07)

    assert path.read_bytes() == b"mine"


class Sketched(next_round.NextRound):
    """A next round of which only the bytes are there."""

    content = b"catalogue"


@pytest.mark.parametrize("own", [b"mine", None])
def test_the_next_round_takes_over_the_template_of_the_one_before(
    tmp_path: Path, own: bytes | None
) -> None:
    workspace = Workspace(tmp_path)
    workspace.templates(R07).mkdir(parents=True)
    if own is not None:
        workspace.annex_template(R07).write_bytes(own)

    next_round.save(workspace, R08, R07, Sketched({}, SCALE, ()))

    assert workspace.annex_template(R08).read_bytes() == (own or shipped_content())


def test_a_round_without_a_template_uses_the_shipped_one(sketched: Office) -> None:
    sketched.workspace.annex_template(R07).unlink(missing_ok=True)

    assert open_round(sketched.workspace, R07).template is shipped_template()


def test_a_template_that_has_changed_since_it_was_sealed_is_named(sketched: Office) -> None:
    sketched.publish()
    assert verified(sketched.workspace)[1].holds

    sketched.workspace.annex_template(R07).write_bytes(without_source_note())

    _, found = verified(sketched.workspace)
    assert found.origin == ("別紙のひな形",)


def test_a_seal_that_knows_no_template_says_nothing_of_it() -> None:
    now = Seal(
        after=3,
        catalogue="a",
        rubric="r",
        inputs={},
        marks={},
        program="evaluator 0.1.0",
        libraries={},
        outputs={},
        template="9f",
    )

    assert compare_seals(now.model_copy(update={"template": ""}), now, {}).holds
    assert not compare_seals(now.model_copy(update={"template": "00"}), now, {}).holds


def test_a_style_that_is_missing_is_said_by_the_commands_that_use_it(sketched: Office) -> None:
    sketched.workspace.annex_template(R07).write_bytes(without_source_note())
    said = "[警告] A009 別紙ひな形.docx：別紙のひな形にスタイル「出典」がありません。"

    for command in (("run", "R07"), ("report", "R07", "--final", "--as", "山田")):
        done = evaluator(*command, cwd=sketched.workspace.root)
        assert done.returncode == 0
        assert said in done.stderr


def test_a_broken_template_stops_in_one_sentence_and_writes_nothing(sketched: Office) -> None:
    root = sketched.workspace.root
    sketched.workspace.annex_template(R07).write_bytes(b"PK")

    done = evaluator("run", "R07", cwd=root)

    assert done.returncode == 18
    assert "中止：別紙のひな形 別紙ひな形.docx を Word 文書として使えません。" in done.stderr
    assert reported(sketched.workspace) == []
    assert evaluator("status", "R07", cwd=root).returncode == 0  # it needs none
