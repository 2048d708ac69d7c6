"""What a professional account on Instagram can do, as of the day it was checked."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from oyez.domain.delivery import Idempotency, Support
from oyez.platforms.profile import Ability, MediaRule, Profile, TextRule, Window

MOST_HASHTAGS: Final = 30
PROFILE: Final = Profile(
    platform="instagram",
    version="v25.0",
    checked_on="2026-11-21",
    source="https://developers.facebook.com/docs/instagram-platform/content-publishing/",
    idempotency=Idempotency.STAGED,
    abilities={
        **dict.fromkeys(Ability, Support.NATIVE),
        Ability.CORRECT: Support.EMULATED,
        Ability.BLOCK: Support.NONE,
    },
    text=TextRule("instagram", 2_200),
    max_pictures=10,
    min_pictures=1,
    alt_limit=1000,
    hashtags=MOST_HASHTAGS,
    writes=(Window(100, timedelta(days=1)),),
    secrets=("token", "app_secret", "verify_token"),
    options=("user_id", "delete_granted"),
    scopes=(
        "pages_show_list",
        "pages_read_engagement",
        "instagram_basic",
        "instagram_content_publish",
        "instagram_manage_comments",
        "instagram_manage_insights",
        "instagram_manage_contents",
        "business_management",
    ),
    sees="api",
    media=MediaRule(
        mimes=("image/jpeg",), max_bytes=8_000_000, max_side=1440, min_ratio=0.8, max_ratio=1.91
    ),
    fetches_media=True,
    marks={
        "publish": "documented",
        "containers": "documented",
        "find": "documented",
        "retract": "third_party",
        "retract_answer": "unverified",
        "alt_text": "documented",
        "alt_limit": "unverified",
        "hashtag_limit": "third_party",
        "picture_limits": "third_party",
        "comment_limits": "unverified",
        "comments_inside_posts": "unverified",
        "publishing_limit": "third_party",
        "codes": "third_party",
        "limit_headers": "unverified",
        "webhook": "unverified",
        "measure": "third_party",
        "token_lifetime": "unverified",
    },
)
