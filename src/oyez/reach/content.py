"""What the public side knows: frozen data, made from rows by the step that publishes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Kind = Literal["first", "correction", "withdrawal"]
State = Literal["live", "corrected", "retracted", "expired"]
Urgency = Literal["routine", "important", "critical"]


@dataclass(frozen=True, slots=True)
class Text:
    """What an edition says in one language."""

    language: str
    headline: str
    body: str


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture with its description; `path` names the file its bytes are read from."""

    sha256: str
    mime: str
    alt: str
    width: int
    height: int
    path: str


@dataclass(frozen=True, slots=True)
class Edition:
    """One published revision, or the withdrawal; `note` says in plain words what changed."""

    number: int
    at: datetime
    kind: Kind
    note: str = ""
    texts: tuple[Text, ...] = ()
    links: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Outlet:
    """An account on a platform: where a notice also stands, or where a unit speaks.

    `state` is the mode of a unit's account, `since` when it took it, and `successor` names the
    account that came after one that is given up; `instead` says where to turn without one.
    `handle` is its name on the platform, `purpose` what it is for, in its `language`.
    """

    platform_label: str
    name: str
    url: str
    state: str = ""
    handle: str = ""
    since: datetime | None = None
    successor: str = ""
    successor_url: str = ""
    instead: str = ""
    language: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class PublicNotice:
    """A notice that was published; `editions` holds the newest first.

    The text of a retracted notice is never shown; `reason` and `instead` (what is true
    instead) are. `feeds` and `cap` say whether it also stands in the feeds and goes out as a
    CAP alert.
    """

    code: str
    authority_slug: str
    unit_slug: str
    urgency: Urgency
    state: State
    editions: tuple[Edition, ...]
    published_at: datetime
    updated_at: datetime
    area: str = ""
    valid_until: datetime | None = None
    retracted_at: datetime | None = None
    reason: str = ""
    instead: str = ""
    outlets: tuple[Outlet, ...] = ()
    feeds: bool = True
    cap: bool = True

    @property
    def gone(self) -> bool:
        """Whether the notice was taken back."""
        return self.state == "retracted"

    @property
    def current(self) -> Edition:
        """The newest edition that says something."""
        return next(edition for edition in self.editions if edition.kind != "withdrawal")

    @property
    def chain(self) -> tuple[Edition, ...]:
        """All editions, oldest first; a retracted notice always ends with its withdrawal."""
        spoken = tuple(e for e in reversed(self.editions) if e.kind != "withdrawal")
        if not self.gone:
            return spoken
        written = next((e for e in self.editions if e.kind == "withdrawal"), None)
        at = self.retracted_at or self.updated_at
        return (*spoken, written or Edition(spoken[-1].number, at, "withdrawal", self.reason))

    def text(self, language: str) -> Text:
        """The current text in `language`, else in the language it was written in first."""
        texts = self.current.texts
        return next((text for text in texts if text.language == language), texts[0])


@dataclass(frozen=True, slots=True)
class PublicUnit:
    """A unit that speaks; `parent` is the slug of the unit above it, `channels` its register.

    `key` names it within this installation and is shown to nobody.
    """

    authority_slug: str
    slug: str
    name: str
    parent: str = ""
    channels: tuple[Outlet, ...] = ()
    key: int = 0


@dataclass(frozen=True, slots=True)
class PublicAuthority:
    """An authority and the ways to reach it; `area` is the region it serves.

    Its pages open in the first of `languages`; without any it takes those of the site. `bar`
    and `accent` are colours that were checked for contrast when they were chosen.
    """

    slug: str
    name: str
    emergency: str = "112"
    non_emergency: str = ""
    online: str = ""
    chat: str = ""
    area: str = ""
    languages: tuple[str, ...] = ()
    crest: Picture | None = None
    bar: str = ""
    accent: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """Nothing new goes out in a part of the house, since a time."""

    name: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Site:
    """Everything the portal shows. Pages of the whole site open in the first of `languages`.

    `lead` is the slug of the one authority above all others, if there is one: it lends the
    site its name, crest and colours.
    """

    public_url: str
    name: str
    exercise: bool
    authorities: tuple[PublicAuthority, ...]
    units: tuple[PublicUnit, ...]
    notices: tuple[PublicNotice, ...]
    languages: tuple[str, ...] = ("en",)
    time_zone: str = "Europe/Berlin"
    lead: str = ""
    stops: tuple[Stop, ...] = ()
