"""Saturday, 28 October 2017: an official account shares an illegal stream of a boxing match.

Between rounds it showed pornography; warnings stayed unread for twenty minutes, and it stood for
almost an hour. Here people's warnings page somebody, and one action takes it back, proved.
"""

from __future__ import annotations

from django.utils import timezone

from oyez.domain.notice import Urgency
from oyez.proof.exercise.world import AVON_AND_SOMERSET
from oyez.proof.stories import afterwards, apology, blocked, evidence, warned
from oyez.proof.stories.cast import Cast, draft, first
from oyez.proof.stories.everywhere import Everywhere
from oyez.proof.stories.outside import OUTLETS, SOCIAL, WITHDRAWN, Outside
from oyez.proof.stories.player import Player
from oyez.publish.actions import approve, compose, retract
from oyez.publish.draft import Words
from oyez.publish.models import Notice, Revision
from oyez.publish.queries import tasks_of

UNIT = "main"
STREAM = "ringside-stream.example"
POST = Words(
    "en",
    "Big fight night in Cardiff",
    f"Watch the fight with us, live and free: {warned.LINK}",
)
AGAIN = Words("en", "More from the ring", f"It goes on here: https://{STREAM}/round-2")
ALT = "Two boxers in a ring"
REASON = "We shared a stream of a third party that we should never have shared."
INSTEAD = "The fight is shown by the licensed broadcaster only. Please do not open the stream."
FEEDS = ("feed.atom", "feed.json")
TOMBSTONE_WITHIN = 1.0
# The worst accepted here: a platform that says yes and removes nothing is asked again.
GONE_WITHIN = 8.0


def play(player: Player, outside: Outside) -> None:
    """The whole evening."""
    cast = Cast(AVON_AND_SOMERSET)
    player.tell("Avon and Somerset Police on a Saturday evening, replayed as an exercise.")
    notice = goes_out(player, outside, cast)
    warned.play(player, outside, cast, notice)
    taken_back(player, outside, cast, notice)
    stays_away(player, outside, cast, first(notice))
    apology.play(player, outside, cast)
    off_every_platform(player, outside, cast)
    afterwards.play(player, cast, notice)


def off_every_platform(player: Player, outside: Outside, cast: Cast) -> None:
    """The same mistake on every platform of the story; on one of them only people can remove it."""
    player.chapter("A shared post, off every platform")
    story = Everywhere(player, outside, cast, UNIT, AGAIN, ALT, hands=("Avon and Somerset",))
    story.open()
    story.taken_back(story.goes_out())


def goes_out(player: Player, outside: Outside, cast: Cast) -> Notice:
    """The mistake: written by one, approved by another."""
    player.chapter("The mistake")
    author, words = cast.person("author"), draft(POST, Urgency.IMPORTANT)
    warned.before(player, outside, cast)
    notice = player.act(
        f"{author.name} shares the link to a third party's boxing stream as an important notice.",
        lambda: compose(author, cast.unit(UNIT), words, at=timezone.now()),
    )
    blocked.play(player, cast, notice, warned.LINK)
    revision = first(notice)
    player.refused(
        f"{author.name} tries to approve it alone.",
        lambda: approve(author, revision, version=revision.version, at=timezone.now()),
        "You have no role that allows this here.",
    )
    stands(player, outside, cast, revision)
    return notice


def stands(player: Player, outside: Outside, cast: Cast, revision: Revision) -> None:
    """Live everywhere and once, although two platforms falter."""
    simulator, notice = outside.simulator, revision.notice
    simulator.fault("mastodon", "publish", "ignore_key")
    simulator.fault("mastodon", "publish", "drop_after_accept", times=1)
    simulator.fault("bluesky", "publish", "lag", times=1, seconds=1.0)
    player.tell("Mastodon will take the notice and lose the answer, and would take it twice;")
    player.tell("Bluesky will lag by a second.")
    player.act(f"{cast.person('approver').name} approves it.", lambda: cast.approve(revision))
    player.expect(
        "The notice stands on its own page, in feeds, CAP and e-mail, on Mastodon and Bluesky.",
        lambda: outside.carriers(notice.code),
        OUTLETS,
    )
    player.expect(
        "The lost answer is cleared up: a receipt from each of the six channels.",
        lambda: evidence.live(notice),
        len(OUTLETS),
    )
    player.expect(
        "Nobody sees it twice.",
        lambda: [len(outside.shown(name, notice.code)) for name in SOCIAL],
        [1, 1],
    )


