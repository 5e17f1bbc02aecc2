"""A session: who has come in, signed, in a cookie that scripts and other sites do not get."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from filelock import FileLock
from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.requests import Request
from starlette.responses import Response

from evaluator.files import make_folder, read_file, write_atomic

_A_WORKING_DAY: Final = 12 * 60 * 60
_SECRET_BYTES: Final = 32


@dataclass(frozen=True)
class Sessions:
    """Writes and reads the sessions of a server."""

    secret: bytes
    is_secure: bool
    """Whether browsers come over TLS; else the cookie cannot be bound to the host."""
    purpose: str = "desk"
    """What the session is for; one for another purpose is none."""
    seconds: int = _A_WORKING_DAY

    @property
    def cookie(self) -> str:
        """The cookie's name; with the prefix, browsers take it of this very host only."""
        return f"__Host-{self.purpose}" if self.is_secure else self.purpose

    def read(self, request: Request) -> dict[str, str]:
        """Return what the session says; nothing if there is none, or it has ended."""
        kept = request.cookies.get(self.cookie, "")
        try:
            said = self.signer(self.purpose).loads(kept, max_age=self.seconds)
        except BadData:
            return {}
        return said if isinstance(said, dict) else {}

    def begin(self, answer: Response, said: dict[str, str]) -> Response:
        """Return the answer with a session that says this."""
        answer.set_cookie(
            self.cookie,
            str(self.signer(self.purpose).dumps(said)),
            max_age=self.seconds,
            secure=self.is_secure,
            httponly=True,
            samesite="lax",  # strict would forget who comes back from the identity provider
        )
        return answer

    def end(self, answer: Response) -> Response:
        """Return the answer without a session."""
        answer.delete_cookie(self.cookie, secure=self.is_secure, httponly=True, samesite="lax")
        return answer

    def signer(self, purpose: str) -> URLSafeTimedSerializer:
        """Return what signs for one purpose; what it signs is good for no other."""
        return URLSafeTimedSerializer(self.secret, salt=f"evaluator.{purpose}")


def secret_in(file: Path) -> bytes:
    """Return the server's secret, made when it is first asked for. CannotWrite.

    Two workers that start at once have the same: the file is made once.
    """
    make_folder(file.parent)
    with FileLock(file.with_suffix(".lock")):
        if not file.exists():
            write_atomic(file, secrets.token_bytes(_SECRET_BYTES), mode=0o600)
    return read_file(file)
