"""A press office with WhatsApp channels, phones for its people, and a worker in between."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client
from django.utils import timezone
from hand import Hand
from press_office import Newsroom, said

from oyez.accounts.models import Person
from oyez.accounts.sessions import PROVED
from oyez.govern.actions import approve_platform
from oyez.govern.models import Channel
from oyez.publish.models import Delivery, Notice, Receipt

CODES = ("0029VaDerbyNorth12345678", "0029VaDerbySouth12345678")


def address(number: int, code: str = CODES[0]) -> str:
    return f"https://whatsapp.com/channel/{code}/{number}"


@dataclass
class ByHand:
    """Everybody with a phone on which they are signed in."""

    room: Newsroom
    hand: Hand
    channels: list[Channel]

    def notice(self, **changes: object) -> Notice:
        """A notice that was approved, and that the worker has asked people about."""
        notice = self.room.approved(said(**changes), self.hand.now)
        self.hand.work()
        return notice

    def row(self, notice: Notice, place: int = 0) -> Delivery:
        return Delivery.objects.get(notice=notice, channel=self.channels[place])

    def see(self, person: Person, row: Delivery) -> str:
        """The page of the task as this person sees it."""
        answer = self.phone(person).get(f"/assist/{row.pk}/")
        assert answer.status_code == 200
        return answer.content.decode()

    def do(self, person: Person, row: Delivery, verb: str, **data: Any) -> str:
        """Do something on the page; what it says then, after the worker had a look."""
        answer = self.phone(person).post(f"/assist/{row.pk}/{verb}/", data, follow=True)
        assert answer.status_code in (200, 422), answer.status_code
        self.hand.now = self.clock()
        self.hand.work()
        row.refresh_from_db()
        return answer.content.decode()

    def posted(self, notice: Notice, number: int = 1) -> Delivery:
        """One that Alice has posted and Dora has seen."""
        row = self.row(notice)
        self.do(self.room.alice, row, "take")
        self.do(self.room.alice, row, "posted", address=address(number))
        self.do(self.room.dora, row, "look", sight="stands")
        assert (row.held, row.unseen) == ("live", False)
        return row

    @staticmethod
    def clock() -> datetime:
        """The time, which a test may have moved."""
        return timezone.now()

    @staticmethod
    def phone(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        session = client.session
        session[PROVED] = time.time()
        session.save()
        return client


def by_hand(room: Newsroom, hand: Hand) -> ByHand:
    # The console's first request looks for the folder that `oyez run` makes.
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    approve_platform(None, room.authority, "whatsapp_channel", starts_on=date(2024, 9, 1))
    channels = [
        room.add(
            "whatsapp_channel",
            name=f"WhatsApp Derby {place}",
            public_url=f"https://whatsapp.com/channel/{code}",
        )
        for place, code in zip(("North", "South"), CODES, strict=True)
    ]
    return ByHand(room, hand, channels)


def receipts(row: Delivery) -> list[Receipt]:
    return list(Receipt.objects.filter(delivery=row).order_by("pk"))


def later(office: ByHand, minutes: float, *rows: Delivery) -> None:
    """The worker looks again after so many minutes."""
    office.hand.now = office.clock() + timedelta(minutes=minutes)
    office.hand.work()
    for row in rows:
        row.refresh_from_db()
