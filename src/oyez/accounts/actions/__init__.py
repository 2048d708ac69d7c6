"""What changes people and what they may do."""

from __future__ import annotations

from oyez.accounts.actions.change_person import change_person
from oyez.accounts.actions.create_person import create_person
from oyez.accounts.actions.grant import grant
from oyez.accounts.actions.revoke import revoke
from oyez.accounts.actions.set_password import set_password
from oyez.accounts.actions.sign_in import sign_in
from oyez.accounts.actions.sign_out import sign_out

__all__ = [
    "change_person",
    "create_person",
    "grant",
    "revoke",
    "set_password",
    "sign_in",
    "sign_out",
]
