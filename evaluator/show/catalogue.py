"""The versions of a round's catalogue, and what another would do in its place."""

from __future__ import annotations

from collections.abc import Iterator

from evaluator.model import MinistryName
from evaluator.secretariat.amend import Effect
from evaluator.secretariat.catalogue_log import LoggedVersion
from evaluator.secretariat.status import MinistryStatus
from evaluator.words.days import local_time, spelled


def as_lines(version: LoggedVersion) -> Iterator[str]:
    """Yield a version and what it changed."""
    yield title(version)
    yield from (f"  {line}" for line in changes(version))


def title(version: LoggedVersion) -> str:
    """Name a version: which, when, by whom."""
    event = version.event
    when = f"{local_time(event.at)}　{event.person}" if event else "未記録（次の作業で記録します）"
    return f"第{version.number}版　{when}"


def changes(version: LoggedVersion) -> Iterator[str]:
    """Yield what a version changed, or why that is not known."""
    if not version.is_known:
        yield "前の版が残っていないため、変えたことは分かりません。"
    elif version.number == 1:
        yield "最初の版です。"
    for change in version.changes:
        yield from change.lines()


def no_supplement(ministry: MinistryName) -> str:
    """Say why no supplement can be made for a ministry, and what to do."""
    return (
        f"{ministry}：様式を発行した記録か、そのときの施策一覧の版がないため、追補様式を作れません。"
        "「template」か「template --prefill 提出された様式」で作り直してください。"
    )


def effect_lines(effect: Effect) -> Iterator[str]:
    """Yield what another catalogue would do to a ministry."""
    before, after = effect.before, effect.after
    if before is None:
        yield "新たに回答を求めます。"
    if after is None:
        yield "回答を求めなくなります。受け付けた様式は集計しません。"
    if before and after:
        yield from _moved(before, after)
    if effect.needs_form:
        yield "様式がまだありません。施策一覧を差し替えた後に作って送ってください。"
    elif effect.needs_supplement:
        yield "増える行があります。施策一覧を差し替えた後に追補様式を作って送ってください。"


def _moved(before: MinistryStatus, after: MinistryStatus) -> Iterator[str]:
    if before.state is not after.state:
        yield f"状況：{before.state} → {after.state}"
    if before.counts != after.counts:
        yield f"指摘：{before.counts} → {after.counts}"
    if before.deadline != after.deadline:
        yield f"提出期限：{spelled(before.deadline)} → {spelled(after.deadline)}"
