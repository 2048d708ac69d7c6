"""Whom a notice did not reach, as the receipts of channels to many people count them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from oyez.publish.models import Receipt

# Channels that send to a list of people; elsewhere a receipt is about one post.
LISTED: Final = frozenset({"email", "sms", "webpush", "whatsapp"})
COUNTED: Final = ("refused", "unsent", "gone", "unknown", "held")
WORD: Final = re.compile(r"(\w+):(\d{1,9})")


def missed_in(version: str) -> Counter[str]:
    """The numbers in a receipt's version, such as `refused:2 unknown:1`, by their names."""
    found = Counter[str]()
    for word in version.split():
        pair = WORD.fullmatch(word)
        if pair and pair[1] in COUNTED and (many := int(pair[2])):
            found[pair[1]] += many
    return found


def missed_by(receipts: Iterable[Receipt]) -> Counter[str]:
    """The same for the newest copy that stands; who missed an older one got no newer either."""
    standing = [one for one in receipts if one.gone_at is None]
    return missed_in(standing[-1].version) if standing else Counter()
