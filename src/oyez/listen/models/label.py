"""What a person says something is, without having seen what a machine says."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from oyez.accounts.models import Person
from oyez.domain.inbox.annotation import CANNOT_TELL, Turn
from oyez.domain.inbox.labels import Label as Word
from oyez.listen.models.sample import SampleItem


class Label(models.Model):
    """One person's word about one thing in a sample; a person has one turn at each thing.

    `abusive` is abusive language and `warning` a warning about our own post, whatever else it is.
    """

    sample_item = models.ForeignKey(SampleItem, on_delete=models.CASCADE, related_name="labels")
    turn = models.PositiveSmallIntegerField(choices=[(turn.value, turn.name) for turn in Turn])
    label = models.CharField(max_length=12)
    abusive = models.BooleanField(default=False)
    warning = models.BooleanField(default=False)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ("sample_item", "turn")
        constraints = (
            models.UniqueConstraint(fields=("sample_item", "turn"), name="label_turn_once"),
            models.UniqueConstraint(fields=("sample_item", "by"), name="label_person_once"),
            models.CheckConstraint(
                condition=Q(label__in=[*(word.value for word in Word), CANNOT_TELL]),
                name="label_word",
            ),
        )

    def __str__(self) -> str:
        return f"{self.label} {self.sample_item_id}"
