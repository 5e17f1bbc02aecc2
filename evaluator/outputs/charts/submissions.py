"""What has come in: a row a ministry, whether it submitted, how much of it is rated, findings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from matplotlib.figure import Figure

from evaluator.outputs import theme
from evaluator.outputs.charts.frame import MOST_ROWS, Frame, Size, framed
from evaluator.results.counts import largest, others_label
from evaluator.results.results import MinistryState, Results, SubmissionState

_COLUMNS: Final = (
    (0.5, "提出"),
    (2.1, "評価済み／評価する施策"),
    (4.1, "エラー"),
    (5.0, "警告"),
)
_MARKERS: Final = {
    SubmissionState.RECEIVED: ("o", theme.INK),
    SubmissionState.MISSING: ("o", "white"),
    SubmissionState.CONTESTED: ("^", theme.MUTED),
    SubmissionState.NO_FORM: ("_", theme.MUTED),
}
_BAR: Final = (1.35, 1.5)
"""Where the bar begins, and its length when everything is rated."""


@dataclass(frozen=True)
class _Line:
    """A ministry, or several that little is to be said of."""

    name: str
    of: tuple[MinistryState, ...]

    def sum(self, number: Callable[[MinistryState], int]) -> int:
        return sum(map(number, self.of))

    @property
    def received(self) -> int:
        return self.sum(lambda each: each.state is SubmissionState.RECEIVED)

    @property
    def state(self) -> str:
        """Whether it submitted; of several, how many did."""
        one = self.of[0]
        return one.state if len(self.of) == 1 else f"提出済み{self.received}／{len(self.of)}"

    @property
    def rated(self) -> int:
        return self.sum(lambda each: each.rated)

    @property
    def owed(self) -> int:
        return self.sum(lambda each: each.owed)

    @property
    def shared(self) -> str:
        """How many have no lead: the others are what the tables count at the ministry."""
        number = self.sum(lambda each: each.shared)
        return f"（共同{number}）" if number else ""

    @property
    def errors(self) -> int:
        return self.sum(lambda each: each.counts.errors)

    @property
    def warnings(self) -> int:
        return self.sum(lambda each: each.counts.warnings)


def _lines(report: Results) -> tuple[_Line, ...]:
    """Return a line for each ministry; of many, for those of which most is to be said."""
    every = report.ministries
    kept, others = largest([_weight(each) for each in every], MOST_ROWS)
    lines = [_Line(every[at].name, (every[at],)) for at in kept]
    if others:
        lines.append(_Line(others_label(len(others)), tuple(every[at] for at in others)))
    return tuple(lines)


def _weight(ministry: MinistryState) -> tuple[bool, int, int, int]:
    """Return how much there is to be said: no form, errors, what is not rated, warnings."""
    counts, missing = ministry.counts, ministry.state is not SubmissionState.RECEIVED
    return missing, counts.errors, ministry.owed - ministry.rated, counts.warnings


def title(report: Results) -> str:
    """Say the finding."""
    received = sum(m.state is SubmissionState.RECEIVED for m in report.ministries)
    errors = sum(m.counts.errors for m in report.ministries)
    return f"提出状況：{len(report.ministries)}府省庁のうち{received}が提出、エラーの指摘{errors}件"


def draw(report: Results, size: Size) -> Figure:
    """Return the figure."""
    lines = _lines(report)
    frame = framed(
        size,
        len(lines),
        report.catalogue.round,
        "",
        title=title(report),
        subtitle="●提出済み　○未提出　▲内容の異なるファイルが複数あり、集計していない　"
        "（共同）は主担当のない施策で、ほかの表では府省庁に数えない",
        label_share=0.22,
        head=1.2,
    )
    frame.axes.set_xlim(0, 5.6)
    for x, text in _COLUMNS:
        frame.axes.text(x, -1.0, text, ha="center", va="center", fontsize=frame.letter)
    for place, line in enumerate(lines):
        frame.label(place, line.name)
        _row(frame, place, line)
        frame.axes.plot([0, 5.6], [place + 0.5] * 2, color=theme.RULE, lw=0.6)
    return frame.figure


def _row(frame: Frame, place: int, line: _Line) -> None:
    axes, letter = frame.axes, frame.letter
    if len(line.of) == 1:
        _marker(frame, place, line.of[0].state)
    else:
        text = f"{line.received}／{len(line.of)}"
        axes.text(0.5, place, text, ha="center", va="center", fontsize=letter)
    left, width = _BAR
    if line.owed:
        share = line.rated / line.owed
        axes.barh(
            place, width, left=left, height=0.5, facecolor="white", edgecolor=theme.MUTED, lw=0.6
        )
        axes.barh(
            place, width * share, left=left, height=0.5, facecolor="#6BAED6", lw=0, gid="rated"
        )
    text = f"{line.rated}／{line.owed}{line.shared}"
    axes.text(left + width + 0.08, place, text, va="center", fontsize=letter)
    for (x, _), number in zip(_COLUMNS[2:], (line.errors, line.warnings), strict=True):
        colour = theme.INK if number else theme.MUTED
        axes.text(x, place, str(number), ha="center", va="center", fontsize=letter, color=colour)


def _marker(frame: Frame, place: int, state: SubmissionState) -> None:
    marker, fill = _MARKERS[state]
    frame.axes.plot(
        [0.5],
        [place],
        marker=marker,
        markersize=frame.letter,
        markerfacecolor=fill,
        markeredgecolor=theme.INK,
        linestyle="none",
        gid=state.name.lower(),
    )


def alt(report: Results) -> str:
    """Say what the picture shows, row by row."""
    parts = "、".join(
        f"{line.name}：{line.state}、評価済み{line.rated}件／{line.owed}件{line.shared}、"
        f"エラー{line.errors}件、警告{line.warnings}件"
        for line in _lines(report)
    )
    return f"{title(report)}。府省庁ごとの提出と指摘の表。{parts}。"
