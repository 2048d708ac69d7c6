"""Facebook's own subcodes beside the ones of all Meta platforms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from oyez.platforms.graph_codes import COMMON, F, table

CODES: Final[Mapping[str, F]] = {
    **COMMON,
    **table(
        {
            F.PERMISSION: "/1404078",
            F.RATE_LIMITED: "/1390008",
            F.DUPLICATE: "/1366051",
            F.INVALID: "/1366046 /2061006 /1349125 /1609008",
            F.POLICY: "/1346003 /1404102 /1404006 /1404112",
            F.AMBIGUOUS: "/1363047 /1609010",
        }
    ),
}
