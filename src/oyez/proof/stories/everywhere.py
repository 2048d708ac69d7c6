"""One notice on every platform of a story, by machines and by hands, and off all of them again."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from django.utils import timezone
from PIL import Image

from oyez.govern.actions import approve_platform, create_channel, set_secrets
from oyez.govern.models import Channel
from oyez.platforms.registry import LABELS
from oyez.proof.accounts import account_on
from oyez.proof.stories.cast import Cast, draft, first
from oyez.proof.stories.outside import Outside
from oyez.proof.stories.player import Player
from oyez.publish.actions import (
    Sight,
    compose,
    look_by_hand,
    post_by_hand,
    remove_by_hand,
    retract,
    submit,
    take_by_hand,
)
from oyez.publish.draft import Words
from oyez.publish.models import Delivery, Notice
from oyez.publish.pictures import Taken, take

MACHINES = ("x", "facebook", "instagram", "linkedin")
BY_HAND = "whatsapp_channel"
SETTLE_MS = 2000
# A platform that asks for two steps, or for one call after another, needs longer than the others.
WITHIN = 10.0
ALONE = "You said that it is done, so somebody else has to look, with a phone of their own."


@dataclass(slots=True)
class Everywhere:
    """What one unit says; `hands` names the WhatsApp channels on which people post."""

    player: Player
    outside: Outside
    cast: Cast
    unit: str
    words: Words
    alt: str
    hands: Sequence[str] = ()
    machines: Sequence[str] = MACHINES
    channels: list[Channel] = field(default_factory=list)

    def open(self) -> None:
        """The governor approves the platforms, the administrator enters the accounts."""
        governor, today = self.cast.person("governor"), timezone.localdate()
        authority = self.cast.authority()

        def deed() -> None:
            for platform in (*self.machines, *([BY_HAND] if self.hands else [])):
                top = authority.superior or authority
                approve_platform(governor, top, platform, starts_on=today)
            self.channels = [self._machine(platform) for platform in self.machines]
            self.channels += [self._by_hand(number) for number in range(len(self.hands))]

        named = [*map(LABELS.get, self.machines), *(f"WhatsApp {name}" for name in self.hands)]
        listed = ", ".join(map(str, named))
        self.player.act(f"The platforms are approved and the accounts entered: {listed}.", deed)

    def goes_out(self) -> Notice:
        """A notice with a picture; machines and people bring it out."""
        author, approver = self.cast.person("author"), self.cast.person("approver")

        def publish() -> Notice:
            now, unit = timezone.now(), self.cast.unit(self.unit)
            pictures = (_picture(self.alt),)
            notice = compose(author, unit, draft(self.words), at=now, pictures=pictures)
            submit(author, first(notice), at=now)
            return self.cast.approve(first(notice)).notice

        step = f"{author.name} writes it, {approver.name} approves it."
        notice = self.player.act(step, publish)
        self._counts(notice, 1, "It is read on {place}.")
        for number, channel in enumerate(self._hands()):
            self._posted(notice, channel, number)
        return notice

    def taken_back(self, notice: Notice) -> None:
        """One action; machines follow within seconds, and people prove the rest to each other."""
        approver = self.cast.person("approver")
        self.player.act(
            f"{approver.name} takes it back everywhere.",
            lambda: retract(approver, notice, "It was wrong.", at=timezone.now()),
        )
        self._counts(notice, 0, "Nothing of it is left on {place}.")
        for channel in self._hands():
            self._removed(notice, channel)
        self.player.expect(
            "Every delivery is recorded as gone, with its proof.",
            lambda: self._held(notice),
            {"gone"},
            within=WITHIN,
        )

    def _counts(self, notice: Notice, wanted: int, sentence: str) -> None:
        for platform in self.machines:
            place = sentence.format(place=LABELS[platform])
            seen = partial(_count, self.outside, platform, notice.code)
            self.player.expect(place, seen, wanted, within=WITHIN)

    def _posted(self, notice: Notice, channel: Channel, number: int) -> None:
        duty, second = self.cast.person("duty"), self.cast.person("approver")
        task = Delivery.objects.get(notice=notice, channel=channel)

        def post() -> None:
            take_by_hand(duty, task, at=timezone.now())
            post_by_hand(duty, task, f"{_address(number)}/{number + 1}", at=timezone.now())

        self.player.act(f"{duty.name} posts it on {channel.name} and pastes the address.", post)
        alone = f"{duty.name} tries to confirm it alone."
        stands = Sight.STANDS
        self.player.refused(
            alone, lambda: look_by_hand(duty, task, stands, at=timezone.now()), ALONE
        )
        self.player.act(
            f"{second.name} sees it on a phone of their own.",
            lambda: look_by_hand(second, task, stands, at=timezone.now()),
        )
        self.player.expect("It is live there.", lambda: self._held(notice, channel), {"live"})

    def _removed(self, notice: Notice, channel: Channel) -> None:
        duty, second = self.cast.person("duty"), self.cast.person("approver")
        task = Delivery.objects.get(notice=notice, channel=channel)
        self.player.act(
            f"{duty.name} deletes it on {channel.name}.",
            lambda: remove_by_hand(duty, task, at=timezone.now()),
        )
        self.player.act(
            f"{second.name} looks, and it is gone.",
            lambda: look_by_hand(second, task, Sight.MISSING, at=timezone.now()),
        )

    def _hands(self) -> list[Channel]:
        return [one for one in self.channels if one.platform == BY_HAND]

    def _held(self, notice: Notice, channel: Channel | None = None) -> set[str]:
        channels = [channel] if channel else self.channels
        rows = Delivery.objects.filter(notice=notice, channel__in=channels)
        return set(rows.values_list("held", flat=True))

    def _machine(self, platform: str) -> Channel:
        unit, admin = self.cast.unit(self.unit), self.cast.person("admin")
        name = f"all_{self.unit.replace('-', '')}"[:15]
        played = account_on(platform, name, self.outside.simulator)
        channel = create_channel(
            admin,
            unit,
            platform=platform,
            name=f"{LABELS[platform]} {unit.name}"[:120],
            account=name,
            base_url=played.base_url,
            options=played.options,
            language=self.words.language,
            settle_ms=SETTLE_MS,
        )
        set_secrets(admin, channel, played.secrets)
        return channel

    def _by_hand(self, number: int) -> Channel:
        return create_channel(
            self.cast.person("admin"),
            self.cast.unit(self.unit),
            platform=BY_HAND,
            name=f"WhatsApp {self.hands[number]}",
            public_url=_address(number),
            language=self.words.language,
        )


def _count(outside: Outside, platform: str, code: str) -> int:
    return len(outside.shown(platform, code))


def _address(number: int) -> str:
    return f"https://whatsapp.com/channel/0029VaEXERCISE{number}"


def _picture(alt: str) -> Taken:
    out = io.BytesIO()
    Image.new("RGB", (800, 600), "navy").save(out, "JPEG")
    return take(out.getvalue(), alt)
