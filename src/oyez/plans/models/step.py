"""One step of a plan."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from oyez.accounts.models import Person
from oyez.domain.plan import OPEN, RULES, Deed, Rule, StepState
from oyez.govern.models import Channel, ModeChange, Unit
from oyez.plans.models.plan import Plan
from oyez.publish.models import Notice


def _person() -> models.ForeignKey[Person | None, Person | None]:
    return models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


class PlanStep(models.Model):
    """What is done about a channel, or for all channels of a unit, at its time.

    `text` are words for it, such as those of a profile. `told` says why it is held or has failed,
    `due_at` when the machine looks again. `before` is what was before, for the way back. `yes_by`
    is the second person where nothing brings it back.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()
    deed = models.CharField(max_length=14)
    channel = models.ForeignKey(
        Channel, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=8, default=StepState.WAITING)
    owner = _person()
    text = models.TextField(blank=True)
    notice = models.ForeignKey(
        Notice, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    change = models.OneToOneField(
        ModeChange, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    before = models.JSONField(null=True, blank=True)
    told = models.JSONField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    yes_by = _person()
    yes_at = models.DateTimeField(null=True, blank=True)
    done_by = _person()
    done_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    undone_by = _person()
    undone_at = models.DateTimeField(null=True, blank=True)
    undo_note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("plan", "at", "number")
        constraints = (
            models.UniqueConstraint(fields=("plan", "number"), name="plan_step_number"),
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in StepState])
                & Q(deed__in=[one.value for one in Deed]),
                name="plan_step_state",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_at__isnull=False), name="plan_step_done_when"
            ),
            models.CheckConstraint(
                condition=~Q(state="done", deed="delete")
                | Q(yes_by__isnull=False, done_by__isnull=False) & ~Q(yes_by=F("done_by")),
                name="plan_step_two_people",
            ),
        )
        indexes = (
            models.Index(
                fields=("due_at",), condition=Q(due_at__isnull=False), name="plan_step_due"
            ),
            models.Index(fields=("at",), name="plan_step_at"),
        )

    def __str__(self) -> str:
        return f"{self.plan_id}.{self.number} {self.deed}"

    @property
    def rule(self) -> Rule:
        """What holds for steps that do this."""
        return RULES[Deed(self.deed)]

    @property
    def step_state(self) -> StepState:
        """The state as the rules know it."""
        return StepState(self.state)

    @property
    def open(self) -> bool:
        """Whether something is left to do."""
        return StepState(self.state) in OPEN
