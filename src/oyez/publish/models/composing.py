"""What lies about while somebody writes: unsaved words, and who sits at which draft."""

from __future__ import annotations

from django.db import models

from oyez.accounts.models import Person
from oyez.publish.models.notice import Notice


class Jotting(models.Model):
    """What somebody typed and has not saved. `person` is empty where nobody was signed in.

    It is scratch paper, not a record: one person's, never sent, thrown away after hours.
    """

    key = models.CharField(max_length=40, primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    origin = models.CharField(max_length=64, blank=True)
    address = models.CharField(max_length=200)
    form_key = models.CharField(max_length=64, blank=True)
    data = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=("person", "address"), name="jotting_of_person"),
            models.Index(fields=("at",), name="jotting_age"),
        )

    def __str__(self) -> str:
        return f"{self.address} by {self.person_id}"


class Seat(models.Model):
    """A window in which somebody has a draft open.

    `wrote` is the version it saved last and `digest` what it sent then, so that the same click
    twice, or an answer that got lost, is not taken for somebody else's work.
    """

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    form_key = models.CharField(max_length=64)
    since = models.DateTimeField()
    seen_at = models.DateTimeField()
    wrote = models.PositiveIntegerField(null=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("notice", "person", "form_key"), name="seat_once"),
        )
        indexes = (models.Index(fields=("seen_at",), name="seat_age"),)

    def __str__(self) -> str:
        return f"{self.person_id} at {self.notice_id}"
