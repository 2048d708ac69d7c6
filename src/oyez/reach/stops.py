"""The page that says whether something is interrupted: a freeze, or a drill."""

from __future__ import annotations

from django.utils.translation import gettext as _

from oyez.reach.document import Document
from oyez.reach.draw import Row, draw, page
from oyez.reach.frame import Frame


def interruptions(frame: Frame) -> Document:
    """What does not go its usual way at the moment."""
    values: Row = {
        "path": "status/",
        "watch": "",
        "stops": [(stop.name, frame.moment(stop.since)) for stop in frame.site.stops],
    }
    return page(draw(frame, "stops", frame.mark(_("Is anything interrupted?")), values), "page")
