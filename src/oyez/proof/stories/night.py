"""Three in the morning, a major incident, nobody else awake: the glass is broken, and reviewed."""

from __future__ import annotations

from django.utils import timezone

from oyez.accounts.models import Person
from oyez.accounts.queries import people_who_may
from oyez.domain.notice import Urgency
from oyez.domain.roles import Verb
from oyez.proof.stories.cast import Cast, draft, first, ledger_says
from oyez.proof.stories.outside import OUTLETS, Outside
from oyez.proof.stories.player import Player
from oyez.publish.actions import break_glass, close_review, compose
from oyez.publish.draft import Words
from oyez.publish.models import Approval, Revision
from oyez.publish.queries import open_reviews, tellings_of

UNIT = "main"
WHY = "It is 3:12 at night and no approver answers the telephone."
LEAK = Words(
    "en",
    "Stay indoors: chemical leak in Alfreton",
    "Close windows and doors. Do not come to the area. We say here when it is over.",
)
OVER = Words("en", "The chemical leak in Alfreton is over", "You can open windows again.")
USUAL = Words("en", "Found: one pair of gloves", "Ask at the front desk.")


def play(player: Player, outside: Outside, cast: Cast) -> None:
    """Alone, told to everybody, looked at again by another."""
    player.chapter("At night")
    duty = cast.person("duty")
    usual = first(compose(duty, cast.unit(UNIT), draft(USUAL), at=timezone.now()))
    player.refused(
        f"{duty.name} tries to send a routine notice alone.",
        lambda: break_glass(duty, usual, WHY, version=usual.version, at=timezone.now()),
        "Only a critical notice may go out without a second person.",
    )
    revision = first(
        compose(duty, cast.unit(UNIT), draft(LEAK, Urgency.CRITICAL, OVER), at=timezone.now())
    )
    player.refused(
        f"{duty.name} gives no reason.",
        lambda: break_glass(duty, revision, "", version=revision.version, at=timezone.now()),
        "Write in a sentence why nobody else can approve this now.",
    )
    approval = player.act(
        f"{duty.name} breaks the glass: “{WHY}”",
        lambda: break_glass(duty, revision, WHY, version=revision.version, at=timezone.now()),
    )
    everywhere(player, outside, revision)
    told(player, outside, cast, revision.notice.code)
    reviewed(player, cast, approval)


def everywhere(player: Player, outside: Outside, revision: Revision) -> None:
    """A critical notice is what the main account is kept for."""
    player.expect(
        "The warning stands on all seven channels, the main account on X included.",
        lambda: outside.carriers(revision.notice.code),
        OUTLETS | {"x"},
    )


def told(player: Player, outside: Outside, cast: Cast, code: str) -> None:
    """Nobody learns of it by chance."""
    duty = cast.person("duty")
    others = [one for one in people_who_may(Verb.SEE, cast.unit(UNIT).path) if one != duty]
    player.expect(
        f"All {len(others)} others find it on their desks.",
        lambda: [has_word(one, code) for one in others],
        [True] * len(others),
    )
    player.expect(
        "And in their mailboxes.",
        lambda: letters(outside, code) >= {one.email for one in others},
    )


def reviewed(player: Player, cast: Cast, approval: Approval) -> None:
    """Closed by another person only."""
    duty, author, approver = (cast.person(short) for short in ("duty", "author", "approver"))
    player.refused(
        f"{duty.name} tries to close the review.",
        lambda: close_review(duty, approval, "All was well.", at=timezone.now()),
        "Another person has to close this review.",
    )
    player.refused(
        f"{author.name} tries it.",
        lambda: close_review(author, approval, "All was well.", at=timezone.now()),
        "You have no role that allows this here.",
    )
    player.expect(
        f"It waits on the desk of {approver.name}.",
        lambda: [one.pk for one in open_reviews(approver)],
        [approval.pk],
    )
    player.act(
        f"{approver.name} closes the review in the morning.",
        lambda: close_review(approver, approval, "It was right.", at=timezone.now()),
    )
    player.expect("No review is open any more.", lambda: len(open_reviews(approver)), 0)
    verbs = ("compose", "break_glass", "close_review")
    player.expect(
        "The ledger tells who broke the glass and who looked again.",
        lambda: ledger_says(approval.revision.notice.code),
        [(verb, by.signature) for verb, by in zip(verbs, (duty, duty, approver), strict=True)],
    )


def has_word(person: Person, code: str) -> bool:
    """Whether the person was told about the notice."""
    return any(one.notice and one.notice.code == code for one in tellings_of(person))


def letters(outside: Outside, code: str) -> set[str]:
    """Who of the staff got a mail about the notice."""
    mails = outside.mails(f"sent the critical notice {code} without a second person")
    return {address for one in mails for address in one["recipients"]}
