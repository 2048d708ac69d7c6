"""Bluesky's repository calls: put, create, delete, get and list records, upload blobs."""

from __future__ import annotations

from typing import Any

from oyez.simulator import bluesky_records as rules
from oyez.simulator.bluesky_session import authorised, name_of, refuse
from oyez.simulator.http import Response
from oyez.simulator.stage import Call
from oyez.simulator.world import Media, Post, Version, World

GATE = "app.bsky.feed.threadgate"


def account_of(world: World, repo: object) -> str:
    """The account of a DID or a handle."""
    name = name_of(repo)
    for known in world.accounts("bluesky"):
        if repo == rules.did_of(known) or name == known:
            return known
    raise refuse(400, "InvalidRequest", f"Could not find repo: {repo}")


def address(name: str, collection: str, key: str) -> str:
    """The at:// address of a record."""
    return f"at://{rules.did_of(name)}/{collection}/{key}"


def target(world: World, call: Call) -> tuple[str, str, str]:
    """Account, collection and key of a write, which must go to the caller's own repository."""
    caller, body = authorised(world, call), call.body
    if body.get("repo") != rules.did_of(caller) and name_of(body.get("repo")) != caller:
        raise refuse(401, "AuthenticationRequired", "Authentication Required")
    collection, key = body.get("collection"), body.get("rkey")
    if not isinstance(collection, str) or collection.count(".") < 2:
        raise refuse(400, "InvalidRequest", "Input/collection must be a valid nsid")
    if problem := rules.bad_key(collection, key):
        raise refuse(400, "InvalidRequest", problem)
    return caller, collection, str(key)


def put_record(world: World, call: Call) -> Response:
    """com.atproto.repo.putRecord; swapRecord null means: only if there is none yet."""
    caller, collection, key = target(world, call)
    record = checked(world, caller, collection, call.body.get("record"))
    uri, cid = address(caller, collection, key), rules.record_cid(record)
    old = world.standing("bluesky", uri)
    held = old.newest.data["cid"] if old else None
    if held == cid:
        return Response.of(200, {"uri": uri, "cid": cid, "validationStatus": "valid"})
    if "swapRecord" in call.body and call.body["swapRecord"] != held:
        raise refuse(400, "InvalidSwap", f"Record was at {held}")
    write(world, call, old, (caller, uri, record))
    return done(world, uri, cid)


def create_record(world: World, call: Call) -> Response:
    """com.atproto.repo.createRecord; a key that exists is a 500, as on the reference server."""
    call.body.setdefault("rkey", rules.tid(world.next_number()))
    caller, collection, key = target(world, call)
    record = checked(world, caller, collection, call.body.get("record"))
    uri = address(caller, collection, key)
    if world.standing("bluesky", uri):
        raise refuse(500, "InternalServerError", "Internal Server Error")
    write(world, call, None, (caller, uri, record))
    return done(world, uri, rules.record_cid(record))


def done(world: World, uri: str, cid: str) -> Response:
    """The answer to a write that changed the repository."""
    return Response.of(
        200, {"uri": uri, "cid": cid, "commit": commit(world), "validationStatus": "valid"}
    )


def commit(world: World) -> dict[str, str]:
    """The name of a new state of a repository."""
    number = world.next_number()
    return {"cid": rules.record_cid({"rev": number}), "rev": rules.tid(number)}


def checked(world: World, caller: str, collection: str, record: object) -> dict[str, Any]:
    """A record that keeps the rules of its collection."""
    if not isinstance(record, dict):
        raise refuse(400, "InvalidRequest", "Input/record must be an object")
    record = {"$type": collection} | record
    if record["$type"] != collection:
        raise refuse(400, "InvalidRequest", f"Invalid $type: expected {collection}")
    if collection != rules.POST:
        return record
    if problem := rules.bad_post(record):
        raise refuse(400, "InvalidRequest", f"Invalid {collection} record: {problem}")
    for image in rules.images_of(record.get("embed")):
        link = str(rules.blob_of(image).get("ref", {}).get("$link"))
        if ("bluesky", f"{caller}/{link}") not in world.media:
            raise refuse(400, "BlobNotFound", f"Could not find blob: {link}")
    return record


