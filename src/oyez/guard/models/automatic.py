"""What an authority lets happen without a person, and posts of strangers on their way out."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from oyez.accounts.models import Person
from oyez.govern.models import Authority
from oyez.guard.models.stranger import Stranger


class Automatic(models.Model):
    """Everything is off until somebody of the authority switches it on; no row is the same."""

    authority = models.OneToOneField(
        Authority, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    labelled = models.BooleanField(default=False)
    scored = models.BooleanField(default=False)
    stranger = models.BooleanField(default=False)
    unanswered = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"of authority {self.authority_id}"


class Removal(models.Model):
    """The wish that a stranger's post be gone; `due_at` is empty once no machine can do more.

    `gone_at` is when it was read as gone, or when `said_by` said so after looking.
    """

    stranger = models.OneToOneField(
        Stranger, on_delete=models.PROTECT, primary_key=True, related_name="removal"
    )
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    by_hand = models.BooleanField(default=False)
    failure = models.CharField(max_length=120, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)
    said_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        indexes = (
            models.Index(fields=("due_at",), condition=Q(due_at__isnull=False), name="removal_due"),
        )

    def __str__(self) -> str:
        return f"of {self.stranger_id}"
