"""An identity provider on the loopback, that vouches for whom a test says."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey


class IdentityProvider:
    """Gives out codes, and for a code a token with the claims that were set."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, {"kid": "one"}, private=True)
        self.signed_with = self.key
        self.changes: dict[str, Any] = {}
        self.said: dict[str, str] = {}
        self.address = ""

    def authorize(self, address: str) -> str:
        """Take note of what a browser was sent with; return what it brings back."""
        self.said = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        return f"code=abc&state={self.said['state']}"

    def token(self, sent: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """Answer the server that brings a code."""
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if sent.get("code") != "abc" or challenge != self.said["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        claims = {
            "iss": self.address,
            "aud": "desk",
            "exp": int(time.time()) + 600,
            "nonce": self.said["nonce"],
            "email": "yamada",
        }
        token = jwt.encode({"alg": "RS256", "kid": "one"}, claims | self.changes, self.signed_with)
        return 200, {"access_token": "x", "token_type": "Bearer", "id_token": token}

    def metadata(self) -> dict[str, Any]:
        """Say what there is."""
        ends = ("authorization_endpoint", "token_endpoint", "jwks_uri")
        return {"issuer": self.address} | {end: f"{self.address}/{end}" for end in ends}


@contextmanager
def provider() -> Iterator[IdentityProvider]:
    """Run a provider."""
    it = IdentityProvider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            keys = {"keys": [it.key.as_dict(private=False)]}
            self._answer(200, keys if self.path == "/jwks_uri" else it.metadata())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            self._answer(*it.token({name: values[0] for name, values in parse_qs(body).items()}))

        def _answer(self, code: int, said: dict[str, Any]) -> None:
            content = json.dumps(said).encode()
            self.send_response(code)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    it.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield it
    finally:
        server.shutdown()
        server.server_close()
