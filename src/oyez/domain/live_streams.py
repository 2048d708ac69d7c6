"""Which addresses open a live stream, told from the address alone.

What a live stream will show cannot be examined beforehand. A recording at the same service can,
so the table names the address of the stream and not the service.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urlsplit

NAME: Final = r"[\w.@-]+"
END: Final = r"/?$"
WATCHED: Final = r"^/(?!(?:{taken})(?:/|$))[\w.-]+" + END
TWITCH_PAGES: Final = (
    "directory|videos|downloads|jobs|turbo|store|settings|login|signup|search|p|team|about|"
    "collections|drops|subscriptions|wallet|inventory|friends|products|partner|brand|clip|user"
)
KICK_PAGES: Final = (
    "categories|category|video|videos|browse|following|clips|search|settings|dashboard|about|"
    "privacy-policy|terms-of-service|community-guidelines|dmca-policy|auth|login|signup"
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One form of address: the service's name, its hosts with all below them, path and query."""

    service: str
    hosts: tuple[str, ...]
    path: re.Pattern[str]
    query: re.Pattern[str] = re.compile("")


def _row(service: str, hosts: str, path: str, query: str = "") -> Pattern:
    return Pattern(
        service,
        tuple(hosts.split()),
        re.compile(path, re.IGNORECASE),
        re.compile(query, re.IGNORECASE),
    )


YOUTUBE: Final = "youtube.com youtube-nocookie.com"
PATTERNS: Final[tuple[Pattern, ...]] = (
    _row("Twitch", "player.twitch.tv", rf"^{END}", r"(?:^|&)channel="),
    _row("Twitch", "twitch.tv", rf"^/(?:popout|embed|moderator)/{NAME}(?:/chat)?{END}"),
    _row("Twitch", "www.twitch.tv m.twitch.tv go.twitch.tv =twitch.tv",
         WATCHED.format(taken=TWITCH_PAGES)),
    _row("YouTube", YOUTUBE, rf"^/live/{NAME}{END}"),
    _row("YouTube", YOUTUBE, rf"^/(?:@[^/]+|(?:channel|c|user)/[^/]+)/live{END}"),
    _row("YouTube", YOUTUBE, rf"^/embed/live_stream{END}"),
    _row("YouTube", YOUTUBE, rf"^/live_chat{END}"),
    _row("TikTok", "tiktok.com", rf"^/@[^/]+/live{END}"),
    _row("TikTok", "tiktok.com", rf"^/(?:live|share/live/{NAME}){END}"),
    _row("TikTok", "live.tiktok.com", ""),
    _row("Facebook", "facebook.com fb.com", rf"^/(?:watch/)?live(?:/{NAME})?{END}"),
    _row("Facebook", "facebook.com fb.com", rf"^/{NAME}/live(?:_videos?)?{END}"),
    _row("Facebook", "facebook.com fb.com", rf"^/gaming/{NAME}{END}"),
    _row("Facebook", "fb.gg", rf"^/{NAME}{END}"),
    _row("Instagram", "instagram.com", rf"^/{NAME}/live(?:/{NAME})?{END}"),
    _row("Kick", "www.kick.com =kick.com", WATCHED.format(taken=KICK_PAGES)),
    _row("Kick", "player.kick.com", rf"^/{NAME}{END}"),
    _row("Kick", "kick.com", rf"^/popout/{NAME}/chat{END}"),
    _row("X", "x.com twitter.com", rf"^/i/(?:broadcasts|spaces)/{NAME}(?:/peek)?{END}"),
    _row("Periscope", "periscope.tv pscp.tv", rf"^/(?:w|{NAME})/{NAME}{END}"),
    _row("LinkedIn", "linkedin.com", r"^/video/(?:live|event)/"),
    _row("Vimeo", "vimeo.com", rf"^/(?:event|live|live-chat)/{NAME}"),
    _row("Rumble", "rumble.com", rf"^/(?:c|user)/{NAME}/live{END}"),
    _row("Trovo", "trovo.live", rf"^/(?:s/)?{NAME}(?:/\d+)?{END}"),
    _row("DLive", "dlive.tv", rf"^/(?!p/|c/|s/){NAME}{END}"),
    _row("Nimo", "nimo.tv", rf"^/live/{NAME}{END}"),
    _row("Chzzk", "chzzk.naver.com", rf"^/live/{NAME}{END}"),
    _row("SOOP", "play.afreecatv.com play.sooplive.co.kr play.sooplive.com", rf"^/{NAME}"),
    _row("Bilibili", "live.bilibili.com", r"^/(?:h5/)?\d+"),
    _row("VK", "vk.com vkvideo.ru", rf"^/(?:video/)?lives?(?:/{NAME})?{END}"),
    _row("VK", "live.vkvideo.ru live.vkplay.ru", rf"^/{NAME}{END}"),
    _row("Steam", "steamcommunity.com", rf"^/broadcast/watch/{NAME}{END}"),
    _row("Livestream", "livestream.com", rf"^/(?:accounts/)?{NAME}(?:/events)?/{NAME}"),
    _row("IBM Video", "video.ibm.com ustream.tv", rf"^/(?:channel|embed)/{NAME}"),
    _row("a webcam site", "chaturbate.com stripchat.com bongacams.com cam4.com livejasmin.com "
         "myfreecams.com", ""),
)  # fmt: skip
MANIFEST: Final = re.compile(r"\.(?:m3u8|mpd|isml/manifest|ism/manifest)$", re.IGNORECASE)


def live_stream(url: str) -> str:
    """The service whose live stream this address opens, in words, or '' when it opens none.

    Takes an address with or without its scheme; never fails.
    """
    try:
        parts = urlsplit(url if "//" in url else f"//{url}")
        host = (parts.hostname or "").rstrip(".").lower()
    except ValueError:
        return ""
    path = re.sub("/+", "/", unquote(parts.path)) or "/"
    if MANIFEST.search(path.rstrip("/")):
        return "a stream file"
    return next((row.service for row in PATTERNS if _fits(row, host, path, parts.query)), "")


def _fits(row: Pattern, host: str, path: str, query: str) -> bool:
    named = any(_of(host, name) for name in row.hosts)
    return named and bool(row.path.search(path)) and bool(row.query.search(query))


def _of(host: str, name: str) -> bool:
    """The host itself or one below it; `=` before the name means the host alone."""
    if name.startswith("="):
        return host == name[1:]
    return host == name or host.endswith("." + name)
