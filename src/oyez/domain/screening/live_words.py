"""Live streams at hosts nobody knows, told from the address and from the words before it."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

from oyez.domain.live_streams import live_stream
from oyez.domain.screening.hosts import Address
from oyez.domain.screening.listed import listed

SEGMENTS: Final = listed(
    """
    live livestream live-stream livestreams livetv live-tv stream streams streaming watch-live
    livecam live-now en-direct direct.html live.html stream.html live.php stream.php
    live-video livevideo live-player player-live
    """
)
NOT_A_STREAM: Final = listed(
    """
    news nachrichten blog liveblog live-blog ticker liveticker updates traffic verkehr
    info-trafic trafic departures abfahrt score scores results ergebnisse weather wetter meteo
    karte map maps music concert events event tickets actualites actus help hilfe docs wiki
    archive archiv
    """
)
LABELS: Final = listed(
    """
    live stream streams livestream live-stream streaming livetv
    """
)
KNOWN: Final = listed(
    "youtube.com youtu.be twitch.tv facebook.com instagram.com tiktok.com kick.com vimeo.com x.com "
    "twitter.com linkedin.com spotify.com"
)
WATCHING: Final = re.compile(
    r"/(?:watch|player|channel|embed|stream|tv|fight|match|game|video|broadcast)s?(?:/|\.|$)"
)
SAID: Final = re.compile(
    r"(?:\bstream (?:\w+ ){1,6}(?:for free|free|live)\b|\blive[- ]?streams?\b|\blivestream\w*|"
    r"\b(?:boxing|fight|match|football) streams?\b|\bstream(?:ing|ed)? (?:it |this |"
    r"the \w+ )?(?:live|"
    r"free|here|now|for free)\b|\blive streaming\b|\bstream(?:t|s|en)? live\b|\blive gestreamt\b|"
    r"\bwatch (?:it |this |us |the [\w ]{1,30} |"
    r"[\w ]{1,20} )?(?:live|free|for free)\b|\blive (?:video|feed|broadcast|footage|coverage|cam|"
    r"fight|boxing|match|from the)\b|\blive on (?:youtube|twitch|facebook|tiktok|kick|instagram)\b|"
    r"\b(?:going|is|are|we're|now|go) live\b(?! (?:in|at|and|with|near))|\blive now\b|"
    r"\bfree stream\b|\blive[- ]?übertragung\w*|\bim (?:live-?)?stream\b|\blive (?:im|auf|"
    r"übertragen|dabei|zu sehen|verfolgen|ansehen|schauen|mitverfolgen)\b|\blive-?(?:video|bilder|"
    r"kamera|feed)\b|\ben direct\b|\bdiffusion (?:en )?live\b|\ben live\b|\blive (?:sur|vidéo)\b|"
    r"\bstream(?:ing)? gratuit\w*|\bflux (?:vidéo )?en direct\b)[^.!?\n]{0,60}$"
)
WARNS: Final = re.compile(
    r"\b(?:illegal|beware|avoid|never|don't|do not|not|scam|fake|fraud\w*|warn\w*|report|risk\w*|"
    r"illegale?[nrs]?|betrug\w*|vorsicht|nicht|keine?[nr]?|gefahr\w*|attention|arnaque\w*|méfiez|"
    r"pas|évitez|illégaux|illicite\w*|music|musik|musique|band|concert)\b"
)


def streams(address: Address, before: str) -> str:
    """In words, why this address is a live stream; '' when nothing says so.

    `before` is what the author wrote right before the address, in small letters.
    """
    if address.scheme in ("rtmp", "rtmps", "rtsp", "mms"):
        return f"{address.scheme}://"
    service = live_stream(address.url)
    if service:
        return service
    shown = _shown(address)
    if shown:
        return shown
    said = SAID.search(before)
    if said and not WARNS.search(before):
        return said.group().strip(" :,–-")[:60]
    return ""


def _shown(address: Address) -> str:
    segments = unquote(address.path).lower().strip("/").split("/")
    if NOT_A_STREAM & set(segments) or _known_video(address.host):
        return ""
    named = [one for one in segments if one in SEGMENTS]
    if named:
        return f"/{named[0]}"
    labels = address.host.split(".")[:-2]
    label = next((one for one in labels if one in LABELS), "")
    if label and (label != "live" or WATCHING.search(address.path.lower())):
        return label
    return ""


def _known_video(host: str) -> bool:
    """Services whose addresses are told apart exactly, so that no word of a path is guessed at."""
    return any(host == name or host.endswith("." + name) for name in KNOWN)
