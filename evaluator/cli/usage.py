"""What the command line's library says in English, in Japanese: its help and its complaints."""

from __future__ import annotations

import re
from typing import Any, Final

import typer
from typer.core import TyperCommand, TyperGroup

_HELP: Final = (
    (re.compile(r"^Usage: ", re.MULTILINE), "使い方："),
    (re.compile(r"^Arguments:$", re.MULTILINE), "指定するもの："),
    (re.compile(r"^Options:$", re.MULTILINE), "オプション："),
    (re.compile(r"^Commands:$", re.MULTILINE), "コマンド："),
    (re.compile(r"\[OPTIONS\]"), "[オプション]"),
    (re.compile(r"COMMAND \[ARGS\]\.\.\."), "コマンド …"),
    (re.compile(r"Show this message and exit\."), "この説明を示します"),
    (re.compile(r"\[required\]"), "[必須]"),
    (re.compile(r"\[default:\s+"), "[既定："),
)
_COMPLAINTS: Final = (
    (
        re.compile(r"No such option:? '?(?P<it>[^' ]+)'?.*", re.DOTALL),
        "オプション「{it}」はありません。",
    ),
    (re.compile(r"No such command '(?P<it>.*)'\."), "コマンド「{it}」はありません。"),
    (re.compile(r"Missing command\."), "コマンドを指定してください。"),
    (re.compile(r"Option '(?P<it>[^']+)' requires .*"), "「{it}」に続けて値を指定してください。"),
    (re.compile(r"Option '(?P<it>[^']+)' does not .*"), "「{it}」に値は指定できません。"),
    (re.compile(r"Got unexpected extra .*? \((?P<it>.*)\)"), "余分な指定「{it}」があります。"),
)
USAGE: Final = 2
"""The exit code of a usage error."""
_ENGLISH: Final = re.compile(r"[\x00-\x7f‘’“”…]*")


class JapaneseCommand(TyperCommand):
    """A command whose help is in Japanese throughout."""

    def get_help(self, ctx: Any) -> str:
        """Return the help page."""
        return in_japanese(super().get_help(ctx))


class JapaneseGroup(TyperGroup):
    """A group of commands whose help is in Japanese throughout."""

    def get_help(self, ctx: Any) -> str:
        """Return the help page."""
        return in_japanese(super().get_help(ctx))


def in_japanese(page: str) -> str:
    """Return a help page with the library's own words replaced."""
    for pattern, words in _HELP:
        page = pattern.sub(words, page)
    return page


def complaint(error: Any) -> str:
    """Return a usage error as one sentence."""
    if type(error).__name__ == "NoArgsIsHelpError":
        return str(error.message)
    if type(error).__name__ == "MissingParameter":
        return f"{_name(error.param)}を指定してください。"
    message = str(getattr(error, "message", error))
    for pattern, words in _COMPLAINTS:
        found = pattern.fullmatch(message)
        if found:
            return words.format(**found.groupdict())
    if isinstance(error, typer.BadParameter) and _ENGLISH.fullmatch(message):
        choices = (getattr(error.param, "metavar", None) or "").split("|")
        which = f"（{'・'.join(choices)}のどれかです）" if len(choices) > 1 else ""
        return f"{_name(error.param)}に使えない値です{which}。"
    return message


def how_to(error: Any) -> str:
    """Say how to see the command's help."""
    path = error.ctx.command_path if getattr(error, "ctx", None) else "evaluator"
    return f"使い方は「{path} --help」で確かめられます。"


def _name(parameter: Any) -> str:
    if parameter is None:
        return "オプション"
    option = next((name for name in parameter.opts if name.startswith("-")), "")
    return f"「{option or parameter.metavar}」"
