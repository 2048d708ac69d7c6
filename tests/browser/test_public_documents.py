"""No public page is forgotten: what is published is in the table that the axe run follows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import day
import pytest
from django.conf import LazySettings
from states import PUBLIC, STATES

from oyez.govern.models import Unit
from oyez.reach.publishing import publish_all

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
LANGUAGE = re.compile(r"^(en|de|fr)/")


def unknown(paths: Iterable[str], table: dict[str, str]) -> list[str]:
    """Pages that look like none of the table; the language of an address does not matter."""
    shapes = [
        re.compile(re.sub(r"\\\{\w*\\\}", "[^/]+", re.escape(path.replace("{language}/", ""))))
        for path in table.values()
    ]
    bare = {LANGUAGE.sub("", path, count=1).removesuffix("index.html") for path in paths}
    return sorted(path for path in bare if not any(shape.fullmatch(path) for shape in shapes))


def test_every_published_page_is_in_the_table(settings: LazySettings, tmp_path: Path) -> None:
    settings.SITE_ROOT, settings.PUBLIC_URL = tmp_path / "site", "https://news.example"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    day.build()
    publish_all(day.codes_out(), Unit.objects.values_list("pk", flat=True), common=True)
    root = Path(settings.SITE_ROOT)
    pages = [path.relative_to(root).as_posix() for path in root.rglob("*.html")]
    assert len(pages) > 20
    assert unknown(pages, PUBLIC) == []
    assert set(PUBLIC) == {state.address for state in STATES if state.address.startswith("public/")}


def test_a_page_of_a_new_kind_is_found() -> None:
    pages = ["index.html", "de/p/abc/index.html", "fr/new/index.html", "p/abc/more/index.html"]
    assert unknown(pages, PUBLIC) == ["new/", "p/abc/more/"]
