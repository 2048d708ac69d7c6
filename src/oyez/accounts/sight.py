"""The person who looks at a page, with what its parts would otherwise each read for themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

from oyez.accounts.models import Membership, Person
from oyez.domain.roles import ALLOWED, Role, Verb, covers, widest

P = ParamSpec("P")
T = TypeVar("T")


class Sight:
    """A person with the scopes of all their roles, read once for a page that asks many times.

    For what is shown: an action reads the rows again before it changes anything.
    """

    def __init__(self, person: Person) -> None:
        self.person = person
        held = Membership.objects.filter(person_id=person.pk, person__is_active=True)
        self.held = list(held.values_list("role", "scope"))
        self._known: dict[object, object] = {}

    def scopes(self, verb: Verb) -> list[str]:
        """The widest paths for which the person may do this."""
        return widest([scope for role, scope in self.held if verb in ALLOWED[Role(role)]])

    def may(self, verb: Verb, path: str) -> bool:
        """Whether the person may do this for the path."""
        return any(covers(scope, path) for scope in self.scopes(verb))

    def verbs(self) -> frozenset[Verb]:
        """Everything the person may do somewhere; for menus, never for a decision."""
        return frozenset(verb for role, _scope in self.held for verb in ALLOWED[Role(role)])

    def once(self, read: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `read` answers, asked for only once however many parts of the page show it."""
        key = (read, args, tuple(kwargs.items()))
        if key not in self._known:
            self._known[key] = read(*args, **kwargs)
        return cast("T", self._known[key])
