"""Names and refusals that all of the played LinkedIn shares."""

from __future__ import annotations

import re

from oyez.simulator.http import Request, Response
from oyez.simulator.stage import Call, RefusedError
from oyez.simulator.world import Post, World

POST = re.compile(r"urn:li:(share|activity):(\d+)")
COMMENT = re.compile(r"urn:li:comment:\((?:urn:li:)?(?:activity|share):(\d+),(\d+)\)")


def refusal(status: int, code: str, message: str, *, service: int = 0) -> Response:
    """An error in LinkedIn's shape."""
    data: dict[str, object] = {"status": status, "code": code, "message": message}
    return Response.of(status, data | ({"serviceErrorCode": service} if service else {}))


def refuse(status: int, code: str, message: str) -> RefusedError:
    """The same as a refusal."""
    return RefusedError(refusal(status, code, message))


def mistake(status: int, code: str, description: str) -> RefusedError:
    """A refusal that names what was wrong with the content."""
    data = {
        "errorDetailType": "com.linkedin.common.error.BadRequest",
        "message": description,
        "errorDetails": {"inputErrors": [{"description": description, "input": {}, "code": code}]},
        "status": status,
    }
    return RefusedError(Response.of(status, data))


def base_of(request: Request) -> str:
    """The address of the played LinkedIn as the client sees it."""
    return f"http://{request.host}/linkedin"


def organization(account: str) -> str:
    """The name of an organisation."""
    return f"urn:li:organization:{account}"


def activity(urn: str) -> str:
    """The name of the activity that a share makes; the numbers differ, as in the real world."""
    found = POST.fullmatch(urn)
    if not found:
        raise refuse(400, "ILLEGAL_ARGUMENT", f"{urn} is not the name of a post")
    return urn if found[1] == "activity" else f"urn:li:activity:{int(found[2]) + 1}"


def post_of(world: World, urn: str) -> Post | None:
    """The post behind the name of a share, an activity or a comment below it."""
    if found := COMMENT.fullmatch(urn):
        return world.posts.get(("linkedin", f"urn:li:share:{int(found[1]) - 1}"))
    if (found := POST.fullmatch(urn)) and found[1] == "activity":
        return world.posts.get(("linkedin", f"urn:li:share:{int(found[2]) - 1}"))
    return world.posts.get(("linkedin", urn))


def moment(world: World, call: Call) -> float:
    """The time whose state the caller may see."""
    return world.now() - call.twists.get("lag", 0.0)
