"""Mastodon's readings: the caller's account, timelines, one status, and the pages for people."""

from __future__ import annotations

from html import escape

from oyez.simulator import mastodon_views as views
from oyez.simulator.http import Response
from oyez.simulator.mastodon_writes import base_of, own, own_media, refuse
from oyez.simulator.stage import Call, RefusedError
from oyez.simulator.text import as_html
from oyez.simulator.world import Post, Version, World, iso

PAGE = "<!doctype html><html lang=en><meta charset=utf-8>{head}{body}</html>"


def moment(world: World, call: Call) -> float:
    """The time whose state the caller may see."""
    return world.now() - call.twists.get("lag", 0.0)


def visible(world: World, call: Call, account: str | None) -> tuple[Post, Version]:
    """The status named in the path with the wording readers find."""
    post = world.posts.get(("mastodon", call.words[1]))
    version = post.at(moment(world, call)) if post else None
    if post is None or version is None or not (post.public or post.account == account):
        raise refuse(404, "Record not found")
    return post, version


def own_account(world: World, call: Call, account: str | None) -> Response:
    """GET /api/v1/accounts/verify_credentials."""
    found = views.account(world, account or "", base_of(call))
    source = {"privacy": "public", "sensitive": False, "language": None, "note": "", "fields": []}
    return Response.of(200, found | {"source": source, "suspended": False, "limited": False})


def account_name(world: World, number: str) -> str:
    """The account behind a number."""
    for name in world.accounts("mastodon"):
        if views.account_id(name) == number:
            return name
    raise refuse(404, "Record not found")


def some_account(world: World, call: Call, account: str | None) -> Response:  # noqa: ARG001
    """GET /api/v1/accounts/:id."""
    return Response.of(200, views.account(world, account_name(world, call.words[1]), base_of(call)))


def lookup(world: World, call: Call, account: str | None) -> Response:  # noqa: ARG001
    """GET /api/v1/accounts/lookup: an account by its name."""
    name = call.request.arg("acct").lstrip("@")
    if name not in world.accounts("mastodon"):
        raise refuse(404, "Record not found")
    return Response.of(200, views.account(world, name, base_of(call)))


def instance(world: World, call: Call, account: str | None) -> Response:  # noqa: ARG001
    """GET /api/v2/instance, for everybody."""
    return Response.of(200, views.instance(call.request.host))


def media(world: World, call: Call, account: str | None) -> Response:
    """GET /api/v1/media/:id; here every file is ready at once."""
    found = own_media(world, call.words[1], account)
    return Response.of(200, views.attachment(found, base_of(call)))


def timeline(world: World, call: Call, account: str | None) -> Response:
    """GET /api/v1/accounts/:id/statuses, newest first."""
    name, request = account_name(world, call.words[1]), call.request
    limit = int(request.arg("limit")) if request.arg("limit").isdigit() else 20
    found = []
    for post in reversed(world.by_account["mastodon", name]):
        version = post.at(moment(world, call))
        if version and (post.public or account == name) and wanted(call, post):
            found.append(views.status(world, post, version, base_of(call)))
        if len(found) == min(limit, 40):
            break
    response = Response.of(200, found)
    if found:
        path = f"{base_of(call)}{call.words[0]}"
        older, newer = f"max_id={found[-1]['id']}", f"min_id={found[0]['id']}"
        link = f'<{path}?{older}>; rel="next", <{path}?{newer}>; rel="prev"'
        response.headers += (("Link", link),)
    return response


def wanted(call: Call, post: Post) -> bool:
    """Whether a status is inside the asked range."""
    most, least = call.request.arg("max_id"), call.request.arg("min_id")
    least = least or call.request.arg("since_id")
    if post.reply_to and call.request.arg("exclude_replies") == "true":
        return False
    if most.isdigit() and int(post.id) >= int(most):
        return False
    return not (least.isdigit() and int(post.id) <= int(least))


def notifications(world: World, call: Call, account: str | None) -> Response:
    """GET /api/v1/notifications: who answered one's own statuses, newest first."""
    found = []
    for post in world.by_account.get(("mastodon", account or ""), ()):
        for reply in world.replies.get(post.id, ()):
            version = reply.at(moment(world, call))
            deaf = ("mastodon", account, reply.account) in world.blocked
            if version and reply.account != account and not deaf and wanted(call, reply):
                found.append((reply, version))
    found.sort(key=lambda pair: -int(pair[0].id))
    entries = [
        {
            "id": post.id,
            "type": "mention",
            "created_at": iso(post.created),
            "account": views.account(world, post.account, base_of(call)),
            "status": views.status(world, post, version, base_of(call)),
        }
        for post, version in found[:80]
    ]
    return Response.of(200, entries)


