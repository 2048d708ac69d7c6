"""Dated moves of channels: reduce, critical-only, close, open, move."""

from __future__ import annotations

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Plans made of steps with owners, and the steps that fall due."""

    name = "oyez.plans"

    def ready(self) -> None:
        """Tell the worker, the desk, the calendar and the channels' pages about plans."""
        from oyez.plans.sections import offer_sections  # noqa: PLC0415 (as below)
        from oyez.plans.steps import PlansDue  # noqa: PLC0415 (models must be loaded first)
        from oyez.work.registry import register  # noqa: PLC0415 (as above)

        register(PlansDue(), patient=True)
        offer_sections()
