from __future__ import annotations

import json
from datetime import timedelta

import pytest
from hypothesis import given

from looks import AT, LOOKS, PAGE, look
from oyez.domain.looking import Looked, digest, from_json, to_json
from oyez.domain.page_parts import (
    PageParts,
    adult_words,
    is_login_wall,
    live_words,
    manifest_is_live,
)

RTA = "RTA-5042-1996-1400-1577-RTA"


@given(LOOKS)
def test_a_look_survives_being_stored(looked: Looked) -> None:
    stored = json.loads(json.dumps(to_json(looked)))
    assert from_json(stored) == looked
    assert digest(from_json(stored)) == digest(looked)


def test_a_look_with_a_field_of_another_version_is_read() -> None:
    assert from_json({**to_json(look()), "field_of_tomorrow": 1}) == look()


def test_the_digest_covers_what_was_seen() -> None:
    assert digest(look()) != digest(look(title="Another title"))
    assert digest(look()) != digest(look(at=AT + timedelta(seconds=1)))


@pytest.mark.parametrize(
    "meta",
    [
        ("rating", "adult"),
        ("rating", " Mature "),
        ("rating", RTA),
        ("rating", RTA.lower()),
        ("rating", "general; adult"),
        ("rta", RTA),
        ("voluntary-content-rating", "restricted"),
        ("og:restrictions:age", "18+"),
        ("video:restrictions:age", "18"),
    ],
)
def test_a_page_that_calls_itself_adult_is_believed(meta: tuple[str, str]) -> None:
    assert adult_words(PageParts(metas=(meta,)))


@pytest.mark.parametrize(
    "meta",
    [
        ("rating", "general"),
        ("rating", "safe for kids"),
        ("rating", "adult education"),
        ("description", "adult"),
        ("keywords", f"what is {RTA}"),
        ("og:restrictions:age", "6+"),
        ("rating", "4.5"),
    ],
)
def test_other_ratings_are_no_label(meta: tuple[str, str]) -> None:
    assert adult_words(PageParts(metas=(meta,))) == ()


def test_the_header_and_the_family_statement_are_labels() -> None:
    assert adult_words(PageParts(), (RTA,)) == (f"Rating: {RTA}",)
    assert adult_words(PageParts(), ("general",)) == ()
    stated = PageParts(data=('{"@type": "VideoObject", "isFamilyFriendly": false}',))
    assert adult_words(stated) == ("isFamilyFriendly: false",)
    assert adult_words(PageParts(properties=(("isFamilyFriendly", "True"),))) == ()


BROADCAST = '{"publication": {"@type": "BroadcastEvent", "isLiveBroadcast": true%s}}'


@pytest.mark.parametrize(
    "parts",
    [
        PageParts(data=(BROADCAST % "",)),
        PageParts(data=('[{"@graph": [{"@type": ["Event", "BroadcastEvent"]}]}]',)),
        PageParts(data=(BROADCAST % ', "endDate": "2026-11-21T13:00:00Z"',)),
        PageParts(properties=(("isLiveBroadcast", "True"),)),
        PageParts(properties=(("itemtype", "https://schema.org/BroadcastEvent"),)),
        PageParts(embedded=("https://player.twitch.tv/?channel=some",)),
        PageParts(embedded=("https://cdn.example/stream/index.m3u8",)),
        PageParts(scripts='var player = {"isLive":true,"x":1}'),
        PageParts(scripts="{isLiveNow: true}"),
    ],
)
def test_a_page_with_a_live_stream_is_live(parts: PageParts) -> None:
    assert live_words((PAGE,), parts, AT)


@pytest.mark.parametrize(
    "parts",
    [
        PageParts(),
        PageParts(data=(BROADCAST % ', "endDate": "2026-11-21T11:00:00Z"',)),
        PageParts(data=(BROADCAST % ', "endDate": "2026-11-20"',)),
        PageParts(data=('{"@type": "VideoObject", "isLiveBroadcast": false}',)),
        PageParts(data=('{"isLiveBroadcast": tr',)),
        PageParts(data=("[" * 100_000,)),
        PageParts(data=('{"description": "isLiveBroadcast BroadcastEvent"}',)),
        PageParts(embedded=("https://www.youtube.com/embed/abc", "https://cdn.example/a.mp4")),
        PageParts(scripts='{"isLive":false,"isLiveContent":true}'),
        PageParts(text="isLiveBroadcast: true"),
    ],
)
def test_a_recording_and_talk_of_streams_are_not(parts: PageParts) -> None:
    assert live_words((PAGE,), parts, AT) == ""


def test_any_hop_and_the_type_tell_a_live_stream() -> None:
    assert live_words((PAGE, "https://kick.com/somebody"), PageParts(), AT) == "Kick"
    assert live_words((PAGE,), PageParts(), AT, "application/vnd.apple.mpegurl")
    assert live_words((PAGE,), PageParts(), AT, "application/dash+xml")


def test_a_list_of_parts_says_whether_it_is_complete() -> None:
    assert manifest_is_live("#EXTM3U\n#EXTINF:4,\na.ts\n")
    assert not manifest_is_live("#EXTM3U\n#EXTINF:4,\na.ts\n#EXT-X-ENDLIST\n")
    assert manifest_is_live('<?xml version="1.0"?><MPD type="dynamic">')
    assert not manifest_is_live('<?xml version="1.0"?><MPD type="static">')
    assert not manifest_is_live("<p>#EXTM3U</p>")


def test_a_login_wall_asks_for_a_password_and_shows_little() -> None:
    assert is_login_wall(PAGE, PageParts(text="Please sign in", asks_password=True))
    long = "There is much to read here. " * 100
    assert is_login_wall("https://a.example/login?x=1", PageParts(text=long, asks_password=True))
    assert not is_login_wall(PAGE, PageParts(text=long, asks_password=True))
    assert not is_login_wall(PAGE, PageParts(text="Short"))
