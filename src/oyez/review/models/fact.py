"""What was counted of a channel on a day, and how far the counting is."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from oyez.domain.review.facts import Metric, Source
from oyez.govern.models import Channel
from oyez.publish.models import Delivery


class Fact(models.Model):
    """One figure of one day from one source; counted again, it is the same row."""

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    metric = models.CharField(max_length=16)
    source = models.CharField(max_length=10)
    value = models.FloatField()

    class Meta:
        ordering = ("channel", "day", "metric")
        constraints = (
            models.UniqueConstraint(
                fields=("channel", "day", "metric", "source"), name="fact_once"
            ),
            models.CheckConstraint(
                condition=Q(metric__in=[one.value for one in Metric]), name="fact_metric"
            ),
            models.CheckConstraint(
                condition=Q(source__in=[one.value for one in Source]), name="fact_source"
            ),
            models.CheckConstraint(condition=Q(value__gte=0), name="fact_not_negative"),
        )

    def __str__(self) -> str:
        return f"{self.channel_id} {self.day} {self.metric}"


class Figure(models.Model):
    """What a platform last said of a delivery of ours; the difference is what a day has brought."""

    delivery = models.ForeignKey(
        Delivery, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    metric = models.CharField(max_length=16)
    value = models.FloatField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("delivery", "metric")
        constraints = (models.UniqueConstraint(fields=("delivery", "metric"), name="figure_once"),)

    def __str__(self) -> str:
        return f"{self.delivery_id} {self.metric}"


class Measuring(models.Model):
    """Whose turn it is to be measured, and up to which day its own facts are written.

    `due_at` stands at the end of a lease while somebody asks, as `listen.Polling` does.
    """

    channel = models.OneToOneField(
        Channel, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    due_at = models.DateTimeField()
    failures = models.PositiveIntegerField(default=0)
    code = models.CharField(max_length=80, blank=True)
    counted_until = models.DateField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("due_at",), name="measuring_due"),)

    def __str__(self) -> str:
        return f"channel {self.channel_id}"
