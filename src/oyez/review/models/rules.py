"""What an authority has set for its reviews: how often, and the figures of the rules."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from oyez.govern.models import Authority


class ReviewRules(models.Model):
    """When the next review begins by itself, of how many months, and the bars that differ.

    Without `next_on` nothing is opened by itself. Without a row everything is as usual.
    """

    authority = models.OneToOneField(
        Authority, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    every_months = models.PositiveSmallIntegerField(default=12)
    next_on = models.DateField(null=True, blank=True)
    bars = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(every_months__gte=1) & Q(every_months__lte=36), name="rules_months"
            ),
        )
        indexes = (
            models.Index(
                fields=("next_on",), condition=Q(next_on__isnull=False), name="rules_review_due"
            ),
        )

    def __str__(self) -> str:
        return f"authority {self.authority_id}"
