"""What the paths of roles are called.

The places themselves lie in an app above this one, which offers their names when it is ready.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

Named = list[tuple[str, str]]
Source = Callable[[list[str] | None, list[str] | None], Named]

_SOURCES: list[Source] = []


def offer(source: Source) -> Source:
    """Let a function answer `source(scopes, paths)` with pairs of path and name.

    With scopes it names everything at or below them; with paths, exactly those.
    """
    if source not in _SOURCES:
        _SOURCES.append(source)
    return source


def names_of(paths: Iterable[str]) -> dict[str, str]:
    """The names of these paths; one that nothing has is its own name."""
    wanted = sorted(set(paths))
    found = {path: path for path in wanted} | {"/": str(_("Everything"))}
    for source in _SOURCES:
        found |= dict(source(None, wanted))
    return found


def places_below(scopes: Iterable[str]) -> Named:
    """Every place at or below these paths, in their order; everything first, if it is theirs."""
    wanted = list(scopes)
    found = [place for source in _SOURCES for place in source(wanted, None)]
    top = [("/", str(_("Everything")))] if "/" in wanted else []
    return top + sorted(found)
