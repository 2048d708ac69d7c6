"""Drawing a sample of what people said, so that anybody can draw the same one again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil
from random import Random
from typing import Final

PER_POST: Final = 5
ELSEWHERE: Final = 1 << 62
SECOND: Final = 0.2  # the share that a second person labels without seeing the first label


class Method(StrEnum):
    """Every item alike, or posts first, because replies to one post resemble each other."""

    RANDOM = "random"
    TWO_STAGE = "two_stage"


@dataclass(frozen=True, slots=True)
class Drawn:
    """One item, the group it belongs to (0: none), and the chance with which it came in."""

    item: int
    group: int
    chance: float
    twice: bool = False


def group_of(delivery: int | None, about: str) -> int:
    """What an item belongs to: our delivery, or the post that a platform names, or 0 for nothing.

    Posts that did not go out through Oyez get numbers beyond those of any delivery.
    """
    if delivery:
        return delivery
    if not about:
        return 0
    digest = hashlib.sha256(about.encode("utf-8", "surrogatepass")).digest()
    return ELSEWHERE | int.from_bytes(digest[:7], "big")


def digest_of(frame: Iterable[int]) -> str:
    """A digest of everything that could have been drawn."""
    return hashlib.sha256("\n".join(map(str, sorted(frame))).encode()).hexdigest()


def draw(frame: Mapping[int, int], size: int, seed: int, method: Method) -> list[Drawn]:
    """Draw about `size` of the items, which are mapped to their groups, in the order of labelling.

    A frame that is no larger is taken whole. The same frame and seed draw the same sample.
    """
    items, random = sorted(frame), Random(seed)  # noqa: S311 - repeatable, not secret
    if size >= len(items):
        found = [Drawn(item, frame[item], 1.0) for item in items]
    elif method is Method.RANDOM:
        chosen = random.sample(items, size)
        found = [Drawn(item, frame[item], size / len(items)) for item in chosen]
    else:
        found = _two_stage(frame, size, random)
    random.shuffle(found)
    return _doubled(found, random)


def _two_stage(frame: Mapping[int, int], size: int, random: Random) -> list[Drawn]:
    """Posts with a chance proportional to their replies, then up to five replies for each time.

    Posts are met at equal steps through all replies from a random start (systematic sampling); one
    with more replies than a step is met more than once. Items without a post stand alone.
    """
    groups = _grouped(frame)
    random.shuffle(groups)
    step = Fraction(len(frame), _hits_wanted(groups, size))
    met = Fraction(random.random()) * step
    found: list[Drawn] = []
    before = 0
    for members in groups:
        hits, after = 0, before + len(members)
        while met < after:
            hits, met = hits + 1, met + step
        few = min(len(members), PER_POST * hits)
        chance = _chance(len(members), step)
        found += [Drawn(item, frame[item], chance) for item in random.sample(members, few)]
        before = after
    return found


def _hits_wanted(groups: Sequence[Sequence[int]], size: int) -> int:
    """How often posts have to be met for about `size` items."""
    total = sum(map(len, groups))
    each = sum(len(members) * min(len(members), PER_POST) for members in groups) / total
    return max(1, ceil(size / each))


def _chance(members: int, step: Fraction) -> float:
    """The chance of a reply to a post with so many: it is met so often, or once more."""
    often, more = divmod(members / step, 1)
    less_often = min(members, PER_POST * int(often))
    once_more = min(members, PER_POST * (int(often) + 1))
    return float(((1 - more) * less_often + more * once_more) / members)


def _grouped(frame: Mapping[int, int]) -> list[list[int]]:
    posts: dict[int, list[int]] = {}
    alone: list[list[int]] = []
    for item in sorted(frame):
        if frame[item]:
            posts.setdefault(frame[item], []).append(item)
        else:
            alone.append([item])
    return [*(posts[key] for key in sorted(posts)), *alone]


def _doubled(found: Sequence[Drawn], random: Random) -> list[Drawn]:
    """A fifth of them at least, chosen by chance, get a second label."""
    many = ceil(SECOND * len(found))
    twice = {one.item for one in random.sample(list(found), many)}
    return [Drawn(one.item, one.group, one.chance, one.item in twice) for one in found]
