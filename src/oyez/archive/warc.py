"""Pages as a web archive: WARC 1.1 records in a WACZ file, version 1.1.1.

What we keep of a page is its body as it was read, unpacked: so it is a `resource`, and no claim
about the bytes of the answer. How it was asked for and answered stands beside it as metadata.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import uuid
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import IO, Any, Final
from urllib.parse import urlsplit

WACZ: Final = "1.1.1"
WARC: Final = "archive/data.warc.gz"
CDX: Final = "indexes/index.cdx.gz"
PAGES: Final = "pages/pages.jsonl"
PACKAGE: Final = "datapackage.json"
# The least that a page may name as its time in an archive file.
FIRST: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Page:
    """One page that was loaded: its last address, and every address on the way with its status."""

    url: str
    at: datetime
    status: int
    mime: str
    body: bytes = field(repr=False)
    chain: tuple[tuple[str, int], ...] = ()
    title: str = ""


def write(pages: Iterable[Page], into: IO[bytes], *, title: str, software: str) -> int:
    """Write a WACZ; how many pages are in it."""
    found = list(pages)
    made = max((page.at for page in found), default=datetime.fromtimestamp(0, UTC))
    warc, index = _records(found, software, made)
    parts = {WARC: warc, CDX: gzip.compress(index, mtime=0), PAGES: _pages(found)}
    package = json.dumps(_package(parts, title, software, made), indent=1).encode()
    digest = json.dumps({"path": PACKAGE, "hash": _named(package)}).encode()
    with zipfile.ZipFile(into, "w") as file:
        for name, data in {**parts, PACKAGE: package, "datapackage-digest.json": digest}.items():
            # What is packed already is stored as it is, so that readers can jump into it.
            packed = zipfile.ZIP_STORED if name.endswith(".gz") else zipfile.ZIP_DEFLATED
            entry = zipfile.ZipInfo(name, FIRST)
            entry.external_attr = 0o644 << 16
            file.writestr(entry, data, packed)
    return len(found)


def _records(pages: Iterable[Page], software: str, made: datetime) -> tuple[bytes, bytes]:
    """The records, each packed by itself, and the index of where each begins."""
    out, lines = io.BytesIO(), []
    about = f"software: {software}\r\nformat: WARC File Format 1.1\r\n".encode()
    fields = {"Content-Type": "application/warc-fields", "WARC-Filename": "data.warc.gz"}
    out.write(_record("warcinfo", made, about, fields))
    for page in pages:
        fields = {"WARC-Target-URI": page.url, "Content-Type": page.mime or "text/html"}
        begin = out.tell()
        out.write(_record("resource", page.at, page.body, fields))
        lines.append(_line(page, begin, out.tell() - begin))
        chain = "".join(f"hop: {status} {url}\r\n" for url, status in page.chain).encode()
        told = {"WARC-Target-URI": page.url, "Content-Type": "application/warc-fields"}
        out.write(_record("metadata", page.at, chain, told))
    return out.getvalue(), "".join(sorted(lines)).encode()


def _record(kind: str, at: datetime, body: bytes, fields: Mapping[str, str]) -> bytes:
    moment = f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    head = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid4()}>",
        "WARC-Date": moment,
        "WARC-Block-Digest": f"sha1:{_sha1(body)}",
        **{name: " ".join(value.split()) for name, value in fields.items()},
        "Content-Length": str(len(body)),
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return gzip.compress(f"WARC/1.1\r\n{lines}\r\n".encode() + body + b"\r\n\r\n", mtime=0)


def _sha1(body: bytes) -> str:
    return base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()


def _line(page: Page, offset: int, length: int) -> str:
    told = {
        "url": page.url,
        "mime": page.mime.partition(";")[0] or "text/html",
        "status": str(page.status),
        "digest": f"sha1:{_sha1(page.body)}",
        "length": str(length),
        "offset": str(offset),
        "filename": "data.warc.gz",
    }
    stamp = f"{page.at.astimezone(UTC):%Y%m%d%H%M%S}"
    return f"{surt(page.url)} {stamp} {json.dumps(told, ensure_ascii=False)}\n"


def surt(url: str) -> str:
    """An address as web archives sort it: the host from its end, then the path."""
    parts = urlsplit(url)
    host = ",".join(reversed((parts.hostname or "").split(".")))
    port = f":{parts.port}" if parts.port else ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{port}){parts.path or '/'}{query}".lower()


def _pages(pages: Iterable[Page]) -> bytes:
    lines: list[dict[str, Any]] = [
        {"format": "json-pages-1.0", "id": "pages", "title": "All pages"}
    ]
    for number, page in enumerate(pages, 1):
        moment = f"{page.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        lines.append({"id": str(number), "url": page.url, "ts": moment, "title": page.title})
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


def _package(
    parts: Mapping[str, bytes], title: str, software: str, made: datetime
) -> dict[str, Any]:
    return {
        "profile": "data-package",
        "wacz_version": WACZ,
        "title": title,
        "created": f"{made.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "software": software,
        "resources": [
            {
                "name": name.rpartition("/")[2],
                "path": name,
                "hash": _named(data),
                "bytes": len(data),
            }
            for name, data in parts.items()
        ],
    }


def _named(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"
