"""Derbyshire, 2025: a force reviews its accounts on X, keeps one, reduces one, closes one."""

from __future__ import annotations

from oyez.domain.channel import Mode
from oyez.govern.actions import change_mode
from oyez.govern.models import Channel
from oyez.proof.exercise.world import DERBYSHIRE
from oyez.proof.stories import accounts, archiving, directory, night, pacing, purging, scaling
from oyez.proof.stories import three_accounts as evidence_of
from oyez.proof.stories.calendar import Calendar
from oyez.proof.stories.cast import Cast, draft, held_back, ledger_is_whole
from oyez.proof.stories.outside import OUTLETS, Outside
from oyez.proof.stories.player import Player
from oyez.proof.stories.reviewing import Round
from oyez.proof.stories.scene import Scene
from oyez.publish.draft import Words
from oyez.publish.models import Notice
from oyez.review.models import Review

MAIN, RPU, BIKERS = (place.slug for place in DERBYSHIRE.units)
WITH_X = OUTLETS | {"x"}
CRITICAL_ONLY = "takes critical notices only, since"
FAIR = Words("en", "Summer fair at headquarters", "Doors open at 10. Everybody is welcome.")
DRINK = Words("en", "Drink driving checks this weekend", "We are out on the A38 and the A6.")
ROADS = Words("en", "Speed checks on the A61", "We are there all week.")
RIDE = Words("en", "Matlock Bath on Sunday", "Ride safely. We are there and like to talk.")
OLD = tuple(f"Road policing diary, day {number}: out on the A38." for number in range(1, 6))


def play(player: Player, outside: Outside, calendar: Calendar) -> None:
    """From the review to the last record."""
    cast = Cast(DERBYSHIRE)
    scene = Scene(player, outside, cast, calendar)
    player.tell("Derbyshire Constabulary and its three accounts on X, replayed as an exercise.")
    channels = entered(player, outside, cast)
    review = reviewed(player, cast, channels)
    incident = cast.publish(RPU, draft(ROADS)).notice
    scaling.planned(scene, review)
    changed(player, outside, cast)
    routine(player, outside, cast)
    night.play(player, outside, cast)
    gone(scene, incident)
    player.chapter("Afterwards")
    player.act("The auditor reads the ledger.", lambda: None)
    player.expect("Every seal of the ledger holds.", ledger_is_whole)


def entered(player: Player, outside: Outside, cast: Cast) -> dict[str, Channel]:
    """Three accounts on X, one of them with years of posts."""
    player.chapter("Three accounts on X")
    main, roads, bikers = DERBYSHIRE.units
    accounts.approve(cast, "x")
    accounts.keep_ways(cast, MAIN, RPU, BIKERS)
    player.act(
        f"The accounts are entered; {len(OLD)} old posts stand on that of the {roads.name}.",
        lambda: accounts.old_posts(outside, roads, OLD),
    )
    return {one.slug: accounts.enter(cast, outside, one, "x") for one in (main, roads, bikers)}


def reviewed(player: Player, cast: Cast, channels: dict[str, Channel]) -> Review:
    """Quantity and quality of what people say, reports, reach, and who would be lost."""
    player.chapter("The review")
    mastodon = cast.channel(MAIN, "mastodon")
    cases = [
        evidence_of.main(channels[MAIN]),
        evidence_of.roads(channels[RPU]),
        evidence_of.bikers(channels[BIKERS]),
    ]
    neighbours = [(mastodon, evidence_of.NEIGHBOURS)]
    return Round(player, cast, "Our accounts on X", cases, neighbours).play()


def changed(player: Player, outside: Outside, cast: Cast) -> None:
    """What everybody can read of it."""
    player.chapter("The directory")
    player.act("Somebody looks for the official accounts.", lambda: None)
    main, roads, bikers = (cast.channel(slug, "x") for slug in (MAIN, RPU, BIKERS))
    after = cast.channel(RPU, "mastodon")
    wanted = [(main, "critical-only", None), (roads, "closed", after), (bikers, "active", None)]
    directory.told(player, outside, wanted)
    directory.routes(player, outside, cast)
    player.expect(
        "The register of the unit says that the account is for critical notices only.",
        lambda: 'class="mode">warnings only' in outside.page(f"u/{DERBYSHIRE.slug}/{MAIN}/").text,
    )


def routine(player: Player, outside: Outside, cast: Cast) -> None:
    """What is not critical finds its way round the main account; the bikers go on."""
    player.chapter("From then on")
    revision = player.act(
        f"{cast.person('author').name} writes about the summer fair.",
        lambda: cast.submit(MAIN, draft(FAIR)),
    )
    player.expect(
        f"X is held back while it is written: “… {CRITICAL_ONLY} …”",
        lambda: [(name, CRITICAL_ONLY in why) for name, why in held_back(revision).items()],
        [("x", True)],
    )
    player.act(f"{cast.person('approver').name} approves it.", lambda: cast.approve(revision))
    code = revision.notice.code
    player.expect("It stands on the six other channels.", lambda: outside.carriers(code), OUTLETS)
    ways = [DERBYSHIRE.contact[way] for way in ("emergency", "non_emergency", "online", "chat")]
    player.expect(
        "Its page names the other ways to reach the force: 999, 101, online and chat.",
        lambda: [way for way in ways if way not in outside.notice(code).text],
        [],
    )
    others(player, outside, cast)


def others(player: Player, outside: Outside, cast: Cast) -> None:
    """One account is closed for good, one goes on as ever."""
    spoken = player.act(
        "The Roads Policing Unit and RPU Bikers publish.",
        lambda: [
            cast.publish(slug, draft(words)) for slug, words in ((RPU, DRINK), (BIKERS, RIDE))
        ],
    )
    player.expect(
        "The first stands on six channels and not on X, the second on all seven.",
        lambda: [outside.carriers(one.notice.code) for one in spoken],
        [OUTLETS, WITH_X],
        within=15.0,
    )
    governor = cast.person("governor")
    player.refused(
        f"{governor.name} tries to open the closed account again.",
        lambda: change_mode(governor, cast.channel(RPU, "x"), Mode.ACTIVE, reason="Again."),
        "A closed channel stays closed.",
    )


def gone(scene: Scene, incident: Notice) -> None:
    """What was posted there is kept as a record, and deleted at the pace that the platform has."""
    player, cast = scene.player, scene.cast
    player.chapter("The archive, and the old posts")
    roads = cast.channel(RPU, "x")
    player.act("The archive of the closed account is read.", lambda: None)
    records = archiving.archived(player, cast, [roads], OLD)
    pacing.Campaign(scene, roads).play(incident)
    purging.proved(player, scene.outside, [roads], records)
