"""The thing said, and each wording of it."""

from __future__ import annotations

import secrets

from django.db import models
from django.db.models import Q
from django.utils import timezone

from oyez.accounts.models import Person
from oyez.domain.notice import NoticeState, RevisionKind, RevisionState, Urgency
from oyez.govern.models import Unit

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def new_code() -> str:
    """Seven letters that can be read out on the telephone; 27 billion codes."""
    return "".join(secrets.choice(ALPHABET) for _ in range(7))


class Notice(models.Model):
    """One notice of a unit; `code` is its place on the own page, known before anything is sent.

    `headline` is that of the words it is known by, for lists and searches; texts have their own.
    `kind` is one of `domain.screening.Kind`, or NULL for news.
    """

    code = models.CharField(max_length=12, unique=True, default=new_code)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="notices")
    headline = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=12, default=NoticeState.DRAFT, db_index=True)
    urgency = models.CharField(max_length=12, default=Urgency.ROUTINE)
    kind = models.CharField(max_length=12, null=True, blank=True)  # noqa: DJ001 - see migration 0007
    area = models.CharField(max_length=200, blank=True)
    valid_until = models.DateTimeField(null=True, blank=True)
    scheduled_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    live_at = models.DateTimeField(null=True, blank=True)
    retracted_at = models.DateTimeField(null=True, blank=True)
    retracted_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    retract_reason = models.CharField(max_length=300, blank=True)
    instead = models.TextField(blank=True)
    rendered_state = models.CharField(max_length=12, blank=True)
    form_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-pk")
        indexes = (
            models.Index(fields=("-created_at", "-id"), name="notice_newest"),
            models.Index(
                fields=("state", "scheduled_at"),
                condition=Q(scheduled_at__isnull=False),
                name="notice_scheduled",
            ),
            models.Index(
                fields=("state", "valid_until"),
                condition=Q(valid_until__isnull=False),
                name="notice_ends",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in NoticeState]), name="notice_state"
            ),
            models.CheckConstraint(
                condition=Q(urgency__in=[u.value for u in Urgency]), name="notice_urgency"
            ),
            models.CheckConstraint(
                condition=~Q(state="retracted") | Q(retracted_at__isnull=False),
                name="notice_retracted_when",
            ),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def retracted_name(self) -> str:
        """Who took it back: a name, or the code of the machine that may."""
        return self.retracted_by.name if self.retracted_by else "guard"


class Revision(models.Model):
    """One wording of a notice. `texts` is a list of {language, headline, body}.

    `judged` keeps what a second person saw before the last edit: texts, and a text per channel.
    """

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, default=RevisionKind.FIRST)
    state = models.CharField(max_length=12, default=RevisionState.DRAFT, db_index=True)
    version = models.PositiveIntegerField(default=1)
    note = models.CharField(max_length=300, blank=True)
    texts = models.JSONField(default=list)
    links = models.JSONField(default=list, blank=True)
    judged = models.JSONField(null=True, blank=True)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    return_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("notice", "number")
        constraints = (
            models.UniqueConstraint(fields=("notice", "number"), name="revision_number"),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in RevisionState]), name="revision_state"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in RevisionKind]), name="revision_kind"
            ),
        )

    def __str__(self) -> str:
        return f"{self.notice_id}.{self.number}"


class Contribution(models.Model):
    """Somebody wrote or edited a revision, and therefore may never approve it."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="contributions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("revision", "person"), name="contribution_once"),
        )

    def __str__(self) -> str:
        return f"{self.revision_id} by {self.person_id}"


class Picture(models.Model):
    """A picture of a revision, re-encoded from its pixels, with its description.

    `location`: the file it came in told where it was taken; `nudity`: 0 to 1. Both are NULL where
    nobody looked.
    """

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="pictures")
    position = models.PositiveSmallIntegerField(default=0)
    sha256 = models.CharField(max_length=64)
    mime = models.CharField(max_length=30)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alt = models.CharField(max_length=1500)
    location = models.BooleanField(null=True)
    nudity = models.FloatField(null=True)

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(alt=""), name="picture_has_alternative_text"),
        )

    def __str__(self) -> str:
        return self.sha256[:12]
