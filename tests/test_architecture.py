"""ARCHITECTURE.md's table of rooms is the contract that import-linter holds."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_table_is_the_contract() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = settings["tool"]["importlinter"]["contracts"]
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = page.partition("| room | what it holds |")[2].partition("\n\n")[0]
    rows = [re.split(r"(?<!\\)\|", line)[1] for line in table.splitlines()[2:]]
    rooms = [" | ".join(re.findall(r"`(\w+)`", row)) for row in rows]

    assert rooms == contract["layers"]


def test_every_module_named_is_there() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:[a-z_]+/)+[a-z_]+\.(?:py|toml|docx|csv))`", page))

    assert named
    missing = [n for n in named if not ((ROOT / "evaluator" / n).exists() or (ROOT / n).exists())]
    assert missing == []


def test_at_most_eight_modules_lie_flat_and_none_is_longer_than_a_few_screens() -> None:
    package = ROOT / "evaluator"

    assert len(list(package.glob("*.py"))) <= 8
    lengths = {p: len(p.read_text(encoding="utf-8").splitlines()) for p in package.rglob("*.py")}
    assert {str(p.relative_to(ROOT)): n for p, n in lengths.items() if n > 400} == {}
