"""Preparing a post on Instagram: one container, or one for each picture and one around them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import quote

from oyez.domain.delivery import FailureClass
from oyez.domain.demands import HASHTAG
from oyez.platforms.base import content
from oyez.platforms.graph import Id
from oyez.platforms.instagram_account import COMMENT
from oyez.platforms.instagram_answers import Container
from oyez.platforms.instagram_inbox import Listening
from oyez.platforms.instagram_profile import MOST_HASHTAGS, PROFILE
from oyez.platforms.port import Delivery, Failed, Media, Staged, Variant

PREPARATION: Final = timedelta(seconds=20)
STUCK: Final = timedelta(minutes=5)


class Staging(Listening):
    """The invisible step. A token is a container's number and the second it was made in."""

    def stage(self, v: Variant, d: Delivery) -> Staged | Failed:
        """Have the pictures fetched and a container made; a comment needs no preparation."""
        wrong = unfit(v)
        if wrong:
            return Failed(FailureClass.INVALID, wrong)
        if is_comment(v):
            return Staged(COMMENT, d.sent_at)
        user = self.user(d.sent_at)
        if isinstance(user, Failed):
            return user
        whole = self.contain(f"{user}/media", v, d)
        if isinstance(whole, Failed):
            return whole
        token = f"{whole}@{int(d.sent_at.timestamp())}"
        state = self.state(whole, d)
        if isinstance(state, Container) and state.status_code == "ERROR":
            return Failed(FailureClass.TRANSIENT, "container_error", d.sent_at + PREPARATION)
        ready = isinstance(state, Container) and state.status_code == "FINISHED"
        return Staged(token, d.sent_at if ready else d.sent_at + PREPARATION)

    def contain(self, path: str, v: Variant, d: Delivery) -> str | Failed:
        """The number of the container that is to be published."""
        whole: dict[str, object] = {"caption": v.text}
        if len(v.media) == 1:
            made = self.post(Id, path, whole | picture(v.media[0]), d.sent_at)
            return made if isinstance(made, Failed) else made.id
        children = []
        for one in v.media:
            made = self.post(Id, path, picture(one) | {"is_carousel_item": True}, d.sent_at)
            if isinstance(made, Failed):
                return made
            children.append(made.id)
        whole |= {"media_type": "CAROUSEL", "children": children}
        made = self.post(Id, path, whole, d.sent_at)
        return made if isinstance(made, Failed) else made.id

    def state(self, container: str, d: Delivery) -> Container | Failed:
        """How far a container is."""
        path = f"/{quote(container, safe='')}?fields=status_code"
        return self.get(Container, path, d.sent_at)


def unfit(v: Variant) -> str:
    """Why Instagram would not take it, or nothing."""
    if len(v.text) > PROFILE.text.limit:
        return "text_too_long"
    if len(HASHTAG.findall(v.text)) > MOST_HASHTAGS:
        return "too_many_hashtags"
    if is_comment(v):
        return ""
    if not v.media:
        return "picture_needed"
    if len(v.media) > PROFILE.max_pictures:
        return "too_many_pictures"
    return next(filter(None, map(unusable, v.media)), "")


def unusable(one: Media) -> str:
    """Why a picture cannot be fetched and shown, or nothing."""
    data = content(one)
    if isinstance(data, Failed):
        return data.code
    if one.mime not in PROFILE.media.mimes:
        return "picture_type"
    return "" if one.url else "no_public_picture"


def is_comment(v: Variant) -> bool:
    """An answer without pictures goes under the post it answers, one with pictures beside it."""
    return v.reply_to is not None and not v.media


def picture(one: Media) -> dict[str, object]:
    """The fields of one picture."""
    return {"image_url": one.url, "alt_text": one.alt}


def container_of(token: str) -> str:
    """The container's number in a token."""
    return token.partition("@")[0]


def is_stuck(token: str, at: datetime) -> bool:
    """Whether it has been in preparation for longer than pictures take."""
    made = token.partition("@")[2]
    return made.isdecimal() and at > datetime.fromtimestamp(int(made), UTC) + STUCK
