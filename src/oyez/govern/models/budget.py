"""Money: what may be spent in a month, what reading has cost, and what people were told of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from oyez.domain.budget import RESERVE, Level
from oyez.govern.models.channel import Channel


class Budget(models.Model):
    """What a platform may cost in a month, for one channel or for all of an authority's.

    `path` is the channel's own or the authority's; `amount` is in the platform's currency, and
    `reserve` per cent of it are kept for incidents.
    """

    path = models.CharField(max_length=480)
    platform = models.CharField(max_length=30)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    reserve = models.PositiveSmallIntegerField(default=RESERVE)

    class Meta:
        ordering = ("path", "platform")
        constraints = (
            models.UniqueConstraint(fields=("path", "platform"), name="budget_once"),
            models.CheckConstraint(
                condition=Q(amount__gte=0) & Q(reserve__lte=100), name="budget_sound"
            ),
        )

    def __str__(self) -> str:
        return f"{self.platform} {self.path}"


class Reading(models.Model):
    """What reading a channel cost on one day, where its platform charges for it."""

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    things = models.PositiveIntegerField(default=0)
    amount = models.DecimalField(max_digits=12, decimal_places=4, default=0)

    class Meta:
        ordering = ("day",)
        constraints = (models.UniqueConstraint(fields=("channel", "day"), name="reading_once"),)

    def __str__(self) -> str:
        return f"{self.channel_id} {self.day}"


class AllowanceTold(models.Model):
    """Of which level of an allowance people were told last, so that they hear it once.

    `about` names a budget or a quota, such as `budget:7`.
    """

    about = models.CharField(max_length=120, unique=True)
    level = models.PositiveSmallIntegerField(
        choices=[(level.value, level.name) for level in Level], default=Level.FINE
    )
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.about} {self.level}"
