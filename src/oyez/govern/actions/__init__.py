"""What changes authorities, units, channels and the rules that bind them."""

from __future__ import annotations

from oyez.govern.actions.accept_risk import accept_risk
from oyez.govern.actions.apply_modes import apply_modes
from oyez.govern.actions.approve_platform import approve_platform
from oyez.govern.actions.begin_connecting import begin_connecting
from oyez.govern.actions.change_authority import change_authority
from oyez.govern.actions.change_channel import change_channel
from oyez.govern.actions.change_mode import change_mode
from oyez.govern.actions.change_register_entry import change_register_entry
from oyez.govern.actions.confirm_risk import confirm_risk
from oyez.govern.actions.create_authority import create_authority
from oyez.govern.actions.create_channel import create_channel
from oyez.govern.actions.create_unit import create_unit
from oyez.govern.actions.end_duty import end_duty
from oyez.govern.actions.export_register import export_register
from oyez.govern.actions.finish_connecting import choose_page, finish_connecting
from oyez.govern.actions.freeze import freeze
from oyez.govern.actions.hand_over import hand_over
from oyez.govern.actions.import_register import Brought, import_register
from oyez.govern.actions.lift_freeze import lift_freeze
from oyez.govern.actions.lock_everything import lock_everything
from oyez.govern.actions.plan_duty import plan_duty
from oyez.govern.actions.plan_modes import Planned, call_off_modes, plan_modes
from oyez.govern.actions.record_basis import record_basis
from oyez.govern.actions.set_app import set_app
from oyez.govern.actions.set_brand import set_brand
from oyez.govern.actions.set_budget import set_budget
from oyez.govern.actions.set_secrets import set_secrets
from oyez.govern.actions.withdraw_platform import withdraw_platform
from oyez.govern.actions.withdraw_risk import withdraw_risk

__all__ = [
    "Brought",
    "Planned",
    "accept_risk",
    "apply_modes",
    "approve_platform",
    "begin_connecting",
    "call_off_modes",
    "change_authority",
    "change_channel",
    "change_mode",
    "change_register_entry",
    "choose_page",
    "confirm_risk",
    "create_authority",
    "create_channel",
    "create_unit",
    "end_duty",
    "export_register",
    "finish_connecting",
    "freeze",
    "hand_over",
    "import_register",
    "lift_freeze",
    "lock_everything",
    "plan_duty",
    "plan_modes",
    "record_basis",
    "set_app",
    "set_brand",
    "set_budget",
    "set_secrets",
    "withdraw_platform",
    "withdraw_risk",
]
