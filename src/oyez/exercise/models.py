"""Drills and what happens in them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from oyez.accounts.models import Person
from oyez.govern.models import Unit
from oyez.publish.models import Notice


class DrillState(models.TextChoices):
    """A drill runs once."""

    RUNNING = "running"
    STOPPED = "stopped"


class Outcome(models.TextChoices):
    """What came of an event; nothing while it is still to come."""

    PLAYED = "played"
    SKIPPED = "skipped"
    FAILED = "failed"


class Drill(models.Model):
    """One performance of a scenario, whose text is kept to the byte.

    `speed` says how many seconds of the scenario pass in one; `acted` that the players of the file
    act as well, where nobody is trained. One drill runs at a time, for the faults are everybody's.
    """

    title = models.CharField(max_length=120)
    source = models.TextField()
    fingerprint = models.CharField(max_length=64)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default=DrillState.RUNNING)
    speed = models.FloatField(default=1.0)
    acted = models.BooleanField(default=False)
    started_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField()
    stopped_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    stopped_at = models.DateTimeField(null=True)
    cleared_at = models.DateTimeField(null=True)
    clearing = models.CharField(max_length=48, blank=True)
    clearing_until = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-started_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("state",), condition=Q(state="running"), name="drill_runs_alone"
            ),
            models.CheckConstraint(
                condition=Q(state="running", stopped_at=None)
                | Q(state="stopped", stopped_at__isnull=False),
                name="drill_state",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def running(self) -> bool:
        """Whether events are still played."""
        return self.state == DrillState.RUNNING


class DrillEvent(models.Model):
    """Something that happens in a drill, once. `due_at` is empty while what it follows has not.

    A lease names the worker that plays it and when it ends; every write checks it.
    """

    drill = models.ForeignKey(Drill, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=10)
    at = models.FloatField()
    after = models.CharField(max_length=60, blank=True)
    data = models.JSONField(default=dict)
    due_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, blank=True)
    told = models.JSONField(null=True)
    struck = models.PositiveIntegerField(null=True)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, null=True, related_name="+")
    lease = models.CharField(max_length=60, blank=True)
    lease_until = models.DateTimeField(null=True)
    tries = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("drill", "number")
        constraints = (
            models.UniqueConstraint(fields=("drill", "number"), name="drill_event_number"),
            models.UniqueConstraint(fields=("drill", "name"), name="drill_event_name"),
        )
        indexes = (
            models.Index(
                fields=("drill", "due_at"), condition=Q(done_at=None), name="drill_event_due"
            ),
        )

    def __str__(self) -> str:
        return f"{self.drill_id}.{self.number} {self.name}"
