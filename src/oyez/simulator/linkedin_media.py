"""LinkedIn's pictures: asked for, put whole, prepared, and then available."""

from __future__ import annotations

from oyez.simulator.http import Response
from oyez.simulator.linkedin_names import base_of, organization, refuse
from oyez.simulator.mastodon_writes import sniff
from oyez.simulator.stage import Call
from oyez.simulator.world import Media, World

TYPES = ("image/jpeg", "image/png", "image/gif")


def initialize(world: World, call: Call) -> Response:
    """POST /rest/images?action=initializeUpload."""
    asked = call.body.get("initializeUploadRequest")
    owner = asked.get("owner") if isinstance(asked, dict) else None
    if call.request.arg("action") != "initializeUpload":
        raise refuse(400, "ILLEGAL_ARGUMENT", "action must be initializeUpload")
    if owner != organization(call.account):
        raise refuse(403, "ACCESS_DENIED", "Not an administrator of the owner")
    number = f"D4E{world.next_number()}"
    world.media["linkedin", number] = Media(number, call.account, "", b"")
    value = {
        "uploadUrl": f"{base_of(call.request)}/dms-uploads/{number}",
        "image": f"urn:li:image:{number}",
        "uploadUrlExpiresAt": int((world.now() + 86_400) * 1000),
    }
    return Response.of(200, {"value": value})


def put(world: World, call: Call) -> Response:
    """PUT to the address that was given: the whole file in one request.

    The twist `stuck` leaves it in preparation, `spoilt` ends that in a failure.
    """
    found = world.media.get(("linkedin", call.words[0]))
    if found is None or found.account != call.account:
        raise refuse(404, "RESOURCE_NOT_FOUND", "No such upload")
    found.body, found.mime = call.request.body, sniff(call.request.body)
    bad = found.mime not in TYPES or "spoilt" in call.twists
    found.description = "PROCESSING_FAILED" if bad else "AVAILABLE"
    if "stuck" in call.twists:
        found.description = "PROCESSING"
    return Response(201)


def picture(world: World, urn: object, account: str) -> Media:
    """A picture of the caller's by its name."""
    found = world.media.get(("linkedin", str(urn).removeprefix("urn:li:image:")))
    if found is None or found.account != account:
        raise refuse(404, "RESOURCE_NOT_FOUND", "No such image")
    return found


def status(world: World, call: Call) -> Response:
    """GET /rest/images/URN."""
    found = picture(world, call.words[0], call.account)
    data = {
        "id": f"urn:li:image:{found.id}",
        "owner": organization(call.account),
        "status": found.description or "WAITING_UPLOAD",
    }
    return Response.of(200, data)


def file(world: World, call: Call) -> Response:
    """The picture itself, which everybody may load who knows its address."""
    found = world.media.get(("linkedin", call.words[0]))
    if found is None or not found.body:
        raise refuse(404, "RESOURCE_NOT_FOUND", "No such file")
    return Response(200, found.body, found.mime, (("X-Content-Type-Options", "nosniff"),))