def status(world: World, call: Call, account: str | None) -> Response:
    """GET /api/v1/statuses/:id, with or without a token."""
    post, version = visible(world, call, account)
    return Response.of(200, views.status(world, post, version, base_of(call)))


def history(world: World, call: Call, account: str | None) -> Response:
    """GET /api/v1/statuses/:id/history."""
    post, _ = visible(world, call, account)
    seen = [one for one in post.versions if one.at <= moment(world, call)]
    return Response.of(200, [views.edit(world, post, one, base_of(call)) for one in seen])


def source(world: World, call: Call, account: str | None) -> Response:
    """GET /api/v1/statuses/:id/source."""
    post = own(world, call, account)
    data = {"id": post.id, "text": post.newest.text}
    return Response.of(200, data | {"spoiler_text": post.newest.data["spoiler_text"]})


def context(world: World, call: Call, account: str | None) -> Response:
    """GET /api/v1/statuses/:id/context."""
    post, _ = visible(world, call, account)
    above: list[Post] = []
    below: list[Post] = []
    queue = [post.id]
    parent = world.posts.get(("mastodon", post.reply_to or ""))
    while parent:
        above.insert(0, parent)
        parent = world.posts.get(("mastodon", parent.reply_to or ""))
    while queue:
        answers = world.replies.get(queue.pop(0), [])
        below += answers
        queue += [answer.id for answer in answers]
    return Response.of(
        200, {"ancestors": shown(world, call, above), "descendants": shown(world, call, below)}
    )


def shown(world: World, call: Call, posts: list[Post]) -> list[dict[str, object]]:
    """The visible ones as statuses."""
    pairs = [(post, post.shown(moment(world, call))) for post in posts]
    return [views.status(world, post, one, base_of(call)) for post, one in pairs if one]


def page(world: World, call: Call, account: str | None) -> Response:  # noqa: ARG001
    """GET /@NAME/ID: what a person's browser gets; 404 for unknown, 410 for removed."""
    name, _, number = call.words[0].removeprefix("/@").partition("/")
    post = world.posts.get(("mastodon", number))
    if post is None or post.account != name:
        raise RefusedError(html(404, "The page you are looking for isn't here."))
    version = post.shown(moment(world, call))
    if version is None:
        gone = world.now() >= post.gone_at
        raise RefusedError(
            html(410 if gone else 404, "The page you were looking for doesn't exist.")
        )
    body = f"<h1>@{escape(name)}</h1>{as_html(version.text, base_of(call))}"
    head = f'<title>@{escape(name)}</title><link rel="canonical" href="{escape(post.url)}">'
    return html(200, body, head)


def html(status: int, body: str, head: str = "<title>Mastodon</title>") -> Response:
    """A page for people; `body` and `head` are HTML already."""
    text = PAGE.format(head=head, body=body)
    return Response(status, text.encode(), "text/html; charset=utf-8")


def file(world: World, call: Call, account: str | None) -> Response:  # noqa: ARG001
    """GET /media/ID."""
    found = world.media.get(("mastodon", call.words[0].rpartition("/")[2]))
    if found is None:
        raise refuse(404, "Not Found")
    return Response(200, found.body, found.mime, (("X-Content-Type-Options", "nosniff"),))


def nodeinfo_links(world: World, call: Call, account: str | None) -> Response:  # noqa: ARG001
    """GET /.well-known/nodeinfo."""
    rel = "http://nodeinfo.diaspora.software/ns/schema/2.0"
    return Response.of(200, {"links": [{"rel": rel, "href": f"{base_of(call)}/nodeinfo/2.0"}]})


def nodeinfo(world: World, call: Call, account: str | None) -> Response:  # noqa: ARG001
    """GET /nodeinfo/2.0: the name of the software."""
    software = {"name": "mastodon", "version": "4.5.0+simulator"}
    return Response.of(200, {"version": "2.0", "software": software, "protocols": ["activitypub"]})
