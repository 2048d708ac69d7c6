"""Osnabrück, 2024: the ministry approves platforms, and four inspections leave X for WhatsApp."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from django.utils import timezone

from oyez.domain.day import Day
from oyez.domain.notice import Urgency
from oyez.govern.actions import approve_platform, withdraw_platform
from oyez.govern.models import PlatformApproval
from oyez.proof.exercise.world import OSNABRUECK
from oyez.proof.stories import freezing, leaving
from oyez.proof.stories.calendar import Calendar
from oyez.proof.stories.cast import Cast, draft, held_back, ledger_is_whole, ministry, refusals
from oyez.proof.stories.everywhere import Everywhere
from oyez.proof.stories.outside import OUTLETS, SOCIAL, Outside
from oyez.proof.stories.player import Player
from oyez.publish.draft import Draft, Words
from oyez.publish.models import Revision

OTHERS = OUTLETS - {"bluesky"}
NOT_APPROVED = "Bluesky is not approved; the authority above has to approve it first."
CONDITIONS = "Nur amtliche Mitteilungen. Keine Anzeigen über diesen Weg."
DEMONSTRATION = Words(
    "de",
    "Demonstration in der Innenstadt",
    "Der Neumarkt ist ab 14 Uhr gesperrt. Bitte umfahren Sie den Bereich.",
)
MARKET = Words("de", "Maiwoche: Anreise", "Bitte nutzen Sie Busse und Bahnen.")
LATER = Words("de", "Versammlung beendet", "Der Neumarkt ist wieder frei.")
CHANNELS = Words(
    "de",
    "Unsere Inspektionen auf WhatsApp",
    "Meldungen aus Ihrer Region erhalten Sie jetzt in den Kanälen unserer vier Inspektionen.",
)
STAYING = ("facebook", "instagram", "linkedin")
ALT = "Eine Karte der vier Inspektionen"
SOON = timedelta(seconds=1.0)


def play(player: Player, outside: Outside, calendar: Calendar) -> None:
    """From the ministry's approval to the last word on the account that is left."""
    cast = Cast(OSNABRUECK)
    player.tell("Polizeidirektion Osnabrück and its four inspections, replayed as an exercise.")
    approvals(player, outside, cast)
    approval_ends(player, outside, cast)
    spoken = inspections(player, outside, cast)
    freezing.play(player, outside, cast, spoken)
    leaving.play(player, outside, cast, calendar)
    goes_on(player, outside, cast)
    player.chapter("Afterwards")
    player.act("The auditor reads the ledger.", lambda: None)
    player.expect("Every seal of the ledger holds.", ledger_is_whole)


def approvals(player: Player, outside: Outside, cast: Cast) -> None:
    """A platform is used only when, and from when on, the ministry approves it."""
    player.chapter("The ministry approves platforms")
    author, today = cast.person("author"), timezone.localdate()
    withdraw(cast)
    player.tell("Until now the ministry has approved e-mail and Mastodon, but not Bluesky.")
    revision = player.act(
        f"{author.name} writes a notice of the inspection Osnabrück.",
        lambda: cast.submit("pi-osnabrueck", draft(DEMONSTRATION)),
    )
    held(player, revision, NOT_APPROVED)
    player.act(f"{cast.person('approver').name} approves it.", lambda: cast.approve(revision))
    code = revision.notice.code
    player.expect("It stands on the five other channels.", lambda: outside.carriers(code), OTHERS)
    player.refused(
        f"{author.name} tries to approve Bluesky for the whole state.",
        lambda: approve_platform(author, ministry(), "bluesky", starts_on=today),
        "You have no role that allows this here.",
    )
    approved_with_dates(player, outside, cast)


