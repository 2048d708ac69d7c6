"""What the played platforms say at their doors: refusals, troubles, and the pages of a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from oyez.simulator.graph import number_of
from oyez.simulator.http import Response
from oyez.simulator.stage import RefusedError
from oyez.simulator.world import World


@dataclass
class Stand:
    """One platform's own words for what goes wrong at its door."""

    world: World
    name: str

    def rate_limited(self, seconds: float) -> Response:
        """The 429."""
        return Response.of(429, {"error": "slow_down"}, ("Retry-After", str(round(seconds))))

    def suspended(self) -> Response:
        """The 403."""
        return Response.of(403, {"error": "access_denied"})

    def broken(self) -> Response:
        """The 500."""
        return Response.of(500, {"error": "server_error"})

    def expired(self, account: str) -> Response:  # noqa: ARG002 - the port names it
        """The code came too late."""
        return Response.of(400, {"error": "invalid_grant"})


def shown(page: str) -> dict[str, Any]:
    """A page as its list has it."""
    instagram = {"id": number_of("instagram", page), "username": page}
    return {
        "id": number_of("facebook", page),
        "name": page,
        "username": page,
        "access_token": f"sim-{page}",
        "tasks": ["CREATE_CONTENT", "MODERATE"],
        "instagram_business_account": instagram,
    }


def denied(status: int, error: str) -> RefusedError:
    """A refusal in OAuth's shape."""
    return RefusedError(Response.of(status, {"error": error, "error_description": "Refused."}))
