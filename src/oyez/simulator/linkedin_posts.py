"""LinkedIn's posts: create, list, read, change, delete, and the page for people."""

from __future__ import annotations

from html import escape
from typing import Any

from oyez.simulator.forms import fields
from oyez.simulator.http import Response
from oyez.simulator.linkedin_media import picture
from oyez.simulator.linkedin_names import base_of, mistake, moment, organization, post_of, refuse
from oyez.simulator.linkedin_text import shown
from oyez.simulator.stage import Call, RefusedError
from oyez.simulator.world import Post, Version, World

LONGEST = 3000
PAGE = "<!doctype html><html lang=en><meta charset=utf-8>{head}{body}</html>"
GONE = "<h1>This post cannot be displayed</h1>"


def roles(world: World, call: Call) -> Response:  # noqa: ARG001 - every handler gets the world
    """GET /rest/organizationAcls?q=roleAssignee: what the caller may do for whom."""
    entry = {
        "organization": organization(call.account),
        "role": "ADMINISTRATOR",
        "roleAssignee": "urn:li:person:sim",
        "state": "APPROVED",
    }
    return Response.of(200, {"elements": [entry], "paging": {"start": 0, "count": 10}})


def renewing(call: Call) -> str:
    """The account a refresh token sim-refresh-NAME or sim-refresh-NAME~X belongs to."""
    given = str(fields(call.request).get("refresh_token") or "").partition("~")[0]
    return given.removeprefix("sim-refresh-") if given.startswith("sim-refresh-") else ""


def token(world: World, call: Call) -> Response:
    """POST /oauth/v2/accessToken: a new token; the refresh token stays the same."""
    form, name = fields(call.request), renewing(call)
    known = form.get("grant_type") == "refresh_token" and name
    if not known or not form.get("client_id") or not form.get("client_secret"):
        words = {"error": "invalid_request", "error_description": "The refresh token is invalid"}
        return Response.of(400, words)
    world.generations[f"linkedin:{name}"] += 1
    number = world.generations[f"linkedin:{name}"]
    data = {
        "access_token": f"sim-{name}~{number}",
        "expires_in": 5_184_000,
        "refresh_token": form["refresh_token"],
        "scope": "w_organization_social r_organization_social rw_organization_admin",
    }
    return Response.of(200, data)


def create(world: World, call: Call) -> Response:
    """POST /rest/posts: 201 without a body, the name in a header."""
    body, account = call.body, call.account
    if body.get("author") != organization(account):
        raise refuse(403, "ACCESS_DENIED", "Field Value validation failed for author")
    if body.get("visibility") != "PUBLIC" or body.get("lifecycleState") != "PUBLISHED":
        raise refuse(400, "MISSING_FIELD", "visibility and lifecycleState are needed")
    version = wording(world, call, body.get("commentary"))
    version.data["content"] = body.get("content") or {}
    version.alts = descriptions(world, version.data["content"], account)
    for other in world.by_account.get(("linkedin", account), ()):
        same = not other.removed and other.newest.text == version.text
        if same and not version.alts and other.newest.data.get("kind") == "post":
            words = f"Content is a duplicate of {other.id}"
            raise mistake(422, "DUPLICATE_POST", words)
    urn, now = f"urn:li:share:{world.next_number()}", world.now()
    url = f"{base_of(call.request)}/feed/update/{urn}/"
    late = now + call.twists.get("lag", 0.0)
    world.add(Post("linkedin", account, urn, now, late, [version], url))
    return Response(201, headers=(("x-restli-id", urn),))


