"""What Mastodon answers with: statuses, accounts, media and the instance, in its own words."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from oyez.simulator.text import as_html
from oyez.simulator.world import Media, Post, Version, World, digest, iso

BORN = 1_700_000_000.0
# What every status has and the played server never fills.
UNUSED: dict[str, Any] = {
    "reblogs_count": 0,
    "favourites_count": 0,
    "quotes_count": 0,
    "reblog": None,
    "mentions": [],
    "tags": [],
    "emojis": [],
    "card": None,
    "poll": None,
}
MEDIA_TYPES = ("image/jpeg", "image/png", "image/gif", "image/webp", "video/mp4")

LIMITS: dict[str, Any] = {
    "vapid": {"public_key": ""},
    "accounts": {"max_featured_tags": 10, "max_pinned_statuses": 5},
    "statuses": {
        "max_characters": 500,
        "max_media_attachments": 4,
        "characters_reserved_per_url": 23,
    },
    "media_attachments": {
        "supported_mime_types": list(MEDIA_TYPES),
        "description_limit": 1500,
        "image_size_limit": 16_777_216,
        "image_matrix_limit": 33_177_600,
        "video_size_limit": 103_809_024,
        "video_frame_rate_limit": 120,
        "video_matrix_limit": 8_294_400,
    },
}


@lru_cache(maxsize=10_000)
def account_id(name: str) -> str:
    """The same name has the same number in every run."""
    return str(10**14 + int.from_bytes(digest("mastodon", name)[:6], "big"))


def account(world: World, name: str, base: str) -> dict[str, Any]:
    """An account."""
    return {
        "id": account_id(name),
        "username": name,
        "acct": name,
        "display_name": name,
        "locked": False,
        "bot": False,
        "discoverable": True,
        "created_at": iso(BORN),
        "note": "<p>EXERCISE</p>",
        "url": f"{base}/@{name}",
        "uri": f"{base}/users/{name}",
        "avatar": f"{base}/avatars/original/missing.png",
        "header": f"{base}/headers/original/missing.png",
        "followers_count": 0,
        "following_count": 0,
        "statuses_count": world.standing_count("mastodon", name),
        "emojis": [],
        "fields": [],
    }


def attachment(media: Media, base: str, text: str | None = None) -> dict[str, Any]:
    """A picture or film that hangs on a status."""
    address = f"{base}/media/{media.id}"
    return {
        "id": media.id,
        "type": media.mime.partition("/")[0],
        "url": address,
        "preview_url": address,
        "remote_url": None,
        "text_url": None,
        "meta": {},
        "description": (media.description if text is None else text) or None,
        "blurhash": None,
    }


def status(world: World, post: Post, version: Version, base: str) -> dict[str, Any]:
    """A status with one of its wordings."""
    parent = world.posts.get(("mastodon", post.reply_to or ""))
    moment = world.now()
    replies = [one for one in world.replies.get(post.id, ()) if one.shown(moment)]
    edited = version.at if version is not post.versions[0] else None
    return {
        "id": post.id,
        "created_at": iso(post.created),
        "in_reply_to_id": post.reply_to,
        "in_reply_to_account_id": account_id(parent.account) if parent else None,
        "sensitive": bool(version.data["sensitive"]),
        "spoiler_text": version.data["spoiler_text"],
        "visibility": post.newest.data["visibility"],
        "language": version.data["language"],
        "uri": f"{base}/users/{post.account}/statuses/{post.id}",
        "url": f"{base}/@{post.account}/{post.id}",
        "replies_count": len(replies),
        "edited_at": iso(edited) if edited is not None else None,
        "content": as_html(version.text, base),
        "account": account(world, post.account, base),
        "media_attachments": pictures(world, version, base),
        **UNUSED,
    }


def pictures(world: World, version: Version, base: str) -> list[dict[str, Any]]:
    """The attachments of one wording, each with the description it had then."""
    named = zip(version.data["media_ids"], version.alts, strict=True)
    return [attachment(world.media["mastodon", number], base, alt) for number, alt in named]


def edit(world: World, post: Post, version: Version, base: str) -> dict[str, Any]:
    """One entry of the history, which everybody can read."""
    return {
        "content": as_html(version.text, base),
        "spoiler_text": version.data["spoiler_text"],
        "sensitive": bool(version.data["sensitive"]),
        "created_at": iso(version.at),
        "account": account(world, post.account, base),
        "media_attachments": pictures(world, version, base),
        "emojis": [],
    }


def instance(domain: str) -> dict[str, Any]:
    """What /api/v2/instance tells about limits."""
    return {
        "domain": domain,
        "title": "EXERCISE",
        "version": "4.5.0+simulator",
        "source_url": "https://github.com/mastodon/mastodon",
        "description": "A played server for exercises",
        "languages": ["en"],
        "api_versions": {"mastodon": 7},
        "configuration": {"urls": {"streaming": f"ws://{domain}"}, **LIMITS},
        "registrations": {"enabled": False, "approval_required": False, "message": None},
        "rules": [],
    }
