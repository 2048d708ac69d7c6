"""A machine answers where nobody is there, once a day, with the routes, and says what it is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from heard_of import Desk
from inbox_of import keeps_routes
from scored import ASKS, say, score_all

from oyez.audit.models import Entry
from oyez.domain.channel import Mode
from oyez.domain.inbox.hours import WEEKDAYS
from oyez.govern.actions import approve_platform, change_register_entry, freeze
from oyez.govern.models import Channel
from oyez.listen.actions import keep_channel
from oyez.listen.automatic import answer_automatically
from oyez.listen.models import Deed, InboxItem
from oyez.platforms.heard import Heard

pytestmark = pytest.mark.usefixtures("tiny")


@pytest.fixture
def channel(desk: Desk) -> Channel:
    """A channel for messages that nobody reads, with an answer by a machine."""
    keeps_routes(desk.room.unit)
    made = Channel.objects.create(
        unit=desk.room.unit, platform="whatsapp", name="Line", language="en", needs_secrets=False
    )
    day = timezone.localdate() - timedelta(days=9)
    approve_platform(None, desk.room.police.superior, "whatsapp", starts_on=day)
    keep_channel(desk.room.bob, made, staffed=False, automatic=True, public_too=False)
    return made


def asked(channel: Channel, number: int = 1, text: str = ASKS, **more: object) -> InboxItem:
    more = {"kind": Heard.MESSAGE, "author": "491701"} | more
    item = say(channel, text, number, **more)  # type: ignore[arg-type]
    score_all()
    return item


def test_the_answer_says_what_it_is_and_where_to_turn(channel: Channel) -> None:
    item = asked(channel)
    deed = Deed.objects.get()
    assert (deed.item, deed.automatic, deed.asked_by, deed.state) == (item, True, None, "wanted")
    assert deed.text.startswith("This is an automatic answer. Nobody reads what is written here.")
    assert "112" in deed.text
    assert "https://report.example" in deed.text
    assert "chat.example" not in deed.text, "nobody is there to chat"
    entry = Entry.objects.get(action="listen.answer_automatically")
    assert (entry.actor, entry.object) == ("worker", f"inbox:{item.pk}")


def test_on_an_account_that_is_given_up_it_leads_to_the_one_that_follows(
    desk: Desk, channel: Channel
) -> None:
    after = desk.room.bluesky
    Channel.objects.filter(pk=after.pk).update(public_url="https://bsky.example/el")
    change_register_entry(None, channel, replaced_by=after, instead="Or read our own page.")
    Channel.objects.filter(pk=channel.pk).update(mode=Mode.CLOSING)
    asked(channel)
    said = Deed.objects.get().text
    assert f"Follow us here instead: {after.name} https://bsky.example/el" in said
    assert "Or read our own page." in said
    assert said.index("112") < said.index("giving up") < said.index("https://report.example")


def test_an_account_that_stays_says_nothing_of_a_successor(desk: Desk, channel: Channel) -> None:
    change_register_entry(None, channel, replaced_by=desk.room.bluesky)
    asked(channel)
    assert "Follow us" not in Deed.objects.get().text


def test_a_person_gets_one_a_day_and_channel(channel: Channel) -> None:
    for number in range(4):
        asked(channel, number)
    asked(channel, 9, author="491702")
    assert Deed.objects.count() == 2
    assert all("4917" not in (deed.once or "") for deed in Deed.objects.all())
    later = timezone.now() + timedelta(days=1)
    item = InboxItem.objects.get(platform_id="said-0")
    InboxItem.objects.update(at=later)
    assert answer_automatically([item.pk], later) == 1


def test_an_automatic_answer_leaves_the_item_waiting(channel: Channel) -> None:
    item = asked(channel)
    assert item.open_at is not None


@pytest.mark.parametrize(
    "text", ["You bunch of stupid idiots, go to hell", "You are all worthless scum, idiots"]
)
def test_abuse_gets_none(channel: Channel, text: str) -> None:
    asked(channel, text=text)
    assert not Deed.objects.exists()


def test_public_replies_get_one_only_where_somebody_said_so(desk: Desk, channel: Channel) -> None:
    asked(channel, 1, kind=Heard.REPLY)
    assert not Deed.objects.exists()
    keep_channel(desk.room.bob, channel, staffed=False, automatic=True, public_too=True)
    asked(channel, 2, kind=Heard.REPLY)
    assert Deed.objects.count() == 1


def test_where_people_are_there_no_machine_answers(desk: Desk, channel: Channel) -> None:
    keep_channel(desk.room.bob, channel, staffed=True, automatic=True, public_too=False)
    asked(channel, 1)
    assert not Deed.objects.exists(), "without hours somebody is always there"
    away = timezone.localtime() + timedelta(days=3)
    keeps_routes(desk.room.unit, hours={WEEKDAYS[away.weekday()]: "08:00-09:00"})
    asked(channel, 2)
    deed = Deed.objects.get()
    assert "Nobody is here at the moment. We read on from" in deed.text
    assert "08:00" in deed.text


def test_it_is_off_by_default_and_stops_with_a_freeze(desk: Desk, channel: Channel) -> None:
    other = Channel.objects.create(unit=desk.room.unit, platform="whatsapp", needs_secrets=False)
    asked(other, 1)
    freeze(desk.room.dora, desk.room.unit.path, reason="Something is wrong.")
    asked(channel, 2)
    assert not Deed.objects.exists()


def test_old_words_own_words_and_no_name_get_none(channel: Channel) -> None:
    asked(channel, 1, at=timezone.now() - timedelta(hours=2))
    asked(channel, 2, author="")
    assert not Deed.objects.exists()


def test_without_routes_there_is_nothing_to_say(desk: Desk) -> None:
    made = Channel.objects.create(unit=desk.room.elsewhere, platform="mastodon", base_url="")
    keep_channel(None, made, staffed=False, automatic=True, public_too=True)
    asked(made)
    assert not Deed.objects.exists()
