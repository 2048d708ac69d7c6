"""What comes back: webhooks, polling, inbox items; answering is for later."""

from __future__ import annotations

from django.apps import AppConfig


class ListenConfig(AppConfig):
    """Enters the steps that poll and link, and the panel on a channel's page."""

    name = "oyez.listen"

    def ready(self) -> None:
        """Tell the worker and the channel's page what there is to hear."""
        from oyez.listen.panel import panel  # noqa: PLC0415 (models must be loaded first)
        from oyez.listen.sealed import offer_places  # noqa: PLC0415 (as above)
        from oyez.listen.steps import register  # noqa: PLC0415 (as above)
        from oyez.publish.panels import offer  # noqa: PLC0415 (as above)

        register()
        offer_places()
        offer(panel)
