"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig


class GovernConfig(AppConfig):
    """Tells Django where the app lives."""

    name = "oyez.govern"

    def ready(self) -> None:
        """Names of places, and of what is sealed, are needed below this app."""
        from oyez.accounts import places  # noqa: PLC0415  (models are ready only now)
        from oyez.govern.naming import named  # noqa: PLC0415
        from oyez.govern.register.section import offer_sections  # noqa: PLC0415
        from oyez.govern.sealed import offer_places  # noqa: PLC0415

        places.offer(named)
        offer_places()
        offer_sections()
