"""Incidents that really happened, played against a throw-away installation."""

from __future__ import annotations

# Known without Django, so that the command line can name them; each is a module of this package.
STORIES = {
    "avon-somerset": "avon_somerset",
    "osnabrueck": "osnabrueck",
    "derbyshire": "derbyshire",
}
# Stories that go on for weeks have a calendar: the month and the day on which it is opened.
BEGINS = {"osnabrueck": (8, 12), "derbyshire": (1, 14)}
