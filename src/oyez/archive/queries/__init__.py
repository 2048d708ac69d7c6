"""Reads of records, runs and campaigns."""

from oyez.archive.queries.channels import (
    archived,
    channel_seen,
    holds_about,
    holds_of,
    imports_of,
    runs_of,
)
from oyez.archive.queries.purges import (
    counts_of,
    kept_of,
    newest_removals,
    purge_by_id,
    purges_of,
    purges_seen,
    reasons_of,
)
from oyez.archive.queries.records import Asked, media_of, medium_of, record_by_id, search

__all__ = [
    "Asked",
    "archived",
    "channel_seen",
    "counts_of",
    "holds_about",
    "holds_of",
    "imports_of",
    "kept_of",
    "media_of",
    "medium_of",
    "newest_removals",
    "purge_by_id",
    "purges_of",
    "purges_seen",
    "reasons_of",
    "record_by_id",
    "runs_of",
    "search",
]
