"""Telegram's public pages: a channel's preview, and one post as it is embedded elsewhere."""

from __future__ import annotations

import re
from html import escape
from itertools import islice

from oyez.simulator.http import Response
from oyez.simulator.stage import Call, RefusedError
from oyez.simulator.telegram_views import URL
from oyez.simulator.world import Post, Version, World, iso

PATH = re.compile(r"/(s/)?(\w+)(?:/(\d+))?/?")
PAGE = "<!doctype html>\n<html lang=en><meta charset=utf-8><title>{title}</title>\n{body}\n</html>"
END = "\n<!-- page generated in 1.00ms -->"
SHOWN = 20
BORN = 1_600_000_000.0


def which(path: str) -> tuple[bool, str, str]:
    """Whether it is a preview, of which channel, and which post."""
    found = PATH.fullmatch(path)
    return (bool(found[1]), found[2], found[3] or "") if found else (False, "", "")


def html(status: int, title: str, body: str) -> Response:
    """A page for people; `body` is HTML already."""
    text = PAGE.format(title=escape(title), body=body) + END
    return Response(status, text.encode(), "text/html; charset=utf-8")


def as_html(text: str) -> str:
    """Escaped text with its links."""
    parts, done = [], 0
    for found in URL.finditer(text):
        link = escape(found.group())
        parts.append(escape(text[done : found.start()]))
        parts.append(f'<a href="{link}" target="_blank" rel="noopener">{link}</a>')
        done = found.end()
    return "".join([*parts, escape(text[done:])]).replace("\n", "<br/>")


def widget(post: Post, version: Version, number: str) -> str:
    """One post as every page of Telegram shows it."""
    channel, parts = post.account, version.data["parts"]
    photos = [
        '<a class="tgme_widget_message_photo_wrap" '
        f'href="https://t.me/{channel}/{part}{"?single" if len(parts) > 1 else ""}"></a>'
        for part in parts
        if version.data["photos"] and part not in version.data["gone"]
    ]
    text = f'<div class="tgme_widget_message_text js-message_text">{as_html(version.text)}</div>'
    return (
        f'<div class="tgme_widget_message js-widget_message" data-post="{channel}/{number}">'
        f"<div>{''.join(photos)}</div>{text if version.text else ''}"
        f'<div class="tgme_widget_message_footer"><a class="tgme_widget_message_date" '
        f'href="https://t.me/{channel}/{number}"><time datetime="{stamp(post.created)}"></time>'
        "</a></div></div>"
    )


def stamp(at: float) -> str:
    """A time as the pages write it."""
    return f"{iso(at)[:19]}+00:00"


def created(channel: str) -> str:
    """The first message of every channel."""
    return (
        f'<div class="tgme_widget_message service_message" data-post="{channel}/1">'
        '<div class="tgme_widget_message_text js-message_text">Channel created</div>'
        f'<time datetime="{stamp(BORN)}"></time></div>'
    )


def preview(world: World, call: Call) -> Response:
    """GET /s/NAME: the newest posts, with ?before=ID older ones; unknown names lead elsewhere."""
    channel = call.words[0]
    if ("telegram", channel) not in world.by_account:
        address = f"http://{call.request.host}/telegram/{channel}"
        raise RefusedError(Response(302, b"", "text/html", (("Location", address),)))
    before = call.request.arg("before")
    moment = world.now() - call.twists.get("lag", 0.0)
    pairs = (
        (post, version)
        for post in reversed(world.by_account["telegram", channel])
        if (version := post.shown(moment)) and not version.data["group"]
        if not before.isdigit() or int(post.id) < int(before)
    )
    found = list(islice(pairs, SHOWN + 1))
    posts = [widget(post, version, post.id) for post, version in reversed(found[:SHOWN])]
    if len(found) > SHOWN:
        last = found[SHOWN - 1][0].id
        head = (
            f'<a href="/s/{channel}?before={last}" class="tme_messages_more js-messages_more" '
            f'data-before="{last}"></a>'
        )
    else:
        head = created(channel)
    info = f'<div class="tgme_channel_info_header_username">@{channel}</div>'
    return html(200, channel, "\n".join([info, head, *posts]))


def post(world: World, call: Call) -> Response:
    """GET /NAME/ID?embed=1: the post, or a box that says why there is none; always with 200."""
    channel, number = call.words
    if call.request.arg("embed") != "1":
        return html(200, f"Telegram: Contact @{channel}", f"<p>View @{channel} in Telegram</p>")
    if ("telegram", channel) not in world.by_account:
        return missing(f"Channel with username <b>@{channel}</b> not found")
    found = world.posts.get(("telegram", number))
    version = found.shown(world.now() - call.twists.get("lag", 0.0)) if found else None
    ours = found is not None and found.account == channel
    if found is None or version is None or not ours or version.data["group"]:
        return missing("Post not found")
    late = found.gone_at > world.now() and found.removed
    if int(number) in version.data["gone"] and not late:
        return missing("Post not found")
    return html(200, channel, widget(found, version, number))


def missing(words: str) -> Response:
    """The box; `words` is HTML already."""
    box = f'<div class="tgme_widget_message_error">{words}</div>'
    return html(200, "Telegram Widget", f'<div class="tgme_widget_message">{box}</div>')
