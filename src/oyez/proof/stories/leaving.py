"""Four inspections leave X for WhatsApp channels: review, plan, hour, archive, purge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone

from oyez.accounts.models import Person
from oyez.domain.channel import Mode
from oyez.domain.inbox.labels import Label
from oyez.domain.plan import After, Deed, Kind
from oyez.domain.review.rules import Advice
from oyez.govern.models import Channel
from oyez.plans.models import Plan
from oyez.proof.exercise.world import OSNABRUECK
from oyez.proof.stories import accounts, archiving, directory, moving, oversight, purging
from oyez.proof.stories import farewell as out
from oyez.proof.stories.calendar import Calendar
from oyez.proof.stories.cast import Cast, draft, refusals
from oyez.proof.stories.everywhere import ALONE
from oyez.proof.stories.outside import Outside
from oyez.proof.stories.planning import Aim, Planning, hour_of
from oyez.proof.stories.player import Player
from oyez.proof.stories.reviewing import Case, Round
from oyez.proof.stories.scene import Scene
from oyez.proof.stories.talk import Talk
from oyez.publish.actions import Sight, look_by_hand, post_by_hand, take_by_hand
from oyez.publish.draft import Words
from oyez.publish.models import Delivery, Revision
from oyez.review.models import Review

UNIT = OSNABRUECK.units[0].slug
BY_HAND = "whatsapp_channel"
MIX = {Label.REPORT: 1, Label.QUESTION: 12, Label.THANKS: 14, Label.ABUSE: 30, Label.SPAM: 8}
REASONS = "Wenige Menschen, kaum Hinweise; der WhatsApp-Kanal erreicht mehr und breitere Kreise."
OLD = tuple(f"Einsatz {number}: Der Bereich ist wieder frei." for number in range(1, 4))
PLANNED = Words("de", "Heute: Stadtlauf", "Der Wall ist ab 9 Uhr gesperrt.")
AFTER = Words("de", "Einsatz am Ledenhof", "Bitte meiden Sie den Bereich.")
LAST = Words("de", "Einsatz beendet", "Der Ledenhof ist wieder frei.")
WELCOME = Words("de", "Unser Kanal", "Hier melden wir uns ab heute aus Ihrer Region.")
ASKED = ("jonas", "Wo kann ich einen Unfall melden?")
OPENS = "opens on"


@dataclass(slots=True)
class Move(Scene):
    """The accounts that are left and the channels that open, by the slug of the inspection."""

    left: dict[str, Channel] = field(default_factory=dict)
    after: dict[str, Channel] = field(default_factory=dict)


def play(player: Player, outside: Outside, cast: Cast, calendar: Calendar) -> None:
    """From the ministry's approval of WhatsApp to the last post on X."""
    scene = Move(player, outside, cast, calendar)
    entered(scene)
    planned(scene, reviewed(scene))


def entered(scene: Move) -> None:
    """Accounts on X with old posts, and four channels on which nothing was said yet."""
    player, cast = scene.player, scene.cast
    player.chapter("Four accounts on X, four channels on WhatsApp")
    accounts.keep_ways(cast, *(place.slug for place in OSNABRUECK.units))
    player.act(
        f"{cast.person('governor').name} approves X and WhatsApp channels for the ministry.",
        lambda: accounts.approve(cast, "x", BY_HAND),
    )
    for number, place in enumerate(OSNABRUECK.units):
        accounts.old_posts(scene.outside, place, OLD)
        scene.left[place.slug] = accounts.enter(cast, scene.outside, place, "x")
        scene.after[place.slug] = accounts.by_hand(cast, place, number)


def reviewed(scene: Move) -> Review:
    """Small accounts: every message of theirs is labelled."""
    scene.player.chapter("The review")
    cases = [
        Case(
            channel,
            Talk(MIX, 60, only_here=10),
            reach=1_700 + 300 * place,
            reports=(0,) * 11 + (1,),
            advice=Advice.MOVE,
            reasons=REASONS,
            successor=scene.after[slug],
        )
        for place, (slug, channel) in enumerate(scene.left.items())
    ]
    return Round(scene.player, scene.cast, "Unsere Konten auf X", cases).play()


