"""Who is on call, where, and until when."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from oyez.accounts.models import Person


class Duty(models.Model):
    """A person is on call for a path and everything below it; the end does not belong to it.

    `note` is what whoever was on call before wanted them to know, in `handed_by`'s words.
    """

    path = models.CharField(max_length=460)
    place = models.CharField(max_length=200)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="duties")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    deputy = models.BooleanField(default=False)
    note = models.CharField(max_length=1000, blank=True)
    handed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("begins_at", "deputy", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")), name="duty_ends_after_it_begins"
            ),
        )
        indexes = (models.Index(fields=("ends_at", "begins_at"), name="duty_when"),)

    def __str__(self) -> str:
        return f"{self.person_id} for {self.path}"
