"""Danger after publishing, and what speaks for it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from oyez.accounts.models import Person
from oyez.domain.alarm import AlarmState, Cause, Outcome
from oyez.govern.models import Channel
from oyez.listen.models import InboxItem
from oyez.publish.models import Notice


class Alarm(models.Model):
    """Raised, acknowledged, contained, resolved; `about` names what it is about, once while open.

    A quiet one (`loud` is false) pages one person once; it becomes loud when more speaks for it.
    `template` and `values` say why, as a sentence that gettext translates. `first_sign_at` is the
    time of the first warning, by the platform's clock where a reply gave it.
    """

    about = models.CharField(max_length=500)
    cause = models.CharField(max_length=10)
    loud = models.BooleanField()
    state = models.CharField(max_length=12, default=AlarmState.RAISED)
    path = models.CharField(max_length=460)
    notice = models.ForeignKey(
        Notice, on_delete=models.PROTECT, null=True, blank=True, related_name="alarms"
    )
    channel = models.ForeignKey(
        Channel, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    url = models.CharField(max_length=500, blank=True)
    template = models.CharField(max_length=300)
    values = models.JSONField(default=dict)
    weight = models.FloatField(default=0)
    authors = models.PositiveIntegerField(default=0)
    first_sign_at = models.DateTimeField(null=True, blank=True)
    raised_at = models.DateTimeField()
    loud_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    contained_at = models.DateTimeField(null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(max_length=12, blank=True)
    learnt = models.CharField(max_length=2000, blank=True)

    class Meta:
        ordering = ("-raised_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("about",),
                condition=~Q(state=AlarmState.RESOLVED),
                name="alarm_open_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in AlarmState]), name="alarm_state"
            ),
            models.CheckConstraint(
                condition=Q(cause__in=[one.value for one in Cause]), name="alarm_cause"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", *(one.value for one in Outcome)]),
                name="alarm_outcome",
            ),
        )
        indexes = (
            models.Index(
                fields=("raised_at",),
                condition=~Q(state=AlarmState.RESOLVED),
                name="alarm_open",
            ),
        )

    def __str__(self) -> str:
        return f"{self.cause} about {self.about}"


class Sign(models.Model):
    """One thing that speaks for an alarm: a reply, or what a look of ours found (`code`).

    The row stays when the words of the reply are forgotten.
    """

    alarm = models.ForeignKey(Alarm, on_delete=models.PROTECT, related_name="signs")
    item = models.ForeignKey(
        InboxItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    code = models.CharField(max_length=60)
    chance = models.FloatField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("alarm", "item"),
                condition=Q(item__isnull=False),
                name="sign_of_item_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} for {self.alarm_id}"
