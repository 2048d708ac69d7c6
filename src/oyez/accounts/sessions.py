"""Django's database sessions, in rows that also say whose they are and where they are used."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.http import HttpRequest

from oyez.accounts.models import Session

MARK = "oyez.here"
PROVED = "oyez.proved"
SEEN_EVERY = 60


class SessionStore(DatabaseStore):
    """The engine that `SESSION_ENGINE` names."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The table."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row: what the session holds, and copies of what its person must see."""
        row = super().create_model_instance(data)
        assert isinstance(row, Session)  # noqa: S101  (the model above)
        row.person_id = int(data["_auth_user_id"]) if "_auth_user_id" in data else None
        mark = data.get(MARK)
        if mark:
            row.begun_at, row.seen_at = _time(mark["begun"]), _time(mark["seen"])
            row.address, row.device = mark["address"], mark["device"]
        return row


def begin(request: HttpRequest, address: str) -> None:
    """Note where and when this session began, and clear away those that are over."""
    now = time.time()
    Session.objects.filter(expire_date__lt=_time(now)).delete()
    device = request.headers.get("User-Agent", "")[:300]
    request.session[MARK] = {"begun": now, "seen": now, "address": address, "device": device}


def touch(request: HttpRequest) -> None:
    """Note that the session is in use, once a minute at most: each note is a write."""
    mark = request.session.get(MARK)
    if mark and time.time() - mark["seen"] > SEEN_EVERY:
        request.session[MARK] = mark | {"seen": time.time()}


def prove(request: HttpRequest, at: float | None = None) -> None:
    """Note that the person has just shown who they are."""
    request.session[PROVED] = time.time() if at is None else min(at, time.time())


def proved_seconds_ago(request: HttpRequest) -> float | None:
    """How long ago that was; None where this session has never seen it."""
    at = request.session.get(PROVED)
    return None if at is None else time.time() - float(at)


def _time(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
