"""An account with a past that the simulator plays, and the steps of a worker in virtual time."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from django.utils import timezone

from newsroom import Newsroom, channel, person
from oyez.accounts.models import Person
from oyez.archive import purging, running
from oyez.archive.actions import begin_archiving, confirm_purge, propose_purge
from oyez.archive.models import Archiving, Purge, Removal, RemovalCall
from oyez.archive.removing import remove
from oyez.domain.purge import RemovalState
from oyez.domain.roles import Role
from oyez.govern.actions import approve_platform, set_secrets
from oyez.govern.models import Channel
from oyez.looking.door import Door as Looking
from oyez.platforms.door import Door
from oyez.platforms.port import Answer, Envelope, MailAnswer
from oyez.publish.models import Delivery, Notice
from oyez.publish.steps.deliver import DeliverDue
from oyez.simulator import Running

START = datetime(2026, 11, 21, 12, tzinfo=timezone.get_default_timezone())


@dataclass
class Strict:
    """The platform's own limit in front of the played one: what is too much is refused with 429.

    The simulator plays no limits by itself, and its clock is not the virtual one.
    """

    door: Door
    points: int
    per: timedelta
    now: datetime = START
    deletions: list[datetime] = field(default_factory=list)
    refused: int = 0

    def send(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        json: object = None,
        body: bytes | None = None,
        timeout: float = 10.0,
    ) -> Answer:
        if method == "DELETE":
            inside = [at for at in self.deletions if at > self.now - self.per]
            if len(inside) >= self.points:
                self.refused += 1
                return Answer("done", 429, {"retry-after": "60"}, b"{}")
            self.deletions.append(self.now)
        return self.door.send(method, url, headers=headers, json=json, body=body, timeout=timeout)

    def mail(
        self, relay: str, envelope: Envelope, *, user: str = "", password: str = "", timeout: float
    ) -> MailAnswer:
        return self.door.mail(relay, envelope, user=user, password=password, timeout=timeout)


class Account:
    """Our account on a played platform."""

    def __init__(
        self, room: Newsroom, sim: Running, door: Door, platform: str = "mastodon"
    ) -> None:
        self.room, self.sim, self.door, self.platform = room, sim, door, platform
        self.name = "a" + uuid.uuid4().hex[:10]
        self.now = START
        known = Person.objects.filter(name="Gerd").first()
        self.gerd = known or person("Gerd", Role.GOVERNOR, "/nds/")
        self.deliver = DeliverDue()
        self.deliver.door = door
        self.channel = self._channel()
        points, per = (
            (50, timedelta(minutes=15)) if platform == "x" else (30, timedelta(minutes=30))
        )
        self.strict = Strict(door, points, per)

    def _channel(self) -> Channel:
        room = self.room
        base = self.sim.platforms[self.platform]
        if self.platform == "mastodon":
            one = room.mastodon
        else:
            approve_platform(None, room.police.superior, self.platform, starts_on=date(2024, 9, 1))
            one = channel(room.unit, self.platform, f"{self.platform} Emsland")
        options = {"username": self.name} if self.platform == "x" else {}
        rows = Channel.objects.filter(pk=one.pk)
        rows.update(base_url=base, account=self.name, settle_ms=50, options=options,
                    public_url=f"https://social.example/@{self.name}")  # fmt: skip
        set_secrets(None, rows.get(), {"token": f"sim-{self.name}"})
        Channel.objects.filter(platform="bluesky").update(secrets=b"")
        return rows.select_related("unit").get()

    def by_hand(self, text: str = "Seen in the app") -> str:
        """Somebody has posted in the app; the platform's number of it."""
        return str(self.sim.by_hand(self.platform, self.name, text)["id"])

    def standing(self) -> set[str]:
        """The numbers of what stands there, as the platform itself knows it."""
        return {str(one["id"]) for one in self.sim.live(self.platform, self.name)}

    def publish(self) -> Delivery:
        """A notice of ours, live there."""
        notice = self.room.approved()
        self.send()
        return Delivery.objects.get(notice=notice, channel=self.channel)

    def send(self, lanes: Sequence[str] = ("retract", "routine")) -> None:
        """What the worker does for deliveries, as late as it is."""
        for _ in range(4):
            for lane in lanes:
                now = max(self.now, timezone.now())
                found = self.deliver.claim(lane, 9, now, "hand").errands
                results = [(one, self.deliver.run(one)) for one in found]
                self.deliver.record(results, now)

    def archive(self, by: Person | None = None) -> Archiving:
        """A whole run."""
        now = timezone.now()
        run = begin_archiving(by, self.channel, at=now)
        for _ in range(60):
            run.refresh_from_db()
            if run.finished_at:
                break
            Archiving.objects.filter(pk=run.pk).update(due_at=now)
            turns = running.take_due(now, 5)
            done = [(one, running.perform(one, self.door, looking(), now)) for one in turns]
            running.write_results(done, now)
        return run

    def purge(self, *, kept: int = 30, begin: datetime | None = None) -> Purge:
        """A campaign over everything that was archived, confirmed by the second governor."""
        self.now = begin or timezone.now() + timedelta(hours=1)
        self.strict.now = self.now
        greta = self.room.greta
        purge = propose_purge(greta, self.channel, before=self.now, at=self.now, kept=kept)
        return confirm_purge(self.gerd, purge, at=self.now)

    def tick(self, seconds: float = 30, *, drop: bool = False) -> int:
        """One turn of a worker; with `drop` it dies before it can write what came."""
        self.now += timedelta(seconds=seconds)
        self.strict.now = self.now
        turns = purging.take_due(self.now, 5)
        done = [(turn, remove(turn, self.strict, self.now)) for turn in turns]
        if not drop:
            purging.write_results(done, self.now)
        return len(turns)

    def until_over(self, purge: Purge, most: int = 2000) -> int:
        """Turns of a worker that takes three seconds for each; how many that were."""
        for count in range(most):
            purge.refresh_from_db()
            if purge.ended_at:
                return count
            due = (purge.due_at or self.now) - self.now
            self.tick(max(3.0, due.total_seconds()))
        raise AssertionError("the campaign came to no end")

    def broken(self, purge: Purge) -> list[str]:
        """The promises that this campaign did not keep, asked of the platform itself."""
        standing = self.standing()
        rows = Removal.objects.filter(purge=purge, state=RemovalState.GONE)
        false = [f"{row.post} is called gone and stands" for row in rows if row.post in standing]
        share = self.strict.points * (100 - purge.kept) // 100
        for begin in self.strict.deletions:
            count = sum(begin <= at < begin + self.strict.per for at in self.strict.deletions)
            if count > share:
                return [*false, f"{count} deletions in one window, {share} are its share"]
        return false


def looking() -> Looking:
    """The door to pages; nobody plays the web here, unless a test does."""
    return Looking.to_stand_in(None)


def host_of(url: str) -> tuple[str, int]:
    """Where a played server listens."""
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or 0


def calls(purge: Purge) -> int:
    """How many deletions it has asked for."""
    return RemovalCall.objects.filter(removal__purge=purge).count()


def notice_of(row: Delivery) -> Notice:
    """The notice as it is now."""
    return Notice.objects.get(pk=row.notice_id)
