"""How often somebody has tried to sign in lately."""

from __future__ import annotations

from django.db import models


class SignInWindow(models.Model):
    """The tries since `started_at` for one key; keys are digests, so no address is stored."""

    key = models.CharField(max_length=64, primary_key=True)
    started_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = (models.Index(fields=("started_at",), name="sign_in_window_age"),)

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.tries}"
