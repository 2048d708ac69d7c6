"""Telegram's refusals in our words. The Bot API has no codes beside the status, only sentences
that begin with fixed words; nothing else of a sentence is ever kept.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.errors import failure, parse
from oyez.platforms.port import Answer, Failed
from oyez.platforms.retry import after
from oyez.platforms.telegram_answers import Trouble

STATUS_WORDS: Final = re.compile(r"^(?:Bad Request|Forbidden|Conflict): ")
NOT_MODIFIED: Final = "message_is_not_modified"
NO_TEXT: Final = "there_is_no_text_in_the_message_to_edit"

SENTENCES: Final[dict[str, F]] = {
    "Unauthorized": F.AUTH,
    "Not Found": F.AUTH,  # the address itself is unknown: so Telegram answers a malformed token
    "message is not modified": F.DUPLICATE,
    "message to edit not found": F.NOT_FOUND,
    "message to delete not found": F.NOT_FOUND,
    "message to be replied not found": F.NOT_FOUND,
    "message can't be deleted": F.PERMISSION,
    "message can't be edited": F.PERMISSION,
    "chat not found": F.PERMISSION,
    "not enough rights": F.PERMISSION,
    "need administrator rights": F.PERMISSION,
    "have no rights": F.PERMISSION,
    "CHAT_ADMIN_REQUIRED": F.PERMISSION,
    "CHAT_WRITE_FORBIDDEN": F.PERMISSION,
    "group chat was upgraded": F.PERMISSION,
    "bot is not a member": F.PERMISSION,
    "can't use getUpdates method while webhook is active": F.PERMISSION,
    "bot was kicked": F.SUSPENDED,
    "bot was blocked": F.SUSPENDED,
    "user is deactivated": F.SUSPENDED,
    "terminated by other getUpdates request": F.TRANSIENT,
    "there is no text in the message to edit": F.INVALID,
    "there is no caption in the message to edit": F.INVALID,
    "message text is empty": F.INVALID,
    "message is too long": F.INVALID,
    "message caption is too long": F.INVALID,
    "MEDIA_CAPTION_TOO_LONG": F.INVALID,
    "PHOTO_INVALID_DIMENSIONS": F.INVALID,
    "IMAGE_PROCESS_FAILED": F.INVALID,
    "wrong file identifier": F.INVALID,
}


def code_of(sentence: str) -> str:
    """A known sentence's beginning as a code."""
    return re.sub(r"[^A-Za-z]+", "_", sentence).strip("_")


CODES: Final = {code_of(sentence): cls for sentence, cls in SENTENCES.items()}


def refusal(answer: Answer, at: datetime | None, *, creates: bool = False) -> Failed:
    """The typed failure in an answer, with the wait that Telegram names in the body."""
    trouble = parse(Trouble, answer) or Trouble()
    said = STATUS_WORDS.sub("", trouble.description)
    known = next((one for one in SENTENCES if said.startswith(one)), "")
    failed = failure(answer, at, creates=creates, code=code_of(known), codes=CODES)
    return after(failed, at, trouble.parameters.retry_after)
