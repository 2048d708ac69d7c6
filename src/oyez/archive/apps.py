"""What a channel held, kept as records before it closes; and old posts taken back, paced."""

from __future__ import annotations

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """What was said and heard on a channel, kept for good; purges; official exports read in."""

    name = "oyez.archive"

    def ready(self) -> None:
        """Tell the worker what there is to do, and whoever changes the key what is sealed here."""
        from oyez.archive.panel import panel  # noqa: PLC0415 (models must be loaded first)
        from oyez.archive.sealed import offer_places  # noqa: PLC0415 (as above)
        from oyez.archive.steps import register  # noqa: PLC0415 (as above)
        from oyez.publish.panels import offer  # noqa: PLC0415 (as above)

        register()
        offer_places()
        offer(panel)
