"""Somebody is on the way to a platform and back, in order to connect a channel."""

from __future__ import annotations

from django.db import models

from oyez.accounts.models import Person
from oyez.govern.models.channel import Channel


class Connecting(models.Model):
    """One way there and back: for one person in one session, once, for ten minutes.

    `digest` stands for the word that travels through the browser, `session` for the session;
    what is needed on the way back is sealed. While a page has to be chosen, `choosing` is true.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="+")
    session = models.CharField(max_length=64)
    sealed = models.BinaryField()
    choosing = models.BooleanField(default=False)
    begun_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("begun_at",), name="connecting_age"),)

    def __str__(self) -> str:
        return f"channel {self.channel_id} by person {self.person_id}"
