"""Records, the runs that made them, what holds them, and campaigns that delete old posts."""

from oyez.archive.models.archiving import Archiving, Import
from oyez.archive.models.hold import Hold
from oyez.archive.models.purge import Purge, Removal, RemovalCall
from oyez.archive.models.record import Medium, Record

__all__ = [
    "Archiving",
    "Hold",
    "Import",
    "Medium",
    "Purge",
    "Record",
    "Removal",
    "RemovalCall",
]
