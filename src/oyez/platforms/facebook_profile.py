"""What a Facebook page can do, as of the day it was checked."""

from __future__ import annotations

from typing import Final

from oyez.domain.delivery import Idempotency, Support
from oyez.platforms.profile import Ability, MediaRule, Profile, TextRule

PROFILE: Final = Profile(
    platform="facebook",
    version="v25.0",
    checked_on="2026-11-21",
    source="https://developers.facebook.com/docs/graph-api/reference/page/feed/",
    idempotency=Idempotency.NONE,
    abilities={
        one: Support.NONE if one is Ability.CLOSE_REPLIES else Support.NATIVE for one in Ability
    },
    text=TextRule("facebook", 63_206),
    max_pictures=10,
    alt_limit=1000,
    secrets=("token", "app_secret", "verify_token"),
    options=("page_id",),
    scopes=(
        "pages_show_list",
        "pages_read_engagement",
        "pages_manage_posts",
        "pages_manage_engagement",
        "pages_read_user_content",
        "pages_manage_metadata",
        "read_insights",
        "business_management",
    ),
    sees="api",
    media=MediaRule(max_bytes=4_000_000),
    marks={
        "publish": "documented",
        "find": "documented",
        "retract": "third_party",
        "correct": "unverified",
        "staged_release": "unverified",
        "alt_text": "unverified",
        "alt_limit": "unverified",
        "text_limit": "third_party",
        "picture_limit": "third_party",
        "pictures_of_a_removed_post": "unverified",
        "codes": "third_party",
        "limit_headers": "unverified",
        "comments_inside_posts": "unverified",
        "webhook": "unverified",
        "measure": "third_party",
        "token_lifetime": "unverified",
    },
)
