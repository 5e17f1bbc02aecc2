"""The pages of a round, side by side, as each role sees them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from evaluator.model import RoundId
from evaluator.web.addresses import address
from evaluator.web.people import EVERYBODY, OFFICE, OFFICE_AND_READERS, Opens, Person, Role

if TYPE_CHECKING:
    from evaluator.web.visit import Visit


@dataclass(frozen=True)
class Tab:
    """A page of the round that others can be reached from."""

    title: str
    page: str
    """The last part of its address; '' is the round itself."""
    opens_to: Opens


_UNITS: Final = Tab("", "measures", EVERYBODY)
"""Called by what the round asks about."""
_LINKS: Final = Tab("専用アドレス", "links", OFFICE)
"""Only where somebody else than the one at this machine can come in."""
TABS: Final = (
    Tab("提出の状況", "", OFFICE),
    Tab("施策一覧", "catalogue", OFFICE),
    Tab("受付", "receive", OFFICE),
    Tab("調整", "review", OFFICE),
    Tab("残っていること", "to-do", OFFICE),
    _UNITS,
    Tab("意見", "remarks", OFFICE_AND_READERS),
    Tab("別紙と図表", "reports", OFFICE_AND_READERS),
    Tab("確定版", "editions", OFFICE_AND_READERS),
    _LINKS,
)


def tabs_of(visit: Visit) -> Iterator[tuple[str, str, str]]:
    """Yield the tabs that a person sees: title, address, and 'page' or 'true' where they are."""
    at = visit.request.scope["path"]
    for tab in TABS:
        if tab is _LINKS and not visit.served.sign_in.has_links:
            continue
        if visit.person.role in tab.opens_to:
            path = f"/{visit.round_id}" + (f"/{tab.page}" if tab.page else "")
            below = tab.page and at.startswith(f"{path}/")
            where = "page" if at == path else "true" if below else ""
            title = visit.unit if tab is _UNITS else tab.title
            yield title, address(visit.round_id, *filter(None, [tab.page])), where


def first_page(person: Person, round_id: RoundId) -> str:
    """Return the address of the page of a round at which a person begins."""
    if person.role is Role.MINISTRY:
        return address(round_id, "ministry", person.ministry, "form")
    return address(round_id, "measures") if person.role is Role.READER else address(round_id)
