"""The few steps every XML document here is built with; never a string."""

from __future__ import annotations

from lxml import etree

from oyez.reach.frame import clean

ATOM = "http://www.w3.org/2005/Atom"
TOMBSTONE = "http://purl.org/atompub/tombstones/1.0"
CAP = "urn:oasis:names:tc:emergency:cap:1.2"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def root(namespace: str, tag: str, prefixes: dict[str, str] | None = None) -> etree._Element:
    """The outermost element; `prefixes` names further namespaces."""
    names: dict[str | None, str] = {None: namespace}
    names.update((prefixes or {}).items())
    return etree.Element(f"{{{namespace}}}{tag}", nsmap=names)  # type: ignore[arg-type]


def add(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    """A child in the parent's namespace, with its text cleaned."""
    namespace = etree.QName(parent).namespace
    child = etree.SubElement(parent, f"{{{namespace}}}{tag}")
    for name, value in attributes.items():
        child.set(name, clean(value))
    if text:
        child.text = clean(text)
    return child


def to_bytes(element: etree._Element) -> bytes:
    """The document in UTF-8 with its declaration."""
    return etree.tostring(element, xml_declaration=True, encoding="utf-8")
