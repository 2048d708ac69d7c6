"""An address in a mail that leads one person to one page."""

from __future__ import annotations

from django.db import models

from oyez.accounts.models.person import Person


class Link(models.Model):
    """Works once, for one person, until it expires; `digest` stands for the word in the address."""

    digest = models.CharField(max_length=64, primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=500)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("expires_at",), name="link_age"),)

    def __str__(self) -> str:
        return f"{self.path} for person {self.person_id}"
