"""Give an errand its pictures as the platform takes them, in the thread that makes the call."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from django.conf import settings

from oyez.domain.delivery import FailureClass
from oyez.platforms.port import Failed, Media, Variant
from oyez.platforms.registry import profile
from oyez.publish import tickets
from oyez.publish.delivering.errand import Errand
from oyez.publish.fitted import fitted


def pictured(errand: Errand) -> Variant | Failed:
    """The variant with fitting pictures; each has an address where the platform fetches them."""
    rule = profile(errand.platform)
    try:
        media = [fitted(picture, rule.media) for picture in errand.variant.media]
    except OSError:
        return Failed(FailureClass.INVALID, "picture_unreadable")
    except ValueError:
        return Failed(FailureClass.INVALID, "picture_too_large")
    if rule.fetches_media:
        media = [addressed(picture) for picture in media]
    return replace(errand.variant, media=tuple(media))


def addressed(picture: Media) -> Media:
    """The picture under an address of its own, for this one call."""
    token = tickets.issue(settings.HOME, Path(picture.path), picture.mime, time.time())
    return replace(picture, url=f"{settings.PUBLIC_URL}/{tickets.FOLDER}/{token}")
