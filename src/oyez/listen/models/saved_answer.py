"""An answer that was agreed to before it is needed."""

from __future__ import annotations

from django.db import models

from oyez.accounts.models import Person
from oyez.govern.models import Unit


class SavedAnswer(models.Model):
    """A text of a unit in one language, with places such as {online}; see `domain.inbox.routes`.

    It serves the unit and all below it. What is changed is another row, so that what was sent can
    be read as it was; the old one is `ended_at`.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=10)
    name = models.CharField(max_length=80)
    text = models.TextField()
    made_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name
