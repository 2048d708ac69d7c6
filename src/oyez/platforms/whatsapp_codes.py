"""WhatsApp's own codes beside Meta's common ones, and those that concern one recipient only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from oyez.domain.delivery import FailureClass
from oyez.platforms.graph_codes import COMMON, table

F = FailureClass

CODES: Final[Mapping[str, FailureClass]] = {
    **COMMON,
    **table(
        {
            F.AUTH: "0",
            F.PERMISSION: "131005",
            F.SUSPENDED: "131031 130497",
            F.RATE_LIMITED: "130429 131048 131056",
            F.QUOTA: "131064",
            F.BUDGET: "131042 131044",
            F.INVALID: "131008 131009 131051 132000 132001 132005 132012 131026 131030 131047",
            F.POLICY: "132007 132015 132016 131049 131050",
            F.TRANSIENT: "131057",
            F.AMBIGUOUS: "131000 131016",
        }
    ),
}
# Cannot be reached, not on the list of a test number, no open window, withheld, opted out.
PERSONAL: Final = frozenset({"131026", "131030", "131047", "131049", "131050"})
