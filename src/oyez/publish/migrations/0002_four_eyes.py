"""Four eyes and "nothing without approval" as triggers, and PostgreSQL's wake-up call."""

from django.db import migrations

OWN = "who wrote a text may not approve it"
WROTE = "who approved a text may not write in it"
BARE = "a delivery needs an approval of what it wants"
FIXED = "an approval is never rewritten"
ENDED = "an approval that ended stays so"

OWN_TEXT = """EXISTS (SELECT 1 FROM publish_contribution c
    JOIN publish_revision mine ON mine.id = c.revision_id
    JOIN publish_revision seen ON seen.notice_id = mine.notice_id
    WHERE seen.id = NEW.revision_id AND c.person_id = NEW.by_id)"""
APPROVED_IT = """EXISTS (SELECT 1 FROM publish_approval a WHERE a.revision_id = NEW.revision_id
    AND a.by_id = NEW.person_id AND a.voided_at IS NULL AND NOT a.break_glass)"""
NOT_APPROVED = """NOT EXISTS (SELECT 1 FROM publish_approval a
    JOIN publish_revision r ON r.id = a.revision_id
    WHERE r.notice_id = NEW.notice_id AND r.number = NEW.wanted AND a.voided_at IS NULL)"""

RULES = (
    ("publish_approval_four_eyes", "INSERT ON publish_approval",
     f"NOT NEW.break_glass AND {OWN_TEXT}", OWN),
    ("publish_approval_fixed", "UPDATE OF revision_id, by_id, break_glass, fingerprint, at ON publish_approval",
     "NEW.revision_id <> OLD.revision_id OR NEW.by_id <> OLD.by_id OR NEW.break_glass <> OLD.break_glass"
     " OR NEW.fingerprint <> OLD.fingerprint OR NEW.at <> OLD.at", FIXED),
    ("publish_approval_ended", "UPDATE OF voided_at ON publish_approval",
     "OLD.voided_at IS NOT NULL AND COALESCE(NEW.voided_at <> OLD.voided_at, TRUE)", ENDED),
    ("publish_contribution_four_eyes", "INSERT ON publish_contribution", APPROVED_IT, WROTE),
    ("publish_delivery_approved", "INSERT ON publish_delivery",
     f"NEW.wanted IS NOT NULL AND {NOT_APPROVED}", BARE),
    ("publish_delivery_still_approved", "UPDATE OF wanted ON publish_delivery",
     f"NEW.wanted IS NOT NULL AND COALESCE(NEW.wanted <> OLD.wanted, TRUE) AND {NOT_APPROVED}", BARE),
)

NOTIFY = (
    "CREATE FUNCTION publish_wake() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN NOTIFY oyez_due; RETURN NULL; END $$",
    "CREATE TRIGGER publish_delivery_wake AFTER INSERT OR UPDATE OF due_at ON publish_delivery "
    "FOR EACH STATEMENT EXECUTE FUNCTION publish_wake()",
)


def sqlite():
    for name, event, condition, message in RULES:
        yield (
            f"CREATE TRIGGER {name} BEFORE {event} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )


def postgresql():
    for name, event, condition, message in RULES:
        yield (
            f"CREATE FUNCTION {name}_rule() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {condition} THEN RAISE EXCEPTION '{message}' USING ERRCODE = '23514'; END IF; "
            f"RETURN NEW; END $$"
        )
        yield (
            f"CREATE TRIGGER {name} BEFORE {event} FOR EACH ROW EXECUTE FUNCTION {name}_rule()"
        )
    yield from NOTIFY


def write(apps, schema_editor):
    for statement in {"sqlite": sqlite, "postgresql": postgresql}[schema_editor.connection.vendor]():
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("publish", "0001_initial"), ("audit", "0001_initial")]

    operations = [migrations.RunPython(write)]
