from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.live_streams import PATTERNS, live_stream

LIVE = [
    ("https://www.twitch.tv/somechannel", "Twitch"),
    ("http://m.twitch.tv/some_channel/", "Twitch"),
    ("twitch.tv/somechannel", "Twitch"),
    ("https://WWW.TWITCH.TV./SomeChannel", "Twitch"),
    ("https://www.twitch.tv/%73omechannel?tt_content=share", "Twitch"),
    ("https://player.twitch.tv/?channel=some&parent=example.org", "Twitch"),
    ("https://www.twitch.tv/popout/some/chat", "Twitch"),
    ("https://www.twitch.tv/embed/some/chat", "Twitch"),
    ("https://www.youtube.com/live/abcDEF12345?feature=shared", "YouTube"),
    ("https://youtube.com/@some-handle/live", "YouTube"),
    ("https://m.youtube.com/channel/UCabcdef/live", "YouTube"),
    ("https://www.youtube.com/c/some/live/", "YouTube"),
    ("https://www.youtube.com/user/some/live", "YouTube"),
    ("https://www.youtube.com/embed/live_stream?channel=UCabc", "YouTube"),
    ("https://www.youtube-nocookie.com/embed/live_stream?channel=UCabc", "YouTube"),
    ("https://www.youtube.com/live_chat?v=abc", "YouTube"),
    ("https://www.tiktok.com/@some.one/live", "TikTok"),
    ("https://www.tiktok.com//@some.one/live/?lang=de", "TikTok"),
    ("https://www.tiktok.com/live", "TikTok"),
    ("https://live.tiktok.com/abc", "TikTok"),
    ("https://www.facebook.com/some.page/live", "Facebook"),
    ("https://www.facebook.com/some.page/live_videos/", "Facebook"),
    ("https://de-de.facebook.com/live/map", "Facebook"),
    ("https://www.facebook.com/watch/live/?v=12345", "Facebook"),
    ("https://fb.gg/streamer", "Facebook"),
    ("https://www.facebook.com/gaming/streamer", "Facebook"),
    ("https://www.instagram.com/some.one/live/", "Instagram"),
    ("https://instagram.com/some_one/live/17901234", "Instagram"),
    ("https://kick.com/somebody", "Kick"),
    ("https://player.kick.com/somebody?autoplay=true", "Kick"),
    ("https://kick.com/popout/somebody/chat", "Kick"),
    ("https://x.com/i/broadcasts/1abc", "X"),
    ("https://mobile.twitter.com/i/broadcasts/1abc", "X"),
    ("https://twitter.com/i/spaces/1abc/peek", "X"),
    ("https://www.pscp.tv/w/1abc", "Periscope"),
    ("https://www.periscope.tv/somebody/1abc", "Periscope"),
    ("https://www.linkedin.com/video/live/urn:li:ugcPost:1/", "LinkedIn"),
    ("https://vimeo.com/event/12345", "Vimeo"),
    ("https://rumble.com/c/somebody/live", "Rumble"),
    ("https://trovo.live/s/somebody/12345", "Trovo"),
    ("https://dlive.tv/somebody", "DLive"),
    ("https://www.nimo.tv/live/12345", "Nimo"),
    ("https://chzzk.naver.com/live/abc", "Chzzk"),
    ("https://play.sooplive.co.kr/somebody/123", "SOOP"),
    ("https://live.bilibili.com/12345", "Bilibili"),
    ("https://vk.com/video/lives", "VK"),
    ("https://steamcommunity.com/broadcast/watch/7656", "Steam"),
    ("https://livestream.com/accounts/1/events/2", "Livestream"),
    ("https://video.ibm.com/channel/some", "IBM Video"),
    ("https://media.example.org/boxing/index.m3u8?token=1", "a stream file"),
    ("https://media.example.org/live.MPD", "a stream file"),
    ("https://media.example.org/live.isml/Manifest", "a stream file"),
    ("https://de.chaturbate.com/somebody/", "a webcam site"),
]
NOT_LIVE = [
    "https://www.twitch.tv/videos/12345",
    "https://www.twitch.tv/somechannel/clip/FunnyName",
    "https://clips.twitch.tv/FunnyName",
    "https://www.twitch.tv/",
    "https://www.twitch.tv/directory/all",
    "https://blog.twitch.tv/en",
    "https://player.twitch.tv/?video=v123",
    "https://nottwitch.tv/somechannel",
    "https://twitch.tv.example.org/somechannel",
    "https://example.org/?to=https://twitch.tv/somechannel",
    "https://www.youtube.com/watch?v=abcDEF12345",
    "https://youtu.be/abcDEF12345",
    "https://www.youtube.com/@some-handle/videos",
    "https://www.youtube.com/@alive",
    "https://www.youtube.com/shorts/live",
    "https://www.tiktok.com/@some.one/video/12345",
    "https://www.tiktok.com/@live",
    "https://www.facebook.com/some.page/videos/12345",
    "https://www.facebook.com/some.page/posts/live-at-the-fair",
    "https://www.facebook.com/liverpool",
    "https://www.instagram.com/p/abc/",
    "https://www.instagram.com/live.music/",
    "https://www.instagram.com/stories/some.one/",
    "https://kick.com/video/abc",
    "https://kick.com/categories/just-chatting",
    "https://help.kick.com/articles",
    "https://sidekick.com/somebody",
    "https://x.com/somebody/status/12345",
    "https://x.com/i/events/12345",
    "https://netflix.com/i/broadcasts/1",
    "https://www.linkedin.com/posts/live",
    "https://vimeo.com/12345",
    "https://rumble.com/v1abc-title.html",
    "https://example.org/live",
    "https://www.polizei.example/livestream-der-pressekonferenz",
    "https://example.org/how-to-open-m3u8-files",
    "https://example.org/manifest",
    "https://bilibili.com/video/BV1",
    "http://[not-an-address/live",
    "",
]


@pytest.mark.parametrize(("url", "service"), LIVE)
def test_the_address_of_a_live_stream_is_known(url: str, service: str) -> None:
    assert live_stream(url) == service


@pytest.mark.parametrize("url", NOT_LIVE)
def test_a_recording_a_profile_and_a_look_alike_are_no_live_stream(url: str) -> None:
    assert live_stream(url) == ""


def test_every_pattern_has_a_service_that_a_case_above_names() -> None:
    assert {row.service for row in PATTERNS} <= {service for _, service in LIVE}


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    assert isinstance(live_stream(text), str)
    assert isinstance(live_stream("https://" + text), str)
