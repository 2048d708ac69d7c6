"""The guard: what is watched after publishing, alarms, and whom they page."""

from __future__ import annotations

from django.apps import AppConfig
from django.core import checks


class GuardConfig(AppConfig):
    """Enters the steps that weigh, page and watch."""

    name = "oyez.guard"

    def ready(self) -> None:
        """Tell the worker what there is to do, Django what to check, and what is sealed here."""
        from oyez.accounts.sections import offer  # noqa: PLC0415 (as above)
        from oyez.govern import locking  # noqa: PLC0415 (models must be loaded first)
        from oyez.guard.actions.begin_compromise import begin_compromise  # noqa: PLC0415 (as above)
        from oyez.guard.checks import check_paging  # noqa: PLC0415 (as above)
        from oyez.guard.panels import offer_sections  # noqa: PLC0415 (as above)
        from oyez.guard.queries.incidents import held_paths  # noqa: PLC0415 (as above)
        from oyez.guard.sealed import offer_places  # noqa: PLC0415 (as above)
        from oyez.guard.steps import register  # noqa: PLC0415 (as above)
        from oyez.guard.watched import on_notice  # noqa: PLC0415 (as above)
        from oyez.listen import holding  # noqa: PLC0415 (as above)

        register()
        offer_places()
        offer_sections()
        locking.offer(begin_compromise)
        holding.offer(held_paths)
        offer("notice-links", on_notice)
        checks.register(check_paging)
