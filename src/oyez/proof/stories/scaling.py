"""Derbyshire's plans: the main account for critical notices only, and one account closes."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from oyez.domain.channel import Mode
from oyez.domain.plan import Deed, Kind
from oyez.proof.exercise.world import DERBYSHIRE
from oyez.proof.stories import farewell, moving
from oyez.proof.stories.planning import Aim, Planning, hour_of
from oyez.proof.stories.scene import Scene
from oyez.publish.draft import Words
from oyez.review.models import Review

MAIN, RPU, BIKERS = (place.slug for place in DERBYSHIRE.units)
AHEAD = timedelta(days=21)
FIRST, LAST = (
    Words("en", "Open day: parking", "Please use the field beside the school."),
    Words("en", "Open day on Saturday", "Come and see the dogs at work."),
)
SAYS_LESS = Words(
    "en",
    "We bring only critical news on X",
    "In emergencies and major incidents this account stays the place to look. For everything "
    "else find us on Facebook, report online or call 101.",
)
FAREWELL = Words(
    "en",
    "The Roads Policing Unit leaves X",
    "Find our news on Mastodon from now on. To report something use our web site or call 101.",
)
ASKED = ("sam", "where can I report a van without number plates?")


def planned(scene: Scene, review: Review) -> None:
    """Two plans for one hour; the third account needs none."""
    player, cast = scene.player, scene.cast
    player.chapter("The plans, and their hour")
    main, roads = cast.channel(MAIN, "x"), cast.channel(RPU, "x")
    hour = (timezone.localtime() + AHEAD).replace(hour=9, minute=0, second=0, microsecond=0)
    aims = [
        Aim(Kind.CLOSE, {roads: cast.channel(RPU, "mastodon")}, {RPU: FAREWELL}),
        Aim(Kind.CRITICAL_ONLY, {main: None}, {MAIN: SAYS_LESS}),
    ]
    closing, reducing = Planning(player, cast, review, hour, aims).play()
    notices = farewell.goes_out(scene, closing)
    farewell.pinned(scene, closing, notices)
    scene.calendar.until(hour_of(closing, Deed.CLOSING))
    farewell.answers(scene, closing)
    farewell.somebody_writes(scene, roads, ASKED)
    notices = farewell.goes_out(scene, reducing)
    farewell.pinned(scene, reducing, notices)
    made = moving.around(cast, MAIN, hour, (FIRST, LAST))
    bikers = cast.channel(BIKERS, "x")
    wanted = {main: Mode.CRITICAL_ONLY, roads: Mode.CLOSED, bikers: Mode.ACTIVE}
    moving.Hour(hour, wanted).comes(scene, made)
