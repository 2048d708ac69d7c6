"""What lists and searches need: headlines beside the notices, and small indexes."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models
from django.db.models import Q


def fill(apps: Any, editor: Any) -> None:
    """Give notices the headline of their first words."""
    alias = editor.connection.alias
    revisions = apps.get_model("publish", "Revision").objects.using(alias)
    notices = apps.get_model("publish", "Notice").objects.using(alias)
    batch = []
    first = revisions.filter(number=1).values_list("notice_id", "texts")
    for pk, texts in first.iterator(chunk_size=500):
        batch.append(notices.model(pk=pk, headline=texts[0]["headline"] if texts else ""))
        if len(batch) == 500:
            notices.bulk_update(batch, ["headline"])
            batch.clear()
    notices.bulk_update(batch, ["headline"])


class Migration(migrations.Migration):
    """Two columns, four indexes."""

    dependencies = [("publish", "0003_composer")]

    operations = [
        migrations.AddField(
            "notice",
            "headline",
            models.CharField(blank=True, default="", max_length=300),
            preserve_default=False,
        ),
        migrations.AddField("revision", "judged", models.JSONField(blank=True, null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            "notice", models.Index(fields=["-created_at", "-id"], name="notice_newest")
        ),
        migrations.AddIndex(
            "approval",
            models.Index(
                condition=Q(break_glass=True, reviewed_at=None),
                fields=["at"],
                name="approval_to_review",
            ),
        ),
        migrations.AddIndex(
            "telling",
            models.Index(
                condition=Q(seen_at=None), fields=["person", "-at"], name="telling_unseen"
            ),
        ),
        migrations.AddIndex(
            "delivery",
            models.Index(condition=Q(reason__isnull=False), fields=["held"], name="delivery_told"),
        ),
    ]
