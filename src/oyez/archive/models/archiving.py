"""Runs that store what a channel holds, and exports that were read in."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from oyez.accounts.models import Person
from oyez.govern.models import Channel


class Part(models.TextChoices):
    """The parts of a run, in their order."""

    NOTICES = "notices"
    ANSWERS = "answers"
    HEARD = "heard"
    POSTS = "posts"
    PROFILE = "profile"
    PAGE = "page"
    SEAL = "seal"


class Archiving(models.Model):
    """One run over a channel. `part` and `after` say where it goes on, `due_at` when.

    `counts` are numbers by kind of what was new, `missing` sentences about what could not be had.
    Whoever has a portion in hand has moved `due_at` to the end of their lease. `manifest` is the
    digest of the list of all records of the channel when the run ended, `records` its length.
    """

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="archivings")
    begun_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    begun_at = models.DateTimeField()
    part = models.CharField(max_length=10, choices=Part.choices, default=Part.NOTICES)
    after = models.BigIntegerField(default=0)
    due_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    missing = models.JSONField(default=list, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    records = models.PositiveIntegerField(default=0)
    manifest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("-begun_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("channel",), condition=Q(finished_at=None), name="archiving_one_runs"
            ),
        )
        indexes = (
            models.Index(fields=("due_at",), condition=Q(finished_at=None), name="archiving_due"),
        )

    def __str__(self) -> str:
        return f"channel {self.channel_id} at {self.begun_at}"


class Import(models.Model):
    """One export of a platform that was read in. `counts` are numbers, `problems` sentences."""

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    problems = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("-begun_at", "-pk")

    def __str__(self) -> str:
        return self.name
