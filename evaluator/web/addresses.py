"""The addresses of pages."""

from __future__ import annotations

from urllib.parse import quote, urlsplit


def address(*parts: object) -> str:
    """Return the address of a page by its parts: ("R07", "ministry", "外務省")."""
    return "/" + "/".join(quote(str(part), safe="") for part in parts)


def here(next_page: str) -> str:
    """Return where somebody wants to go on to, if it is one of our own pages; else the first."""
    parts = urlsplit(next_page)
    is_ours = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    return next_page if is_ours and "\\" not in next_page else "/"
