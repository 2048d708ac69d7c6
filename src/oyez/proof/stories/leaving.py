"""Leaving a platform: farewell, closing, closed; the other channels go on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from oyez.domain.channel import Mode
from oyez.govern.actions import change_mode
from oyez.proof.exercise.world import OSNABRUECK
from oyez.proof.stories.cast import Cast, draft, held_back, refusals
from oyez.proof.stories.outside import OUTLETS, Outside
from oyez.proof.stories.player import Player
from oyez.publish.actions import correct, submit
from oyez.publish.draft import Words
from oyez.publish.models import Revision

UNIT = "pi-osnabrueck"
PAGE = f"u/{OSNABRUECK.slug}/{UNIT}/"
OTHERS = OUTLETS - {"mastodon"}
REASON = "Die Inspektion verlässt die Plattform."
FAREWELL = Words(
    "de",
    "Wir verlassen diesen Kanal",
    "Ab 1. September finden Sie uns auf unserer eigenen Seite und auf Bluesky.",
)
AGAIN = Words("de", "Wir verlassen diesen Kanal", "Ab 1. Oktober finden Sie uns auf unserer Seite.")
AFTER = Words("de", "Einsatz am Ledenhof", "Bitte meiden Sie den Bereich.")
LAST = Words("de", "Einsatz beendet", "Der Ledenhof ist wieder frei.")
PLANNED = Words("de", "Morgen: Stadtlauf", "Der Wall ist ab 9 Uhr gesperrt.")
CLOSING = "is being closed and takes corrections only, since"
CLOSED = "A closed channel stays closed. Create a new channel instead."
SOON = timedelta(seconds=1.0)


def play(player: Player, outside: Outside, cast: Cast) -> None:
    """The farewell first; then nothing more on that account."""
    player.chapter("Leaving a platform")
    player.tell("What was left in 2024 was X, for WhatsApp. Neither has an adapter yet: the")
    player.tell("Mastodon accounts play the part of X. People change the modes on the day;")
    player.tell("a plan that does it by its dates comes with a later issue.")
    farewell = says_farewell(player, outside, cast)
    closes(player, outside, cast, farewell)
    closed(player, outside, cast)


def says_farewell(player: Player, outside: Outside, cast: Cast) -> Revision:
    """While the channels still take everything."""
    goodbyes = player.act(
        "All four inspections say goodbye on all their channels.",
        lambda: {
            place.slug: cast.publish(place.slug, draft(FAREWELL)) for place in OSNABRUECK.units
        },
    )
    player.expect(
        "The farewell is read on all four accounts that will be given up.",
        lambda: [outside.accounts("mastodon", one.notice.code) for one in goodbyes.values()],
        [{place.account} for place in OSNABRUECK.units],
    )
    return goodbyes[UNIT]


def closes(player: Player, outside: Outside, cast: Cast, farewell: Revision) -> None:
    """From now on corrections only."""
    planned = cast.submit(UNIT, draft(PLANNED, at=timezone.now() + SOON))
    cast.approve(planned)
    governor, code = cast.person("governor"), planned.notice.code
    player.tell("One more notice is approved before, and goes out in a second.")
    player.act(
        f"{governor.name} sets the four channels to closing.",
        lambda: set_mode(cast, Mode.CLOSING),
    )
    player.expect("It stands on the five other channels.", lambda: outside.carriers(code), OTHERS)
    player.expect(
        f"The account refused it in the moment of sending: “… {CLOSING} …”",
        lambda: CLOSING in refusals(code).get("mastodon", ""),
    )
    player.stays(
        "Nothing of it appears on the account.",
        lambda: outside.accounts("mastodon", code),
        set(),
        seconds=0.3,
    )
    held_and_carried(player, outside, cast)
    corrected(player, outside, cast, farewell)


def held_and_carried(player: Player, outside: Outside, cast: Cast) -> None:
    """What is written now is held back there, with the sentence, and goes out everywhere else."""
    revision = player.act(
        f"{cast.person('author').name} writes the next notice.",
        lambda: cast.submit(UNIT, draft(AFTER)),
    )
    player.expect(
        f"The account is held back while it is written: “… {CLOSING} …”",
        lambda: [(name, CLOSING in why) for name, why in held_back(revision).items()],
        [("mastodon", True)],
    )
    player.act(f"{cast.person('approver').name} approves it.", lambda: cast.approve(revision))
    player.expect(
        "It stands on the five other channels.",
        lambda: outside.carriers(revision.notice.code),
        OTHERS,
    )


def corrected(player: Player, outside: Outside, cast: Cast, farewell: Revision) -> None:
    """What stands there can still be put right."""
    author, notice = cast.person("author"), farewell.notice
    words = replace(draft(AGAIN), note="Der Tag hat sich geändert.")
    revision = correct(author, notice, words, at=timezone.now())
    submit(author, revision, at=timezone.now())
    revision.refresh_from_db()
    player.act("The date in the farewell is corrected.", lambda: cast.approve(revision))
    player.expect(
        "The account shows the corrected farewell.",
        lambda: len(outside.shown("mastodon", notice.code, "1. Oktober")),
        1,
    )


def closed(player: Player, outside: Outside, cast: Cast) -> None:
    """The day has come."""
    governor, place = cast.person("governor"), OSNABRUECK.units[0]
    handle = place.account.replace("_", "-")
    player.act(
        f"On the day {governor.name} sets the four channels to closed.",
        lambda: set_mode(cast, Mode.CLOSED),
    )
    revision = cast.publish(UNIT, draft(LAST))
    player.expect(
        "The next notice stands on the five other channels and not there.",
        lambda: outside.carriers(revision.notice.code),
        OTHERS,
    )
    player.expect(
        "The register on the inspection's own page names the others and no longer this account.",
        lambda: [name in outside.page(PAGE).text for name in (f"@{handle}", f"@{place.account}")],
        [True, False],
    )
    player.refused(
        f"{governor.name} tries to open it again.",
        lambda: change_mode(governor, cast.channel(UNIT, "mastodon"), Mode.ACTIVE, reason="Doch."),
        CLOSED,
    )


def set_mode(cast: Cast, mode: Mode) -> None:
    """The four accounts that are given up."""
    for place in OSNABRUECK.units:
        channel = cast.channel(place.slug, "mastodon")
        change_mode(cast.person("governor"), channel, mode, reason=REASON)
