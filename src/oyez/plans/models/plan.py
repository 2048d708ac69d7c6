"""What is to become of channels, at which hour, and who has agreed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from oyez.accounts.models import Person
from oyez.domain.plan import After, Kind, PlanState
from oyez.govern.models import Authority, Channel


def _person() -> models.ForeignKey[Person | None, Person | None]:
    return models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


class Plan(models.Model):
    """A plan of one authority. `hour` is the moment at which its channels change.

    `after` says what becomes of an account whose channel is closed, `review` is the number of the
    review that decided on it. Nothing happens before a second person has agreed.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="plans")
    kind = models.CharField(max_length=14)
    hour = models.DateTimeField()
    after = models.CharField(max_length=10, default=After.RESERVE)
    why = models.TextField(blank=True)
    review = models.PositiveBigIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, default=PlanState.DRAFT)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    proposed_by = _person()
    proposed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = _person()
    agreed_at = models.DateTimeField(null=True, blank=True)
    stopped_by = _person()
    stopped_at = models.DateTimeField(null=True, blank=True)
    stop_reason = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-hour", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in PlanState]), name="plan_state"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[one.value for one in Kind])
                & Q(after__in=[one.value for one in After]),
                name="plan_kind",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by=None, agreed_at=None)
                | Q(agreed_by__isnull=False, agreed_at__isnull=False, proposed_by__isnull=False)
                & ~Q(agreed_by=F("proposed_by")),
                name="plan_two_people",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "proposed"]) | Q(agreed_by__isnull=False),
                name="plan_agreed_before_it_runs",
            ),
        )
        indexes = (models.Index(fields=("state", "hour"), name="plan_by_state"),)

    def __str__(self) -> str:
        return f"{self.kind} at {self.hour}"

    @property
    def reference(self) -> str:
        """The plan in the ledger's words."""
        return f"plan:{self.pk}"


class PlanLine(models.Model):
    """One channel of a plan, and the channel that takes its place."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="lines")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    successor = models.ForeignKey(
        Channel, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("plan", "channel"), name="plan_line_once"),
            models.CheckConstraint(
                condition=Q(successor=None) | ~Q(successor=F("channel")),
                name="plan_line_another_channel",
            ),
        )

    def __str__(self) -> str:
        return f"channel {self.channel_id} of plan {self.plan_id}"
