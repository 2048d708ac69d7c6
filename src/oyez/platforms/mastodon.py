"""Mastodon and servers that speak its API."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from typing import ClassVar
from urllib.parse import quote, urlsplit

from urllib3.filepost import encode_multipart_formdata

from oyez.domain.delivery import FailureClass, Idempotency, Support
from oyez.platforms.base import content, upload_seconds
from oyez.platforms.mastodon_answers import Account, Instance, Picture, Status, Statuses
from oyez.platforms.mastodon_inbox import ANSWER, Listening
from oyez.platforms.mastodon_own import Owning
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
    Variant,
)
from oyez.platforms.profile import Ability, MediaRule, Profile, TextRule, Window
from oyez.platforms.text import seen_sha256, visible

PAGE = 40
PAGES = 10
CLOCK_SLACK = timedelta(minutes=1)
PROCESSING_WAIT = timedelta(seconds=5)

# No server hides or deletes a single answer of somebody else, or closes a post to answers.
NOT_THERE = {Ability.HIDE, Ability.DELETE_FOREIGN, Ability.CLOSE_REPLIES}

PROFILE = Profile(
    platform="mastodon",
    version="API 4.5",
    checked_on="2026-11-21",
    source="https://docs.joinmastodon.org/methods/statuses/",
    idempotency=Idempotency.KEY,
    abilities=dict.fromkeys(set(Ability) - NOT_THERE, Support.NATIVE),
    text=TextRule("mastodon", 500),
    key_lifetime=timedelta(hours=1),
    max_pictures=4,
    alt_limit=1500,
    media=MediaRule(max_bytes=16_777_216, max_side=5_760),
    writes=(Window(300, timedelta(minutes=5)),),
    retracts=(Window(30, timedelta(minutes=30)),),
    secrets=("token",),
    answers_as=ANSWER,
    answers_once=True,
)
SECONDS = PROFILE.timeout.total_seconds()


class Mastodon(Owning, Listening):
    """Publishes with the server's idempotency key, corrects in place, deletes with the media."""

    platform: ClassVar[str] = "mastodon"

    @staticmethod
    def profile() -> Profile:
        """The default profile; touches no network."""
        return PROFILE

    def probe(self) -> Health:
        """Read the own account and the server's limits."""
        account = self.get(Account, "/api/v1/accounts/verify_credentials", None)
        if isinstance(account, Failed):
            return Health(self.channel.account, failure=account)
        server = self.get(Instance, "/api/v2/instance", None)
        if isinstance(server, Failed):
            return Health(account.acct, granted=frozenset({"read"}))
        limits = server.configuration.statuses
        # Other software names itself in brackets; it may take the same post twice for one key.
        other = "compatible" in server.version
        return Health(
            account.acct,
            granted=frozenset({"read"} if other else {"read", "idempotency_key"}),
            missing=frozenset({"idempotency_key"} if other else ()),
            limits={
                "text": limits.max_characters,
                "pictures": limits.max_media_attachments,
                "url_cost": limits.characters_reserved_per_url,
            },
        )

    def publish(self, v: Variant, d: Delivery) -> Outcome:
        """Upload the pictures, then post once under the delivery's key."""
        body = self.compose(v, d)
        if isinstance(body, Failed):
            return body
        body["visibility"] = v.options.get("visibility", "public")
        if v.reply_to:
            body["in_reply_to_id"] = v.reply_to.remote_id
        answer = self.transport.send(
            "POST",
            self.url("/api/v1/statuses"),
            headers={**self.bearer(), "Idempotency-Key": d.key},
            json=body,
            timeout=SECONDS,
        )
        status = self.read(Status, answer, d.sent_at, creates=True)
        return status if isinstance(status, Failed) else Done(receipt(status, status.created_at))

    def find(self, v: Variant, d: Delivery) -> Finding:
        """Search the own recent posts for the marker link, then for the text."""
        account = self.get(Account, "/api/v1/accounts/verify_credentials", d.sent_at)
        if isinstance(account, Failed):
            return account
        wanted, oldest, until = seen_sha256(v.text), d.created_at - CLOCK_SLACK, ""
        for _ in range(PAGES):
            path = f"/api/v1/accounts/{quote(account.id, safe='')}/statuses"
            query = f"?limit={PAGE}&exclude_reblogs=true{until}"
            page = self.get(Statuses, path + query, d.sent_at)
            if isinstance(page, Failed):
                return page
            for status in page.root:
                if status.id in v.known or status.created_at < oldest:
                    continue
                seen = visible(status.content)
                if v.marker_url in seen.hrefs or seen.sha256 == wanted:
                    return Done(receipt(status, status.created_at))
            if not page.root or page.root[-1].created_at < oldest:
                return Absent("own statuses since the delivery was made")
            until = f"&max_id={quote(page.root[-1].id, safe='')}"
        return Failed(FailureClass.TRANSIENT, "too_many_statuses")

    def look(self, r: Receipt, at: datetime) -> Finding:
        """Read the post and its public page as a stranger, side by side; gone from both is gone.

        Where the server demands a login, the post is read as ourselves.
        """
        with ThreadPoolExecutor(1) as beside:
            page = beside.submit(self.shown_page, r, at)
            address, seen_from = self.status_url(r.remote_id), "outside"
            answer = self.transport.send("GET", address, timeout=SECONDS)
            if answer.status in {401, 403}:
                seen_from = "api"
                answer = self.transport.send("GET", address, headers=self.bearer(), timeout=SECONDS)
        status = self.read(Status, answer, at)
        if not isinstance(status, Failed):
            return Done(receipt(status, at, seen_from))
        if status.cls is not FailureClass.NOT_FOUND:
            return status
        shown, evidence = page.result(), f"GET status {answer.status} ({seen_from})"
        if isinstance(shown, Absent):
            return Absent(f"{evidence}, {shown.evidence}")
        return shown

    def shown_page(self, r: Receipt, at: datetime) -> Finding:
        """The API may say gone while a public page on the same server still shows the post."""
        if not r.url or urlsplit(r.url).netloc != urlsplit(self.channel.base_url).netloc:
            return Absent("no page here")
        page = self.transport.send("GET", r.url, headers={"Accept": "text/html"}, timeout=SECONDS)
        if page.status is None or page.status == 429 or page.status >= 500:
            return self.failed(page, at)
        # Some servers answer every path with the same empty frame: the post names its own address.
        if page.status == 200 and r.url.encode() in page.body:
            return Done(replace(r, at=at, text_sha256=None, seen_from="outside"))
        return Absent(f"GET page {page.status}")

    def correct(self, r: Receipt, v: Variant, d: Delivery) -> Outcome:
        """Change text and pictures in place. A lost answer is AMBIGUOUS: it may still arrive."""
        body = self.compose(v, d)
        if isinstance(body, Failed):
            return body
        answer = self.transport.send(
            "PUT", self.status_url(r.remote_id), headers=self.bearer(), json=body, timeout=SECONDS
        )
        status = self.read(Status, answer, d.sent_at, creates=True)
        return status if isinstance(status, Failed) else Done(receipt(status, d.sent_at))

    def retract(self, r: Receipt, v: Variant, d: Delivery) -> Finding:  # noqa: ARG002 - the port's verb
        """Delete every part with its media, the last one first."""
        gone = True
        for number in reversed(r.parts or (r.remote_id,)):
            answer = self.transport.send(
                "DELETE",
                self.status_url(number) + "?delete_media=true",
                headers=self.bearer(),
                timeout=SECONDS,
            )
            if answer.status is not None and 200 <= answer.status < 300:
                gone = False
            elif (failed := self.failed(answer, d.sent_at)).cls is not FailureClass.NOT_FOUND:
                return failed
        return Absent("DELETE 404") if gone else Done(replace(r, at=d.sent_at))

    def compose(self, v: Variant, d: Delivery) -> dict[str, object] | Failed:
        """The body of a post, with its pictures already uploaded."""
        numbers = []
        for picture in v.media:
            number = self.upload(picture, d)
            if isinstance(number, Failed):
                return number
            numbers.append(number)
        return {"status": v.text, "language": v.language, "media_ids": numbers}

    def upload(self, picture: Media, d: Delivery) -> str | Failed:
        """Put one picture with its description on the server; nobody sees it yet."""
        data = content(picture)
        if isinstance(data, Failed):
            return data
        body, kind = encode_multipart_formdata(
            {"file": (picture.sha256[:16], data, picture.mime), "description": picture.alt}
        )
        answer = self.transport.send(
            "POST",
            self.url("/api/v2/media"),
            headers={**self.bearer(), "Content-Type": kind},
            body=body,
            timeout=upload_seconds(len(body)),
        )
        found = self.read(Picture, answer, d.sent_at)
        if isinstance(found, Picture) and not found.url:
            found = self.get(Picture, f"/api/v1/media/{quote(found.id, safe='')}", d.sent_at)
        if isinstance(found, Failed):
            return found
        if not found.url:
            again = d.sent_at + PROCESSING_WAIT
            return Failed(FailureClass.TRANSIENT, "picture_processing", again)
        return found.id

    def status_url(self, number: str) -> str:
        """The API's address of a post."""
        return self.url(f"/api/v1/statuses/{quote(number, safe='')}")


def receipt(status: Status, at: datetime, seen_from: str = "api") -> Receipt:
    """Proof of a post, with the hash of the text that readers see."""
    return Receipt(
        remote_id=status.id,
        url=status.url,
        at=at,
        version=status.edited_at.isoformat() if status.edited_at else None,
        text_sha256=visible(status.content).sha256,
        seen_from=seen_from,
    )
