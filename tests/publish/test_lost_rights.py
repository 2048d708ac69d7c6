"""A right that an account lacks is known before anything fails for want of it."""

from __future__ import annotations

from hand import Stage
from press_office import NOW, Newsroom, said

from oyez.domain.delivery import Correction, Support
from oyez.govern.health import note
from oyez.govern.models import Channel, ChannelHealth
from oyez.govern.queries import standings
from oyez.govern.rights import level, losses
from oyez.platforms.login import Login
from oyez.platforms.oauth import LOGINS, STAY
from oyez.platforms.port import Health
from oyez.platforms.profile import Ability
from oyez.platforms.registry import PROFILES
from oyez.platforms.rights import OTHERS, rights_of, served_by
from oyez.publish.actions import retract
from oyez.publish.delivering.context import abilities_of
from oyez.publish.models import Delivery
from oyez.publish.preview import previews


def lacks(channel: Channel, *names: str) -> None:
    """As the platform answers the probe."""
    found = Health(channel.account, missing=frozenset(names))
    note(channel, found, None, NOW)


def test_what_the_probe_found_missing_changes_what_is_tried(room: Newsroom) -> None:
    channel = room.channels["mastodon"]
    assert abilities_of(channel).retract is Support.NATIVE
    lacks(channel, "write:statuses", "read:statuses")
    lost = standings([channel.pk], NOW)[channel.pk].lost
    assert lost >= {Ability.RETRACT, Ability.CORRECT, Ability.FIND}
    found = abilities_of(channel, lost)
    assert (found.retract, found.correction, found.find) == (
        Support.MANUAL,
        Correction.LINKED,
        False,
    )
    lacks(channel)
    assert standings([channel.pk], NOW)[channel.pk].lost == frozenset()


def test_rights_declined_when_connecting_count_as_well(room: Newsroom) -> None:
    channel = room.channels["mastodon"]
    ChannelHealth.objects.update_or_create(
        channel=channel, defaults={"declined": ["write:statuses"]}
    )
    assert Ability.RETRACT in standings([channel.pk], NOW)[channel.pk].lost


def test_what_cannot_be_deleted_becomes_a_task_without_a_failing_call(stage: Stage) -> None:
    room, channel = stage.room, stage.add("mastodon")
    notice = room.approved(said())
    stage.hand.work()
    assert len(stage.live("mastodon")) == 1
    lacks(channel, "write:statuses")
    retract(room.alice, notice, reason="It was wrong", at=stage.hand.now)
    stage.hand.work()
    row = Delivery.objects.get(notice=notice, channel=channel)
    assert (row.held, row.task) == ("needs_person", "by_hand")
    assert not row.attempts.filter(verb="retract").exists(), "nothing was tried"
    assert row.reason is not None
    assert "was not given the right to delete" in row.reason["template"]
    assert row.task_for is not None
    assert len(stage.live("mastodon")) == 1, "and the clock runs until a person did it"


def test_with_the_right_the_machine_does_it(stage: Stage) -> None:
    """The same without the finding: what is tried depends on nothing else."""
    room, channel = stage.room, stage.add("mastodon")
    notice = room.approved(said())
    stage.hand.work()
    lacks(channel, "push")
    retract(room.alice, notice, reason="It was wrong", at=stage.hand.now)
    stage.hand.work()
    assert stage.live("mastodon") == []
    assert Delivery.objects.get(notice=notice, channel=channel).held == "gone"


def test_the_author_is_told_before_anybody_approves(room: Newsroom) -> None:
    channel = room.channels["mastodon"]
    lacks(channel, "write:statuses")
    one = next(
        found for found in previews(room.unit, said(), at=NOW) if found.channel.pk == channel.pk
    )
    told = [str(sentence) for sentence in one.warnings]
    assert any("taking this back is a task for a person" in sentence for sentence in told)
    assert not any("delete" in str(sentence) for sentence in one.limits), "it is said once"


def test_a_removal_falls_to_a_person_and_nothing_else_is_promised() -> None:
    instagram = PROFILES["instagram"]
    lost = served_by("instagram", ["instagram_manage_contents"])
    assert lost == {Ability.RETRACT}
    assert level(instagram, Ability.RETRACT, lost) is Support.MANUAL
    assert level(instagram, Ability.PUBLISH, lost) is Support.NATIVE
    assert level(instagram, Ability.BLOCK, {Ability.BLOCK}) is Support.NONE
    assert level(instagram, Ability.HIDE, {Ability.HIDE}) is Support.NONE


def test_every_scope_of_a_platform_says_what_it_serves() -> None:
    for name, profile in PROFILES.items():
        known = {right.scope for right in rights_of(name)}
        if name in LOGINS or name in OTHERS:
            asked = set(profile.scopes) - set(LIKE_LOGINS.get(name, ()))
            assert asked <= known, name
    served = {what for name in PROFILES for right in rights_of(name) for what in right.serves}
    assert served <= set(Ability) | {STAY}
    assert all(isinstance(login, Login) for login in LOGINS.values())


# Rights of an app to the whole interface, without which nothing works at all.
LIKE_LOGINS = {"whatsapp": ("whatsapp_business_messaging", "whatsapp_business_management")}


def test_everything_that_can_be_lost_has_words() -> None:
    for name in PROFILES:
        for right in rights_of(name):
            assert len(losses(name, [right.scope])) == len(set(right.serves)), right