def approved_with_dates(player: Player, outside: Outside, cast: Cast) -> None:
    """With a first and a last day, and conditions."""
    today, governor = timezone.localdate(), cast.person("governor")
    tomorrow = today + timedelta(days=1)
    player.act(
        f"{governor.name} approves Bluesky for the ministry, from tomorrow on.",
        lambda: approve(cast, tomorrow),
    )
    coming = f"Bluesky is approved from {Day.of(tomorrow)} on, not before."
    held(player, cast.submit("pi-osnabrueck", draft(MARKET)), coming)
    withdraw(cast)
    player.act(
        f"{governor.name} approves it from today on, for a year, with conditions.",
        lambda: approve(cast, today),
    )
    revision = cast.publish("pi-osnabrueck", draft(MARKET, Urgency.IMPORTANT))
    player.expect(
        "The next notice stands on all six channels.",
        lambda: outside.carriers(revision.notice.code),
        OUTLETS,
    )


def approval_ends(player: Player, outside: Outside, cast: Cast) -> None:
    """The rule is asked again in the moment before sending."""
    player.chapter("An approval ends between approving and sending")
    revision = cast.submit("pi-osnabrueck", draft(LATER, at=timezone.now() + SOON))
    code, governor = revision.notice.code, cast.person("governor")
    player.act("A notice is approved that goes out in a second.", lambda: cast.approve(revision))
    player.act(f"{governor.name} withdraws the approval of Bluesky.", lambda: withdraw(cast))
    player.expect("It stands on the five other channels.", lambda: outside.carriers(code), OTHERS)
    player.expect(
        f"Bluesky is refused with the reason: “{NOT_APPROVED}”",
        lambda: refusals(code).get("bluesky"),
        NOT_APPROVED,
    )
    player.stays(
        "Nothing of it appears on Bluesky.",
        lambda: outside.accounts("bluesky", code),
        set(),
        seconds=0.3,
    )
    player.act("The ministry approves Bluesky again.", lambda: approve(cast, timezone.localdate()))


def inspections(player: Player, outside: Outside, cast: Cast) -> dict[str, Revision]:
    """Four units, each with accounts of its own."""
    player.chapter("Each inspection speaks for itself")
    spoken = player.act(
        "Each of the four inspections publishes a notice.",
        lambda: {
            place.slug: cast.publish(place.slug, local(place.name)) for place in OSNABRUECK.units
        },
    )
    for place in OSNABRUECK.units:
        code = spoken[place.slug].notice.code
        player.expect(
            f"{place.name} is read on Mastodon @{place.account} and on its Bluesky account only.",
            partial(speakers, outside, code),
            [{place.account}, {place.account.replace("_", "-")}],
        )
    player.expect(
        "All four stand on six channels each.",
        lambda: [outside.carriers(one.notice.code) for one in spoken.values()],
        [OUTLETS] * len(spoken),
    )
    return spoken


def goes_on(player: Player, outside: Outside, cast: Cast) -> None:
    """The other platforms stay, for public relations."""
    player.chapter("Facebook, Instagram and LinkedIn go on")
    story = Everywhere(player, outside, cast, leaving.UNIT, CHANNELS, ALT, machines=STAYING)
    story.open()
    story.goes_out()


def speakers(outside: Outside, code: str) -> list[set[str]]:
    """The accounts that show a notice on Mastodon and on Bluesky."""
    return [outside.accounts(platform, code) for platform in SOCIAL]


def local(name: str) -> Draft:
    """A notice that names who speaks."""
    return draft(Words("de", "Verkehrskontrollen am Wochenende", f"Es berichtet die {name}."))


def held(player: Player, revision: Revision, sentence: str) -> None:
    """The channel is held back while the notice is written, and says why."""
    player.expect(
        f"Bluesky is held back at once: “{sentence}”",
        lambda: [(name, why.startswith(sentence)) for name, why in held_back(revision).items()],
        [("bluesky", True)],
    )


def approve(cast: Cast, first_day: date) -> PlatformApproval:
    """The ministry's yes to Bluesky, for a year."""
    return approve_platform(
        cast.person("governor"),
        ministry(),
        "bluesky",
        starts_on=first_day,
        ends_on=first_day + timedelta(days=365),
        conditions=CONDITIONS,
    )


def withdraw(cast: Cast) -> None:
    """End every approval of Bluesky that is in force or coming."""
    for approval in PlatformApproval.objects.filter(
        platform="bluesky", withdrawn_at=None, authority=ministry()
    ):
        withdraw_platform(cast.person("governor"), approval, reason="Noch nicht geprüft.")
