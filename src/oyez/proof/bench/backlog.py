"""Thousands of approved sends that wait, written in bulk."""

from __future__ import annotations

from datetime import datetime
from math import ceil

from django.db import transaction
from django.utils import timezone

from oyez.domain.notice import NoticeState, RevisionState
from oyez.domain.text import sha256
from oyez.govern.models import Channel
from oyez.proof.scene import Scene, draft
from oyez.publish.issue import issue_first
from oyez.publish.models import Approval, Contribution, Delivery, Notice, Revision, Variant


@transaction.atomic
def pile_up(scene: Scene, wanted: int) -> int:
    """Approve enough notices for `wanted` deliveries to be due now; returns how many are."""
    now = timezone.now()
    waiting = Delivery.objects.filter(held="nothing", due_at__lte=now).count()
    missing = ceil(max(0, wanted - waiting) / len(scene.channels))
    revisions = _revisions(scene, missing, now)
    for revision in revisions:
        issue_first(revision, now)
    return waiting + missing * len(scene.channels)


def _revisions(scene: Scene, count: int, now: datetime) -> list[Revision]:
    """Approved first revisions of new notices, with a variant for each channel."""
    author, unit = scene.author, scene.units[0]
    notices = Notice.objects.bulk_create(
        Notice(unit=unit, state=NoticeState.APPROVED, created_by=author, created_at=now)
        for _ in range(count)
    )
    revisions = Revision.objects.bulk_create(
        Revision(
            notice=notice,
            number=1,
            state=RevisionState.APPROVED,
            texts=[words.as_json() for words in draft(0).texts],
            created_by=author,
        )
        for notice in notices
    )
    Contribution.objects.bulk_create(Contribution(revision=r, person=author) for r in revisions)
    Approval.objects.bulk_create(
        Approval(revision=revision, by=scene.approver, at=now, fingerprint="bulk")
        for revision in revisions
    )
    Variant.objects.bulk_create(
        _variant(revision, channel) for revision in revisions for channel in scene.channels
    )
    return revisions


def _variant(revision: Revision, channel: Channel) -> Variant:
    text = f"Waiting {revision.notice.code}"
    return Variant(
        revision=revision,
        channel=channel,
        language="en",
        title="Waiting",
        text=text,
        sha256=sha256(text),
    )
