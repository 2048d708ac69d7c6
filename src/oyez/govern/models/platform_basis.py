"""On what the use of a platform rests."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from oyez.accounts.models import Person
from oyez.govern.models.authority import Authority


class PlatformBasis(models.Model):
    """The law and the privacy assessment behind a platform, for an authority and all below it.

    An authority with a row of its own goes by that one. `assessed_by` is a person or an office,
    often none of ours; `reference` is a file number or a link. `version` counts changes.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="bases")
    platform = models.CharField(max_length=30)
    legal_basis = models.CharField(max_length=500, blank=True)
    assessed_on = models.DateField(null=True, blank=True)
    assessed_by = models.CharField(max_length=120, blank=True)
    check_due = models.DateField(null=True, blank=True)
    reference = models.CharField(max_length=300, blank=True)
    entered_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    entered_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("authority__path", "platform")
        constraints = (
            models.UniqueConstraint(fields=("authority", "platform"), name="basis_once"),
            models.CheckConstraint(
                condition=Q(check_due=None) | Q(check_due__gt=F("assessed_on")),
                name="basis_checked_later",
            ),
        )

    def __str__(self) -> str:
        return f"{self.platform} of {self.authority_id}"
