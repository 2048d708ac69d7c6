"""The revisions of a notice, read once for its page."""

from __future__ import annotations

from dataclasses import dataclass

from oyez.accounts.models import Person
from oyez.domain.notice import RevisionKind, RevisionState
from oyez.publish import queries
from oyez.publish.models import Notice, Revision


@dataclass(frozen=True, slots=True)
class Rows:
    """The notice's revisions: all, the one being worked on, the one that is out."""

    all: list[Revision]
    open: Revision | None
    issued: Revision | None
    prepared: Revision | None

    @classmethod
    def of(cls, one: Notice) -> Rows:
        """Read them, the newest first."""
        found = list(queries.history(one))
        issued = queries.issued_revision(one)
        said = [row for row in found if row.kind != RevisionKind.PREPARED]
        return cls(
            found,
            next((row for row in said if row.state != RevisionState.ISSUED), None),
            next((row for row in found if row == issued), None),
            next((row for row in found if is_ready(row)), None),
        )

    def writers(self) -> list[Person]:
        """Everybody who wrote or edited; none of them may approve."""
        found = {c.person.pk: c.person for row in self.all for c in row.contributions.all()}
        return sorted(found.values(), key=lambda person: person.name)

    @property
    def names(self) -> str:
        """The same as people say it."""
        return ", ".join(person.name for person in self.writers())


def is_ready(row: Revision) -> bool:
    """Whether it is the prepared correction that belongs to the notice as it is."""
    return row.kind == RevisionKind.PREPARED and row.state != RevisionState.RETURNED
