"""The house in which a timeline is played: people, channels, and notices that are out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from oyez.accounts.models import Person
from oyez.domain.delivery import Held
from oyez.domain.links import find_links
from oyez.domain.notice import NoticeState, RevisionState
from oyez.domain.roles import Role
from oyez.govern.actions import (
    approve_platform,
    create_authority,
    create_channel,
    create_unit,
    plan_duty,
    set_secrets,
)
from oyez.govern.models import Channel, Unit
from oyez.listen.hearing import take_in
from oyez.platforms.heard import Heard, InboxItem
from oyez.platforms.registry import OWN, PROFILES
from oyez.proof.replay.timeline import Answer, Spoken, Timeline
from oyez.proof.scene import person
from oyez.publish.models import Approval, Delivery, Notice, Receipt, Revision, Variant

USUAL = "mastodon"
SECRETS = {"token": "t", "identifier": "replay", "app_password": "p"}


@dataclass
class World:
    """Who and what is played with; notices by the id of their post, `reasons` by page."""

    unit: Unit
    start: datetime
    channels: dict[str, Channel]
    notices: dict[str, Notice] = field(default_factory=dict)
    reasons: dict[int, str] = field(default_factory=dict)

    def at(self, seconds: float) -> datetime:
        """A second of the timeline as a time."""
        return self.start + timedelta(seconds=seconds)

    def seconds(self, at: datetime) -> float:
        """A time as a second of the timeline."""
        return round((at - self.start).total_seconds(), 3)


def build(timeline: Timeline, start: datetime) -> World:
    """An authority with a unit, somebody on call, a deputy, and every channel that is named."""
    authority = create_authority(None, slug="replay", name="Replay")
    unit = create_unit(None, authority, slug="unit", name="Unit")
    people = person("author", Role.AUTHOR, authority), person("approver", Role.APPROVER, authority)
    for name, deputy in (("duty", False), ("deputy", True)):
        somebody = person(name, Role.DUTY_OFFICER, authority)
        begins = start - timedelta(hours=1)
        plan_duty(None, unit.path, somebody, begins_at=begins,
                  ends_at=begins + timedelta(days=30), deputy=deputy)  # fmt: skip
    platforms = {name: platform_of(name) for name in timeline.channels}
    for platform in sorted(set(platforms.values()) - set(OWN)):
        approve_platform(None, authority, platform, starts_on=date(2017, 1, 1))
    world = World(unit, start, {name: _channel(unit, name, p) for name, p in platforms.items()})
    for post in timeline.posts:
        world.notices[post.id] = _notice(world, post, people)
    return world


def platform_of(name: str) -> str:
    """The platform that a channel's name speaks of; else one that can do everything."""
    known = (one for one in sorted(PROFILES, key=len, reverse=True) if one != "x")
    words = name.casefold().replace("-", "_").split("_") + name.casefold().split()
    if {"x", "twitter"} & set(words):
        return "x"
    return next((one for one in known if one.replace("_", "") in name.casefold()), USUAL)


def _channel(unit: Unit, name: str, platform: str) -> Channel:
    channel = create_channel(
        None, unit, platform=platform, name=name, account=name, language="en",
        base_url="" if platform in OWN else f"https://{platform}.invalid",
    )  # fmt: skip
    if channel.needs_secrets:
        set_secrets(None, channel, SECRETS)
    return channel


def _notice(world: World, post: Spoken, people: tuple[Person, Person]) -> Notice:
    """A notice in the books as it will be when it is out; `publish` brings it out."""
    author, approver = people
    text = {"language": post.lang or "en", "headline": post.text[:80], "body": post.text}
    notice = Notice.objects.create(
        unit=world.unit, headline=post.text[:80] or post.id, state=NoticeState.APPROVED,
        created_by=author, created_at=world.at(post.t),
    )  # fmt: skip
    revision = Revision.objects.create(
        notice=notice, number=1, state=RevisionState.ISSUED, texts=[text],
        links=links_of(post), created_by=author, issued_at=world.at(post.t),
    )  # fmt: skip
    Approval.objects.create(
        revision=revision, by=approver, at=world.at(post.t), fingerprint=post.id
    )
    for name in post.channels:
        channel = world.channels[name]
        Variant.objects.create(revision=revision, channel=channel, text=post.text, language="en")
    return notice


def links_of(post: Spoken) -> list[str]:
    """Every address that the post shows."""
    return list(dict.fromkeys([*post.links, *find_links(post.text)]))


def publish(world: World, post: Spoken) -> None:
    """The post is out on all its channels, with receipts."""
    now, notice = world.at(post.t), world.notices[post.id]
    Notice.objects.filter(pk=notice.pk).update(state=NoticeState.LIVE, live_at=now)
    for name in post.channels:
        delivery = Delivery.objects.create(
            notice=notice, channel=world.channels[name], key=f"{notice.code}-{name}"[:60],
            wanted=1, wanted_at=now, held=Held.LIVE, revision=1, live_at=now, sent_at=now,
        )  # fmt: skip
        Receipt.objects.create(
            delivery=delivery, revision=1, remote_id=remote_id(post.id, name), at=now
        )


def remote_id(post: str, channel: str) -> str:
    """What the platform calls the post."""
    return f"{channel}/{post}"


def hear(world: World, post: Spoken, answer: Answer, number: int) -> None:
    """A reply arrives at our door, as an adapter would have read it."""
    name = answer.channel or post.channels[0]
    now = world.at(answer.t)
    item = InboxItem(
        id=f"reply-{number}",
        kind=Heard.REPLY,
        author=answer.author,
        text=answer.text,
        at=now,
        about=remote_id(post.id, name),
        account_days=answer.days,
    )
    take_in(world.channels[name], [item], now)
