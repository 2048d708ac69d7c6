"""Who was seen on a channel in a quarter, as digests that nobody can follow to the next one."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from oyez.govern.models import Channel


class Salt(models.Model):
    """What digests of one quarter are made with; it goes when that quarter is long over.

    One that an import has made for an old quarter stays as long from `made_at` on, so that the
    exports of several channels can be read in one after the other.
    """

    quarter = models.CharField(max_length=7, unique=True)
    value = models.BinaryField()
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.quarter


class Seen(models.Model):
    """One account on one channel in one quarter; counted as a total and never read alone.

    `again` says that it was seen on another day than `first_on` too.
    """

    quarter = models.CharField(max_length=7)
    digest = models.CharField(max_length=32)
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="+", db_index=False)
    first_on = models.DateField()
    again = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("quarter", "channel", "digest"), name="seen_once"),
        )
        indexes = (models.Index(fields=("quarter", "digest"), name="seen_elsewhere"),)

    def __str__(self) -> str:
        return f"{self.quarter} {self.channel_id}"


class ImportedCrowd(models.Model):
    """How many accounts wrote in a quarter by what was read in, and how many nowhere else."""

    quarter = models.CharField(max_length=7)
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="+", db_index=False)
    people = models.PositiveIntegerField()
    only_here = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("channel", "quarter"), name="imported_crowd_once"),
        )

    def __str__(self) -> str:
        return f"{self.quarter} {self.channel_id}"
