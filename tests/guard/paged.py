"""People on call, with addresses and gateways, and the turns of the step that pages them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from gateway import Gateway
from warned import Warned

from newsroom import Newsroom
from oyez.accounts.models import Person
from oyez.domain.alarm import Station
from oyez.govern.models import Duty
from oyez.guard.actions import enter_way, raise_by_hand, station
from oyez.guard.models import Alarm, PagingWay, Stationed
from oyez.guard.paging import page_due
from oyez.guard.sending import record_pages, send, take_pages
from oyez.guard.ways import Call
from oyez.platforms.door import Door

BROWSER = (
    '{"endpoint": "%s/push/1", "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-'
    'AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", "auth": "BTBZMqHH6r4Tts7J_aSIgg"}'
)


@dataclass
class Paged:
    """The newsroom with an alarm, and what is sent about it."""

    warned: Warned
    door: Door
    gateway: Gateway
    sent: list[Call] = field(default_factory=list)

    @property
    def room(self) -> Newsroom:
        return self.warned.room

    def at(self, seconds: float) -> datetime:
        return self.warned.at(seconds)

    def on_call(self, person: Person, *, deputy: bool = False, hours: int = 24) -> Duty:
        begins = self.at(0) - timedelta(hours=1)
        return Duty.objects.create(
            path=self.room.police.path, place="PD", person=person, deputy=deputy,
            begins_at=begins, ends_at=begins + timedelta(hours=hours),
        )  # fmt: skip

    def way(self, person: Person, way: str, typed: str) -> PagingWay:
        return enter_way(person, person, way, typed, at=self.at(0))

    def browser(self, person: Person) -> PagingWay:
        return self.way(person, "push", BROWSER % self.gateway.url)

    def control_room(self) -> Stationed:
        place = station(self.room.dora, self.room.police.path, Station.FINAL, name="Control room")
        enter_way(self.room.dora, place, "phone", "+49 541 327 0", at=self.at(0))
        return place

    def alarm(self, note: str = "Wrong map") -> Alarm:
        return raise_by_hand(self.room.bob, self.warned.notice, note=note, at=self.at(0))

    def turn(self, seconds: float) -> list[Call]:
        """Write what is due and send it; what went out, or was tried."""
        now = self.at(seconds)
        page_due(now)
        calls = take_pages(now, 50)
        results = [(call, send(call, self.door)) for call in calls]
        record_pages(results, now)
        self.sent += calls
        return calls
