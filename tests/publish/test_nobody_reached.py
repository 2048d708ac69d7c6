"""What would reach nobody is refused when it is submitted and when it is approved."""

from __future__ import annotations

import pytest
from press_office import NOW, Newsroom, build, grave, refused, said

from oyez.domain.channel import Mode
from oyez.govern.actions import change_mode, freeze
from oyez.govern.models import Channel
from oyez.publish.actions import approve, break_glass, compose, submit
from oyez.publish.models import Delivery, Variant


def shut(room: Newsroom, mode: Mode = Mode.CRITICAL_ONLY) -> None:
    for channel in Channel.objects.filter(unit=room.unit):
        change_mode(None, channel, mode, reason="For a test")


def test_a_unit_without_a_channel_cannot_write(db: None) -> None:
    room = build(())
    with refused("unit", "has no channel to speak through"):
        compose(room.alice, room.unit, said(), at=NOW)


def test_the_own_page_alone_is_enough(db: None) -> None:
    room = build(("page",))
    assert Delivery.objects.filter(notice=room.approved()).count() == 1


def test_channels_that_were_shut_since_it_was_written(room: Newsroom) -> None:
    revision = room.composed()
    shut(room)
    with refused("channels", "would reach nobody"):
        submit(room.alice, revision, at=NOW)


def test_channels_that_were_shut_since_it_was_submitted(room: Newsroom) -> None:
    revision = room.submitted()
    shut(room)
    with refused("channels", "would reach nobody"):
        approve(room.bob, revision, version=revision.version, at=NOW)
    revision.refresh_from_db()
    assert revision.state == "submitted"
    assert not Delivery.objects.exists()


def test_one_channel_that_carries_it_is_enough(room: Newsroom) -> None:
    revision = room.submitted()
    shut(room)
    own = Channel.objects.get(pk=room.channels["page"].pk)
    change_mode(None, own, Mode.ACTIVE, reason="For a test")
    assert approve(room.bob, revision, version=revision.version, at=NOW)


def test_a_freeze_only_holds_it(room: Newsroom) -> None:
    revision = room.submitted()
    freeze(None, room.unit.path, reason="For a test")
    assert approve(room.bob, revision, version=revision.version, at=NOW)


def test_breaking_the_glass_reaches_somebody_too(room: Newsroom) -> None:
    revision = room.composed(grave())
    shut(room, Mode.CLOSING)
    with refused("channels", "would reach nobody"):
        break_glass(room.dora, revision, "Nobody is there", version=revision.version, at=NOW)


@pytest.mark.parametrize("known", [True, False])
def test_a_text_without_any_variant_is_refused(room: Newsroom, *, known: bool) -> None:
    revision = room.composed()
    if not known:
        Variant.objects.all().delete()
        with refused("channels", "would reach nobody"):
            submit(room.alice, revision, at=NOW)
    else:
        assert submit(room.alice, revision, at=NOW)
