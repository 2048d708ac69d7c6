"""Which abilities hang on a right that an account may have or lack, for every platform.

Most are the scopes of a login (`platforms.oauth`); a bot or a member of a page has rights of
another kind, under the names that the adapter's probe gives them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from oyez.platforms.login import Right
from oyez.platforms.oauth import LOGINS, WRITES
from oyez.platforms.profile import Ability

OTHERS: Final[Mapping[str, tuple[Right, ...]]] = {
    "telegram": (
        Right("can_post_messages", (Ability.PUBLISH,)),
        Right("can_edit_messages", (Ability.CORRECT,)),
        Right("can_delete_messages", (Ability.RETRACT,)),
        Right("channel", (Ability.PUBLISH,)),
        Right(
            "discussion_group",
            (Ability.INBOX, Ability.REPLY, Ability.DELETE_FOREIGN, Ability.BLOCK),
        ),
    ),
    "linkedin": (Right("ADMINISTRATOR", WRITES),),
    "matrix": (Right("room", WRITES),),
    "whatsapp": (Right("recipients", (Ability.PUBLISH,)), Right("template", (Ability.PUBLISH,))),
    "sms": (Right("recipients", (Ability.PUBLISH,)),),
    "email": (Right("recipients", (Ability.PUBLISH,)),),
    "webpush": (Right("subscriptions", (Ability.PUBLISH,)),),
}


def rights_of(platform: str) -> tuple[Right, ...]:
    """Every right that a probe or a login may find missing there."""
    login = LOGINS.get(platform)
    return (*(login.rights if login else ()), *OTHERS.get(platform, ()))


def served_by(platform: str, names: Iterable[str]) -> frozenset[str]:
    """What cannot be done without these rights: abilities, and `oauth.STAY`."""
    wanted = set(names)
    return frozenset(
        what for right in rights_of(platform) if right.scope in wanted for what in right.serves
    )
