"""Timelines through the real inbox, scorer, watch and alarm: whom do they page, and when?

The files were written by somebody who had seen neither the rules nor the scorer.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from oyez.proof.replay.run import play
from oyez.proof.replay.timeline import TimelineError, read
from oyez.proof.replay.web import changed, ordinary

TIMELINES = sorted((Path(__file__).parent / "timelines").glob("*.json"))
LATEST = 60.0


def pages(found: dict[str, Any], urgency: str) -> list[dict[str, Any]]:
    return [page for page in found["pages"] if page["urgency"] == urgency]


@pytest.mark.django_db
@pytest.mark.parametrize("path", TIMELINES, ids=lambda path: path.stem)
def test_the_alarm_pages_when_it_must_and_only_then(path: Path) -> None:
    told = json.loads(path.read_text())
    expected, found = told["expect"], play(read(told))
    assert found["automatic_takedown"] is False
    assert sorted(found["frozen"]) == sorted(expected.get("frozen", []))
    assert set(found["screening"]) == {post["id"] for post in told["posts"]}
    if expected["paged"]:
        assert found["paged_at"] is not None
        assert found["paged_at"] <= expected["from"] + expected["within"]
        loud = pages(found, "loud")[0]["t"]
        assert loud <= expected["from"] + max(LATEST, expected["within"])
        assert "takedown" in found["offered"]
    else:
        assert pages(found, "loud") == []
        assert len(pages(found, "quiet")) <= 1
        assert found["offered"] == []


def test_no_timeline_was_lost() -> None:
    assert len(TIMELINES) == 26


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ([], "holds no timeline"),
        ({"posts": {}}, "posts is a list"),
        ({"posts": [{"t": 0}]}, "Post 1 has no id"),
        ({"posts": [{"id": "a", "t": -1}]}, "t is a number of seconds"),
        ({"posts": [{"id": "a", "t": 0}, {"id": "a", "t": 1}]}, "the same id"),
        ({"posts": [], "events": [{"t": 1, "on": "a", "reply": "x"}]}, "which is no post"),
        ({"posts": [{"id": "a", "t": 0}], "events": [{"t": 1, "on": "a"}]}, "is no reply"),
        ({"posts": [{"id": "a", "t": 0, "channels": [3]}]}, "a list of names"),
    ],
)
def test_what_is_no_timeline_is_refused_with_its_place(told: object, said: str) -> None:
    with pytest.raises(TimelineError, match=said):
        read(told)


def test_further_keys_may_be_there() -> None:
    found = read({"posts": [{"id": 1, "t": 0, "mood": "calm"}], "expect": {}, "events": []})
    assert found.posts[0].id == "1"
    assert found.channels == ("page",)


@pytest.mark.parametrize(
    ("to", "redirect", "expected"),
    [
        ("https://xxx-videos.example/live", True, ("https://xxx-videos.example/live", True, True)),
        ("adult stream", None, ("https://fights.example/a", True, True)),
        ({"title": "Win", "labels": ["adult"]}, None, ("https://fights.example/a", True, False)),
        ({"live": True}, None, ("https://fights.example/a", False, True)),
        ("https://fights.example/b?utm=1", True, ("https://fights.example/b?utm=1", False, False)),
        (None, "https://shop.example/", ("https://shop.example/", False, False)),
    ],
)
def test_a_change_of_a_page_may_be_told_in_several_ways(
    to: object, redirect: object, expected: tuple[str, bool, bool]
) -> None:
    page = changed(ordinary("https://fights.example/a"), to, redirect)
    assert (page.final, page.adult, page.live) == expected


def test_a_page_that_is_gone_answers_so() -> None:
    assert changed(ordinary("https://a.example/"), "404 not found", None).status == 404


@pytest.mark.django_db
def test_each_page_says_what_was_known_then() -> None:
    warned = {"on": "a", "reply": "This link shows porn, take it down!", "account_age_days": 900}
    events = [{"t": t, "author": name, **warned} for t, name in ((60, "ann"), (90, "ben"))]
    events[1]["reply"] = "Guys, that is porn you are linking to. Please delete it."
    post = {"id": "a", "t": 0, "text": "Watch the fight", "link": "https://fights.example/"}
    found = play(read({"posts": [post], "events": events}))
    (quiet, *_), (loud, *_) = pages(found, "quiet"), pages(found, "loud")
    assert "One reply" in quiet["reason"]
    assert "2 people warn" in loud["reason"]
