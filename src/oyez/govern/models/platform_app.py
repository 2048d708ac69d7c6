"""As what we ask a platform to be let in."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from oyez.govern.models.authority import Authority


class PlatformApp(models.Model):
    """Our registration at a platform: number and secret of the client, sealed for this row.

    One belongs to an authority, or to the whole installation where servers let anybody register;
    `base_url` is the server that may see its secret.
    """

    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, null=True, blank=True, related_name="apps"
    )
    platform = models.CharField(max_length=30)
    base_url = models.CharField(max_length=300)
    sealed = models.BinaryField(default=b"")
    entered_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "platform", "base_url"), name="platform_app_of_authority"
            ),
            models.UniqueConstraint(
                fields=("platform", "base_url"),
                condition=Q(authority=None),
                name="platform_app_of_server",
            ),
        )

    def __str__(self) -> str:
        return f"{self.platform} at {self.base_url}"
