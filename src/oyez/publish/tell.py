"""Tell named people what they must know or do."""

from __future__ import annotations

from collections.abc import Iterable

from oyez.accounts.models import Person
from oyez.domain.errors import Sentence
from oyez.publish.models import Notice, Telling


def tell(people: Iterable[Person], sentence: Sentence, notice: Notice | None = None) -> None:
    """Leave the sentence on each person's desk; the worker mails it where a relay is set."""
    values = {name: str(value) for name, value in sentence.values.items()}
    Telling.objects.bulk_create(
        Telling(person=person, notice=notice, template=sentence.template, values=values)
        for person in people
    )
