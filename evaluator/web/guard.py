"""What stands before every door: whence a request may come, how large, and with what headers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from anyio import current_time, fail_after
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from evaluator.web.html import mishap
from evaluator.web.served import Served

_LOOKS_ONLY: Final = frozenset({"GET", "HEAD"})
_OWN_CONTENT: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_ALWAYS: Final = {
    "content-security-policy": _OWN_CONTENT,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}
_OVER_TLS: Final = {"strict-transport-security": "max-age=31536000"}


class TooLarge(Exception):
    """More was sent than a request may hold."""


class TooSlow(Exception):
    """What was announced has not come in reasonable time."""


class Guard:
    """Lets through what may come in, and tells browsers what the answer is good for.

    A header that a door has set itself is left as it is.
    """

    def __init__(self, app: ASGIApp, served: Served) -> None:
        self._app = app
        self._served = served
        self._headers = _ALWAYS | (_OVER_TLS if served.is_secure else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = self._refusal(scope)
        if refusal:
            code, said = refusal
            answer = mishap(code, "受け付けられません", said)
            await answer(scope, receive, with_headers)
            return
        await self._app(scope, self._counted(receive), with_headers)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        if headers.get("host", "") not in self._served.hosts:
            return 400, "このアドレスでは使えません。案内されたアドレスを開いてください。"
        if scope["method"] not in _LOOKS_ONLY and not _is_from_here(headers, self._served.hosts):
            return 403, "ほかのページから送られたため、受け付けませんでした。"
        length = headers.get("content-length", "0")
        if length.isdecimal() and int(length) > self._served.limits.request_bytes:
            return 413, too_large(self._served)
        return None

    def _counted(self, receive: Receive) -> Receive:
        """Return the request's body, ended by TooLarge when more comes than may, or by TooSlow."""
        left = self._served.limits.request_bytes
        is_whole = False
        until = current_time() + self._served.limits.body_seconds

        async def counted() -> Message:
            nonlocal left, is_whole
            if is_whole:  # what comes now is that the browser has gone
                return await receive()
            try:
                with fail_after(max(0, until - current_time())):
                    message = await receive()
            except TimeoutError as error:
                raise TooSlow from error
            left -= len(message.get("body", b""))
            if left < 0:
                raise TooLarge
            is_whole = not message.get("more_body", False)
            return message

        return counted


def _is_from_here(headers: Headers, hosts: Iterable[str]) -> bool:
    """Whether a browser says that our own page sent this; all browsers since 2023 say it."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    return urlsplit(headers.get("origin", "")).netloc in hosts


def too_large(served: Served) -> str:
    """Say how much may be sent at once."""
    megabytes = served.limits.request_bytes // 1024 // 1024
    return f"一度に送れる大きさ（{megabytes} MB）を超えています。分けて送ってください。"
