"""Ask for a second person's yes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.approval import refusal_of_kind
from oyez.domain.channel import may_carry
from oyez.domain.demands import Written, stopping
from oyez.domain.errors import NotAllowed, say
from oyez.domain.notice import NoticeState, RevisionKind, RevisionState, Urgency
from oyez.domain.roles import Verb
from oyez.domain.verdict import Kind
from oyez.govern.queries import standings
from oyez.publish.actions.screen import screen
from oyez.publish.findings import refuse_if_blocked
from oyez.publish.models import Notice, Revision
from oyez.publish.pictures import alts_of
from oyez.publish.variants import answers, demands_of

OPEN = (RevisionState.DRAFT, RevisionState.RETURNED)


def submit(by: Person, revision: Revision, *, at: datetime) -> Revision:
    """Hand the wording, and the prepared correction with it, to whoever may approve.

    What the rules found is kept also where a block says no, so that it can be read and set aside.
    """
    actor = demand(by, Verb.SUBMIT, revision.notice.unit.path)
    refuse_prepared(revision)
    screen(revision, at=at)
    return _submit(actor, revision, at)


@transaction.atomic
def _submit(actor: str, revision: Revision, at: datetime) -> Revision:
    notice = revision.notice
    refuse_if_nothing_goes_out(revision, at)
    refuse_if_unfit(revision)
    refuse_if_blocked(revision)
    moved = Revision.objects.filter(pk=revision.pk, state__in=OPEN).update(
        state=RevisionState.SUBMITTED, submitted_at=at, return_reason=""
    )
    if moved != 1:
        raise NotAllowed(say("This text was submitted already."))
    if revision.kind == RevisionKind.FIRST:
        Notice.objects.filter(pk=notice.pk).update(state=NoticeState.SUBMITTED)
        if prepared := newest_prepared(notice):
            Revision.objects.filter(pk=prepared.pk).update(
                state=RevisionState.SUBMITTED, submitted_at=at
            )
    record(actor, "publish.submit", f"notice:{notice.code}", revision=revision.number)
    revision.refresh_from_db()
    return revision


def newest_prepared(notice: Notice) -> Revision | None:
    """The prepared correction that belongs to the notice as it is now."""
    prepared = notice.revisions.filter(kind=RevisionKind.PREPARED)
    return prepared.exclude(state=RevisionState.RETURNED).order_by("-number").first()


def refuse_prepared(revision: Revision) -> None:
    """NotAllowed for a prepared correction on its own."""
    if refusal := refusal_of_kind(RevisionKind(revision.kind)):
        raise NotAllowed(refusal)


def refuse_if_unfit(revision: Revision) -> None:
    """NotAllowed for a correction that a platform would refuse: it must reach every reader.

    Of a first text only the channel that does not take it is held back, and says so.
    """
    if revision.kind == RevisionKind.FIRST:
        return
    alts = alts_of(revision)
    for variant in revision.variants.filter(held_back__isnull=True).select_related("channel"):
        told = Written(variant.text, alts, answers=answers(variant.channel, revision.kind))
        if refusal := stopping(demands_of(variant.channel), told):
            raise NotAllowed(refusal, "variants")


def refuse_if_nothing_goes_out(revision: Revision, at: datetime) -> None:
    """NotAllowed where every channel is held back, or has been shut since the text was written."""
    going = list(revision.variants.filter(held_back__isnull=True))
    if not going:
        raise NotAllowed(say("Every channel is held back, so this would reach nobody."), "channels")
    urgency, correcting = Urgency(revision.notice.urgency), revision.kind != RevisionKind.FIRST
    known = standings([variant.channel_id for variant in going], at)
    verdicts = [may_carry(one, urgency, correcting=correcting) for one in known.values()]
    if all(verdict.kind is Kind.STOP for verdict in verdicts):
        raise NotAllowed(
            say(
                "No channel carries this any more: each is closed, used for graver notices only, "
                "or not allowed. Look at the channels first; this would reach nobody."
            ),
            "channels",
        )
