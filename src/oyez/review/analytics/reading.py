"""From a file of interactions to rows of the store, in one pass and without its texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from oyez.domain.errors import NotAllowed, say
from oyez.domain.inbox.labels import Label
from oyez.platforms.heard import SPOKEN
from oyez.review.analytics import files
from oyez.review.analytics.engine import quoted
from oyez.review.analytics.expressions import SCALE

# What a line may have; everything else is left alone and named.
COLUMNS: Final[Mapping[str, str]] = {
    "id": "VARCHAR", "at": "VARCHAR", "channel": "VARCHAR", "post": "VARCHAR",
    "author": "VARCHAR", "kind": "VARCHAR", "text": "VARCHAR", "label": "VARCHAR",
    "triage": "VARCHAR", "triage_p": "VARCHAR", "abuse": "VARCHAR", "deleted": "VARCHAR",
}  # fmt: skip
GONE: Final = ("", "[deleted]", "deleted", "[removed]", "gelöscht", "supprimé", "unknown", "null")
LABELS: Final = tuple(label.value for label in Label)
REASONS: Final = ("bad", "strange", "silent")  # lines that are no part of any year
REST: Final = 5  # labels over which the rest of a chance is spread, as in domain.review.likely


@dataclass(frozen=True, slots=True)
class Wish:
    """The file, the channels by the names of lines, and the one where a line has none."""

    path: Path
    names: Mapping[str, int]
    channel: int | None
    salts: Mapping[str, bytes]
    secret: str
    zone: str


@dataclass
class Told:
    """What was read, what was not, and why, for people."""

    rows: int = 0
    bad: int = 0
    bad_lines: list[int] = field(default_factory=list)
    strange_channel: int = 0
    not_words: int = 0
    doubled: int = 0
    known: int = 0
    floods: int = 0
    gone: int = 0
    kept: int = 0
    encoding: str = "utf-8"
    left_alone: list[str] = field(default_factory=list)


def stage(engine: Any, wish: Wish, folder: Path, told: Told) -> None:
    """Write what is sound below `folder`, a folder a year, and what is not by its reason."""
    con = engine.con
    con.execute("CREATE OR REPLACE TEMP TABLE names (name VARCHAR, channel INTEGER)")
    if wish.names:
        con.executemany("INSERT INTO names VALUES (?, ?)", [[*one] for one in wish.names.items()])
    con.execute("CREATE OR REPLACE TEMP TABLE salts (quarter VARCHAR, salt VARCHAR)")
    # Short enough that a name and its salt are one block of the digest.
    salts = [[quarter, salt.hex()[:32]] for quarter, salt in wish.salts.items()]
    con.executemany("INSERT INTO salts VALUES (?, ?)", salts)
    con.execute(
        f"COPY ({_rows(_source(engine, wish.path))}) TO {quoted(folder)} "
        "(FORMAT parquet, COMPRESSION snappy, PARTITION_BY (year))",
        [wish.channel, wish.zone, wish.secret, str(wish.path)],
    )
    told.bad, told.strange_channel, told.not_words = (_staged(con, folder, n) for n in REASONS)
    told.rows = _staged(con, folder, "*")
    if told.bad and files.shape(wish.path) == "jsonl":
        told.bad_lines = files.bad_lines(wish.path)


def _staged(con: Any, folder: Path, year: str) -> int:
    """How many rows lie there."""
    if not list(folder.glob(f"year={year}/*.parquet")):
        return 0
    query = "SELECT coalesce(sum(num_rows), 0) FROM parquet_file_metadata(?)"
    return int(con.execute(query, [f"{folder}/year={year}/*.parquet"]).fetchone()[0])


def _named(source: str) -> str:
    """Every line with its moment, its channel, and the plain name of its author."""
    return f"""
        SELECT s.*, {_moment()} AS moment, coalesce(n.channel, $1)::INTEGER AS place,
            try_cast(s.abuse AS DOUBLE) AS p_abuse, try_cast(s.triage_p AS DOUBLE) AS p_triage,
            lower(trim(split_part(ltrim(trim(s.author), '@'), '@', 1))) AS name
        FROM {source.replace("?", "$4")} s LEFT JOIN names n ON n.name = s.channel"""


def _read() -> str:
    """The same with its day on the authority's clock, and with scores only where they are sound."""
    return f"""
        SELECT *, timezone($2, moment) AS local, local::DATE::VARCHAR AS written,
            CASE WHEN p_abuse BETWEEN 0 AND 1 THEN p_abuse END AS abuse_p,
            CASE WHEN p_triage BETWEEN 0 AND 1 AND lower(triage) IN {LABELS}
                THEN p_triage END AS chance,
            coalesce(name IN {GONE}, true)
                OR coalesce(lower(deleted) IN ('true', '1'), false) AS is_gone
        FROM s"""


