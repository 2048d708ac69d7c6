"""What stands on an account of ours, whoever put it there: for finding what we did not send."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from oyez.platforms.port import Failed


@dataclass(frozen=True, slots=True)
class OwnPost:
    """One post or repost on the account; `id` is what a receipt of it would hold."""

    id: str
    at: datetime
    text: str = field(repr=False)
    url: str | None = None


class OwnPosts(Protocol):
    """The part of the port that reads the account's own timeline."""

    def fetch_own(self, since: datetime, at: datetime) -> Sequence[OwnPost] | Failed:
        """What stands on the account since then, reposts among it and answers not; repeatable.

        A list that cannot be read to its end is a failure and never a shorter list.
        """
