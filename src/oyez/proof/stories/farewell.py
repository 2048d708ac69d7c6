"""The announcement of a plan goes out at its time, is pinned, and people are told other ways."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Final

from django.utils import timezone

from oyez.domain.plan import Deed, Doer, StepState
from oyez.govern.models import Channel
from oyez.listen.hearing import keep
from oyez.listen.models.event import How
from oyez.listen.raw import of_items
from oyez.plans.actions import finish_step
from oyez.plans.models import Plan
from oyez.plans.queries import steps_of
from oyez.platforms.heard import Heard, InboxItem
from oyez.proof.stories.cast import Cast
from oyez.proof.stories.outside import OUTLETS, Outside
from oyez.proof.stories.planning import hour_of, steps_for
from oyez.proof.stories.scene import Scene
from oyez.publish.models import Notice

LEFT: Final = "x"
AN_HOUR: Final = timedelta(hours=1)
ANSWERED_WITHIN: Final = 20.0


def goes_out(scene: Scene, plan: Plan) -> dict[str, Notice]:
    """Nobody sends it: it was approved, and its time comes; the notices by account."""
    player = scene.player
    scene.calendar.until(hour_of(plan, Deed.ANNOUNCE))
    player.act("The time of the announcement comes.", lambda: None)
    steps = steps_for(plan, Deed.ANNOUNCE)
    notices = {step.unit.name: step.notice for step in steps if step.unit and step.notice}
    for name, notice in notices.items():
        player.expect(
            f"That of {name} is read on its account on X, on the own page and {len(OUTLETS) - 1} "
            "other channels.",
            partial(scene.outside.carriers, notice.code),
            OUTLETS | {LEFT},
            within=player.seconds() + 10.0,
        )
    return notices


def pinned(scene: Scene, plan: Plan, notices: Mapping[str, Notice]) -> None:
    """No machine may pin: a person does, and leaves the link by which others can look."""
    player, cast = scene.player, scene.cast
    scene.calendar.until(hour_of(plan, Deed.PIN))
    governor = cast.person("governor")
    links = {name: _link(scene, one) for name, one in notices.items()}
    player.act(
        f"{governor.name} pins it there and changes the profile, which no machine can.",
        lambda: _by_hand(cast, plan, links),
    )
    player.expect(
        f"The plan has the link of each pinned farewell: {', '.join(links.values())}.",
        lambda: [
            (step.state, step.note)
            for step in steps_for(plan, Deed.PIN)
            if step.channel is not None
        ],
        [
            (StepState.DONE, links[step.channel.unit.name])
            for step in steps_for(plan, Deed.PIN)
            if step.channel is not None
        ],
    )


def _link(scene: Scene, notice: Notice) -> str:
    """Nothing where it does not stand there; the plan refuses a step without a link."""
    return next((one["url"] for one in scene.outside.shown(LEFT, notice.code)), "")


def _by_hand(cast: Cast, plan: Plan, links: Mapping[str, str]) -> None:
    governor, now = cast.person("governor"), timezone.now()
    for step in steps_of(plan):
        if step.rule.doer is Doer.PERSON and step.at <= now and step.channel is not None:
            finish_step(governor, step, links[step.channel.unit.name], at=now)


def answers(scene: Scene, plan: Plan) -> None:
    """From now on a machine answers there; what came before it is left to people."""
    scene.player.expect(
        "The plan has switched the automatic answers on.",
        lambda: {step.state for step in steps_for(plan, Deed.ANSWERS)},
        {StepState.DONE},
        within=scene.player.seconds() + 10.0,
    )


def somebody_writes(scene: Scene, channel: Channel, said: tuple[str, str]) -> None:
    """Whoever writes to an account that is left is told the other ways by a machine."""
    player, outside = scene.player, scene.outside
    author, text = said
    post = outside.simulator.live(LEFT, channel.account)[-1]
    ways = _ways(channel)
    player.act(
        f"Somebody writes to {channel.name}: “{text}”",
        lambda: _hear(outside, channel, post["id"], (author, f"@{channel.account} {text}")),
    )
    player.expect(
        "An answer stands there and names the other ways: " + ", ".join(ways) + ".",
        lambda: [way for way in ways if not _said(outside, channel, way)],
        [],
        within=ANSWERED_WITHIN,
    )


def _ways(channel: Channel) -> list[str]:
    contact = channel.unit.authority.contact
    return [contact[way] for way in ("emergency", "non_emergency") if contact.get(way)]


def _said(outside: Outside, channel: Channel, way: str) -> bool:
    ours = outside.simulator.live(LEFT, channel.account)
    return any(way in (one["public"] or "") and one["reply_to"] for one in ours)


def _hear(outside: Outside, channel: Channel, post: str, said: tuple[str, str]) -> None:
    """Put up there and brought in at once: X is asked only every few minutes."""
    author, text = said
    found = outside.simulator.reply(LEFT, post, author, text)
    items = [InboxItem(found["id"], Heard.REPLY, author, text, timezone.now(), about=post)]
    keep(channel, How.POLL, of_items(items), items, now=timezone.now())
