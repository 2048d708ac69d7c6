"""The morning after: no task is left, the incident report is written, the ledger holds."""

from __future__ import annotations

import os
from pathlib import Path

from django.utils import timezone

from oyez.accounts.models import Person
from oyez.guard.models import Incident
from oyez.guard.report import pdf_of
from oyez.guard.story import Story, story_of
from oyez.guard.words import SPANS
from oyez.proof.stories import warned
from oyez.proof.stories.cast import Cast, ledger_is_whole, ledger_says
from oyez.proof.stories.player import Player
from oyez.publish.actions import settle
from oyez.publish.models import Delivery, Notice

MACHINES = frozenset({"screen", "guard.see_drift"})  # as often as they had to look
TOLD = "Everybody on the list has the withdrawal."


def play(player: Player, cast: Cast, notice: Notice) -> None:
    """From the last task to the report."""
    player.chapter("Afterwards")
    duty = cast.person("duty")
    player.act(
        f"{duty.name} has seen to the copies in the mailboxes, and says so.",
        lambda: _settle(duty, notice),
    )
    warned.contained(player, notice)
    reported(player, notice)
    audited(player, cast, notice)


def reported(player: Player, notice: Notice) -> None:
    """The incident was opened without a person, and its report writes itself."""
    player.expect(
        "An incident stands in the books, opened by the guard.",
        lambda: Incident.objects.filter(notice=notice, opened_by=None).exists(),
    )
    incident = Incident.objects.filter(notice=notice).first()
    if incident is None:
        return
    story = story_of(incident, timezone.now())
    out = player.report or Path(os.environ["OYEZ_HOME"]) / "incident.pdf"
    player.act("The incident report is written.", lambda: out.write_bytes(pdf_of(story, "en")))
    player.expect("It is a PDF.", lambda: out.read_bytes()[:5], b"%PDF-")
    player.expect("It says that somebody was paged in time.", lambda: in_time(story), ["noticed"])
    for one in story.spans:
        here = "not yet" if one.seconds is None else f"{one.seconds:.1f} s"
        before = f"; 2017: about {one.before / 60:.0f} minutes" if one.before else ""
        player.tell(f"{SPANS[one.name]}: {here}{before}.")
    if player.report:
        player.tell(f"The report lies in {out}.")


def in_time(story: Story) -> list[str]:
    """The page, if it came as fast as is aimed at."""
    return [one.name for one in story.spans if one.met and one.name == "noticed"]


def audited(player: Player, cast: Cast, notice: Notice) -> None:
    """The ledger."""
    author, duty = cast.person("author").signature, cast.person("duty").signature
    player.act("The auditor reads the ledger.", lambda: None)
    player.expect("Every seal of the ledger holds.", ledger_is_whole)
    player.expect(
        "It tells the evening: who wrote, screened, set aside, submitted, approved, took back.",
        lambda: [one for one in ledger_says(notice.code) if one[0] not in MACHINES],
        [
            ("compose", author),
            ("set_aside", duty),
            ("submit", author),
            ("approve", cast.person("approver").signature),
            ("retract", duty),
            ("settle", duty),
        ],
    )
    player.tell("What remains is the time until somebody says so, and the copies of mails.")


def _settle(duty: Person, notice: Notice) -> None:
    for mails in Delivery.objects.filter(notice=notice, task_for=duty):
        settle(duty, mails, stands=False, at=timezone.now(), note=TOLD)
