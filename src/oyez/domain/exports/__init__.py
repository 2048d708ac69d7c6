"""What the platforms' own exports hold, as values of ours: pure reading, no files and no rows."""

from oyez.domain.exports.common import Export, Found, Kind, Unread
from oyez.domain.exports.meta import read_meta
from oyez.domain.exports.telegram import read_telegram
from oyez.domain.exports.x import read_x

READERS = {"x": read_x, "facebook": read_meta, "instagram": read_meta, "telegram": read_telegram}

__all__ = [
    "READERS",
    "Export",
    "Found",
    "Kind",
    "Unread",
    "read_meta",
    "read_telegram",
    "read_x",
]
