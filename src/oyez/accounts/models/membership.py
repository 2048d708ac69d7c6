"""Who may act, as what, and where."""

from __future__ import annotations

from django.db import models

from oyez.accounts.models.person import Person
from oyez.domain.roles import Role


class Membership(models.Model):
    """A role of a person for a path and everything below it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    scope = models.CharField(max_length=500)
    granted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("person", "role", "scope"), name="membership_once"),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]), name="membership_role"
            ),
        )
        indexes = (models.Index(fields=("scope", "role"), name="membership_scope"),)

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.scope}"
