"""Notices: written once, approved by a second person, delivered, corrected, retracted."""

from __future__ import annotations

from django.apps import AppConfig


class PublishConfig(AppConfig):
    """The heart's app."""

    name = "oyez.publish"

    def ready(self) -> None:
        """Tell the worker which steps find work here."""
        from oyez.publish.steps import register  # noqa: PLC0415 (models must be loaded first)

        register()
