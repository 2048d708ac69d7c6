"""WhatsApp Cloud API: one approved template to each recipient who has opted in.

Class CORRELATED: Meta forgets a request at once, but its reports return our token. A send to many
is many requests, and repeating them all for the sake of one would reach the others twice. So as
soon as one is accepted, the answer is Done: a recipient whose answer got lost is counted in the
version as `unknown:1` and kept among the parts, whom a withdrawal must not miss; whoever was not
asked because something concerns all (token, limit, money) is counted as `unsent`. Only when nobody
was accepted is a lost answer AMBIGUOUS. Two lost answers in a row end the sending.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar, Final
from urllib.parse import urlencode

from oyez.domain.delivery import FailureClass, Idempotency, Support
from oyez.platforms.port import (
    Delivery,
    Done,
    Failed,
    Finding,
    Health,
    NeedsPerson,
    Outcome,
    Receipt,
    Variant,
)
from oyez.platforms.profile import Ability, Cost, Profile, TextRule
from oyez.platforms.whatsapp_answers import Message, Phone, Sent, Template, Templates
from oyez.platforms.whatsapp_codes import CODES, PERSONAL
from oyez.platforms.whatsapp_inbox import LONGEST_TEXT, Listening
from oyez.platforms.whatsapp_tally import Tally

NUMBER: Final = re.compile(r"[1-9]\d{6,14}")
SEPARATORS: Final = re.compile(r"[,;\n]")
PLACEHOLDER: Final = re.compile(r"\{\{\w+\}\}")
LONGEST: Final = 1024  # characters of a template's body, with what is filled in
MOST: Final = 100

PROFILE = Profile(
    platform="whatsapp",
    version="v23.0",
    checked_on="2026-11-21",
    source="https://developers.facebook.com/docs/whatsapp/cloud-api",
    idempotency=Idempotency.CORRELATED,
    abilities={
        Ability.PUBLISH: Support.NATIVE,
        Ability.CORRECT: Support.EMULATED,
        Ability.RETRACT: Support.EMULATED,
        Ability.REPLY: Support.NATIVE,
        Ability.BLOCK: Support.NATIVE,
    },
    text=TextRule("whatsapp", LONGEST),
    one_paragraph=True,
    answer_limit=LONGEST_TEXT,
    timeout=timedelta(seconds=30),  # the lease has to last for a hundred requests
    secrets=("token", "app_secret", "verify_token"),
    options=(
        "recipients",
        "phone_number_id",
        "waba_id",
        "template",
        "template_language",
        "template_fields",
    ),
    scopes=("whatsapp_business_messaging", "whatsapp_business_management"),
    costs=(Cost("recipient", "0.055", "EUR"),),
    marks={
        "wire": "documented",
        "codes": "third_party",
        "text": "third_party",
        "costs": "third_party",
        "limits": "unverified",
        "quoting": "unverified",
    },
)

REMAINS = (
    "WhatsApp recalls nothing: copies remain in the chats of the recipients. "
    "A withdrawal was sent to everybody who had received the message."
)
REMAINS_UNTOLD = (
    "WhatsApp recalls nothing: copies remain in the chats of the recipients. "
    "A withdrawal was sent, but some of them did not get it; tell them in person."
)


class WhatsApp(Listening):
    """Nothing that was sent can be taken back: correcting and retracting are further messages."""

    platform: ClassVar[str] = "whatsapp"
    codes: ClassVar[Mapping[str, FailureClass]] = CODES

    @staticmethod
    def profile() -> Profile:
        """The default profile; touches no network."""
        return PROFILE

    def option(self, name: str, default: str = "") -> str:
        """An option of the channel."""
        return self.channel.options.get(name) or default

    def listed(self) -> tuple[str, ...]:
        """The recipients as digits with their country, each once; what is no number is left out."""
        entries = (re.sub(r"[\s+().-]", "", e) for e in SEPARATORS.split(self.option("recipients")))
        return tuple(dict.fromkeys(filter(NUMBER.fullmatch, entries)))

    def probe(self) -> Health:
        """Read the number we send from and, where the account is named, the template."""
        fields = urlencode({"fields": "id,display_phone_number,verified_name"})
        phone = self.get(Phone, f"/{self.phone}?{fields}", None)
        if isinstance(phone, Failed):
            return Health(self.channel.account, failure=phone)
        missing = {name for name in ("recipients", "template") if not self.option(name)}
        limits = {"recipients": len(self.listed()), "text": LONGEST}
        if account := self.option("waba_id"):
            query = urlencode({"name": self.option("template")})
            found = self.get(Templates, f"/{account}/message_templates?{query}", None)
            if isinstance(found, Failed):
                return Health(phone.verified_name, failure=found)
            approved = [one for one in found.data if self.usable(one)]
            missing |= set() if approved else {"template"}
            limits["text"] -= max(map(fixed, approved), default=0)
        return Health(phone.verified_name, frozenset({"send"}), frozenset(missing), limits)

    def usable(self, one: Template) -> bool:
        """Whether this is the template of the channel, approved in its language."""
        ours = (self.option("template"), self.option("template_language", "en"), "APPROVED")
        return (one.name, one.language, one.status) == ours

    def publish(self, v: Variant, d: Delivery) -> Outcome:
        """One request to each recipient; see the module for what a lost answer means."""
        before = dict(part.split(":", 1) for part in v.reply_to.parts) if v.reply_to else {}
        to = dict.fromkeys((*self.listed(), *before), "") | before
        if not to:
            return Failed(FailureClass.INVALID, "no_recipients")
        tally = self.send_all(to, v, d, d.key)
        if isinstance(tally, Failed):
            return tally
        if not tally.accepted:
            return tally.reason
        number = tally.accepted[0].partition(":")[2]
        parts = (*tally.accepted, *tally.unknown)
        return Done(Receipt(number, None, d.sent_at, version=tally.words, parts=parts))

    def retract(self, r: Receipt, v: Variant, d: Delivery) -> Finding:
        """Send the withdrawal to exactly those who got the message; a person does the rest.

        A second withdrawal does no harm, a missing one does: nothing is ambiguous here.
        """
        if not r.parts:
            return NeedsPerson(REMAINS_UNTOLD)
        to = dict(part.split(":", 1) for part in r.parts)
        tally = self.send_all(to, v, d, f"{d.key}.withdrawn")
        if isinstance(tally, Failed):
            return tally
        if not tally.accepted and tally.reason.code not in PERSONAL:
            sure = tally.reason.cls is not FailureClass.AMBIGUOUS
            return tally.reason if sure else Failed(FailureClass.TRANSIENT, tally.reason.code)
        return NeedsPerson(REMAINS if len(tally.accepted) == len(to) else REMAINS_UNTOLD)

    def send_all(
        self, to: Mapping[str, str], v: Variant, d: Delivery, token: str
    ) -> Tally | Failed:
        """Everybody in turn, until something concerns all; `to` maps numbers to what they got."""
        template = self.template(v)
        if isinstance(template, Failed):
            return template
        if len(to) > MOST:
            return Failed(FailureClass.INVALID, "too_many_recipients")
        tally = Tally(len(to))
        for number, earlier in to.items():
            fields = {
                "messaging_product": "whatsapp",
                "recipient_type": "individual",
                "to": number,
                "type": "template",
                "template": template,
                "biz_opaque_callback_data": f"{token}:{number}",
                **({"context": {"message_id": earlier}} if earlier else {}),
            }
            path = f"/{self.phone}/messages"
            sent = self.post(Sent, path, fields, d.sent_at, creates=True)
            told: Message | Failed = sent if isinstance(sent, Failed) else sent.messages[0]
            if tally.note(number, told):
                break
        return tally

    def template(self, v: Variant) -> dict[str, object] | Failed:
        """The template filled in. A parameter takes no line break, so white space becomes one."""
        name, language = self.option("template"), self.option("template_language", "en")
        if not name:
            return Failed(FailureClass.INVALID, "no_template")
        values = {"text": v.text, "title": v.title, "link": v.marker_url or ""}
        names = self.option("template_fields", "text").replace(" ", "").split(",")
        if "text" not in names or not set(names) <= set(values):
            return Failed(FailureClass.INVALID, "template_fields")
        texts = [" ".join(values[each].split()) for each in names]
        if not all(texts):
            return Failed(FailureClass.INVALID, "empty_field")
        if sum(map(len, texts)) > LONGEST:
            return Failed(FailureClass.INVALID, "too_long")
        return {
            "name": name,
            "language": {"policy": "deterministic", "code": language},
            "components": [
                {"type": "body", "parameters": [{"type": "text", "text": one} for one in texts]}
            ],
        }


def fixed(template: Template) -> int:
    """How much of the body is taken by the words that were approved with it."""
    bodies = [one.text for one in template.components if one.type.upper() == "BODY"]
    return sum(len(PLACEHOLDER.sub("", text)) for text in bodies)
