"""What comes back: webhooks, polling, inbox items, scores; triage, answers and labels."""

from __future__ import annotations

from django.apps import AppConfig
from django.core.checks import register as check


class ListenConfig(AppConfig):
    """Enters the steps that poll and link, and the panel on a channel's page."""

    name = "oyez.listen"

    def ready(self) -> None:
        """Tell the worker and the channel's page what there is to hear."""
        from oyez.govern import locking  # noqa: PLC0415 (models must be loaded first)
        from oyez.govern.register import readers as register_readers  # noqa: PLC0415 (as above)
        from oyez.listen.actions.end_webhooks import end_webhooks  # noqa: PLC0415 (as above)
        from oyez.listen.checks import check_scorer  # noqa: PLC0415 (as above)
        from oyez.listen.panel import panel  # noqa: PLC0415 (models must be loaded first)
        from oyez.listen.register import readers  # noqa: PLC0415 (as above)
        from oyez.listen.sealed import offer_places  # noqa: PLC0415 (as above)
        from oyez.listen.sections import offer_sections  # noqa: PLC0415 (as above)
        from oyez.listen.steps import register  # noqa: PLC0415 (as above)
        from oyez.publish.panels import offer  # noqa: PLC0415 (as above)

        check(check_scorer)
        register()
        offer_places()
        offer_sections()
        offer(panel)
        register_readers.offer(readers)
        locking.offer(end_webhooks)
