"""The evidence about channels, what is proposed, and the decision a person signs."""

from __future__ import annotations

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Enters the steps that count, measure and open reviews, and the section of the desk."""

    name = "oyez.review"

    def ready(self) -> None:
        """Tell the worker and the desk what there is to do."""
        from oyez.review.sealed import offer_places  # noqa: PLC0415 (models must be loaded first)
        from oyez.review.sections import offer_sections  # noqa: PLC0415 (as above)
        from oyez.review.steps import register  # noqa: PLC0415 (as above)

        register()
        offer_places()
        offer_sections()
