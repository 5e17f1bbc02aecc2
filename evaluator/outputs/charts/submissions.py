"""What has come in: a row a ministry, whether it submitted, how much of it is rated, findings."""

from __future__ import annotations

from typing import Final

from matplotlib.figure import Figure

from evaluator.outputs import theme
from evaluator.outputs.charts.frame import Frame, Size, framed
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
}
_BAR: Final = (1.35, 1.5)
"""Where the bar begins, and its length when everything is rated."""


def title(report: Results) -> str:
    """Say the finding."""
    received = sum(m.state is SubmissionState.RECEIVED for m in report.ministries)
    errors = sum(m.counts.errors for m in report.ministries)
    return f"提出状況：{len(report.ministries)}府省庁のうち{received}が提出、エラーの指摘{errors}件"


def draw(report: Results, size: Size) -> Figure:
    """Return the figure."""
    frame = framed(
        size,
        len(report.ministries),
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
    for place, ministry in enumerate(report.ministries):
        frame.label(place, ministry.name)
        _row(frame, place, ministry)
        frame.axes.plot([0, 5.6], [place + 0.5] * 2, color=theme.RULE, lw=0.6)
    return frame.figure


def _row(frame: Frame, place: int, ministry: MinistryState) -> None:
    axes, letter = frame.axes, frame.letter
    marker, fill = _MARKERS[ministry.state]
    axes.plot(
        [0.5],
        [place],
        marker=marker,
        markersize=letter,
        markerfacecolor=fill,
        markeredgecolor=theme.INK,
        linestyle="none",
        gid=ministry.state.name.lower(),
    )
    left, width = _BAR
    if ministry.owed:
        share = ministry.rated / ministry.owed
        axes.barh(
            place, width, left=left, height=0.5, facecolor="white", edgecolor=theme.MUTED, lw=0.6
        )
        axes.barh(
            place, width * share, left=left, height=0.5, facecolor="#6BAED6", lw=0, gid="rated"
        )
    text = f"{ministry.rated}／{ministry.owed}{_shared(ministry)}"
    axes.text(left + width + 0.08, place, text, va="center", fontsize=letter)
    counts = ministry.counts
    for (x, _), number in zip(_COLUMNS[2:], (counts.errors, counts.warnings), strict=True):
        colour = theme.INK if number else theme.MUTED
        axes.text(x, place, str(number), ha="center", va="center", fontsize=letter, color=colour)


def _shared(ministry: MinistryState) -> str:
    """Say how many have no lead: the others are what the tables count at the ministry."""
    return f"（共同{ministry.shared}）" if ministry.shared else ""


def alt(report: Results) -> str:
    """Say what the picture shows, row by row."""
    done = "評価済み" if report.catalogue.programme.self_marks else "回答済み"
    parts = "、".join(
        f"{m.name}：{m.state}、{done}{m.rated}件／{m.owed}件{_shared(m)}、"
        f"エラー{m.counts.errors}件、警告{m.counts.warnings}件"
        for m in report.ministries
    )
    return f"{title(report)}。府省庁ごとの提出と指摘の表。{parts}。"
