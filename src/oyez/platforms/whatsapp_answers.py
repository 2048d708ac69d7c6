"""What WhatsApp answers and reports, as far as Oyez reads it."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, Field

Seconds = Annotated[int, Field(ge=0, lt=10**11)]


class Message(BaseModel):
    """A message that was taken; its status may say that it is held back for now."""

    id: str
    message_status: str = "accepted"


class Sent(BaseModel):
    """The answer to a send."""

    messages: Annotated[list[Message], Field(min_length=1)]


class Phone(BaseModel):
    """The number we send from."""

    id: str
    display_phone_number: str = ""
    verified_name: str = ""


class Component(BaseModel):
    """A part of a template."""

    type: str
    text: str = ""


class Template(BaseModel):
    """A text that was approved in advance."""

    name: str
    language: str
    status: str
    components: list[Component] = []


class Templates(BaseModel):
    """The templates of an account."""

    data: list[Template]


class Blocked(BaseModel):
    """The answer to a block."""

    block_users: dict[str, Any]


class Context(BaseModel):
    """The message that another one answers."""

    id: str | None = None


class Text(BaseModel):
    """Words."""

    body: str = ""


class Reaction(BaseModel):
    """A sign put on a message; without one it was taken off."""

    message_id: str
    emoji: str = ""


class Button(BaseModel):
    """A button that was pressed."""

    text: str = ""


class Heard(BaseModel):
    """Something a person sent."""

    model_config = {"populate_by_name": True}

    id: str
    sender: str = Field("", alias="from")
    timestamp: Seconds
    type: str = ""
    text: Text | None = None
    button: Button | None = None
    reaction: Reaction | None = None
    context: Context | None = None


class Trouble(BaseModel):
    """Why a message was not delivered."""

    code: int


class Status(BaseModel):
    """What became of a message of ours."""

    id: str
    status: str
    timestamp: Seconds
    recipient_id: str = ""
    biz_opaque_callback_data: str = ""
    errors: list[Trouble] = []


class Metadata(BaseModel):
    """Which number of ours it is about."""

    phone_number_id: str = ""


class Value(BaseModel):
    """What a change holds; entries are read one by one, so that a strange one harms no other."""

    metadata: Metadata = Metadata()
    statuses: list[dict[str, Any]] = []
    messages: list[dict[str, Any]] = []


class Change(BaseModel):
    """One change."""

    field: str
    value: dict[str, Any]


class Entry(BaseModel):
    """The changes of one account."""

    changes: list[Change] = []


class Event(BaseModel):
    """One call of the webhook."""

    entry: list[Entry]
