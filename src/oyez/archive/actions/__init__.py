"""What is done with records, and with the posts they are of."""

from oyez.archive.actions.begin_archiving import begin_archiving
from oyez.archive.actions.confirm_purge import confirm_purge
from oyez.archive.actions.hand_out import hand_out
from oyez.archive.actions.hold import hold, lift_hold
from oyez.archive.actions.import_export import import_export
from oyez.archive.actions.pause_purge import pause_purge
from oyez.archive.actions.propose_purge import propose_purge
from oyez.archive.actions.resume_purge import resume_purge
from oyez.archive.actions.set_retention import set_retention
from oyez.archive.actions.stop_purge import stop_purge

__all__ = [
    "begin_archiving",
    "confirm_purge",
    "hand_out",
    "hold",
    "import_export",
    "lift_hold",
    "pause_purge",
    "propose_purge",
    "resume_purge",
    "set_retention",
    "stop_purge",
]
