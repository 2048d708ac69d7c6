"""Something the public said or did, or a report about a send of ours."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from oyez.govern.models import Channel
from oyez.platforms.heard import Heard
from oyez.publish.models import Delivery

TEXT = 5000  # characters that are kept of a text; the rest stays in the event


class InboxItem(models.Model):
    """One item of a channel; heard again, it is the same row.

    `about` is the platform's name for what it is about, `delivery` what that is of ours. `due_at`
    is when the worker looks at it next, NULL when it has. What its author has deleted keeps its
    row, so that nothing brings it back; its words go when `OYEZ_HEARD_DAYS` are over. `cut` says
    that the text was longer than `TEXT`.
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
                fields=("delivery", "kind"),
                condition=Q(delivery__isnull=False),
                name="inbox_item_about",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.platform_id}"
