"""Where people and places are paged, and the pages that only try it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from oyez.accounts.models import Person
from oyez.domain.alarm import Station


class Stationed(models.Model):
    """Who stands at a station at any hour: a place that is always staffed, or a person.

    It holds for an authority's path and everything below it, unless a nearer one does.
    """

    path = models.CharField(max_length=460)
    place = models.CharField(max_length=200)
    station = models.CharField(max_length=10)
    name = models.CharField(max_length=120)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("path", "station", "name", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(station__in=[Station.FINAL, Station.HEAD]), name="stationed_where"
            ),
            models.UniqueConstraint(fields=("path", "station", "name"), name="stationed_once"),
        )

    def __str__(self) -> str:
        return self.name


class PagingWay(models.Model):
    """One address at which a person or a place is paged; it is sealed for this row.

    `label` shows so much of it that its owner knows which one it is. `sent_at` and `failed_at`
    tell how it went last, `arrived_at` when somebody said that a page came.
    """

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="paging_ways"
    )
    stationed = models.ForeignKey(
        Stationed, on_delete=models.CASCADE, null=True, blank=True, related_name="paging_ways"
    )
    way = models.CharField(max_length=10)
    label = models.CharField(max_length=120)
    sealed = models.BinaryField(default=b"")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(person__isnull=False, stationed__isnull=True)
                | Q(person__isnull=True, stationed__isnull=False),
                name="paging_way_of_one",
            ),
            models.UniqueConstraint(fields=("person", "digest"), name="paging_way_once"),
            models.UniqueConstraint(fields=("stationed", "digest"), name="paging_way_there_once"),
        )

    def __str__(self) -> str:
        return f"{self.way} {self.label}"


class PushKey(models.Model):
    """The one key with which browsers of the staff are paged; made when the first one asks."""

    sealed = models.BinaryField(default=b"")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"made {self.made_at}"


class Trial(models.Model):
    """A page that only tries a way: somebody wished for it, or it is the day's own (`by` empty).

    `once` keeps the day's own from being written twice. `due_at` is empty once nothing is left to
    do. `arrived_at` is when somebody said that it came.
    """

    once = models.CharField(max_length=80, unique=True, null=True, blank=True)

    by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    stationed = models.ForeignKey(
        Stationed, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    path = models.CharField(max_length=460, blank=True)
    station = models.CharField(max_length=10, blank=True)
    way = models.CharField(max_length=10)
    address = models.ForeignKey(
        PagingWay, on_delete=models.CASCADE, null=True, blank=True, related_name="trials"
    )
    at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (
            models.Index(fields=("due_at",), condition=Q(due_at__isnull=False), name="trial_due"),
            models.Index(fields=("at",), name="trial_newest"),
        )

    def __str__(self) -> str:
        return f"{self.way} tried {self.at}"
