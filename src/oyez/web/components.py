"""What the frame of every page shows."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, object]:  # noqa: ARG001  (the context processor's shape)
    """The values that the base template needs on every page."""
    return {"exercise": settings.EXERCISE}
