"""A campaign that deletes a channel's old posts, and each post of it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from oyez.accounts.models import Person
from oyez.archive.models.record import Record
from oyez.domain.purge import KEPT_USUALLY, MOST_KEPT, OPEN, Facts, PurgeState, RemovalState
from oyez.govern.models import Channel
from oyez.publish.models import Delivery


class Purge(models.Model):
    """Everything of our own that is older than `before`, once a second person has confirmed it.

    `kept` per cent of every window of deletions are left for incidents. `wait_until` is set where
    the platform wants us to wait; `trouble` says why the campaign has paused by itself.
    """

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="purges")
    before = models.DateTimeField()
    kept = models.PositiveSmallIntegerField(default=KEPT_USUALLY)
    state = models.CharField(max_length=10, default=PurgeState.PROPOSED)
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    wait_until = models.DateTimeField(null=True, blank=True)
    trouble = models.JSONField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-proposed_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in PurgeState]), name="purge_state"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False)
                & ~Q(confirmed_by=F("proposed_by")),
                name="purge_two_people",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "stopped"]) | Q(confirmed_by__isnull=False),
                name="purge_confirmed_before_it_runs",
            ),
            models.CheckConstraint(condition=Q(kept__lte=MOST_KEPT), name="purge_kept"),
            models.UniqueConstraint(
                fields=("channel",),
                condition=Q(state__in=sorted(state.value for state in OPEN)),
                name="purge_one_open",
            ),
        )
        indexes = (
            models.Index(fields=("due_at",), condition=Q(state="running"), name="purge_due"),
        )

    def __str__(self) -> str:
        return f"channel {self.channel_id} before {self.before}"


class Removal(models.Model):
    """One post of a campaign. It has a record, which stays whatever becomes of the post.

    What went out as a delivery is removed as a delivery; everything else by the platform's number.
    The intent is written before the call, with the end of its lease in `due_at`.
    """

    purge = models.ForeignKey(Purge, on_delete=models.PROTECT, related_name="removals")
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="+")
    delivery = models.ForeignKey(
        Delivery, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    post = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField()
    state = models.CharField(max_length=10, default=RemovalState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    looks = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)
    evidence = models.CharField(max_length=300, blank=True)
    code = models.CharField(max_length=80, blank=True)
    why = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(fields=("purge", "record"), name="purge_removal_once"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in RemovalState]),
                name="purge_removal_state",
            ),
            models.CheckConstraint(
                condition=~Q(state="gone") | Q(gone_at__isnull=False) & ~Q(evidence=""),
                name="purge_gone_is_proved",
            ),
        )
        indexes = (
            models.Index(fields=("purge", "state", "at"), name="purge_removal_next"),
            models.Index(fields=("purge", "due_at"), name="purge_removal_due"),
        )

    def __str__(self) -> str:
        return f"{self.post} of {self.purge_id}"

    @property
    def facts(self) -> Facts:
        """The row as the rules know it."""
        return Facts(RemovalState(self.state), self.tries, self.looks)


class RemovalCall(models.Model):
    """One deletion that a campaign asked a platform for, written before it was asked."""

    removal = models.ForeignKey(Removal, on_delete=models.PROTECT, related_name="calls")
    channel_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("channel_id", "at"), name="purge_call_rate"),)

    def __str__(self) -> str:
        return f"{self.removal_id} {self.at}"
