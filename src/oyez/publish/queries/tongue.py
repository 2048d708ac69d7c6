"""In which language a notice is known by its headline, so that pages can say it to readers."""

from __future__ import annotations

from django.db.models import OuterRef, Subquery, TextField
from django.db.models.fields.json import KeyTextTransform, KeyTransform

from oyez.publish.models import Revision


def said_in(notice: str = "pk") -> Subquery:
    """The first language of the first text; `notice` is the field that names the notice.

    Rows annotated with it as `said_in` need no query of their own.
    """
    first = Revision.objects.filter(notice=OuterRef(notice)).order_by("number")
    language = KeyTextTransform("language", KeyTransform("0", "texts"))
    return Subquery(first.values(said=language)[:1], output_field=TextField())
