"""What anybody can read on the servers: plain requests that share nothing with our adapters."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from real_servers import Account, Bluesky, Mastodon

OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))
POST = "app.bsky.feed.post"


@dataclass(frozen=True, slots=True)
class Reply:
    """A status and a body."""

    status: int
    data: bytes

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.data)


def ask(url: str, *, method: str = "GET", token: str = "", body: object = None) -> Reply:
    """One request, past any proxy the environment names; an error status is an answer too."""
    headers = {"Content-Type": "application/json"} if body is not None else {}
    headers |= {"Authorization": f"Bearer {token}"} if token else {}
    data = None if body is None else json.dumps(body).encode()
    try:
        with OPENER.open(
            urllib.request.Request(url, data, headers, method=method), timeout=20
        ) as got:
            return Reply(got.status, got.read())
    except urllib.error.HTTPError as error:
        with error:
            return Reply(error.code, error.read())


def statuses(server: Mastodon, code: str) -> list[Any]:
    """The authority's public statuses that name the notice, as a stranger sees them."""
    me = ask(f"{server.base_url}/api/v1/accounts/verify_credentials", token=server.token).json
    found = ask(f"{server.base_url}/api/v1/accounts/{me['id']}/statuses?limit=40").json
    return [one for one in found if code in plain(one["content"])]


def plain(html: str) -> str:
    """HTML without its tags."""
    return re.sub(r"<[^>]+>", "", html)


def records(server: Bluesky, owner: Account, code: str) -> list[Any]:
    """The records in the owner's repository that name the notice, oldest first."""
    query = urlencode({"repo": owner.did, "collection": POST, "limit": 100})
    found = ask(f"{server.base_url}/xrpc/com.atproto.repo.listRecords?{query}").json["records"]
    ours = [one for one in found if code in one["value"]["text"]]
    return sorted(ours, key=lambda one: str(one["value"]["createdAt"]))


def record(server: Bluesky, owner: Account, key: str) -> Reply:
    """One record by its key."""
    query = urlencode({"repo": owner.did, "collection": POST, "rkey": key})
    return ask(f"{server.base_url}/xrpc/com.atproto.repo.getRecord?{query}")


def blob(server: Bluesky, owner: Account, cid: str) -> bytes:
    """A picture as the network fetches it."""
    query = urlencode({"did": owner.did, "cid": cid})
    return ask(f"{server.base_url}/xrpc/com.atproto.sync.getBlob?{query}").data
