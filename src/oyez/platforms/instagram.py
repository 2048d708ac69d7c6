"""Instagram: a container nobody sees, then one visible step; the account signs in by Facebook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import ClassVar
from urllib.parse import quote, urlencode

from oyez.domain.delivery import FailureClass
from oyez.platforms.graph import Id
from oyez.platforms.instagram_account import CLOCK_SLACK, COMMENT, OF_COMMENT
from oyez.platforms.instagram_answers import Account, Allowances, Container, Media, Medias
from oyez.platforms.instagram_codes import CODES
from oyez.platforms.instagram_own import Owning
from oyez.platforms.instagram_profile import PROFILE
from oyez.platforms.instagram_stage import PREPARATION, Staging, container_of, is_comment, is_stuck
from oyez.platforms.port import (
    Absent,
    Delivery,
    Done,
    Failed,
    Finding,
    Health,
    NeedsPerson,
    Outcome,
    Receipt,
    Variant,
)
from oyez.platforms.profile import Profile
from oyez.platforms.text import links, seen_sha256

PAGES = 10
OF_POST = "id,caption,timestamp,permalink"
LIMIT = "content_publishing_limit?fields=quota_usage,config"
BY_HAND = "Delete this post in the Instagram app: Oyez does not have the right to."


class Instagram(Owning, Staging):
    """Speaks for one account; without the option `user_id` it asks the page whose it is.

    The option `delete_granted` is "no" where the right to delete was not granted: then taking
    back is a person's task.
    """

    platform: ClassVar[str] = "instagram"
    codes: ClassVar[Mapping[str, FailureClass]] = CODES

    @staticmethod
    def profile() -> Profile:
        """The default profile; touches no network."""
        return PROFILE

    def probe(self) -> Health:
        """Read the account, what was granted, and how many posts are left today."""
        user = self.user(None)
        if isinstance(user, Failed):
            return Health(self.channel.account, failure=user)
        account = self.get(Account, f"{user}?fields=id,username", None)
        if isinstance(account, Failed):
            return Health(self.channel.account, failure=account)
        rights = self.rights()
        told = self.get(Allowances, f"{user}/{LIMIT}", None)
        limits = {}
        if not isinstance(told, Failed) and told.data:
            one = told.data[0]
            limits = {"posts_left": max(0, one.config.quota_total - one.quota_usage)}
        return Health(
            account.username,
            granted=rights or frozenset({"read"}),
            missing=frozenset() if rights is None else frozenset(PROFILE.scopes) - rights,
            limits=limits,
        )

    def publish(self, v: Variant, d: Delivery) -> Outcome:
        """Release the container, if it is ready and nobody has released it before."""
        if is_comment(v) and v.reply_to:
            return self.comment(answers(v.reply_to), v.text, d.sent_at)
        if not d.staged:
            return Failed(FailureClass.NOT_FOUND, "not_staged")
        state = self.state(container_of(d.staged), d)
        if isinstance(state, Failed):
            return state
        if state.status_code == "PUBLISHED":
            return self.published(v, d)
        if state.status_code == "IN_PROGRESS" and not is_stuck(d.staged, d.sent_at):
            again = d.sent_at + PREPARATION
            return Failed(FailureClass.TRANSIENT, "container_in_progress", again)
        if state.status_code != "FINISHED":
            return Failed(FailureClass.NOT_FOUND, f"container_{state.status_code.lower()}")
        return self.release(d)

    def release(self, d: Delivery) -> Outcome:
        """The one visible request, and a reading of what it made."""
        user = self.user(d.sent_at)
        if isinstance(user, Failed):
            return user
        fields = {"creation_id": container_of(d.staged or "")}
        made = self.post(Id, f"{user}/media_publish", fields, d.sent_at, creates=True)
        if isinstance(made, Failed):
            return made
        media = self.get(Media, f"/{quote(made.id, safe='')}?fields={OF_POST}", d.sent_at)
        if isinstance(media, Failed):
            return Done(Receipt(made.id, None, d.sent_at))
        return Done(receipt(media, d.sent_at, comment=False))

    def published(self, v: Variant, d: Delivery) -> Done | Failed:
        """The post of a container that was released: it exists, so it is never absent."""
        found = self.listed(v, d)
        if isinstance(found, Absent):
            return Failed(FailureClass.TRANSIENT, "published_not_listed", d.sent_at + PREPARATION)
        return found

    def find(self, v: Variant, d: Delivery) -> Finding:
        """Ask the container, then search the own newest posts, or the comments of the post."""
        state: Container | Failed | None = None
        if d.staged and not is_comment(v):
            state = self.state(container_of(d.staged), d)
        if isinstance(state, Failed) and state.cls is not FailureClass.NOT_FOUND:
            return state
        if isinstance(state, Container) and state.status_code == "PUBLISHED":
            return self.published(v, d)
        # Not this container, but perhaps the one of an earlier attempt.
        return self.listed(v, d)

    def listed(self, v: Variant, d: Delivery) -> Done | Absent | Failed:
        """Our words or our link among what was put up since the delivery was made."""
        if is_comment(v) and v.reply_to:
            path, fields = answers(v.reply_to), OF_COMMENT
        else:
            user = self.user(d.sent_at)
            if isinstance(user, Failed):
                return user
            path, fields = f"{user}/media", OF_POST
        oldest, query = d.created_at - CLOCK_SLACK, {"fields": fields, "limit": "25"}
        for _ in range(PAGES):
            found = self.get(Medias, f"{path}?{urlencode(query)}", d.sent_at)
            if isinstance(found, Failed):
                return found
            young = [one for one in found.data if one.timestamp and one.timestamp >= oldest]
            for one in young:
                if one.id not in v.known and says(one, v):
                    return Done(receipt(one, d.sent_at, comment=is_comment(v)))
            if len(young) < len(found.data) or not found.paging.after:
                return Absent("own posts since the delivery was made")
            query["after"] = found.paging.after
        return Failed(FailureClass.TRANSIENT, "too_many_posts")

    def look(self, r: Receipt, at: datetime) -> Finding:
        """Read it as ourselves: the public address shows strangers a login, whatever is there."""
        fields = OF_COMMENT if r.version == COMMENT else OF_POST
        media = self.get(Media, f"/{quote(r.remote_id, safe='')}?fields={fields}", at)
        if not isinstance(media, Failed):
            return Done(replace(r, at=at, text_sha256=seen_sha256(media.words), seen_from="api"))
        if media.cls is not FailureClass.NOT_FOUND:
            return media
        # Without the right to see it the answer would be the same: are the own posts readable?
        user = self.user(at)
        own = user if isinstance(user, Failed) else self.get(Medias, f"{user}/media?fields=id", at)
        if isinstance(own, Failed):
            lost = own.cls is FailureClass.NOT_FOUND
            return replace(own, cls=FailureClass.PERMISSION) if lost else own
        if r.remote_id in {one.id for one in own.data}:
            return Failed(FailureClass.TRANSIENT, "listed_but_not_readable")
        return Absent(f"GET media {media.code}, not among the own posts")

    def retract(self, r: Receipt, v: Variant, d: Delivery) -> Finding:  # noqa: ARG002 - the port's verb
        """Delete the whole post, all its pictures with it."""
        if self.channel.options.get("delete_granted") == "no" and r.version != COMMENT:
            return NeedsPerson(BY_HAND, r.url)
        was_there = self.erase(f"/{quote(r.remote_id, safe='')}", d.sent_at)
        if isinstance(was_there, Failed):
            return was_there
        return Done(replace(r, at=d.sent_at)) if was_there else Absent("DELETE 100/33")


def answers(r: Receipt) -> str:
    """Where answers to a post lie, or answers to a comment."""
    edge = "replies" if r.version == COMMENT else "comments"
    return f"/{quote(r.remote_id, safe='')}/{edge}"


def says(one: Media, v: Variant) -> bool:
    """Whether it carries our link, which nobody can click there, or our words."""
    named = {url for _, _, url in links(one.words)}
    return v.marker_url in named or seen_sha256(one.words) == seen_sha256(v.text)


def receipt(media: Media, at: datetime, *, comment: bool) -> Receipt:
    """Proof of a post or a comment."""
    return Receipt(
        remote_id=media.id,
        url=media.permalink,
        at=media.timestamp or at,
        version=COMMENT if comment else None,
        text_sha256=seen_sha256(media.words),
    )
