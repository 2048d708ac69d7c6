"""`oyez blocklist`: lists come in, are asked, and leave a trace in the ledger."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from called import Oyez
from django.utils import timezone
from pytest_django.fixtures import Settings

from oyez.audit.models import Entry

pytestmark = pytest.mark.django_db
TERMS = ("--category", "adult", "--licence", "CC BY-SA")
HOSTS = "127.0.0.1 localhost\n0.0.0.0 bad.example\n<html>\n0.0.0.0 worse.example\n"


@pytest.fixture
def source(tmp_path: Path, settings: Settings) -> Path:
    settings.HOME = tmp_path / "home"
    path = tmp_path / "hosts"
    path.write_text(HOSTS)
    return path


def test_a_list_is_brought_in_asked_and_removed(source: Path, oyez: Oyez) -> None:
    said = oyez("blocklist", "import", "ours", str(source), *TERMS)
    assert said.code == 0
    assert "2 names are listed as adult" in said.out
    assert "1 lines name nothing that can be understood; the first is line 3" in said.out
    hit = oyez("blocklist", "look", "www.bad.example")
    assert (hit.code, "bad.example is listed as adult by ours" in hit.out) == (1, True)
    assert oyez("blocklist", "look", "good.example").code == 0
    assert "ours: 2 names as adult" in oyez("blocklist", "list").out
    assert oyez("blocklist", "remove", "ours").code == 0
    assert oyez("blocklist", "look", "www.bad.example").code == 0
    actions = Entry.objects.order_by("seq").values_list("actor", "action", "object")
    assert list(actions) == [
        ("command", "guard.import_blocklist", "blocklist:ours"),
        ("command", "guard.remove_blocklist", "blocklist:ours"),
    ]


def test_a_host_is_let_through_with_a_reason_and_until_a_day(source: Path, oyez: Oyez) -> None:
    oyez("blocklist", "import", "ours", str(source), *TERMS)
    day = (timezone.localdate() + timedelta(days=30)).isoformat()
    allow = ("blocklist", "allow", "HTTPS://Bad.example/x", "--reason", "by mistake", "--until")
    assert oyez(*allow, day).code == 0
    assert oyez("blocklist", "look", "www.bad.example").code == 0
    listed = json.loads(oyez("blocklist", "list", "--json").out)
    assert listed["allowed"] == [{"host": "bad.example", "reason": "by mistake", "until": day}]
    assert Entry.objects.get(action="guard.allow_host").data["ends_on"] == day


def test_what_is_wrong_is_said(source: Path, oyez: Oyez, tmp_path: Path) -> None:
    long = (timezone.localdate() + timedelta(days=400)).isoformat()
    allow = ("blocklist", "allow", "bad.example")
    empty = tmp_path / "empty"
    empty.write_text("<html>\n")
    for words, code, sentence in (
        (("blocklist", "import", "x", str(tmp_path / "none"), *TERMS), 2, "cannot be read"),
        (("blocklist", "import", "x", str(empty), *TERMS), 3, "no list of names"),
        (("blocklist", "import", "../x", str(source), *TERMS), 3, "small letters"),
        (("blocklist", "remove", "x"), 3, "no list of the name x"),
        ((*allow, "--reason", "r", "--until", "soon"), 2, "2026-12-31"),
        ((*allow, "--reason", "r", "--until", long), 3, "for a year at most"),
        ((*allow, "--reason", " ", "--until", "2026-12-31"), 3, "no danger"),
        (("blocklist", "allow", "a b", "--reason", "r", "--until", "2026-12-31"), 3, "no name"),
    ):
        said = oyez(*words)
        assert (said.code, sentence in said.err) == (code, True), (words, said)
    assert not Entry.objects.exists()
    assert not list((tmp_path / "home").glob("blocklists/*.bin"))
