"""The list of what people say, and the panel on a channel's page."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from heard_of import Desk

from oyez.accounts.models import Person
from oyez.audit.words import ACTIONS
from oyez.govern.actions import create_channel
from oyez.listen.handling import handle_due
from oyez.listen.hearing import take_in
from oyez.listen.models import InboxItem, Polling, Webhook
from oyez.platforms import heard
from oyez.platforms.heard import Heard
from oyez.publish.models import Delivery, Receipt

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
SAID = heard.InboxItem("c1", Heard.REPLY, "robin", "Is it open?", AT, "p1", "https://s.example/1")


def page(answer: HttpResponse) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def inbox(desk: Desk, person: Person, query: str = "") -> str:
    return page(desk.room.client(person).get(f"/inbox/{query}"))


def test_what_people_say_is_text_and_nothing_else(desk: Desk) -> None:
    hostile = '<script>alert(1)</script> "x" {{ 7|add:7 }}\nمرحبا'
    nasty = replace(SAID, text=hostile, author="<b>ro\u202ebin</b>")
    take_in(desk.room.mastodon, [nasty], timezone.now())
    shown = inbox(desk, desk.room.alice)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "<script>alert" not in shown
    assert "<bdi>&lt;b&gt;ro" in shown
    assert re.search(r'<p lang="" dir="auto">[^<]*&quot;x&quot; {{ 7|add:7 }}\nمرحبا</p>', shown)
    assert 'href="https://s.example/1" rel="noreferrer noopener"' in shown


def test_the_newest_stands_first_with_its_notice(desk: Desk) -> None:
    row = Delivery.objects.get(notice=desk.room.approved(), channel=desk.room.mastodon)
    Receipt.objects.create(delivery=row, revision=1, remote_id="p1", at=AT)
    take_in(desk.room.mastodon, [SAID], timezone.now())
    take_in(desk.room.mastodon, [replace(SAID, id="c2", text="Later", about=None)], timezone.now())
    handle_due(timezone.now() + timedelta(seconds=1))
    shown = inbox(desk, desk.room.alice)
    assert shown.index("Later") < shown.index("Is it open?")
    assert shown.count(f'href="/notices/{row.notice.code}/"') == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": Heard.REPORT, "text": "delivered"}, "delivered"),
        ({"kind": Heard.REACTION, "text": "17 hearts"}, "17 hearts"),
        ({"kind": Heard.UNKNOWN, "text": "odd thing"}, "odd thing"),
    ],
)
def test_what_nobody_says_is_not_shown(desk: Desk, change: dict[str, object], words: str) -> None:
    take_in(desk.room.mastodon, [replace(SAID, **change)], timezone.now())  # type: ignore[arg-type]
    assert words not in inbox(desk, desk.room.alice)


def test_what_was_deleted_or_cut_says_so(desk: Desk) -> None:
    long = replace(SAID, id="c2", text="long " * 3000)
    take_in(desk.room.mastodon, [SAID, long], timezone.now())
    take_in(desk.room.mastodon, [replace(SAID, kind=Heard.DELETED, text="")], timezone.now())
    assert "has deleted it" not in inbox(desk, desk.room.alice), "nothing waits there"
    shown = inbox(desk, desk.room.alice, "?show=all")
    assert "Is it open?" not in shown
    assert "https://s.example/1" in shown, "of the one that stands"
    assert shown.count("Its author has deleted it.") == 1
    item = InboxItem.objects.get(platform_id="c2")
    assert "(cut here)" in page(desk.room.client(desk.room.alice).get(f"/inbox/{item.pk}/"))


def test_everybody_sees_their_own_units_only(desk: Desk) -> None:
    away = create_channel(None, desk.room.elsewhere, platform="mastodon", name="Mastodon Leer")
    take_in(desk.room.mastodon, [SAID], timezone.now())
    take_in(away, [replace(SAID, text="In Leer")], timezone.now())
    assert "In Leer" not in inbox(desk, desk.room.alice)
    assert "Is it open?" not in inbox(desk, desk.room.charlie)
    assert "In Leer" in inbox(desk, desk.room.charlie)
    both = inbox(desk, desk.room.greta)
    assert "In Leer" in both
    assert "Is it open?" in both
    only = inbox(desk, desk.room.greta, f"?channel={away.pk}")
    assert "Is it open?" not in only
    assert "In Leer" in inbox(desk, desk.room.greta, f"?unit={desk.room.elsewhere.pk}")
    assert "In Leer" not in inbox(desk, desk.room.alice, f"?channel={away.pk}")
    assert Client().get("/inbox/").status_code == 302
    desk.room.alice.memberships.all().delete()
    assert desk.room.client(desk.room.alice).get("/inbox/").status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "?channel=x%00",
        "?channel=-1",
        "?unit=9" + "9" * 40,
        "?after=-3",
        "?after=x.٣",
        "?unit=",
        "?label=x",
        "?whose=x",
        "?first=x",
        "?show=x",
        "?notice=%00",
        "?after=9.9999999999999999999",
    ],
)
def test_nonsense_asks_for_nothing(desk: Desk, query: str) -> None:
    take_in(desk.room.mastodon, [SAID], timezone.now())
    inbox(desk, desk.room.alice, query)


def test_the_list_costs_the_same_however_long_it_is(desk: Desk) -> None:
    client = desk.room.client(desk.room.alice)

    def queries(count: int) -> int:
        said = [replace(SAID, id=f"{count}-{n}") for n in range(count)]
        take_in(desk.room.mastodon, said, timezone.now())
        with CaptureQueriesContext(connection) as seen:
            assert client.get("/inbox/").status_code == 200
        return len(seen)

    client.get("/inbox/")
    assert queries(1) == queries(120)
    shown, seen = page(client.get("/inbox/")), 0
    while more := re.search(r'rel="next"[^>]*href="([^"]+)"', shown):
        seen += shown.count('<p lang=""')
        shown = page(client.get(unescape(more[1])))
    assert seen + shown.count('<p lang=""') == 121


def channel_page(desk: Desk, person: Person, pk: int) -> str:
    return page(desk.room.client(person).get(f"/channels/{pk}/"))


def test_the_panel_says_what_comes_back(desk: Desk) -> None:
    shown = channel_page(desk, desk.room.ada, desk.sms.pk)
    assert "What comes back" in shown
    assert "Make a new address" in shown
    assert "none yet" in shown
    desk.call({"reference": "a-1", "to": "b", "status": "sent"})
    desk.call({"reference": "a-1", "to": "b", "status": "sent"}, secret="wrong")
    desk.call(b"nonsense")
    shown = channel_page(desk, desk.room.ada, desk.sms.pk)
    assert "Refused: no sound signature" in shown
    assert "of these nobody could read" in shown
    assert "of these repeated" not in shown
    assert desk.path not in shown
    assert "Make a new address" not in channel_page(desk, desk.room.alice, desk.sms.pk)


def test_the_panel_says_what_is_wrong(desk: Desk) -> None:
    pk = desk.room.mastodon.pk
    assert "not yet" in channel_page(desk, desk.room.ada, pk)
    assert "Make an address" not in channel_page(desk, desk.room.ada, pk), "it calls nobody"
    Polling.objects.create(channel_id=pk, failures=3, failure="auth", code="http_401")
    shown = channel_page(desk, desk.room.ada, pk)
    assert "does not let us in to read" in shown
    assert "http_401" in shown
    Polling.objects.update(failure="not_found")
    assert "refused to be asked" in channel_page(desk, desk.room.ada, pk)
    Webhook.objects.create(channel_id=pk, digest="d", made_at=AT, missed_at=AT)
    assert "had not told us" in channel_page(desk, desk.room.ada, pk)


def test_the_own_page_has_no_such_panel(desk: Desk) -> None:
    own = desk.room.unit.channels.get(platform="page")
    assert "What comes back" not in channel_page(desk, desk.room.ada, own.pk)


def test_an_address_is_made_by_an_administrator_and_shown_once(desk: Desk) -> None:
    path = f"/channels/{desk.sms.pk}/webhook/"
    shown = page(desk.room.client(desk.room.ada).post(path))
    [address] = re.findall(r'id="hook" translate="no">([^<]+)<', shown)
    assert address != desk.address
    assert Desk(desk.room, desk.sms, address).call({"reference": "a-1"}).status_code == 202
    assert desk.call({"reference": "a-1"}).status_code == 404
    assert address not in channel_page(desk, desk.room.ada, desk.sms.pk)
    assert desk.room.client(desk.room.ada).get(path).status_code == 405
    for person in (desk.room.alice, desk.room.charlie, desk.room.bob):
        assert desk.room.client(person).post(path).status_code == 404
    assert Client().post(path).status_code == 302
    nowhere = f"/channels/{desk.room.mastodon.pk}/webhook/"
    assert desk.room.client(desk.room.ada).post(nowhere).status_code == 404
    assert desk.room.client(desk.room.ada).post("/channels/99999/webhook/").status_code == 404


def test_a_new_address_takes_a_fresh_proof(desk: Desk) -> None:
    stale = desk.room.client(desk.room.ada, stale=True)
    made = Webhook.objects.get(channel=desk.sms).made_at
    answer = stale.post(f"/channels/{desk.sms.pk}/webhook/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/confirm/")
    assert Webhook.objects.get(channel=desk.sms).made_at == made


def test_deeds_have_words() -> None:
    assert {"listen.make_webhook", "listen.replay"} <= set(ACTIONS)
