"""Something the public said or did, or a report about a send of ours."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from oyez.accounts.models import Person
from oyez.govern.models import Channel
from oyez.platforms.heard import Heard
from oyez.publish.models import Delivery

TEXT = 5000  # characters that are kept of a text; the rest stays in the event


class Place(models.IntegerChoices):
    """What goes first in the inbox, whatever else is said of it."""

    URGENT = 0
    WARNING = 1
    OTHER = 2


class InboxItem(models.Model):
    """One item of a channel; heard again, it is the same row.

    `about` is the platform's name for what it is about, `delivery` what that is of ours. `due_at`
    is when the worker looks at it next, NULL when it has. What its author has deleted keeps its
    row, so that nothing brings it back; its words go when `OYEZ_HEARD_DAYS` are over, and those of
    everything else after `OYEZ_REPLY_DAYS`: at `forgotten_at`. Kind, times and labels stay. `cut`
    says that the text was longer than `TEXT`. `own` is what an account of ours has said.

    `open_at` is since when it waits for a person, NULL when there is nothing to be done; `read_at`
    when somebody first had it before them. `label` is what a person says it is, `suggested` what
    the newest score does, for which it waits while `score_due_at` is set.
    """

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    platform_id = models.CharField(max_length=400)
    kind = models.CharField(max_length=10)
    author = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    cut = models.BooleanField(default=False)
    at = models.DateTimeField()
    about = models.CharField(max_length=400, blank=True)
    url = models.CharField(max_length=500, blank=True)
    delivery = models.ForeignKey(
        Delivery, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    first_seen = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)
    own = models.BooleanField(default=False)
    account_days = models.FloatField(null=True, blank=True)
    score_due_at = models.DateTimeField(null=True, blank=True)
    place = models.PositiveSmallIntegerField(choices=Place.choices, default=Place.OTHER)
    suggested = models.CharField(max_length=10, blank=True, default="")
    label = models.CharField(max_length=10, blank=True, default="")
    labelled_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    labelled_at = models.DateTimeField(null=True, blank=True)
    assigned_to = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    open_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=("channel", "platform_id"), name="inbox_item_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Heard]), name="inbox_item_kind"
            ),
        )
        indexes = (
            models.Index(fields=("channel", "-id"), name="inbox_item_newest"),
            models.Index(
                fields=("due_at",), condition=Q(due_at__isnull=False), name="inbox_item_due"
            ),
            models.Index(
                fields=("deleted_at",),
                condition=Q(deleted_at__isnull=False),
                name="inbox_item_deleted",
            ),
            models.Index(fields=("kind", "first_seen"), name="inbox_item_age"),
            models.Index(
                fields=("first_seen",),
                condition=Q(forgotten_at__isnull=True),
                name="inbox_item_remembered",
            ),
            models.Index(
                fields=("delivery", "kind"),
                condition=Q(delivery__isnull=False),
                name="inbox_item_about",
            ),
            models.Index(
                fields=("at",), condition=Q(score_due_at__isnull=False), name="inbox_item_to_score"
            ),
            models.Index(
                fields=("place", "-id"), condition=Q(open_at__isnull=False), name="inbox_item_first"
            ),
            models.Index(
                fields=("open_at",), condition=Q(open_at__isnull=False), name="inbox_item_waiting"
            ),
            models.Index(fields=("channel", "first_seen"), name="inbox_item_rate"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.platform_id}"
