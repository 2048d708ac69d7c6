"""What a reader of screens finds in a PDF, and what it would miss there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import IndirectObject


def under(node: Any) -> Iterator[Any]:
    """A node of the structure tree with everything below it, from the top down."""
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, list):
        for one in node:
            yield from under(one)
    elif hasattr(node, "get"):
        if node.get("/S"):
            yield node
        yield from under(node.get("/K"))


def nodes(reader: PdfReader) -> Iterator[Any]:
    """Everything in the structure tree."""
    return under(reader.trailer["/Root"].get("/StructTreeRoot", {}))


def headless(reader: PdfReader) -> int:
    """How many tables there are whose columns nobody can tell by name."""
    tables = [one for one in nodes(reader) if one["/S"] == "/Table"]
    return sum("/TH" not in {str(cell["/S"]) for cell in under(one)} for one in tables)


def tags(reader: PdfReader) -> list[str]:
    """The kinds of everything in the structure tree."""
    return [str(one["/S"]) for one in nodes(reader)]


def alternatives(reader: PdfReader) -> list[str]:
    """What stands for each picture; empty where nothing does."""
    return [str(one.get("/Alt", "")) for one in nodes(reader) if one["/S"] == "/Figure"]


def faults(reader: PdfReader) -> list[str]:
    """What a reader of screens would miss."""
    root: Any = reader.trailer["/Root"]
    found = tags(reader)
    lacking = {"/H1", "/H2", "/Table", "/TR", "/TH", "/TD", "/Figure", "/P"} - set(found)
    bad = [f"no {one}" for one in sorted(lacking)]
    bad += [] if all(alternatives(reader)) else ["a picture without words"]
    bad += ["a table without heads"] if headless(reader) else []
    bad += [] if root.get("/Lang") else ["no language"]
    bad += [] if root.get("/MarkInfo", {}).get("/Marked") else ["not marked"]
    bad += [] if reader.metadata and reader.metadata.title else ["no title"]
    bad += [] if root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") else ["title not shown"]
    xmp = root["/Metadata"].get_object().get_data() if root.get("/Metadata") else b""
    bad += [] if b"pdfuaid:part>1<" in xmp or b'pdfuaid:part="1"' in xmp else ["not PDF/UA-1"]
    return bad


def text(reader: PdfReader) -> str:
    """All its words in a row."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())
