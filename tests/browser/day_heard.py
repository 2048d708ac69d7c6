"""What people answered on the day, on two platforms."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import time_machine
from day_time import NOW, today

from oyez.listen.handling import handle_due
from oyez.listen.hearing import take_in
from oyez.listen.models import Polling
from oyez.platforms.heard import Heard, InboxItem
from oyez.publish.models import Receipt

if TYPE_CHECKING:
    from day import Day

SAID = {
    "en": (
        ("mastodon", "robin_fields", "Is the bus station inside the area as well?"),
        ("bluesky", "did:plc:q7f2", "We have no car. Who collects my mother from Pride Park?"),
        ("mastodon", "alex@fosstodon.example", "Thank you all. Stay safe out there 🚒"),
    ),
    "de": (
        ("mastodon", "robin_fields", "Liegt der Busbahnhof auch im Bereich?"),
        ("bluesky", "did:plc:q7f2", "Wir haben kein Auto. Wer holt meine Mutter ab?"),
        ("mastodon", "alex@fosstodon.example", "Danke euch allen, passt auf euch auf 🚒"),
    ),
    "fr": (
        ("mastodon", "robin_fields", "La gare routière est-elle aussi dans la zone ?"),
        ("bluesky", "did:plc:q7f2", "Nous n’avons pas de voiture. Qui viendra chercher ma mère ?"),
        ("mastodon", "alex@fosstodon.example", "Merci à tous, prenez soin de vous 🚒"),
    ),
}
GONE = 2  # the one that its author has deleted


def heard(day: Day) -> None:
    """Three answers to what is live, of which one was deleted again, and the asking for them."""
    for number, (platform, author, text) in enumerate(SAID[day.language]):
        channel = day.cast.channel(day.slug, platform)
        receipts = Receipt.objects.filter(delivery__channel=channel, gone_at=None)
        bomb = receipts.filter(delivery__notice__code=day.things["corrected"])
        about = bomb.latest("at").remote_id
        at, url = today(13, 10 + number), f"{channel.public_url}/{number}"
        one = InboxItem(f"heard-{number}", Heard.REPLY, author, text, at, about, url)
        _come(day, platform, one, at)
        if number == GONE:
            gone = InboxItem(one.id, Heard.DELETED, "", "", at, about)
            _come(day, platform, gone, at + timedelta(minutes=1))
    mastodon = day.cast.channel(day.slug, "mastodon")
    asked = NOW - timedelta(seconds=20)
    Polling.objects.create(
        channel=mastodon, answered_at=asked, found_at=today(13, 12), found=2, due_at=NOW
    )


def _come(day: Day, platform: str, one: InboxItem, at: datetime) -> None:
    with time_machine.travel(at, tick=False):
        take_in(day.cast.channel(day.slug, platform), [one], at)
        handle_due(at)
