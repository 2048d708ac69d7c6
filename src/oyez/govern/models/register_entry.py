"""What the register knows about a channel beyond what is needed for sending."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from oyez.accounts.models import Person
from oyez.govern.models.channel import Channel


def _keeper() -> models.ForeignKey[Person | None, Person | None]:
    return models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


class RegisterEntry(models.Model):
    """For whom and what a channel is, who looks after it, and what comes after it.

    A table of its own, so that what sends stays lean. `hours` maps weekdays to words like
    `08:00-16:00`; empty means those of the unit. `replaced_by` and `instead` are told to the
    public once the channel closes. `reserved`: closed, but the name is kept so that nobody else
    takes it. `version` counts changes, so that nobody overwrites what they have not seen.
    """

    channel = models.OneToOneField(
        Channel, on_delete=models.CASCADE, primary_key=True, related_name="register"
    )
    purpose = models.CharField(max_length=500, blank=True)
    audience = models.CharField(max_length=200, blank=True)
    hours = models.JSONField(default=dict, blank=True)
    owner = _keeper()
    deputy = _keeper()
    replaced_by = models.ForeignKey(
        Channel, on_delete=models.PROTECT, null=True, blank=True, related_name="replaces"
    )
    instead = models.CharField(max_length=300, blank=True)
    reserved = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(owner=None) | Q(deputy=None) | ~Q(owner=F("deputy")),
                name="register_two_people",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by=None) | ~Q(replaced_by=F("channel")),
                name="register_another_channel",
            ),
        )

    def __str__(self) -> str:
        return f"channel {self.channel_id}"
