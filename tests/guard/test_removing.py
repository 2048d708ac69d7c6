"""A post that is not in our books goes by the platform's own deletion, or by a person's hand."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from django.utils import timezone
from test_causes import strange
from warned import Warned, live

from newsroom import Newsroom
from oyez.domain.alarm import AlarmState
from oyez.domain.errors import NotAllowed
from oyez.govern.actions import change_channel, set_secrets
from oyez.guard.actions import remove_stranger, say_removed
from oyez.guard.causes import raise_due
from oyez.guard.ending import contain_due
from oyez.guard.models import Alarm, Removal, Stranger
from oyez.guard.removing import by_machine, record_removals, remove, take_removals
from oyez.platforms.door import Door
from oyez.simulator import Running, running


@pytest.fixture(scope="module")
def simulator() -> Iterator[Running]:
    with running() as played:
        yield played


@pytest.fixture
def door() -> Iterator[Door]:
    one = Door(allowed_networks=("127.0.0.0/8",), only_allowed=True)
    yield one
    one.close()


@pytest.fixture
def post(warned: Warned, simulator: Running, door: Door) -> Stranger:
    """Somebody has posted on our account, past our books."""
    tag = "r" + uuid.uuid4().hex[:10]
    channel = warned.room.mastodon
    change_channel(None, channel, base_url=simulator.mastodon, account=tag)
    set_secrets(None, channel, {"token": f"sim-{tag}"})
    channel.refresh_from_db()
    number = simulator.by_hand("mastodon", tag, "Free fuel vouchers")["id"]
    found = strange(warned)
    Stranger.objects.filter(pk=found.pk).update(post_id=number)
    found.refresh_from_db()
    raise_due(warned.at(31))
    return found


def turn(warned: Warned, door: Door, seconds: float) -> int:
    turns = take_removals(warned.at(seconds), 5)
    tried = [(one, remove(one, door, warned.at(seconds))) for one in turns]
    record_removals(tried, warned.at(seconds))
    return len(turns)


def test_it_is_deleted_by_its_number_and_read_as_gone(
    warned: Warned, post: Stranger, door: Door
) -> None:
    assert by_machine(post.channel)
    assert turn(warned, door, 40) == 0, "nothing goes unless somebody wishes it"
    remove_stranger(warned.room.dora, post, at=warned.at(50))
    assert turn(warned, door, 51) == 1
    row = Removal.objects.get()
    assert (row.gone_at, row.by_hand) == (warned.at(51), False)
    post.refresh_from_db()
    assert (post.cleared_at, post.cleared_why) == (warned.at(51), "gone")
    assert contain_due(warned.at(52)) == 1
    assert Alarm.objects.get().state == AlarmState.CONTAINED
    assert turn(warned, door, 60) == 0


def test_a_key_that_is_not_taken_leaves_it_to_a_person(
    warned: Warned, post: Stranger, door: Door
) -> None:
    set_secrets(None, post.channel, {"token": "wrong"})
    remove_stranger(warned.room.dora, post, at=warned.at(50))
    turn(warned, door, 51)
    row = Removal.objects.get()
    assert (row.by_hand, row.due_at, row.gone_at) == (True, None, None)
    client = warned.room.client(warned.room.dora)
    alarm = Alarm.objects.get()
    page = client.get(f"/alarms/{alarm.pk}/").content.decode()
    assert "No machine can delete it there." in page
    assert post.url in page
    client.post(f"/alarms/{alarm.pk}/gone/")
    row.refresh_from_db()
    assert row.said_by == warned.room.dora
    assert contain_due(warned.at(60)) == 1


def test_a_platform_that_does_not_answer_is_asked_again(
    warned: Warned, post: Stranger, door: Door
) -> None:
    good = post.channel.base_url
    change_channel(None, post.channel, base_url="http://127.0.0.1:1")
    remove_stranger(warned.room.dora, post, at=warned.at(50))
    turn(warned, door, 51)
    assert Removal.objects.get().failure == "connect"
    change_channel(None, post.channel, base_url=good)
    assert turn(warned, door, 57) == 1
    assert Removal.objects.get().gone_at


def test_where_no_machine_can_delete_it_is_a_task_from_the_start(
    room: Newsroom, door: Door
) -> None:
    warned = live(room, timezone.now())
    room.mastodon.platform = "youtube"
    room.mastodon.save()
    post = strange(warned)
    raise_due(warned.at(31))
    assert not by_machine(post.channel)
    remove_stranger(room.dora, post, at=warned.at(40))
    assert turn(warned, door, 41) == 0
    assert Removal.objects.get().by_hand


def test_only_who_may_take_back_has_it_removed(warned: Warned, post: Stranger) -> None:
    with pytest.raises(NotAllowed):
        remove_stranger(warned.room.charlie, post, at=warned.at(50))
    with pytest.raises(NotAllowed):
        say_removed(warned.room.audrey, post, at=warned.at(50))
    say_removed(warned.room.dora, post, at=warned.at(50))
    with pytest.raises(NotAllowed, match="said so already"):
        say_removed(warned.room.bob, post, at=warned.at(51))
    with pytest.raises(NotAllowed, match="not there any more"):
        remove_stranger(warned.room.dora, Stranger.objects.get(), at=warned.at(52))
