"""A press list by e-mail: one message to a relay, the recipients in the envelope only."""

from __future__ import annotations

from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import ClassVar

from oyez.domain.delivery import FailureClass, Idempotency, Support
from oyez.platforms.base import Base, content, upload_seconds
from oyez.platforms.errors import mail_failure
from oyez.platforms.port import (
    Delivery,
    Done,
    Envelope,
    Failed,
    Finding,
    Health,
    MailAnswer,
    Media,
    NeedsPerson,
    Outcome,
    Receipt,
    Variant,
)
from oyez.platforms.profile import Ability, MediaRule, Profile, TextRule

PROFILE = Profile(
    platform="email",
    version="RFC 5321",
    checked_on="2026-11-21",
    source="https://www.rfc-editor.org/rfc/rfc5321",
    idempotency=Idempotency.NONE,
    abilities={
        Ability.PUBLISH: Support.NATIVE,
        Ability.CORRECT: Support.EMULATED,
        Ability.RETRACT: Support.EMULATED,
        Ability.MEDIA: Support.NATIVE,
        Ability.ALT_TEXT: Support.NATIVE,
        Ability.REPLY: Support.NATIVE,
    },
    text=TextRule("email", 200_000),
    max_pictures=10,
    alt_limit=2000,
    media=MediaRule(max_bytes=16_000_000),
    secrets=("relay", "user", "password", "sender"),
)

REMAINS = (
    "Copies remain in the mailboxes of the recipients. "
    "A withdrawal was sent to everybody who had received the mail."
)
REMAINS_UNTOLD = (
    "Copies remain in the mailboxes of the recipients. "
    "A withdrawal was sent, but the relay refused it for some of them; tell them in person."
)


class Email(Base):
    """Nothing that was mailed can be taken back: correcting and retracting are further mails."""

    platform: ClassVar[str] = "email"

    @staticmethod
    def profile() -> Profile:
        """The default profile; touches no network."""
        return PROFILE

    @property
    def sender(self) -> str:
        """The address the list writes from."""
        return self.channel.secrets.get("sender", "")

    @property
    def domain(self) -> str:
        """The sender's domain."""
        return self.sender.rpartition("@")[2]

    def recipients(self) -> tuple[str, ...]:
        """The press list, each address once."""
        listed = self.channel.options.get("recipients", "").split(",")
        return tuple(dict.fromkeys(filter(None, map(str.strip, listed))))

    def probe(self) -> Health:
        """Log in to the relay and leave again."""
        answer = self.hand_over(Envelope(self.sender, (), b""))
        if answer.code is None or answer.code >= 300:
            return Health(self.sender, failure=mail_failure(answer, creates=False))
        missing = frozenset() if self.recipients() else frozenset({"recipients"})
        return Health(self.sender, granted=frozenset({"relay"}), missing=missing)

    def publish(self, v: Variant, d: Delivery) -> Outcome:
        """Hand the mail to the relay; the receipt keeps who was accepted."""
        before = v.reply_to.parts if v.reply_to else ()  # who got the first text gets this one
        recipients = tuple(dict.fromkeys((*self.recipients(), *before)))
        if not recipients:
            return Failed(FailureClass.INVALID, "no_recipients")
        number = f"<{d.id}.{v.sha256[:12]}@{self.domain}>"
        message = self.compose(v, d, number, v.reply_to)
        if isinstance(message, Failed):
            return message
        answer = self.hand_over(Envelope(self.sender, recipients, message))
        if answer.code is None or answer.code >= 300:
            return mail_failure(answer, creates=True)
        return Done(
            Receipt(
                remote_id=number,
                url=None,
                at=d.sent_at,
                version=f"refused:{len(answer.refused)}" if answer.refused else None,
                parts=tuple(each for each in recipients if each not in answer.refused),
            )
        )

    def retract(self, r: Receipt, v: Variant, d: Delivery) -> Finding:
        """Send the withdrawal to exactly those who got the mail; a person does the rest."""
        number = f"<{d.id}.withdrawn@{self.domain}>"
        message = self.compose(v, d, number, r)
        if isinstance(message, Failed):
            return message
        answer = self.hand_over(Envelope(self.sender, r.parts, message)) if r.parts else None
        if answer is None:
            return NeedsPerson(REMAINS_UNTOLD)
        if answer.code is None or answer.code >= 300:
            # A second withdrawal does no harm, a missing one does: never ambiguous.
            return mail_failure(answer, creates=False)
        return NeedsPerson(REMAINS_UNTOLD if answer.refused else REMAINS)

    def hand_over(self, envelope: Envelope) -> MailAnswer:
        """Speak to the relay of this channel."""
        secrets = self.channel.secrets
        return self.transport.mail(
            secrets.get("relay", ""),
            envelope,
            user=secrets.get("user", ""),
            password=secrets.get("password", ""),
            timeout=upload_seconds(len(envelope.message)),
        )

    def compose(
        self, v: Variant, d: Delivery, number: str, about: Receipt | None
    ) -> bytes | Failed:
        """The message; the same delivery always gives the same number."""
        message = EmailMessage(policy=SMTP)
        message["From"] = self.sender
        message["To"] = "undisclosed-recipients:;"
        message["Subject"] = " ".join(v.title.split())
        message["Date"] = format_datetime(d.sent_at)
        message["Message-ID"] = number
        if about:
            message["In-Reply-To"] = about.remote_id
            message["References"] = about.remote_id
        message["List-Id"] = self.channel.options.get("list_id", f"<press.{self.domain}>")
        message["Auto-Submitted"] = "auto-generated"
        message["Content-Language"] = v.language
        message.set_content(with_descriptions(v.text, v.media))
        for count, picture in enumerate(v.media, 1):
            data = content(picture)
            if isinstance(data, Failed):
                return data
            kind, _, detail = picture.mime.partition("/")
            name = f"{count}.{detail}"
            message.add_attachment(data, maintype=kind, subtype=detail, filename=name)
        return message.as_bytes()


def with_descriptions(text: str, pictures: Sequence[Media]) -> str:
    """The text, and below it what the attached pictures show."""
    lines = [f"[{count}] {picture.alt}" for count, picture in enumerate(pictures, 1) if picture.alt]
    return "\n\n".join([text.rstrip("\n"), *(["\n".join(lines)] if lines else [])]) + "\n"
