"""Where each platform lets a person connect an account (OAuth 2), as dated data.

A channel on the platform's own address uses the addresses of this table; on any other server
they hang on the channel's base address, `/oauth/authorize` and so on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Final

from oyez.platforms.login import Addresses, Login, Renews, Right
from oyez.platforms.profile import Ability

ENDS = "ends_at"  # beside the secrets: when the way in ends unless a person acts, as ISO time
STAY = "stay"  # what a right is for, beside the abilities: the connection outlives the first token

WRITES = (Ability.PUBLISH, Ability.CORRECT, Ability.RETRACT)
READS = (Ability.FIND, Ability.LOOK)
CHECKED = "2026-11-21"
GRAPH = "https://graph.facebook.com/v25.0"
META = Addresses(
    authorize="https://www.facebook.com/v25.0/dialog/oauth",
    token=f"{GRAPH}/oauth/access_token",
    exchange=f"{GRAPH}/oauth/access_token",
    accounts=f"{GRAPH}/me/accounts",
    permissions=f"{GRAPH}/me/permissions",
)
META_MARKS = {"pkce": "unverified", "page_token_life": "unverified"}
CLIENT = {"client_id": "client_id", "client_secret": "client_secret"}
APP_SECRET = {"app_secret": "client_secret"}

MASTODON = Login(
    "mastodon",
    Addresses("/oauth/authorize", "/oauth/token", register="/api/v1/apps"),
    rights=(
        Right("read:accounts"),
        Right("read:statuses", READS),
        Right("read:notifications", (Ability.INBOX,)),
        Right("write:statuses", WRITES),
        Right("write:media", (Ability.MEDIA,)),
        Right("push", (Ability.INBOX,)),
    ),
    renews=Renews.NEVER_ENDS,
    source="https://docs.joinmastodon.org/methods/oauth/",
    checked_on=CHECKED,
    names=True,
)
X = Login(
    "x",
    Addresses("https://x.com/i/oauth2/authorize", "https://api.x.com/2/oauth2/token"),
    rights=(
        Right("tweet.read", (*READS, Ability.INBOX, Ability.MEASURE)),
        Right("tweet.write", (Ability.PUBLISH, Ability.RETRACT)),
        Right("tweet.moderate.write", (Ability.HIDE,)),
        Right("users.read", READS),
        Right("media.write", (Ability.MEDIA,)),
        Right("offline.access", (STAY,)),
    ),
    renews=Renews.ROTATES,
    source="https://docs.x.com/resources/fundamentals/authentication/oauth-2-0/authorization-code",
    checked_on=CHECKED,
    home="https://api.x.com",
    client="client_secret_basic",
    keeps=CLIENT,
    names=True,
    marks={"refresh_rotates": "unverified", "refresh_token_life": "unverified"},
)
FACEBOOK = Login(
    "facebook",
    META,
    rights=(
        Right("pages_show_list", (Ability.PUBLISH,)),
        Right("pages_read_engagement", READS),
        Right("pages_manage_posts", WRITES),
        Right("pages_manage_engagement", (Ability.REPLY, Ability.HIDE, Ability.DELETE_FOREIGN)),
        Right("pages_read_user_content", (Ability.INBOX,)),
        Right("pages_manage_metadata", (Ability.INBOX,)),
        Right("read_insights", (Ability.MEASURE,)),
        Right("business_management"),
    ),
    renews=Renews.PAGE,
    source="https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow/",
    checked_on=CHECKED,
    home="https://graph.facebook.com",
    method="GET",
    exchange="fb_exchange_token",
    keeps=APP_SECRET,
    marks=META_MARKS,
)
INSTAGRAM = Login(
    "instagram",
    META,
    rights=(
        Right("pages_show_list", (Ability.PUBLISH,)),
        Right("pages_read_engagement", READS),
        Right("instagram_basic", READS),
        Right("instagram_content_publish", (Ability.PUBLISH,)),
        Right("instagram_manage_comments", (Ability.INBOX, Ability.REPLY, Ability.HIDE)),
        Right("instagram_manage_insights", (Ability.MEASURE,)),
        Right("instagram_manage_contents", (Ability.RETRACT,)),
        Right("business_management"),
    ),
    renews=Renews.PAGE,
    source="https://developers.facebook.com/docs/instagram-platform/",
    checked_on=CHECKED,
    home="https://graph.facebook.com",
    method="GET",
    exchange="fb_exchange_token",
    keeps=APP_SECRET,
    marks=META_MARKS | {"instagram_manage_contents": "unverified"},
)
THREADS = Login(
    "threads",
    Addresses(
        "https://threads.net/oauth/authorize",
        "https://graph.threads.net/oauth/access_token",
        exchange="https://graph.threads.net/access_token",
    ),
    rights=(
        Right("threads_basic", READS),
        Right("threads_content_publish", (Ability.PUBLISH,)),
        Right("threads_manage_replies", (Ability.REPLY, Ability.HIDE)),
        Right("threads_read_replies", (Ability.INBOX,)),
        Right("threads_manage_insights", (Ability.MEASURE,)),
        Right("threads_manage_mentions", (Ability.INBOX,)),
        Right("threads_delete", (Ability.RETRACT,)),
    ),
    renews=Renews.EXCHANGES,
    source="https://developers.facebook.com/docs/threads/get-started/get-access-tokens-and-permissions",
    checked_on=CHECKED,
    home="https://graph.threads.net",
    exchange="th_exchange_token",
    keeps=APP_SECRET,
    life=timedelta(days=60),
    marks={"pkce": "unverified", "granted": "unverified"},
)
LINKEDIN = Login(
    "linkedin",
    Addresses(
        "https://www.linkedin.com/oauth/v2/authorization",
        "https://www.linkedin.com/oauth/v2/accessToken",
    ),
    rights=(
        Right("w_organization_social", (*WRITES, Ability.REPLY, Ability.DELETE_FOREIGN)),
        Right("r_organization_social", (*READS, Ability.INBOX)),
        Right("rw_organization_admin", (Ability.INBOX, Ability.MEASURE)),
    ),
    renews=Renews.ROTATES,
    source="https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow",
    checked_on=CHECKED,
    home="https://api.linkedin.com",
    keeps=CLIENT,
    marks={"pkce": "unverified"},
)

LOGINS: Final[Mapping[str, Login]] = {
    one.platform: one for one in (MASTODON, X, FACEBOOK, INSTAGRAM, THREADS, LINKEDIN)
}


def addresses(login: Login, base_url: str) -> Addresses:
    """Where a channel with this base address connects."""
    base = base_url.rstrip("/")
    given = login.addresses
    if login.registers:
        return Addresses(base + given.authorize, base + given.token, register=base + given.register)
    if base in {"", login.home}:
        return given
    found = {name: getattr(given, name) for name in Addresses.__dataclass_fields__}
    return Addresses(**{name: f"{base}/oauth/{name}" if one else "" for name, one in found.items()})


def lacking(login: Login, granted: Iterable[str]) -> tuple[Right, ...]:
    """The rights that were asked for and not given; a wide one, such as `read`, gives its parts."""
    held = set(granted)
    return tuple(
        right
        for right in login.rights
        if right.scope not in held and right.scope.partition(":")[0] not in held
    )


def life_of(platform: str) -> timedelta | None:
    """How long each renewed token lives, where that is known."""
    return LOGINS[platform].life if platform in LOGINS else None


def connects(platform: str) -> bool:
    """Whether a person can connect an account there instead of typing credentials."""
    return platform in LOGINS
