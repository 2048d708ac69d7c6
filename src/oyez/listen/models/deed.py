"""Something done about an item on its platform: an answer, or hiding, deleting, shutting out."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from oyez.accounts.models import Person
from oyez.domain.inbox.house_rules import Breach
from oyez.domain.inbox.house_rules import Deed as Kind
from oyez.domain.inbox.sending import State
from oyez.listen.models.inbox_item import InboxItem
from oyez.listen.models.saved_answer import SavedAnswer


class Deed(models.Model):
    """One deed with everything that is needed to do it once.

    `asked_by` is None where a machine answered by itself; `once` then keeps it to one a day and
    person, by a digest that cannot be followed to the next day. `agreed_by` is the second person.
    The attempt is committed before the first byte leaves, with the end of its lease; `repeatable`
    says that doing it again is the same deed, `doubt` that it may have been done unknown to us.
    `due_at` is when the worker looks next.
    """

    item = models.ForeignKey(InboxItem, on_delete=models.CASCADE, related_name="deeds")
    kind = models.CharField(max_length=10)
    text = models.TextField(blank=True)
    saved = models.ForeignKey(
        SavedAnswer, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    breach = models.CharField(max_length=15, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    automatic = models.BooleanField(default=False)
    once = models.CharField(max_length=64, unique=True, null=True, blank=True)
    form_key = models.CharField(max_length=64, unique=True, null=True, blank=True)
    asked_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    asked_at = models.DateTimeField()
    agreed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    agreed_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10)
    repeatable = models.BooleanField(default=False)
    doubt = models.BooleanField(default=False)
    attempt = models.PositiveIntegerField(default=0)
    first_sent_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    code = models.CharField(max_length=80, blank=True)
    told = models.JSONField(null=True, blank=True)
    remote_id = models.CharField(max_length=400, blank=True)
    url = models.CharField(max_length=500, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="deed_kind"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]), name="deed_state"
            ),
            models.CheckConstraint(
                condition=Q(breach__in=["", *(one.value for one in Breach)]), name="deed_breach"
            ),
            models.CheckConstraint(
                condition=~Q(kind="reply") | ~Q(text=""), name="deed_answer_says_something"
            ),
        )
        indexes = (
            models.Index(fields=("due_at",), condition=Q(due_at__isnull=False), name="deed_due"),
            models.Index(fields=("remote_id",), condition=~Q(remote_id=""), name="deed_name"),
            models.Index(
                fields=("state",), condition=Q(state__in=["asked", "by_hand"]), name="deed_waiting"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.item_id}"
