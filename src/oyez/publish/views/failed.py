"""A form that was refused, on its way back to the page."""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import Form


@dataclass(frozen=True, slots=True)
class Failed:
    """A form of the page that was refused; `about` is the row it concerns."""

    verb: str
    form: Form
    about: int = 0

    def instead_of(self, verb: str, form: Form, about: int = 0) -> Form:
        """The refused form where it is this one, so that what was typed is kept."""
        return self.form if (self.verb, self.about) == (verb, about) else form