def write(world: World, call: Call, old: Post | None, what: tuple[str, str, Any]) -> None:
    """Store a new record or a new wording of one."""
    caller, uri, record = what
    now, late = world.now(), call.twists.get("lag", 0.0)
    alts = tuple(image["alt"] for image in rules.images_of(record.get("embed")))
    data = {"record": record, "cid": rules.record_cid(record)}
    version = Version(now, str(record.get("text", "")), data, alts)
    if f"/{GATE}/" in uri:
        obey(world, caller, record)
    if old:
        version.at += late
        old.versions.append(version)
        return
    reply = record.get("reply")
    parent = reply.get("parent", {}).get("uri") if isinstance(reply, dict) else None
    key = uri.rpartition("/")[2]
    page = f"http://{call.request.host}/bluesky/profile/{caller}.sim.example/post/{key}"
    post = Post("bluesky", caller, uri, now, shown_from=now + late, versions=[version])
    post.url, post.reply_to, post.public = page, parent, f"/{rules.POST}/" in uri
    world.add(post)


def obey(world: World, caller: str, gate: dict[str, Any]) -> None:
    """A gate hides the answers that it names below a post of the caller's."""
    post = world.standing("bluesky", str(gate.get("post")))
    hidden = gate.get("hiddenReplies") or ()
    if post and post.account == caller:
        for reply in world.replies.get(post.id, ()):
            reply.public = reply.id not in hidden


def delete_record(world: World, call: Call) -> Response:
    """com.atproto.repo.deleteRecord; repeating it is fine and changes nothing."""
    caller, collection, key = target(world, call)
    post = world.standing("bluesky", address(caller, collection, key))
    if post is None:
        return Response.of(200, {})
    swap = call.body.get("swapRecord")
    if swap is not None and swap != post.newest.data["cid"]:
        raise refuse(400, "InvalidSwap", f"Record was at {post.newest.data['cid']}")
    if "delete_ignored" not in call.twists:
        world.remove(post, call.twists.get("delete_lag", call.twists.get("lag", 0.0)))
    return Response.of(200, {"commit": commit(world)})


def get_record(world: World, call: Call) -> Response:
    """com.atproto.repo.getRecord, for everybody."""
    ask = call.request.arg
    uri = address(account_of(world, ask("repo")), ask("collection"), ask("rkey"))
    post = world.posts.get(("bluesky", uri))
    version = post.at(world.now() - call.twists.get("lag", 0.0)) if post else None
    if version is None or ask("cid", version.data["cid"]) != version.data["cid"]:
        raise refuse(400, "RecordNotFound", f"Could not locate record: {uri}")
    return Response.of(200, entry(uri, version))


def entry(uri: str, version: Version) -> dict[str, Any]:
    """A record as reads give it."""
    return {"uri": uri, "cid": version.data["cid"], "value": version.data["record"]}


def list_records(world: World, call: Call) -> Response:
    """com.atproto.repo.listRecords, the highest key first."""
    ask, moment = call.request.arg, world.now() - call.twists.get("lag", 0.0)
    name = account_of(world, ask("repo"))
    start, found = address(name, ask("collection"), ""), []
    for post in world.by_account["bluesky", name]:
        version = post.at(moment) if post.id.startswith(start) else None
        if version:
            found.append(entry(post.id, version))
    found.sort(key=lambda one: str(one["uri"]), reverse=ask("reverse") != "true")
    if cursor := ask("cursor"):
        found = [one for one in found if one["uri"] < start + cursor]
    limit = min(int(ask("limit")) if ask("limit").isdigit() else 50, 100)
    data: dict[str, Any] = {"records": found[:limit]}
    if len(found) > limit:
        data["cursor"] = found[limit - 1]["uri"].rpartition("/")[2]
    return Response.of(200, data)


def upload_blob(world: World, call: Call) -> Response:
    """com.atproto.repo.uploadBlob: the body is the file."""
    caller, body = authorised(world, call), call.request.body
    if not body:
        raise refuse(400, "InvalidRequest", "Request encoding (Content-Length) required")
    mime = call.request.headers.get("content-type", "application/octet-stream")
    cid = rules.blob_cid(body)
    world.media["bluesky", f"{caller}/{cid}"] = Media(cid, caller, mime, body)
    blob = {"$type": "blob", "ref": {"$link": cid}, "mimeType": mime, "size": len(body)}
    return Response.of(200, {"blob": blob})
