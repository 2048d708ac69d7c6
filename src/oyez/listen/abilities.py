"""What can be done about an item: what its platform does, what the house rules allow."""

from __future__ import annotations

from dataclasses import dataclass

from oyez.domain.channel import Standing
from oyez.domain.delivery import Support
from oyez.domain.fitting import Count, count
from oyez.domain.inbox.house_rules import Deed, allowed
from oyez.domain.inbox.labels import label_of
from oyez.govern.rights import level
from oyez.listen.models import InboxItem
from oyez.platforms.profile import Ability
from oyez.platforms.registry import profile

NEEDS = {
    Deed.REPLY: Ability.REPLY,
    Deed.HIDE: Ability.HIDE,
    Deed.UNHIDE: Ability.HIDE,
    Deed.DELETE: Ability.DELETE_FOREIGN,
    Deed.BLOCK: Ability.BLOCK,
}


@dataclass(frozen=True, slots=True)
class Can:
    """What the platform lets us do, and which of that the item's label allows."""

    platform: frozenset[Deed]
    rules: frozenset[Deed]

    @property
    def both(self) -> frozenset[Deed]:
        """What a person may do now."""
        return self.platform & (self.rules | {Deed.REPLY, Deed.UNHIDE})


def can(item: InboxItem, standing: Standing) -> Can:
    """What may be done about the item, by anybody."""
    data = profile(item.channel.platform)
    native = {
        deed
        for deed, ability in NEEDS.items()
        if level(data, ability, standing.lost) is Support.NATIVE
    }
    return Can(frozenset(native), allowed(label_of(item.label)))


def counted(item: InboxItem, text: str) -> Count:
    """The answer as its platform counts it, with what goes before it there."""
    data = profile(item.channel.platform)
    said = data.answers_as.format(author=item.author, text=text.strip())
    return count(data.text.rule, said, data.answer_limit or item.channel.text_limit)
