"""Every address of the console and the public side, and the table that shows them."""

from __future__ import annotations

import importlib.util
import os
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from types import ModuleType

import django
from django.urls import URLPattern, URLResolver, get_resolver
from house_tree import ROOT

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)|[\^$\\]")


@cache
def states() -> ModuleType:
    """The table of the browser tests."""
    folder = ROOT / "tests/browser"
    sys.path.append(str(folder))  # for the table beside it
    spec = importlib.util.spec_from_file_location("states", folder / "states.py")
    assert spec
    assert spec.loader
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def addresses() -> dict[str, URLPattern]:
    """Every named address of the console; two with the same name are refused."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    found: dict[str, URLPattern] = {}
    for name, pattern in walk(get_resolver()):
        assert name, f"{pattern} has no name"
        assert name not in found, f"two addresses are called {name}"
        found[name] = pattern
    return found


def walk(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Names and patterns, those of included lists too."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from walk(one, before + str(one.pattern))
        else:
            yield str(one.name or ""), one


def shown(pattern: URLPattern) -> str:
    """An address as a person reads it."""
    return "/" + PARAMETER.sub(lambda m: "…" if m.lastindex else "", str(pattern.pattern))


def purpose(pattern: URLPattern) -> str:
    """The first sentence of its view's docstring."""
    return (pattern.callback.__doc__ or "").split("\n\n")[0].replace("\n", " ").strip()


def lines(named: Mapping[str, URLPattern] | None = None) -> list[tuple[str, str, str]]:
    """Each address with its purpose, and with its pictures or why it has none."""
    table, rows = states(), []
    for name, pattern in (named or addresses()).items():
        if name in table.ACTIONS or name in table.FILES:
            told = table.ACTIONS.get(name) or table.FILES[name]
            rows.append((f"`{shown(pattern)}`", told, "no page"))
        else:
            rows.append((f"`{shown(pattern)}`", purpose(pattern), pictures(name)))
    for name, path in table.PUBLIC.items():
        place = re.sub(r"\{\w*\}", "…", path.replace("{language}/", ""))
        told = name.partition("/")[2].replace("-", " ")
        rows.append((f"`/{place}`", f"for the public: {told}", pictures(name)))
    return rows


def pictures(address: str) -> str:
    """Links to the pictures of an address."""
    names = states().pictures(address)
    return ", ".join(f"[{name}](images/{name}-light-en.png)" for name in names) or "-"


def uncovered(named: Mapping[str, object], table: ModuleType) -> dict[str, list[str]]:
    """What each part has forgotten, and what it still names although it is gone."""
    silent = set(table.ACTIONS) | set(table.FILES)
    pages = set(named) - silent
    seen = {state.address for state in table.STATES} - set(table.NOWHERE) - set(table.PUBLIC)
    photographed = {s.address for s in table.STATES if s.picture} - set(table.PUBLIC)
    return {
        "axe run": sorted(pages - seen),
        "screenshots": sorted(pages - photographed),
        "left over": sorted((seen | silent) - set(named)),
        "twice": sorted(seen & silent),
    }
