"""What a gateway with the interface of WAHA answers, as far as Oyez reads it.

Its engines word the same answer differently, so a message's name is taken from wherever it stands.
"""

from __future__ import annotations

from pydantic import BaseModel, Field, model_validator


class Session(BaseModel):
    """How the gateway's link to the telephone number stands."""

    name: str = ""
    status: str


class Refusal(BaseModel):
    """The session is in another state than what was asked needs."""

    status: str
    expected: list[str]


class Place(BaseModel):
    """A channel, and what the linked number may do there."""

    id: str
    role: str = ""


class Whole(BaseModel):
    """A name in parts, with the whole beside them."""

    whole: str = Field(alias="_serialized", min_length=1)


class Key(BaseModel):
    """A name in parts."""

    chat: str = Field(alias="remoteJid", min_length=1)
    id: str = Field(min_length=1)
    ours: bool = Field(default=True, alias="fromMe")


class Sent(BaseModel):
    """A message."""

    id: str | Whole | None = None
    key: Key | None = None

    @model_validator(mode="after")
    def _named(self) -> Sent:
        if not self.name:
            raise ValueError("a message without a name")
        return self

    @property
    def name(self) -> str:
        """Under which the gateway finds it again."""
        if isinstance(self.id, Whole):
            return self.id.whole
        if self.id:
            return self.id
        key = self.key
        return f"{str(key.ours).lower()}_{key.chat}_{key.id}" if key else ""
