"""How it is known who has come in; each way is a `SignIn`."""

from __future__ import annotations

from typing import Protocol

from starlette.requests import Request

from evaluator.web.people import Person


class SignIn(Protocol):
    """A way to know who has come in."""

    @property
    def asks_name(self) -> bool:
        """Whether whoever comes in is asked for a name, because nobody else gives it."""

    @property
    def has_links(self) -> bool:
        """Whether ministries may come in by a personal link, and anybody can go out again."""

    @property
    def is_at_provider(self) -> bool:
        """Whether one signs in at an identity provider."""

    def person_of(self, request: Request) -> Person | None:
        """Return who has come in; None if nobody that is known."""
