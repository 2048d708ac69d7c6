"""The app of people, their roles and how they sign in."""

from __future__ import annotations

from django.apps import AppConfig
from django.core.checks import register


class AccountsConfig(AppConfig):
    """Tells Django where the app lives."""

    name = "oyez.accounts"

    def ready(self) -> None:
        """Let Django's check look at the settings of this app, and name what is sealed in it."""
        from oyez.accounts.checks import check_signing_in  # noqa: PLC0415  (apps are loading)
        from oyez.accounts.sealed import offer_places  # noqa: PLC0415

        register(check_signing_in)
        offer_places()
