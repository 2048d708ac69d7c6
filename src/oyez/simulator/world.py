"""Everything that stands on the played platforms, in memory, and what the public sees of it."""

from __future__ import annotations

import hashlib
import math
import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from oyez.simulator.faults import FaultBook

MOST_MAILS = 5_000


def iso(at: float) -> str:
    """A time as the platforms write it."""
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds")[:-6] + "Z"


def digest(*parts: str) -> bytes:
    """Stable bytes for names and numbers that must be the same in every run."""
    return hashlib.sha256("\n".join(parts).encode()).digest()


@dataclass(slots=True)
class Version:
    """One wording of an object; readers see it from `at` on."""

    at: float
    text: str
    data: dict[str, Any]
    alts: tuple[str, ...] = ()


@dataclass(slots=True)
class Post:
    """One object with all its wordings. `gone_at` is when it stops being visible.

    `foreign` marks what somebody of the public wrote; nobody signs in to such an account.
    """

    platform: str
    account: str
    id: str
    created: float
    shown_from: float
    versions: list[Version]
    url: str = ""
    reply_to: str | None = None
    public: bool = True
    gone_at: float = math.inf
    foreign: bool = False

    def at(self, moment: float) -> Version | None:
        """The wording a reader finds at a moment."""
        if not self.shown_from <= moment < self.gone_at:
            return None
        seen = [version for version in self.versions if version.at <= moment]
        return seen[-1] if seen else self.versions[0]

    def shown(self, moment: float) -> Version | None:
        """The wording the public finds: the app of Bluesky goes on showing the first."""
        version = self.at(moment) if self.public else None
        return self.versions[0] if version and self.platform == "bluesky" else version

    @property
    def newest(self) -> Version:
        """The wording the platform holds."""
        return self.versions[-1]

    @property
    def removed(self) -> bool:
        """Whether the platform has accepted its removal."""
        return self.gone_at < math.inf

    @property
    def edited(self) -> float | None:
        """When it was last changed."""
        return self.newest.at if len(self.versions) > 1 else None


@dataclass(slots=True)
class Media:
    """An uploaded file."""

    id: str
    account: str
    mime: str
    body: bytes
    description: str = ""


@dataclass(slots=True)
class Mail:
    """One message the sink accepted."""

    at: float
    sender: str
    recipients: tuple[str, ...]
    raw: bytes


@dataclass(slots=True)
class Hook:
    """Where a platform calls for one account. `last` is the status of the newest answer.

    `pending` counts what nobody has taken; `verify` is the word that Meta's question carries.
    """

    platform: str
    account: str
    url: str
    secret: str
    verify: str = ""
    calls: int = 0
    pending: int = 0
    last: int = 0


@dataclass
class World:
    """The state of all platforms, their faults, and the one clock."""

    seed: int = 0
    portal: str = ""
    latency: float = 0.0
    whole_wall: bool = False  # show platforms on which nobody has spoken as well
    now: Callable[[], float] = time.time
    later: Callable[[float, Callable[[], object]], object] = lambda _seconds, act: act()
    told: Callable[[Post], object] = lambda _post: None
    faults: FaultBook = field(init=False)

    def __post_init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forget everything but the latency; faults go too."""
        self.faults = FaultBook(self.seed)
        self.posts: dict[tuple[str, str], Post] = {}
        self.by_account: dict[tuple[str, str], list[Post]] = {}
        self.replies: dict[str, list[Post]] = {}
        self.heard: dict[str, Post] = {}
        self.media: dict[tuple[str, str], Media] = {}
        self.keys: dict[tuple[str, str], tuple[str, float]] = {}
        self.generations: Counter[str] = Counter()
        self.removals: Counter[tuple[str, str]] = Counter()
        self.calls: dict[str, Counter[str]] = {}
        self.mails: deque[Mail] = deque(maxlen=MOST_MAILS)
        self.mails_total = 0
        self.blocked: set[tuple[str, str | None, str]] = set()
        self.hooks: dict[tuple[str, str], Hook] = {}
        self.websites: dict[str, dict[str, Any]] = {}
        self.last_number = 0

    def seen(self, platform: str, account: str) -> None:
        """An account exists as soon as it is spoken for."""
        self.by_account.setdefault((platform, account), [])

    def accounts(self, platform: str) -> list[str]:
        """The accounts of a platform in alphabetical order."""
        return sorted(name for where, name in self.by_account if where == platform)

    def count(self, platform: str, name: str) -> None:
        """Count a call, or a fault that struck it."""
        self.calls.setdefault(platform, Counter())[name] += 1

    def next_number(self) -> int:
        """A number that grows with time, as Mastodon's ids do."""
        self.last_number = max(self.last_number + 1, int(self.now() * 1000) << 16)
        return self.last_number

    def add(self, post: Post) -> Post:
        """Put a new object up."""
        self.posts[post.platform, post.id] = post
        self.by_account.setdefault((post.platform, post.account), []).append(post)
        if post.reply_to:
            self.replies.setdefault(post.reply_to, []).append(post)
        return post

    def remove(self, post: Post, late: float = 0.0) -> None:
        """Accept a removal; readers go on finding the object for `late` seconds."""
        post.gone_at = self.now() + late
        self.removals[post.platform, post.account] += 1

    def standing_count(self, platform: str, account: str) -> int:
        """How many objects of an account stand."""
        made = len(self.by_account.get((platform, account), ()))
        return made - self.removals[platform, account]

    def standing(self, platform: str, number: str) -> Post | None:
        """An object whose removal has not been accepted."""
        post = self.posts.get((platform, number))
        return None if post is None or post.removed else post

    def store_mail(self, mail: Mail) -> None:
        """Keep an accepted message; the oldest goes when there are too many."""
        self.mails.append(mail)
        self.mails_total += 1
