"""Instagram's own subcodes beside the ones of all Meta platforms.

2207006 and 2207027 say that a container cannot be published: perhaps because an earlier request
already did it, so on publishing only a look tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from oyez.platforms.graph_codes import COMMON, F, table

CODES: Final[Mapping[str, F]] = {
    **COMMON,
    **table(
        {
            F.TRANSIENT: "/2207003 /2207032 /2207052 /2207053 /2207077 /2207082",
            F.NOT_FOUND: "/2207008 /2207020",
            F.INVALID: "/2207004 /2207005 /2207009 /36003 /2207010 /2207023 /2207026 /2207028"
            " /2207057 /36001",
            F.SUSPENDED: "/2207050 /2207051",
            F.QUOTA: "/2207042",
            F.PERMISSION: "/2207081",
            F.AMBIGUOUS: "/2207001 /2207006 /2207027",
        }
    ),
}
