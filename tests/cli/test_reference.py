"""docs/commands.md says what the commands say of themselves."""

from __future__ import annotations

from pathlib import Path

from evaluator.cli.reference import every_command, page

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_is_not_stale() -> None:
    assert (DOCS / "commands.md").read_text(encoding="utf-8") == page(), "make docs"


def test_every_command_gives_an_example_and_every_option_says_what_it_does() -> None:
    commands = dict(every_command())

    assert [called for called, command in commands.items() if "例：" not in command.help] == []
    for called, command in commands.items():
        for parameter in command.params:
            assert parameter.metavar or getattr(parameter, "is_flag", False), called
            if parameter.param_type_name == "option":
                assert parameter.help, f"{called} {parameter.opts}"
