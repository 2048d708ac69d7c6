"""Second factors of a person: passkeys, the authenticator app and recovery codes.

allauth keeps them and knows the protocols; everything it does for us passes through here.
"""

from __future__ import annotations

import hmac
import struct
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.internal import auth as webauthn
from cryptography.exceptions import InvalidSignature
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from oyez.accounts.models import Person
from oyez.accounts.sealing import VaultError
from oyez.domain.errors import NotAllowed, say

PASSKEY, APP, CODES = "webauthn", "totp", "recovery_codes"
# Whatever a credential that is no credential makes the libraries raise.
NOT_A_CREDENTIAL = (
    *(ValidationError, ValueError, TypeError, KeyError, AttributeError, IndexError),
    *(InvalidSignature, struct.error),
)


@dataclass(frozen=True, slots=True)
class Factors:
    """What one person has."""

    passkeys: tuple[Authenticator, ...]
    app: Authenticator | None
    codes: Authenticator | None

    @property
    def any(self) -> bool:
        """Whether a password alone is not enough; codes only stand in for something else."""
        return bool(self.passkeys or self.app)

    @property
    def codes_left(self) -> int:
        """How many recovery codes can still be used."""
        return len(_unused(self.codes))

    @property
    def codes_to_store(self) -> list[str]:
        """The codes, until the person has said that they are stored; never again after that."""
        if self.codes is None or RecoveryCodes(self.codes).did_view:
            return []
        return _unused(self.codes)


def _unused(codes: Authenticator | None) -> list[str]:
    """What is left of the codes; nothing where the vault key they were made with is lost."""
    try:
        return list(RecoveryCodes(codes).get_unused_codes()) if codes else []
    except VaultError:
        return []


def of(person: Person) -> Factors:
    """Everything the person has, in one query."""
    rows = list(Authenticator.objects.filter(user_id=person.pk).order_by("created_at", "pk"))
    first = {row.type: row for row in reversed(rows)}
    keys = tuple(row for row in rows if row.type == PASSKEY)
    return Factors(keys, first.get(APP), first.get(CODES))


def new_app_secret() -> str:
    """A secret for an authenticator app."""
    return str(totp.generate_totp_secret())


def secret_fits(secret: str, code: str) -> bool:
    """Whether an app that was given the secret shows this code now."""
    return bool(totp.validate_totp_code(secret, code))


def code_fits(person: Person, code: str) -> str:
    """What the code is, `app` or `recovery code`, or nothing. No code works twice."""
    digits = "".join(code.split()).replace("-", "")
    held = of(person)
    if not digits.isascii() or not digits.isdecimal() or not held.any:
        return ""
    # Where the vault key is lost no code fits, and an administrator has to help.
    with suppress(VaultError):
        if held.app and _app_shows(held.app.pk, digits):
            return "app"
        if held.codes and RecoveryCodes(held.codes).validate_code(digits):
            held.codes.record_usage()
            return "recovery code"
    return ""


@transaction.atomic
def _app_shows(pk: int, digits: str) -> bool:
    row = Authenticator.objects.select_for_update().get(pk=pk)
    secret, used = decrypt(row.data["secret"]), row.data.get("counter", 0)
    for counter in totp.yield_hotp_counters_from_time():
        shown = totp.format_hotp_value(totp.hotp_value(secret, counter))
        # All processes share the counter, so a code that was looked at is worth nothing more.
        if counter > used and hmac.compare_digest(shown, digits):
            row.data["counter"], row.last_used_at = counter, timezone.now()
            row.save(update_fields=("data", "last_used_at"))
            return True
    return False


def registration_options(person: Person) -> dict[str, Any]:
    """What a browser needs to make a passkey."""
    return dict(webauthn.begin_registration(person, passwordless=True))


def registered(credential: object) -> dict[str, Any]:
    """The credential a browser made, checked, or NotAllowed."""
    try:
        parsed: dict[str, Any] = dict(credential)  # type: ignore[call-overload]
        webauthn.parse_registration_response(parsed)
        webauthn.complete_registration(parsed)
    except NOT_A_CREDENTIAL as error:
        raise NotAllowed(say("This passkey was not accepted. Try again."), "credential") from error
    return parsed


def request_options(person: Person | None = None) -> dict[str, Any]:
    """What a browser needs to show a passkey: any passkey, or one of this person."""
    return dict(webauthn.begin_authentication(person))


def shown(credential: object, person: Person | None = None) -> Person:
    """Whose passkey the browser has shown, or NotAllowed; `person` allows their own only."""
    try:
        parsed: dict[str, Any] = dict(credential)  # type: ignore[call-overload]
        owner = person or webauthn.extract_user_from_response(parsed)
        found = webauthn.complete_authentication(owner, parsed)
    except NOT_A_CREDENTIAL as error:
        raise NotAllowed(say("This passkey is not known here."), "credential") from error
    if not isinstance(owner, Person) or not owner.is_active:
        raise NotAllowed(say("This passkey is not known here."), "credential")
    found.record_usage()
    return owner
