"""Facebook pages: photos first and unseen, then one visible post."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import ClassVar
from urllib.parse import quote, urlencode

from urllib3.filepost import encode_multipart_formdata

from oyez.domain.delivery import FailureClass
from oyez.platforms.base import content, upload_seconds
from oyez.platforms.facebook_answers import Page, Post, Posts
from oyez.platforms.facebook_codes import CODES
from oyez.platforms.facebook_inbox import Listening
from oyez.platforms.facebook_own import Owning
from oyez.platforms.facebook_profile import PROFILE
from oyez.platforms.graph import Id, Success, used
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
from oyez.platforms.profile import Profile
from oyez.platforms.text import links, seen_sha256

PAGES = 10
CLOCK_SLACK = timedelta(minutes=1)
COMMENT = "comment"
BOTH = "id,message,created_time,permalink_url"
OF_POST = f"{BOTH},is_published,attachments{{unshimmed_url,target{{id}},subattachments}}"
OF_COMMENT = f"{BOTH},from{{id,name}}"


class Facebook(Owning, Listening):
    """Speaks for one page with its page token; `page_id` may be left out where `me` is the page.

    A post's receipt names its photos too: they lie in the page's album and are removed as well.
    """

    platform: ClassVar[str] = "facebook"
    codes: ClassVar[Mapping[str, FailureClass]] = CODES

    @staticmethod
    def profile() -> Profile:
        """The default profile; touches no network."""
        return PROFILE

    def probe(self) -> Health:
        """Read the page, and the rights that were granted where the token may ask for them."""
        answer = self.call("GET", f"{self.page}?fields=id,name,username")
        page = self.read(Page, answer, None)
        if isinstance(page, Failed):
            return Health(self.channel.account, failure=page)
        usage = used(answer)
        rights = self.rights()
        return Health(
            page.username or page.name,
            granted=rights or frozenset({"read"}),
            missing=frozenset() if rights is None else frozenset(PROFILE.scopes) - rights,
            limits={} if usage is None else {"usage_percent": usage},
        )

    def publish(self, v: Variant, d: Delivery) -> Outcome:
        """Upload the photos unpublished, then post once; an answer is a comment as the page."""
        if len(v.text) > PROFILE.text.limit:
            return Failed(FailureClass.INVALID, "text_too_long")
        if v.reply_to and len(v.media) > 1:
            return Failed(FailureClass.INVALID, "one_picture_in_a_comment")
        photos = self.upload_all(v, d)
        if isinstance(photos, Failed):
            return photos
        fields: dict[str, object] = {"message": v.text}
        if v.reply_to:
            path = f"/{quote(v.reply_to.remote_id, safe='')}/comments?fields={OF_COMMENT}"
            fields |= {"attachment_id": photos[0]} if photos else {}
        else:
            path = f"{self.page}/feed?fields={BOTH}"
            if photos:
                fields["attached_media"] = [{"media_fbid": one} for one in photos]
        post = self.post(Post, path, fields, d.sent_at, creates=True)
        if isinstance(post, Failed):
            return post
        if not post.permalink_url or (v.text and not post.message):
            again = self.get(Post, f"/{quote(post.id, safe='')}?fields={BOTH}", d.sent_at)
            post = post if isinstance(again, Failed) else again
        return Done(receipt(post, d.sent_at, photos, comment=v.reply_to is not None))

    def upload_all(self, v: Variant, d: Delivery) -> tuple[str, ...] | Failed:
        """The numbers of the uploaded photos, in their order."""
        numbers = []
        for picture in v.media:
            number = self.upload(picture, d)
            if isinstance(number, Failed):
                return number
            numbers.append(number)
        return tuple(numbers)

    def upload(self, picture: Media, d: Delivery) -> str | Failed:
        """Put one photo with its description on the page; nobody sees it yet."""
        data = content(picture)
        if isinstance(data, Failed):
            return data
        fields = {"alt_text_custom": picture.alt, "published": "false"}
        body, kind = encode_multipart_formdata(
            {"source": (picture.sha256[:16], data, picture.mime), **fields}
        )
        seconds = upload_seconds(len(body))
        answer = self.call("POST", f"{self.page}/photos", body=body, kind=kind, timeout=seconds)
        found = self.read(Id, answer, d.sent_at)
        return found if isinstance(found, Failed) else found.id

    def find(self, v: Variant, d: Delivery) -> Finding:
        """Search the page's newest posts, or the comments of the answered post, for our text."""
        query: dict[str, str | int] = {"fields": OF_POST, "limit": 25}
        path = f"{self.page}/published_posts"
        if v.reply_to:
            more = {"filter": "stream", "order": "reverse_chronological"}
            query = {"fields": OF_COMMENT, "limit": 25, **more}
            path = f"/{quote(v.reply_to.remote_id, safe='')}/comments"
        oldest = d.created_at - CLOCK_SLACK
        for _ in range(PAGES):
            found = self.get(Posts, f"{path}?{urlencode(query)}", d.sent_at)
            if isinstance(found, Failed):
                return found
            young = [one for one in found.data if one.created_time and one.created_time >= oldest]
            for post in young:
                if post.id not in v.known and self.is_ours(post) and says(post, v):
                    comment = v.reply_to is not None
                    return Done(receipt(post, d.sent_at, post.photos, comment=comment))
            if len(young) < len(found.data) or not found.paging.after:
                return Absent("own posts since the delivery was made")
            query["after"] = found.paging.after
        return Failed(FailureClass.TRANSIENT, "too_many_posts")

    def is_ours(self, post: Post) -> bool:
        """Whether the page wrote it, where both are told: others may repeat our words."""
        page = self.channel.options.get("page_id")
        return not page or post.sender is None or post.sender.id == page

    def look(self, r: Receipt, at: datetime) -> Finding:
        """Read it as ourselves: the public address shows strangers a login, whatever is there."""
        post = self.read_back(r, at)
        if not isinstance(post, Failed):
            if not post.is_published:
                return Absent("GET post: not published")
            return Done(replace(r, at=at, text_sha256=seen_sha256(post.message), seen_from="api"))
        return post if post.cls is not FailureClass.NOT_FOUND else self.gone(r, post.code, at)

    def gone(self, r: Receipt, code: str, at: datetime) -> Finding:
        """Whether an unreadable post is really gone, and its photos from the album too."""
        for photo in (one for one in r.parts if one != r.remote_id):
            seen = self.get(Id, f"/{quote(photo, safe='')}?fields=id", at)
            if not isinstance(seen, Failed):
                return Done(replace(r, at=at, text_sha256=None, seen_from="api"))
            if seen.cls is not FailureClass.NOT_FOUND:
                return seen
        # Without the right to see it the answer would be the same: are the own posts readable?
        own = self.get(Posts, f"{self.page}/published_posts?fields=id", at)
        if isinstance(own, Failed):
            lost = own.cls is FailureClass.NOT_FOUND
            return replace(own, cls=FailureClass.PERMISSION) if lost else own
        if r.remote_id in {one.id for one in own.data}:
            return Failed(FailureClass.TRANSIENT, "listed_but_not_readable")
        return Absent(f"GET post {code}, not among the own posts")

    def read_back(self, r: Receipt, at: datetime) -> Post | Failed:
        """The post or the comment of a receipt as it is now."""
        fields = OF_COMMENT if r.version == COMMENT else OF_POST
        return self.get(Post, f"/{quote(r.remote_id, safe='')}?fields={fields}", at)

    def correct(self, r: Receipt, v: Variant, d: Delivery) -> Outcome:
        """Change the message; pictures cannot change. A lost answer is AMBIGUOUS."""
        if len(v.text) > PROFILE.text.limit:
            return Failed(FailureClass.INVALID, "text_too_long")
        path = f"/{quote(r.remote_id, safe='')}"
        said = self.post(Success, path, {"message": v.text}, d.sent_at, creates=True)
        if isinstance(said, Failed):
            return said
        if not said.success:
            return Failed(FailureClass.TRANSIENT, "not_corrected")
        post = self.read_back(r, d.sent_at)
        seen = None if isinstance(post, Failed) else seen_sha256(post.message)
        return Done(replace(r, at=d.sent_at, text_sha256=seen, seen_from="api"))

    def retract(self, r: Receipt, v: Variant, d: Delivery) -> Finding:  # noqa: ARG002 - the port's verb
        """Delete the post, then its photos. The page's bin can restore it for a while."""
        gone = True
        for number in reversed(r.parts or (r.remote_id,)):
            was_there = self.erase(f"/{quote(number, safe='')}", d.sent_at)
            if isinstance(was_there, Failed):
                return was_there
            gone = gone and not was_there
        return Absent("DELETE 100/33") if gone else Done(replace(r, at=d.sent_at))


def says(post: Post, v: Variant) -> bool:
    """Whether it carries our link or our words."""
    named = {url for _, _, url in links(post.message)} | post.addresses
    return v.marker_url in named or seen_sha256(post.message) == seen_sha256(v.text)


def receipt(post: Post, at: datetime, photos: tuple[str, ...], *, comment: bool) -> Receipt:
    """Proof of a post with all its parts, in the order in which they were made."""
    return Receipt(
        remote_id=post.id,
        url=post.permalink_url,
        at=post.created_time or at,
        version=COMMENT if comment else None,
        parts=(*photos, post.id) if photos else (),
        text_sha256=seen_sha256(post.message),
    )
