"""Authorities, their units and channels, who is on call, and the rules that bind them."""

from __future__ import annotations

from oyez.govern.models.authority import Authority
from oyez.govern.models.budget import AllowanceTold, Budget, Reading
from oyez.govern.models.channel import Channel
from oyez.govern.models.connecting import Connecting
from oyez.govern.models.duty import Duty
from oyez.govern.models.freeze import Freeze
from oyez.govern.models.health import ChannelHealth
from oyez.govern.models.mode_change import ModeChange
from oyez.govern.models.platform_app import PlatformApp
from oyez.govern.models.platform_approval import PlatformApproval
from oyez.govern.models.platform_basis import PlatformBasis
from oyez.govern.models.register_entry import RegisterEntry
from oyez.govern.models.renewal import Renewal
from oyez.govern.models.risk import RiskAcceptance
from oyez.govern.models.unit import Unit

__all__ = [
    "AllowanceTold",
    "Authority",
    "Budget",
    "Channel",
    "ChannelHealth",
    "Connecting",
    "Duty",
    "Freeze",
    "ModeChange",
    "PlatformApp",
    "PlatformApproval",
    "PlatformBasis",
    "Reading",
    "RegisterEntry",
    "Renewal",
    "RiskAcceptance",
    "Unit",
]
