"""A ministry's browser: it uploads, reads what was found, and submits."""

from __future__ import annotations

import http.client
import re
import uuid
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote

from benchmarks.desk.rounds import R07, Sent
from benchmarks.desk.server import HEADER, HOST, user_of

_PATIENCE: Final = 300.0  # seconds
_RECEIPT: Final = re.compile(r"/receipt/(\d+)$")


class NoAnswer(Exception):
    """The server went away, or said that it cannot now."""


@dataclass(frozen=True)
class Caller:
    """The person who answers for one ministry."""

    port: int
    sent: Sent

    @property
    def page(self) -> str:
        """The address of the ministry's page."""
        return f"/{R07}/ministry/{quote(self.sent.ministry)}"

    def check(self) -> tuple[str, str]:
        """Upload the form; return the address of the check, and the page of its findings."""
        boundary = uuid.uuid4().hex
        disposition = f'form-data; name="forms"; filename="{self.sent.name}"'
        head = f"--{boundary}\r\nContent-Disposition: {disposition}\r\n\r\n".encode()
        body = head + self.sent.content + f"\r\n--{boundary}--\r\n".encode()
        at = self._sent(f"{self.page}/form", body, f"multipart/form-data; boundary={boundary}")
        return at, self.got(at)

    def submit(self, at: str, page: str) -> int:
        """Submit what was checked; return the number of its receipt."""
        seen = re.search(r'name="seen" value="(\d+)"', page)
        body = f"seen={seen[1] if seen else ''}".encode()
        receipt = _RECEIPT.search(self._sent(at, body, "application/x-www-form-urlencoded"))
        if receipt is None:
            raise NoAnswer("no receipt")
        return int(receipt[1])

    def got(self, at: str) -> str:
        """Return a page."""
        code, _, body = self._asked("GET", at, b"", "")
        if code != 200:
            raise NoAnswer(f"GET {code}")
        return body

    def _sent(self, at: str, body: bytes, kind: str) -> str:
        code, location, said = self._asked("POST", at, body, kind)
        if code != 303:
            raise NoAnswer(f"POST {code}: {said[-400:]}")
        return location

    def _asked(self, method: str, at: str, body: bytes, kind: str) -> tuple[int, str, str]:
        headers = {HEADER: user_of(self.sent.ministry), "Sec-Fetch-Site": "same-origin"}
        connection = http.client.HTTPConnection(HOST, self.port, timeout=_PATIENCE)
        try:
            connection.request(method, at, body, headers | {"Content-Type": kind})
            answer = connection.getresponse()
            location = answer.getheader("location") or ""
            return answer.status, location, answer.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswer(unquote(str(error))) from error
        finally:
            connection.close()
