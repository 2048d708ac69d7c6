"""Comments on LinkedIn: what the organisation adds below its own posts and answers to others."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from oyez.domain.delivery import FailureClass
from oyez.platforms.linkedin_answers import (
    Comment,
    Comments,
    place_of,
    whole_urn,
)
from oyez.platforms.linkedin_rest import Rest, accepted, enc
from oyez.platforms.linkedin_text import verdict
from oyez.platforms.port import Absent, Delivery, Done, Failed, Finding, Outcome, Receipt, Variant
from oyez.platforms.text import links, seen_sha256

LONGEST: Final = 1250
PAGE: Final = 100
PAGES: Final = 10


def path_of(comment: str) -> str:
    """The address of a comment in the interface."""
    entity, number = place_of(comment) or (comment, "")
    return f"/rest/socialActions/{enc(entity)}/comments/{enc(number)}"


class Commenting(Rest):
    """A comment is plain text, and is changed and taken back by itself."""

    def address(self, urn: str) -> str:
        """Where people read a post or a comment."""
        place = place_of(urn)
        if place is None:
            return f"{self.web}/feed/update/{urn}/"
        return f"{self.web}/feed/update/{place[0]}/?commentUrn={enc(urn)}"

    def say(self, under: str, text: str, at: datetime) -> Outcome:
        """Comment on a post, or answer a comment. Sent twice it stands there twice."""
        if len(text) > LONGEST:
            return Failed(FailureClass.INVALID, "too_long")
        under = whole_urn(under)
        place = place_of(under)
        entity = place[0] if place else under
        body: dict[str, object] = {
            "actor": self.organization,
            "object": entity,
            "message": {"text": text},
        }
        if place:
            body["parentComment"] = under
        answer = self.ask("POST", f"/rest/socialActions/{enc(entity)}/comments", json=body)
        made = self.read(Comment, answer, at, creates=True)
        if isinstance(made, Failed):
            return made
        return Done(self.said(made, entity, text, at))

    def said(self, made: Comment, entity: str, text: str, at: datetime) -> Receipt:
        """Proof of a comment."""
        urn, seen = made.named(entity), made.message.text
        return Receipt(
            remote_id=urn,
            url=self.address(urn),
            at=at,
            version=verdict(seen, text),
            text_sha256=seen_sha256(seen),
        )

    def comment(self, v: Variant, d: Delivery) -> Outcome:
        """Publish below something of ours; a comment of an organisation takes no pictures here."""
        if v.media:
            return Failed(FailureClass.INVALID, "no_pictures_in_comments")
        return self.say(v.reply_to.remote_id if v.reply_to else "", v.text, d.sent_at)

    def find_comment(self, v: Variant, under: str, d: Delivery) -> Finding:
        """Read the comments below a post for the marker, then for the text."""
        under = whole_urn(under)
        place = place_of(under)
        entity, seen, wanted = place[0] if place else under, set[str](), seen_sha256(v.text)
        for _ in range(PAGES):
            # Answers to a comment are listed below that comment.
            path = f"/rest/socialActions/{enc(under)}/comments?start={len(seen)}&count={PAGE}"
            page = self.read(Comments, self.ask("GET", path), d.sent_at)
            if isinstance(page, Failed):
                return page
            fresh = [one for one in page.elements if one.named(entity) not in seen]
            for one in fresh:
                urn, text = one.named(entity), one.message.text
                seen.add(urn)
                if one.actor != self.organization or urn in v.known:
                    continue
                marked = v.marker_url in {url for _, _, url in links(text)}
                if marked or seen_sha256(text) == wanted:
                    return Done(self.said(one, entity, v.text, d.sent_at))
            if not fresh:
                return Absent("all comments below the post")
        return Failed(FailureClass.TRANSIENT, "too_many_comments")

    def look_comment(self, r: Receipt, at: datetime) -> Finding:
        """Read one comment; strangers are shown a login."""
        answer = self.ask("GET", path_of(r.remote_id))
        found = self.read(Comment, answer, at)
        if not isinstance(found, Failed):
            return Done(replace(r, at=at, text_sha256=seen_sha256(found.message.text)))
        if found.cls is FailureClass.NOT_FOUND:
            return Absent(f"GET comment {answer.status} (api)")
        return found

    def correct_comment(self, r: Receipt, v: Variant, d: Delivery) -> Outcome:
        """Change the text of a comment of ours."""
        if v.media or len(v.text) > LONGEST:
            return Failed(FailureClass.INVALID, "too_long" if not v.media else "pictures")
        answer = self.ask(
            "POST",
            f"{path_of(r.remote_id)}?actor={enc(self.organization)}",
            verb="PARTIAL_UPDATE",
            json={"patch": {"message": {"$set": {"text": v.text}}}},
        )
        if not accepted(answer):
            return self.failed(answer, d.sent_at, creates=True)
        seen = self.look_comment(r, d.sent_at)
        if isinstance(seen, Done):
            whole = seen.receipt.text_sha256 == seen_sha256(v.text)
            return Done(replace(seen.receipt, version="whole" if whole else "changed"))
        return Done(replace(r, at=d.sent_at, text_sha256=None, version="unread"))

    def erase_comment(self, urn: str, at: datetime) -> Outcome | Absent:
        """Delete a comment below a post of ours, whoever wrote it."""
        path = f"{path_of(urn)}?actor={enc(self.organization)}"
        answer = self.ask("DELETE", path)
        if answer.status is not None and 200 <= answer.status < 300:
            return Done(Receipt(urn, self.address(urn), at))
        failed = self.failed(answer, at)
        return Absent("DELETE comment 404") if failed.cls is FailureClass.NOT_FOUND else failed
