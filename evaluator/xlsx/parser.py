"""How the XML of a workbook is parsed: nothing is fetched, nothing expanded, comments left out."""

from __future__ import annotations

from typing import Final

from lxml import etree

PARSER: Final = etree.XMLParser(
    encoding="utf-8",  # whatever is declared: the gate has read it already
    resolve_entities=False,
    no_network=True,
    remove_comments=True,
    remove_pis=True,
    collect_ids=False,
)
LENIENT: Final = etree.XMLParser(
    encoding="utf-8", resolve_entities=False, no_network=True, remove_comments=True, recover=True
)
"""For parts without answers: Excel itself writes some that are no XML."""
