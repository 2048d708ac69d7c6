"""Which platforms a test of the contract is for, by what they declare."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from oyez.domain.delivery import Idempotency, Support
from oyez.platforms.profile import Ability, Profile
from oyez.platforms.registry import profile

from .accounts import ACCOUNTS

HARMLESS = frozenset({Idempotency.CLIENT_ID, Idempotency.KEY, Idempotency.STAGED})


def on(*needed: Ability, where: Callable[[Profile], bool] = lambda _: True) -> pytest.MarkDecorator:
    """Every platform that does all this natively, and of which `where` is true."""
    names = [
        name
        for name in ACCOUNTS
        if where(profile(name))
        and all(profile(name).support(one) is Support.NATIVE for one in needed)
    ]
    assert names, "a test of the contract without any platform"
    return pytest.mark.parametrize("bench", names, indirect=True)


on_all = on()
on_web = on(Ability.FIND, Ability.LOOK)
on_outside = on(Ability.LOOK, where=lambda one: one.sees == "outside")
on_removable = on(Ability.RETRACT, Ability.LOOK)
on_pictures = on(Ability.MEDIA, Ability.FIND)
# Elsewhere pictures travel in the request that publishes, and there is no upload to fail.
on_uploads = on(
    Ability.MEDIA,
    Ability.FIND,
    where=lambda one: not (one.fetches_media or one.platform == "telegram"),
)
on_described = on(Ability.MEDIA, Ability.ALT_TEXT, Ability.FIND)
on_harmless = on(Ability.FIND, where=lambda one: one.idempotency in HARMLESS)
on_replies = on(Ability.REPLY, Ability.PUBLISH)
