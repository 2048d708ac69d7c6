"""The names of authorities and units, for the pages about people below this app."""

from __future__ import annotations

from oyez.govern.models import Authority, Unit
from oyez.govern.overview import places_in


def named(scopes: list[str] | None, paths: list[str] | None) -> list[tuple[str, str]]:
    """Places at or below scopes, or exactly these paths, with what they are called."""
    if scopes is not None:
        return [(place.path, place.name) for place in places_in(scopes)]
    rows: list[tuple[str, str]] = []
    for model in (Authority, Unit):
        rows += model.objects.filter(path__in=paths or []).order_by().values_list("path", "name")
    return rows
