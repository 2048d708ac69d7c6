"""What is kept of what came: once, clean, linked to our notices, and gone when it is deleted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from heard_of import Desk

from oyez.accounts import resealing
from oyez.govern.models import Channel
from oyez.listen.forgetting import forget
from oyez.listen.handling import handle_due
from oyez.listen.hearing import keep, take_in
from oyez.listen.models import Event, InboxItem
from oyez.listen.models.event import How
from oyez.listen.raw import Raw, items_of, of_items, opened
from oyez.platforms import heard
from oyez.platforms.heard import Heard
from oyez.publish.models import Delivery, Receipt

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
SAID = heard.InboxItem("c1", Heard.REPLY, "robin", "Is the road open?", AT, "p1")
GONE = heard.InboxItem("c1", Heard.DELETED, "", "", AT, "p1")


def take(channel: Channel, *items: heard.InboxItem) -> list[InboxItem]:
    return take_in(channel, items, timezone.now())


def stands(desk: Desk, channel: Channel, remote_id: str) -> Delivery:
    """A notice of ours that stands on the channel under this id."""
    row = Delivery.objects.get(notice=desk.room.approved(), channel=channel)
    Receipt.objects.create(delivery=row, revision=1, remote_id=remote_id, at=AT)
    return row


def link_all() -> None:
    while handle_due(timezone.now() + timedelta(seconds=1)):
        pass


def test_what_polling_brought_is_kept_whole() -> None:
    items = [SAID, replace(GONE, url="https://a.example", text="é\n\x00")]
    assert items_of(of_items(items)) == items


def test_raw_bytes_open_for_their_channel_only(desk: Desk) -> None:
    raw = Raw({"x-signature": "s", "cookie": "c", "user-agent": "u"}, b"body\nof lines\x00")
    sealed = raw.sealed(1)
    assert opened(1, sealed) == Raw({"x-signature": "s"}, raw.body)
    with pytest.raises(Exception, match="do not open"):
        opened(2, sealed)
    assert "body" not in repr(raw)
    assert (Event, "raw") in [(place.model, place.column) for place in resealing.PLACES]


def test_an_edit_under_the_same_name_replaces_the_words(desk: Desk) -> None:
    assert len(take(desk.sms, SAID)) == 1
    assert take(desk.sms, replace(SAID, text="Is it open now?")) == []
    item = InboxItem.objects.get()
    assert (item.text, item.at) == ("Is it open now?", AT)
    assert item.changed_at is not None
    take(desk.sms, replace(SAID, text=""))
    assert InboxItem.objects.get().text == "Is it open now?"


def test_a_deletion_marks_the_item_and_its_edits_and_keeps_them(desk: Desk) -> None:
    take(desk.sms, SAID, replace(SAID, id="c1#2", text="Edited"), replace(SAID, id="c11"))
    take(desk.sms, GONE)
    found = dict(InboxItem.objects.values_list("platform_id", "deleted_at"))
    assert found["c11"] is None
    assert found["c1"] is not None
    assert found["c1#2"] is not None
    assert InboxItem.objects.get(platform_id="c1").text == SAID.text
    take(desk.sms, replace(SAID, text="Back again"))
    assert InboxItem.objects.get(platform_id="c1").text == SAID.text


def test_a_deletion_that_names_what_it_is_about(desk: Desk) -> None:
    take(desk.sms, SAID, heard.InboxItem("event-9", Heard.DELETED, "", "", AT, "c1"))
    assert InboxItem.objects.get().deleted_at is not None


def test_a_deletion_before_its_item_wins(desk: Desk) -> None:
    take(desk.sms, GONE)
    take(desk.sms, SAID)
    item = InboxItem.objects.get()
    assert (item.kind, item.text, item.author) == ("deleted", "", "")
    assert item.deleted_at is not None


def test_times_and_addresses_that_make_no_sense(desk: Desk) -> None:
    far = datetime(9999, 1, 1, tzinfo=UTC)
    odd = ["javascript:alert(1)", 'https://a.example/"onx=', "ftp://a", "https://a.example/" * 60]
    for number, url in enumerate([*odd, "HTTPS://a.example/x?y=1#z"]):
        take(desk.sms, replace(SAID, id=f"n{number}", url=url, at=far, author="a\x00b\nc" * 99))
    rows = list(InboxItem.objects.order_by("pk"))
    assert [row.url for row in rows] == ["", "", "", "", "HTTPS://a.example/x?y=1#z"]
    assert all(row.at < timezone.now() + timedelta(days=2) for row in rows)
    take(desk.sms, replace(SAID, id="naive", at=datetime(2026, 1, 1)))  # noqa: DTZ001 - as told
    assert all(len(row.author) <= 200 and "\n" not in row.author for row in rows)


def test_an_answer_is_linked_to_its_notice_and_so_is_the_answer_to_it(desk: Desk) -> None:
    row = stands(desk, desk.room.bluesky, "3kabc")
    uri = "at://did:plc:us/app.bsky.feed.post/3kabc"
    first = replace(SAID, id="at://did:plc:robin/app.bsky.feed.post/1", about=uri)
    take(desk.room.bluesky, first)
    link_all()
    take(desk.room.bluesky, replace(SAID, id="second", about=first.id))
    take(desk.room.bluesky, replace(SAID, id="third", about="somebody else's"))
    take(desk.room.mastodon, replace(first, id="fourth"))
    link_all()
    found = dict(InboxItem.objects.values_list("platform_id", "delivery"))
    assert found == {first.id: row.pk, "second": row.pk, "third": None, "fourth": None}
    assert not InboxItem.objects.exclude(due_at=None).exists()


def test_linking_costs_the_same_however_much_there_is(desk: Desk) -> None:
    stands(desk, desk.room.bluesky, "p1")

    def queries(count: int) -> int:
        take(desk.room.bluesky, *(replace(SAID, id=f"{count}-{n}") for n in range(count)))
        with CaptureQueriesContext(connection) as seen:
            assert handle_due(timezone.now() + timedelta(seconds=1)) == count
        return len(seen)

    assert queries(80) == queries(3)


def test_storing_costs_the_same_however_much_there_is(desk: Desk) -> None:
    def queries(count: int) -> int:
        items = [replace(SAID, id=f"{count}-{n}") for n in range(count)]
        with CaptureQueriesContext(connection) as seen:
            keep(desk.sms, How.POLL, of_items(items), items, now=timezone.now())
        return len(seen)

    assert queries(30) == queries(3)


def test_what_was_kept_long_enough_is_forgotten(desk: Desk, settings: object) -> None:
    settings.HEARD_DAYS = 30  # type: ignore[attr-defined]
    now = timezone.now()
    report = replace(SAID, id="r1", kind=Heard.REPORT, text="delivered")
    keep(desk.sms, How.POLL, of_items([SAID]), [SAID, report], now=now - timedelta(days=31))
    take_in(desk.sms, [GONE], now - timedelta(days=31))
    other = replace(SAID, id="c2")
    keep(desk.sms, How.POLL, of_items([other]), [other], now=now - timedelta(days=29))
    assert forget(now) == 3
    assert Event.objects.count() == 1
    item = InboxItem.objects.get(platform_id="c1")
    assert (item.text, item.author) == ("", "")
    assert InboxItem.objects.get(platform_id="c2").text == SAID.text
    assert not InboxItem.objects.filter(platform_id="r1").exists()
    assert forget(now) == 0
    take(desk.sms, SAID)
    assert InboxItem.objects.get(platform_id="c1").text == "", "nothing brings it back"
