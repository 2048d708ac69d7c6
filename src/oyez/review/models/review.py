"""A review of the channels of an authority, and each channel in it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from oyez.accounts.models import Person
from oyez.domain.review.life import Stage
from oyez.govern.models import Authority, Channel
from oyez.listen.models import Sample


class Review(models.Model):
    """What happened on some channels from one day until another, which is not included.

    With the freeze `evidence` is the whole of it as canonical JSON, `fingerprint` its digest, and
    nothing of it changes any more. `bars` are the figures of the rules as they were set then.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    begins_on = models.DateField()
    ends_on = models.DateField()
    stage = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in Stage], default=Stage.OPEN
    )
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    bars = models.JSONField(default=dict, blank=True)
    evidence = models.TextField(blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    frozen_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    frozen_at = models.DateTimeField(null=True, blank=True)
    comments_until = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-opened_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(stage__in=[one.value for one in Stage]), name="review_stage"
            ),
            models.CheckConstraint(
                condition=Q(begins_on__lt=models.F("ends_on")), name="review_has_days"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=["open", "dropped"])
                | ~Q(fingerprint="") & Q(frozen_at__isnull=False),
                name="review_frozen_whole",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(stage="decided"), name="review_published_decided"
            ),
        )

    def __str__(self) -> str:
        return self.title


class Reviewed(models.Model):
    """One channel in a review, and what people say of its circumstances.

    `successor` would take over what it does. `sample` is the one on which its figures rest.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="channels")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    critical = models.BooleanField(default=False)
    successor = models.ForeignKey(
        Channel, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sample = models.ForeignKey(
        Sample, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("review", "channel__unit__path", "channel__position", "channel_id")
        constraints = (
            models.UniqueConstraint(fields=("review", "channel"), name="reviewed_once"),
            models.CheckConstraint(
                condition=Q(successor=None) | ~Q(successor=models.F("channel")),
                name="reviewed_successor_is_another",
            ),
        )

    def __str__(self) -> str:
        return f"{self.review_id} {self.channel_id}"