def wording(world: World, call: Call, commentary: object) -> Version:
    """A version with the text that readers see; what is lost of it, is lost without a word."""
    text = commentary if isinstance(commentary, str) else ""
    if "truncate" in call.twists:
        text = text[: len(text) // 2].rstrip("\\")
    seen, used = shown(text)
    if len(seen) > LONGEST or len(text) > 4 * LONGEST:
        raise mistake(422, "FIELD_LENGTH_TOO_LONG", f"commentary is longer than {LONGEST}")
    data: dict[str, Any] = {"commentary": text[:used], "kind": "post"}
    return Version(world.now(), seen, data)


def descriptions(world: World, content: dict[str, Any], account: str) -> tuple[str, ...]:
    """The alternative texts of the pictures; one that failed in preparation is refused."""
    several = content.get("multiImage")
    images = several.get("images", []) if several else [content.get("media")]
    found = []
    if several and not 2 <= len(images) <= 20:
        raise mistake(422, "INVALID_CONTENT", "multiImage takes 2 to 20 images")
    for image in filter(None, images):
        if picture(world, image.get("id"), account).description in ("", "PROCESSING_FAILED"):
            raise mistake(422, "INVALID_CONTENT", "the image was not uploaded")
        found.append(str(image.get("altText") or ""))
    return tuple(found)


def own(world: World, call: Call) -> Post:
    """The caller's post named in the path, if it stands."""
    post = world.standing("linkedin", call.words[0])
    if post is None or post.account != call.account:
        raise refuse(404, "RESOURCE_NOT_FOUND", "Entity does not exist")
    return post


def entry(post: Post, version: Version) -> dict[str, Any]:
    """A post as the interface gives it."""
    content = version.data["content"]
    return {
        "id": post.id,
        "author": organization(post.account),
        "commentary": version.data["commentary"],
        "visibility": "PUBLIC",
        "lifecycleState": "PUBLISHED",
        "createdAt": int(post.created * 1000),
        "lastModifiedAt": int(version.at * 1000),
        "publishedAt": int(post.created * 1000),
        "isReshareDisabledByAuthor": False,
    } | ({"content": content} if content else {})


def read(world: World, call: Call) -> Response:
    """GET /rest/posts/URN."""
    post = world.posts.get(("linkedin", call.words[0]))
    version = post.at(moment(world, call)) if post else None
    if post is None or version is None or "content" not in version.data:
        raise refuse(404, "RESOURCE_NOT_FOUND", "Entity does not exist")
    return Response.of(200, entry(post, version))


def finder(world: World, call: Call) -> Response:
    """GET /rest/posts?q=author, the last changed first."""
    request, now = call.request, moment(world, call)
    if request.headers.get("x-restli-method", "").upper() != "FINDER":
        raise refuse(400, "ILLEGAL_ARGUMENT", "X-RestLi-Method must be FINDER")
    if request.arg("q") != "author" or request.arg("author") != organization(call.account):
        raise refuse(403, "ACCESS_DENIED", "Not enough permissions to list the author's posts")
    pairs = [(post, post.at(now)) for post in world.by_account["linkedin", call.account]]
    found = [entry(post, one) for post, one in pairs if one and "content" in one.data]
    found.sort(key=lambda each: (each["lastModifiedAt"], each["id"]), reverse=True)
    start, count = number(request.arg("start"), 0), min(100, number(request.arg("count"), 10))
    paging = {"start": start, "count": count, "links": [], "total": len(found)}
    return Response.of(200, {"elements": found[start : start + count], "paging": paging})


def number(text: str, otherwise: int) -> int:
    """A number from a query."""
    return int(text) if text.isdigit() else otherwise


def update(world: World, call: Call) -> Response:
    """POST /rest/posts/URN with PARTIAL_UPDATE: the text, and nothing else."""
    post, patch = own(world, call), call.body.get("patch")
    wanted = patch.get("$set", {}) if isinstance(patch, dict) else {}
    if set(wanted) != {"commentary"}:
        raise mistake(422, "INVALID_FIELD", "only commentary can be changed")
    version = wording(world, call, wanted["commentary"])
    version.at += call.twists.get("lag", 0.0)
    version.data = post.newest.data | version.data
    version.alts = post.newest.alts
    post.versions.append(version)
    return Response(204)


def delete(world: World, call: Call) -> Response:
    """DELETE /rest/posts/URN: 204, also when it has gone already."""
    post = world.posts.get(("linkedin", call.words[0]))
    if post is None or post.account != call.account:
        raise refuse(404, "RESOURCE_NOT_FOUND", "Entity does not exist")
    if not post.removed and "delete_ignored" not in call.twists:
        world.remove(post, call.twists.get("delete_lag", call.twists.get("lag", 0.0)))
    return Response(204)


def page(world: World, call: Call) -> Response:
    """GET /feed/update/URN/: what a person's browser gets."""
    post = post_of(world, call.words[0])
    version = post.shown(world.now()) if post else None
    if post is None or version is None:
        text = PAGE.format(head="<title>LinkedIn</title>", body=GONE)
        raise RefusedError(Response(404, text.encode(), "text/html; charset=utf-8"))
    head = f'<title>LinkedIn</title><link rel="canonical" href="{escape(post.url)}">'
    words = escape(version.text).replace("\n", "<br>")
    body = f"<h1>{escape(post.account)}</h1><p>{words}</p>"
    live = [one for one in world.replies.get(post.id, ()) if one.shown(world.now())]
    body += "".join(f"<blockquote>{escape(one.newest.text)}</blockquote>" for one in live)
    text = PAGE.format(head=head, body=body)
    return Response(200, text.encode(), "text/html; charset=utf-8")
