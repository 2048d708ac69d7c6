"""Reading request bodies: JSON, forms, and files in multipart/form-data."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs

from oyez.simulator.http import Request

BOUNDARY = re.compile(r'boundary="?([^";]+)"?')
NAME = re.compile(rb'[; ]name="([^"]*)"', re.IGNORECASE)
FILE_NAME = re.compile(rb'filename\*?="?([^";\r\n]*)"?', re.IGNORECASE)
KIND = re.compile(rb"^content-type:\s*([^\r\n;]+)", re.IGNORECASE | re.MULTILINE)
Upload = tuple[str, bytes]


def fields(request: Request) -> dict[str, Any]:
    """The body's values by name; a file is a tuple of its media type and its bytes."""
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        data = request.json()
        return data if isinstance(data, dict) else {}
    if kind.startswith("multipart/form-data"):
        return multipart(request.body, kind)
    return flatten(parse_qs(request.body.decode("utf-8", "replace"), keep_blank_values=True))


def flatten(values: dict[str, list[Any]]) -> dict[str, Any]:
    """Names that end in [] are lists, of others the first value counts."""
    return {
        name.removesuffix("[]"): found if name.endswith("[]") else found[0]
        for name, found in values.items()
    }


def multipart(body: bytes, kind: str) -> dict[str, Any]:
    """The parts of a multipart body by name; without a boundary there are none."""
    found = BOUNDARY.search(kind)
    if not found:
        return {}
    values: dict[str, list[Any]] = {}
    for part in (b"\r\n" + body).split(b"\r\n--" + found[1].encode("latin-1"))[1:]:
        head, _, content = part.partition(b"\r\n\r\n")
        if not (name := NAME.search(head)):
            continue
        values.setdefault(name[1].decode("utf-8", "replace"), []).append(part_value(head, content))
    return flatten(values)


def part_value(head: bytes, content: bytes) -> str | Upload:
    """The text of a field, or a file's media type and bytes."""
    if not FILE_NAME.search(head):
        return content.decode("utf-8", "replace")
    kind = KIND.search(head)
    return (kind[1].decode("latin-1").strip() if kind else "application/octet-stream", content)
