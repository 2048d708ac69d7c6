"""The ledger: a chain of entries that can be added to and never changed.

Both tables are unmanaged after their migration, so that no command of Django (`flush`, for one)
may empty them; database triggers refuse the rest.
"""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """Who did what to which object and when, sealed together with the entry before it."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    action = models.CharField(max_length=80)
    object = models.CharField(max_length=500)
    request_id = models.CharField(max_length=80, blank=True)
    data = models.JSONField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        managed = False
        db_table = "audit_entry"
        ordering = ("seq",)

    def __str__(self) -> str:
        return f"{self.seq} {self.action} {self.object}"


class Head(models.Model):
    """The one row that knows how the ledger ends, so that a removed tail is noticed."""

    id = models.PositiveSmallIntegerField(primary_key=True)
    seq = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        managed = False
        db_table = "audit_head"

    def __str__(self) -> str:
        return f"{self.seq} {self.hash}"
