"""Telegram channels, through the Bot API."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar, Final

from oyez.domain.delivery import FailureClass, Idempotency, Support
from oyez.platforms.port import (
    Delivery,
    Done,
    Failed,
    Health,
    Outcome,
    Receipt,
    Variant,
)
from oyez.platforms.profile import Ability, MediaRule, Profile, TextRule, Window
from oyez.platforms.telegram_answers import Answered, Chat, Member, Message, User
from oyez.platforms.telegram_api import CAPTION, caption, entities, fingerprint, pictures
from oyez.platforms.telegram_edits import Edits
from oyez.platforms.telegram_own import Owning
from oyez.platforms.text import seen_sha256

RIGHTS: Final = ("can_post_messages", "can_edit_messages", "can_delete_messages")

PROFILE = Profile(
    platform="telegram",
    version="Bot API 10.1",
    checked_on="2026-11-21",
    source="https://core.telegram.org/bots/api",
    idempotency=Idempotency.NONE,
    abilities={
        **dict.fromkeys(
            (
                Ability.PUBLISH,
                Ability.FIND,
                Ability.LOOK,
                Ability.CORRECT,
                Ability.RETRACT,
                Ability.MEDIA,
                Ability.REPLY,
                Ability.INBOX,
                Ability.DELETE_FOREIGN,
                Ability.BLOCK,
                Ability.MEASURE,
                Ability.OWN_POSTS,
            ),
            Support.NATIVE,
        ),
        # There is no field for it: the notice's own page carries the descriptions.
        Ability.ALT_TEXT: Support.EMULATED,
    },
    text=TextRule("telegram", 4096),
    max_pictures=10,
    caption=CAPTION,
    media=MediaRule(max_bytes=10_000_000, max_side=5000, min_ratio=0.05, max_ratio=20.0),
    writes=(Window(20, timedelta(minutes=1)),),
    retracts=(Window(20, timedelta(minutes=1)),),
    secrets=("token", "webhook_secret"),
    options=("username", "chat", "web"),
    scopes=RIGHTS,
    retract_within=timedelta(hours=48),
    token_in_path=True,
    marks={
        "publish": "documented",
        "correct": "documented",
        "retract": "documented",
        "inbox": "documented",
        "find": "third_party",
        "look": "third_party",
        "text": "unverified",
        "writes": "unverified",
        "codes": "unverified",
    },
)


class Telegram(Owning, Edits):
    """Sends once and never blindly again: whether a copy stands is read on the public pages."""

    platform: ClassVar[str] = "telegram"

    @staticmethod
    def profile() -> Profile:
        """The default profile; touches no network."""
        return PROFILE

    def probe(self) -> Health:
        """Ask who the bot is, what the channel is, and what the bot may do there."""
        bot = self.ask(Answered[User], "getMe", None)
        if isinstance(bot, Failed):
            return Health(self.channel.account, failure=bot)
        place = {"chat_id": self.chat}
        chat = self.ask(Answered[Chat], "getChat", None, params=place)
        if isinstance(chat, Failed):
            return Health(bot.result.name, failure=chat)
        who = place | {"user_id": bot.result.id}
        member = self.ask(Answered[Member], "getChatMember", None, params=who)
        if isinstance(member, Failed):
            return Health(bot.result.name, failure=member)
        granted = {right for right in RIGHTS if getattr(member.result, right)}
        missing = set(RIGHTS) - granted
        for name, there in (
            ("channel", chat.result.type == "channel"),
            ("discussion_group", chat.result.linked_chat_id is not None),
        ):
            (granted if there else missing).add(name)
        return Health(
            chat.result.username or chat.result.title,
            granted=frozenset(granted),
            missing=frozenset(missing),
            limits={"text": 4096, "caption": CAPTION, "pictures": 10},
        )

    def publish(self, v: Variant, d: Delivery) -> Outcome:
        """Send the text, or the pictures with the text below the first, in one request."""
        params: dict[str, object] = {"chat_id": self.chat}
        if v.reply_to:
            params["reply_parameters"] = {"message_id": int(v.reply_to.remote_id)}
        if v.media:
            return self.publish_pictures(v, d, params)
        params |= {"text": v.text, "entities": entities(v.text)}
        sent = self.ask(Answered[Message], "sendMessage", d.sent_at, params=params, creates=True)
        return sent if isinstance(sent, Failed) else self.done([sent.result])

    def publish_pictures(self, v: Variant, d: Delivery, params: dict[str, object]) -> Outcome:
        """One picture is a message; several are an album, each a message with its own id."""
        below, files = caption(v), pictures(v.media)
        if isinstance(below, Failed):
            return below
        if isinstance(files, Failed):
            return files
        at = d.sent_at
        if len(files) == 1:
            one = params | below | {"photo": "attach://p0"}
            sent = self.ask(
                Answered[Message], "sendPhoto", at, params=one, files=files, creates=True
            )
            return sent if isinstance(sent, Failed) else self.done([sent.result], v)
        album: list[dict[str, object]] = [
            {"type": "photo", "media": f"attach://{name}"} for name in files
        ]
        album[0] |= below
        many = params | {"media": album}
        group = self.ask(
            Answered[list[Message]], "sendMediaGroup", at, params=many, files=files, creates=True
        )
        if isinstance(group, Failed):
            return group
        if not group.result:
            return Failed(FailureClass.AMBIGUOUS, "unreadable")
        return self.done(group.result, v)

    def done(self, messages: list[Message], v: Variant | None = None) -> Done:
        """Proof of what was sent; pictures keep the id of each."""
        first = messages[0]
        number = str(first.message_id)
        return Done(
            Receipt(
                remote_id=number,
                url=self.address(number, first),
                at=first.at,
                version=fingerprint(v.media) if v else None,
                parts=tuple(str(one.message_id) for one in messages) if v else (),
                text_sha256=seen_sha256(first.said),
            )
        )
