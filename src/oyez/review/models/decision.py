"""What was decided about a channel, by whom, and what others said before."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from oyez.accounts.models import Person
from oyez.domain.review.deciding import ENDING, KINDS
from oyez.review.models.review import Review, Reviewed


class Decision(models.Model):
    """A person's decision; one that ends a channel holds when another person has signed too.

    `proposed` is what the rules said, `without` why it was decided without the evidence of
    interactions. It is never changed; whoever thinks better withdraws it before it holds.
    """

    reviewed = models.ForeignKey(Reviewed, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=14)
    proposed = models.CharField(max_length=14)
    reasons = models.TextField()
    without = models.TextField(blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    signed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    holds_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("decided_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=[one.value for one in KINDS]), name="decision_kind"
            ),
            models.UniqueConstraint(
                fields=("reviewed",), condition=Q(withdrawn_at=None), name="decision_one_stands"
            ),
            models.CheckConstraint(
                condition=Q(holds_at=None)
                | ~Q(kind__in=sorted(one.value for one in ENDING))
                | Q(signed_by__isnull=False) & ~Q(signed_by=F("decided_by")),
                name="decision_two_people_end",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(holds_at=None),
                name="decision_withdrawn_before_it_holds",
            ),
        )

    def __str__(self) -> str:
        return f"{self.reviewed_id} {self.kind}"


class Comment(models.Model):
    """What somebody says in the round before a decision, about one channel or about the whole."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="comments")
    reviewed = models.ForeignKey(
        Reviewed, on_delete=models.CASCADE, null=True, blank=True, related_name="comments"
    )
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.review_id} {self.at}"
