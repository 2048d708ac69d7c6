"""What an account on Threads can do, as of the day it was checked."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from oyez.domain.delivery import Idempotency, Support
from oyez.platforms.profile import Ability, MediaRule, Profile, TextRule, Window

HOSTS: Final = frozenset({"www.threads.net", "www.threads.com"})  # where people read
PROFILE: Final = Profile(
    platform="threads",
    version="v1.0",
    checked_on="2026-11-21",
    source="https://developers.facebook.com/docs/threads",
    idempotency=Idempotency.STAGED,
    abilities={
        **dict.fromkeys(Ability, Support.NATIVE),
        Ability.CORRECT: Support.EMULATED,
        Ability.DELETE_FOREIGN: Support.NONE,
        Ability.BLOCK: Support.NONE,
        Ability.CLOSE_REPLIES: Support.NONE,
    },
    text=TextRule("threads", 500),
    max_pictures=20,
    alt_limit=1000,
    writes=(Window(250, timedelta(days=1)),),
    retracts=(Window(100, timedelta(days=1)),),
    secrets=("token", "app_secret", "verify_token"),
    options=("user_id", "prepare_seconds"),
    scopes=(
        "threads_basic",
        "threads_content_publish",
        "threads_manage_replies",
        "threads_read_replies",
        "threads_manage_insights",
        "threads_manage_mentions",
        "threads_delete",
    ),
    sees="api",
    media=MediaRule(max_bytes=8_000_000, max_side=1440, min_ratio=0.1, max_ratio=10.0),
    fetches_media=True,
    marks={
        "publish": "documented",
        "containers": "documented",
        "preparation": "documented",
        "find": "documented",
        "correct": "unverified",
        "retract": "documented",
        "look": "unverified",
        "text_count": "unverified",
        "alt_limit": "unverified",
        "max_pictures": "unverified",
        "picture_limits": "unverified",
        "inbox": "documented",
        "webhook": "documented",
        "hide": "documented",
        "measure": "documented",
        "publishing_limit": "documented",
        "codes": "third_party",
        "limit_headers": "unverified",
        "refresh": "documented",
        "token_in_header": "unverified",
    },
)
