"""What a platform cannot do for a notice, or for want of a right may not, said before approval."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import timedelta

from oyez.domain.delivery import Support
from oyez.domain.errors import Sentence, say
from oyez.govern.models import Channel
from oyez.govern.rights import level
from oyez.platforms.profile import Ability, Profile
from oyez.platforms.registry import profile

LOST = {
    Ability.PUBLISH: "The account of {channel} lacks a right that publishing needs.",
    Ability.RETRACT: (
        "The account of {channel} was not given the right to delete: taking this back is a task "
        "for a person."
    ),
    Ability.CORRECT: (
        "The account of {channel} was not given the right to change posts: a correction is a "
        "further post."
    ),
    Ability.FIND: (
        "The account of {channel} was not given the right to read its posts: if an answer gets "
        "lost, a person has to look."
    ),
}
RETRACTS = {
    Support.EMULATED: "Nothing can be deleted here: taking it back is one more message.",
    Support.MANUAL: "No machine can delete here: taking it back is a task for a person.",
    Support.NONE: "What goes out here cannot be taken back.",
}


def lost_here(channel: Channel, lost: Collection[str]) -> list[Sentence]:
    """What does not work on this channel because a right is missing, the gravest first."""
    return [say(LOST[one], channel=channel.name) for one in LOST if one in lost]


def limits_of(channel: Channel, lost: Collection[str] = ()) -> list[Sentence]:
    """What the platform itself cannot do; nothing where a person does everything anyway."""
    declared = profile(channel.platform)
    if declared.support(Ability.PUBLISH) is not Support.NATIVE:
        return []
    return [*_removing(declared, lost), *_changing(declared, lost), *_finding(declared, lost)]


def _removing(declared: Profile, lost: Collection[str]) -> Iterator[Sentence]:
    found = level(declared, Ability.RETRACT, lost)
    if Ability.RETRACT not in lost and found in RETRACTS:
        yield say(RETRACTS[found])
    elif declared.retract_within is not None:
        template = "It can be deleted for {hours} hours; after that a person has to."
        yield say(template, hours=declared.retract_within // timedelta(hours=1))


def _changing(declared: Profile, lost: Collection[str]) -> Iterator[Sentence]:
    changes = level(declared, Ability.CORRECT, lost) is Support.NATIVE
    if not changes and Ability.CORRECT not in lost:
        yield say("What stands here cannot be changed: a correction is a further post.")
    elif declared.correct_within is not None:
        template = "It can be changed for {hours} hours."
        yield say(template, hours=declared.correct_within // timedelta(hours=1))


def _finding(declared: Profile, lost: Collection[str]) -> Iterator[Sentence]:
    found = level(declared, Ability.FIND, lost) is Support.NATIVE
    if not found and Ability.FIND not in lost:
        yield say("Nothing can be found here again: if an answer gets lost, a person has to look.")
