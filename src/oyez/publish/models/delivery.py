"""One variant on one channel: what we want, what we know, and the proof."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from oyez.accounts.models import Person
from oyez.domain.delivery import Held
from oyez.govern.models import Channel
from oyez.publish.models.notice import Notice, Revision


class Variant(models.Model):
    """The text of a revision for one channel. `held_back` says why it will not go out."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="variants")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=10)
    title = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    by_hand = models.BooleanField(default=False)
    cut = models.BooleanField(default=False)
    held_back = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ("channel__position", "channel_id")
        constraints = (
            models.UniqueConstraint(fields=("revision", "channel"), name="variant_once"),
        )

    def __str__(self) -> str:
        return f"{self.revision_id} on {self.channel_id}"


class Lane(models.TextChoices):
    """Which reserved slots of the worker a delivery uses."""

    RETRACT = "retract"
    CRITICAL = "critical"
    ROUTINE = "routine"


class Delivery(models.Model):
    """A notice on a channel. The columns of `domain.delivery.Facts`, a lease, and a due time.

    `wanted` is a revision number, NULL for gone. `due_at` is when the worker looks next, NULL
    when only a person or another row can change something. Where a person does what elsewhere a
    machine does, `taken_by` has the task in hand and `said_by` said the last thing about it.
    """

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="deliveries")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="deliveries")
    platform = models.CharField(max_length=30)
    lane = models.CharField(max_length=10, choices=Lane.choices, default=Lane.ROUTINE)
    rank = models.PositiveSmallIntegerField(default=1)
    key = models.CharField(max_length=64, unique=True)
    wanted = models.PositiveIntegerField(null=True)
    wanted_at = models.DateTimeField(default=timezone.now)
    held = models.CharField(max_length=14, default=Held.NOTHING)
    verb = models.CharField(max_length=10, blank=True)
    revision = models.PositiveIntegerField(null=True)
    attempt = models.PositiveIntegerField(default=0)
    first_sent_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    placed_at = models.DateTimeField(null=True)
    doubt = models.PositiveIntegerField(null=True)
    retract_at = models.DateTimeField(null=True)
    confirm = models.BooleanField(default=False)
    rounds = models.PositiveSmallIntegerField(default=0)
    absences = models.PositiveSmallIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    task = models.CharField(max_length=20, blank=True)
    staged = models.CharField(max_length=400, null=True)  # noqa: DJ001 - see migration 0007
    staged_for = models.PositiveIntegerField(null=True)
    ready_at = models.DateTimeField(null=True)
    unseen = models.BooleanField(null=True)
    taken_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    said_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    reason = models.JSONField(null=True, blank=True)
    code = models.CharField(max_length=80, blank=True)
    task_for = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    lease = models.CharField(max_length=48, blank=True)
    lease_until = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    live_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("rank", "channel__position", "channel_id")
        constraints = (
            models.UniqueConstraint(fields=("notice", "channel"), name="delivery_once"),
            models.CheckConstraint(
                condition=Q(held__in=[held.value for held in Held]), name="delivery_held"
            ),
        )
        indexes = (
            models.Index(
                fields=("lane", "rank", "due_at"),
                condition=Q(due_at__isnull=False),
                name="delivery_due",
            ),
            models.Index(fields=("held",), condition=Q(reason__isnull=False), name="delivery_told"),
            models.Index(
                fields=("channel", "live_at"),
                condition=Q(live_at__isnull=False),
                name="delivery_live_on",
            ),
        )

    def __str__(self) -> str:
        return f"{self.notice_id} on {self.channel_id}"


class Receipt(models.Model):
    """Proof that a revision stood on a channel, kept for ever; `gone_at` when absence was read."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="receipts")
    revision = models.PositiveIntegerField()
    remote_id = models.CharField(max_length=400)
    url = models.CharField(max_length=500, blank=True)
    version = models.CharField(max_length=200, blank=True)
    parts = models.JSONField(default=list)
    at = models.DateTimeField()
    text_sha256 = models.CharField(max_length=64, blank=True)
    seen_from = models.CharField(max_length=10, default="api")
    gone_at = models.DateTimeField(null=True)
    evidence = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("pk",)
        indexes = (
            models.Index(fields=("delivery",), condition=Q(gone_at=None), name="receipt_standing"),
            models.Index(fields=("remote_id",), name="receipt_name"),
        )

    def __str__(self) -> str:
        return self.remote_id


class Attempt(models.Model):
    """One intent of a call that changes something outside, written before the call."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="attempts")
    channel_id = models.BigIntegerField()
    verb = models.CharField(max_length=10)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("channel_id", "verb", "at"), name="attempt_rate"),)

    def __str__(self) -> str:
        return f"{self.verb} {self.at}"
