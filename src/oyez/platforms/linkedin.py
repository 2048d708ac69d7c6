"""Pages of organisations on LinkedIn, through the versioned Posts API."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import ClassVar, Final
from urllib.parse import unquote

from oyez.domain.delivery import FailureClass, Idempotency, Support
from oyez.domain.listening import Pace
from oyez.platforms.base import SECONDS
from oyez.platforms.linkedin_answers import COMMENT_URN, POST_URN, Roles, Share, Shares, stamp
from oyez.platforms.linkedin_comments import LONGEST as COMMENT
from oyez.platforms.linkedin_inbox import Listening
from oyez.platforms.linkedin_rest import VERSION, accepted, content_of, enc, mark_of, memory
from oyez.platforms.linkedin_text import escape, plain, verdict
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

LONGEST: Final = 3000
PAGE: Final = 50
PAGES: Final = 10
CLOCK_SLACK: Final = timedelta(minutes=1)
SUFFICES: Final = frozenset({"ADMINISTRATOR", "CONTENT_ADMIN", "CONTENT_ADMINISTRATOR"})
COMING: Final = frozenset({"PUBLISHED", "PUBLISH_REQUESTED"})
DROPPED: Final = frozenset({"PUBLISH_FAILED", "DRAFT", "ARCHIVED"})

PROFILE = Profile(
    platform="linkedin",
    version=f"Marketing {VERSION}",
    checked_on="2026-11-21",
    source="https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api",
    idempotency=Idempotency.NONE,
    abilities=dict.fromkeys(
        set(Ability) - {Ability.HIDE, Ability.BLOCK, Ability.OWN_POSTS}, Support.NATIVE
    ),
    text=TextRule("linkedin", LONGEST),
    max_pictures=20,
    alt_limit=4086,
    writes=(Window(150, timedelta(days=1)),),
    secrets=("token", "refresh_token", "client_id", "client_secret"),
    options=("organization", "version"),
    scopes=("w_organization_social", "r_organization_social", "rw_organization_admin"),
    sees="api",
    answer_limit=COMMENT,
    media=MediaRule(mimes=("image/jpeg", "image/png", "image/gif"), max_bytes=8_000_000),
    # Calls are counted by the day, and how many there are is told in the portal only.
    pace=Pace(timedelta(minutes=5), lively=timedelta(minutes=15), quiet=timedelta(hours=1)),
    marks={
        "publish": "documented",
        "text": "third_party",
        "alt_text": "unverified",
        "pictures": "third_party",
        "picture_reuse": "unverified",
        "correct": "documented",
        "retract": "documented",
        "look": "unverified",
        "inbox": "documented",
        "delete_foreign": "documented",
        "close_replies": "unverified",
        "measure": "documented",
        "writes": "third_party",
        "version_sunset": "third_party",
        "duplicate": "third_party",
    },
)


class LinkedIn(Listening):
    """Reads back what it wrote, because LinkedIn may cut a text and still answer success."""

    platform: ClassVar[str] = "linkedin"

    @staticmethod
    def profile() -> Profile:
        """The default profile; touches no network."""
        return PROFILE

    def probe(self) -> Health:
        """Ask what the member behind the token may do for the organisation."""
        answer = self.ask("GET", "/rest/organizationAcls?q=roleAssignee&state=APPROVED")
        found = self.read(Roles, answer, None)
        if isinstance(found, Failed):
            return Health(self.channel.account, failure=found)
        ours = {self.organization}
        roles = {one.role for one in found.elements if ours & {one.organization, one.target}}
        missing = frozenset() if roles & SUFFICES else frozenset({"ADMINISTRATOR"})
        return Health(self.channel.account, frozenset(roles), missing, {"text": LONGEST})

    def publish(self, v: Variant, d: Delivery) -> Outcome:
        """Upload the pictures, post once, and read back what stands there."""
        if v.reply_to:
            return self.comment(v, d)
        if len(v.text) > LONGEST:
            return Failed(FailureClass.INVALID, "too_long")
        images = self.pictures(v, d)
        if isinstance(images, Failed):
            return images
        answer = self.ask("POST", "/rest/posts", json=self.compose(v, content_of(v, images)))
        urn = unquote(answer.headers.get("x-restli-id", ""))
        if not (accepted(answer) and POST_URN.fullmatch(urn)):
            failed = self.failed(answer, d.sent_at, creates=True)
            return replace(failed, staged=memory(v, images)) if images else failed
        return Done(self.read_back(Receipt(urn, self.address(urn), d.sent_at), v, d))

    def compose(self, v: Variant, content: dict[str, object]) -> dict[str, object]:
        """The body of a post."""
        body: dict[str, object] = {
            "author": self.organization,
            "commentary": escape(v.text),
            "visibility": "PUBLIC",
            "distribution": {
                "feedDistribution": "MAIN_FEED",
                "targetEntities": [],
                "thirdPartyDistributionChannels": [],
            },
            "lifecycleState": "PUBLISHED",
            "isReshareDisabledByAuthor": False,
        }
        return {**body, "content": content} if content else body

    def read_back(self, r: Receipt, v: Variant, d: Delivery) -> Receipt:
        """The receipt with what is really seen.

        Its version tells `whole`, `truncated`, `changed` or `unread`, and which pictures went out.
        """
        found = self.share(r.remote_id, d.sent_at)
        if isinstance(found, Failed):
            return replace(r, text_sha256=None, version=told("unread", v))
        return seen(r, found, v)

    def find(self, v: Variant, d: Delivery) -> Finding:
        """Search the own posts, the last changed first, for the marker link, then for the text."""
        if v.reply_to:
            return self.find_comment(v, v.reply_to.remote_id, d)
        oldest, start = stamp(d.created_at - CLOCK_SLACK), 0
        for _ in range(PAGES):
            query = f"author={enc(self.organization)}&q=author&count={PAGE}&start={start}"
            path = f"/rest/posts?{query}&sortBy=LAST_MODIFIED"
            page = self.read(Shares, self.ask("GET", path, verb="FINDER"), d.sent_at)
            if isinstance(page, Failed):
                return page
            for share in page.elements:
                if is_copy(share, v, oldest):
                    r = Receipt(share.id, self.address(share.id), d.sent_at)
                    return Done(seen(r, share, v))
            modified = page.elements[-1].modified if page.elements else 0
            if modified is not None and modified < oldest:
                return Absent("own posts since the delivery was made")
            start += len(page.elements)
        return Failed(FailureClass.TRANSIENT, "too_many_posts")

    def look(self, r: Receipt, at: datetime) -> Finding:
        """Read the post as ourselves; if it is not there, also the page that people see."""
        if COMMENT_URN.fullmatch(r.remote_id):
            return self.look_comment(r, at)
        found = self.share(r.remote_id, at)
        if isinstance(found, Failed):
            return self.shown_page(r, at) if found.cls is FailureClass.NOT_FOUND else found
        if found.state in DROPPED:
            return Absent(f"GET post {found.state} (api)")
        if found.state != "PUBLISHED":
            return Failed(FailureClass.TRANSIENT, "not_published_yet")
        text = seen_sha256(plain(found.commentary))
        return Done(replace(r, at=at, text_sha256=text, seen_from="api"))

    def shown_page(self, r: Receipt, at: datetime) -> Finding:
        """A page that still names the post shows it; a login or a refusal there proves nothing."""
        gone = "GET post 404 (api)"
        if not r.url or not r.url.startswith(f"{self.web}/"):
            return Absent(gone)
        page = self.transport.send("GET", r.url, headers={"Accept": "text/html"}, timeout=SECONDS)
        if page.status == 200 and r.remote_id.encode() in page.body:
            return Done(replace(r, at=at, text_sha256=None, seen_from="outside"))
        return Absent(f"{gone}, GET page {page.status or page.error}")

    def share(self, urn: str, at: datetime) -> Share | Failed:
        """One post as the interface holds it."""
        return self.read(Share, self.ask("GET", f"/rest/posts/{enc(urn)}"), at)

    def correct(self, r: Receipt, v: Variant, d: Delivery) -> Outcome:
        """Change the text in place. A lost answer is AMBIGUOUS: it may still arrive."""
        if COMMENT_URN.fullmatch(r.remote_id):
            return self.correct_comment(r, v, d)
        if pictures(r.version or "") != told("", v).strip():
            return Failed(FailureClass.INVALID, "pictures_cannot_change")
        if len(v.text) > LONGEST:
            return Failed(FailureClass.INVALID, "too_long")
        answer = self.ask(
            "POST",
            f"/rest/posts/{enc(r.remote_id)}",
            verb="PARTIAL_UPDATE",
            json={"patch": {"$set": {"commentary": escape(v.text)}}},
        )
        if not accepted(answer):
            return self.failed(answer, d.sent_at, creates=True)
        return Done(self.read_back(replace(r, at=d.sent_at), v, d))

    def retract(self, r: Receipt, v: Variant, d: Delivery) -> Finding:  # noqa: ARG002 - the port's verb
        """Delete it; LinkedIn says yes as often as it is asked."""
        if COMMENT_URN.fullmatch(r.remote_id):
            return self.erase_comment(r.remote_id, d.sent_at)
        answer = self.ask("DELETE", f"/rest/posts/{enc(r.remote_id)}", verb="DELETE")
        if answer.status is not None and 200 <= answer.status < 300:
            return Done(replace(r, at=d.sent_at))
        failed = self.failed(answer, d.sent_at)
        return Absent("DELETE 404") if failed.cls is FailureClass.NOT_FOUND else failed


def is_copy(share: Share, v: Variant, oldest: int) -> bool:
    """Whether a post in the list is this delivery's."""
    made = share.created if share.created is not None else share.modified
    if share.id in v.known or share.state not in COMING or (made is not None and made < oldest):
        return False
    text = plain(share.commentary)
    marked = v.marker_url in {url for _, _, url in links(text)}
    return marked or seen_sha256(text) == seen_sha256(v.text)


def seen(r: Receipt, share: Share, v: Variant) -> Receipt:
    """The receipt with the hash of what is seen, and how that stands to what was sent."""
    text = plain(share.commentary)
    return replace(r, text_sha256=seen_sha256(text), version=told(verdict(text, v.text), v))


def told(word: str, v: Variant) -> str:
    """A receipt's version: the word, then a mark of the pictures, which cannot be changed later."""
    if not v.media:
        return word
    return f"{word} pictures:{mark_of(v)}"


def pictures(version: str) -> str:
    """The mark of the pictures in a receipt's version."""
    return next((word for word in version.split() if word.startswith("pictures:")), "")
