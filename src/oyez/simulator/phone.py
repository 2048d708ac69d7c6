"""A telephone for the platforms without an interface: pages on which a person posts by hand."""

from __future__ import annotations

import re
from html import escape
from typing import Final

from oyez.simulator.forms import fields
from oyez.simulator.http import Reply, Request, Response
from oyez.simulator.names import HANDS
from oyez.simulator.wall import POLICY, clock
from oyez.simulator.world import Post, Version, World, iso

PLACE: Final = re.compile(r"/(\w+)/([A-Za-z0-9_][A-Za-z0-9_.-]*)(?:/|/(\d+))?", re.ASCII)
LONGEST: Final = 5000
# A form of this page says where it comes from, which the policy of the wall would keep back.
OPEN: Final = tuple(
    {
        "Referrer-Policy": (name, "same-origin"),
        "Content-Security-Policy": (
            name,
            words.replace("form-action 'none'", "form-action 'self'"),
        ),
    }.get(name, (name, words))
    for name, words in POLICY
)
PAGE: Final = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>EXERCISE: {title}</title>
<link rel="stylesheet" href="/wall.css"></head>
<body><header>
<p class="exercise"><strong>EXERCISE</strong> Nothing on this page has been published.</p>
<h1>{title}</h1></header>
<main class="one">
{body}
</main></body></html>
"""
WRITE: Final = """<form method="post"><p><label for="text">{label}</label></p>
<p><textarea id="text" name="text" rows="8" required maxlength="5000">{text}</textarea></p>
<p><button name="do" value="say">{button}</button></p></form>
"""
DELETE: Final = (
    '<form method="post"><p><button name="do" value="delete">Delete for everybody</button></p>'
    "</form>"
)


class Phone:
    """The pages of every account on which people post."""

    def __init__(self, world: World) -> None:
        self.world = world

    def route(self, request: Request) -> Reply | None:
        """The reply, or None where this is no address of an account."""
        found = PLACE.fullmatch(request.path)
        if found is None or found[1] not in HANDS:
            return None
        platform, account = found[1], found[2]
        self.world.seen(platform, account)
        if request.headers.get("origin", own := f"http://{request.host}") != own:
            return Reply(page(403, "Not from here", "<p>Another page sent this.</p>"))
        if found[3] is None:
            return Reply(self.channel(request, platform, account))
        post = self.world.standing(platform, f"{account}/{found[3]}")
        if post is None:
            return Reply(page(404, account, "<p>This post is not available.</p>"))
        return Reply(self.post(request, post))

    def channel(self, request: Request, platform: str, account: str) -> Response:
        """The account with its posts; a POST puts up another one."""
        words = typed(request)
        if request.method == "POST" and words:
            return onward(self.add(request, platform, account, words))
        standing = [one for one in self.world.by_account[platform, account] if not one.removed]
        items = "".join(entry(one, self.world.now()) for one in reversed(standing))
        form = WRITE.format(label="New post", text="", button="Post")
        listed = f"<ul>{items}</ul>" if items else '<p class="nothing">Nothing to see.</p>'
        return page(200, f"{HANDS[platform]}: {account}", form + f"<section>{listed}</section>")

    def add(self, request: Request, platform: str, account: str, words: str) -> Post:
        """One more post, numbered as in the app."""
        now, number = self.world.now(), len(self.world.by_account[platform, account]) + 1
        url = f"http://{request.host}/{platform}/{account}/{number}"
        name = f"{account}/{number}"
        return self.world.add(
            Post(platform, account, name, now, now, [Version(now, words, {})], url=url)
        )

    def post(self, request: Request, post: Post) -> Response:
        """One post; a POST changes its words or takes it back."""
        words = typed(request)
        if request.method == "POST" and fields(request).get("do") == "delete":
            self.world.remove(post)
            return Response(303, headers=(("Location", post.url.rpartition("/")[0] + "/"),))
        if request.method == "POST" and words:
            post.versions.append(Version(self.world.now(), words, {}))
            return onward(post)
        text = post.newest.text
        shown = f'<p>Address of this post: <a href="{escape(post.url)}">{escape(post.url)}</a></p>'
        shown += f'<section><p class="text">{escape(text)}</p></section>'
        form = WRITE.format(label="Change the text", text="\n" + escape(text), button="Save")
        return page(200, f"{HANDS[post.platform]}: {post.account}", shown + form + DELETE)


def typed(request: Request) -> str:
    """The words of a form, with line breaks as the platforms keep them."""
    found = fields(request).get("text") if request.method == "POST" else ""
    return found.replace("\r\n", "\n").strip()[:LONGEST] if isinstance(found, str) else ""


def onward(post: Post) -> Response:
    """To the page of a post."""
    return Response(303, headers=(("Location", post.url),))


def entry(post: Post, now: float) -> str:
    """A post in the list of its account."""
    version = post.shown(now) or post.newest
    return (
        f'<li><p class="when"><a href="{escape(post.url)}">'
        f'<time datetime="{iso(post.created)}">{clock(post.created)}</time></a></p>'
        f'<p class="text">{escape(version.text)}</p></li>'
    )


def page(status: int, title: str, body: str) -> Response:
    """A page for people; `body` is HTML already."""
    text = PAGE.format(title=escape(title), body=body)
    return Response(status, text.encode(), "text/html; charset=utf-8", OPEN)
