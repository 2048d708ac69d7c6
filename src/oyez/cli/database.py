"""What commands ask about the database itself."""

from __future__ import annotations

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from oyez.cli.acting import OutsideError


def missing_migrations() -> list[str]:
    """The names of migrations that have not been applied."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{step.app_label}.{step.name}" for step, _ in plan]


def demand_migrated() -> None:
    """OutsideError where the database is behind the program."""
    if missing := missing_migrations():
        raise OutsideError(
            f"The database lacks {len(missing)} migrations, the first is {missing[0]}. "
            "Run `python manage.py migrate` first; `oyez run` does it by itself."
        )
