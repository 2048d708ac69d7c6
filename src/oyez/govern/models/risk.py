"""The decision to live with a risk."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from oyez.accounts.models import Person
from oyez.govern.models.channel import Channel


class RiskAcceptance(models.Model):
    """Why a channel may be used although its platform does not allow the way; never changed.

    It holds from `confirmed_at`, by another person, to the end of `ends_on`. `warned` is the
    number of days before the end at which people were told last.
    """

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="risks")
    reason = models.TextField()
    considered = models.TextField()
    ends_on = models.DateField()
    accepted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=500, blank=True)
    warned = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("-accepted_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False)
                & ~Q(confirmed_by=F("accepted_by")),
                name="risk_two_people_accept",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by=None, withdrawn_at=None)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="risk_withdrawn_whole",
            ),
            models.UniqueConstraint(
                fields=("channel",),
                condition=Q(confirmed_at=None, withdrawn_at=None),
                name="risk_one_waits",
            ),
        )
        indexes = (
            models.Index(
                fields=("channel",), condition=Q(withdrawn_at=None), name="risk_not_withdrawn"
            ),
        )

    def __str__(self) -> str:
        return f"{self.channel_id} until {self.ends_on}"
