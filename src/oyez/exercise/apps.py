"""Exercise mode: drills from a file, played in time, with their own figures afterwards."""

from __future__ import annotations

from django.apps import AppConfig


class ExerciseConfig(AppConfig):
    """Enters the step that plays drills."""

    name = "oyez.exercise"

    def ready(self) -> None:
        """Tell the worker about the events of drills."""
        from oyez.exercise.steps import PlayDue  # noqa: PLC0415 (models must be loaded first)
        from oyez.work.registry import register  # noqa: PLC0415 (as above)

        register(PlayDue(), patient=True)
