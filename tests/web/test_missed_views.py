"""Who was not reached stands on the page of the notice, and summed up on the desk."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from visiting import gone, live, look, page

from newsroom import Newsroom
from newsroom import channel as channel_of
from oyez.govern.actions import approve_platform
from oyez.publish.models import Delivery, Notice, Receipt

COUNTS = "refused:2 unknown:1"
SAID = "2 recipients were refused. Nobody knows whether it reached 1 recipient."


@pytest.fixture
def listed(room: Newsroom) -> Newsroom:
    """With two channels to many people beside the others."""
    ministry = room.police.superior
    assert ministry is not None
    for platform in ("sms", "webpush"):
        approve_platform(None, ministry, platform, starts_on=date(2024, 9, 1))
        channel_of(room.unit, platform, platform.title())
    return room


def out(room: Newsroom, **versions: str) -> Notice:
    """A notice that stands everywhere, with these counts on its receipts."""
    notice = room.approved()
    live(notice)
    for platform, version in versions.items():
        rows = Receipt.objects.filter(delivery__notice=notice, delivery__platform=platform)
        assert rows.update(version=version) == 1
    return notice


def desk(room: Newsroom) -> str:
    return page(room.client(room.bob).get("/"))


def test_the_notice_says_whom_it_did_not_reach(listed: Newsroom) -> None:
    notice = out(listed, sms=COUNTS, webpush="gone:1")
    html = look(listed, listed.bob, notice)
    assert SAID in html
    assert "1 device is not subscribed any more." in html


def test_the_desk_counts_them_over_all_notices(listed: Newsroom) -> None:
    one, other = out(listed, sms=COUNTS), out(listed, sms="refused:3 unsent:4")
    html = desk(listed)
    assert "Did not reach everybody" in html
    assert SAID in html
    assert "3 recipients were refused. It was not sent to 4 recipients." in html
    summed = "5 recipients were refused. It was not sent to 4 recipients. Nobody knows"
    assert f"In the last two days: {summed}" in html
    for notice in (one, other):
        row = notice.deliveries.get(platform="sms")
        assert f'href="/notices/{notice.code}/#delivery-{row.pk}"' in html


def test_a_platform_without_a_list_is_not_counted(listed: Newsroom) -> None:
    notice = out(listed, mastodon=COUNTS)
    assert SAID not in look(listed, listed.bob, notice)
    assert "Did not reach everybody" not in desk(listed)


@pytest.mark.parametrize("version", ["", "12:30", "refused:0", "gone:0 unknown:0"])
def test_nothing_is_said_where_everybody_was_reached(listed: Newsroom, version: str) -> None:
    notice = out(listed, sms=version)
    assert "recipient" not in look(listed, listed.bob, notice).partition("<main")[2]
    assert "Did not reach everybody" not in desk(listed)


def test_what_is_long_past_or_taken_back_leaves_the_desk(listed: Newsroom) -> None:
    old, back = out(listed, sms=COUNTS), out(listed, sms=COUNTS)
    long_ago = timezone.now() - timedelta(days=3)
    Delivery.objects.filter(notice=old).update(live_at=long_ago)
    back.deliveries.update(wanted=None)
    gone(back)
    assert "Did not reach everybody" not in desk(listed)
    assert SAID in look(listed, listed.bob, old)


def test_people_of_other_units_do_not_see_it(listed: Newsroom) -> None:
    out(listed, sms=COUNTS)
    assert SAID in desk(listed)
    assert SAID not in page(listed.client(listed.charlie).get("/"))


def test_it_costs_the_same_however_many_there_are(listed: Newsroom) -> None:
    def asked() -> int:
        client = listed.client(listed.bob)
        client.get("/")
        with CaptureQueriesContext(connection) as found:
            client.get("/")
        return len(found)

    out(listed, sms=COUNTS)
    few = asked()
    for _ in range(4):
        out(listed, sms=COUNTS)
    assert asked() == few
