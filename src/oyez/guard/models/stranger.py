"""Posts on our channels that are not in our books."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from oyez.govern.models import Channel


class Books(models.Model):
    """How a channel's own posts are compared with what we sent there.

    Whoever reads has moved `due_at` to the end of their lease. Posts from before `since` are not
    compared: the account is older than these books.
    """

    channel = models.OneToOneField(
        Channel, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    since = models.DateTimeField()
    due_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=20, blank=True)
    code = models.CharField(max_length=80, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("due_at",), name="books_due"),)

    def __str__(self) -> str:
        return f"channel {self.channel_id}"


class Stranger(models.Model):
    """One post that nobody of ours sent through Oyez; its text is kept as a digest only.

    `at` is the platform's time. `handled_at` is set by whoever has made an alarm of it,
    `cleared_at` when it turned out to be ours after all or is gone.
    """

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="strangers")
    post_id = models.CharField(max_length=400)
    url = models.CharField(max_length=500, blank=True)
    text_sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(null=True, blank=True)
    first_seen = models.DateTimeField()
    last_seen = models.DateTimeField()
    handled_at = models.DateTimeField(null=True, blank=True)
    cleared_at = models.DateTimeField(null=True, blank=True)
    cleared_why = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("channel", "post_id"), name="stranger_once"),
        )
        indexes = (
            models.Index(
                fields=("first_seen",),
                condition=Q(handled_at=None, cleared_at=None),
                name="stranger_fresh",
            ),
        )

    def __str__(self) -> str:
        return f"{self.post_id} on {self.channel_id}"
