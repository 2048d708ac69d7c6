"""Short messages through a gateway of the authority's own choice; the options describe it.

One JSON POST carries the text to all recipients, under a reference of ours. With `reports` set to
yes (which is the default) the gateway says later by webhook what became of that reference, and an
unknown outcome waits for it; without reports a person is asked after the same wait.
"""

from __future__ import annotations

import re
from typing import ClassVar, Final

from pydantic import JsonValue

from oyez.domain.delivery import FailureClass, Idempotency, Support
from oyez.domain.fitting import count
from oyez.platforms.base import SECONDS
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
from oyez.platforms.sms_answers import FIELDS, Body, pick, word
from oyez.platforms.sms_reports import Reporting

NUMBER: Final = re.compile(r"\+[1-9]\d{6,14}")
SEPARATORS: Final = re.compile(r"[,;\n]")
LONGEST: Final = 39_015  # 255 parts of 153 characters

PROFILE = Profile(
    platform="sms",
    version="JSON over HTTP",
    checked_on="2026-11-21",
    source="https://www.etsi.org/deliver/etsi_ts/123000_123099/123038/",
    idempotency=Idempotency.CORRELATED,
    abilities={
        Ability.PUBLISH: Support.NATIVE,
        Ability.CORRECT: Support.EMULATED,
        Ability.RETRACT: Support.EMULATED,
    },
    text=TextRule("sms", LONGEST),
    secrets=("token", "webhook_secret"),
    options=(
        "recipients",
        "sender",
        "send_path",
        "account_path",
        *FIELDS,
        "reports",
        "webhook_header",
    ),
    costs=(Cost("part", "0.10", "EUR"),),
    marks={"text": "documented", "wire": "unverified", "costs": "unverified"},
)

REMAINS = (
    "Copies remain on the telephones of the recipients. "
    "A withdrawal was sent to everybody who had received the short message."
)
REMAINS_UNTOLD = (
    "Copies remain on the telephones of the recipients. "
    "A withdrawal was sent, but the gateway refused it for some of them; tell them in person."
)


class Sms(Reporting):
    """Nothing that was sent can be taken back: correcting and retracting are further messages."""

    platform: ClassVar[str] = "sms"

    @staticmethod
    def profile() -> Profile:
        """The default profile; touches no network."""
        return PROFILE

    def listed(self) -> tuple[tuple[str, ...], int]:
        """The recipients in international form, each once, and how many entries are no number."""
        entries = SEPARATORS.split(self.channel.options.get("recipients", ""))
        named = dict.fromkeys(filter(None, (re.sub(r"[\s().-]", "", one) for one in entries)))
        numbers = tuple(filter(NUMBER.fullmatch, named))
        return numbers, len(named) - len(numbers)

    def probe(self) -> Health:
        """Read the account, where the gateway has an address for that; otherwise say so."""
        account, (numbers, wrong) = self.channel.account, self.listed()
        missing = frozenset({"recipients"} if wrong or not numbers else ())
        path = self.channel.options.get("account_path", "")
        if not path:
            return Health(account, missing=missing | {"account_path"})
        answer = self.get(Body, path, None)
        if isinstance(answer, Failed):
            return Health(account, missing=missing, failure=answer)
        reports = {"reports"} if self.reports else set()
        limits = {"recipients": len(numbers)}
        return Health(account, frozenset({"send", *reports}), missing, limits)

    def publish(self, v: Variant, d: Delivery) -> Outcome:
        """Send it once to everybody listed; a lost answer leaves the outcome unknown."""
        numbers, wrong = self.listed()
        before = v.reply_to.parts if v.reply_to else ()  # who got the first text gets this one
        to = tuple(dict.fromkeys((*numbers, *before)))
        if not to:
            return Failed(FailureClass.INVALID, "no_recipients")
        return self.hand_over(v, d, to, reference=d.key, wrong=wrong)

    def retract(self, r: Receipt, v: Variant, d: Delivery) -> Finding:
        """Send the withdrawal to exactly those who got the message; a person does the rest.

        A second withdrawal does no harm, a missing one does: a lost answer is never ambiguous.
        """
        if not r.parts:
            return NeedsPerson(REMAINS_UNTOLD)
        sent = self.hand_over(v, d, r.parts, reference=f"{d.key}.withdrawn", creates=False)
        if not isinstance(sent, Done):
            return sent
        return NeedsPerson(REMAINS_UNTOLD if sent.receipt.version else REMAINS)

    def hand_over(
        self,
        v: Variant,
        d: Delivery,
        to: tuple[str, ...],
        *,
        reference: str,
        wrong: int = 0,
        creates: bool = True,
    ) -> Done | Failed:
        """The one request; `wrong` are entries of the list that are no numbers."""
        if not count("sms", v.text).fits:
            return Failed(FailureClass.INVALID, "too_long")
        body: dict[str, JsonValue] = {
            self.field("text"): v.text,
            self.field("to"): list(to),
            self.field("from"): self.channel.options.get("sender", ""),
            self.field("reference"): reference,
        }
        url = self.url(self.channel.options.get("send_path", ""))
        headers = self.bearer()
        answer = self.transport.send("POST", url, headers=headers, json=body, timeout=SECONDS)
        found = self.read(Body, answer, d.sent_at, creates=creates)
        if isinstance(found, Failed):
            return found
        doubt = FailureClass.AMBIGUOUS if creates else FailureClass.TRANSIENT
        receipt = self.receipt(found, d, to, wrong)
        return Done(receipt) if receipt else Failed(doubt, "unreadable")

    def receipt(self, found: Body, d: Delivery, to: tuple[str, ...], wrong: int) -> Receipt | None:
        """Who was accepted and how many were not; None when the answer names no message."""
        number = word(pick(found.root, self.field("id")))
        no = pick(found.root, self.field("refused"))
        refused = set(map(word, no)) if isinstance(no, list) else set()
        parts = tuple(one for one in to if one not in refused)
        missed = wrong + len(to) - len(parts)
        version = f"refused:{missed}" if missed else None
        return Receipt(number, None, d.sent_at, version=version, parts=parts) if number else None
