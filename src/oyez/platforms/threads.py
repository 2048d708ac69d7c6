"""Threads: a container nobody sees, then one visible step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import ClassVar, Final
from urllib.parse import urlencode, urlsplit

from oyez.domain.delivery import FailureClass
from oyez.domain.fitting import count
from oyez.platforms.base import SECONDS, WebBase, content
from oyez.platforms.graph import Id
from oyez.platforms.port import (
    Absent,
    Delivery,
    Done,
    Failed,
    Finding,
    Health,
    Media,
    Outcome,
    Receipt,
    Staged,
    Variant,
)
from oyez.platforms.profile import Profile
from oyez.platforms.text import links, seen_sha256
from oyez.platforms.threads_answers import (
    Account,
    Allowances,
    Container,
    Page,
    Thread,
    Token,
    described,
)
from oyez.platforms.threads_codes import CODES, SPOILT, UNPUBLISHED
from oyez.platforms.threads_inbox import Listening, piece
from oyez.platforms.threads_profile import HOSTS, PROFILE

PAGES: Final = 10
AT_ONCE: Final = 25
CLOCK_SLACK: Final = timedelta(minutes=1)
PREPARATION: Final = 30.0  # seconds
ASK_AGAIN: Final = timedelta(minutes=1)  # more often is not allowed
PATIENT_ATTEMPTS: Final = 5
OF_POST: Final = "id,permalink,text,timestamp,is_reply_owned_by_me"


class Threads(Listening):
    """Speaks for one account; every write goes out as a form."""

    platform: ClassVar[str] = "threads"
    codes: ClassVar[Mapping[str, FailureClass]] = CODES
    proves: ClassVar[bool] = False

    @staticmethod
    def profile() -> Profile:
        """The default profile; touches no network."""
        return PROFILE

    def probe(self) -> Health:
        """Read the account, and how many posts are left today."""
        account = self.get(Account, f"{self.user}?fields=id,username", None)
        if isinstance(account, Failed):
            return Health(self.channel.account, failure=account)
        path = f"{self.user}/threads_publishing_limit?fields=quota_usage,config"
        found = self.get(Allowances, path, None)
        if isinstance(found, Failed) or not found.data:
            missing = frozenset({"threads_content_publish"})
            return Health(account.username, frozenset({"threads_basic"}), missing)
        one = found.data[0]
        left = max(0, one.config.quota_total - one.quota_usage)
        granted = frozenset({"threads_basic", "threads_content_publish"})
        return Health(account.username or account.id, granted, limits={"posts_left": left})

    def refresh(self, at: datetime) -> Mapping[str, str] | Failed:
        """Sixty days more for a token that still holds; one that has expired needs a person.

        The platform's manual knows this request with the token in the address only.
        """
        held = self.channel.secrets.get("token", "")
        if not held:
            return Failed(FailureClass.AUTH, "no_refresh")
        query = urlencode({"grant_type": "th_refresh_token", "access_token": held})
        url = f"{WebBase.url(self, '/refresh_access_token')}?{query}"
        answer = self.transport.send("GET", url, timeout=SECONDS)
        found = self.read(Token, answer, at)
        if isinstance(found, Failed):
            return found
        return {**self.channel.secrets, "token": found.access_token}

    def stage(self, v: Variant, d: Delivery) -> Staged | Failed:
        """Make the container; of several pictures, one each and one for all of them."""
        if not count("threads", v.text).fits:
            return Failed(FailureClass.INVALID, "text_too_long")
        fields = self.fields(v, d)
        if isinstance(fields, Failed):
            return fields
        made = self.form(Id, f"{self.user}/threads", fields, d.sent_at)
        if isinstance(made, Failed):
            return made
        seconds = self.channel.options.get("prepare_seconds", "")
        wait = float(seconds) if seconds.isdecimal() else PREPARATION
        return Staged(made.id, d.sent_at + timedelta(seconds=wait))

    def fields(self, v: Variant, d: Delivery) -> dict[str, str] | Failed:
        """What the container is made of."""
        pictures = [self.picture(one) for one in v.media]
        for one in pictures:
            if isinstance(one, Failed):
                return one
        ready = [one for one in pictures if not isinstance(one, Failed)]
        fields = {"text": v.text, **({"reply_to_id": v.reply_to.remote_id} if v.reply_to else {})}
        if len(ready) < 2:
            return {"media_type": "TEXT", **fields, **(ready[0] if ready else {})}
        children = []
        for one in ready:
            child = {**one, "is_carousel_item": "true"}
            made = self.form(Id, f"{self.user}/threads", child, d.sent_at)
            if isinstance(made, Failed):
                return made
            children.append(made.id)
        return {"media_type": "CAROUSEL", **fields, "children": ",".join(children)}

    def picture(self, one: Media) -> dict[str, str] | Failed:
        """A picture that Threads fetches from an address of ours."""
        data = content(one)
        if isinstance(data, Failed):
            return data
        if not one.url:
            return Failed(FailureClass.INVALID, "no_public_picture")
        told = {"alt_text": one.alt} if one.alt else {}
        return {"media_type": "IMAGE", "image_url": one.url, **told}

    def container(self, number: str, at: datetime) -> Container | Failed:
        """How far a container is; a published one may have lost its status."""
        found = self.get(Container, f"/{piece(number)}?fields=status,error_message", at)
        if isinstance(found, Failed) and found.code == "100":
            return Container(status="PUBLISHED")
        return found

    def publish(self, v: Variant, d: Delivery) -> Outcome:
        """Publish what is ready; what has expired or failed is NOT_FOUND and made anew."""
        if not d.staged:
            return Failed(FailureClass.NOT_FOUND, "not_staged")
        found = self.container(d.staged, d.sent_at)
        if isinstance(found, Failed):
            return found
        if found.status == "FINISHED":
            return self.release(d.staged, d)
        if found.status == "PUBLISHED":
            there = self.listed(v, d)
            return there if isinstance(there, Done) else Failed(FailureClass.AMBIGUOUS, "published")
        if found.status == "ERROR" and found.error_message in SPOILT:
            return Failed(FailureClass.INVALID, "picture_refused")
        # A container that stays in preparation is given up now and then, and made anew.
        stuck = found.status == "IN_PROGRESS" and d.attempt % PATIENT_ATTEMPTS == 0
        if stuck or found.status in {"ERROR", "EXPIRED"}:
            return Failed(FailureClass.NOT_FOUND, "stuck" if stuck else found.status.lower())
        return Failed(FailureClass.TRANSIENT, "in_preparation", d.sent_at + ASK_AGAIN)

    def release(self, number: str, d: Delivery) -> Outcome:
        """The visible step, then a reading for address and text."""
        fields = {"creation_id": number}
        done = self.form(Id, f"{self.user}/threads_publish", fields, d.sent_at, creates=True)
        if isinstance(done, Failed):
            return self.refused(done, number, d)
        post = self.get(Thread, f"/{piece(done.id)}?fields={OF_POST}", d.sent_at)
        if isinstance(post, Failed):
            return Done(Receipt(done.id, None, d.sent_at))
        return Done(receipt(post, d.sent_at))

    def refused(self, failed: Failed, number: str, d: Delivery) -> Failed:
        """An unknown container has expired, or an earlier request has just published it."""
        if failed.cls is not FailureClass.NOT_FOUND:
            return failed
        again = self.container(number, d.sent_at)
        unknown = isinstance(again, Failed) and again.cls is FailureClass.NOT_FOUND
        waiting = isinstance(again, Container) and again.status in UNPUBLISHED
        return failed if unknown or waiting else Failed(FailureClass.AMBIGUOUS, failed.code)

    def find(self, v: Variant, d: Delivery) -> Finding:
        """Ask the container, then search the own posts for the marker link and for the text."""
        found = self.container(d.staged, d.sent_at) if d.staged else None
        if isinstance(found, Failed) and found.cls is not FailureClass.NOT_FOUND:
            return found
        if isinstance(found, Container) and found.status in UNPUBLISHED:
            return Absent(f"container {found.status}")
        there = self.listed(v, d)
        if isinstance(there, Absent) and isinstance(found, Container):
            return Failed(FailureClass.TRANSIENT, "published_not_listed")
        return there

    def listed(self, v: Variant, d: Delivery) -> Finding:
        """The copy in the list of own posts, or of the answers to what it answers."""
        above = v.reply_to.remote_id if v.reply_to else ""
        edge = f"/{piece(above)}/replies" if above else f"{self.user}/threads"
        after, oldest, wanted = "", d.created_at - CLOCK_SLACK, seen_sha256(v.text)
        for _ in range(PAGES):
            path = f"{edge}?fields={OF_POST}&limit={AT_ONCE}{after}"
            page = self.get(Page, path, d.sent_at)
            if isinstance(page, Failed):
                return page
            fresh = [one for one in page.data if (one.timestamp or d.sent_at) >= oldest]
            for one in fresh:
                marked = v.marker_url in {url for _, _, url in links(one.text)}
                same = marked or seen_sha256(one.text) == wanted
                if same and one.id not in v.known and (one.own or not above):
                    return Done(receipt(one, d.sent_at))
            if len(fresh) < len(page.data) or not page.paging.after:
                return Absent("own posts since the delivery was made")
            after = f"&after={piece(page.paging.after)}"
        return Failed(FailureClass.TRANSIENT, "too_many_posts")

    def look(self, r: Receipt, at: datetime) -> Finding:
        """Read the post as ourselves; if it is not there, also the page that people see."""
        post = self.get(Thread, f"/{piece(r.remote_id)}?fields={OF_POST}", at)
        if not isinstance(post, Failed):
            return Done(receipt(post, at))
        if post.cls is not FailureClass.NOT_FOUND:
            return post
        evidence = f"GET media {post.code} (api)"
        if not r.url or not self.is_theirs(r.url):
            return Absent(evidence)
        page = self.transport.send("GET", r.url, headers={"Accept": "text/html"}, timeout=SECONDS)
        words = described(page.body) if page.status == 200 else ""
        if words and seen_sha256(words) == r.text_sha256:
            return Done(replace(r, at=at, seen_from="outside"))
        return Absent(f"{evidence}, GET page {page.status or page.error}")

    def is_theirs(self, url: str) -> bool:
        """Whether an address leads to Threads; no other is asked."""
        place, own = urlsplit(url), urlsplit(self.channel.base_url)
        theirs = place.scheme == "https" and place.netloc in HOSTS
        return theirs or (place.scheme, place.netloc) == (own.scheme, own.netloc)

    def retract(self, r: Receipt, v: Variant, d: Delivery) -> Finding:  # noqa: ARG002 - the port's verb
        """Delete it; Threads allows a hundred a day."""
        erased = self.erase(f"/{piece(r.remote_id)}", d.sent_at)
        if isinstance(erased, Failed):
            return erased
        return Done(replace(r, at=d.sent_at)) if erased else Absent("DELETE says it is not there")


def receipt(post: Thread, at: datetime) -> Receipt:
    """Proof of a post, with the hash of the text that readers see."""
    return Receipt(post.id, post.permalink, at, text_sha256=seen_sha256(post.text))
