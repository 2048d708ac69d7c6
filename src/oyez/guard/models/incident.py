"""What happened around one danger, what was decided about it, and what follows from it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from oyez.accounts.models import Person
from oyez.domain.incident import Wish
from oyez.govern.models import Authority, Channel
from oyez.guard.models.alarm import Alarm
from oyez.publish.models import Notice


class Incident(models.Model):
    """One danger from its first sign to what was learnt; its alarms may be several.

    `said` are further notices that were written because of it, such as an apology.

    While `held_at` is set and it is not resolved, nothing that was heard below `path` is
    forgotten. `opened_by` is empty where the guard opened it.
    """

    path = models.CharField(max_length=460)
    about = models.CharField(max_length=500)
    title = models.CharField(max_length=300)
    notice = models.ForeignKey(
        Notice, on_delete=models.PROTECT, null=True, blank=True, related_name="incidents"
    )
    channel = models.ForeignKey(
        Channel, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    alarms = models.ManyToManyField(Alarm, related_name="incidents")
    said = models.ManyToManyField(Notice, related_name="+")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    held_at = models.DateTimeField(null=True, blank=True)
    locked_at = models.DateTimeField(null=True, blank=True)
    happened = models.CharField(max_length=2000, blank=True)
    learnt = models.CharField(max_length=2000, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("-opened_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("about",), condition=Q(resolved_at=None), name="incident_open_once"
            ),
        )

    def __str__(self) -> str:
        return self.title


class Measure(models.Model):
    """What somebody promised to do so that it does not happen again; `rule` names where.

    With an empty `rule` it is a task; otherwise it is done when that rule was changed.
    """

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="measures")
    what = models.CharField(max_length=300)
    rule = models.CharField(max_length=20, blank=True)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="measures")
    due = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("due", "pk")
        indexes = (
            models.Index(fields=("owner", "due"), condition=Q(done_at=None), name="measure_open"),
        )

    def __str__(self) -> str:
        return self.what


class Wording(models.Model):
    """An authority's own words for what it says in an incident, in one language.

    Places in braces such as {since} are filled in; without a row the house's words are taken.
    """

    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="+")
    wish = models.CharField(max_length=12)
    language = models.CharField(max_length=10)
    headline = models.CharField(max_length=200)
    body = models.TextField(max_length=4000)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("authority", "wish", "language"), name="wording_once"),
            models.CheckConstraint(
                condition=Q(wish__in=[one.value for one in Wish]), name="wording_wish"
            ),
        )

    def __str__(self) -> str:
        return f"{self.wish} in {self.language}"
