"""What a scorer said of an item."""

from __future__ import annotations

from django.db import models

from oyez.listen.models.inbox_item import InboxItem


class Score(models.Model):
    """One instrument's reading of one text: probabilities from 0 to 1, and what they come to.

    It is about a text and never about its author; it ranks and suggests and decides nothing. A
    fingerprint is an instrument; the same one again replaces its reading, because the words have
    changed.
    """

    item = models.ForeignKey(InboxItem, on_delete=models.CASCADE, related_name="scores")
    lang = models.CharField(max_length=10)
    abuse = models.FloatField()
    abusive = models.BooleanField()
    triage = models.CharField(max_length=10)
    triage_p = models.FloatField()
    urgent = models.BooleanField()
    alarm = models.FloatField()
    alarming = models.BooleanField()
    scorer = models.CharField(max_length=60)
    version = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")
        constraints = (models.UniqueConstraint(fields=("item", "fingerprint"), name="score_once"),)
        indexes = (models.Index(fields=("at",), name="score_newest"),)

    def __str__(self) -> str:
        return f"{self.item_id} by {self.scorer}"
