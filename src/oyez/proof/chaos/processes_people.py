"""What people do meanwhile: publish, correct, retract, freeze, lift, change modes."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from django.db import OperationalError
from django.utils import timezone

from oyez.domain.channel import CARRIES, Mode
from oyez.domain.errors import NotAllowed
from oyez.domain.notice import RETRACTABLE, Urgency
from oyez.govern.actions import change_mode, freeze, lift_freeze
from oyez.govern.models import Channel, Freeze, Unit
from oyez.proof.scene import Scene, draft, submitted, yes
from oyez.publish.actions import correct, issue_prepared, retract, submit
from oyez.publish.models import Notice, Revision

URGENCIES = (*[Urgency.ROUTINE] * 5, *[Urgency.IMPORTANT] * 3, Urgency.CRITICAL)
MODES = (Mode.REDUCED, Mode.CRITICAL_ONLY, Mode.CLOSING)
RETRACTIONS = 12  # a unit: the platform's own window of deletions must have room for retries


@dataclass(slots=True)
class Shut:
    """A channel was forbidden: from the return of the action on, until the next one began."""

    channel: int
    since: datetime
    blocks: frozenset[Urgency]
    corrections: bool
    until: datetime | None = None


@dataclass(slots=True)
class People:
    """Random deeds by the product's own verbs, and a diary of them."""

    scene: Scene
    rng: Random
    diary: list[tuple[datetime, str, str]] = field(default_factory=list)
    shut: list[Shut] = field(default_factory=list)
    waiting: list[Revision] = field(default_factory=list)
    frozen: dict[int, tuple[Freeze, datetime]] = field(default_factory=dict)
    modes: dict[int, tuple[Channel, datetime]] = field(default_factory=dict)
    retractions: dict[int, int] = field(default_factory=dict)
    texts: int = 0
    refused: int = 0
    turned_away: int = 0
    longest: float = 0.0

    def act(self) -> None:
        """One deed; a refusal by a rule is an answer, a busy database is counted."""
        now = timezone.now()
        deed = self.over(now) or self.rng.choice(self.deeds())
        began = time.monotonic()
        try:
            deed()
        except NotAllowed:
            self.refused += 1
        except OperationalError as error:
            self.turned_away += 1
            self.write("", f"a person was turned away: {error}")
        self.longest = max(self.longest, time.monotonic() - began)

    def deeds(self) -> list[Callable[[], None]]:
        """The deeds by how often they are drawn."""
        often = [self.publish] * 6 + [self.compose] * 3 + [self.approve] * 3
        return often + [self.correct] * 5 + [self.retract] * 4 + [self.freeze] + [self.mode] * 2

    def over(self, now: datetime) -> Callable[[], None] | None:
        """A freeze or a mode whose time has come to end."""
        for unit, (_, until) in self.frozen.items():
            if until <= now:
                return lambda: self.lift(unit)
        for channel, (_, until) in self.modes.items():
            if until <= now:
                return lambda: self.reopen(channel)
        return None

    def write(self, code: str, what: str) -> None:
        """A line of the diary; without a code it concerns everything."""
        self.diary.append((timezone.now(), code, what))

    def text(self) -> int:
        """The number of the next text, which nothing else of this run has."""
        self.texts += 1
        return self.texts

    def unit(self) -> Unit:
        """Somebody's unit."""
        return self.rng.choice(self.scene.units)

    def publish(self) -> None:
        """Compose, submit, approve."""
        self.compose()
        self.approve(newest=True)

    def compose(self) -> None:
        """A notice that waits for its approval, whatever happens meanwhile."""
        unit, urgency = self.unit(), self.rng.choice(URGENCIES)
        self.waiting.append(submitted(self.scene, unit, self.text(), urgency=urgency))

    def approve(self, *, newest: bool = False) -> None:
        """A yes to something that waits."""
        if self.waiting:
            place = len(self.waiting) - 1 if newest else self.rng.randrange(len(self.waiting))
            revision = self.waiting.pop(place)
            yes(self.scene, revision)
            self.write(revision.notice.code, f"revision {revision.number} approved")

    def some_notice(self) -> Notice | None:
        """One of the newest notices that are out or on their way."""
        newest = Notice.objects.filter(state__in=RETRACTABLE).select_related("unit")[:12]
        return self.rng.choice(list(newest)) if newest else None

    def correct(self) -> None:
        """The next wording of a notice, or the prepared correction of a critical one."""
        notice = self.some_notice()
        if notice is None:
            return
        if notice.urgency == Urgency.CRITICAL and self.rng.random() < 0.5:
            revision = issue_prepared(self.scene.duty, notice, at=timezone.now())
        else:
            words = draft(self.text(), Urgency(notice.urgency), "The time was wrong")
            revision = correct(self.scene.author, notice, words, at=timezone.now())
            submit(self.scene.author, revision, at=timezone.now())
            yes(self.scene, revision)
        self.write(notice.code, f"corrected by revision {revision.number}")

    def retract(self) -> None:
        """Take a notice back."""
        notice = self.some_notice()
        if notice is None or self.retractions.get(notice.unit_id, 0) >= RETRACTIONS:
            return
        retract(self.scene.approver, notice, "A mistake", at=timezone.now())
        self.retractions[notice.unit_id] = self.retractions.get(notice.unit_id, 0) + 1
        self.write(notice.code, "retracted")

    def freeze(self) -> None:
        """Stop a unit for some seconds."""
        unit = self.unit()
        if unit.pk in self.frozen:
            return
        frozen = freeze(self.scene.governors[0], unit.path, reason="Checking")
        now = timezone.now()
        self.frozen[unit.pk] = frozen, now + timedelta(seconds=self.rng.uniform(2, 5))
        for channel in self.scene.of(unit):
            self.shut.append(Shut(channel.pk, now, frozenset(Urgency), corrections=True))
        self.write("", f"{unit.name} frozen")

    def lift(self, unit: int) -> None:
        """Two people let it go on."""
        frozen, _ = self.frozen.pop(unit)
        lift_freeze(self.scene.governors[0], frozen)
        self.end({one.pk for one in self.scene.channels if one.unit_id == unit}, freeze=True)
        lift_freeze(self.scene.governors[1], frozen)
        self.write("", f"unit {unit} let go on")

    def mode(self) -> None:
        """A channel carries less for some seconds."""
        channel, mode = self.rng.choice(self.scene.channels), self.rng.choice(MODES)
        if channel.pk in self.modes:
            return
        change_mode(self.scene.governors[0], channel, mode, reason="Less")
        now = timezone.now()
        self.modes[channel.pk] = channel, now + timedelta(seconds=self.rng.uniform(2, 5))
        blocks = frozenset(Urgency) - CARRIES[mode]
        self.shut.append(Shut(channel.pk, now, blocks, corrections=False))
        self.write("", f"{channel.name} is {mode}")

    def reopen(self, channel: int) -> None:
        """The channel carries everything again."""
        row, _ = self.modes.pop(channel)
        self.end({channel}, freeze=False)
        change_mode(self.scene.governors[0], row, Mode.ACTIVE, reason="As before")
        self.write("", f"{row.name} is active")

    def end(self, channels: set[int], *, freeze: bool) -> None:
        """From now on nothing may be held against these channels."""
        for one in self.shut:
            if one.channel in channels and one.corrections is freeze and one.until is None:
                one.until = timezone.now()

    def calm(self) -> None:
        """Lift every freeze and open every channel."""
        for unit in list(self.frozen):
            self.lift(unit)
        for channel in list(self.modes):
            self.reopen(channel)
