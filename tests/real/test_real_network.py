"""A whole Bluesky network: seen from outside, answered, moderated, counted, and gone again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from secrets import token_urlsafe
from typing import Any

import pytest
from django.utils import timezone
from office import Office, build, work, work_until
from outside import ask
from real_servers import Account, Network, network

from oyez.domain.alarm import AlarmState
from oyez.domain.delivery import Held
from oyez.govern.actions import plan_duty
from oyez.govern.vault import secrets
from oyez.guard.models import Alarm, Page
from oyez.listen.models import InboxItem as InboxRow
from oyez.listen.models import Polling
from oyez.platforms.bluesky import Bluesky
from oyez.platforms.door import Door
from oyez.platforms.heard import Heard, Inbox, InboxItem, Moderation
from oyez.platforms.port import Channel, Done, Receipt
from oyez.publish.actions import retract
from oyez.publish.models import Delivery

pytestmark = [pytest.mark.real, pytest.mark.usefixtures("shared_database")]

WARNINGS = (
    "Take this down! The link you have posted shows porn.",
    "Officers, your link goes to a porn site, please delete this post",
    "You have been hacked? That link is pornography, remove it now",
)
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


def newcomer(net: Network, name: str) -> Account:
    """Somebody else of the public."""
    password = token_urlsafe(12)
    wish = {"handle": f"{name}.test", "email": f"{name}@oyez.test", "password": password}
    url = f"{net.base_url}/xrpc/com.atproto.server.createAccount"
    made = ask(url, method="POST", body=wish).json
    return Account(made["handle"], password, made["did"], made["accessJwt"], made["refreshJwt"])


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


def test_warnings_of_three_people_page_whoever_is_on_call_and_one_action_clears_it(
    net: Network, office: Office
) -> None:
    now, hours = timezone.now(), timedelta(hours=8)
    plan_duty(None, office.unit.path, office.bob, begins_at=now, ends_at=now + hours)
    delivery = office.say(TEXT)
    row = work_until(delivery, Held.LIVE)
    post = until(lambda: shown(net, address(net, row)))
    people = [net.citizen, newcomer(net, "ines"), newcomer(net, "omar")]
    for who, text in zip(people, WARNINGS, strict=True):
        says(net, who, text, post)
    said_at = timezone.now()
    Polling.objects.update(due_at=said_at)
    work(Page.objects.filter(person=office.bob, loud=True, way="desk").exists, seconds=60)
    page = Page.objects.filter(person=office.bob, loud=True).earliest("pk")
    assert (page.at - said_at).total_seconds() < 60
    items = InboxRow.objects.filter(delivery=delivery, own=False)
    assert sorted(items.values_list("text", flat=True)) == sorted(WARNINGS)
    assert {item.author for item in items} == {who.did for who in people}
    retract(office.bob, row.notice, "It leads to the wrong road.", at=timezone.now())
    work_until(delivery, Held.GONE)
    assert shown(net, post["uri"]) is None
    work(Alarm.objects.filter(state=AlarmState.CONTAINED).exists)
