"""Signing in at an identity provider: one of our own, on the loopback."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

from evaluator.files import Workspace
from evaluator.web.app import application, for_office
from tests.web.browsers import OFFICE, OWN, Browser, settings

if TYPE_CHECKING:
    from tests.web.provider import IdentityProvider

pytest.importorskip("authlib", reason="requirements-browser.lock is not installed")
pytestmark = pytest.mark.slow


@pytest.fixture
def provider() -> Iterator[IdentityProvider]:
    from tests.web import provider as providers  # noqa: PLC0415  # needs what may be missing

    with providers.provider() as it:
        yield it


@pytest.fixture
def browser(few: Workspace, provider: IdentityProvider) -> Browser:
    """A browser on a desk at which one signs in."""
    way = {"by": "oidc", "issuer": provider.address, "client_id": "desk", "user": "email"}
    app = application(for_office(few, None, settings(sign_in=way)))
    return TestClient(app, base_url=OFFICE, headers=OWN, follow_redirects=False)


def sign_in(browser: Browser, provider: IdentityProvider) -> Any:
    """Sign in; return the answer to coming back."""
    sent = browser.get("/sign-in")
    assert sent.status_code == 303
    return browser.get(f"/sign-in/back?{provider.authorize(sent.headers['location'])}")


def test_whom_the_provider_vouches_for_comes_in(
    browser: Browser, provider: IdentityProvider
) -> None:
    assert 'href="/sign-in"' in browser.get("/").text
    assert sign_in(browser, provider).status_code == 303
    assert "事務局・山田" in browser.get("/").text
    browser.post("/sign-out")
    assert browser.get("/").status_code == 401


@pytest.mark.parametrize(
    "changes",
    [
        {"nonce": "another"},
        {"aud": "somebody-else"},
        {"iss": "https://elsewhere.example"},
        {"exp": 1},
        {"email_verified": False},
    ],
)
def test_a_token_that_is_not_for_this_sign_in_is_none(
    browser: Browser, provider: IdentityProvider, changes: dict[str, Any]
) -> None:
    provider.changes = changes
    answer = sign_in(browser, provider)
    assert answer.status_code == 401
    assert "サインインできませんでした" in answer.text
    assert browser.get("/").status_code == 401


def test_a_token_that_somebody_else_signed_is_none(
    browser: Browser, provider: IdentityProvider
) -> None:
    from joserfc.jwk import RSAKey  # noqa: PLC0415

    provider.signed_with = RSAKey.generate_key(2048, {"kid": "one"}, private=True)
    assert sign_in(browser, provider).status_code == 401


def test_coming_back_with_another_state_or_in_another_browser_is_refused(
    browser: Browser, provider: IdentityProvider
) -> None:
    query = provider.authorize(browser.get("/sign-in").headers["location"])
    assert browser.get("/sign-in/back?code=abc&state=other").status_code == 401
    assert browser.get(f"/sign-in/back?{query}").status_code == 401


def test_one_who_is_not_named_here_does_not_come_in(
    browser: Browser, provider: IdentityProvider
) -> None:
    provider.changes = {"email": "stranger"}
    answer = sign_in(browser, provider)
    assert answer.status_code == 403
    assert "登録されていません" in answer.text


def test_a_provider_that_does_not_answer_is_said(few: Workspace) -> None:
    way = {"by": "oidc", "issuer": "http://127.0.0.1:9", "client_id": "desk"}
    app = application(for_office(few, None, settings(sign_in=way)))
    desk = TestClient(app, base_url=OFFICE, headers=OWN, follow_redirects=False)
    answer = desk.get("/sign-in")
    assert answer.status_code == 401
    assert "サインインできませんでした" in answer.text
