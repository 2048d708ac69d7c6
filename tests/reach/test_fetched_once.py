"""A platform fetches a picture from the portal by its ticket, and nobody on the way keeps it."""

from __future__ import annotations

import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import ProxyHandler, build_opener

import pytest

from oyez.publish import tickets
from oyez.reach.render import documents
from oyez.reach.tree import publish
from portal_process import portal

from . import sample

OPENER = build_opener(ProxyHandler({}))


def test_a_ticket_opens_one_picture_and_no_guess_opens_any(tmp_path: Path) -> None:
    publish(tmp_path / "site", documents(sample.site()), durable=False)
    picture = tmp_path / "map.png"
    picture.write_bytes(b"\x89PNG")
    token = tickets.issue(tmp_path, picture, "image/png", time.time())
    with portal(tmp_path) as address:
        with OPENER.open(f"{address}/once/{token}", timeout=20) as answer:
            assert answer.read() == picture.read_bytes()
            kind, cache = answer.headers["content-type"], answer.headers["cache-control"]
            assert (kind, cache) == ("image/png", "no-store")
            assert answer.headers["set-cookie"] is None
        for guess in (f"x{token[1:]}", "", token.removesuffix(".png"), "../map.png"):
            with pytest.raises(HTTPError) as refused:
                OPENER.open(f"{address}/once/{guess}", timeout=20)
            with refused.value as answer:
                assert answer.code == 404
