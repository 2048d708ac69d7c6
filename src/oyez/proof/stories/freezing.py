"""One inspection is frozen: it alone stops, at once, and two people let it go on."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from oyez.govern.actions import freeze, lift_freeze
from oyez.govern.models import Freeze
from oyez.proof.stories.cast import Cast, draft, refusals
from oyez.proof.stories.outside import OUTLETS, SOCIAL, Outside
from oyez.proof.stories.player import Player
from oyez.publish.actions import retract
from oyez.publish.draft import Words
from oyez.publish.models import Revision

FROZEN, FREE = "pi-emsland-grafschaft-bentheim", "pi-leer-emden"
STRANGE = Words("de", "Eilmeldung", "Dieser Text stammt vielleicht nicht von uns.")
USUAL = Words("de", "Sperrung der A 31", "Zwischen Leer und Emden ist eine Fahrbahn gesperrt.")
SOON = timedelta(seconds=0.9)


def play(player: Player, outside: Outside, cast: Cast, spoken: dict[str, Revision]) -> None:
    """Somebody may have got into one inspection's hands: stop first, ask then."""
    player.chapter("One inspection is frozen")
    waiting = cast.submit(FROZEN, draft(STRANGE, at=timezone.now() + SOON))
    cast.approve(waiting)
    player.tell("A notice of Emsland/Grafschaft Bentheim is approved and goes out in a second.")
    frozen = stops(player, outside, cast, waiting)
    others_go_on(player, outside, cast)
    takes_back(player, outside, cast, spoken[FROZEN])
    lifted(player, outside, cast, frozen=frozen, waiting=waiting)


def stops(player: Player, outside: Outside, cast: Cast, waiting: Revision) -> Freeze:
    """One action of one person, in force before the second is over."""
    duty, code = cast.person("duty"), waiting.notice.code
    frozen = player.act(
        f"{duty.name} freezes that inspection with one action.",
        lambda: freeze(duty, cast.unit(FROZEN).path, reason="Fremder Zugriff wird geprüft."),
    )
    player.stays(
        "Nothing of it goes out on any channel, the own page included, when its time has come.",
        lambda: outside.carriers(code),
        frozenset(),
        seconds=1.6,
    )
    player.expect(
        "All six deliveries wait and say since when and why.",
        lambda: [
            len(refusals(code)),
            {"is frozen since" in why and "geprüft" in why for why in refusals(code).values()},
        ],
        [len(OUTLETS), {True}],
    )
    return frozen


def others_go_on(player: Player, outside: Outside, cast: Cast) -> None:
    """A freeze reaches no further than its scope."""
    revision = player.act(
        "The inspection Leer/Emden publishes meanwhile.", lambda: cast.publish(FREE, draft(USUAL))
    )
    player.expect(
        "Its notice stands on all six channels.",
        lambda: outside.carriers(revision.notice.code),
        OUTLETS,
    )


def takes_back(player: Player, outside: Outside, cast: Cast, old: Revision) -> None:
    """No freeze holds back a retraction."""
    duty, code = cast.person("duty"), old.notice.code
    player.act(
        f"{duty.name} takes back an older notice of the frozen inspection.",
        lambda: retract(duty, old.notice, "Wird geprüft.", at=timezone.now()),
    )
    player.expect(
        "Its tombstone stands within 1 s, during the freeze.",
        lambda: outside.notice(code).status,
        410,
        within=1.0,
    )
    player.expect(
        "It is gone from Mastodon and Bluesky.",
        lambda: [outside.accounts(name, code) for name in SOCIAL],
        [set(), set()],
    )


def lifted(
    player: Player, outside: Outside, cast: Cast, *, frozen: Freeze, waiting: Revision
) -> None:
    """The first person only asks, the second lets it go on."""
    governor, deputy = cast.person("governor"), cast.person("deputy")
    player.act(f"{governor.name} asks to lift the freeze.", lambda: lift_freeze(governor, frozen))
    player.refused(
        f"{governor.name} tries to lift it alone.",
        lambda: lift_freeze(governor, frozen),
        "You have asked already. A second person has to lift the freeze.",
    )
    player.stays(
        "It is still frozen.",
        lambda: outside.carriers(waiting.notice.code),
        frozenset(),
        seconds=0.3,
    )
    player.act(f"{deputy.name} lifts it.", lambda: lift_freeze(deputy, frozen))
    player.expect(
        "What had waited stands on all six channels.",
        lambda: outside.carriers(waiting.notice.code),
        OUTLETS,
    )
