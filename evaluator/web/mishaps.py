"""What went wrong, as a page that says what happened and what to do; never the program's words."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Match

from evaluator.errors import (
    CannotWrite,
    EvaluatorError,
    NotFinal,
    NothingSubmitted,
    NotInTheLedger,
    OwnFileRejected,
    RoundLocked,
    RoundMissing,
)
from evaluator.files import reason
from evaluator.show.event import in_a_line
from evaluator.web.addresses import address
from evaluator.web.checks.apart import Stopped
from evaluator.web.door import Crowded
from evaluator.web.guard import TooLarge, TooSlow, too_large
from evaluator.web.html import mishap
from evaluator.web.log import PERSON
from evaluator.web.people import Role
from evaluator.web.scanner import Infected, ScannerSilent
from evaluator.web.served import Served
from evaluator.web.stale import Stale
from evaluator.web.tabs import first_page

_LOG: Final = logging.getLogger(__name__)
_CODES: Final[dict[type[EvaluatorError], int]] = {
    RoundMissing: 404,
    NotInTheLedger: 409,
    NotFinal: 409,
    NothingSubmitted: 409,
    RoundLocked: 503,
    CannotWrite: 507,
}
_SAID: Final = {
    400: ("読み取れません", "送られた内容を読み取れませんでした。", "もう一度送ってください。"),
    401: (
        "サインインが必要です",
        "サインインしていないか、期限が切れたか、登録されていません。",
        "案内されたアドレスから入り直してください。送信前の内容は保存されていません。",
    ),
    403: ("権限がありません", "このページを見る権限がありません。", "事務局にお尋ねください。"),
    404: (
        "ページがありません",
        "このアドレスのページはありません。",
        "はじめのページからたどってください。",
    ),
    405: (
        "この操作はできません",
        "このページでは行えない操作です。",
        "前のページに戻ってください。",
    ),
    422: (
        "記入が足りません",
        "必要な欄（理由など）が空欄のため、何も行いませんでした。",
        "前の画面に戻って記入してください。",
    ),
    429: (
        "少しお待ちください",
        "短い間に多くの操作がありました。",
        "1分ほど待ってから続けてください。",
    ),
}
_TOO_MANY: Final = "Too many files"
"""How the server's library begins to say it."""
_AGAIN: Final = "記録は変わっていません。"


def handlers(served: Served) -> dict[Any, Callable[[Request, Any], Response]]:
    """Return what answers for each kind of mishap."""

    def oversized(_: Request, __: TooLarge) -> Response:
        return mishap(413, "大きすぎます", too_large(served), _AGAIN)

    def refused(request: Request, error: HTTPException) -> Response:
        if error.detail.startswith(_TOO_MANY):
            said = f"一度に送れるファイルは{served.limits.files}件までです。分けて送ってください。"
            return mishap(413, "ファイルが多すぎます", said, _AGAIN, back=_page_of(request))
        return _refused(request, error)

    return {
        HTTPException: refused,
        TooLarge: oversized,
        TooSlow: _too_slow,
        ClientDisconnect: _broken_off,
        Crowded: _crowded,
        Stopped: _stopped,
        OSError: _no_room,
        Infected: _infected,
        ScannerSilent: _unscanned,
        Stale: _overtaken,
        EvaluatorError: _mistaken,
        Exception: _broken,
    }


def _refused(request: Request, error: HTTPException) -> Response:
    title, said, then = _SAID.get(error.status_code, _SAID[400])
    answer = mishap(error.status_code, title, said, then, back=_page_of(request))
    answer.headers.update(error.headers or {})
    return answer


def _too_slow(_: Request, __: TooSlow) -> Response:
    said = "送信に時間がかかりすぎたため、途中で取りやめました。"
    return mishap(408, "送信が終わりませんでした", said, _AGAIN)


def _broken_off(_: Request, __: ClientDisconnect) -> Response:  # nobody reads it any more
    return mishap(400, *_SAID[400])


def _crowded(request: Request, _: Crowded) -> Response:
    said = "ほかの方の点検が続いていて、順番が来ませんでした。点検は行っていません。"
    then = "数分待ってから、もう一度送ってください。"
    return mishap(503, "混み合っています", said, then, back=_page_of(request))


def _stopped(request: Request, error: Stopped) -> Response:
    title = "点検できませんでした"
    return mishap(422, title, error.said, _AGAIN, back=_page_of(request))


def _no_room(request: Request, error: OSError) -> Response:
    _LOG.error("the system refused at %s", request.scope["route"].path, exc_info=error)
    said = f"サーバーで読み書きができませんでした（{reason(error)}）。"
    return mishap(507, "できませんでした", said, _AGAIN, back=_page_of(request))


def _infected(request: Request, found: Infected) -> Response:
    _LOG.warning("infected: %s", found)
    said = f"「{found.file}」にウイルスの疑い（{found.what}）があるため、受け取りませんでした。"
    then = "ファイルを作った機械を調べてから、安全なファイルを送ってください。"
    return mishap(422, "受け取れません", said, then, back=_page_of(request))


def _unscanned(request: Request, error: ScannerSilent) -> Response:
    _LOG.error("no scanner: %s", error)
    said = "ウイルスの検査ができないため、受け取りませんでした。"
    then = "しばらくしてから、もう一度送ってください。"
    return mishap(503, "受け取れません", said, then, back=_page_of(request))


def _overtaken(request: Request, error: Stale) -> Response:
    said = "この画面を開いた後に変わったことがあるため、何も行いませんでした。"
    then = "開き直して確かめてから、必要であればもう一度行ってください。"
    since = map(in_a_line, error.since)
    return mishap(409, "画面が古くなっています", said, then, since, _page_of(request))


def _mistaken(request: Request, error: EvaluatorError) -> Response:
    found = error.findings if isinstance(error, OwnFileRejected) else ()
    obstacles = error.obstacles if isinstance(error, NotFinal) else tuple(map(str, found))
    code = next((code for kind, code in _CODES.items() if isinstance(error, kind)), 500)
    back = _page_of(request)
    return mishap(code, "できませんでした", str(error), listed=obstacles, back=back)


def _broken(request: Request, error: Exception) -> Response:
    _LOG.error("a bug at %s", request.scope["route"].path, exc_info=error)
    said = "プログラムの誤りです。事務局の担当者にお知らせください。"
    return mishap(500, "できませんでした", said, _AGAIN)


def _page_of(request: Request) -> str:
    """Return the page that a request was about: its ministry's, the one that it came from."""
    named = request.path_params
    if request.method != "POST" or "round" not in named:
        return "/"
    person = request.scope.get(PERSON)
    if person is not None and person.role is Role.MINISTRY:
        return first_page(person, named["round"])
    if "ministry" in named:
        return address(named["round"], "ministry", named["ministry"])
    looking = {**request.scope, "method": "GET"}
    if any(route.matches(looking)[0] is Match.FULL for route in request.app.routes):
        return request.url.path
    return address(named["round"])
