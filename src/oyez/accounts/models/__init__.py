"""People, their roles, their sessions, and the count of failed sign-ins."""

from __future__ import annotations

from oyez.accounts.models.kept_form import KeptForm
from oyez.accounts.models.link import Link
from oyez.accounts.models.membership import Membership
from oyez.accounts.models.person import Person
from oyez.accounts.models.session import Session
from oyez.accounts.models.sign_in_window import SignInWindow

__all__ = ["KeptForm", "Link", "Membership", "Person", "Session", "SignInWindow"]