def _rows(source: str) -> str:
    """One row a line, with digests instead of names; what is not sound lands by its reason."""
    spam, (bad, strange, silent) = _share("spam"), REASONS
    return f"""
    WITH s AS ({_named(source)}), t AS ({_read()})
    SELECT CASE WHEN moment IS NULL THEN '{bad}' WHEN place IS NULL THEN '{strange}'
            WHEN NOT {_spoken()} THEN '{silent}' ELSE left(written, 4) END AS year,
        place AS channel, left(written, 7) AS month, local::DATE AS day,
        q.quarter AS quarter,
        {_digest('$3 || coalesce(id, concat_ws(chr(31), "at", post, author, kind, text))')} AS key,
        coalesce(post, '') AS post,
        CASE WHEN is_gone THEN 0 ELSE {_digest("q.salt || name")} END AS author,
        CASE WHEN lower(label) IN {LABELS} THEN lower(label)
            WHEN lower(triage) IN {LABELS} THEN lower(triage) ELSE 'none' END AS label,
        {_whole(f"1 - (1 - abuse_p) * (1 - ({spam}))")} AS noise, {_whole("abuse_p")} AS abuse,
        {_whole(spam)} AS spam, {_whole(_share("report", "question", "thanks"))} AS useful,
        is_gone AS gone
    FROM t LEFT JOIN salts q
        ON q.quarter = (year(local) || '-Q' || quarter(local))"""


def _share(*labels: str) -> str:
    """How likely it is one of these labels, as `domain.review.likely` has it."""
    inside, many = ", ".join(f"'{label}'" for label in labels), len(labels)
    return (
        f"CASE WHEN lower(triage) IN ({inside}) THEN chance + (1 - chance) * {many - 1} / {REST} "
        f"ELSE (1 - chance) * {many} / {REST} END"
    )


def _digest(words: str) -> str:
    """Half of a digest as a number; the engine's own half of it takes four times as long."""
    return f"(md5_number({words}) >> 64)::UBIGINT"


def _whole(share: str) -> str:
    """A share in ten-thousandths: sums of whole numbers are the same in every order."""
    return f"round({SCALE} * ({share}))::INTEGER"


def _moment() -> str:
    """A time with its zone, a day, or seconds since 1970; what lies beyond any platform is none."""
    return (
        '(CASE WHEN try_cast("at" AS DOUBLE) BETWEEN 9e8 AND 4e9 '
        'THEN to_timestamp(try_cast("at" AS DOUBLE)) '
        "WHEN try_cast(\"at\" AS TIMESTAMPTZ) BETWEEN TIMESTAMPTZ '2004-01-01 00:00:00+00' "
        "AND TIMESTAMPTZ '2100-01-01 00:00:00+00' THEN try_cast(\"at\" AS TIMESTAMPTZ) END)"
    )


def _spoken() -> str:
    words = tuple(kind.value for kind in SPOKEN)
    return f"coalesce(lower(kind), 'reply') IN {words}"


def _source(engine: Any, path: Path) -> str:
    """What to select from: every column that we know, whatever else the file has."""
    if files.shape(path) == "jsonl":
        columns = ", ".join(f"'{name}': '{kind}'" for name, kind in COLUMNS.items())
        return (
            "read_json(?, format='newline_delimited', ignore_errors=true, "
            f"maximum_object_size=16777216, columns={{{columns}}})"
        )
    known = header_of(engine, path)
    if "at" not in known:
        template = "{file} has no column “at”. It has: {columns}."
        raise NotAllowed(say(template, file=path.name, columns=", ".join(known)[:300]))
    picked = ", ".join(f'"{n}"' if n in known else f'NULL::VARCHAR AS "{n}"' for n in COLUMNS)
    return f"(SELECT {picked} FROM read_csv(?, {CSV}))"


CSV: Final = (
    "header=true, all_varchar=true, ignore_errors=true, null_padding=true, strict_mode=false"
)


def header_of(engine: Any, path: Path) -> list[str]:
    """The names of the columns of a table."""
    rows = engine.con.execute(f"DESCRIBE SELECT * FROM read_csv(?, {CSV})", [str(path)]).fetchall()
    return [str(row[0]) for row in rows]
