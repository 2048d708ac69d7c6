"""What a review asks of millions of interactions, as Ibis expressions for any engine.

The same expressions run inside DuckDB and on a cluster. `rows` has the columns of the store:
channel, day, quarter, post ("": none), author (0: unknown), label, four shares, flood, gone.
Shares are whole ten-thousandths, so that their sums are exact in whatever order they are added.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from oyez.domain.review.likely import SHARES

SCALE: Final = 10_000
BIG: Final = "decimal(18, 0)"  # a product of two fits into what engines can add exactly
Table = Any  # an Ibis table; the library is an extra part and tells no types


def counted(rows: Table) -> Table:
    """Without the floods of machines: they are kept, told of, and counted nowhere."""
    return rows.filter(~rows.flood)


def days(rows: Table) -> Table:
    """How many interactions of each label there were a day."""
    known = counted(rows)
    return known.group_by(["channel", "day", "label"]).agg(many=known.count())


def posts(rows: Table) -> Table:
    """Sums of the shares by what interactions are about, a day each."""
    known = counted(rows)
    sums: dict[str, Any] = {"many": known.count()}
    for name in SHARES:
        sums[f"{name}_many"] = known[name].count()
        share = known[name].cast("int64")
        sums[f"{name}_sum"] = share.sum().cast("int64")
        sums[f"{name}_square"] = (share * share).sum().cast("int64")
    return known.group_by(["channel", "day", "post"]).agg(**sums)


def people(rows: Table) -> Table:
    """Accounts by channel and quarter, and those of them that are seen on no other channel."""
    known = counted(rows)
    named = known.filter(~known.gone)
    seen = named.select("channel", "quarter", "author").distinct()
    alone = seen.group_by(["quarter", "author"]).agg(
        channels=seen.channel.count(), channel=seen.channel.min()
    )
    total = seen.group_by(["channel", "quarter"]).agg(people=seen.count())
    single = alone.filter(alone.channels == 1)
    only = single.group_by(["channel", "quarter"]).agg(only=single.count())
    joined = total.left_join(only, ["channel", "quarter"])
    return joined.select(
        joined.channel, joined.quarter, joined.people, only_here=joined["only"].fill_null(0)
    ).order_by(["channel", "quarter"])


def within(table: Table, channels: Iterable[int], begins: date, ends: date) -> Table:
    """Only these channels and days; the end is not included."""
    return table.filter(table.channel.isin(sorted(channels)), table.day >= begins, table.day < ends)


def kinds(by_day: Table) -> Table:
    """How many interactions of each label a channel has."""
    grouped = by_day.group_by(["channel", "label"]).agg(many=by_day.many.sum())
    return grouped.order_by(["channel", "label"])


def weeks(by_day: Table) -> Table:
    """How many interactions a channel has each week, by its Monday."""
    dated = by_day.mutate(monday=by_day.day.truncate("W"))
    grouped = dated.group_by(["channel", "monday"]).agg(many=dated.many.sum())
    return grouped.order_by(["channel", "monday"])


def frames(by_post: Table) -> Table:
    """What the mean of each share and its variance by post are made of.

    What is about no post stands alone: its parts are the single interactions.
    """
    names = [f"{name}_{part}" for name in SHARES for part in ("many", "sum", "square")]
    sums = {name: by_post[name].sum().cast("int64") for name in ("many", *names)}
    whole = by_post.group_by(["channel", "post"]).agg(**sums)
    apart = whole.post == ""
    told: dict[str, Any] = {"total": whole.many.sum(), "posts": whole.count(where=~apart)}
    for name in SHARES:
        many = whole[f"{name}_many"].cast(BIG)
        part = whole[f"{name}_sum"].fill_null(0).cast(BIG)
        square = whole[f"{name}_square"].fill_null(0).cast("decimal(36, 0)")
        told[f"{name}_many"] = many.sum()
        told[f"{name}_sum"] = part.sum()
        told[f"{name}_square"] = square.sum()
        told[f"{name}_parts"] = apart.ifelse(square, part * part).sum()
        told[f"{name}_cross"] = apart.ifelse(part, part * many).sum()
        told[f"{name}_sizes"] = apart.ifelse(many, many * many).sum()
    return whole.group_by("channel").agg(**told).order_by("channel")
