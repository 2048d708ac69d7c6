"""Writes many rows quickly: what a row does not say gets the model's default, worked out once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import connection
from django.db.models import DateField, Field, JSONField, Model

Row = tuple[Any, ...]
ADAPTED = (DateField, JSONField)  # a time is a date as well


def insert(model: type[Model], names: tuple[str, ...], rows: Iterable[Row]) -> None:
    """Add the rows, given as values of the named columns; a name ends in `_id` as in the table."""
    fields = model._meta.concrete_fields
    known = {field.attname: field for field in fields}
    rest = [field for field in fields if field.attname not in names]
    columns = [str(field.column) for field in (*(known[name] for name in names), *rest)]
    fixed = tuple(_adapt(field)(field.get_default()) for field in rest)
    listed = ", ".join(map(connection.ops.quote_name, columns))
    places = ", ".join(["%s"] * len(columns))
    sql = f"INSERT INTO {model._meta.db_table} ({listed}) VALUES ({places})"
    changes = [(place, _adapt(known[name])) for place, name in enumerate(names)
               if isinstance(known[name], ADAPTED)]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.executemany(sql, _adapted(rows, changes, fixed))  # type: ignore[arg-type]


def next_pk(model: type[Model]) -> int:
    """The first number that is free."""
    newest = model._default_manager.order_by("-pk").values_list("pk", flat=True).first()
    return int(newest or 0) + 1


def _adapt(field: Field[Any, Any]) -> Callable[[Any], Any]:
    return lambda value: field.get_db_prep_save(value, connection)


def _adapted(
    rows: Iterable[Row], changes: list[tuple[int, Callable[[Any], Any]]], fixed: Row
) -> Iterator[Row]:
    for row in rows:
        values = list(row)
        for place, adapt in changes:
            values[place] = adapt(values[place])
        yield (*values, *fixed)
