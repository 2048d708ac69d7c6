"""X by its API v2, with the abilities of accounts that pay per use."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import ClassVar, Final
from urllib.parse import quote

from oyez.domain.delivery import FailureClass, Idempotency, Support
from oyez.domain.listening import Pace
from oyez.platforms.base import SECONDS
from oyez.platforms.errors import parse
from oyez.platforms.port import (
    Absent,
    Delivery,
    Done,
    Failed,
    Finding,
    Health,
    Outcome,
    Receipt,
    Variant,
)
from oyez.platforms.profile import Ability, Cost, MediaRule, Profile, TextRule, Window
from oyez.platforms.text import LINK, seen_sha256
from oyez.platforms.x_answers import Erased, Me, One, Posts
from oyez.platforms.x_inbox import PAGE, PAGES, Listening
from oyez.platforms.x_media import Uploading
from oyez.platforms.x_own import Owning
from oyez.platforms.x_post import Post
from oyez.platforms.x_session import instead

CLOCK_SLACK: Final = timedelta(minutes=2)
QUARTER: Final = timedelta(minutes=15)
MAY_ANSWER: Final = frozenset({"following", "mentionedUsers", "subscribers", "verified"})
REPEATS: Final = ("retweeted", "reposted")

PROFILE = Profile(
    platform="x",
    version="API 2.167",
    checked_on="2026-11-21",
    source="https://docs.x.com/x-api/posts/create-post",
    idempotency=Idempotency.NONE,
    # Only accounts that pay for it may change a post, and each change is another post.
    abilities={
        **dict.fromkeys(
            (
                Ability.PUBLISH,
                Ability.FIND,
                Ability.LOOK,
                Ability.RETRACT,
                Ability.MEDIA,
                Ability.ALT_TEXT,
                Ability.REPLY,
                Ability.INBOX,
                Ability.HIDE,
                Ability.MEASURE,
                Ability.OWN_POSTS,
            ),
            Support.NATIVE,
        ),
        Ability.CORRECT: Support.EMULATED,
    },
    text=TextRule("x", 280),
    max_pictures=4,
    alt_limit=1000,
    writes=(Window(100, QUARTER), Window(300, timedelta(hours=3))),
    retracts=(Window(50, QUARTER),),
    secrets=("token", "refresh_token", "client_id", "client_secret", "consumer_secret"),
    options=("user_id", "username"),
    scopes=(
        "tweet.read",
        "tweet.write",
        "tweet.moderate.write",
        "users.read",
        "media.write",
        "offline.access",
    ),
    sees="api",
    media=MediaRule(("image/jpeg", "image/png", "image/gif", "image/webp"), 5_000_000),
    # Every reading is charged, so that hours pass between two where nothing went out lately.
    pace=Pace(timedelta(minutes=1), lively=QUARTER, quiet=timedelta(hours=4)),
    costs=(
        Cost("notice", "0.015", "USD"),
        Cost("notice_with_link", "0.200", "USD"),
        Cost("read", "0.005", "USD"),
    ),
    marks={
        "publish": "documented",
        "costs": "documented",
        "read_unit": "unverified",
        "delete_cost": "unverified",
        "duplicate": "third_party",
        "suspended": "unverified",
        "error_numbers": "third_party",
        "escaped_signs": "third_party",
        "field_spelling": "unverified",
        "picture_links": "third_party",
        "post_numbers": "third_party",
        "refresh": "unverified",
        "side_length": "unverified",
        "thread": "unverified",
    },
)


class X(Uploading, Owning, Listening):
    """Nothing is remembered for us: after a lost answer the own posts are searched."""

    platform: ClassVar[str] = "x"

    @staticmethod
    def profile() -> Profile:
        """The default profile; touches no network."""
        return PROFILE

    def probe(self) -> Health:
        """Ask whose token it is, and whether the public may read the account at all."""
        fields = "username,verified_type,subscription_type,protected"
        me = self.get(Me, f"/2/users/me?user.fields={fields}", None)
        if isinstance(me, Failed):
            return Health(self.channel.account, failure=me)
        user, granted = me.data, frozenset({"users.read"})
        entered = self.channel.options.get("user_id") or user.id
        if entered != user.id or self.username.lower() != user.username.lower():
            other = Failed(FailureClass.PERMISSION, "other_account")
            return Health(user.username, granted, failure=other)
        missing = frozenset({"public_posts"} if user.protected else ())
        return Health(user.username, granted, missing)

    def publish(self, v: Variant, d: Delivery) -> Outcome:
        """Upload the pictures, post once, and read back what stands there."""
        body: dict[str, object] = {"text": v.text}
        if wanted := v.options.get("reply_settings"):
            if wanted not in MAY_ANSWER:
                return Failed(FailureClass.INVALID, "reply_settings")
            body["reply_settings"] = wanted
        numbers = self.pictures(v.media, d)
        if isinstance(numbers, Failed):
            return numbers
        if numbers:
            body["media"] = {"media_ids": numbers}
        if v.reply_to:
            body["reply"] = {"in_reply_to_tweet_id": v.reply_to.remote_id}
        number = self.create(body, d.sent_at)
        if isinstance(number, Failed):
            return number
        # The answer holds the text with wrapped links, and not what they stand for.
        claimed = self.receipt(number, d.sent_at)
        seen = self.look(claimed, d.sent_at)
        return seen if isinstance(seen, Done) else Done(claimed)

    def find(self, v: Variant, d: Delivery) -> Finding:
        """Search the own posts since the delivery was made for the marker link or the text."""
        own = self.own_id(d.sent_at)
        if isinstance(own, Failed):
            return own
        path = f"/2/users/{quote(own, safe='')}/tweets"
        oldest = d.created_at - CLOCK_SLACK
        query = {"max_results": str(PAGE), "start_time": f"{oldest:%Y-%m-%dT%H:%M:%SZ}"}
        for _ in range(PAGES):
            page = self.ask(Posts, path, d.sent_at, **query)
            if isinstance(page, Failed):
                return page
            if page.meta is None:
                return instead(page.errors)
            copies = [one for one in page.data if one.id not in v.known and is_copy(one, v)]
            if fresh := [one for one in copies if (one.created_at or oldest) >= oldest]:
                return Done(self.receipt(fresh[0].id, fresh[0].created_at or d.sent_at, fresh[0]))
            if any(may_be_copy(post, v) for post in page.data):
                return Failed(FailureClass.TRANSIENT, "fields_missing")
            if not page.meta.next_token:
                return Absent("own posts since the delivery was made")
            query["pagination_token"] = page.meta.next_token
        return Failed(FailureClass.TRANSIENT, "too_many_posts")

    def look(self, r: Receipt, at: datetime) -> Finding:
        """Read the post by its number as ourselves."""
        found = self.ask(One, f"/2/tweets/{quote(r.remote_id, safe='')}", at)
        if isinstance(found, One):
            if found.data:
                return Done(self.receipt(r.remote_id, at, found.data))
            found = instead(found.errors)
        return Absent(f"GET post {found.code}") if is_gone(found) else found

    def retract(self, r: Receipt, v: Variant, d: Delivery) -> Finding:  # noqa: ARG002 - the port's verb
        """Delete every part, the last one first; with a post all its edits go."""
        gone = True
        for number in reversed(r.parts or (r.remote_id,)):
            refused = self.erase(number, d.sent_at)
            if refused is None:
                gone = False
            elif not is_gone(refused):
                return refused
        return Absent("DELETE not found") if gone else Done(replace(r, at=d.sent_at))

    def erase(self, number: str, at: datetime) -> Failed | None:
        """Delete one post; None when X said yes."""
        url = self.url(f"/2/tweets/{quote(number, safe='')}")
        answer = self.transport.send("DELETE", url, headers=self.bearer(), timeout=SECONDS)
        if answer.status is None or not 200 <= answer.status < 300:
            return self.failed(answer, at)
        said = parse(Erased, answer)
        if said is None or (said.data and said.data.deleted):
            return None  # an answer nobody can read is no refusal: looking decides
        return (
            instead(said.errors) if said.errors else Failed(FailureClass.TRANSIENT, "not_deleted")
        )


def is_gone(failed: Failed) -> bool:
    """Whether X says that there is no such post."""
    return failed.cls is FailureClass.NOT_FOUND


def is_copy(post: Post, v: Variant) -> bool:
    """Whether a post of ours carries this text; answers to others may carry its link as well."""
    answers = post.refers("replied_to") is not None
    if post.shown is None or answers is not (v.reply_to is not None) or post.refers(*REPEATS):
        return False
    linked = {one.expanded_url for one in post.entities.urls}
    return v.marker_url in linked or core(post.shown) == core(v.text)


def may_be_copy(post: Post, v: Variant) -> bool:
    """Whether nobody can know: it is this text, but X does not say what its links stand for."""
    theirs, ours = (seen_sha256(LINK.sub("", text)) for text in (post.plain, v.text))
    return post.shown is None and theirs == ours


def core(text: str) -> str:
    """What stays the same when X writes an address out."""
    return seen_sha256(LINK.sub(lambda found: found.group().partition("://")[2], text))
