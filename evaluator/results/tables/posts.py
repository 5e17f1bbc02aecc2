"""国際ポスト: the posts that Japan holds, by body, and the list of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from evaluator.form.sheets.posts import POSTS, PostAnswer, PostChange
from evaluator.model import Audience, MinistryName
from evaluator.results.results import Results
from evaluator.results.tables.lists import listed
from evaluator.results.tables.printed import (
    CountCell,
    PrintedCell,
    PrintedColumn,
    PrintedRow,
    PrintedTable,
    Spanner,
)
from evaluator.sheets.read import Located
from evaluator.words.days import spelled

HELD: Final = (PostChange.WON, PostChange.KEPT)
NOBODY: Final = "（記入なし）"


def posts_of(results: Results) -> Iterator[tuple[MinistryName, Located[PostAnswer]]]:
    """Yield the posts that may be named, ministry by ministry; none withheld for the public."""
    for ministry, located in every_post(results):
        if not (POSTS.is_withheld(located.row) and results.audience is Audience.PUBLIC):
            yield ministry, located


def every_post(results: Results) -> Iterator[tuple[MinistryName, Located[PostAnswer]]]:
    """Yield the posts that are counted; of one that is withheld the public sees no more."""
    for ministry in results.catalogue.respondents:
        form = results.submissions.get(ministry)
        for located in form.table(PostAnswer).rows if form else ():
            if any(not located.is_blank(field) for field in POSTS.inputs):
                yield ministry, located


def post_table(results: Results) -> PrintedTable | None:
    """Return how many posts are held, won and lost by body; None where the round does not ask."""
    if not results.catalogue.round.asks_projects:
        return None
    this, bodies = results.catalogue.round, results.catalogue.standards.bodies
    posts = [located.row for _, located in every_post(results)]
    heads = ("現在", *PostChange)
    columns = tuple(PrintedColumn(head, 9, centred=True) for head in heads)

    def cells(of: list[PostAnswer], *, is_sum: bool = False) -> tuple[PrintedCell, ...]:
        count = Counter(post.change for post in of)
        held = sum(count[change] for change in HELD)
        numbers = (held, *(count[change] for change in PostChange))
        return tuple(CountCell(number, is_sum=is_sum) for number in numbers)

    names = [body.name for body in bodies if any(post.body == body.name for post in posts)]
    rows = [PrintedRow(name, cells([p for p in posts if p.body == name])) for name in names]
    rest = [post for post in posts if post.body not in names]
    if rest:
        rows.append(PrintedRow(NOBODY, cells(rest)))
    rows.append(PrintedRow("計", cells(posts, is_sum=True), is_sum=True))
    return PrintedTable(
        name="国際ポスト（団体別）",
        title=f"国際ポストの件数（団体別、{this.year_label}）",
        stub=(PrintedColumn("団体", 30),),
        spanners=(Spanner(this.year_label, columns),),
        counted="ポスト数",
        body=tuple(rows),
        source=this.source_note,
        notes=("（注）「現在」は、今年度に獲得したものと継続しているものの件数である。",),
    )


_LIST: Final = (
    PrintedColumn("団体", 16),
    PrintedColumn("委員会", 24),
    PrintedColumn("役割", 24),
    PrintedColumn("所属機関", 28),
    PrintedColumn("氏名", 14),
    PrintedColumn("就任日", 15),
    PrintedColumn("任期末", 15),
    PrintedColumn("今年度の変化", 12),
    PrintedColumn("回答者", 16),
)


def post_list(results: Results) -> PrintedTable | None:
    """Return every post."""
    if not results.catalogue.round.asks_projects:
        return None
    rows = (
        (
            row.body,
            row.committee,
            row.role,
            row.organization,
            row.person,
            spelled(row.since) if row.since else "",
            spelled(row.until) if row.until else "",
            row.change.value if row.change else "",
            str(ministry),
        )
        for ministry, located in posts_of(results)
        for row in (located.row,)
    )
    title = f"国際ポストの一覧（{results.catalogue.round.year_label}）"
    return listed("国際ポスト", title, _LIST, rows)
