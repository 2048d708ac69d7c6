"""What people make of a review: comments, decisions with reasons, and two signatures to end one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from django.utils import timezone

from oyez.domain.review.deciding import needs_two
from oyez.domain.review.life import Stage
from oyez.domain.review.rules import Advice
from oyez.govern.models import Channel
from oyez.proof.stories.cast import Cast
from oyez.proof.stories.player import Player
from oyez.review.actions import comment, decide, publish_review, sign
from oyez.review.actions.decide import Wish
from oyez.review.models import Decision, Review, Reviewed
from oyez.review.queries import decision_on

ALONE = "You have decided this yourself. Another person has to sign as well."
SAYING = "I post there every day. The figures fit what I see."


class Decided(Protocol):
    """What is decided about a channel, and why."""

    @property
    def channel(self) -> Channel:
        """The channel."""

    @property
    def advice(self) -> Advice:
        """What is to become of it."""

    @property
    def reasons(self) -> str:
        """In a sentence."""


def decided(player: Player, cast: Cast, review: Review, cases: Sequence[Decided]) -> None:
    """From the comment to the last signature."""
    governor, author = cast.person("governor"), cast.person("author")
    comment(author, review, SAYING, at=timezone.now())
    rows = {one.channel.pk: _row(review, one.channel) for one in cases}
    first = cases[0]
    player.refused(
        f"{author.name} has commented, and tries to decide.",
        lambda: decide(author, rows[first.channel.pk], _wish(first), at=timezone.now()),
        "You have no role that allows this here.",
    )
    made = player.act(
        f"{governor.name} decides about each channel, with reasons.",
        lambda: [
            decide(governor, rows[one.channel.pk], _wish(one), at=timezone.now()) for one in cases
        ],
    )
    signed(player, cast, made)
    review.refresh_from_db()
    player.expect("The review is decided.", lambda: review.stage, Stage.DECIDED)
    player.expect(
        "Each decision says what the rules had proposed, and none rests on anything else.",
        lambda: [(one.kind, one.proposed, one.without) for one in map(_decision, rows.values())],
        [(one.advice.value, one.advice.value, "") for one in cases],
    )
    publish_review(governor, review, public=True, at=timezone.now())


def signed(player: Player, cast: Cast, made: Sequence[Decision]) -> None:
    """Nobody ends a channel alone."""
    governor, deputy = cast.person("governor"), cast.person("deputy")
    ending = [one for one in made if needs_two(Advice(one.kind))]
    player.refused(
        f"{governor.name} tries to sign for the second person too.",
        lambda: sign(governor, ending[0], at=timezone.now()),
        ALONE,
    )
    player.act(
        f"{deputy.name} signs what ends a channel.",
        lambda: [sign(deputy, one, at=timezone.now()) for one in ending],
    )


def _row(review: Review, channel: Channel) -> Reviewed:
    rows = Reviewed.objects.select_related("review__authority", "channel__unit")
    return rows.get(review=review, channel=channel)


def _wish(one: Decided) -> Wish:
    return Wish(one.advice, one.reasons)


def _decision(row: Reviewed) -> Decision:
    found = decision_on(row)
    if found is None:
        raise LookupError("nothing is decided")
    return found
