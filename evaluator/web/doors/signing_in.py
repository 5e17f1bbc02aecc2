"""Signing in at the office's identity provider, and coming back from there."""

from __future__ import annotations

import logging
from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from evaluator.web.door import Door
from evaluator.web.html import mishap
from evaluator.web.people import ANYBODY
from evaluator.web.signin.office import SignedIn
from evaluator.web.visit import Visit

_LOG: Final = logging.getLogger(__name__)


def sign_in(visit: Visit) -> Response:
    """Send the browser to the provider; what it has to bring back is kept in it."""
    provider = _way(visit).provider
    from evaluator.web.signin.oidc import SignInFailed  # noqa: PLC0415  # of an extra

    try:
        address, kept = provider.begin()
    except SignInFailed as error:
        return _failed(error)
    return provider.began.begin(RedirectResponse(address, status_code=303), kept)


def back(visit: Visit) -> Response:
    """Begin a session for whom the provider vouches, if they are known here."""
    way = _way(visit)
    from evaluator.web.signin.oidc import SignInFailed  # noqa: PLC0415  # of an extra

    began = way.provider.began
    try:
        user = way.provider.finish(visit.request.query_params, began.read(visit.request))
    except SignInFailed as error:
        return began.end(_failed(error))
    if user not in way.people:
        said = "サインインはできましたが、このサーバーには登録されていません。"
        return began.end(mishap(403, "登録されていません", said, "事務局にお尋ねください。"))
    return way.sessions.begin(began.end(visit.go()), {"user": user})


def _way(visit: Visit) -> SignedIn:
    way = visit.served.sign_in
    if not isinstance(way, SignedIn):
        raise HTTPException(404)
    return way


def _failed(error: Exception) -> Response:
    _LOG.warning("sign-in failed: %s", error)
    said = "サインインを確かめられませんでした。"
    return mishap(401, "サインインできませんでした", said, "しばらくしてから、やり直してください。")


DOORS: Final = (
    Door("/sign-in", sign_in, ANYBODY),
    Door("/sign-in/back", back, ANYBODY),
)
