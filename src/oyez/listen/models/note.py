"""What colleagues tell each other about an item."""

from __future__ import annotations

from django.db import models

from oyez.accounts.models import Person
from oyez.listen.models.inbox_item import InboxItem


class Note(models.Model):
    """A note beside an item; it goes with the item's words."""

    item = models.ForeignKey(InboxItem, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    text = models.TextField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"on {self.item_id}"
