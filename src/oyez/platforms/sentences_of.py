"""The sentences about failures, and which code of which platform means which of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from oyez.domain.errors import Sentence, say

# The twelve classes in words.
SIGN_IN: Final = say(
    "{platform} does not accept the sign-in any more. Connect the account again on the page of "
    "the channel."
)
RIGHT: Final = say("The account may not do this on {platform}. Have its rights there checked.")
SUSPENDED: Final = say(
    "{platform} has shut the account out. Somebody who looks after it has to sign in there."
)
TOO_OFTEN: Final = say(
    "{platform} wants us to wait, because it was asked too often. It goes on by itself."
)
QUOTA: Final = say(
    "What {platform} allows in a day is used up. It goes on by itself; use another channel if it "
    "is urgent."
)
MONEY: Final = say(
    "{platform} wants money first: the account’s credit is used up or cannot be charged. Tell "
    "whoever pays for it."
)
DUPLICATE: Final = say("{platform} has this very text already. It is looked for there.")
INVALID: Final = say(
    "{platform} refused the text or its form. Change the text for this channel and send it anew."
)
POLICY: Final = say(
    "{platform} refused the content by its own rules. Change the words, or use another channel."
)
GONE: Final = say("{platform} does not find it: it is not there, or not there any more.")
TRANSIENT: Final = say("{platform} did not do it this time. It is tried again by itself.")
AMBIGUOUS: Final = say(
    "Nobody knows whether {platform} took it. It is looked up there before anything is repeated."
)

# What is said more exactly.
REACHED: Final = say("{platform} could not be reached. It is tried again by itself.")
SILENT: Final = say("{platform} did not answer in time. It is tried again or looked up by itself.")
BROKEN: Final = say("The connection to {platform} broke. It is tried again or looked up by itself.")
OUTAGE: Final = say("{platform} has a fault of its own. It is tried again or looked up by itself.")
TLS: Final = say(
    "No secure connection to {platform} came about, so nothing was sent. Check the address of the "
    "server."
)
PRIVATE: Final = say(
    "The address leads into a network that Oyez may not enter, so nothing was sent. Check the "
    "address of the server in the settings of the channel."
)
RULE: Final = say("A rule or the time ran out in the moment of sending, so nothing left the house.")
UNCLEAR: Final = say("{platform} answered something that Oyez does not understand.")
UNABLE: Final = say("{platform} cannot do this. A person has to.")
RENEW: Final = say(
    "The sign-in at {platform} could not be renewed. Connect the account again on the page of the "
    "channel."
)
CREDENTIALS: Final = say(
    "The stored credentials of the channel do not open. Enter them again on its page."
)
KEYS: Final = say(
    "A secret or key of the channel is missing or not sound. Enter it on the page of the channel."
)
SIGNED: Final = say("Something came in the name of {platform} without a sound signature.")
PLACE: Final = say(
    "The account, page or room in the settings of the channel is not the one at {platform}. Check "
    "the settings."
)
ADDRESS: Final = say("There is nobody to send to. Enter recipients in the settings of the channel.")
MANY: Final = say("There are more recipients than {platform} takes at once. Shorten the list.")
WORDS: Final = say(
    "{platform} takes this only with an approved template that fits. Check the template in the "
    "settings of the channel."
)
TOO_LONG: Final = say("The text is too long for {platform}. Shorten it for this channel.")
EMPTY: Final = say("{platform} takes nothing without a picture.")
PICTURE: Final = say("{platform} does not take a picture. Use another one, or none.")
PICTURES: Final = say("{platform} cannot change the pictures there. Correct the words only.")
PREPARED: Final = say("What was prepared at {platform} got lost. It is prepared anew by itself.")
LATER: Final = say("{platform} is still preparing it. It goes on by itself.")
NOT_YET: Final = say(
    "{platform} says that it is out, and does not show it yet. It is looked again."
)
COUNTED: Final = say(
    "So much stands on the account that it could not be searched to its end. Look there by hand."
)
PAGELESS: Final = say(
    "The channel has no public page at {platform}, so what stands there cannot be read. Look there "
    "by hand."
)
VANISHED: Final = say("What this was about is no longer on {platform}.")
VERSION: Final = say(
    "The version of the interface has ended. Enter a newer one in the settings of the channel."
)
PERSONAL: Final = say("{platform} could not deliver to some of the recipients.")
SECOND: Final = say(
    "{platform} wants a second factor. Make an app password there and enter it here."
)
LOGGED_OUT: Final = say(
    "The gateway’s own session is not signed in. Look at the gateway; until then post by hand."
)
LINKS: Final = say("{platform} does not take a link in this text. Take the link out.")

Table = Mapping[str, Sentence]


def table(sentences: Mapping[Sentence, str]) -> dict[str, Sentence]:
    """Codes by sentence, written as words, turned into sentences by code."""
    return {code: sentence for sentence, codes in sentences.items() for code in codes.split()}


GRAPH: Final[dict[str, Sentence]] = table(
    {
        SIGN_IN: "190 102",
        RIGHT: "3 10",
        SUSPENDED: "368",
        TOO_OFTEN: "4 17 32 613 80001 80002 80007",
        DUPLICATE: "506",
        GONE: "100/33 803",
        OUTAGE: "1 2",
        INVALID: "100",
    }
)
OF: Final[Mapping[str, Table]] = {
    "facebook": GRAPH
    | table(
        {
            RIGHT: "/1404078",
            TOO_OFTEN: "/1390008",
            DUPLICATE: "/1366051",
            PICTURE: "/1366046 /2061006 /1349125",
            LINKS: "/1609008",
            POLICY: "/1346003 /1404102 /1404006 /1404112",
            AMBIGUOUS: "/1363047 /1609010",
        }
    ),
    "instagram": GRAPH
    | table(
        {
            LATER: "/2207003 /2207032 /2207052 /2207053 /2207077 /2207082",
            PREPARED: "/2207008 /2207020",
            PICTURE: "/2207004 /2207005 /2207009 /36003 /2207023 /2207026 /2207028 /2207057 /36001",
            TOO_LONG: "/2207010",
            SUSPENDED: "/2207050 /2207051",
            QUOTA: "/2207042",
            RIGHT: "/2207081",
            AMBIGUOUS: "/2207001 /2207006 /2207027",
        }
    ),
    "threads": GRAPH | table({PREPARED: "24 24/4279009", QUOTA: "9 /2207042"}),
    "whatsapp": GRAPH
    | table(
        {
            SIGN_IN: "0",
            RIGHT: "131005",
            SUSPENDED: "131031 130497",
            TOO_OFTEN: "130429 131048 131056",
            QUOTA: "131064",
            MONEY: "131042 131044",
            INVALID: "131008 131009 131051",
            WORDS: "132000 132001 132005 132012 132007 132015 132016 131047",
            PERSONAL: "131026 131030 131049 131050",
            LATER: "131057",
            OUTAGE: "131000 131016",
        }
    ),
    "x": table(
        {
            INVALID: "invalid_request",
            GONE: "resource_not_found",
            RIGHT: "not_authorized_for_resource not_authorized_for_field client_forbidden"
            " resource_unavailable",
            POLICY: "disallowed_resource",
            SIGN_IN: "unsupported_authentication invalid_grant invalid_client unauthorized_client",
            QUOTA: "usage_capped",
            TOO_OFTEN: "rate_limit_exceeded",
            OUTAGE: "internal_error",
            DUPLICATE: "duplicate_content",
            SUSPENDED: "account_suspended",
        }
    ),
    "linkedin": table(
        {
            SIGN_IN: "EXPIRED_ACCESS_TOKEN REVOKED_ACCESS_TOKEN INVALID_ACCESS_TOKEN"
            " EMPTY_ACCESS_TOKEN invalid_grant invalid_request invalid_client invalid_client_id",
            RIGHT: "ACCESS_DENIED",
            DUPLICATE: "DUPLICATE_POST http_409",
            VERSION: "NONEXISTENT_VERSION VERSION_MISSING http_426",
            TOO_OFTEN: "TOO_MANY_REQUESTS",
        }
    ),
    "matrix": table(
        {
            SIGN_IN: "M_UNKNOWN_TOKEN M_MISSING_TOKEN",
            RIGHT: "M_FORBIDDEN M_UNAUTHORIZED M_GUEST_ACCESS_FORBIDDEN M_CONSENT_NOT_GIVEN",
            SUSPENDED: "M_USER_DEACTIVATED M_USER_LOCKED M_USER_SUSPENDED",
            TOO_OFTEN: "M_LIMIT_EXCEEDED",
            QUOTA: "M_RESOURCE_LIMIT_EXCEEDED",
            DUPLICATE: "M_DUPLICATE_ANNOTATION",
            GONE: "M_NOT_FOUND",
            TOO_LONG: "M_TOO_LARGE",
            INVALID: "M_BAD_JSON M_NOT_JSON M_UNRECOGNIZED M_INVALID_PARAM M_MISSING_PARAM"
            " M_BAD_STATE",
        }
    ),
    "bluesky": table(
        {
            SIGN_IN: "ExpiredToken InvalidToken AuthMissing AuthenticationRequired",
            SECOND: "AuthFactorTokenRequired",
            SUSPENDED: "AccountTakedown AccountDeactivated",
            TOO_OFTEN: "RateLimitExceeded",
            GONE: "RecordNotFound",
            DUPLICATE: "InvalidSwap",
            INVALID: "InvalidRequest",
            OUTAGE: "UpstreamFailure InternalServerError",
        }
    ),
    "telegram": table(
        {
            SIGN_IN: "Unauthorized Not_Found",
            DUPLICATE: "message_is_not_modified",
            GONE: "message_to_edit_not_found message_to_delete_not_found"
            " message_to_be_replied_not_found",
            RIGHT: "message_can_t_be_deleted message_can_t_be_edited not_enough_rights"
            " need_administrator_rights have_no_rights CHAT_ADMIN_REQUIRED CHAT_WRITE_FORBIDDEN"
            " bot_is_not_a_member can_t_use_getUpdates_method_while_webhook_is_active",
            PLACE: "chat_not_found group_chat_was_upgraded",
            SUSPENDED: "bot_was_kicked bot_was_blocked user_is_deactivated",
            TRANSIENT: "terminated_by_other_getUpdates_request",
            TOO_LONG: "message_is_too_long message_caption_is_too_long MEDIA_CAPTION_TOO_LONG",
            INVALID: "there_is_no_text_in_the_message_to_edit message_text_is_empty"
            " there_is_no_caption_in_the_message_to_edit",
            PICTURE: "PHOTO_INVALID_DIMENSIONS IMAGE_PROCESS_FAILED wrong_file_identifier",
        }
    ),
    "webpush": table({KEYS: "http_400 http_401 http_403", TOO_LONG: "http_413"}),
}
