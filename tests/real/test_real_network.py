"""A whole Bluesky network: seen from outside, answered, moderated, counted, and gone again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import timezone
from office import Office, build, work_until
from outside import ask
from real_servers import Account, Network, network

from oyez.domain.delivery import Held
from oyez.govern.vault import secrets
from oyez.platforms.bluesky import Bluesky
from oyez.platforms.door import Door
from oyez.platforms.heard import Heard, Inbox, InboxItem, Moderation
from oyez.platforms.port import Channel, Done, Receipt
from oyez.publish.actions import retract
from oyez.publish.models import Delivery

pytestmark = [pytest.mark.real, pytest.mark.usefixtures("shared_database")]

TEXT = "The A38 is closed near Derby. Please drive around."


@pytest.fixture(scope="module")
def net() -> Iterator[Network]:
    with network() as found:
        yield found


@pytest.fixture
def office(net: Network, shared_database: None) -> Office:
    me = net.authority
    login = {"identifier": me.handle, "app_password": me.password}
    options = {"appview": net.appview_url}
    return build("bluesky", login, account=me.handle, base_url=net.base_url, options=options)


@pytest.fixture
def door() -> Iterator[Door]:
    door = Door(allowed_networks=("127.0.0.0/8",), only_allowed=True)
    yield door
    door.close()


def adapter_of(row: Delivery, door: Door) -> Bluesky:
    one = row.channel
    one.refresh_from_db()
    return Bluesky(Channel(one.account, one.base_url, secrets(one), one.options), door)


def until(found: Callable[[], Any], seconds: float = 20) -> Any:
    """The first true value; the network needs up to a second for everything."""
    end = time.monotonic() + seconds
    while not (value := found()):
        assert time.monotonic() < end, "the network never showed it"
        time.sleep(0.1)
    return value


def shown(net: Network, uri: str) -> dict[str, Any] | None:
    """The post as anybody sees it."""
    answer = ask(f"{net.appview_url}/xrpc/app.bsky.feed.getPosts?uris={uri}").json
    return answer["posts"][0] if answer["posts"] else None


def says(net: Network, who: Account, text: str, parent: dict[str, Any]) -> str:
    """Somebody answers a post."""
    above = {"uri": parent["uri"], "cid": parent["cid"]}
    record = {
        "$type": "app.bsky.feed.post",
        "text": text,
        "createdAt": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "reply": {"root": above, "parent": above},
    }
    body = {"repo": who.did, "collection": "app.bsky.feed.post", "record": record}
    url = f"{net.base_url}/xrpc/com.atproto.repo.createRecord"
    made = ask(url, method="POST", token=who.access_jwt, body=body)
    assert made.status == 200, made.data
    return str(made.json["uri"])


def address(net: Network, row: Delivery) -> str:
    return f"at://{net.authority.did}/app.bsky.feed.post/{row.receipts.get().remote_id}"


def heard(adapter: Bluesky, text: str) -> InboxItem | None:
    found = adapter.fetch_inbox(None, timezone.now())
    assert isinstance(found, Inbox), found
    return next((one for one in found.items if one.text == text), None)


def test_an_answer_is_heard_answered_hidden_and_counted(
    net: Network, office: Office, door: Door
) -> None:
    row = work_until(office.say(TEXT), Held.LIVE)
    post = until(lambda: shown(net, address(net, row)))
    says(net, net.citizen, "Which exit?", post)
    adapter = adapter_of(row, door)
    item: InboxItem = until(lambda: heard(adapter, "Which exit?"))
    assert (item.kind, item.about, item.author) == (Heard.REPLY, post["uri"], net.citizen.did)
    now = timezone.now()
    for _ in range(2):
        done = adapter.moderate(item, Moderation.REPLY, "Exit 4.", now)
        assert isinstance(done, Done), done
    until(lambda: shown(net, item.id)["replyCount"] == 1)  # type: ignore[index]
    assert isinstance(adapter.moderate(item, Moderation.HIDE, "", now), Done)
    own = InboxItem(post["uri"], Heard.UNKNOWN, "", "", now)
    assert isinstance(adapter.moderate(own, Moderation.CLOSE_REPLIES, "", now), Done)
    gate = until(lambda: shown(net, post["uri"]).get("threadgate"))  # type: ignore[union-attr]
    assert (gate["record"]["hiddenReplies"], gate["record"]["allow"]) == ([item.id], [])
    receipt = row.receipts.get()
    counted = adapter.measure([Receipt(receipt.remote_id, receipt.url, receipt.at)], now)
    assert {one.metric: one.value for one in counted}["replies"] == 1  # type: ignore[union-attr]


def test_an_answer_that_the_network_took_in_first_is_heard_as_well(
    net: Network, office: Office, door: Door
) -> None:
    row = work_until(office.say(TEXT), Held.LIVE)
    url = f"{net.base_url}/xrpc/com.atproto.repo.getRecord?repo={net.authority.did}"
    key = row.receipts.get().remote_id
    post = ask(f"{url}&collection=app.bsky.feed.post&rkey={key}").json
    says(net, net.citizen, f"At once {key}", post)
    adapter = adapter_of(row, door)
    item: InboxItem = until(lambda: heard(adapter, f"At once {key}"))
    assert item.about == post["uri"]


def test_what_is_taken_back_is_seen_gone_by_everybody(net: Network, office: Office) -> None:
    delivery = office.say(TEXT)
    row = work_until(delivery, Held.LIVE)
    uri = address(net, row)
    until(lambda: shown(net, uri))
    retract(office.bob, row.notice, "It is open again.", at=timezone.now())
    row = work_until(delivery, Held.GONE)
    assert shown(net, uri) is None
    evidence = row.receipts.get().evidence
    assert "getRecord RecordNotFound" in evidence
    assert "getPosts empty" in evidence
