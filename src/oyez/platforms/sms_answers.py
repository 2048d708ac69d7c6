"""What a gateway answers: JSON whose field names the channel's options tell."""

from __future__ import annotations

from typing import Final

from pydantic import JsonValue, RootModel

FIELDS: Final = {
    "field_text": "text",
    "field_to": "to",
    "field_from": "from",
    "field_reference": "reference",
    "field_id": "id",
    "field_refused": "refused",
    "field_status": "status",
    "field_time": "time",
}


class Body(RootModel[dict[str, JsonValue]]):
    """One JSON object."""


class Bodies(RootModel[list[dict[str, JsonValue]]]):
    """Several."""


def pick(data: JsonValue, path: str) -> JsonValue:
    """What stands at a path such as `messages.0.id`, or None."""
    for step in path.split("."):
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and step.isdecimal() and int(step) < len(data):
            data = data[int(step)]
        else:
            return None
    return data


def word(value: JsonValue) -> str:
    """A text or a number as text; everything else is empty."""
    named = isinstance(value, str | int) and not isinstance(value, bool)
    return str(value).strip() if named else ""
