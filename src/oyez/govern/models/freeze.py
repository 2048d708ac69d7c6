"""The brake."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from oyez.accounts.models import Person


def _person() -> models.ForeignKey[Person | None, Person | None]:
    return models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


class Freeze(models.Model):
    """Nothing goes out in `scope` until two different people have lifted it.

    `by` is empty where a machine froze; `by_name` then says which one.
    """

    scope = models.CharField(max_length=500)
    scope_name = models.CharField(max_length=200)
    reason = models.CharField(max_length=500)
    by = _person()
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    first_lift_by = _person()
    first_lift_at = models.DateTimeField(null=True, blank=True)
    lifted_by = _person()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(first_lift_by=None, first_lift_at=None)
                | Q(first_lift_by__isnull=False, first_lift_at__isnull=False),
                name="freeze_first_lift_whole",
            ),
            models.CheckConstraint(
                condition=Q(lifted_by=None, lifted_at=None)
                | Q(lifted_by__isnull=False, lifted_at__isnull=False, first_lift_by__isnull=False)
                & ~Q(lifted_by=F("first_lift_by")),
                name="freeze_two_people_lift",
            ),
        )
        indexes = (
            models.Index(fields=("scope",), condition=Q(lifted_at=None), name="freeze_in_force"),
        )

    def __str__(self) -> str:
        return f"{self.scope_name}: {self.reason}"
