"""Calls to people who must act on an alarm."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from oyez.accounts.models import Person
from oyez.domain.alarm import Station
from oyez.guard.models.alarm import Alarm


class Page(models.Model):
    """One call to one station by one way; NULL in `due_at` says that nothing is left to do.

    `person` is None where a station is a place and not a person. A call that may have gone out
    twice harms less than one that did not.
    """

    alarm = models.ForeignKey(Alarm, on_delete=models.PROTECT, related_name="pages")
    station = models.CharField(max_length=10)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    way = models.CharField(max_length=10)
    loud = models.BooleanField()
    at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("alarm", "station", "person", "way", "loud"), name="page_once"
            ),
            models.UniqueConstraint(
                fields=("alarm", "station", "way", "loud"),
                condition=Q(person=None),
                name="page_to_place_once",
            ),
            models.CheckConstraint(
                condition=Q(station__in=[one.value for one in Station]), name="page_station"
            ),
        )
        indexes = (
            models.Index(fields=("due_at",), condition=Q(due_at__isnull=False), name="page_due"),
        )

    def __str__(self) -> str:
        return f"{self.station} by {self.way}"
