"""Derbyshire, 2025: a force uses an account less, and says so with modes that are enforced.

X has no adapter yet, so Mastodon accounts play the accounts that are reduced and closed.
"""

from __future__ import annotations

from oyez.domain.channel import Mode
from oyez.govern.actions import change_mode
from oyez.proof.exercise.world import DERBYSHIRE
from oyez.proof.stories import night
from oyez.proof.stories.cast import Cast, draft, held_back, ledger_is_whole
from oyez.proof.stories.outside import OUTLETS, Outside
from oyez.proof.stories.player import Player
from oyez.publish.draft import Words

MAIN, RPU, BIKERS = "main", "roads-policing", "rpu-bikers"
OTHERS = OUTLETS - {"mastodon"}
REVIEWED = "Review: few reports arrive here, and replies are mostly abuse."
CRITICAL_ONLY = "takes critical notices only, since"
FAIR = Words("en", "Summer fair at headquarters", "Doors open at 10. Everybody is welcome.")
DRINK = Words("en", "Drink driving checks this weekend", "We are out on the A38 and the A6.")
RIDE = Words("en", "Matlock Bath on Sunday", "Ride safely. We are there and like to talk.")


def play(player: Player, outside: Outside) -> None:
    """The decisions, and what follows from them by itself."""
    cast = Cast(DERBYSHIRE)
    player.tell("Derbyshire Constabulary and its units, replayed as an exercise. What was reduced")
    player.tell("in 2025 was X, which has no adapter yet: Mastodon accounts play its part.")
    decided(player, cast)
    routine(player, outside, cast)
    night.play(player, outside, cast)
    roads(player, outside, cast)
    player.chapter("Afterwards")
    player.act("The auditor reads the ledger.", lambda: None)
    player.expect("Every seal of the ledger holds.", ledger_is_whole)


def decided(player: Player, cast: Cast) -> None:
    """A person signs each decision; the review that gathers the evidence comes later."""
    player.chapter("The decisions")
    player.tell("The review with its evidence comes with a later issue; the decisions are here.")
    governor, author = cast.person("governor"), cast.person("author")
    player.refused(
        f"{author.name} tries to reduce the main account.",
        lambda: reduce(cast, "author"),
        "You have no role that allows this here.",
    )
    player.act(
        f"{governor.name} sets the main account to critical-only.", lambda: reduce(cast, "governor")
    )
    player.act(
        f"{governor.name} closes the account of the Roads Policing Unit.", lambda: close(cast)
    )
    player.expect(
        "Three accounts, three modes.",
        lambda: [cast.channel(slug, "mastodon").mode for slug in (MAIN, RPU, BIKERS)],
        ["critical-only", "closed", "active"],
    )


def routine(player: Player, outside: Outside, cast: Cast) -> None:
    """What is not critical finds its way round the main account."""
    player.chapter("A routine notice")
    revision = player.act(
        f"{cast.person('author').name} writes about the summer fair.",
        lambda: cast.submit(MAIN, draft(FAIR)),
    )
    player.expect(
        f"The main account is held back while it is written: “… {CRITICAL_ONLY} …”",
        lambda: [(name, CRITICAL_ONLY in why) for name, why in held_back(revision).items()],
        [("mastodon", True)],
    )
    player.act(f"{cast.person('approver').name} approves it.", lambda: cast.approve(revision))
    code = revision.notice.code
    player.expect("It stands on the five other channels.", lambda: outside.carriers(code), OTHERS)
    ways = [DERBYSHIRE.contact[way] for way in ("emergency", "non_emergency", "online", "chat")]
    player.expect(
        "Its page names the other ways to reach the force: 999, 101, online and chat.",
        lambda: [way for way in ways if way not in outside.notice(code).text],
        [],
    )
    player.expect(
        "The register of the unit says that the account is for critical notices only.",
        lambda: 'class="mode">warnings only' in outside.page(f"u/{DERBYSHIRE.slug}/{MAIN}/").text,
    )


def roads(player: Player, outside: Outside, cast: Cast) -> None:
    """One account is gone, its neighbour stays."""
    player.chapter("On the roads")
    patrol = player.act(
        "The Roads Policing Unit publishes.", lambda: cast.publish(RPU, draft(DRINK))
    )
    player.expect(
        "Its notice stands on the five other channels, the closed account shows nothing.",
        lambda: outside.carriers(patrol.notice.code),
        OTHERS,
    )
    governor = cast.person("governor")
    player.refused(
        f"{governor.name} tries to open the closed account again.",
        lambda: change_mode(governor, cast.channel(RPU, "mastodon"), Mode.ACTIVE, reason="Again."),
        "A closed channel stays closed.",
    )
    ride = player.act("RPU Bikers publish.", lambda: cast.publish(BIKERS, draft(RIDE)))
    player.expect(
        "Theirs stands on all six channels.",
        lambda: outside.carriers(ride.notice.code),
        OUTLETS,
    )


def reduce(cast: Cast, short: str) -> None:
    """The main account takes critical notices only."""
    by, channel = cast.person(short), cast.channel(MAIN, "mastodon")
    change_mode(by, channel, Mode.CRITICAL_ONLY, reason=REVIEWED)


def close(cast: Cast) -> None:
    """The way to closed leads through closing."""
    for mode in (Mode.CLOSING, Mode.CLOSED):
        channel = cast.channel(RPU, "mastodon")
        change_mode(cast.person("governor"), channel, mode, reason=REVIEWED)
