"""A timeline as somebody wrote it: what we said, what people answered, what changed elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

LONGEST = 366 * 86_400.0


class TimelineError(ValueError):
    """The file makes no sense; the message says where and why, as a sentence."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A notice of ours: when it went out (seconds), its words, its links and its channels."""

    id: str
    t: float
    text: str
    links: tuple[str, ...]
    kind: str
    lang: str
    channels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Somebody answers a post; `days` is the age of the account, None where nobody knows."""

    t: float
    author: str
    on: str
    text: str
    days: float | None
    channel: str


@dataclass(frozen=True, slots=True)
class Change:
    """What the link of a post leads to is something else from now on.

    `to` is an address, some words, or a description with address, title, text, labels, live.
    """

    t: float
    on: str
    to: Any
    redirect: Any


@dataclass(frozen=True, slots=True)
class Foreign:
    """A post appears on a channel of ours that none of us has sent."""

    t: float
    channel: str
    text: str


Event = Answer | Change | Foreign


@dataclass(frozen=True, slots=True)
class Timeline:
    """All of it, in the order of time; `context` is what screening is told beside it."""

    title: str
    posts: tuple[Spoken, ...]
    events: tuple[Event, ...]
    context: Mapping[str, Any]

    @property
    def channels(self) -> tuple[str, ...]:
        """Every channel that is named, in order."""
        named = [one for post in self.posts for one in post.channels]
        named += [one.channel for one in self.events if isinstance(one, Foreign)]
        named += [one.channel for one in self.events if isinstance(one, Answer) and one.channel]
        return tuple(dict.fromkeys(named))


def read(data: object) -> Timeline:
    """The timeline in a JSON document; raises TimelineError."""
    if not isinstance(data, dict):
        raise TimelineError("The file holds no timeline: an object with posts and events.")
    posts = tuple(_post(one, n) for n, one in enumerate(_list(data, "posts"), 1))
    if len({one.id for one in posts}) < len(posts):
        raise TimelineError("Two posts have the same id.")
    events = [_event(one, n) for n, one in enumerate(_list(data, "events"), 1)]
    known = {one.id for one in posts}
    for number, one in enumerate(events, 1):
        if isinstance(one, Answer | Change) and one.on not in known:
            raise TimelineError(f"Event {number} is about {one.on!r}, which is no post.")
    context = data.get("context", {})
    return Timeline(
        title=str(data.get("title", "")),
        posts=tuple(sorted(posts, key=lambda one: one.t)),
        events=tuple(sorted(events, key=lambda one: one.t)),
        context=context if isinstance(context, dict) else {},
    )


def _post(one: Any, number: int) -> Spoken:
    where = f"Post {number}"
    if not isinstance(one, dict):
        raise TimelineError(f"{where} is no object.")
    channels = one.get("channels") or ["page"]
    if not isinstance(channels, list) or not all(isinstance(c, str) and c for c in channels):
        raise TimelineError(f"{where}: channels is a list of names.")
    links = [one.get("link"), *(one.get("links") or [])]
    return Spoken(
        id=_word(one, "id", where),
        t=_time(one, where),
        text=str(one.get("text") or ""),
        links=tuple(dict.fromkeys(str(link) for link in links if link)),
        kind=str(one.get("kind") or "news"),
        lang=str(one.get("lang") or ""),
        channels=tuple(dict.fromkeys(channels)),
    )


def _event(one: Any, number: int) -> Event:
    where = f"Event {number}"
    if not isinstance(one, dict):
        raise TimelineError(f"{where} is no object.")
    t = _time(one, where)
    if "foreign_post" in one:
        said = one["foreign_post"]
        text = said.get("text", "") if isinstance(said, dict) else said
        return Foreign(t, _word(one, "channel", where), str(text or ""))
    on = _word(one, "on", where)
    if "link_changes_to" in one or "redirect" in one:
        return Change(t, on, one.get("link_changes_to"), one.get("redirect"))
    if "reply" not in one:
        raise TimelineError(f"{where} is no reply, no change of a link and no foreign post.")
    return Answer(
        t=t,
        author=str(one.get("author") or ""),
        on=on,
        text=str(one.get("reply") or ""),
        days=_days(one.get("account_age_days")),
        channel=str(one.get("channel") or ""),
    )


def _list(data: Mapping[str, Any], name: str) -> Sequence[Any]:
    found = data.get(name, [])
    if not isinstance(found, list):
        raise TimelineError(f"{name} is a list.")
    return found


def _word(one: Mapping[str, Any], name: str, where: str) -> str:
    found = one.get(name)
    if not isinstance(found, str | int) or isinstance(found, bool) or found == "":
        raise TimelineError(f"{where} has no {name}.")
    return str(found)


def _time(one: Mapping[str, Any], where: str) -> float:
    found = one.get("t")
    if isinstance(found, bool) or not isinstance(found, int | float) or not 0 <= found <= LONGEST:
        raise TimelineError(f"{where}: t is a number of seconds from 0 on, at most a year.")
    return float(found)


def _days(found: object) -> float | None:
    number = isinstance(found, int | float) and not isinstance(found, bool)
    return max(0.0, float(found)) if number else None  # type: ignore[arg-type]
