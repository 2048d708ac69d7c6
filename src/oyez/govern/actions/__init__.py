"""What changes authorities, units, channels and the rules that bind them."""

from __future__ import annotations

from oyez.govern.actions.approve_platform import approve_platform
from oyez.govern.actions.change_authority import change_authority
from oyez.govern.actions.change_channel import change_channel
from oyez.govern.actions.change_mode import change_mode
from oyez.govern.actions.create_authority import create_authority
from oyez.govern.actions.create_channel import create_channel
from oyez.govern.actions.create_unit import create_unit
from oyez.govern.actions.freeze import freeze
from oyez.govern.actions.lift_freeze import lift_freeze
from oyez.govern.actions.set_secrets import set_secrets
from oyez.govern.actions.withdraw_platform import withdraw_platform

__all__ = [
    "approve_platform",
    "change_authority",
    "change_channel",
    "change_mode",
    "create_authority",
    "create_channel",
    "create_unit",
    "freeze",
    "lift_freeze",
    "set_secrets",
    "withdraw_platform",
]
