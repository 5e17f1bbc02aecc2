"""Signing in at an identity provider (OpenID Connect: code flow with PKCE, state and nonce)."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final
from urllib.parse import urlsplit

import httpx2
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from evaluator.web.signin.session import Sessions

BACK: Final = "/sign-in/back"
"""Where the provider sends the browser back to."""
_SCOPE: Final = "openid email profile"
_ALGORITHMS: Final = ["RS256", "ES256"]  # what providers sign with; "none" is none of them
_SECONDS: Final = 10.0
_LEEWAY: Final = 60  # seconds by which two clocks may differ


class SignInFailed(Exception):
    """The provider cannot be reached, or does not vouch for anybody."""


@dataclass(frozen=True)
class Provider:
    """An identity provider, and what this server is called there."""

    issuer: str
    client_id: str
    secret: str
    claim: str
    """Which claim names the user."""
    address: str
    """Where browsers find this server."""
    began: Sessions
    """What is kept in the browser between leaving and coming back."""

    def begin(self) -> tuple[str, dict[str, str]]:
        """Return where to send the browser, and what it has to bring back. SignInFailed."""
        kept = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "code_verifier")}
        with self._client() as client:
            address, _ = client.create_authorization_url(
                self._said["authorization_endpoint"], **kept
            )
        return str(address), kept

    def finish(self, answer: Mapping[str, str], kept: Mapping[str, str]) -> str:
        """Return the user for whom the provider vouches. SignInFailed."""
        if not kept or not secrets.compare_digest(answer.get("state", ""), kept["state"]):
            raise SignInFailed("state")
        try:
            with self._client() as client:
                token = client.fetch_token(
                    self._said["token_endpoint"],
                    code=answer.get("code", ""),
                    code_verifier=kept["code_verifier"],
                )
            claims = self._claims(str(token.get("id_token", "")), kept["nonce"])
        except (httpx2.HTTPError, OAuthError, JoseError, ValueError) as error:
            raise SignInFailed(str(error)) from error
        # An address that nobody has confirmed may be anybody's.
        if self.claim == "email" and claims.get("email_verified") is False:
            raise SignInFailed("email")
        return str(claims.get(self.claim, ""))

    def _claims(self, id_token: str, nonce: str) -> Mapping[str, Any]:
        keys = KeySet.import_key_set(self._fetched(self._said["jwks_uri"]))
        claims: Mapping[str, Any] = jwt.decode(id_token, keys, algorithms=_ALGORITHMS).claims
        jwt.JWTClaimsRegistry(
            leeway=_LEEWAY,
            iss={"essential": True, "value": self._said["issuer"]},
            aud={"essential": True, "value": self.client_id},
            exp={"essential": True},
            nonce={"essential": True, "value": nonce},
        ).validate(claims)
        return claims

    @cached_property
    def _said(self) -> Mapping[str, Any]:
        """What the provider says of itself. SignInFailed."""
        base = self.issuer.rstrip("/")
        said: Mapping[str, Any] = self._fetched(f"{base}/.well-known/openid-configuration")
        if str(said.get("issuer", "")).rstrip("/") != base:
            raise SignInFailed("issuer")
        return said

    def _fetched(self, address: str) -> Any:
        try:
            answer = httpx2.get(address, timeout=_SECONDS)
            return answer.raise_for_status().json()
        except (httpx2.HTTPError, ValueError) as error:
            host = urlsplit(address).netloc
            raise SignInFailed(f"{host}: {error}") from error

    def _client(self) -> OAuth2Client:
        return OAuth2Client(
            client_id=self.client_id,
            client_secret=self.secret,
            scope=_SCOPE,
            redirect_uri=f"{self.address}{BACK}",
            code_challenge_method="S256",
            timeout=_SECONDS,
        )
