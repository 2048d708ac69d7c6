"""What changes people, what they may do, and how they sign in."""

from __future__ import annotations

from oyez.accounts.actions.add_passkey import add_passkey
from oyez.accounts.actions.change_own_entry import change_own_entry
from oyez.accounts.actions.change_person import change_person
from oyez.accounts.actions.choose_language import choose_language
from oyez.accounts.actions.confirm import confirm
from oyez.accounts.actions.create_person import create_person
from oyez.accounts.actions.end_sessions import end_every_session, end_sessions
from oyez.accounts.actions.export_ledger import export_ledger
from oyez.accounts.actions.forget_factors import forget_factors
from oyez.accounts.actions.grant import grant
from oyez.accounts.actions.remove_factor import remove_factor
from oyez.accounts.actions.rename_passkey import rename_passkey
from oyez.accounts.actions.renew_codes import renew_codes
from oyez.accounts.actions.revoke import revoke
from oyez.accounts.actions.set_password import set_password
from oyez.accounts.actions.set_up_app import set_up_app
from oyez.accounts.actions.show_second_factor import show_second_factor
from oyez.accounts.actions.sign_in import sign_in
from oyez.accounts.actions.sign_in_by_directory import sign_in_by_directory
from oyez.accounts.actions.sign_in_by_passkey import sign_in_by_passkey
from oyez.accounts.actions.sign_out import sign_out
from oyez.accounts.actions.store_codes import store_codes

__all__ = [
    "add_passkey",
    "change_own_entry",
    "change_person",
    "choose_language",
    "confirm",
    "create_person",
    "end_every_session",
    "end_sessions",
    "export_ledger",
    "forget_factors",
    "grant",
    "remove_factor",
    "rename_passkey",
    "renew_codes",
    "revoke",
    "set_password",
    "set_up_app",
    "show_second_factor",
    "sign_in",
    "sign_in_by_directory",
    "sign_in_by_passkey",
    "sign_out",
    "store_codes",
]
