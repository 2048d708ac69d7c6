"""A sentence for people for every failure code: what happened, and what to do about it.

A code is looked for in its platform's own table (`sentences_of`), then among those that all
adapters use, then by its status. What a platform invents tomorrow gets the sentence for that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from oyez.domain.delivery import FailureClass as F
from oyez.domain.errors import Sentence, say
from oyez.platforms.errors import BY_STATUS, MAIL_CODES
from oyez.platforms.registry import LABELS
from oyez.platforms.sentences_of import (
    ADDRESS,
    AMBIGUOUS,
    BROKEN,
    COUNTED,
    CREDENTIALS,
    DUPLICATE,
    EMPTY,
    GONE,
    INVALID,
    KEYS,
    LATER,
    LOGGED_OUT,
    MANY,
    MONEY,
    NOT_YET,
    OF,
    OUTAGE,
    PAGELESS,
    PICTURE,
    PICTURES,
    PLACE,
    POLICY,
    PREPARED,
    PRIVATE,
    QUOTA,
    REACHED,
    RENEW,
    RIGHT,
    RULE,
    SIGN_IN,
    SIGNED,
    SILENT,
    SUSPENDED,
    TLS,
    TOO_LONG,
    TOO_OFTEN,
    TRANSIENT,
    UNABLE,
    UNCLEAR,
    VANISHED,
    WORDS,
)

STATUS: Final = re.compile(r"(?P<kind>http|smtp)_(?P<number>\d{3})")
UNKNOWN: Final = say(
    "{platform} gave a reason that Oyez does not know. Look there whether it stands, and tell "
    "whoever looks after Oyez."
)

CLASSES: Final[Mapping[F, Sentence]] = {
    F.AUTH: SIGN_IN,
    F.PERMISSION: RIGHT,
    F.SUSPENDED: SUSPENDED,
    F.RATE_LIMITED: TOO_OFTEN,
    F.QUOTA: QUOTA,
    F.BUDGET: MONEY,
    F.DUPLICATE: DUPLICATE,
    F.INVALID: INVALID,
    F.POLICY: POLICY,
    F.NOT_FOUND: GONE,
    F.TRANSIENT: TRANSIENT,
    F.AMBIGUOUS: AMBIGUOUS,
}

# What the door and the adapters of all platforms say.
SHARED: Final[Mapping[str, Sentence]] = {
    code: sentence
    for sentence, codes in {
        REACHED: "nothing connect connection dns",
        SILENT: "timeout",
        BROKEN: "connected body_sent done protocol",
        TLS: "tls no_tls",
        PRIVATE: "refused",
        RULE: "held lease shut",
        UNCLEAR: "unreadable too_large fields_missing garbage",
        UNABLE: "unsupported",
        SIGN_IN: "no_auth no_session inactive",
        RENEW: "no_refresh refresh_busy",
        CREDENTIALS: "no_secrets unreadable_secrets",
        KEYS: "no_app_secret no_client_secret no_consumer_secret no_webhook_secret vapid_key",
        SIGNED: "bad_signature",
        PLACE: "no_room not_in_room no_instagram_account other_account",
        ADDRESS: "no_recipients no_subscribers subscriptions browser_key",
        MANY: "too_many_recipients too_many_subscribers",
        WORDS: "no_template template_fields empty_field reply_settings window_closed",
        TOO_LONG: "too_long text_too_long caption_too_long too_many_hashtags",
        EMPTY: "picture_needed",
        PICTURE: "picture_refused picture_unreadable picture_too_large picture_type"
        " no_public_picture",
        PICTURES: "pictures_cannot_change pictures_cannot_join no_pictures_in_comments pictures"
        " one_picture_in_a_comment too_many_pictures",
        PREPARED: "not_staged stuck error expired container_error container_expired"
        " container_not_found",
        LATER: "picture_processing in_preparation container_in_progress not_published_yet",
        NOT_YET: "published published_not_listed listed_but_not_readable",
        COUNTED: "too_many_posts too_many_statuses too_many_messages too_many_relations"
        " too_many_comments too_many_mentions too_many_events too_many_records",
        PAGELESS: "no_public_page",
        TRANSIENT: "not_deleted not_changed not_corrected not_blocked",
        VANISHED: "gone answered_post_gone no_such_item author_not_told no_receipt",
        AMBIGUOUS: "partly no_remote_id",
    }.items()
    for code in codes.split()
}


def sentence(platform: str, code: str) -> Sentence | None:
    """What happened, for people; None where nothing failed."""
    if not code:
        return None
    found = _known(platform, code.replace(" ", "_")) or _by_status(code) or UNKNOWN
    return replace(found, values={"platform": LABELS.get(platform, platform)})


def _known(platform: str, code: str) -> Sentence | None:
    """A code with a subcode is looked for whole, then by its subcode, then without it."""
    main, slash, sub = code.partition("/")
    own = OF.get(platform, {})
    for key in (code, f"{slash}{sub}" if slash else code, main):
        if found := own.get(key) or SHARED.get(key):
            return found
    if code.startswith("session_"):
        return LOGGED_OUT
    return RIGHT if main.isdecimal() and 200 <= int(main) < 300 else None


def _by_status(code: str) -> Sentence | None:
    found = STATUS.fullmatch(code)
    if found is None:
        return None
    number, mail = int(found["number"]), found["kind"] == "smtp"
    if mail:
        passing = 400 <= number < 500
        return TRANSIENT if passing else CLASSES[MAIL_CODES.get(number, F.INVALID)]
    return OUTAGE if number >= 500 else CLASSES[BY_STATUS.get(number, F.INVALID)]
