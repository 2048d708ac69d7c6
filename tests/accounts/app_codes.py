"""An authenticator app, played by the tests."""

from __future__ import annotations

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from oyez.accounts import factors
from oyez.accounts.actions import set_up_app, store_codes
from oyez.accounts.models import Person

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def shown(secret: str = SECRET, steps: int = 0) -> str:
    """What the app shows now, or some half minutes later."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


def with_app(person: Person) -> list[str]:
    """Give the person an app; the recovery codes that came with it."""
    set_up_app(person, SECRET, shown())
    codes = factors.of(person).codes_to_store
    store_codes(person)
    return codes
