"""The lock under which a channel's session is renewed."""

from __future__ import annotations

from django.db import models

from oyez.govern.models.channel import Channel


class Renewal(models.Model):
    """Somebody renews the session of this channel now, until `until` at the latest.

    A refresh token that rotates is spent by its first use, so all processes share this row.
    """

    channel = models.OneToOneField(
        Channel, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    holder = models.CharField(max_length=40)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.channel_id} by {self.holder}"
