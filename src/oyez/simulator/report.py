"""What stands on the platforms right now, as data for tests and for the wall."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from itertools import islice
from typing import Any

from oyez.simulator.names import PLATFORMS
from oyez.simulator.world import Mail, Post, World, iso

MOST_MAILS = 200


def state(world: World, *, everything: bool = False) -> dict[str, Any]:
    """All live objects (or removed ones too), counts, and the newest mails."""
    now = world.now()
    posts = [post for posts in world.by_account.values() for post in posts]
    kept = [post for post in posts if everything or now < post.gone_at]
    return {
        "objects": [entry(post, now) for post in sorted(kept, key=lambda post: post.created)],
        "counts": {name: counts(world, name) for name in PLATFORMS},
        "mails": [mail_entry(mail) for mail in newest(world, MOST_MAILS)],
        "mails_total": world.mails_total,
    }


def entry(post: Post, now: float) -> dict[str, Any]:
    """One object; `public` is the text a citizen finds now, or null."""
    version = post.shown(now)
    return {
        "platform": post.platform,
        "account": post.account,
        "id": post.id,
        "url": post.url,
        "text": post.newest.text,
        "public": version.text if version else None,
        "alts": list(post.newest.alts),
        "reply_to": post.reply_to,
        "foreign": post.foreign,
        "created": iso(post.created),
        "edited": iso(post.edited) if post.edited else None,
        "deleted": iso(post.gone_at) if post.removed else None,
        "live": now < post.gone_at,
    }


def counts(world: World, platform: str) -> dict[str, int]:
    """How many objects were ever made, stand, and are removed."""
    now = world.now()
    posts = [post for (where, _), found in world.by_account.items() if where == platform
             for post in found]  # fmt: skip
    live = sum(now < post.gone_at for post in posts)
    return {"created": len(posts), "live": live, "removed": len(posts) - live}


def newest(world: World, most: int) -> list[Mail]:
    """The newest mails first."""
    return list(islice(reversed(world.mails), most))


def mail_entry(mail: Mail) -> dict[str, Any]:
    """One mail, parsed only now so that accepting many stays cheap."""
    message = email.message_from_bytes(mail.raw, policy=email.policy.default)
    return {
        "at": iso(mail.at),
        "sender": mail.sender,
        "recipients": list(mail.recipients),
        "from": header(message, "from"),
        "subject": header(message, "subject"),
        "message_id": header(message, "message-id"),
        "headers": sorted({name.lower() for name in message}),
        "text": text_of(message),
    }


def header(message: EmailMessage, name: str) -> str:
    """A header's text; a broken one reads as empty."""
    try:
        return str(message.get(name, ""))
    except (ValueError, IndexError):  # the standard parser trips over some broken headers
        return ""


def text_of(message: EmailMessage) -> str:
    """The plain text of a mail, or of its only part."""
    part = message.get_body(("plain", "html"))
    try:
        return str(part.get_content()).replace("\r\n", "\n") if part else ""
    except (KeyError, LookupError):
        return ""
