"""The controls under /_sim: faults, replies, posts, pages, latency, state, counters, reset."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from oyez.simulator.by_hand import ByHandError, add_post
from oyez.simulator.faults import KINDS, OPERATIONS, PLATFORMS, FaultError, number
from oyez.simulator.http import Request, Response
from oyez.simulator.replies import ReplyError, add_reply
from oyez.simulator.report import state
from oyez.simulator.websites import WebsiteError, set_page
from oyez.simulator.world import World


def list_faults(world: World, _request: Request) -> Response:
    """GET /_sim/faults: the list, and what may be put on it."""
    return Response.of(
        200,
        {
            "faults": [fault.as_dict() for fault in world.faults.faults],
            "kinds": {name: meaning for name, (meaning, _) in KINDS.items()},
            "platforms": PLATFORMS,
            "operations": OPERATIONS,
        },
    )


def add_fault(world: World, request: Request) -> Response:
    """POST /_sim/faults."""
    return Response.of(201, world.faults.add(request.json()).as_dict())


def remove_faults(world: World, request: Request) -> Response:
    """DELETE /_sim/faults, /_sim/faults/NUMBER for one, or ?key=KEY for whoever put them there."""
    word = request.path.removeprefix("/_sim/faults").strip("/")
    if key := request.arg("key"):
        gone = world.faults.remove_keyed(key)
        return Response.of(200, {"removed": len(gone), "faults": [one.as_dict() for one in gone]})
    if word and not word.isdigit():
        return Response.of(404, {"error": "no such fault"})
    removed = world.faults.remove(int(word) if word else None)
    return Response.of(200 if removed or not word else 404, {"removed": removed})


def show_state(world: World, request: Request) -> Response:
    """GET /_sim/state; with ?all=1 removed objects too."""
    return Response.of(200, state(world, everything=request.arg("all") == "1"))


def reset(world: World, _request: Request) -> Response:
    """POST /_sim/reset: objects, mails, counters and faults go, the latency stays."""
    world.clear()
    return Response.of(200, {"reset": True})


def set_latency(world: World, request: Request) -> Response:
    """POST /_sim/latency."""
    body: Any = request.json()
    given = body.get("ms") if isinstance(body, dict) else None
    world.latency = number("ms", given, 600_000.0) / 1000
    return Response.of(200, {"ms": given})


def health(world: World, _request: Request) -> Response:
    """GET /_sim/health."""
    return Response.of(200, {"ok": True, "seed": world.seed, "ms": world.latency * 1000})


def calls(world: World, _request: Request) -> Response:
    """GET /_sim/calls: how often each operation was called and each fault struck."""
    return Response.of(200, world.calls)


ROUTES: dict[str, Callable[[World, Request], Response]] = {
    "GET faults": list_faults,
    "POST faults": add_fault,
    "DELETE faults": remove_faults,
    "POST replies": add_reply,
    "POST posts": add_post,
    "POST pages": set_page,
    "GET state": show_state,
    "POST reset": reset,
    "POST latency": set_latency,
    "GET health": health,
    "GET calls": calls,
}


def control(world: World, request: Request) -> Response:
    """Answer a control request; pages of other sites in a browser may not steer."""
    if "origin" in request.headers:
        return Response.of(403, {"error": "not from a browser page"})
    name = request.path.removeprefix("/_sim/").partition("/")[0]
    act = ROUTES.get(f"{request.method} {name}")
    if act is None:
        return Response.of(404, {"error": "no such control", "controls": list(ROUTES)})
    try:
        return act(world, request)
    except (ByHandError, FaultError, ReplyError, WebsiteError) as error:
        return Response.of(400, {"error": str(error)})
