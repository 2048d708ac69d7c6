"""What has waited for too long is found, by the limits of its unit."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from heard_of import Desk
from inbox_of import keeps_routes
from scored import ASKS, HELP, say

from oyez.domain.inbox.labels import Label
from oyez.domain.inbox.routes import Routes
from oyez.govern.models import Channel
from oyez.listen.actions import Kept, keep_inbox, label_item, read_item
from oyez.listen.models import InboxItem
from oyez.listen.models.inbox_item import Place
from oyez.listen.queries import overdue

MINUTE = timedelta(minutes=1)


def urgent(desk: Desk) -> InboxItem:
    item = say(desk.room.mastodon, HELP, 1)
    InboxItem.objects.filter(pk=item.pk).update(place=Place.URGENT)
    item.refresh_from_db()
    return item


def test_an_urgent_item_that_nobody_reads_is_due_after_its_limit(desk: Desk) -> None:
    item, now = urgent(desk), timezone.now()
    assert overdue(now + 4 * MINUTE) == []
    [found] = overdue(now + 6 * MINUTE)
    assert (found.item, found.unread_urgent) == (item, True)
    assert found.since == item.open_at + 5 * MINUTE
    read_item(desk.room.alice, item, at=now + 6 * MINUTE)
    assert overdue(now + 7 * MINUTE) == []
    [found] = overdue(now + timedelta(hours=25))
    assert not found.unread_urgent


def test_anything_else_is_due_after_its_own(desk: Desk) -> None:
    item, now = say(desk.room.mastodon, ASKS), timezone.now()
    assert overdue(now + timedelta(hours=23)) == []
    assert [one.item for one in overdue(now + timedelta(hours=25))] == [item]
    label_item(desk.room.alice, item, Label.QUESTION, at=now)
    assert len(overdue(now + timedelta(hours=25))) == 1, "it is labelled, not answered"
    label_item(desk.room.alice, item, Label.THANKS, at=now)
    assert overdue(now + timedelta(hours=25)) == []


def test_the_limits_are_those_of_the_nearest_unit(desk: Desk) -> None:
    room, now = desk.room, timezone.now()
    say(room.mastodon, ASKS, 1)
    away = Channel.objects.create(unit=room.elsewhere, platform="mastodon", name="Away")
    say(away, ASKS, 2)
    keep_inbox(None, room.unit, Kept(1, 30, Routes()))
    found = [one.item.channel for one in overdue(now + 31 * MINUTE)]
    assert found == [room.mastodon]
    keep_inbox(None, room.elsewhere, Kept(1, 20, Routes()))
    assert len(overdue(now + 31 * MINUTE)) == 2


def test_the_gravest_and_oldest_come_first_and_finding_them_is_cheap(desk: Desk) -> None:
    now = timezone.now()
    for number in range(5, 30):
        say(desk.room.mastodon, ASKS, number)
    first = urgent(desk)
    keeps_routes(desk.room.unit)
    with CaptureQueriesContext(connection) as asked:
        found = overdue(now + timedelta(days=2))
    assert found[0].item == first
    assert len(found) == 26
    assert len(asked) <= 6
