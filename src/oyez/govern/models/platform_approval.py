"""The decision that a platform may be used."""

from __future__ import annotations

from django.db import models

from oyez.accounts.models import Person
from oyez.govern.models.authority import Authority


class PlatformApproval(models.Model):
    """`authority` lets those below it (or itself, at the top) use a platform for some time."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="approvals")
    platform = models.CharField(max_length=30)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    conditions = models.TextField(blank=True)
    approved_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("platform", "starts_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="platform_approval_days",
            ),
        )

    def __str__(self) -> str:
        return f"{self.platform} {self.starts_on}"
