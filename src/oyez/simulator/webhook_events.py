"""What each platform calls a webhook with when somebody of the public answers: signed bytes.

Which account owns the webhook is the account of the post at the top of a conversation.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from oyez.simulator import telegram_views
from oyez.simulator.graph import change, number_of, stamp, webhook
from oyez.simulator.linkedin_social import notification
from oyez.simulator.reports import sms_report, whatsapp_event, whatsapp_status
from oyez.simulator.whatsapp import phone_of
from oyez.simulator.world import Post, World
from oyez.simulator.x_events import x_event
from oyez.simulator.x_views import DEFAULT, RENAMED, SAME, account_id, post_view, user

Signed = tuple[dict[str, str], bytes]


def root_of(world: World, post: Post) -> Post:
    """The post a conversation began with."""
    while post.reply_to and (above := world.posts.get((post.platform, post.reply_to))):
        post = above
    return post


def facebook(world: World, secret: str, post: Post) -> Signed:
    """A comment in the field `feed` of the page."""
    root, author = root_of(world, post), str(post.newest.data.get("author", post.account))
    value = {
        "item": "comment",
        "verb": "add",
        "post_id": root.id,
        "comment_id": post.id,
        "parent_id": post.reply_to,
        "from": {"id": number_of("facebook", post.account), "name": author},
        "message": post.newest.text,
        "created_time": int(post.created),
        "permalink_url": post.url,
    }
    return webhook(secret, change("page", number_of("facebook", root.account), "feed", value))


def instagram(world: World, secret: str, post: Post) -> Signed:
    """A comment in the field `comments` of the account."""
    root = root_of(world, post)
    value = {
        "id": post.id,
        "text": post.newest.text,
        "from": {"id": number_of("instagram", post.account), "username": post.account},
        "media": {"id": root.id, "media_product_type": "FEED"},
    }
    owner = number_of("instagram", root.account)
    return webhook(secret, change("instagram", owner, "comments", value))


def threads(world: World, secret: str, post: Post) -> Signed:
    """A reply, in the shape that Threads has for itself."""
    root = root_of(world, post)
    owner = number_of("threads", root.account)
    value = {
        "id": post.id,
        "username": post.account,
        "text": post.newest.text,
        "media_type": "TEXT_POST",
        "permalink": post.url,
        "replied_to": {"id": post.reply_to},
        "root_post": {"id": root.id, "owner_id": owner, "username": root.account},
        "timestamp": stamp(post.created),
    }
    told = {"app_id": "1", "topic": "moderate", "target_id": owner, "time": int(post.created)}
    return webhook(secret, {**told, "values": {"value": value, "field": "replies"}})


def x(world: World, secret: str, post: Post) -> Signed:
    """An event about one reply, in the names of the manual."""
    root = root_of(world, post)
    fields = DEFAULT | SAME | frozenset(RENAMED)
    payload = post_view(world, (post, post.newest), fields, root.account)
    payload["in_reply_to_tweet_id"] = post.reply_to
    users = [user(post.account) | {"id": account_id(post.account)}]
    return x_event(secret, "post.reply.create", payload, users=users, event=f"event-{post.id}")


def linkedin(world: World, secret: str, post: Post) -> Signed:
    """A notification about one comment; the header holds the digest only."""
    root = root_of(world, post)
    told = notification(world, root.account, post, "COMMENT")
    kind = "ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS"
    body = json.dumps({"type": kind, "notifications": [told]}).encode()
    mark = hmac.new(secret.encode(), b"hmacsha256=" + body, hashlib.sha256).hexdigest()
    return {"content-type": "application/json", "x-li-signature": mark}, body


def telegram(world: World, secret: str, post: Post) -> Signed:
    """One update; that it is Telegram's is shown by our own secret in a header."""
    root = root_of(world, post)
    message = telegram_views.group_message(world, post, root.account)
    body = json.dumps({"update_id": int(post.id), "message": message}).encode()
    header = {"x-telegram-bot-api-secret-token": secret}
    return {"content-type": "application/json", **header}, body


def whatsapp(world: World, secret: str, post: Post) -> Signed:
    """What somebody wrote back, or what became of a message of ours."""
    phone = phone_of(root_of(world, post).account)
    data, at = post.newest.data, int(post.created)
    if not post.foreign:
        status = whatsapp_status(post.id, str(data["token"]), data["to"], "delivered", at=at)
        return whatsapp_event(secret, phone, statuses=[status])
    message: dict[str, Any] = {
        "from": data["from"],
        "id": post.id,
        "timestamp": str(at),
        "type": "text",
        "text": {"body": post.newest.text},
        "context": {"id": post.reply_to},
    }
    return whatsapp_event(secret, phone, messages=[message])


def sms(world: World, secret: str, post: Post) -> Signed:
    """That a message reached its first recipient; one report is enough to end a doubt."""
    data = post.newest.data
    more = {"id": post.id, "time": world.now()}
    return sms_report(secret, str(data["reference"]), data["to"][0], "delivered", **more)


EVENTS: Final[Mapping[str, Callable[[World, str, Post], Signed]]] = {
    "facebook": facebook,
    "instagram": instagram,
    "threads": threads,
    "x": x,
    "linkedin": linkedin,
    "telegram": telegram,
    "whatsapp": whatsapp,
    "sms": sms,
}
# Those that also tell what became of a message, as soon as it was accepted.
REPORTING: Final = frozenset({"whatsapp", "sms"})


def crc(secret: str, token: str) -> str:
    """How X wants its question answered."""
    digest = hmac.new(secret.encode(), token.encode(), hashlib.sha256).digest()
    return f"sha256={base64.b64encode(digest).decode()}"


def question(platform: str, secret: str, word: str, verify: str) -> tuple[dict[str, str], str]:
    """What a platform asks before it calls, and the right answer; no question: empty."""
    if platform in {"facebook", "instagram", "threads", "whatsapp"}:
        asked = {"hub.mode": "subscribe", "hub.verify_token": verify, "hub.challenge": word}
        return asked, word
    if platform == "x":
        return {"crc_token": word}, json.dumps({"response_token": crc(secret, word)})
    if platform == "linkedin":
        mark = hmac.new(secret.encode(), word.encode(), hashlib.sha256).hexdigest()
        told = {"challengeCode": word, "challengeResponse": mark}
        return {"challengeCode": word}, json.dumps(told)
    return {}, ""
