"""Addresses that live notices link to, what was seen there, and what has changed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from oyez.domain.drift import DriftCode
from oyez.publish.models import Notice


class Watch(models.Model):
    """One address of one notice under watch; NULL in `next_at` says that the watch is over.

    Whoever looks has moved `next_at` to the end of their lease and left the time in `taken_at`;
    what they saw is written only where the lease still stands. `baseline` is the look that others
    are compared with, as JSON of `domain.looking`; `misses` counts looks in a row that brought
    nothing. Until `quick_until` the address is looked at every `quick_every` seconds. `asked_at`
    is when somebody wanted a look that has not been taken yet.
    """

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="watches")
    key = models.CharField(max_length=64)
    address = models.TextField()
    host = models.CharField(max_length=253)
    begun_at = models.DateTimeField()
    baseline = models.JSONField(null=True, blank=True)
    next_at = models.DateTimeField(null=True, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    quick_until = models.DateTimeField(null=True, blank=True)
    quick_every = models.PositiveSmallIntegerField(default=0)
    misses = models.PositiveIntegerField(default=0)
    looks = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("notice", "key"), name="watch_once"),)
        indexes = (
            models.Index(fields=("next_at",), condition=Q(next_at__isnull=False), name="watch_due"),
            models.Index(fields=("host", "taken_at"), name="watch_host"),
        )

    def __str__(self) -> str:
        return f"{self.host} of {self.notice_id}"


class Look(models.Model):
    """What was seen, once for as long as it stayed the same: from `at` to `last_at`, `times`."""

    watch = models.ForeignKey(Watch, on_delete=models.CASCADE, related_name="seen")
    at = models.DateTimeField()
    last_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)
    looked = models.JSONField()

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.watch_id} at {self.at}"


class Drift(models.Model):
    """A material change; one row for as long as it lasts. `times` counts looks that showed it.

    `template` and `values` are the sentence for people. `handled_at` is set by whoever has made
    an alarm of it, `over_at` when a later look no longer shows it.
    """

    watch = models.ForeignKey(Watch, on_delete=models.CASCADE, related_name="drifts")
    code = models.CharField(max_length=20)
    template = models.CharField(max_length=300)
    values = models.JSONField(default=dict)
    evidence = models.JSONField(default=dict)
    at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)
    handled_at = models.DateTimeField(null=True, blank=True)
    over_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("watch", "code"), condition=Q(over_at=None), name="drift_once"
            ),
            models.CheckConstraint(
                condition=Q(code__in=[code.value for code in DriftCode]), name="drift_code"
            ),
        )
        indexes = (models.Index(fields=("at",), condition=Q(handled_at=None), name="drift_fresh"),)

    def __str__(self) -> str:
        return f"{self.code} at {self.watch_id}"
