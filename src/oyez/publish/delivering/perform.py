"""In a thread: make the one call through the platform's adapter, and say what it means."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from django.db import connection
from django.utils import timezone

from oyez.domain.delivery import (
    Accepted,
    ByPerson,
    Correct,
    Failure,
    FailureClass,
    Find,
    Look,
    NotThere,
    Prepared,
    Publish,
    Result,
    Retract,
    Seen,
    Stage,
)
from oyez.domain.verdict import Kind
from oyez.govern.renewing import Held, asking, renew
from oyez.platforms.port import (
    Absent,
    Adapter,
    Done,
    Failed,
    Finding,
    NeedsPerson,
    Outcome,
    Receipt,
    Staged,
    Transport,
)
from oyez.platforms.registry import adapter
from oyez.platforms.text import seen_sha256
from oyez.publish.delivering.context import Context
from oyez.publish.delivering.errand import Bounded, Errand
from oyez.publish.delivering.pictured import pictured
from oyez.publish.facts import reworded, shown_in
from oyez.publish.models import Delivery

Reply = Outcome | Finding | Staged
# Asked about no id, a platform would say that there is nothing, and that would be no proof.
ATTESTED = "That it stands there was said by a person, without an address that a machine could use."


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a errand: the result for the rules, and what the row keeps as evidence.

    `look` is the reading from outside that followed a removal at once: it changes nothing, so it
    needs no intent of its own.
    """

    result: Result
    receipt: Receipt | None = None
    evidence: str = ""
    code: str = ""
    look: Came | None = None
    staged: str = ""


def perform(errand: Errand, door: Transport) -> Came:
    """Make the call; an expired session is renewed once and the call made again."""
    transport = Bounded(door, errand, lambda: still_allowed(errand))
    if isinstance(errand.step, Stage | Publish | Correct) and errand.variant.media:
        shown = pictured(errand)
        if isinstance(shown, Failed):
            return came(errand, shown)
        errand = replace(errand, variant=shown)
    platform = adapter(errand.platform, errand.channel, transport)
    reply = call(platform, errand)
    if not (isinstance(reply, Failed) and reply.cls is FailureClass.AUTH):
        return looked(platform, errand, reply)
    patience = max(0.0, errand.stop_at - time.monotonic())
    held = Held(errand.channel_id, errand.sealed)
    renewed = renew(held, asking(platform, timezone.now()), patience)
    if isinstance(renewed, Failed):
        return came(errand, reply if renewed.code == "no_refresh" else renewed)
    again = adapter(errand.platform, replace(errand.channel, secrets=renewed), transport)
    return looked(again, errand, call(again, errand))


def looked(platform: Adapter, errand: Errand, reply: Reply) -> Came:
    """After a removal that was agreed to: is it gone, seen from outside?"""
    first, step = came(errand, reply), errand.step
    agreed = isinstance(first.result, Accepted | NotThere)
    if not isinstance(step, Retract) or not agreed or errand.receipt is None:
        return first
    reading = replace(errand, step=Look(step.placement))
    found = platform.look(errand.receipt, errand.delivery.sent_at)
    return replace(first, look=came(reading, found))


def call(platform: Adapter, errand: Errand) -> Reply:
    """The adapter's verb for the step."""
    step, variant = errand.step, errand.variant
    chosen = platform.choose_id(errand.delivery.key, errand.born)
    delivery = replace(errand.delivery, remote_id=chosen)
    if isinstance(step, Stage):
        return platform.stage(variant, delivery)
    if isinstance(step, Publish):
        return platform.publish(variant, delivery)
    if isinstance(step, Find):
        return platform.find(variant, delivery)
    if errand.receipt is None:
        return Failed(FailureClass.NOT_FOUND, "no receipt")
    if not errand.receipt.remote_id and not errand.receipt.parts:
        return NeedsPerson(ATTESTED)
    if isinstance(step, Correct):
        return platform.correct(errand.receipt, variant, delivery)
    if isinstance(step, Retract):
        return platform.retract(errand.receipt, variant, delivery)
    return platform.look(errand.receipt, delivery.sent_at)


def came(errand: Errand, reply: Reply) -> Came:
    """The adapter's words in the words of the rules."""
    if isinstance(reply, Done):
        return done(errand, reply.receipt)
    if isinstance(reply, Staged):
        revision = errand.step.revision if isinstance(errand.step, Stage) else 0
        return Came(Prepared(revision, reply.ready_after), staged=reply.token)
    if isinstance(reply, Absent):
        return Came(NotThere(), evidence=reply.evidence)
    if isinstance(reply, NeedsPerson):
        return Came(ByPerson(), evidence=reply.task)
    return Came(Failure(reply.cls, reply.retry_at), code=reply.code, staged=reply.staged)


def done(errand: Errand, receipt: Receipt) -> Came:
    """It is there: also with the words that were sent, where somebody can tell?"""
    if isinstance(errand.step, Look):
        if not errand.meant or receipt.text_sha256 is None:
            return Came(Seen(), receipt=receipt)
        whole = receipt.text_sha256 == seen_sha256(errand.meant)
        word = "whole" if whole else "changed"
        receipt = replace(receipt, version=reworded(receipt.version or "", word))
        return Came(Seen(shown=shown_in(word)), receipt=receipt)
    shown = shown_in(receipt.version)
    found = Seen(shown=shown) if isinstance(errand.step, Find) else Accepted(shown=shown)
    return Came(found, receipt=receipt)


def still_allowed(errand: Errand) -> bool:
    """Ask the rows again, from this thread: a send that was held up may have been forbidden."""
    try:
        rows = Delivery.objects.filter(pk=errand.row, lease=errand.lease)
        row = rows.select_related("notice", "channel").first()
        if row is None:
            return False
        return Context.load([row], timezone.now()).verdict(row).kind is Kind.GO
    finally:
        connection.close()
