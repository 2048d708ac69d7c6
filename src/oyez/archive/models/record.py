"""One thing that was said or heard on a channel, kept whatever becomes of it there."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from oyez.archive.models.archiving import Import
from oyez.domain.retention import Retention
from oyez.govern.models import Channel
from oyez.publish.models import Delivery


class Kind(models.TextChoices):
    """What a record is of."""

    NOTICE = "notice"
    POST = "post"
    ANSWER = "answer"
    REPLY = "reply"
    MENTION = "mention"
    QUOTE = "quote"
    DIRECT = "direct"
    PROFILE = "profile"
    PAGE = "page"


class Source(models.TextChoices):
    """Where we have it from."""

    OURS = "ours"
    IMPORT = "import"


class Record(models.Model):
    """One record. `key` tells it from every other of its channel, `own` that we said it.

    `original` is the JSON as it was known or exported, sealed for the channel; `sha256` is of its
    bytes before they were sealed. What has been forgotten keeps its row, its times and its digest:
    so nothing brings it back, and what was once held can still be shown.
    """

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=430)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    own = models.BooleanField()
    platform_id = models.CharField(max_length=400, blank=True)
    url = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    author = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    original = models.BinaryField(default=b"")
    sha256 = models.CharField(max_length=64)
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.OURS)
    brought_by = models.ForeignKey(
        Import, on_delete=models.PROTECT, null=True, blank=True, related_name="records"
    )
    delivery = models.ForeignKey(
        Delivery, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kept_at = models.DateTimeField()
    retention = models.CharField(max_length=12)
    ends_at = models.DateTimeField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("channel", "key"), name="record_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="record_kind"
            ),
            models.CheckConstraint(
                condition=Q(retention__in=[one.value for one in Retention]),
                name="record_retention",
            ),
        )
        indexes = (
            models.Index(fields=("channel", "-at", "-id"), name="record_newest"),
            models.Index(fields=("channel", "platform_id"), name="record_name"),
            models.Index(
                fields=("ends_at",),
                condition=Q(ends_at__isnull=False, forgotten_at=None),
                name="record_ends",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Medium(models.Model):
    """A file of a record; the bytes lie once by their digest, where pictures of notices lie."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="media")
    position = models.PositiveSmallIntegerField(default=0)
    sha256 = models.CharField(max_length=64)
    ending = models.CharField(max_length=10)
    mime = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    alt = models.TextField(blank=True)

    class Meta:
        ordering = ("position", "pk")
        constraints = (models.UniqueConstraint(fields=("record", "sha256"), name="medium_once"),)
        indexes = (models.Index(fields=("sha256",), name="medium_bytes"),)

    def __str__(self) -> str:
        return f"{self.sha256}.{self.ending}"
