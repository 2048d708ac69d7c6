"""People, their roles, and the count of failed sign-ins."""

from __future__ import annotations

from oyez.accounts.models.membership import Membership
from oyez.accounts.models.person import Person
from oyez.accounts.models.sign_in_window import SignInWindow

__all__ = ["Membership", "Person", "SignInWindow"]
