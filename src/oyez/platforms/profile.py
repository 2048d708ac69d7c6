"""What a platform can do and how much, as dated data; a probe's live values replace it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from oyez.domain.delivery import Idempotency, Support
from oyez.domain.demands import Demands
from oyez.domain.listening import USUAL, Pace


class Ability(StrEnum):
    """The verbs and features whose support a profile declares."""

    PUBLISH = "publish"
    FIND = "find"
    LOOK = "look"
    CORRECT = "correct"
    RETRACT = "retract"
    MEDIA = "media"
    ALT_TEXT = "alt_text"
    REPLY = "reply"
    INBOX = "inbox"
    HIDE = "hide"
    DELETE_FOREIGN = "delete_foreign"
    BLOCK = "block"
    CLOSE_REPLIES = "close_replies"
    MEASURE = "measure"
    OWN_POSTS = "own_posts"


@dataclass(frozen=True, slots=True)
class TextRule:
    """How the platform counts a text; `rule` is a name of `domain.fitting`."""

    rule: str
    limit: int
    byte_limit: int | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """A rate limit: so many points per time, a share of them kept for takedowns."""

    points: int
    per: timedelta
    reserve: float = 0.3


@dataclass(frozen=True, slots=True)
class Cost:
    """What a platform charges: `what` is notice, notice_with_link, recipient, part or read.

    The amount is a decimal number as text, so that no fraction of a cent gets lost.
    """

    what: str
    amount: str
    currency: str


@dataclass(frozen=True, slots=True)
class MediaRule:
    """Which pictures a platform takes; ratios are width to height, sides in pixels."""

    mimes: tuple[str, ...] = ("image/jpeg", "image/png")
    max_bytes: int = 5_000_000
    max_side: int = 4096
    min_ratio: float = 0.0
    max_ratio: float = 0.0


@dataclass(frozen=True, slots=True)
class Profile:
    """What a platform can do, as dated data; a probe's live values replace these.

    `sees` says from where a look can see: outside, or api where strangers are shown a login.
    `options` are what an administrator enters beside the secrets, `scopes` the rights to ask for.
    `fetches_media` platforms load pictures from an address of ours; where `min_pictures` is 1,
    nothing goes out without one. `marks` tells how well all this is known: documented,
    third_party, measured or unverified, by subject.
    `token_in_path` says that the platform wants the credential in its addresses, `needs_risk` that
    nothing goes out without a written, accepted risk. `answers_as` is how an answer is worded,
    with {author} and {text}; `answer_limit` is its room where that is not the notice's, and
    `answers_once` says that sending the same answer again makes no second one.
    """

    platform: str
    version: str
    checked_on: str
    source: str
    idempotency: Idempotency
    abilities: Mapping[Ability, Support]
    text: TextRule
    key_lifetime: timedelta | None = None
    settle: timedelta = timedelta(seconds=60)
    timeout: timedelta = timedelta(seconds=10)
    max_pictures: int = 0
    min_pictures: int = 0
    alt_limit: int = 0
    hashtags: int = 0
    caption: int = 0
    one_paragraph: bool = False
    writes: tuple[Window, ...] = ()
    retracts: tuple[Window, ...] = ()
    secrets: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    sees: str = "outside"
    correct_within: timedelta | None = None
    retract_within: timedelta | None = None
    media: MediaRule = MediaRule()
    fetches_media: bool = False
    token_in_path: bool = False
    needs_risk: bool = False
    pace: Pace = USUAL
    costs: tuple[Cost, ...] = ()
    answer_limit: int | None = None
    answers_as: str = "{text}"
    answers_once: bool = False
    marks: Mapping[str, str] = field(default_factory=dict)

    def support(self, ability: Ability) -> Support:
        """The declared level; what is not declared is NONE."""
        return self.abilities.get(ability, Support.NONE)

    def demands(self, label: str) -> Demands:
        """What it asks of a notice beyond the length of its text; `label` is its name."""
        return Demands(
            platform=label,
            rule=self.text.rule,
            min_pictures=self.min_pictures,
            max_pictures=self.max_pictures,
            alt_limit=self.alt_limit,
            descriptions=self.support(Ability.ALT_TEXT) is Support.NATIVE,
            hashtags=self.hashtags,
            caption=self.caption,
            one_paragraph=self.one_paragraph,
        )
