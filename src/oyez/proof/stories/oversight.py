"""Who sees a plan: the ministry above the authority does, other authorities do not."""

from __future__ import annotations

from oyez.accounts.actions import create_person, grant
from oyez.accounts.models import Person
from oyez.accounts.sight import Sight
from oyez.domain.roles import Role
from oyez.plans.models import Plan
from oyez.plans.queries import plans_seen
from oyez.proof.exercise.world import DERBYSHIRE
from oyez.proof.stories.cast import Cast, ministry
from oyez.proof.stories.player import Player

NAME, EMAIL = "Friederike Onken", "aufsicht@ministerium.example"


def sees(player: Player, plan: Plan) -> None:
    """Somebody in the ministry only reads; somebody of another police force reads nothing."""
    reader = player.act(f"{NAME} of the ministry, who may read only, opens the plans.", _reader)
    player.expect("The plan of the authority stands there.", lambda: _seen(reader), [plan.pk])
    stranger = Cast(DERBYSHIRE).person("governor")
    player.expect(
        f"{stranger.name}, who governs elsewhere, sees none.", lambda: _seen(stranger), []
    )


def _reader() -> Person:
    person = create_person(None, email=EMAIL, name=NAME, language="de")
    grant(None, person, Role.AUDITOR, ministry().path)
    return person


def _seen(person: Person) -> list[int]:
    return [one.pk for one in plans_seen(Sight(person))]
