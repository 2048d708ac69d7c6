"""live.json: the tiny file that open pages ask for, to learn of news and withdrawals."""

from __future__ import annotations

from oyez.reach import document
from oyez.reach.document import Document, as_json
from oyez.reach.frame import SHOWN, Frame

SECONDS = 7


def live(frame: Frame) -> Document:
    """The newest codes with their edition, the withdrawn ones, and the gravest that stands."""
    standing = [notice for notice in frame.notices if not notice.gone]
    grave = (n.code for n in standing if n.urgency == "critical" and n.state != "expired")
    value = {
        "every": SECONDS,
        "exercise": frame.site.exercise,
        "new": [[notice.code, notice.current.number] for notice in standing[:SHOWN]],
        "gone": [notice.code for notice in frame.notices if notice.gone][:SHOWN],
        "alert": next(grave, None),
    }
    return Document(as_json(value), document.JSON, "live")
