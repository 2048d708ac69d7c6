"""Bluesky's identifiers and the rules a post must keep."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import lru_cache
from typing import Any

from oyez.simulator.text import graphemes
from oyez.simulator.world import digest

POST = "app.bsky.feed.post"
KEYED_BY_TID = (POST, "app.bsky.feed.threadgate", "app.bsky.feed.postgate")
TID = re.compile(r"[234567abcdefghij][234567a-z]{12}")
PLAIN_KEY = re.compile(r"[A-Za-z0-9._:~-]{1,512}")
WHEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
CLOCK = "234567abcdefghijklmnopqrstuvwxyz"


def base32(data: bytes) -> str:
    """Lower case, without padding."""
    return base64.b32encode(data).decode().lower().rstrip("=")


@lru_cache(maxsize=10_000)
def did_of(name: str) -> str:
    """The same name has the same DID in every run."""
    return "did:plc:" + base32(digest("bluesky", name))[:24]


def record_cid(record: dict[str, Any]) -> str:
    """A content identifier: the right shape, and equal for equal records."""
    text = json.dumps(record, sort_keys=True, separators=(",", ":"))
    return "b" + base32(b"\x01\x71\x12\x20" + hashlib.sha256(text.encode()).digest())


def blob_cid(body: bytes) -> str:
    """The content identifier of a file."""
    return "b" + base32(b"\x01\x55\x12\x20" + hashlib.sha256(body).digest())


def tid(number: int) -> str:
    """A time identifier, as the server gives to revisions and keys it chooses."""
    out = ""
    for _ in range(13):
        out, number = CLOCK[number & 31] + out, number >> 5
    return out


def bad_key(collection: str, key: object) -> str:
    """Why a record key is refused, or nothing."""
    if not isinstance(key, str) or not PLAIN_KEY.fullmatch(key):
        return "Record key does not match the record key syntax"
    if collection in KEYED_BY_TID and not TID.fullmatch(key):
        return "Invalid TID string"
    return ""


def bad_post(record: dict[str, Any]) -> str:
    """Why a post is refused, in the words of the reference server, or nothing."""
    text = record.get("text")
    if not isinstance(text, str):
        return 'Record must have the property "text"'
    if len(text.encode()) > 3000:
        return "Record/text must not be longer than 3000 bytes"
    if graphemes(text) > 300:
        return "Record/text must not be longer than 300 graphemes"
    if not isinstance(record.get("createdAt"), str) or not WHEN.fullmatch(record["createdAt"]):
        return "Record/createdAt must be an valid atproto datetime"
    return bad_facets(record.get("facets"), len(text.encode())) or bad_images(record.get("embed"))


def bad_facets(facets: object, length: int) -> str:
    """Facets name byte positions inside the text."""
    for number, facet in enumerate(facets if isinstance(facets, list) else []):
        index = facet.get("index") if isinstance(facet, dict) else None
        start, end = (index or {}).get("byteStart"), (index or {}).get("byteEnd")
        if not isinstance(start, int) or not isinstance(end, int):
            return f'Record/facets/{number} must have the property "index"'
        if not 0 <= start < end <= length:
            return f"Record/facets/{number}/index is outside of the text"
    return ""


def bad_images(embed: object) -> str:
    """At most four images, each with a description and at most 2,000,000 bytes."""
    images = images_of(embed)
    if len(images) > 4:
        return "Record/embed/images must not have more than 4 elements"
    for number, image in enumerate(images):
        if not isinstance(image.get("alt"), str):
            return f'Record/embed/images/{number} must have the property "alt"'
        size = blob_of(image).get("size")
        if not isinstance(size, int):
            return f'Record/embed/images/{number} must have the property "image"'
        if size > 2_000_000:
            return f"Record/embed/images/{number}/image is too large"
    return ""


def images_of(embed: object) -> list[dict[str, Any]]:
    """The images of a post."""
    found = embed.get("images") if isinstance(embed, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def blob_of(image: dict[str, Any]) -> dict[str, Any]:
    """The reference to the uploaded file inside an image."""
    blob = image.get("image")
    return blob if isinstance(blob, dict) else {}
