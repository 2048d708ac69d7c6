"""The public side: pages, feeds and alerts as files, served without a database."""

from __future__ import annotations

from django.apps import AppConfig


class ReachConfig(AppConfig):
    """Enters the steps that keep the public tree."""

    name = "oyez.reach"

    def ready(self) -> None:
        """Tell the worker about the own outlets."""
        from oyez.reach.follow import RestDue  # noqa: PLC0415 (models must be loaded first)
        from oyez.reach.steps import OutletsDue  # noqa: PLC0415 (as above)
        from oyez.work.registry import register  # noqa: PLC0415 (as above)

        register(OutletsDue())
        register(RestDue(), patient=True)
