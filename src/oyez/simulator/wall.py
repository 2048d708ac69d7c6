"""The wall: one page with what the public would see on every platform right now."""

from __future__ import annotations

from html import escape
from pathlib import Path

from oyez.simulator.http import Request, Response
from oyez.simulator.names import MAIL
from oyez.simulator.own_page import Said
from oyez.simulator.report import mail_entry, newest
from oyez.simulator.wall_picker import OWN, RELOADING, SHOWN, View, links, picker, used
from oyez.simulator.world import Post, Version, World, iso

CSS = (Path(__file__).parent / "wall.css").read_bytes()
POLICY = (
    ("Content-Security-Policy", "default-src 'none'; style-src 'self'; base-uri 'none'; "
     "form-action 'none'; frame-ancestors 'none'"),
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
)  # fmt: skip
STATES = {
    "live": ("live", "Live"),
    "corrected": ("live", "Corrected"),
    "expired": ("over", "Expired"),
    "retracted": ("withdrawn", "Withdrawn"),
}
URGENCIES = {"important": "Important notice. ", "critical": "Warning. "}
MOST = 20
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{refresh}<title>EXERCISE: what the public sees</title>
<link rel="stylesheet" href="/wall.css">
</head>
<body>
<header>
<p class="exercise"><strong>EXERCISE</strong> Nothing on this page has been published.</p>
<h1>What the public sees</h1>
<p>State of <time datetime="{now}">{clock} UTC</time>. {links}</p>
{picker}
</header>
<main>
{sections}
</main>
</body>
</html>
"""


def stylesheet() -> Response:
    """GET /wall.css."""
    return Response(200, CSS, "text/css; charset=utf-8", POLICY)


def wall(world: World, request: Request, own: list[Said] | None) -> Response:
    """GET /wall; ?only= names one section, and with ?still=1 it does not reload itself.

    `own` is what the own page says. A platform on which nobody has spoken stands in the picker.
    """
    now, view = world.now(), View.of(request)
    shown = [name for name in SHOWN if view.only == name or (not view.only and used(world, name))]
    sections = [own_section(own)] if world.portal and view.shows(OWN) else []
    sections += [platform_section(world, name, now) for name in shown]
    sections += [mail_section(world)] if view.shows(MAIL) else []
    text = PAGE.format(
        refresh="" if view.still else RELOADING,
        now=iso(now),
        clock=clock(now),
        links=links(world, view),
        picker=picker(world, view, now),
        sections="\n".join(sections),
    )
    return Response(200, text.encode(), "text/html; charset=utf-8", POLICY)


def clock(at: float) -> str:
    """Hours, minutes and seconds."""
    return iso(at)[11:19]


def own_section(own: list[Said] | None) -> str:
    """The authority's own page, as its portal tells it."""
    if own is None:
        body = '<p class="nothing">No portal answered.</p>'
    elif own:
        body = "<ul>\n{}\n</ul>".format("\n".join(own_entry(one) for one in own))
    else:
        body = '<p class="nothing">Nothing to see.</p>'
    return f'<section aria-labelledby="own"><h2 id="own">Own page</h2>\n{body}</section>'


def own_entry(one: Said) -> str:
    """One notice on the own page, or the tombstone that stands in its place."""
    look, word = STATES.get(one.state, ("over", escape(one.state)))
    at = f'<time datetime="{iso(one.at)}">{clock(one.at)}</time> ' if one.at else ""
    urgency = URGENCIES.get(one.urgency, "") if one.state != "retracted" else ""
    spoken = f' lang="{one.language}"' if one.language else ""
    return (
        f'<li><p class="when">{at}<strong class="state {look}">{word}</strong></p>'
        f'<p class="subject">{urgency}<span{spoken}>{escape(one.title)}</span></p>'
        f'<p class="text"{spoken}>{escape(one.text)}</p></li>'
    )


