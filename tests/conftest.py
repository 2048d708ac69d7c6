"""Shared by all tests; the settings they run with are in tests/settings.py."""

from __future__ import annotations

import pytest
from django.conf import settings
from hypothesis import settings as drawing

# How long a machine takes says nothing about a rule.
drawing.register_profile("house", deadline=None)
drawing.load_profile("house")


@pytest.fixture(scope="session")
def django_db_modify_db_settings_xdist_suffix(request: pytest.FixtureRequest) -> None:
    """Each worker's embedded database lies in its own memory, so it needs no name of its own.

    The plugin knows that of Django's own SQLite backend only, and ours is a child of it.
    """
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite"):
        return
    worker = getattr(request.config, "workerinput", {}).get("workerid")
    if worker:
        test = settings.DATABASES["default"].setdefault("TEST", {})
        test["NAME"] = f"test_oyez_{worker}"
