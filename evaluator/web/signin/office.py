"""An office: people are named in the settings, ministries may come in by a personal link.

Who somebody is says a server in front (`Proxied`) or an identity provider (`oidc`); what they
may do says the table of people.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from starlette.requests import Request

from evaluator.web.people import Person
from evaluator.web.signin.links import Links
from evaluator.web.signin.session import Sessions

if TYPE_CHECKING:  # of an extra, that few offices install
    from evaluator.web.signin.oidc import Provider


@dataclass(frozen=True)
class Proxied:
    """A server in front names the user in a header; from anybody else the header is nothing."""

    people: Mapping[str, Person]
    header: str
    trusted: frozenset[str]
    """The addresses from which the header is taken."""
    sessions: Sessions
    links: Links
    asks_name: ClassVar[bool] = False
    has_links: ClassVar[bool] = True
    is_at_provider: ClassVar[bool] = False

    def person_of(self, request: Request) -> Person | None:
        """Return whom the server in front names, or whose link was opened."""
        is_trusted = request.client is not None and request.client.host in self.trusted
        named = request.headers.get(self.header, "") if is_trusted else ""
        return self.people.get(named) or by_link(request, self.sessions, self.links)


@dataclass(frozen=True)
class SignedIn:
    """People sign in at an identity provider; a session says who they are there."""

    people: Mapping[str, Person]
    provider: Provider
    sessions: Sessions
    links: Links
    asks_name: ClassVar[bool] = False
    has_links: ClassVar[bool] = True
    is_at_provider: ClassVar[bool] = True

    def person_of(self, request: Request) -> Person | None:
        """Return who has signed in, or whose link was opened."""
        user = self.sessions.read(request).get("user", "")
        return self.people.get(user) or by_link(request, self.sessions, self.links)


def by_link(request: Request, sessions: Sessions, links: Links) -> Person | None:
    """Return whose link was opened in this browser, while it is good."""
    link = links.good(sessions.read(request).get("link", ""))
    return link.person if link else None
