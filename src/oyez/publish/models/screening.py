"""What the rules found in a revision, what people decided about it, and looks at its links."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from oyez.accounts.models import Person
from oyez.domain.screening import Level
from oyez.publish.models.notice import Revision


class Screening(models.Model):
    """The newest screening of a revision: of which version, when, and by which rules."""

    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="screening")
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    rules = models.CharField(max_length=20)

    def __str__(self) -> str:
        return f"{self.revision_id} at {self.at}"


class Finding(models.Model):
    """One thing a rule found. `key` is the digest of its code, level and evidence.

    `field` says where: text:de, hand:7, links[0], media[0]. `start` and `end` count characters of
    that text. A question is decided with the approval; a block is set aside before, by a named
    person with a reason, and what can change has somebody who watches it for `minutes`, until
    `ends_at` once it is approved.
    """

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="findings")
    key = models.CharField(max_length=64)
    code = models.CharField(max_length=60)
    level = models.CharField(max_length=5)
    field = models.CharField(max_length=60)
    evidence = models.TextField()
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    sentence = models.JSONField()
    clears = models.JSONField()
    details = models.JSONField(default=dict, blank=True)
    rule_version = models.CharField(max_length=20)
    found_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=12, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    watcher = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("screening", "key"), name="finding_once"),
            models.CheckConstraint(
                condition=Q(level__in=[level.value for level in Level]), name="finding_level"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(decided_at__isnull=False),
                name="finding_decided_when",
            ),
        )
        indexes = (
            models.Index(
                fields=("ends_at",), condition=Q(ends_at__isnull=False), name="finding_watched"
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} of {self.screening_id}"


class LinkLook(models.Model):
    """The newest look at an address that unsent texts link to, as JSON of `domain.looking`.

    `due_at` is when it is looked at next, NULL when no text needs it any more; whoever looks has
    moved it to the end of their lease.
    """

    key = models.CharField(max_length=64, unique=True)
    address = models.TextField()
    revisions = models.ManyToManyField(Revision, related_name="link_looks")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    looked = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        indexes = (
            models.Index(
                fields=("due_at",), condition=Q(due_at__isnull=False), name="link_look_due"
            ),
        )

    def __str__(self) -> str:
        return self.address[:80]
