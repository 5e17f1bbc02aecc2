"""What each kind of job does, by the functions that the commands call; and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from evaluator.errors import EvaluatorError, NotFinal, OwnFileRejected
from evaluator.files import Workspace
from evaluator.findings.counting import count
from evaluator.ledger.remarks import without_remarks
from evaluator.model import RoundId
from evaluator.outputs.charts.render import render_charts
from evaluator.results.gaps import draft_note, gaps_in_a_line
from evaluator.results.results import Results
from evaluator.secretariat.desk import open_desk
from evaluator.secretariat.evaluate import evaluate
from evaluator.secretariat.opening import open_round
from evaluator.secretariat.processes import drawing_helper
from evaluator.secretariat.progress import OnProgress
from evaluator.secretariat.publish import publish, verify
from evaluator.secretariat.report import made, put_down
from evaluator.secretariat.versions import record_catalogue
from evaluator.show import edition as shown
from evaluator.show.event import in_a_line
from evaluator.web.jobs.job import Order, Outcome, Work

_GROWN: Final = (
    "画面を開いた後に受付簿の記録が増えたため、確定版は作りませんでした。"
    "次の記録を確かめてから、もう一度作ってください。"
)
_FOR_ONES_TURN: Final = 120.0  # seconds: nobody sits and waits for it


def done(workspace: Workspace, round_id: RoundId, order: Order, progress: OnProgress) -> Outcome:
    """Do what was ordered; return what came of it, what the operator did wrong included.

    A bug ends the process: the job is then seen to be interrupted, and the server's log has why.
    """
    try:
        return _WORKS[order.work](workspace, round_id, order, progress)
    except EvaluatorError as error:
        return Outcome(said=(str(error),), listed=tuple(_named(error)), is_done=False)


def _named(error: EvaluatorError) -> Iterator[str]:
    if isinstance(error, NotFinal):
        yield from error.obstacles
    if isinstance(error, OwnFileRejected):
        yield from map(str, error.findings)


def _report(workspace: Workspace, round_id: RoundId, order: Order, progress: OnProgress) -> Outcome:
    """Make the reports. The round is held only to open it and to write: others go on working."""
    with open_desk(workspace, round_id, order.person, order.at, _FOR_ONES_TURN) as desk:
        opened = record_catalogue(desk).opened
    results = evaluate(opened, progress, source=order.source)
    with drawing_helper() as helper:
        charts = render_charts(results, None, helper)
        outputs = list(made(opened, results, charts, progress, helper))
    with open_desk(workspace, round_id, order.person, order.at, _FOR_ONES_TURN):
        put_down(opened, results.source, outputs)
    template = map(str, opened.template.findings)
    return Outcome(said=tuple(_told(results, len(outputs))), listed=tuple(template))


def _told(results: Results, number: int) -> Iterator[str]:
    yield f"{number}件のファイルを作りました。"
    yield results.tables.basis
    if results.findings:
        yield f"指摘：{count(results.findings)}"
    if results.gaps:
        yield f"{draft_note(results.catalogue)}{gaps_in_a_line(results.gaps)}"


def _edition(
    workspace: Workspace, round_id: RoundId, order: Order, progress: OnProgress
) -> Outcome:
    """Make an edition, unless something has come in that whoever asked for it had not seen."""
    with open_desk(workspace, round_id, order.person, order.at, _FOR_ONES_TURN) as desk:
        events = without_remarks(desk.opened.book.events)
        since = [event for event in events if event.number > order.seen]
        if since:
            return Outcome(said=(_GROWN,), listed=tuple(map(in_a_line, since)), is_done=False)
        with drawing_helper() as helper:
            done = publish(desk, order.reason, progress, helper)
        template = map(str, desk.opened.template.findings)
    return Outcome(
        said=(*shown.made_lines(done), shown.sealed_line(done.edition)), listed=tuple(template)
    )


def _verify(workspace: Workspace, round_id: RoundId, order: Order, progress: OnProgress) -> Outcome:
    """Make the editions again and compare; it writes nothing."""
    with drawing_helper() as helper:
        found = list(verify(open_round(workspace, round_id), progress, order.edition, helper))
    holds = all(verification.holds for _, verification in found)
    listed = (
        line
        for edition, verification in found
        for line in (
            shown.sealed_line(edition),
            *shown.verification_lines(edition, verification),
        )
    )
    return Outcome(said=(shown.verdict(holds=holds),), listed=tuple(listed), is_good=holds)


_WORKS: Final[Mapping[Work, Callable[[Workspace, RoundId, Order, OnProgress], Outcome]]] = {
    Work.REPORT: _report,
    Work.EDITION: _edition,
    Work.VERIFY: _verify,
}
