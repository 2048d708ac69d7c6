"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig


class GovernConfig(AppConfig):
    """Tells Django where the app lives."""

    name = "oyez.govern"
