"""Bluesky: records under keys of our own choice in the account's repository."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from typing import ClassVar
from urllib.parse import urlencode

from oyez.domain.delivery import FailureClass, Idempotency, Support
from oyez.platforms.base import SECONDS
from oyez.platforms.bluesky_answers import Account, PostViews, Reference, facet, moment, tid
from oyez.platforms.bluesky_inbox import Listening
from oyez.platforms.bluesky_own import Owning
from oyez.platforms.bluesky_repo import POST, is_absent
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
from oyez.platforms.profile import Ability, MediaRule, Profile, TextRule, Window
from oyez.platforms.text import links, seen_sha256

WEB = "https://bsky.app"

PROFILE = Profile(
    platform="bluesky",
    version="lexicon 2026-11",
    checked_on="2026-11-21",
    source="https://docs.bsky.app/docs/api/com-atproto-repo-put-record",
    idempotency=Idempotency.CLIENT_ID,
    # A changed record is accepted, but readers go on seeing the first version.
    abilities={
        **dict.fromkeys(Ability, Support.NATIVE),
        Ability.CORRECT: Support.EMULATED,
        Ability.DELETE_FOREIGN: Support.NONE,
    },
    text=TextRule("bluesky", 300, byte_limit=3000),
    max_pictures=4,
    alt_limit=2000,
    media=MediaRule(max_bytes=2_000_000),
    writes=(Window(1666, timedelta(hours=1)), Window(11_666, timedelta(days=1))),
    retracts=(Window(5000, timedelta(hours=1)),),
    secrets=("identifier", "app_password", "access_jwt", "refresh_jwt", "did", "handle"),
    answers_once=True,
)


class Bluesky(Owning, Listening):
    """Puts the same record under the same key, so that repeating makes no second copy."""

    platform: ClassVar[str] = "bluesky"

    @staticmethod
    def profile() -> Profile:
        """The default profile; touches no network."""
        return PROFILE

    def probe(self) -> Health:
        """Ask whose session it is."""
        found = self.lacks_session() or self.get(
            Account, "/xrpc/com.atproto.server.getSession", None
        )
        if isinstance(found, Failed):
            return Health(self.channel.account, failure=found)
        if not found.active:
            suspended = Failed(FailureClass.SUSPENDED, "inactive")
            return Health(found.handle, failure=suspended)
        return Health(found.handle, granted=frozenset({"session"}))

    def choose_id(self, seed: str, at: datetime) -> str | None:
        """The record key, which must be stored before the first attempt."""
        return tid(seed, at)

    def publish(self, v: Variant, d: Delivery) -> Outcome:
        """Upload the pictures, then put the record where nothing stands yet."""
        if not d.remote_id:
            return Failed(FailureClass.INVALID, "no_remote_id")
        record = self.lacks_session() or self.compose(v, d)
        if isinstance(record, Failed):
            return record
        answer = self.write("putRecord", d.remote_id, record=record, validate=True, swapRecord=None)
        found = self.read(Reference, answer, d.sent_at, creates=True)
        if isinstance(found, Failed):
            return found
        return Done(self.receipt(d.remote_id, d.sent_at, found.cid, v.text))

    def compose(self, v: Variant, d: Delivery) -> dict[str, object] | Failed:
        """The record; the same delivery always gives the same one."""
        record: dict[str, object] = {
            "$type": POST,
            "text": v.text,
            "createdAt": moment(d.created_at),
            "langs": [v.language],
        }
        if found := links(v.text):
            record["facets"] = [facet(*link) for link in found]
        if v.reply_to:
            above = self.record(v.reply_to.remote_id, d.sent_at)
            if isinstance(above, Failed):
                return above
            parent = {"uri": above.uri, "cid": above.cid}
            root = above.value.reply.root.model_dump() if above.value.reply else parent
            record["reply"] = {"root": root, "parent": parent}
        images = []
        for picture in v.media:
            image = self.upload(picture, d)
            if isinstance(image, Failed):
                return image
            images.append(image)
        if images:
            record["embed"] = {"$type": "app.bsky.embed.images", "images": images}
        return record

    def find(self, v: Variant, d: Delivery) -> Finding:  # noqa: ARG002 - the port's verb
        """Read our own key."""
        if not d.remote_id:
            return Failed(FailureClass.INVALID, "no_remote_id")
        found = self.record(d.remote_id, d.sent_at)
        if not isinstance(found, Failed):
            return Done(self.receipt(d.remote_id, d.sent_at, found.cid, found.value.text))
        return Absent("getRecord RecordNotFound") if is_absent(found) else found

    def look(self, r: Receipt, at: datetime) -> Finding:
        """Read the repository and what the network shows, side by side; gone from both is gone."""
        with ThreadPoolExecutor(1) as beside:
            reading = beside.submit(self.shown, r.remote_id, at)
            record = self.record(r.remote_id, at)
        shown = reading.result()
        if isinstance(record, Failed) and not is_absent(record):
            return record
        if isinstance(shown, PostViews) and shown.posts:
            view = shown.posts[0]
            seen = self.receipt(r.remote_id, at, view.cid, view.record.text)
            return Done(replace(seen, seen_from="outside"))
        if not isinstance(record, Failed):
            return Done(self.receipt(r.remote_id, at, record.cid, record.value.text))
        if isinstance(shown, Failed):
            return shown
        network = "getPosts empty" if shown else "no network view"
        return Absent(f"getRecord RecordNotFound, {network}")

    def shown(self, key: str, at: datetime) -> PostViews | Failed | None:
        """What the network shows; None when this server cannot say and no other is known."""
        appview = self.channel.options.get("appview", "").rstrip("/")
        query = urlencode({"uris": self.uri(key)})
        url = f"{appview or self.url('')}/xrpc/app.bsky.feed.getPosts?{query}"
        headers = {} if appview else self.bearer()
        answer = self.transport.send("GET", url, headers=headers, timeout=SECONDS)
        found = self.read(PostViews, answer, at)
        alone = not appview and answer.status is not None and answer.status != 429
        return None if alone and isinstance(found, Failed) else found

    def retract(self, r: Receipt, v: Variant, d: Delivery) -> Finding:  # noqa: ARG002 - the port's verb
        """Delete the record; the server says yes as often as it is asked."""
        if failed := self.lacks_session():
            return failed
        answer = self.write("deleteRecord", r.remote_id)
        if answer.status is not None and 200 <= answer.status < 300:
            return Done(replace(r, at=d.sent_at))
        refusal = self.failed(answer, d.sent_at)
        return Absent("deleteRecord RecordNotFound") if is_absent(refusal) else refusal

    def receipt(self, key: str, at: datetime, cid: str, text: str) -> Receipt:
        """Proof of a post; `url` is where people read it."""
        web = self.channel.options.get("web", WEB).rstrip("/")
        owner = self.secret("handle") or self.secret("did")
        return Receipt(
            remote_id=key,
            url=f"{web}/profile/{owner}/post/{key}",
            at=at,
            version=cid,
            text_sha256=seen_sha256(text),
        )
