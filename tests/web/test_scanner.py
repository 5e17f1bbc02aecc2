"""Every file is seen by the scanner first, where the settings name one."""

from __future__ import annotations

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from starlette.testclient import TestClient

from evaluator.files import Workspace
from evaluator.web.app import application, for_office
from tests.web.browsers import FRONT, OFFICE, OWN, settings

BAD = b"X5O!P%@AP"


@contextmanager
def clamd(says: bytes = b"") -> Iterator[str]:
    """Run a scanner that finds BAD, or always says the same; yield its address."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            assert self.rfile.read(10) == b"zINSTREAM\0"
            content = b""
            while size := struct.unpack("!L", self.rfile.read(4))[0]:
                content += self.rfile.read(size)
            found = b"stream: Eicar FOUND" if BAD in content else b"stream: OK"
            self.wfile.write((says or found) + b"\0")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def sent(workspace: Workspace, scanner: str, *files: bytes) -> tuple[int, str]:
    """Send files to a desk with a scanner; return how that ended."""
    app = application(for_office(workspace, None, settings(scanner=scanner)))
    headers = OWN | {"x-remote-user": "yamada"}
    desk = TestClient(app, base_url=OFFICE, headers=headers, client=FRONT, follow_redirects=False)
    parts = [("files", (f"様式{n}.xlsx", each)) for n, each in enumerate(files)]
    answer = desk.post("/R07/links", data={"name": "x"}, files=parts)
    return answer.status_code, answer.text


def test_what_the_scanner_finds_is_not_taken(few: Workspace) -> None:
    with clamd() as address:
        code, said = sent(few, address, b"good", b"a" * 200_000 + BAD)
    assert code == 422
    assert "「様式1.xlsx」にウイルスの疑い（Eicar）" in said


def test_what_is_clean_goes_on(few: Workspace) -> None:
    with clamd() as address:
        code, said = sent(few, address, b"good")
    assert code == 422  # the door's own word: a link needs more than a name
    assert "日数を記入してください" in said


@pytest.mark.parametrize("says", [b"INSTREAM size limit exceeded. ERROR", b"stream: maybe"])
def test_what_the_scanner_does_not_call_clean_is_not_taken(few: Workspace, says: bytes) -> None:
    with clamd(says) as address:
        code, said = sent(few, address, b"good")
    assert code == 503
    assert "検査ができない" in said


def test_without_the_scanner_that_was_named_nothing_is_taken(few: Workspace) -> None:
    assert sent(few, "127.0.0.1:9", b"good")[0] == 503
