"""A style taken over from one document into another, with what it is based on and its numbering."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, Final

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart

_LINKS: Final = ("w:basedOn", "w:next", "w:link")


def elements_of(document: WordDocument) -> Iterator[Any]:
    """Yield the definitions of a document's styles."""
    yield from document.styles.element.findall(qn("w:style"))


def adopt(document: WordDocument, source: WordDocument, name: str) -> None:
    """Copy a style of `source`, under an ID of its own; one of this name but another kind goes."""
    styles = document.styles.element
    original = _named(source, name)
    for old in [each for each in elements_of(document) if each.name_val == name]:
        styles.remove(old)
    style = deepcopy(original)
    style.styleId = _free_id(document, original.styleId)
    for link in _LINKS:
        for element in style.findall(qn(link)):
            _point(document, source, style, element)
    for number in style.iter(qn("w:numId")):
        key = _numbering(document, source, number.get(qn("w:val")), original, style)
        number.set(qn("w:val"), key)
    styles.append(style)


def _named(document: WordDocument, name: str) -> Any:
    return next(each for each in elements_of(document) if each.name_val == name)


def _free_id(document: WordDocument, wanted: str) -> str:
    taken = {each.styleId for each in elements_of(document)}
    numbers = iter(range(1, len(taken) + 2))
    key = wanted
    while key in taken:
        key = f"{wanted}{next(numbers)}"
    return key


def _point(document: WordDocument, source: WordDocument, style: Any, link: Any) -> None:
    """Let a link lead to the style of the same name here, or to the default of its kind."""
    key = link.get(qn("w:val"))
    aim = next((each for each in elements_of(source) if each.styleId == key), None)
    for candidate in elements_of(document):
        same = aim is not None and candidate.name_val == aim.name_val
        default = link.tag == qn("w:basedOn") and _is_default(candidate)
        if candidate.type == style.type and (same or default):
            link.set(qn("w:val"), candidate.styleId)
            return
    style.remove(link)


def _is_default(style: Any) -> bool:
    return style.get(qn("w:default")) in ("1", "true", "on")


# numbering --------------------------------------------------------------------------------
def _numbering(
    document: WordDocument, source: WordDocument, key: str, original: Any, style: Any
) -> str:
    """Copy a numbering and its definition for one style; return its number here."""
    theirs: Any = source.part.numbering_part.element
    ours = _numbering_part(document, source).element
    number = deepcopy(_with(theirs, "w:num", "w:numId", key))
    link = number.find(qn("w:abstractNumId"))
    definition = deepcopy(_with(theirs, "w:abstractNum", "w:abstractNumId", link.get(qn("w:val"))))
    for owner in list(definition.iter(qn("w:pStyle"))):
        if owner.get(qn("w:val")) == original.styleId:
            owner.set(qn("w:val"), style.styleId)
        else:
            owner.getparent().remove(owner)  # a level of another style, which is not copied here
    for element, kind, name in (
        (definition, "w:abstractNum", "w:abstractNumId"),
        (number, "w:num", "w:numId"),
    ):
        taken = [int(each.get(qn(name))) for each in ours.findall(qn(kind))]
        element.set(qn(name), str(max(taken, default=0) + 1))
    link.set(qn("w:val"), definition.get(qn("w:abstractNumId")))
    first = ours.find(qn("w:num"))
    if first is None:
        ours.append(definition)
    else:
        first.addprevious(definition)  # definitions stand before numberings
    definition.getparent().findall(qn("w:abstractNum"))[-1].addnext(number)
    return str(number.get(qn("w:numId")))


def _with(parent: Any, kind: str, name: str, value: str) -> Any:
    return next(each for each in parent.findall(qn(kind)) if each.get(qn(name)) == value)


def _numbering_part(document: WordDocument, source: WordDocument) -> Any:
    """Return the part that holds the numberings, made anew if there is none."""
    part = document.part
    if RELATIONSHIP_TYPE.NUMBERING not in {rel.reltype for rel in part.rels.values()}:
        blob = source.part.numbering_part.blob
        name, kind = PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING
        made: Any = NumberingPart.load(name, kind, blob, part.package)
        for child in list(made.element):
            made.element.remove(child)
        part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    return part.numbering_part
