"""A score is about a text: nothing here knows how a person outside behaves."""

from __future__ import annotations

from django.apps import apps
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from heard_of import Desk
from pages_of import scored, see
from scored import WARNS, say

from oyez.listen.models import Deed, InboxItem, Label, SampleItem, Score


def test_authors_are_never_counted_scored_or_ranked(desk: Desk) -> None:
    """No row says how a person outside behaves: authors stand on items and nowhere else."""
    for model in apps.get_app_config("listen").get_models():
        names = {field.name for field in model._meta.get_fields()}
        assert "author" not in names or model is InboxItem, model
        assert not names & {"reputation", "history", "offences", "strikes", "author_score"}
    for model in (Score, Label, SampleItem, Deed):
        assert any(field.name in {"item", "sample_item"} for field in model._meta.get_fields())
    counts = [
        field.name
        for field in InboxItem._meta.get_fields()
        if isinstance(field, models.IntegerField) and not field.primary_key
    ]
    assert counts == ["place"]
    for number, text in enumerate((WARNS, "You fool", "You fool again")):
        item = say(desk.room.mastodon, text, number, author="pat.q")
        scored(item, abusive=True, abuse=0.9)
    for path in ("/inbox/", "/inbox/?show=all", f"/inbox/{item.pk}/"):
        with CaptureQueriesContext(connection) as asked:
            shown = see(desk, desk.room.alice, path)
        grouped = [one["sql"] for one in asked if "GROUP BY" in one["sql"]]
        assert not any("author" in sql.split("GROUP BY")[1] for sql in grouped)
        assert not any('"author" =' in one["sql"] for one in asked), "nobody is looked up"
        assert f"author={item.author}" not in shown
