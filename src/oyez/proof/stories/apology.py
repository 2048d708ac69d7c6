"""The second half of the evening: the apology, a wrong figure in it, and Hawaii's lesson.

In Hawaii in 2018 the alert was known to be false after 3 minutes and corrected after 38, because
nobody had prepared the correction.
"""

from __future__ import annotations

from django.utils import timezone

from oyez.domain.notice import Urgency
from oyez.proof.stories.cast import Cast, draft, first, ledger_says
from oyez.proof.stories.outside import OUTLETS, SOCIAL, Outside
from oyez.proof.stories.player import Player
from oyez.publish.actions import approve, compose, issue_prepared, submit
from oyez.publish.draft import Words
from oyez.publish.models import Notice

UNIT = "main"
WRONG, RIGHT = "about 20 minutes", "about 60 minutes"
CORRECTED_WITHIN = 2.0
TEXT = (
    "Tonight we shared a link to an illegal stream. It showed things nobody should have seen. "
    "It stood for {time}. We are sorry. Do not open it."
)
APOLOGY = Words("en", "We apologise for the link we shared", TEXT.format(time=WRONG))
READY = Words("en", "Corrected: we apologise for the link we shared", TEXT.format(time=RIGHT))


def play(player: Player, outside: Outside, cast: Cast) -> None:
    """The apology goes out, and its prepared correction right after."""
    player.chapter("The apology")
    notice = apologise(player, outside, cast)
    player.chapter("A wrong figure in it")
    correct(player, outside, cast, notice)


def apologise(player: Player, outside: Outside, cast: Cast) -> Notice:
    """A new critical notice; whoever wrote it cannot approve it."""
    duty, words = cast.person("duty"), draft(APOLOGY, Urgency.CRITICAL, READY)
    player.refused(
        f"{duty.name} writes the apology as a critical notice, without a prepared correction.",
        lambda: compose(duty, cast.unit(UNIT), draft(APOLOGY, Urgency.CRITICAL), at=timezone.now()),
        "A critical notice needs a prepared correction",
    )
    notice = player.act(
        f"{duty.name} writes it again, with the correction prepared, and submits it.",
        lambda: compose(duty, cast.unit(UNIT), words, at=timezone.now()),
    )
    revision = submit(duty, first(notice), at=timezone.now())
    player.refused(
        f"{duty.name} tries to approve it: the role would allow it, the authorship does not.",
        lambda: approve(duty, revision, version=revision.version, at=timezone.now()),
        "You wrote or edited this text, so another person has to approve it.",
    )
    player.act(
        f"{cast.person('approver').name} approves apology and correction together.",
        lambda: cast.approve(revision),
    )
    player.expect(
        "The apology stands on all six channels.", lambda: outside.carriers(notice.code), OUTLETS
    )
    return notice


def correct(player: Player, outside: Outside, cast: Cast, notice: Notice) -> None:
    """One action, nothing to write and nobody to wait for."""
    duty, code = cast.person("duty"), notice.code
    before = [outside.shown(name, code)[0]["id"] for name in SOCIAL if outside.shown(name, code)]
    player.act(
        f"{duty.name} sends the prepared correction with one action.",
        lambda: issue_prepared(duty, notice, at=timezone.now()),
    )
    player.expect(
        f"Own page, Mastodon and Bluesky say {RIGHT} within {CORRECTED_WITHIN * 1000:.0f} ms.",
        lambda: says_right(outside, code),
        [True, True, True],
        within=CORRECTED_WITHIN,
    )
    ways(player, outside, code, before)
    followed(player, outside, code)
    verbs = ("compose", "submit", "approve", "issue_prepared")
    people = (duty, duty, cast.person("approver"), duty)
    player.expect(
        "The ledger names who wrote it, who approved it beforehand and who sent it.",
        lambda: ledger_says(code),
        [(verb, by.signature) for verb, by in zip(verbs, people, strict=True)],
    )
    player.tell("Hawaii 2018: known to be false after 3 minutes, corrected after 38.")


def followed(player: Player, outside: Outside, code: str) -> None:
    """Warning services and newsrooms can tell what it corrects."""
    player.expect(
        "The CAP Update refers to the alert it replaces.",
        lambda: f"{code}-1," in outside.page(f"cap/{code}-2.xml").text,
    )
    player.expect(
        "The press list got the correction as an answer to the first mail.",
        lambda: [("in-reply-to" in one["headers"]) for one in outside.mails(RIGHT)],
        [True],
    )


def ways(player: Player, outside: Outside, code: str, before: list[str]) -> None:
    """Each platform corrects as it can."""
    player.expect(
        "On Mastodon it was changed in place: the same post, marked as edited, nothing wrong left.",
        lambda: [(one["id"], bool(one["edited"])) for one in outside.shown("mastodon", code)],
        [(before[0], True)] if before else [],
    )
    player.expect(
        "On Bluesky, which cannot change a post, the correction answers the first one.",
        lambda: [
            before[1] in str(one["reply_to"]) for one in outside.shown("bluesky", code, RIGHT)
        ],
        [True],
    )


def says_right(outside: Outside, code: str) -> list[bool]:
    """Where the right figure can be read: own page, Mastodon, Bluesky."""
    own = outside.notice(code).text
    return [RIGHT in own, *(bool(outside.shown(name, code, RIGHT)) for name in SOCIAL)]
