"""Notices: written once, approved by a second person, delivered, corrected, retracted."""

from __future__ import annotations

from django.apps import AppConfig


class PublishConfig(AppConfig):
    """The heart's app."""

    name = "oyez.publish"

    def ready(self) -> None:
        """Tell the worker which steps find work here, and the channel's page what it costs."""
        from oyez.publish.panels import offer  # noqa: PLC0415 (models must be loaded first)
        from oyez.publish.steps import register  # noqa: PLC0415 (as above)
        from oyez.publish.views.allowance import panel  # noqa: PLC0415 (as above)

        register()
        offer(panel)
