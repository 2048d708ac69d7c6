"""A form that was sent and waits until its person has shown who they are."""

from __future__ import annotations

from django.db import models

from oyez.accounts.models.person import Person


class KeptForm(models.Model):
    """What was sent where, sealed; the row is deleted in the moment it is carried out."""

    token = models.CharField(max_length=64, primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    deed = models.CharField(max_length=30)
    path = models.CharField(max_length=500)
    body = models.BinaryField()
    kept_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("kept_at",), name="kept_form_age"),)

    def __str__(self) -> str:
        return f"{self.deed} by person {self.person_id}"
