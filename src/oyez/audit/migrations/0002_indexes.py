"""Ways into the ledger, so that looking something up never reads all of it.

The tables are not managed by Django, so the indexes are plain SQL, the same for both databases.
"""

from django.db import migrations

COLUMNS = ("actor", "action", "object", "request_id", "at")


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunSQL(
            f"CREATE INDEX audit_entry_{column} ON audit_entry ({column}, seq)",
            f"DROP INDEX audit_entry_{column}",
        )
        for column in COLUMNS
    ]
