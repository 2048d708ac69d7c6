"""An authority of the exercise on the stage: its people, units and channels, and what they do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from oyez.accounts.models import Person
from oyez.audit.queries import entries_about, first_broken
from oyez.domain.errors import Sentence
from oyez.domain.notice import Urgency
from oyez.exercise.playing.passing import answered
from oyez.govern.models import Authority, Channel, Unit
from oyez.proof.exercise.world import MINISTRY, Body
from oyez.publish.actions import approve, compose, submit
from oyez.publish.draft import Draft, Words
from oyez.publish.models import Delivery, Notice, Revision, Variant


@dataclass(frozen=True, slots=True)
class Cast:
    """Names from the exercise world become rows; every deed is one of the product's own verbs."""

    body: Body

    def person(self, short: str) -> Person:
        """Somebody of the authority."""
        return Person.objects.get(email=f"{short}@{self.body.domain}")

    def authority(self) -> Authority:
        """The authority itself."""
        return Authority.objects.get(path=self.body.path)

    def unit(self, slug: str) -> Unit:
        """A part that speaks."""
        return Unit.objects.get(path=f"{self.body.path}{slug}/")

    def channel(self, slug: str, platform: str) -> Channel:
        """Where a unit speaks."""
        return Channel.objects.get(unit=self.unit(slug), platform=platform)

    def submit(self, slug: str, draft: Draft) -> Revision:
        """The author writes and submits."""
        author, now = self.person("author"), timezone.now()
        notice = compose(author, self.unit(slug), draft, at=now)
        return submit(author, first(notice), at=now)

    def publish(self, slug: str, draft: Draft) -> Revision:
        """The author writes and submits, the approver says yes."""
        return self.approve(self.submit(slug, draft))

    def approve(self, revision: Revision, short: str = "approver") -> Revision:
        """A second person's yes to what was submitted."""
        now, version = timezone.now(), revision.version
        decisions = answered(revision, at=now)
        approve(self.person(short), revision, version=version, at=now, decisions=decisions)
        return revision


def first(notice: Notice) -> Revision:
    """The wording a notice began with."""
    return notice.revisions.get(number=1)


def draft(
    words: Words,
    urgency: Urgency = Urgency.ROUTINE,
    prepared: Words | None = None,
    at: datetime | None = None,
) -> Draft:
    """A notice in one language."""
    ready = [prepared] if prepared else []
    return Draft([words], urgency=urgency, prepared=ready, scheduled_at=at)


def held_back(revision: Revision) -> dict[str, str]:
    """The platforms on which a wording will not go out, with the sentence that says why."""
    variants = Variant.objects.filter(revision=revision).select_related("channel")
    return {
        one.channel.platform: as_text(one.held_back)
        for one in variants
        if one.held_back is not None
    }


def refusals(code: str) -> dict[str, str]:
    """The platforms that were refused or held in the moment of sending, with the sentence."""
    rows = Delivery.objects.filter(notice__code=code, reason__isnull=False)
    return {row.platform: as_text(row.reason) for row in rows}


def as_text(stored: dict[str, object] | None) -> str:
    """A sentence as a row keeps it."""
    if stored is None:
        return ""
    values = stored["values"]
    return str(Sentence(str(stored["template"]), values if isinstance(values, dict) else {}))


def ledger_says(code: str) -> list[tuple[str, str]]:
    """What was done with a notice and by whom, in order."""
    entries = entries_about(f"notice:{code}")
    return [(entry.action.removeprefix("publish."), entry.actor) for entry in entries]


def ledger_is_whole() -> bool:
    """Whether every seal holds from the first entry to the last."""
    return first_broken() is None


def ministry() -> Authority:
    """The authority above the one in Osnabrück."""
    return Authority.objects.get(path=f"/{MINISTRY.slug}/")
