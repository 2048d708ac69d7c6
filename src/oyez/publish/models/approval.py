"""The second person's yes, and what was done without it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from oyez.accounts.models import Person
from oyez.publish.models.notice import Notice, Revision


class Approval(models.Model):
    """One person's yes to exactly one wording: `fingerprint` covers all that would go out.

    `evidence` is what was checked and decided when it was given; the fingerprint covers it too.

    A trigger in the database refuses the approval of anybody who contributed to the revision.
    Breaking the glass is an approval without a second person, reviewed afterwards by another.
    """

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="approvals")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    break_glass = models.BooleanField(default=False)
    reason = models.CharField(max_length=500, blank=True)
    fingerprint = models.CharField(max_length=64)
    evidence = models.JSONField(null=True, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    review_note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("revision",), condition=Q(voided_at=None), name="approval_in_force_once"
            ),
            models.CheckConstraint(
                condition=Q(break_glass=False) | ~Q(reason=""), name="break_glass_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("by")),
                name="review_by_another_person",
            ),
        )
        indexes = (
            models.Index(
                fields=("at",),
                condition=Q(break_glass=True, reviewed_at=None),
                name="approval_to_review",
            ),
        )

    def __str__(self) -> str:
        return f"{self.revision_id} by {self.by_id}"


class Telling(models.Model):
    """Something a named person must know or do: shown on the desk until seen, and mailed."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tellings")
    notice = models.ForeignKey(
        Notice, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    template = models.CharField(max_length=300)
    values = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (
            models.Index(fields=("at",), condition=Q(mailed_at=None), name="telling_to_mail"),
            models.Index(
                fields=("person", "-at"), condition=Q(seen_at=None), name="telling_unseen"
            ),
        )

    def __str__(self) -> str:
        return self.template
