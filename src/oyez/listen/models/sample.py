"""A sample of what people said, to be labelled by people who see no score."""

from __future__ import annotations

from django.db import models

from oyez.accounts.models import Person
from oyez.domain.sampling import Method
from oyez.govern.models import Channel
from oyez.listen.models.inbox_item import InboxItem


class Sample(models.Model):
    """Drawn by chance from everything that was said on a channel in a period.

    `frame` is how many things that were, `digest` which; with the seed anybody draws the same.
    """

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    method = models.CharField(max_length=10)
    wanted = models.PositiveIntegerField()
    seed = models.PositiveBigIntegerField()
    frame = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    drawn_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    drawn_at = models.DateTimeField()

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(method__in=[method.value for method in Method]),
                name="sample_method",
            ),
        )

    def __str__(self) -> str:
        return f"sample of channel {self.channel_id}"


class SampleItem(models.Model):
    """One thing that came in, in the order of labelling, and the chance with which it did.

    `group` is the post it is about, 0 for none: replies to one post resemble each other.
    `twice` things get a second label from somebody who does not see the first.
    """

    sample = models.ForeignKey(Sample, on_delete=models.CASCADE, related_name="items")
    item = models.ForeignKey(InboxItem, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    group = models.PositiveBigIntegerField(default=0)
    chance = models.FloatField()
    twice = models.BooleanField(default=False)

    class Meta:
        ordering = ("sample", "position")
        constraints = (
            models.UniqueConstraint(fields=("sample", "item"), name="sample_item_once"),
            models.UniqueConstraint(fields=("sample", "position"), name="sample_item_position"),
        )

    def __str__(self) -> str:
        return f"{self.sample_id}.{self.position}"
