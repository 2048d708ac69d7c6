"""One Matrix room: addresses, sending and removing under transaction ids, reading back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final
from urllib.parse import quote, urlencode

from oyez.domain.delivery import FailureClass
from oyez.platforms.base import SECONDS, WebBase
from oyez.platforms.matrix_answers import Event, Events, Joined, Sent, Tokens, Whoami, event
from oyez.platforms.matrix_codes import refusal
from oyez.platforms.port import Answer, Delivery, Failed

CLIENT: Final = "/_matrix/client/v3"
RELATIONS: Final = "/_matrix/client/v1"
WEB: Final = "https://matrix.to"
PAGE: Final = 100
PAGES: Final = 10
NO_ROOM: Final = Failed(FailureClass.INVALID, "no_room")


class InRoom(WebBase):
    """Speaks in one room. The same token and the same transaction id give the same event."""

    @property
    def room(self) -> str:
        """The id of the room, which begins with an exclamation mark; an alias is none."""
        return self.channel.options.get("room", "").strip()

    def lacks_room(self) -> Failed | None:
        """What is missing before anything can be said."""
        return None if self.room.startswith("!") else NO_ROOM

    def path(self, *words: str, base: str = CLIENT) -> str:
        """An address in the room."""
        return "/".join([f"{base}/rooms", *(quote(one, safe="") for one in (self.room, *words))])

    def address(self, number: str) -> str:
        """Where people are led to the event in the app of their choice."""
        web = self.channel.options.get("web", WEB).rstrip("/")
        server = self.room.partition(":")[2] or self.channel.account.partition(":")[2]
        via = f"?{urlencode({'via': server})}" if server else ""
        return f"{web}/#/{quote(self.room, safe='!:')}/{quote(number, safe='$')}{via}"

    def failed(self, answer: Answer, at: datetime | None, *, creates: bool = False) -> Failed:
        """The typed failure in a homeserver's answer."""
        return refusal(answer, at, creates=creates)

    def put(self, path: str, body: Mapping[str, object]) -> Answer:
        """Send something under a transaction id that stands at the end of the path."""
        url = self.url(path)
        return self.transport.send(
            "PUT", url, headers=self.bearer(), json=dict(body), timeout=SECONDS
        )

    def say(self, content: Mapping[str, object], txn: str, at: datetime) -> str | Failed:
        """Send a message; gives back its id."""
        answer = self.put(self.path("send", "m.room.message", txn), content)
        sent = self.read(Sent, answer, at, creates=True)
        return sent if isinstance(sent, Failed) else sent.event_id

    def redact(self, number: str, txn: str, at: datetime) -> Failed | None:
        """Take an event's content away; the id stays."""
        answer = self.put(self.path("redact", number, txn), {})
        if answer.status is not None and 200 <= answer.status < 300:
            return None
        return self.failed(answer, at)

    def me(self, at: datetime | None) -> str | Failed:
        """Our own user id."""
        found = self.get(Whoami, f"{CLIENT}/account/whoami", at)
        return found if isinstance(found, Failed) else found.user_id

    def joined(self, at: datetime | None) -> bool | Failed:
        """Whether we are in the room: strangers are told that its events do not exist."""
        found = self.get(Joined, f"{CLIENT}/joined_rooms", at)
        return found if isinstance(found, Failed) else self.room in found.joined_rooms

    def backwards(
        self,
        query: Mapping[str, object],
        start: str | None,
        at: datetime,
        *,
        until: str | None = None,
    ) -> Events | Failed:
        """A page of the room's events, the newest first, back to a token if there is one."""
        words = {"dir": "b", "limit": str(PAGE), **({"from": start} if start else {})}
        words |= {"to": until} if until else {}
        words |= {"filter": json.dumps(query, separators=(",", ":"))}
        return self.get(Events, f"{self.path('messages')}?{urlencode(words)}", at)

    def children(self, number: str, kind: str, me: str, at: datetime) -> list[Event] | Failed:
        """Our own events that hang on one in this way, the newest first; some servers know none."""
        found: list[Event] = []
        path, more = self.path("relations", number, kind, base=RELATIONS), ""
        for _ in range(PAGES):
            page = self.get(Events, f"{path}?limit={PAGE}{more}", at)
            if isinstance(page, Failed):
                unknown = page.cls in {FailureClass.INVALID, FailureClass.NOT_FOUND}
                return found if unknown else page
            every = [event(one) for one in page.chunk]
            found += [one for one in every if one and one.sender == me and not one.gone]
            if not page.next_batch:
                return found
            more = f"&from={quote(page.next_batch, safe='')}"
        return Failed(FailureClass.TRANSIENT, "too_many_relations")

    def refresh(self, at: datetime) -> Mapping[str, str] | Failed:
        """A new session where the server gave a refresh token; both tokens may change."""
        old = self.channel.secrets.get("refresh_token", "")
        if not old:
            return super().refresh(at)
        url = self.url(f"{CLIENT}/refresh")
        answer = self.transport.send("POST", url, json={"refresh_token": old}, timeout=SECONDS)
        found = self.read(Tokens, answer, at)
        if isinstance(found, Failed):
            # A token that was used before is M_FORBIDDEN on Synapse: as void as an unknown one.
            void = found.cls is FailureClass.PERMISSION
            return replace(found, cls=FailureClass.AUTH) if void else found
        new = {"token": found.access_token, "refresh_token": found.refresh_token or old}
        return {**self.channel.secrets, **new}


def txn(d: Delivery, *words: object) -> str:
    """The transaction id of one event of a delivery; the same in every attempt."""
    return hashlib.sha256("/".join(map(str, (d.key, *words))).encode()).hexdigest()[:32]
