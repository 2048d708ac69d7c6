"""What a person is told when a rule says no."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Sentence:
    """A whole sentence with named places, so it can be translated before it is filled in."""

    template: str
    values: dict[str, object] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return self.template.format(**self.values)


def say(template: str, **values: object) -> Sentence:
    """A sentence for people; the template is what gettext translates."""
    return Sentence(template, values)


class NotAllowed(Exception):
    """A rule forbids this; `reason` is shown to the person, `field` names the form field."""

    def __init__(self, reason: Sentence, field: str = "") -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.field = field
