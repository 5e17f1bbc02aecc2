"""What went wrong, as a page that says what happened and what to do; never the program's words."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from evaluator.errors import (
    CannotWrite,
    EvaluatorError,
    NotFinal,
    NotInTheLedger,
    OwnFileRejected,
    RoundLocked,
    RoundMissing,
)
from evaluator.web.guard import TooLarge, too_large
from evaluator.web.html import mishap
from evaluator.web.served import Served

_LOG: Final = logging.getLogger(__name__)
_CODES: Final[dict[type[EvaluatorError], int]] = {
    RoundMissing: 404,
    NotInTheLedger: 409,
    NotFinal: 409,
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
}
_AGAIN: Final = "記録は変わっていません。"


def handlers(served: Served) -> dict[Any, Callable[[Request, Any], Response]]:
    """Return what answers for each kind of mishap."""

    def refused(_: Request, error: HTTPException) -> Response:
        title, said, then = _SAID.get(error.status_code, _SAID[400])
        return mishap(error.status_code, title, said, then)

    def oversized(_: Request, __: TooLarge) -> Response:
        return mishap(413, "大きすぎます", too_large(served), _AGAIN)

    def mistaken(_: Request, error: EvaluatorError) -> Response:
        found = error.findings if isinstance(error, OwnFileRejected) else ()
        obstacles = error.obstacles if isinstance(error, NotFinal) else tuple(map(str, found))
        code = next((code for kind, code in _CODES.items() if isinstance(error, kind)), 500)
        return mishap(code, "できませんでした", str(error), listed=obstacles)

    def broken(request: Request, error: Exception) -> Response:
        _LOG.error("a bug at %s", request.scope["route"].path, exc_info=error)
        said = "プログラムの誤りです。事務局の担当者にお知らせください。"
        return mishap(500, "できませんでした", said, _AGAIN)

    return {
        HTTPException: refused,
        TooLarge: oversized,
        EvaluatorError: mistaken,
        Exception: broken,
    }