def platform_section(world: World, name: str, now: float) -> str:
    """A platform with its accounts; those that say nothing come last, in one line."""
    accounts = [one for one in world.accounts(name) if ours(world, name, one)]
    parts = {one: account_section(world, name, one, now) for one in accounts}
    quiet = ", ".join(escape(one) for one, part in parts.items() if not part)
    silence = f"Nothing to see from {quiet}." if quiet else "No account has been used yet."
    body = "\n".join(part for part in parts.values() if part)
    body += f'<p class="nothing">{silence}</p>' if quiet or not accounts else ""
    return f'<section aria-labelledby="{name}"><h2 id="{name}">{SHOWN[name]}</h2>\n{body}</section>'


def ours(world: World, platform: str, account: str) -> bool:
    """Whether the account is not merely somebody of the public who answers."""
    posts = world.by_account[platform, account]
    return not posts or not all(post.foreign for post in posts)


def account_section(world: World, platform: str, account: str, now: float) -> str:
    """The visible posts of an account, newest first, each with its answers; or nothing."""
    seen = []
    for post in reversed(world.by_account[platform, account]):
        version = post.shown(now)
        heard = answers(world, post, now)
        if version or heard:
            seen.append(article(post, version, heard) if version else orphans(heard))
        if len(seen) > MOST:
            break
    if not seen:
        return ""
    items = "\n".join(seen[:MOST])
    body = f"<ul>\n{items}\n</ul>"
    if len(seen) > MOST:
        body += "<p>Older posts are not listed here.</p>"
    return f"<h3>{escape(account)}</h3>\n{body}"


def answers(world: World, post: Post, now: float) -> str:
    """What the public answered, the oldest first."""
    pairs = [(one, one.shown(now)) for one in world.replies.get(post.id, ()) if one.foreign]
    return "\n".join(
        f'<li class="answer"><p class="when"><time datetime="{iso(one.created)}">'
        f"{clock(one.created)}</time> {escape(version.data['author'])}</p>"
        f'<p class="text">{escape(version.text)}</p></li>'
        for one, version in pairs
        if version
    )


def orphans(heard: str) -> str:
    """Answers outlive what they answer, as on the platforms themselves."""
    return f'<li><p class="nothing">Removed. The answers stay.</p><ul>{heard}</ul></li>'


def article(post: Post, version: Version, heard: str = "") -> str:
    """One post as a reader sees it."""
    edited = version is not post.versions[0]
    mark = f' <span class="edited">edited {clock(version.at)}</span>' if edited else ""
    reply = ' <span class="reply">reply</span>' if post.reply_to else ""
    warning = version.data.get("spoiler_text")
    hidden = f'<p class="warning">{escape(str(warning))}</p>' if warning else ""
    alts = "".join(
        f'<li class="picture">Picture: {escape(alt or "without a description")}</li>'
        for alt in version.alts
    )
    return (
        f'<li><p class="when"><time datetime="{iso(post.created)}">{clock(post.created)}</time>'
        f"{mark}{reply}</p>{hidden}"
        f'<p class="text">{escape(version.text)}</p>{f"<ul>{alts}</ul>" if alts else ""}'
        f"{f'<ul>{heard}</ul>' if heard else ''}</li>"
    )


def mail_section(world: World) -> str:
    """The newest mails."""
    items = []
    for mail in newest(world, MOST):
        one = mail_entry(mail)
        others = len(mail.recipients) - 1
        more = f" and {others} more" if others else ""
        items.append(
            f'<li><p class="when"><time datetime="{one["at"]}">{clock(mail.at)}</time> '
            f"to {escape(mail.recipients[0])}{more}</p>"
            f'<p class="subject">{escape(one["subject"]) or "(no subject)"}</p>'
            f'<p class="text">{escape(one["text"].strip())}</p></li>'
        )
    total = f"<p>{world.mails_total} accepted in all.</p>\n" if items else ""
    body = "\n".join(items)
    listing = f"<ul>\n{body}\n</ul>" if items else '<p class="nothing">No mail was sent.</p>'
    return f'<section aria-labelledby="mail"><h2 id="mail">Mail</h2>\n{total}{listing}</section>'
