"""The canonical page: Oyez' own outlet, first in line; it is rendered where the public reads."""

from __future__ import annotations

from datetime import timedelta

from oyez.domain.delivery import Idempotency, Support
from oyez.platforms.profile import Ability, Profile, TextRule

# Nobody answers on the own outlets, so there is nothing to read, to moderate or to count here.
VERBS = (
    Ability.PUBLISH,
    Ability.FIND,
    Ability.LOOK,
    Ability.CORRECT,
    Ability.RETRACT,
    Ability.MEDIA,
    Ability.ALT_TEXT,
)

PROFILE = Profile(
    platform="page",
    version="1",
    checked_on="2026-11-21",
    source="https://www.rfc-editor.org/rfc/rfc9110",
    idempotency=Idempotency.CLIENT_ID,
    abilities=dict.fromkeys(VERBS, Support.NATIVE),
    text=TextRule("page", 100_000),
    settle=timedelta(seconds=2),  # what is cached and re-read shows the old words for a moment
    max_pictures=20,
    alt_limit=5000,
)
