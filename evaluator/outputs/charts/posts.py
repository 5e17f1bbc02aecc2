"""The posts that Japan holds, by body: a bar from when it was taken up to when it ends."""

from __future__ import annotations

from matplotlib.figure import Figure

from evaluator.form.sheets.posts import PostAnswer, PostChange
from evaluator.outputs import theme
from evaluator.outputs.charts.frame import Size
from evaluator.outputs.charts.timeline import drawn, left_out, most_rows
from evaluator.results.results import Results
from evaluator.results.tables.posts import HELD, every_post, posts_of
from evaluator.words.brief import shorten
from evaluator.words.days import spelled

_LOOKS = {
    PostChange.WON: ("#2F6DA8", ""),
    PostChange.KEPT: ("#BBD7EF", ""),
    PostChange.LOST: ("white", "////"),
    PostChange.ENDED: ("white", "...."),
}


def _posts(report: Results) -> list[PostAnswer]:
    order = {body.name: n for n, body in enumerate(report.catalogue.standards.bodies)}
    posts = [located.row for _, located in posts_of(report) if located.row.since]
    return sorted(posts, key=lambda post: (order.get(post.body, len(order)), post.committee))


def title(report: Results) -> str:
    """Say the finding."""
    posts = [located.row for _, located in every_post(report)]
    held = sum(post.change in HELD for post in posts)
    lost = sum(post.change is PostChange.LOST for post in posts)
    return f"国際ポスト：回答のあった{len(posts)}件のうち{held}件を担い、{lost}件を今年度に失った"


def draw(report: Results, size: Size) -> Figure:
    """Return the figure."""
    every, end = _posts(report), report.catalogue.round.year_end
    posts = every[: most_rows(size)]
    spans = [(post, post.since or end, post.until or end) for post in posts]
    line = drawn(
        report,
        size,
        len(spans),
        [day for _, since, until in spans for day in (since, until)],
        title=title(report),
        subtitle="帯は就任から任期末まで（任期のないものは年度末まで）。"
        "濃い帯＝獲得、薄い帯＝継続、斜線＝喪失、点＝任期満了" + left_out(len(every), size),
    )
    for place, (post, since, until) in enumerate(spans):
        line.frame.label(place, shorten(f"{post.committee or post.body} {post.role}"))
        fill, hatch = _LOOKS[post.change or PostChange.KEPT]
        width = max(line.x(until) - line.x(since), 0.05)
        line.frame.axes.barh(
            place,
            width,
            left=line.x(since),
            height=0.55,
            facecolor=fill,
            edgecolor=theme.INK,
            hatch=hatch or None,
            lw=0.5,
            gid="post",
        )
    return line.frame.figure


def alt(report: Results) -> str:
    """Say what the picture shows, row by row."""
    rows = []
    for post in _posts(report):
        until = f"{spelled(post.until)}まで" if post.until else "任期なし"
        since = spelled(post.since) if post.since else ""
        rows.append(f"{post.committee}の{post.role}は{since}から{until}、{post.change}")
    return f"{title(report)}。ポストごとの期間。{'。'.join(rows)}。"
