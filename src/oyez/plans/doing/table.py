"""Who carries out which deed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from oyez.domain.plan import RULES, Deed
from oyez.plans.doing.announcing import announce
from oyez.plans.doing.archiving import store
from oyez.plans.doing.came import Came
from oyez.plans.doing.keeping import answer, point, reserve
from oyez.plans.doing.modes import change
from oyez.plans.doing.people import ask
from oyez.plans.doing.purging import purge
from oyez.plans.models import PlanStep

Doing = Callable[[PlanStep, datetime], Came]

DOING: Final[dict[Deed, Doing]] = {
    Deed.ANNOUNCE: announce,
    Deed.PIN: ask,
    Deed.PROFILE: ask,
    Deed.ANSWERS: answer,
    Deed.DIRECTORY: point,
    Deed.RESERVE: reserve,
    Deed.ARCHIVE: store,
    Deed.PURGE: purge,
    Deed.DELETE: ask,
    **{deed: change for deed, rule in RULES.items() if rule.mode is not None},
}