def taken_back(player: Player, outside: Outside, cast: Cast, notice: Notice) -> None:
    """One action, and the proof."""
    player.chapter("Taking back")
    duty, code = cast.person("duty"), notice.code
    resist(player, outside)
    player.act(
        f"{duty.name} takes it back with one action.",
        lambda: retract(duty, notice, REASON, at=timezone.now(), instead=INSTEAD),
    )
    tombstone(player, outside, code)
    machine_proof(player, outside, notice)
    mailed(player, outside, cast, code)


def resist(player: Player, outside: Outside) -> None:
    """Two platforms do not give it back at once."""
    simulator = outside.simulator
    simulator.fault("mastodon", "retract", "delete_ignored", times=1)
    simulator.fault("bluesky", "retract", "error_before", times=1)
    simulator.fault("bluesky", "retract", "delete_lag", times=2, seconds=0.5)
    player.tell("Mastodon will say yes and remove nothing at first; Bluesky will fail first, and")
    player.tell("then take its time.")


def tombstone(player: Player, outside: Outside, code: str) -> None:
    """What the public reads in its place, and no longer reads."""
    player.expect(
        f"The own page answers 410 within {TOMBSTONE_WITHIN:g} s.",
        lambda: outside.notice(code).status,
        410,
        within=TOMBSTONE_WITHIN,
    )
    player.expect(
        "The tombstone says why and what is true instead, and nothing of the old text.",
        lambda: [words in outside.notice(code).text for words in (REASON, INSTEAD, STREAM)],
        [True, True, False],
    )
    player.expect(
        "Nor do the feeds and the page for machines.",
        lambda: [STREAM in outside.page(path).text for path in (*FEEDS, f"p/{code}.json")],
        [False, False, False],
    )


def machine_proof(player: Player, outside: Outside, notice: Notice) -> None:
    """Everywhere a machine can remove it, absence is read from outside."""
    code = notice.code
    player.expect(
        f"Within {GONE_WITHIN:g} s neither Mastodon nor Bluesky shows it to anybody.",
        lambda: [outside.shown(name, code) for name in SOCIAL],
        [[], []],
        within=GONE_WITHIN,
    )
    player.expect("The feed says withdrawn.", lambda: outside.in_feed(code), "retracted")
    player.expect(
        "A CAP Cancel stands beside the alert.",
        lambda: "Cancel" in outside.page(f"cap/{code}-1-cancel.xml").text,
    )
    player.expect(
        "The proof is recorded for the five channels that a machine can clear.",
        lambda: evidence.proved_gone(notice),
        len(OUTLETS) - 1,
    )
    for line in evidence.proofs(notice):
        player.tell(line)


def mailed(player: Player, outside: Outside, cast: Cast, code: str) -> None:
    """What no machine can remove gets a withdrawal and a person."""
    readers, duty = len(AVON_AND_SOMERSET.press), cast.person("duty")
    player.expect(
        "Everybody on the press list got the withdrawal by e-mail.",
        lambda: outside.told(code, withdrawn=True),
        readers,
    )
    player.expect(
        f"{duty.name} has the task to see to the copies in the mailboxes.",
        lambda: [(row.platform, row.task_for) for row in tasks_of(duty)],
        [("email", duty)],
    )
    player.expect(
        "The task came by e-mail too.",
        lambda: any(duty.email in one["recipients"] for one in outside.mails("cannot be removed")),
    )


def stays_away(player: Player, outside: Outside, cast: Cast, revision: Revision) -> None:
    """Nobody brings it back."""
    author, approver = cast.person("author"), cast.person("approver")
    player.refused(
        f"{author.name} tries to approve it again.",
        lambda: approve(author, revision, version=revision.version, at=timezone.now()),
        "You have no role that allows this here.",
    )
    player.refused(
        f"{approver.name} tries it too.",
        lambda: approve(approver, revision, version=revision.version, at=timezone.now()),
        "This notice was taken back",
    )
    player.stays(
        "The wall is empty but for the mails, which say withdrawn, and the tombstone stands.",
        lambda: [outside.standing(), outside.notice(revision.notice.code).status],
        [0, 410],
        seconds=0.5,
    )
    player.expect("The wall shows the withdrawal.", lambda: WITHDRAWN in outside.wall())
