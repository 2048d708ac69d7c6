"""The stream turns bad, followers say so, and whoever is on call is paged.

In 2017 the warnings stayed unread for about twenty minutes.
"""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from oyez.accounts.models import Person
from oyez.domain.alarm import AlarmState, Station
from oyez.domain.watching import SAMPLED
from oyez.govern.actions import plan_duty
from oyez.guard.actions import acknowledge
from oyez.guard.models import Alarm, Page, Watch
from oyez.guard.weighing import weigh_notice
from oyez.listen.models import InboxItem, Score
from oyez.proof.stories.cast import Cast
from oyez.proof.stories.outside import Outside
from oyez.proof.stories.player import Player
from oyez.publish.models import Notice

LINK = "https://ringside-stream.example/live"
PAGED_WITHIN = 60.0
SHIFT = timedelta(hours=12)
CALM = """<!doctype html><title>Fight night, live</title><h1>Fight night in Cardiff</h1>
<video src="live.m3u8"></video><p>Eight rounds, live from the ring, with two commentators.</p>"""
ELSEWHERE = "https://late-night-shows.example/now"
WARNINGS = (
    ("mastodon", "Tom Harker", "You do realise this is an illegal stream, and it shows porn now?"),
    ("bluesky", "quillpen", "There is porn on the link you have just shared! Take it down!"),
    ("mastodon", "Tom Harker", "Hello?? Anybody there? PORN on your account. Delete this."),
    ("bluesky", "Rhian Pugh", "Please remove this link, it is showing pornography to children"),
)


def before(player: Player, outside: Outside, cast: Cast) -> None:
    """A calm page behind the link, and somebody on call."""
    outside.simulator.page(LINK, html=CALM)
    duty, now = cast.person("duty"), timezone.now()
    plan_duty(None, cast.body.path, duty, begins_at=now, ends_at=now + SHIFT)
    player.tell(f"{duty.name} is on call, and is paged by e-mail and on the desk.")


def play(player: Player, outside: Outside, cast: Cast, notice: Notice) -> None:
    """From the first warning to the person who has it in hand."""
    player.chapter("The warnings")
    duty = cast.person("duty")
    player.expect("The linked page is under watch.", lambda: _watched(notice))
    player.act(
        "Between two rounds the stream shows pornography, and four replies say so.",
        lambda: _warn(outside, notice.code),
    )
    player.expect(
        f"{duty.name}, on call, is paged within {PAGED_WITHIN:g} s of the first warning.",
        lambda: _paged(duty),
        within=PAGED_WITHIN,
    )
    for alarm in Alarm.objects.filter(notice=notice):
        player.tell(f"The page says: {alarm.template.format(**alarm.values)}")
    heard(player, notice)
    player.expect("Nothing was taken down on replies alone.", lambda: _state(notice), "live")
    player.act(f"{duty.name} says: I have it.", lambda: _acknowledge(duty, notice))
    moved(player, outside, notice)


def moved(player: Player, outside: Outside, notice: Notice) -> None:
    """What the watch sees without anybody saying so."""
    player.act("The stream's address leads somewhere else now.", lambda: _move(outside))
    player.expect(
        "The watch has seen it.", lambda: _drifted(notice), within=SAMPLED.total_seconds() * 2
    )


def heard(player: Player, notice: Notice) -> None:
    """Every warning is in the inbox, under its notice, once, with a score."""
    said = sorted(text for _platform, _author, text in WARNINGS)
    player.expect(
        "All warnings are in the inbox, each once, under the notice.",
        lambda: sorted(_items(notice).values_list("text", flat=True)),
        said,
        within=PAGED_WITHIN,
    )
    player.expect(
        "Each was scored, and three authors count, not four replies.",
        lambda: [Score.objects.filter(item__in=_items(notice)).count(), _authors(notice)],
        [len(said), len({author for _platform, author, _text in WARNINGS})],
        within=PAGED_WITHIN,
    )


def contained(player: Player, notice: Notice) -> None:
    """Once it is proved gone nobody is paged any more."""
    player.expect(
        "The alarm knows by itself that the danger is over.",
        lambda: [one.state for one in Alarm.objects.filter(notice=notice)],
        [AlarmState.CONTAINED],
    )


def _move(outside: Outside) -> None:
    outside.simulator.page(ELSEWHERE, html="<title>Late night shows</title><p>Shows all night.</p>")
    outside.simulator.page(LINK, redirect=ELSEWHERE)


def _warn(outside: Outside, code: str) -> None:
    for platform, author, text in WARNINGS:
        for post in outside.shown(platform, code):
            outside.simulator.reply(platform, post["id"], author, text)


def _watched(notice: Notice) -> bool:
    return Watch.objects.filter(notice=notice, address=LINK, next_at__isnull=False).exists()


def _paged(duty: Person) -> bool:
    sent = Page.objects.filter(person=duty, loud=True, sent_at__isnull=False)
    return sent.filter(station=Station.ON_CALL).exclude(way="desk").exists()


def _drifted(notice: Notice) -> bool:
    return Watch.objects.filter(notice=notice, drifts__isnull=False).exists()


def _items(notice: Notice) -> QuerySet[InboxItem]:
    return InboxItem.objects.filter(delivery__notice=notice, own=False)


def _authors(notice: Notice) -> int:
    return weigh_notice(notice, timezone.now()).authors


def _state(notice: Notice) -> str:
    notice.refresh_from_db()
    return str(notice.state)


def _acknowledge(duty: Person, notice: Notice) -> None:
    for alarm in Alarm.objects.filter(notice=notice):
        acknowledge(duty, alarm, at=timezone.now())