def planned(scene: Move, review: Review) -> None:
    """One plan for all four; at its hour four channels open and four accounts fall silent."""
    player, cast = scene.player, scene.cast
    player.chapter("The plan, and its hour")
    lines = {channel: scene.after[slug] for slug, channel in scene.left.items()}
    words = {place.slug: goodbye(place.name) for place in OSNABRUECK.units}
    aim = Aim(Kind.MOVE, lines, words, After.PURGE)
    hour = timezone.localtime().replace(month=9, day=1, hour=8, minute=0, second=0, microsecond=0)
    (plan,) = Planning(player, cast, review, hour, [aim]).play()
    oversight.sees(player, plan)
    notices = out.goes_out(scene, plan)
    player.expect(
        f"Until the hour the WhatsApp channels carry nothing: “… {OPENS} …”",
        lambda: [OPENS in refusals(one.code).get(BY_HAND, "") for one in notices.values()],
        [True] * len(scene.left),
    )
    out.pinned(scene, plan, notices)
    made = moving.around(cast, UNIT, hour, (PLANNED, AFTER))
    wanted = dict.fromkeys(scene.left.values(), Mode.CLOSING)
    wanted |= dict.fromkeys(scene.after.values(), Mode.ACTIVE)
    moving.Hour(hour, wanted).comes(scene, made)
    opened(scene, made[1])
    out.answers(scene, plan)
    out.somebody_writes(scene, scene.left[UNIT], ASKED)
    ended(scene, plan)


def ended(scene: Move, plan: Plan) -> None:
    """Archived the day after, closed after a month, and the posts deleted the day after that."""
    player, channels = scene.player, list(scene.left.values())
    player.chapter("Archived, closed, purged")
    scene.calendar.until(hour_of(plan, Deed.ARCHIVE))
    player.act("A day later the plan goes on by itself.", lambda: None)
    records = archiving.archived(player, scene.cast, channels, OLD)
    scene.calendar.until(hour_of(plan, Deed.STOP))
    player.act("After a month the accounts close.", lambda: None)
    player.expect(
        "All four accounts are closed.",
        lambda: set(moving.modes(channels)),
        {Mode.CLOSED.value},
        within=player.seconds() + 10.0,
    )
    revision = scene.cast.submit(UNIT, draft(LAST))
    player.expect(
        "What is written now is offered for the WhatsApp channel, and not for X any more.",
        lambda: offered(revision) & {"x", BY_HAND},
        {BY_HAND},
    )
    scene.calendar.until(hour_of(plan, Deed.PURGE))
    player.act("The day after, the plan lists what is to be deleted.", lambda: None)
    purging.believes_nothing(player, scene.outside, channels[0])
    purging.confirmed(player, scene.cast, channels)
    listed(scene)
    purging.looked_again(player, scene.calendar, channels[0])
    purging.proved(player, scene.outside, channels, records)


def opened(scene: Move, made: Revision) -> None:
    """No machine can post there: one person does, another sees it; each inspection for itself."""
    player, cast = scene.player, scene.cast
    notices = {UNIT: made.notice} | {
        slug: cast.publish(slug, draft(WELCOME)).notice for slug in scene.after if slug != UNIT
    }
    duty, second = cast.person("duty"), cast.person("approver")
    tasks = [
        Delivery.objects.get(notice=notice, channel=scene.after[slug])
        for slug, notice in notices.items()
    ]
    player.act(
        f"{duty.name} posts by hand on each of the {len(tasks)} WhatsApp channels, open now.",
        lambda: post(duty, tasks),
    )
    player.refused(
        f"{duty.name} tries to confirm it alone.",
        lambda: look_by_hand(duty, tasks[0], Sight.STANDS, at=timezone.now()),
        ALONE,
    )
    player.act(
        f"{second.name} sees them on a phone of their own.",
        lambda: [look_by_hand(second, task, Sight.STANDS, at=timezone.now()) for task in tasks],
    )
    player.expect(
        "They are live there.",
        lambda: [Delivery.objects.get(pk=task.pk).held for task in tasks],
        ["live"] * len(tasks),
    )


def offered(revision: Revision) -> set[str]:
    """The platforms that a wording has words for."""
    return set(revision.variants.values_list("channel__platform", flat=True))


def post(by: Person, tasks: Iterable[Delivery]) -> None:
    """In the app, with the address of what stands there."""
    for task in tasks:
        take_by_hand(by, task, at=timezone.now())
        post_by_hand(by, task, f"{task.channel.public_url}/1", at=timezone.now())


def listed(scene: Move) -> None:
    """While the posts go, everybody can read where to go."""
    wanted = [(channel, "closed", scene.after[slug]) for slug, channel in scene.left.items()]
    directory.told(scene.player, scene.outside, wanted)
    directory.routes(scene.player, scene.outside, scene.cast)


def goodbye(name: str) -> Words:
    """What each inspection says on all its channels."""
    text = (
        f"Die {name} spricht ab dem 1. September in einem eigenen WhatsApp-Kanal. "
        "Auf X schreiben wir dann nichts mehr."
    )
    return Words("de", "Wir verlassen X", text)
