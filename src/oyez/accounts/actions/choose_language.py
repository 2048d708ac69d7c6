"""Choose the language one reads the console in."""

from __future__ import annotations

from django.db import transaction

from oyez.accounts.models import Person
from oyez.audit.actions import record


@transaction.atomic
def choose_language(person: Person, language: str) -> bool:
    """Keep the choice for every device and for mail; whether it is another one than before."""
    changed = Person.objects.filter(pk=person.pk).exclude(language=language)
    if not changed.update(language=language):
        return False
    person.language = language
    record(person.signature, "accounts.choose_language", person.signature, language=language)
    return True
