"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Tells Django where the app lives."""

    name = "oyez.audit"
