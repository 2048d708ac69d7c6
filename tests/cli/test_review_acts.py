"""`oyez review open | freeze | show | decide | import`: thin, and strict about what was typed."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from called import AUTHOR, Oyez
from django.utils import timezone
from pytest_django.fixtures import Settings

from oyez.govern.models import Channel
from oyez.proof.exercise.seed import Player
from oyez.review.models import Review

GOVERNOR = "governor@derbyshire.example"
TODAY = timezone.localdate()
DAYS = ("--from", str(TODAY - timedelta(90)), "--until", str(TODAY))


@pytest.fixture
def opened(world: list[Player], oyez: Oyez) -> int:
    said = oyez(
        "review", "open", "derbyshire", "--title", "Autumn", *DAYS, "--as", GOVERNOR, "--json"
    )
    assert said.code == 0, said.err
    number = json.loads(said.out)["review"]
    assert isinstance(number, int)
    return number


def test_from_opening_to_a_decision(opened: int, oyez: Oyez) -> None:
    number = str(opened)
    shown = oyez("review", "show", number)
    assert "Autumn" in shown.out
    assert "no-decision" in shown.out
    frozen = oyez("review", "freeze", number, "--as", GOVERNOR)
    review = Review.objects.get(pk=opened)
    assert review.fingerprint in frozen.out
    told = json.loads(oyez("review", "show", number, "--json").out)
    channel = str(told["channels"][0]["channel"])
    why = ("--reasons", "People read it every morning.", "--as", GOVERNOR)
    assert (
        oyez("review", "decide", number, channel, "keep", *why).out == "Decided: keep. It holds.\n"
    )
    again = oyez("review", "decide", number, channel, "keep", *why)
    assert (again.code, again.err) == (3, "It is decided already. Look at it again.\n")
    assert oyez("review", "decide", number, "99999", "keep", *why).code == 2


def test_what_may_not_be_is_said_with_its_code(opened: int, oyez: Oyez) -> None:
    assert oyez("review", "freeze", str(opened), "--as", AUTHOR).code == 3
    assert oyez("review", "freeze", "99999").code == 2
    assert oyez("review", "open", "nowhere", "--title", "A", *DAYS).code == 2
    assert (
        oyez("review", "open", "derbyshire", "--title", "A", "--from", "x", "--until", "y").code
        == 2
    )
    assert oyez("review", "open", "derbyshire", "--title", " ", *DAYS).code == 3


def test_an_export_is_read_in(
    world: list[Player], oyez: Oyez, tmp_path: Path, settings: Settings
) -> None:
    settings.HOME = tmp_path
    path = tmp_path / "x.jsonl"
    path.write_text(
        '{"id": "1", "at": "2024-05-01T10:00:00Z", "channel": "1", "author": "a"}\nno\n'
    )
    words = ("review", "import", str(path), "--authority", "derbyshire", "--as", GOVERNOR)
    said = oyez(*words)
    assert said.code == 0, said.err
    assert "0 of 2 lines are new" in said.out or "1 of 2 lines are new" in said.out
    assert "such as lines 2" in said.out
    assert oyez(*words, "--channel", "99999").code == 2
    assert oyez("review", "import", str(tmp_path), "--authority", "derbyshire").code == 3


def test_an_export_is_read_in_with_its_words(
    world: list[Player], oyez: Oyez, tmp_path: Path, settings: Settings
) -> None:
    one = Channel.objects.get(platform="mastodon", unit__path="/derbyshire/main/")
    path = tmp_path / "x.jsonl"
    day = (timezone.now() - timedelta(days=30)).isoformat()
    path.write_text(json.dumps({"at": day, "text": "Thank you all"}) + "\nno\n")
    words = ("review", "import", str(path), "--authority", "derbyshire", "--with-words")
    said = oyez(*words, "--channel", str(one.pk), "--as", GOVERNOR)
    assert said.code == 0, said.err
    assert "1 of 2 lines are new and kept with their words" in said.out
    assert "(such as lines 2)" in said.out
    lost = oyez(*words, "--as", GOVERNOR)
    assert "of no channel here: 1" in lost.out
